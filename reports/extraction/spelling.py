"""Names of the gazetteer that are one letter away from a name it does not know."""

from __future__ import annotations

from functools import lru_cache

from .clitics import ARTICLE
from .gazetteer import Gazetteer, PlaceEntry
from .normalise import fold

SHORTEST = 4
"""Letters below which a name is one letter away from too many others."""
MOST = 5
GAP, LESS = "\0", "\1"


def near_names(
    places: Gazetteer, name: str, governorate: str | None
) -> tuple[PlaceEntry, ...]:
    """Return the places whose name has one letter more, less or other, or the
    article where this one has none; those of the governorate where there are any."""
    folded = " ".join(fold(name).split())
    if len(folded) < SHORTEST:
        return ()
    index = _index(places)
    alike = [name for variant in _gapped(folded) for name in index.get(variant, ())]
    longer = index.get(LESS + folded, ())
    found: dict[str, PlaceEntry] = {}
    for other in (*alike, *longer, *_without_a_letter(folded), *_by_article(folded)):
        for entry in places.by_name.get(other, ()):
            found.setdefault(entry.key, entry)
    there = [one for one in found.values() if one.governorate == governorate]
    return tuple(there or found.values())[:MOST]


def _by_article(name: str) -> tuple[str, str]:
    return ARTICLE + name, name.removeprefix(ARTICLE)


@lru_cache(maxsize=2)
def _index(places: Gazetteer) -> dict[str, list[str]]:
    """Return the known names by their forms with a gap for each letter in turn, and
    with each letter left out: made once, when the first unknown name is met."""
    index: dict[str, list[str]] = {}
    for name in places.by_name:
        if len(name) >= SHORTEST:
            shorter = {LESS + less for less in _without_a_letter(name)}
            for variant in {*_gapped(name), *shorter}:
                index.setdefault(variant, []).append(name)
    return index


def _gapped(name: str) -> list[str]:
    return [name[:at] + GAP + name[at + 1 :] for at in range(len(name))]


def _without_a_letter(name: str) -> list[str]:
    return [name[:at] + name[at + 1 :] for at in range(len(name))]
