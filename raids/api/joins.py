"""What the API's answers join, so that a list takes as many queries for 2 rows as for
200.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import F, Prefetch

from raids.models import Incident, IncidentQuerySet, Mention
from raids.models.incident import FINDINGS
from reports.models import Report

JOINED = {
    "datings": (),
    "sitings": ("place",),
    "equipment": ("unit",),
    "casualties": ("unit",),
    "captives": ("unit",),
}
"""The findings that a list joins besides its involvements, with what they name."""


class Findings(NamedTuple):
    """The findings of an incident, by the API's names for their kinds."""

    dates: list[Any]
    places: list[Any]
    units: list[Any]
    equipment: list[Any]
    casualties: list[Any]
    captives: list[Any]


class Words(NamedTuple):
    """Words of a report, with what they state of which incident."""

    start: int
    end: int
    quote: str
    incident: str
    states: str
    finding: int | None
    accepted: bool


def for_rows(incidents: IncidentQuerySet) -> IncidentQuerySet:
    """Join what one row of a list holds: the findings that count, and the reports."""
    return incidents.for_list().prefetch_related(
        *(accepted(name, *named) for name, named in JOINED.items()),
        Prefetch("mentions", Mention.objects.order_by("pk")),
    )


def accepted(name: str, *named: str) -> Prefetch[str, Any, str]:
    """Return the join of one kind of finding, those that count, in their order."""
    model: Any = Incident._meta.get_field(name).related_model
    rows = model._default_manager.filter(accepted=True).order_by("pk")
    return Prefetch(
        name, rows.select_related(*named) if named else rows, f"accepted_{name}"
    )


def whole(incident: Incident) -> Incident:
    """Give an incident joined `for_display` its findings, those that count apart."""
    every = {name: list(getattr(incident, name).all()) for name in FINDINGS}
    counted = [[one for one in rows if one.accepted] for rows in every.values()]
    for name, rows in zip(FINDINGS, counted, strict=True):
        setattr(incident, f"accepted_{name}", rows)
    rivals = ([one for one in rows if not one.accepted] for rows in every.values())
    incident.findings = Findings(*counted)  # type: ignore[attr-defined]
    incident.rivals = Findings(*rivals)  # type: ignore[attr-defined]
    return incident


def public_mentions(report: Report) -> list[Mention]:
    """Return the published incidents that a report tells of."""
    published = Incident.objects.published()
    told = Mention.objects.filter(report=report, incident__in=published)
    return list(told.select_related("incident").order_by("pk"))


def public_words(report: Report) -> list[Words]:
    """Return a report's words that published incidents rest on, in their order."""
    return sorted({*kind_words(report), *finding_words(report)})


def kind_words(report: Report) -> Iterator[Words]:
    """Return the words that say the kinds of published incidents."""
    told = (
        Incident.objects.published()
        .filter(kind_spans__report=report)
        .order_by()
        .values_list("kind_spans__start", "kind_spans__end", "reference")
    )
    for start, end, reference in told:
        quote = report.text[start:end]
        yield Words(start, end, quote, str(reference), "kind", None, True)


def finding_words(report: Report) -> Iterator[Words]:
    """Return the words that state findings of published incidents."""
    for name, public_name in zip(FINDINGS, Findings._fields, strict=True):
        model: Any = Incident._meta.get_field(name).related_model
        stated = (
            model._default_manager.filter(
                spans__report=report, incident__in=Incident.objects.published()
            )
            .order_by()
            .values_list(
                F("spans__start"),
                F("spans__end"),
                F("incident__reference"),
                "pk",
                "accepted",
            )
        )
        for start, end, reference, finding, counts in stated:
            quote = report.text[start:end]
            yield Words(start, end, quote, reference, public_name, finding, counts)
