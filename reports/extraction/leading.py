"""What stands before the name of a place: how it is told, and by which noun."""

from __future__ import annotations

from .clitics import FOR, IN
from .lexicon import words
from .naming import bare_noun, listed
from .scan import MARK, SPACE, Hit, Scan

NAMED_BY_NOUN = frozenset({"settlement", "area", "site"})


CARRIED = 5
"""Words between 'taken to' and the place to which: 'taken to a hospital in'."""


def leading(scan: Scan, hit: Hit, floor: int) -> tuple[int, str, str | None]:
    """Read the place words before a name: start, relation, kind of noun."""
    start, noun = hit.first, None
    values: list[str] = []
    prepositions = {hit.preposition}
    at = _over_direction(scan, hit, floor)
    while at > floor and hit.first - at < 12 and scan.gaps[at] <= MARK:
        before = scan.hit_at[at - 1]
        word = scan.words[at - 1]
        if before is not None and "place_word" in before.senses:
            if before.conjunction and at != hit.first and not values:
                break
            value = str(before.senses["place_word"].value)
            if value == "stop":
                if word not in words("linking_prepositions"):
                    break
                prepositions.add(word)
                if _of_people(scan, before.first):
                    values.append("origin_of_people")
                if word in words("inside"):
                    start = before.first
                    break
            else:
                values.append(value)
            start = at = before.first
            if before.conjunction:
                break
            prepositions.add(before.preposition)
        elif word in words("distance") or (
            word.isdecimal() and scan.words[at] in words("distance")
        ):
            values.append("near")
            at -= 1
        else:
            break
    if _carried_to(scan, start, floor):
        values.append("destination")
    if values and values[0] in NAMED_BY_NOUN:
        word = bare_noun(scan.words[hit.first - 1])
        noun = word if word in words("plural_place_nouns") else values[0]
    return start, relation_of(values, prepositions, noun), noun


def _over_direction(scan: Scan, hit: Hit, floor: int) -> int:
    """'on the southern outskirts of X': step over the adjectives."""
    at = hit.first
    while hit.preposition == FOR and at > floor and scan.gaps[at] <= SPACE:
        if scan.words[at - 1] not in listed("of_direction"):
            break
        at -= 1
    return at


def _carried_to(scan: Scan, start: int, floor: int) -> bool:
    """'was taken to a hospital in the city': that is where he was taken."""
    for index in range(start - 1, max(start - CARRIED, floor) - 1, -1):
        if scan.gaps[index + 1] > MARK:
            return False
        hit = scan.hit_at[index]
        if hit is None:
            continue
        if {"event", "harm"} & set(hit.senses):
            return _takes_to(scan, hit)
        word = hit.senses.get("place_word")
        if word is not None and word.value == "destination":
            return True
    return False


def _takes_to(scan: Scan, hit: Hit) -> bool:
    """'led them away to the town': that is where they were led."""
    harm = hit.senses.get("harm")
    led = harm is not None and harm.value == "taken"
    return led and scan.words[hit.last] in words("to")


def _of_people(scan: Scan, index: int) -> bool:
    """'three young men from the town': where people are from, at the word 'from'."""
    if scan.words[index] not in words("of"):
        return False
    before = scan.hit_at[index - 1] if index else None
    return before is not None and "person" in before.senses


def settled(noun: str) -> bool:
    """Tell whether a noun makes a governorate's name that of its city."""
    return noun == "settlement" or noun in words("plural_place_nouns")


def relation_of(values: list[str], prepositions: set[str], noun: str | None) -> str:
    if "origin_of_people" in values:
        return "origin"
    for elsewhere in ("destination", "posted"):
        if elsewhere in values:
            return elsewhere
    if {"countryside", "governorate", "district"} & set(values):
        return "region"
    if "near" in values or "compass" in values:
        return "near"
    if words("to") & prepositions and not values:
        return "to"
    if noun or values or (words("place_prepositions") | {IN}) & prepositions:
        return "at"
    return "mention"
