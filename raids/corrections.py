"""Keeps what editors set right in readings, and writes it out as annotated cases.

A correction is kept in the shape of an annotation (see `docs/codebook.md`): what is
true of the text, without its words. Exported, it is a new case to score the reader by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.contrib.auth.models import User

from reports.extraction import VERSION
from reports.extraction.lexicon import lexicon_hash
from reports.models import Report

from .annotations import ROW_FIELDS, Annotation, comparable
from .choices import DatePrecision, PlaceKind
from .drafting import DraftedFinding, DraftedIncident
from .models import (
    Captive,
    Casualty,
    Correction,
    Dating,
    Equipment,
    Finding,
    Involvement,
    Siting,
)

NO_DAY = {DatePrecision.MONTH, DatePrecision.YEAR}
"""An annotation gives no day where the report tells only the month or the year."""


def keep(
    report: Report,
    drafts_as_read: Sequence[DraftedIncident],
    drafts_as_accepted: Sequence[DraftedIncident],
    by: User,
) -> Correction | None:
    """Keep what was read beside what was accepted; nothing where both say the same."""
    reading = annotations_of(drafts_as_read)
    correction = annotations_of(drafts_as_accepted)
    if sorted(reading, key=repr) == sorted(correction, key=repr):
        return None
    kept, _new = Correction.objects.get_or_create(
        report=report,
        reader_version=VERSION,
        lexicon_hash=lexicon_hash(),
        reading=reading,
        correction=correction,
        defaults={"created_by": by},
    )
    return kept


def annotations_of(drafts: Sequence[DraftedIncident]) -> list[Annotation]:
    """Return what drafts say, in the order in which the text tells it."""
    told = sorted(drafts, key=lambda one: one.passage.start if one.passage else 0)
    return [annotation_of(draft) for draft in told]


def annotation_of(draft: DraftedIncident) -> Annotation:
    """Return what a draft says in the shape of an annotation; rivals do not count."""
    return {
        "kind": str(draft.kind),
        **date_told(first(draft, Dating)),
        **place_told(first(draft, Siting)),
        "units": rows_told(draft, Involvement),
        "equipment": rows_told(draft, Equipment),
        "casualties": rows_told(draft, Casualty),
        "captives": rows_told(draft, Captive),
    }


def counted(draft: DraftedIncident, model: type[Finding]) -> list[DraftedFinding]:
    """Return the findings of a kind that would be accepted."""
    return [one for one in draft.of(model) if one.values.get("accepted", True)]


def first(draft: DraftedIncident, model: type[Finding]) -> Annotation:
    """Return the values of the account that counts, if there is one."""
    return next((one.values for one in counted(draft, model)), {})


def date_told(values: Annotation) -> Annotation:
    """Return the days, both included, and the part of the day."""
    vague = not values or values["precision"] in NO_DAY
    return {
        "date_start": None if vague else values["earliest"].isoformat(),
        "date_end": None if vague else values["latest"].isoformat(),
        "time_of_day": values.get("time_of_day") or None,
    }


def place_told(values: Annotation) -> Annotation:
    """Return the place as worded, and the governorate that the gazetteer has it in."""
    place = values.get("place")
    is_wide = place is not None and place.kind == PlaceKind.GOVERNORATE
    governorate = place.governorate if place else None
    return {
        "place_ar": None if is_wide else values.get("name_ar") or None,
        "governorate": governorate.name_en if governorate else None,
    }


def rows_told(draft: DraftedIncident, model: type[Finding]) -> list[Annotation]:
    """Return the rows of a list; what is not known is null."""
    return [
        {name: plain(one.values.get(name)) for name in ROW_FIELDS[model]}
        for one in counted(draft, model)
    ]


def plain(value: object) -> str | int | None:
    """Return a value as JSON has it: a unit by its code, an empty word as null."""
    value = comparable(value)
    if value is None or value == "":
        return None
    return value if isinstance(value, int) else str(value)


def export(folder: Path) -> Iterator[Path]:
    """Write each corrected report as NAME.txt and NAME.json; yield the texts' paths.

    A name is made from the words of the report, so that writing again overwrites.
    """
    folder.mkdir(parents=True, exist_ok=True)
    corrected = Report.objects.filter(corrections__isnull=False).distinct()
    for report in corrected.select_related("source").order_by("pk"):
        path = folder / f"{report.sha256[:12]}.txt"
        path.write_text(report.text, encoding="utf-8", newline="")
        path.with_suffix(".json").write_text(
            json.dumps(case_of(report), ensure_ascii=False, indent=1) + "\n",
            encoding="utf-8",
        )
        yield path


def case_of(report: Report) -> Annotation:
    """Return a report's annotated case, with every incident of its corrections."""
    told_on = report.published_on.isoformat() if report.published_on else None
    incidents: list[Annotation] = []
    for one in report.corrections.order_by("pk"):
        incidents += [each for each in one.correction if each not in incidents]
    return {
        "url": report.url or None,
        "source_name": report.facts_from or report.source.name_en,
        "published_on": told_on,
        "anchor_date": told_on,
        "incidents": incidents,
    }
