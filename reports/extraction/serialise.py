"""A reading as JSON: the keys of the vocabulary, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from .findings import (
    CaptiveFinding,
    CasualtyFinding,
    DraftIncident,
    Finding,
    Reading,
    Warning,  # noqa: A004 - the contract
)
from .spans import Span

Row = dict[str, Any]
PERIODS = frozenset({"month", "year"})


def reading_to_json(reading: Reading, text: str) -> Row:
    """Return a whole reading; text is the one that was read."""
    return {
        "reader_version": reading.reader_version,
        "lexicon_hash": reading.lexicon_hash,
        "title": _span(reading.title, text),
        "dateline": _span(reading.dateline, text),
        "noise": _spans(reading.noise, text),
        "published_on": (
            {
                "value": reading.published_on.value.isoformat(),
                **_ground(reading.published_on, text),
            }
            if reading.published_on
            else None
        ),
        "warnings": _warnings(reading.warnings, text),
        "incidents": [_incident(one, text) for one in reading.incidents],
    }


def _span(span: Span | None, text: str) -> Row | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "quote": span.quote(text)}


def _spans(spans: Iterable[Span], text: str) -> list[Row | None]:
    return [_span(span, text) for span in spans]


def _ground(finding: Finding, text: str) -> Row:
    return {
        "spans": _spans(finding.spans, text),
        "certainty": finding.certainty,
        "hedge": finding.hedge,
        "rule": finding.rule,
        "inferred": finding.inferred,
    }


def _warnings(warnings: Iterable[Warning], text: str) -> list[Row]:
    return [
        {
            "code": one.code,
            "spans": _spans(one.spans, text),
            "values": dict(one.values),
        }
        for one in warnings
    ]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _incident(one: DraftIncident, text: str) -> Row:
    dating, siting = one.dating, one.siting
    time_of_day = dating.time_of_day if dating else None
    told_by_day = dating is not None and dating.precision not in PERIODS
    return {
        "kind": one.kind.kind,
        "date_start": _day(dating.earliest) if dating and told_by_day else None,
        "date_end": _day(dating.latest) if dating and told_by_day else None,
        "time_of_day": time_of_day.value if time_of_day else None,
        "place_ar": siting.place_ar if siting else None,
        "governorate": siting.governorate if siting else None,
        "units": [
            {
                "unit": row.unit,
                "role": row.role,
                "strength_min": row.strength_min,
                "strength_max": row.strength_max,
                "unit_detail": row.unit_detail,
                **_ground(row, text),
            }
            for row in one.involvements
        ],
        "equipment": [
            {
                "kind": row.kind,
                "count_min": row.count_min,
                "count_max": row.count_max,
                **_ground(row, text),
            }
            for row in one.equipment
        ],
        "casualties": _accepted(one.casualties, text),
        "captives": _accepted(one.captives, text),
        "evidence": _evidence(one, text),
        "date_precision": dating.precision if dating else None,
        "place_key": siting.place_key if siting else None,
        "place_relation": _relation(one) if siting else None,
        "told": one.told,
        "segment": _span(one.segment, text),
        "rivals": {
            "casualties": _rivals(one.casualties, text),
            "captives": _rivals(one.captives, text),
        },
        "warnings": _warnings(one.warnings, text),
    }


def _relation(one: DraftIncident) -> Row | None:
    siting = one.siting
    if siting is None:
        return None
    return {
        "relation": siting.relation,
        "distance_km": siting.distance_km,
        "bearing": siting.bearing,
        "other_place_ar": siting.other_place_ar,
        "suggestions": list(siting.suggestions),
    }


def _evidence(one: DraftIncident, text: str) -> Row:
    dating, siting = one.dating, one.siting
    time_of_day = dating.time_of_day if dating else None
    governorate = None
    if siting and siting.governorate:
        governorate = _ground(siting, text)
        governorate["spans"] = _spans(siting.governorate_spans, text)
        governorate["inferred"] = not siting.governorate_spans
        if siting.certainty == "stated":
            governorate["hedge"] = None
        if not siting.governorate_spans:
            governorate["spans"] = _spans(siting.spans, text)
    return {
        "kind": _ground(one.kind, text),
        "date": _ground(dating, text) if dating else None,
        "time_of_day": _ground(time_of_day, text) if time_of_day else None,
        "place": _ground(siting, text) if siting and siting.place_ar else None,
        "governorate": governorate,
    }


People = CasualtyFinding | CaptiveFinding


def _person_row(row: People, text: str) -> Row:
    head: Row = (
        {"outcome": row.outcome}
        if isinstance(row, CasualtyFinding)
        else {"fate": row.fate}
    )
    return {
        **head,
        "unit": row.unit,
        "category": row.category,
        "nationality": row.nationality,
        "count_min": row.count_min,
        "count_max": row.count_max,
        "part_of": row.part_of,
        **_ground(row, text),
    }


def _accepted(rows: Iterable[People], text: str) -> list[Row]:
    kept = list(rows)
    numbers: dict[int, int] = {}
    for old, row in enumerate(kept):
        if row.accepted:
            numbers[old] = len(numbers)
    shown = []
    for row in kept:
        if row.accepted:
            line = _person_row(row, text)
            line["part_of"] = (
                numbers.get(row.part_of) if row.part_of is not None else None
            )
            shown.append(line)
    return shown


def _rivals(rows: Iterable[People], text: str) -> list[Row]:
    return [
        {**_person_row(row, text), "part_of": None} for row in rows if not row.accepted
    ]
