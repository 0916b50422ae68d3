"""Compares where two accounts put an event: the place, and how far apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from raids import geography
from raids.choices import PlaceKind, PlaceRelation
from raids.models import Place

from .accounts import Account, Reason, Site

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
