"""Finds the incidents that a draft may be a retelling of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from psycopg2.extras import DateRange

from .choices import IncidentStatus
from .models import Dating, Incident, Place, Siting

if TYPE_CHECKING:
    from .drafting import DraftedIncident

MOST_OFFERED = 5
SLACK = timedelta(days=1)
"""Two reports may date one night by the day before or after it."""


def look_alikes(draft: DraftedIncident) -> list[Incident]:
    """Return incidents of overlapping days in the same place or governorate.

    The likeliest come first: the same place, then the same kind. A draft without a date
    or a place looks like none.
    """
    place, days = place_of(draft), days_of(draft)
    if place is None or days is None:
        return []
    nearby = Q(place=place) | Q(governorate=place.governorate_id or place.pk)
    first, last = days
    found: QuerySet[Incident] = (
        Incident.objects.filter(
            nearby, occurred__overlap=DateRange(first - SLACK, last + SLACK, "[]")
        )
        .exclude(status__in=[IncidentStatus.MERGED, IncidentStatus.WITHDRAWN])
        .for_list()
        .order_by(first_where(place=place), first_where(kind=draft.kind), "-pk")
    )
    return list(found[:MOST_OFFERED])


def first_where(**condition: object) -> Case:
    """Order those first for which a condition holds."""
    return Case(
        When(then=Value(0), **condition),
        default=Value(1),
        output_field=IntegerField(),
    )


def place_of(draft: DraftedIncident) -> Place | None:
    """Return the place a draft is sited at, if the gazetteer has it."""
    places = (finding.values.get("place") for finding in draft.of(Siting))
    return next(filter(None, places), None)


def days_of(draft: DraftedIncident) -> tuple[date, date] | None:
    """Return the first and the last day a draft may have happened on."""
    for finding in draft.of(Dating):
        return finding.values["earliest"], finding.values["latest"]
    return None
