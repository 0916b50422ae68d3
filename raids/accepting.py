"""Stores accepted drafts as incidents, many at a time in a few statements.

The verb is `raids.actions.accept_drafts`; this is how it is done. A draft that an
incident was made of before makes no second one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import models

from reports.extraction.spans import Span
from reports.models import EvidenceSpan, Report

from .drafting import DraftedFinding, DraftedIncident
from .models import Finding, Incident, Mention, Unit

Sameness = tuple[int, int | None, int | None, str]
"""What tells drafts apart: a report, a passage’s ends and the key of a draft."""

SpanKey = tuple[int, int, int]
"""A report's number, and where its words start and end."""


@dataclass(frozen=True)
class Accepted:
    """A draft of a report that an editor accepts."""

    report: Report
    draft: DraftedIncident

    def sameness(self) -> Sameness:
        """Return what it has in common with the incident made of it."""
        passage = self.draft.passage
        return (
            self.report.pk,
            passage.start if passage else None,
            passage.end if passage else None,
            self.draft.key,
        )

    def spans(self) -> Iterable[Span]:
        """Return every stretch of words that the draft rests on."""
        yield from self.draft.kind_spans
        for finding in self.draft.findings:
            yield from finding.spans


@dataclass
class Made:
    """An incident being made, with its findings in the order of its draft."""

    incident: Incident
    accepted: Accepted
    findings: dict[int, Finding] = field(default_factory=dict)


def store(by: User, accepted: Sequence[Accepted]) -> list[Incident]:
    """Make incidents of accepted drafts, in their order, within one transaction."""
    # Two editors who accept the same reading wait here for one another.
    reports = sorted({one.report.pk for one in accepted})
    list(Report.objects.select_for_update().filter(pk__in=reports).order_by("pk"))
    before = made_before(reports)
    new = [one for one in accepted if one.sameness() not in before]
    made = new_incidents(by, new)
    kept = keep_spans(new)
    link_spans(
        Incident.kind_spans.through,
        "incident",
        [(one.incident, one.accepted.draft.kind_spans, one.accepted) for one in made],
        kept,
    )
    store_findings(made, kept)
    fresh = Incident.objects.in_bulk([one.incident.pk for one in made])
    numbers = iter(one.incident.pk for one in made)
    return [before.get(one.sameness()) or fresh[next(numbers)] for one in accepted]


def made_before(reports: Sequence[int]) -> dict[Sameness, Incident]:
    """Return the incidents made of reports before, by the drafts they were made of.

    Of an incident merged since, it is the one that stayed.
    """
    mentions = Mention.objects.filter(report__in=reports).exclude(drafted_as="")
    return {
        (one.report_id, one.start, one.end, one.drafted_as): (
            one.incident.merged_into or one.incident
        )
        for one in mentions.select_related("incident__merged_into")
    }


def new_incidents(by: User, accepted: Sequence[Accepted]) -> list[Made]:
    """Store bare incidents, each with the report as the first that speaks of it."""
    incidents = Incident.objects.bulk_create(
        Incident(kind=one.draft.kind, created_by=by, is_sample=one.report.is_sample)
        for one in accepted
    )
    made = [
        Made(incident, one) for incident, one in zip(incidents, accepted, strict=True)
    ]
    Mention.objects.bulk_create(
        Mention(
            report=one.accepted.report,
            incident=one.incident,
            telling=one.accepted.draft.telling,
            drafted_as=one.accepted.draft.key,
            start=passage.start if passage else None,
            end=passage.end if passage else None,
        )
        for one in made
        for passage in [one.accepted.draft.passage]
    )
    return made


def keep_spans(accepted: Sequence[Accepted]) -> dict[SpanKey, int]:
    """Return the numbers of the spans that drafts rest on, storing those not yet so."""
    asked = dict.fromkeys(
        (one.report.pk, span.start, span.end)
        for one in accepted
        for span in one.spans()
    )
    EvidenceSpan.objects.bulk_create(
        (
            EvidenceSpan(report_id=report, start=start, end=end)
            for report, start, end in asked
        ),
        ignore_conflicts=True,
    )
    # Bare numbers: of an archive there are many, and rows would cost the most of all.
    stored = EvidenceSpan.objects.filter(report__in={key[0] for key in asked})
    return {
        (report, start, end): number
        for report, start, end, number in stored.values_list(
            "report", "start", "end", "pk"
        )
    }


def store_findings(made: Sequence[Made], kept: dict[SpanKey, int]) -> None:
    """Store the findings of incidents, a kind at a time and totals before parts."""
    units = known_units(made)
    left = [
        (one, number, drafted)
        for one in made
        for number, drafted in enumerate(one.accepted.draft.findings)
    ]
    while left:
        ready = [
            (one, number, drafted)
            for one, number, drafted in left
            if drafted.part_of is None or drafted.part_of in one.findings
        ]
        if not ready:
            raise ValueError("the parts of a draft go round in a circle")
        store_ready(ready, units, kept)
        left = [entry for entry in left if entry[1] not in entry[0].findings]


def store_ready(
    ready: Sequence[tuple[Made, int, DraftedFinding]],
    units: dict[str, Unit],
    kept: dict[SpanKey, int],
) -> None:
    """Store findings whose totals are stored, with their words."""
    by_model: dict[type[Finding], list[tuple[Made, int, DraftedFinding]]]
    by_model = defaultdict(list)
    for entry in ready:
        by_model[entry[2].model].append(entry)
    for model, entries in by_model.items():
        rows = [finding_of(one, drafted, units) for one, _number, drafted in entries]
        model._default_manager.bulk_create(rows)
        for (one, number, _drafted), row in zip(entries, rows, strict=True):
            one.findings[number] = row
        link_spans(
            model.spans.through,
            model._meta.model_name or "",
            [
                (row, drafted.spans, one.accepted)
                for (one, _number, drafted), row in zip(entries, rows, strict=True)
            ],
            kept,
        )


def finding_of(one: Made, drafted: DraftedFinding, units: dict[str, Unit]) -> Finding:
    """Return a drafted finding as an unsaved row of its incident."""
    values = dict(drafted.values)
    if values.get("unit") is not None:
        values["unit"] = units[values["unit"].code]
    if drafted.part_of is not None:
        values["part_of"] = one.findings[drafted.part_of]
    return drafted.model(incident=one.incident, **values)


def known_units(made: Sequence[Made]) -> dict[str, Unit]:
    """Return the units that drafts name by code; one new to the site is stored."""
    named = {
        unit.code: unit
        for one in made
        for finding in one.accepted.draft.findings
        for unit in [finding.values.get("unit")]
        if unit is not None
    }
    Unit.objects.bulk_create(
        (
            Unit(
                code=unit.code,
                name_ar=unit.name_ar,
                name_en=unit.name_en,
                kind=unit.kind,
            )
            for unit in named.values()
            if unit.pk is None
        ),
        ignore_conflicts=True,
    )
    return {unit.code: unit for unit in Unit.objects.filter(code__in=named)}


def link_spans(
    through: type[models.Model],
    owner: str,
    owned: Iterable[tuple[models.Model, Sequence[Span], Accepted]],
    kept: dict[SpanKey, int],
) -> None:
    """Bind rows to the words they rest on."""
    through._default_manager.bulk_create(
        through(
            **{
                f"{owner}_id": row.pk,
                "evidencespan_id": kept[accepted.report.pk, span.start, span.end],
            }
        )
        for row, spans, accepted in owned
        for span in dict.fromkeys(spans)
    )
