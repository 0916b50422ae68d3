"""Loads the gazetteer and the units from their data files, as often as one likes.

A row that is wrong is named with its line and its fault, and the others go on.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from .choices import PlaceKind
from .geography import RADIUS_M
from .models import Place, Unit

DATA = Path(__file__).parent / "data"
PLACES_CSV = DATA / "places.csv"
UNITS_CSV = DATA / "units.csv"

Row = dict[str, str]
Kind = TypeVar("Kind", Place, Unit)


@dataclass
class Loaded:
    """What came of a file: how many rows are new, changed, as before or at fault."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.new} new, {self.changed} changed, "
            f"{self.unchanged} unchanged, {len(self.faults)} at fault"
        )


def rows_of(path: Path, columns: set[str]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a CSV file with their line numbers.

    Raises ValidationError where the file lacks one of the columns.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = columns - set(reader.fieldnames or ())
        if missing:
            raise ValidationError(
                f"{path}: no column {', '.join(sorted(missing))}. "
                f"Its first line must name: {', '.join(sorted(columns))}."
            )
        for row in reader:
            yield reader.line_num, {name: value or "" for name, value in row.items()}


def words(cell: str) -> list[str]:
    """Return the spellings of a cell, which | divides."""
    return [word.strip() for word in cell.split("|") if word.strip()]


def load_places(path: Path = PLACES_CSV) -> Loaded:
    """Load the gazetteer; larger places come before what lies in them."""
    columns = {"key", "name_ar", "name_en", "kind", "parent", "governorate"}
    order = list(PlaceKind.values)
    numbered = sorted(
        rows_of(path, columns),
        key=lambda one: order.index(one[1]["kind"]) if one[1]["kind"] in order else 99,
    )
    known = {
        place.key: place
        for place in Place.objects.select_related("parent", "governorate")
    }
    governorates: dict[str, Place] = {
        place.name_en: place
        for place in known.values()
        if place.kind == PlaceKind.GOVERNORATE
    }

    def values(row: Row) -> dict[str, Any]:
        return place_values(row, known, governorates)

    def keep(place: Place) -> None:
        known[place.key] = place
        if place.kind == PlaceKind.GOVERNORATE:
            governorates[place.name_en] = place
            if place.governorate_id != place.pk:
                Place.objects.filter(pk=place.pk).update(governorate=place)
                place.governorate = place

    return load(Place, "key", numbered, known, values, keep, path)


def place_values(
    row: Row, known: dict[str, Place], governorates: dict[str, Place]
) -> dict[str, Any]:
    """Return a gazetteer row as the fields of a Place."""
    kind = row["kind"]
    parent = known.get(row["parent"])
    if row["parent"] and parent is None:
        raise ValidationError(f"its parent {row['parent']!r} is no key before it")
    values: dict[str, Any] = {
        "name_ar": row["name_ar"],
        "name_en": row["name_en"],
        "kind": kind,
        "parent": parent,
        "lat": float(row["lat"]) if row.get("lat") else None,
        "lon": float(row["lon"]) if row.get("lon") else None,
        "radius_m": RADIUS_M.get(kind, 2_000),
        "geonames_id": int(row["geonames_id"]) if row.get("geonames_id") else None,
        "pcode": row.get("pcode") or None,
        "spellings_ar": words(row.get("spellings_ar", "")),
        "spellings_en": words(row.get("spellings_en", "")),
        "needs_context": row.get("needs_context") == "1",
        "source": row.get("source", ""),
    }
    if kind != PlaceKind.GOVERNORATE:
        governorate = governorates.get(row["governorate"])
        if governorate is None:
            raise ValidationError(f"its governorate {row['governorate']!r} is unknown")
        values["governorate"] = governorate
    return values


def load_units(path: Path = UNITS_CSV) -> Loaded:
    """Load the armed actors; a parent stands in a line before its parts."""
    columns = {"code", "name_ar", "name_en", "kind", "parent"}
    known = {unit.code: unit for unit in Unit.objects.select_related("parent")}

    def values(row: Row) -> dict[str, Any]:
        parent = known.get(row["parent"])
        if row["parent"] and parent is None:
            raise ValidationError(f"its parent {row['parent']!r} is no code before it")
        return {
            "name_ar": row["name_ar"],
            "name_en": row["name_en"],
            "kind": row["kind"].replace(" ", "_"),
            "parent": parent,
            "spellings_ar": words(row.get("spellings_ar", "")),
            "spellings_en": words(row.get("spellings_en", "")),
            "source": row.get("source", ""),
        }

    def keep(unit: Unit) -> None:
        known[unit.code] = unit

    return load(Unit, "code", list(rows_of(path, columns)), known, values, keep, path)


def load(
    model: type[Kind],
    key: str,
    numbered: list[tuple[int, Row]],
    known: dict[str, Kind],
    values_of: Callable[[Row], dict[str, Any]],
    keep: Callable[[Kind], None],
    path: Path,
) -> Loaded:
    """Bring the table to what the file says, row by row; only changes are written."""
    loaded = Loaded()
    for line, row in numbered:
        try:
            values = values_of(row)
            one = known.get(row[key]) or model(**{key: row[key]})
            changed = one.pk is None or any(
                getattr(one, name) != value for name, value in values.items()
            )
            if changed:
                is_new = one.pk is None
                save(one, values)
                loaded.new += is_new
                loaded.changed += not is_new
            else:
                loaded.unchanged += 1
            keep(one)
        except (ValidationError, ValueError, IntegrityError) as error:
            loaded.faults.append(
                f"{path.name}, line {line} ({row[key]}): {said(error)}"
            )
    return loaded


def save(one: Place | Unit, values: dict[str, Any]) -> None:
    """Store a row that is sound; raise an error that says what is not.

    Each value is looked at here; what binds a row to others, the database holds.
    """
    for name, value in values.items():
        setattr(one, name, value)
    one.clean_fields(exclude={"parent", "governorate"})
    with transaction.atomic():
        one.save()


def said(error: Exception) -> str:
    """Return an error's words on one line."""
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    return " ".join(str(error).split())
