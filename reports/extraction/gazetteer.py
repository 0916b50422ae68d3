"""Places that are known by name; passed in by the caller, never looked up here."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .normalise import fold

WIDE_KINDS = frozenset({"governorate", "district", "subdistrict"})


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place: its key, names, kind, and the governorate it lies in."""

    key: str
    name_ar: str
    kind: str
    governorate: str | None
    parent: str | None = None
    spellings_ar: tuple[str, ...] = ()
    needs_context: bool = False

    def names(self) -> tuple[str, ...]:
        """Return all Arabic spellings, the chief one first."""
        return (self.name_ar, *self.spellings_ar)


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The known places, by normalised spelling (one name may be several places)."""

    entries: tuple[PlaceEntry, ...]
    by_name: dict[str, tuple[PlaceEntry, ...]]

    @classmethod
    def from_entries(cls, entries: Iterable[PlaceEntry]) -> Gazetteer:
        """Build the look-up once; share the object between readings."""
        kept = tuple(entries)
        by_name: dict[str, list[PlaceEntry]] = {}
        for entry in kept:
            for name in entry.names():
                folded = " ".join(fold(name).split())
                if folded:
                    by_name.setdefault(folded, []).append(entry)
        return cls(kept, {name: tuple(found) for name, found in by_name.items()})


def load_places(path: str | Path) -> Gazetteer:
    """Read places.csv (columns as in raids/data/README.md)."""
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Gazetteer.from_entries(
        PlaceEntry(
            key=row["key"],
            name_ar=row["name_ar"],
            kind=row["kind"],
            governorate=row["governorate"] or None,
            parent=row["parent"] or None,
            spellings_ar=tuple(filter(None, row["spellings_ar"].split("|"))),
            needs_context=row["needs_context"] == "1",
        )
        for row in rows
    )
