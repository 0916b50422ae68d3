"""What else happened there, and around those days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from raids.models import Incident, IncidentQuerySet

SHOWN = 5
DAYS_AROUND = 14


@dataclass(frozen=True)
class Neighbours:
    """Other published incidents near one in place and in time."""

    here: list[Incident]
    around: list[Incident]


def neighbours_of(incident: Incident) -> Neighbours:
    """Return the latest others at its place, and those of its governorate and days."""
    others = Incident.objects.published().exclude(pk=incident.pk).for_list()
    here = others.filter(place=incident.place).newest_first()
    return Neighbours(list(here[:SHOWN]), around(incident, others))


def around(incident: Incident, others: IncidentQuerySet) -> list[Incident]:
    """Return the others of its governorate, elsewhere, within a fortnight."""
    if incident.governorate_id is None or incident.last_day is None:
        return []
    window = timedelta(days=DAYS_AROUND)
    found = others.exclude(place=incident.place).filter(
        governorate=incident.governorate,
        last_day__range=(incident.last_day - window, incident.last_day + window),
    )
    return list(found.newest_first()[:SHOWN])
