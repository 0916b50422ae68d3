"""Finds the known incidents that a draft may be a retelling of.

Candidates come from one question to the database, by days and place; each is then
compared with the draft (`raids.likeness`), and the likeliest are offered with the
reasons for and against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from psycopg2.extras import DateRange

from .choices import IncidentStatus
from .drafting import DraftedFinding, DraftedIncident, extent
from .geography import Area
from .likeness import Account, Bounds, Reason, Site, compare, score_of
from .models import (
    Captive,
    Casualty,
    Dating,
    Finding,
    Incident,
    Involvement,
    Siting,
    Unit,
)

AnyFinding = TypeVar("AnyFinding", bound=Finding)

MOST_WEIGHED = 200
"""Candidates that are compared at most; the days of a great battle have as many."""
LEAST_OFFERED = 0.1
IS_SAME = 0.9
"""The score from which two accounts are taken for one, as docs/matching.md explains."""
SLACK = timedelta(days=3)
"""Reports date an event a few days off, above all by the day they first told it."""
NEARBY_DEGREES = 0.25
"""Across a governorate's border, places within some 25 km are compared too."""
DECISIVE = {"date_missing", "days_apart", "place_missing", "other_place", "apart"}
"""Reasons against that no agreement elsewhere outweighs."""
COMPARED = ("killed", "wounded", "taken")
"""The totals that reports repeat, by their stems."""


@dataclass(frozen=True)
class LookAlike:
    """A known incident that a draft may be a retelling of.

    `score` is how likely, from 0 to 1; `is_same` says that it is likely enough, and
    that both date and place agree.
    """

    incident: Incident
    score: float
    reasons: tuple[Reason, ...]
    is_same: bool


def look_alikes(draft: DraftedIncident, limit: int = 5) -> list[LookAlike]:
    """Return the known incidents most like a draft, the likeliest first."""
    said = account_of_draft(draft)
    weighed = [weigh(said, incident) for incident in candidates(said)]
    offered = [one for one in weighed if one.score >= LEAST_OFFERED]
    offered.sort(key=lambda one: (-one.score, -one.incident.pk))
    return offered[:limit]


def weigh(said: Account, incident: Incident) -> LookAlike:
    """Compare what a draft says with a known incident."""
    reasons = compare(said, account_of_incident(incident))
    score = score_of(reasons)
    decided = DECISIVE.isdisjoint(reason.code for reason in reasons)
    return LookAlike(incident, score, reasons, is_same=decided and score >= IS_SAME)


# --- candidates ----------------------------------------------------------------------


def candidates(said: Account) -> QuerySet[Incident]:
    """Return the incidents worth comparing, joined with all that comparing reads."""
    sitings = Prefetch(
        "sitings",
        queryset=Siting.objects.accepted().select_related("place", "other_place"),
        to_attr="accepted_sitings",
    )
    return (
        Incident.objects.filter(worth_comparing(said))
        .exclude(status__in=[IncidentStatus.MERGED, IncidentStatus.WITHDRAWN])
        .for_list()
        .prefetch_related(sitings)
        .order_by(*likeliest_first(said), "-pk")[:MOST_WEIGHED]
    )


def worth_comparing(said: Account) -> Q:
    """Ask for incidents of about the same days and place, and the undated there."""
    if said.days is None:
        return just_there(said.site)
    first, last = said.days
    about_then = Q(occurred__overlap=DateRange(first - SLACK, last + SLACK, "[]"))
    undated = Q(occurred__isnull=True)
    return about_then & thereabouts(said.site) | undated & just_there(said.site)


def just_there(site: Site | None) -> Q:
    """Ask for incidents of the same place, or of one worded just so."""
    if site is None:
        return Q(pk__in=())
    worded = Siting.objects.accepted().filter(name_ar=site.worded)
    return Q(place__in=site.places) | Q(pk__in=worded.values("incident"))


def thereabouts(site: Site | None) -> Q:
    """Ask for incidents in the same governorate, close to it, or of no known place."""
    if site is None or not site.places:
        return Q()
    governorate = site.places[0].governorate_id
    where = Q(governorate=governorate) | Q(governorate__isnull=True)
    if site.area is not None:
        where |= Q(lat__range=around(site.area.lat), lon__range=around(site.area.lon))
    return where


def around(degrees: float) -> tuple[float, float]:
    """Return the degrees between which a place is close by."""
    return degrees - NEARBY_DEGREES, degrees + NEARBY_DEGREES


def likeliest_first(said: Account) -> list[Case]:
    """Order by what agrees, for where there are more than can be compared."""
    agreeing = [Q(place__in=said.site.places)] if said.site else []
    agreeing.append(Q(kind=said.kind))
    agreeing += [
        Q(**{f"{stem}_min": low, f"{stem}_max": high})
        for stem, (low, high) in said.totals.items()
        if low is not None
    ]
    return [
        Case(
            When(condition, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        for condition in agreeing
    ]


# --- accounts ------------------------------------------------------------------------


def account_of_incident(incident: Incident) -> Account:
    """Return what the accepted findings of a known incident say."""
    occurred, last_day = incident.occurred, incident.last_day
    sitings: list[Siting] = incident.accepted_sitings  # type: ignore[attr-defined]
    involved: list[Involvement] = incident.accepted_involvements  # type: ignore[attr-defined]
    return Account(
        kind=incident.kind,
        days=(occurred.lower, last_day) if occurred and last_day else None,
        precision=incident.date_precision,
        time_of_day=incident.time_of_day,
        site=site_of(sitings[0]) if sitings else None,
        units=by_role((one.role, one.unit) for one in involved),
        totals={
            stem: (getattr(incident, f"{stem}_min"), getattr(incident, f"{stem}_max"))
            for stem in COMPARED
        },
    )


def account_of_draft(draft: DraftedIncident) -> Account:
    """Return what those findings of a draft say that would count."""
    dating = first_row(draft, Dating)
    siting = first_row(draft, Siting)
    return Account(
        kind=draft.kind,
        days=(dating.earliest, dating.latest) if dating else None,
        precision=dating.precision if dating else "",
        time_of_day=dating.time_of_day if dating else "",
        site=site_of(siting) if siting else None,
        units=by_role(
            (one.values["role"], one.values["unit"])
            for one in draft.of(Involvement)
            if counts(one)
        ),
        totals={stem: total_of(draft, stem) for stem in COMPARED},
    )


def counts(finding: DraftedFinding) -> bool:
    """Whether a finding would be accepted."""
    return bool(finding.values.get("accepted", True))


def first_row(draft: DraftedIncident, model: type[AnyFinding]) -> AnyFinding | None:
    """Return the first finding of a kind as an unsaved row."""
    found = (model(**one.values) for one in draft.of(model) if counts(one))
    return next(found, None)


def site_of(siting: Siting) -> Site:
    """Return where an account puts the event."""
    places = (siting.place, siting.other_place)
    return Site(
        places=tuple(place for place in places if place is not None),
        worded=siting.name_ar,
        relation=siting.relation,
        area=area_of(siting),
    )


def area_of(siting: Siting) -> Area | None:
    """Return the spot with its radius: its own, or that of the place it is named by."""
    if siting.lat is not None and siting.lon is not None:
        return Area(siting.lat, siting.lon, siting.radius_m or 0)
    area = extent(siting.place)
    if area is None:
        return None
    farthest = round((siting.distance_km or 0) * 1000)
    return replace(area, radius_m=max(area.radius_m, farthest))


def by_role(involved: Iterable[tuple[str, Unit]]) -> dict[str, tuple[Unit, ...]]:
    """Return the units of each role."""
    units: dict[str, tuple[Unit, ...]] = defaultdict(tuple)
    for role, unit in involved:
        units[role] += (unit,)
    return dict(units)


def total_of(draft: DraftedIncident, stem: str) -> Bounds:
    """Return a draft's total as its incident would have it; parts add nothing."""
    rows = [
        (one.values["count_min"], one.values["count_max"])
        for one in draft.of(Captive if stem == "taken" else Casualty)
        if counts(one)
        and one.part_of is None
        and one.values.get("outcome", stem) == stem
    ]
    lows = [low for low, _high in rows if low is not None]
    highs = [high for _low, high in rows]
    known = bool(highs) and None not in highs
    return sum(lows) or None, sum(highs) if known else None
