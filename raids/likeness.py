"""How much two accounts of incidents agree, with the reasons in words.

The field calls it record linkage (after Fellegi and Sunter): each comparison adds
evidence for or against the two being one incident, in natural log-odds, and the sum
gives the score. The weights are judgements of how rarely distinct incidents agree so;
`docs/matching.md` tells what they reach on pairs made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import exp, log

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reports.extraction.normalise import fold

from . import geography
from .choices import (
    DatePrecision,
    IncidentKind,
    PlaceKind,
    PlaceRelation,
    Role,
    TimeOfDay,
)
from .models import Place, Unit
from .wording import bounds_words, joined

Bounds = tuple[int | None, int | None]

PRIOR = -4.0
"""Of the incidents of the same days and governorate, about one in fifty is the one."""


@dataclass(frozen=True)
class Site:
    """Where an account puts the event: known places, the words for it, the spot."""

    places: tuple[Place, ...]
    worded: str
    relation: str
    area: geography.Area | None

    @property
    def name(self) -> str:
        """The words for it with their letters folded, for comparing."""
        return " ".join(fold(self.worded).split())

    def __str__(self) -> str:
        return str(self.places[0]) if self.places else self.worded


@dataclass(frozen=True)
class Account:
    """What a draft or a known incident says, in terms that compare.

    `totals` are the bounds of the killed, the wounded and the taken.
    """

    kind: str
    days: tuple[date, date] | None
    precision: str
    time_of_day: str
    site: Site | None
    units: dict[str, tuple[Unit, ...]]
    totals: dict[str, Bounds]


@dataclass(frozen=True)
class Reason:
    """Why two accounts seem one incident, or do not: a code, and words for people."""

    code: str
    words: str
    agrees: bool
    weight: float = 0.0


def score_of(reasons: tuple[Reason, ...]) -> float:
    """Return how likely it is, from 0 to 1, that two accounts are one incident."""
    return 1 / (1 + exp(-PRIOR - sum(reason.weight for reason in reasons)))


def compare(draft: Account, known: Account) -> tuple[Reason, ...]:
    """Return all reasons for and against, in the order in which people ask."""
    return tuple(
        reason
        for comparison in (
            compare_days,
            compare_times,
            compare_places,
            compare_kinds,
            compare_units,
            compare_totals,
        )
        for reason in comparison(draft, known)
    )


# --- when ----------------------------------------------------------------------------

SAME_DAY, DAY_AGAINST, NIGHT_BEFORE_OR_AFTER, DAYS_AGAINST = 4.0, -2.5, 0.0, -5.0
ACROSS_MIDNIGHT = {
    TimeOfDay.EVENING,
    TimeOfDay.NIGHT,
    TimeOfDay.MIDNIGHT,
    TimeOfDay.DAWN,
}
"""Two reports may date one night by the day before or after it."""
LOOSE = {DatePrecision.NIGHT, DatePrecision.PUBLISHED}


def compare_days(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare the days within which it happened."""
    if draft.days is None or known.days is None:
        yield Reason("date_missing", _("a date is missing"), agrees=False)
        return
    gap = days_between(draft.days, known.days)
    if gap == 0:
        yield same_days(draft.days, known.days)
        return
    words = ngettext("%d day apart", "%d days apart", gap) % gap
    if gap == 1 and (is_of_a_night(draft) or is_of_a_night(known)):
        yield Reason("one_night", words, agrees=True, weight=NIGHT_BEFORE_OR_AFTER)
    else:
        weight = DAY_AGAINST if gap == 1 else DAYS_AGAINST
        yield Reason("days_apart", words, agrees=False, weight=weight)


def same_days(one: tuple[date, date], other: tuple[date, date]) -> Reason:
    """Return the reason of days that overlap: the vaguer they are, the less it says."""
    widest = max((last - first).days + 1 for first, last in (one, other))
    weight = max(SAME_DAY - log(widest), 0.5)
    if one == other and widest == 1:
        return Reason("same_day", _("same day"), agrees=True, weight=weight)
    return Reason("days_overlap", _("the dates overlap"), agrees=True, weight=weight)


def days_between(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Return how many days lie between two ranges; 0 where they overlap."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def is_of_a_night(account: Account) -> bool:
    """Whether the day may well be the one beside it."""
    return account.time_of_day in ACROSS_MIDNIGHT or account.precision in LOOSE


HOURS = {
    TimeOfDay.DAWN: 4,
    TimeOfDay.MORNING: 9,
    TimeOfDay.NOON: 12,
    TimeOfDay.AFTERNOON: 15,
    TimeOfDay.EVENING: 19,
    TimeOfDay.NIGHT: 22,
    TimeOfDay.MIDNIGHT: 24,
}
"""The hour that each part of the day is about, for telling how far two are apart."""
SAME_TIME, OTHER_TIME, HOURS_OFTEN_CONFUSED = 0.7, -1.5, 5


def compare_times(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare the parts of the day; neighbours are called one for the other."""
    if not draft.time_of_day or not known.time_of_day:
        return
    one, other = TimeOfDay(draft.time_of_day), TimeOfDay(known.time_of_day)
    if one == other:
        words = _("same time of day: %s") % one.label
        yield Reason("same_time", words, agrees=True, weight=SAME_TIME)
        return
    apart = abs(HOURS[one] - HOURS[other])
    if min(apart, 24 - apart) > HOURS_OFTEN_CONFUSED:
        words = _("time of day differs: %(draft)s, known: %(known)s")
        words %= {"draft": one.label, "known": other.label}
        yield Reason("other_time", words, agrees=False, weight=OTHER_TIME)


# --- where ---------------------------------------------------------------------------

SAME_PLACE: dict[str, float] = {
    PlaceKind.GOVERNORATE: 0.5,
    PlaceKind.DISTRICT: 1.0,
    PlaceKind.SUBDISTRICT: 1.5,
    PlaceKind.DESERT: 2.0,
    PlaceKind.CITY: 2.5,
}
"""What it says that both name the same place, by its kind: large ones say little."""
SAME_SMALL_PLACE, SAME_WORDS, NAMESAKE, OTHER_PLACE = 3.5, 3.0, 0.5, -4.5
LIES_IN: dict[str, float] = {
    PlaceKind.GOVERNORATE: 0.0,
    PlaceKind.DISTRICT: 0.0,
    PlaceKind.SUBDISTRICT: 0.5,
}
LIES_IN_TOWN = 1.0
"""A quarter is rarely told apart from its town; a governorate says nothing more."""
UNKNOWN_NAMES_DIFFER = -2.5
CLOSE_KM, BESIDE_KM, FAR_KM = 3, 8, 40
CLOSE, BESIDE, APART, FAR = 1.0, -1.5, -4.5, -7.0


def compare_places(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare where it was: the place itself, what it lies in, how far it is."""
    ours, theirs = draft.site, known.site
    if ours is None or theirs is None:
        yield Reason("place_missing", _("a place is missing"), agrees=False)
        return
    shared = next((place for place in ours.places if place in theirs.places), None)
    if shared is not None:
        words = _("same place: %s") % shared
        weight = SAME_PLACE.get(shared.kind, SAME_SMALL_PLACE)
        yield Reason("same_place", words, agrees=True, weight=weight)
    elif ours.name == theirs.name:
        words = _("the place is worded the same: “%s”") % theirs.worded
        weight = NAMESAKE if ours.places and theirs.places else SAME_WORDS
        yield Reason("same_words", words, agrees=True, weight=weight)
    elif ours.places and theirs.places:
        yield two_places(ours, theirs)
    else:
        yield other_place(ours, theirs, UNKNOWN_NAMES_DIFFER)


def two_places(ours: Site, theirs: Site) -> Reason:
    """Compare two different places of the gazetteer."""
    one, other = ours.places[0], theirs.places[0]
    if inner := inner_of(one, other):
        outer = other if inner == one else one
        words = _("%(inner)s lies in %(outer)s") % {"inner": inner, "outer": outer}
        weight = LIES_IN.get(outer.kind, LIES_IN_TOWN)
        return Reason("lies_in", words, agrees=True, weight=weight)
    if ours.area and theirs.area:
        vague = {ours.relation, theirs.relation} != {PlaceRelation.AT}
        return by_distance(ours.area, theirs.area, vague=vague)
    return other_place(ours, theirs, OTHER_PLACE)


def inner_of(one: Place, other: Place) -> Place | None:
    """Return the one of two places that lies in the other, if one does."""
    for inner, outer in ((one, other), (other, one)):
        if outer.pk in {inner.parent_id, inner.governorate_id}:
            return inner
    return None


def by_distance(one: geography.Area, other: geography.Area, *, vague: bool) -> Reason:
    """Compare two spots by the way between them; a vague one reaches to its radius."""
    km = geography.distance_m(one.lat, one.lon, other.lat, other.lon) / 1000
    reach = max(one.radius_m, other.radius_m) / 1000 if vague else 0
    words = _("%s km apart") % f"{km:.0f}"
    if km <= max(CLOSE_KM, reach):
        return Reason("close", words, agrees=True, weight=CLOSE)
    weight = BESIDE if km <= BESIDE_KM else APART if km <= FAR_KM else FAR
    return Reason("apart", words, agrees=False, weight=weight)


def other_place(ours: Site, theirs: Site, weight: float) -> Reason:
    """Return the reason of places that are not the same."""
    words = _("places differ: %(draft)s, known: %(known)s")
    words %= {"draft": ours, "known": theirs}
    return Reason("other_place", words, agrees=False, weight=weight)


# --- what ----------------------------------------------------------------------------

SAME_KIND, KIN_KIND, OTHER_KIND = 1.0, -1.5, -6.0
KIN_KINDS = (
    {IncidentKind.AIR_LANDING, IncidentKind.GROUND_RAID, IncidentKind.ARREST},
    {IncidentKind.GROUND_RAID, IncidentKind.CLASH},
    {IncidentKind.CLASH, IncidentKind.AMBUSH},
    {IncidentKind.AMBUSH, IncidentKind.ASSASSINATION, IncidentKind.EXPLOSION},
    {IncidentKind.AIR_STRIKE, IncidentKind.SHELLING},
    {IncidentKind.AIR_STRIKE, IncidentKind.EXPLOSION},
)
"""Kinds that two reports may well call one incident by."""


def compare_kinds(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare the kinds; some are easily called by another's name."""
    one, other = IncidentKind(draft.kind), IncidentKind(known.kind)
    if one == other:
        words = _("same kind: %s") % one.label
        weight = 0.0 if one == IncidentKind.OTHER else SAME_KIND
        yield Reason("same_kind", words, agrees=True, weight=weight)
        return
    kin = IncidentKind.OTHER in {one, other} or any(
        {one, other} <= kinds for kinds in KIN_KINDS
    )
    words = _("kind differs: %(draft)s, known: %(known)s")
    words %= {"draft": one.label, "known": other.label}
    weight = KIN_KIND if kin else OTHER_KIND
    yield Reason("other_kind", words, agrees=False, weight=weight)


# --- who -----------------------------------------------------------------------------

SAME_ATTACKER, OTHER_ATTACKER, SAME_TARGET, OTHER_TARGET = 1.0, -2.5, 0.7, -1.0
KIN_UNITS = (
    {"coalition", "us_forces"},
    {"syrian_government", "general_security"},
    {"iran_militias", "hezbollah"},
    {"coalition", "iraqi_forces"},
)
"""Units that reports name one for the other: a part for the whole, an ally."""


def compare_units(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare who did it and whom it was aimed at."""
    if fought_the_other_way_round(draft, known):
        return
    for role, same, other in (
        (Role.ATTACKER, SAME_ATTACKER, OTHER_ATTACKER),
        (Role.TARGET, SAME_TARGET, OTHER_TARGET),
    ):
        ours, theirs = draft.units.get(role, ()), known.units.get(role, ())
        if ours and theirs:
            support = known.units.get(Role.SUPPORT, ())
            yield compare_role(role, ours, theirs, support, same, other)


def fought_the_other_way_round(draft: Account, known: Account) -> bool:
    """Whether both speak of the same sides, and differ only in who attacked."""
    return all(
        kin(draft.units.get(ours, ()), known.units.get(theirs, ()))
        for ours, theirs in (
            (Role.ATTACKER, Role.TARGET),
            (Role.TARGET, Role.ATTACKER),
        )
    )


def compare_role(
    role: Role,
    ours: tuple[Unit, ...],
    theirs: tuple[Unit, ...],
    support: tuple[Unit, ...],
    same: float,
    other: float,
) -> Reason:
    """Compare the units that both sides give one role."""
    is_attacker = role == Role.ATTACKER
    if shared := kin(ours, theirs):
        words = _("same attacker: %s") if is_attacker else _("same target: %s")
        return Reason(f"same_{role}", words % named(shared), agrees=True, weight=same)
    if is_attacker and kin(ours, support):
        other = 0.0  # one report's attacker may be another's support
    words = (
        _("attackers differ: %(draft)s, known: %(known)s")
        if is_attacker
        else _("targets differ: %(draft)s, known: %(known)s")
    )
    words %= {"draft": named(ours), "known": named(theirs)}
    return Reason(f"other_{role}", words, agrees=False, weight=other)


def named(units: tuple[Unit, ...]) -> str:
    """Return the names of units in a row."""
    return joined(list(units), get_language() or "ar")


def kin(ours: tuple[Unit, ...], theirs: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return those units that are, or may be meant by, one of the others."""
    return tuple(one for one in ours if any(is_kin(one, other) for other in theirs))


def is_kin(one: Unit, other: Unit) -> bool:
    """Whether two units are the same, or a report may name one for the other."""
    if one.code == other.code:
        return True
    if one.pk and other.pk and (one.parent_id == other.pk or other.parent_id == one.pk):
        return True
    return any({one.code, other.code} <= units for units in KIN_UNITS)


# --- how many ------------------------------------------------------------------------

AGREE, MAY_AGREE, NEARLY, DIFFER = 1.2, 0.5, -0.3, -1.8
TELLING_NUMBER = 1.5
"""At most so much more where a large number agrees, which is rarely by chance."""


def compare_totals(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare how many were killed, wounded and taken, where both say a number."""
    for stem, ours in draft.totals.items():
        theirs = known.totals.get(stem, (None, None))
        if has_number(ours) and has_number(theirs):
            yield compare_bounds(stem, ours, theirs)


def has_number(bounds: Bounds) -> bool:
    """Whether a count is bounded at all."""
    return bounds != (None, None)


def compare_bounds(stem: str, ours: Bounds, theirs: Bounds) -> Reason:
    """Compare two counts by their bounds."""
    numbers = {"draft": bounds_words(*ours), "known": bounds_words(*theirs)}
    if ours == theirs:
        telling = min(log(max(filter(None, ours))) / 2, TELLING_NUMBER)
        words = agree_words(stem) % numbers["draft"]
        return Reason(f"{stem}_agree", words, agrees=True, weight=AGREE + telling)
    words = differ_words(stem) % numbers
    if overlap(ours, theirs):
        return Reason(f"{stem}_may_agree", words, agrees=True, weight=MAY_AGREE)
    weight = NEARLY if nearly(ours, theirs) else DIFFER
    return Reason(f"{stem}_differ", words, agrees=False, weight=weight)


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether one number may be meant by both."""
    return floor(one) <= ceiling(other) and floor(other) <= ceiling(one)


def nearly(one: Bounds, other: Bounds) -> bool:
    """Whether two counts are so near that a later report may have mended the first."""
    low, high = sorted([one, other], key=floor)
    apart = floor(high) - ceiling(low)
    return apart <= max(1, floor(high) / 4)


def floor(bounds: Bounds) -> float:
    """Return the least that a count may be."""
    return bounds[0] or 0


def ceiling(bounds: Bounds) -> float:
    """Return the most that a count may be."""
    return float("inf") if bounds[1] is None else bounds[1]


def agree_words(stem: str) -> str:
    """Return the words for a number on which both agree."""
    return {
        "killed": _("killed agree: %s"),
        "wounded": _("wounded agree: %s"),
        "taken": _("taken agree: %s"),
    }[stem]


def differ_words(stem: str) -> str:
    """Return the words for two numbers that are not the same."""
    return {
        "killed": _("killed: %(draft)s, known: %(known)s"),
        "wounded": _("wounded: %(draft)s, known: %(known)s"),
        "taken": _("taken: %(draft)s, known: %(known)s"),
    }[stem]
