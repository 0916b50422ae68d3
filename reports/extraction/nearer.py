"""The most closely named of two places that one sentence sets into each other."""

from __future__ import annotations

from .clitics import AND
from .lexicon import word_list, words
from .namesakes import noun_before
from .naming import bare_noun
from .scan import COMMA, STOP, Scan
from .sites import Site

ADJACENT = 3
"""Words between a landmark and the quarter or town in which it stands."""


def closer(scan: Scan, best: Site, named: list[Site]) -> Site:
    """Return the place within the best one that the same sentence goes on to name."""
    later = [one for one in named if one.first > best.first and not one.listed]
    if _around_a_landmark(scan, best):
        for one in later:
            if one.first - best.last <= ADJACENT and noun_before(scan, one):
                return one
    if _at_street_level(scan, best):
        for one in named:
            road = scan.words[best.first - 1] in words("roads")
            told = _same_sentence(scan, *sorted((best, one), key=_place))
            if told and _holds(one, ("at", "near") if road else ("at",)):
                return one
    if _is_city(scan, best):
        for one in later:
            if _same_sentence(scan, best, one) and _is_quarter(scan, one):
                return one
    if _is_area(scan, best):
        for one in named:
            if 0 <= best.start - one.last <= 1 and one.relation == "origin":
                return one
        for one in later:
            village = noun_before(scan, one) in ("village", "town", "city")
            apart = _parted(scan, best, one) and _same_sentence(scan, best, one)
            if village and apart and one.relation == "at":
                return one
    return best


def _around_a_landmark(scan: Scan, site: Site) -> bool:
    """'in the surroundings of the prison', not 'in the prison'."""
    head = scan.words[site.first]
    if head not in word_list("places.toml", "landmarks"):
        return False
    around = scan.sense(site.first - 1, "place_word")
    return around is not None and around.value in ("around", "near")


def _is_city(scan: Scan, site: Site) -> bool:
    if noun_before(scan, site):
        return noun_before(scan, site) == "city"
    return any(entry.kind == "city" for entry in site.entries)


def _is_area(scan: Scan, site: Site) -> bool:
    if site.noun in words("plural_place_nouns") or not site.noun:
        return bool(site.entries) and all(e.kind == "desert" for e in site.entries)
    return site.noun == "area" and scan.words[site.first - 1].endswith(
        tuple(word_list("places.toml", "areas"))
    )


def _at_street_level(scan: Scan, site: Site) -> bool:
    """A roundabout or a checkpoint that no list knows says less than its town."""
    if site.first == 0 or any(entry.kind == "site" for entry in site.entries):
        return False
    noun = bare_noun(scan.words[site.first - 1])
    if site.entries:
        return noun in word_list("places.toml", "street_corners")
    return noun in word_list("places.toml", "street_level")


def _holds(site: Site, relations: tuple[str, ...]) -> bool:
    """Tell whether a site is a known settlement at which something happened."""
    return bool(site.entries) and site.relation in relations and not site.listed


def _place(site: Site) -> int:
    return site.first


def _is_quarter(scan: Scan, site: Site) -> bool:
    if noun_before(scan, site) != "quarter" or site.relation != "at":
        return False
    if _at_street_level(scan, site) or _is_seat(site):
        return False
    noun = scan.words[site.first - 1]
    return not noun.startswith(AND)


def _is_seat(site: Site) -> bool:
    """'the suburb of Damascus' names the city, not a quarter."""
    return any(entry.kind in ("city", "governorate") for entry in site.entries)


def _same_sentence(scan: Scan, one: Site, other: Site) -> bool:
    return all(scan.gaps[index] < STOP for index in range(one.last, other.first + 1))


def _parted(scan: Scan, one: Site, other: Site) -> bool:
    return any(scan.gaps[index] == COMMA for index in range(one.last, other.first + 1))
