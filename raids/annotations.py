"""Sets a reading right by an annotation made by hand.

An annotation has the shape of a reading without its words (see `docs/codebook.md`):
it says what is true, the reading says which words state it. What the reading missed
is kept without words, for the words cannot be made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from reports.extraction.normalise import fold
from reports.extraction.spans import Span
from reports.models import Report

from . import lookups
from .choices import CaptiveFate, DatePrecision, PlaceKind, PlaceRelation, Telling
from .drafting import DraftedFinding, DraftedIncident
from .models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Finding,
    Involvement,
    Place,
    Siting,
    Unit,
)

Annotation = dict[str, Any]

PLACE_WEIGHT, DATE_WEIGHT, KIND_WEIGHT = 4, 2, 1
"""What it is worth, in pairing, that two incidents agree on each."""


def paired(
    annotated: Sequence[Annotation], read: Sequence[DraftedIncident]
) -> list[tuple[Annotation, DraftedIncident | None]]:
    """Pair each annotated incident with the draft most like it, each draft once."""
    worth = sorted(
        (
            (likeness(one, draft), -first, -second)
            for first, one in enumerate(annotated)
            for second, draft in enumerate(read)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for value, first, second in worth:
        free = -first not in partner and -second not in partner.values()
        if value >= DATE_WEIGHT and free:
            partner[-first] = -second
    return [
        (one, read[partner[number]] if number in partner else None)
        for number, one in enumerate(annotated)
    ]


def likeness(annotated: Annotation, draft: DraftedIncident) -> int:
    """Return how much an annotated incident and a draft agree."""
    same_kind = annotated["kind"] == draft.kind
    same_place = any(
        folded(finding.values["name_ar"]) == folded(annotated["place_ar"])
        for finding in draft.of(Siting)
    )
    same_date = any(
        finding.values["earliest"] == day(annotated["date_start"])
        for finding in draft.of(Dating)
    )
    return PLACE_WEIGHT * same_place + DATE_WEIGHT * same_date + KIND_WEIGHT * same_kind


def set_right(
    annotated: Annotation, draft: DraftedIncident | None, report: Report
) -> DraftedIncident:
    """Return an incident with the annotation's values and the reading's words."""
    read = draft or DraftedIncident(annotated["kind"], (), Telling.NEWS, None, ())
    findings: list[DraftedFinding] = []
    for single in (dating(annotated, read), siting(annotated, read, report)):
        if single is not None:
            findings.append(single)
    units = known_units(annotated)
    involved = rows(Involvement, annotated["units"], read, units)
    findings += [named_in(one, read.passage, report) for one in involved]
    findings += rows(Equipment, annotated["equipment"], read, units)
    findings += parted(rows(Casualty, annotated["casualties"], read, units), findings)
    findings += parted(rows(Captive, annotated["captives"], read, units), findings)
    return replace(read, kind=annotated["kind"], findings=tuple(findings))


def dating(annotated: Annotation, read: DraftedIncident) -> DraftedFinding | None:
    """Return the date: the reading's where both agree, or where it is a month's."""
    first, last = day(annotated["date_start"]), day(annotated["date_end"])
    found = next(iter(read.of(Dating)), None)
    if first is None or last is None:
        vague = {DatePrecision.MONTH, DatePrecision.YEAR}
        return found if found and found.values["precision"] in vague else None
    time = {"time_of_day": annotated["time_of_day"] or ""}
    if found and (found.values["earliest"], found.values["latest"]) == (first, last):
        return replace(found, values=found.values | time)
    precision = DatePrecision.DAY if first == last else DatePrecision.RANGE
    values = {"earliest": first, "latest": last, "precision": precision, **time}
    return DraftedFinding(Dating, values)


def siting(
    annotated: Annotation, read: DraftedIncident, report: Report
) -> DraftedFinding | None:
    """Return the place: the reading's where both name the same."""
    name = annotated["place_ar"]
    found = next(iter(read.of(Siting)), None)
    place = gazetteer_row(name, annotated["governorate"])
    if found and name and folded(found.values["name_ar"]) == folded(name):
        known = {"place": found.values["place"] or place}
        return replace(found, values=found.values | known)
    if place is None:
        return None
    spoken = name or place.name_ar
    values = {"place": place, "name_ar": spoken, "relation": PlaceRelation.AT}
    return DraftedFinding(Siting, values, spans=where_written(spoken, report.text))


def where_written(name: str, text: str) -> tuple[Span, ...]:
    """Return where a name stands in a text first, letter by letter."""
    start = text.find(name)
    return (Span(start, start + len(name)),) if start >= 0 else ()


def named_in(
    involved: DraftedFinding, passage: Span | None, report: Report
) -> DraftedFinding:
    """Let a unit that was not read rest on its name in the incident's passage."""
    if involved.spans:
        return involved
    start, end = (passage.start, passage.end) if passage else (0, len(report.text))
    unit = involved.values["unit"]
    for name in sorted((unit.name_ar, *unit.spellings_ar), key=len, reverse=True):
        found = report.text.find(name, start, end)
        if found >= 0:
            words = Span(found, found + len(name))
            return replace(involved, spans=(words,))
    return involved


def gazetteer_row(name: str | None, governorate: str | None) -> Place | None:
    """Return the gazetteer's row of a name in a governorate, or the governorate's."""
    if governorate is None:
        return None
    if name is None:
        return Place.objects.filter(
            kind=PlaceKind.GOVERNORATE, name_en=governorate
        ).first()
    entries = lookups.gazetteer().by_name.get(folded(name), ())
    keys = [entry.key for entry in entries if entry.governorate == governorate]
    smallest_first = Place.objects.filter(key__in=keys).order_by("radius_m", "pk")
    return smallest_first.first()


ROW_FIELDS: dict[type[Finding], tuple[str, ...]] = {
    Involvement: ("unit", "role", "strength_min", "strength_max"),
    Equipment: ("kind", "count_min", "count_max"),
    Casualty: ("outcome", "unit", "category", "count_min", "count_max"),
    Captive: ("unit", "category", "nationality", "count_min", "count_max"),
}
SAME_MATTER: dict[type[Finding], tuple[str, ...]] = {
    Involvement: ("unit", "role"),
    Equipment: ("kind",),
    Casualty: ("outcome", "unit"),
    Captive: ("unit", "nationality"),
}
"""The fields by which two rows speak of the same persons or things."""


def rows(
    model: type[Finding],
    annotated: Iterable[Annotation],
    read: DraftedIncident,
    units: dict[str, Unit],
) -> list[DraftedFinding]:
    """Return the rows of a list, each with the words of the row read like it.

    A row read with other counts lends its words and its hedge too, as it speaks of
    the same persons or things; a row read the same comes first.
    """
    wanted = [row_values(model, row, units) for row in annotated]
    left = read.of(model)
    like: dict[int, DraftedFinding] = {}
    for fields in (ROW_FIELDS[model], SAME_MATTER[model]):
        for number, values in enumerate(wanted):
            found = next((one for one in left if agree(fields, values, one)), None)
            if number not in like and found is not None:
                like[number] = found
                left.remove(found)
    return [
        DraftedFinding(model, like[number].values | values, like[number].spans)
        if number in like
        else DraftedFinding(model, values)
        for number, values in enumerate(wanted)
    ]


def row_values(
    model: type[Finding], row: Annotation, units: dict[str, Unit]
) -> dict[str, Any]:
    """Return an annotated row as fields of its model."""
    values = {name: row[name] for name in ROW_FIELDS[model]}
    values["accepted"] = True
    if "unit" in values:
        values["unit"] = units.get(values["unit"])
    if "nationality" in values:
        values["nationality"] = values["nationality"] or ""
    if model is Captive:
        values["fate"] = CaptiveFate.HELD
    return values


def agree(fields: Iterable[str], values: dict[str, Any], read: DraftedFinding) -> bool:
    """Tell whether a row as read says what an annotated row says in these fields."""
    return all(
        comparable(read.values.get(name)) == comparable(values[name]) for name in fields
    )


def comparable(value: Any) -> Any:
    """Return a value that compares by what it means: a unit by its code."""
    return value.code if isinstance(value, Unit) else value


def parted(
    persons: list[DraftedFinding], before: Sequence[DraftedFinding]
) -> list[DraftedFinding]:
    """Bind the parts of totals to them, so that nothing is counted twice.

    In an annotation a total stands before its parts: one of persons of no stated
    side before those of a side, one of a side before those of a nationality, one of
    civilians before its women and children.
    """
    first = len(before)
    return [
        replace(one, part_of=first + total) if total is not None else one
        for number, one in enumerate(persons)
        for total in [total_of(persons, number)]
    ]


def total_of(persons: Sequence[DraftedFinding], number: int) -> int | None:
    """Return the number of the row that a row is part of, the nearest before it."""
    part = persons[number].values
    for candidate in range(number - 1, -1, -1):
        total = persons[candidate].values
        if total.get("outcome") == part.get("outcome") and holds(total, part):
            return candidate
    return None


def holds(total: dict[str, Any], part: dict[str, Any]) -> bool:
    """Tell whether persons so described may hold others so described."""
    if total["count_min"] is None:
        return False
    if (part["count_min"] or 0) > (total["count_max"] or float("inf")):
        return False
    if part["category"] in {"child", "woman"}:
        return total["category"] in {"civilian", "unknown"}
    if total.get("nationality"):
        return False
    if part.get("nationality") and comparable(total["unit"]) == comparable(
        part["unit"]
    ):
        return True
    return total["unit"] is None and total["category"] == "unknown"


def known_units(annotated: Annotation) -> dict[str, Unit]:
    """Return the units an annotation names; one the site lacks is made unsaved."""
    codes = {
        row["unit"]
        for name in ("units", "casualties", "captives")
        for row in annotated[name]
        if row["unit"]
    }
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    return units | {code: Unit.not_known(code) for code in codes - units.keys()}


def folded(name: str | None) -> str:
    """Return a name with its letters folded, for comparing."""
    return " ".join(fold(name or "").split())


def day(value: str | None) -> date | None:
    """Return an ISO date of an annotation."""
    return date.fromisoformat(value) if value else None
