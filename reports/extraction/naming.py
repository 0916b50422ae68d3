"""How far an unknown name goes that a place noun announces."""

from __future__ import annotations

from functools import cache

from .clitics import AND, ARTICLE, FOR, FOR_THE, IN, SO, is_and
from .lexicon import word_list, words
from .scan import SPACE, Hit, Scan

CLITICS = (AND, SO, IN, FOR)


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of the plain lists of places.toml."""
    return word_list("places.toml", key)


def bare_noun(word: str) -> str:
    """Return a place noun without the clitics that may stand before it."""
    while len(word) > 3 and word[0] in CLITICS and word not in words("sites_in_name"):
        if word in words("plural_place_nouns") or word in words("common_nouns"):
            break
        word = word[1:]
    return word


def name_end(scan: Scan, noun: Hit, at: int, limit: int) -> int:
    """Return where the name that begins at a word ends; the word itself if no name
    does: a place noun may stand before a description or before nothing."""
    following = scan.hit_at[at]
    if following is None:
        return _unknown_end(scan, at, limit)
    if _is_plain_site_word(scan, following) or _opens_name(scan, following):
        return _unknown_end(scan, at, limit)
    return _known_word(scan, noun, following)


def _known_word(scan: Scan, noun: Hit, hit: Hit) -> int:
    """'the village of Forty-Seven', 'the quarter of the Martyrs': a definite word
    after a noun without article is a name, whatever else it means."""
    word = bare_noun(scan.words[noun.last - 1])
    definite = scan.words[hit.first].startswith(ARTICLE)
    if word not in listed("named_by_any_word") or not definite:
        return hit.first
    if hit.last - hit.first > 1 or scan.gaps[hit.first] > SPACE:
        return hit.first
    if {"place", "unit", "origin", "force"} & set(hit.senses):
        return hit.first
    if "place_word" in hit.senses and hit.senses["place_word"].value != "site":
        return hit.first
    after = scan.hit_at[hit.last] if hit.last < len(scan.words) else None
    joined = after is not None and {"num"} & set(after.senses) and after.conjunction
    if joined and "num" in hit.senses and after is not None:
        return after.last
    return hit.last


def _opens_name(scan: Scan, hit: Hit) -> bool:
    """'Umm' and 'Abu' open a name after a noun, though they mean 'or', 'father'."""
    return hit.last - hit.first == 1 and scan.words[hit.first] in words("name_openers")


def _is_plain_site_word(scan: Scan, hit: Hit) -> bool:
    word = hit.senses.get("place_word")
    return (
        word is not None
        and not hit.conjunction
        and not hit.preposition
        and not hit.definite
        and (word.value == "site" or scan.words[hit.last - 1] in words("sites_in_name"))
    )


def _unknown_end(scan: Scan, at: int, limit: int) -> int:
    """Return where an unknown name that begins at a word ends; `at` if nowhere."""
    word = scan.words[at]
    if (
        (len(word) < 3 and word not in words("name_openers"))
        or not word.isalpha()
        or word[:2] == FOR_THE
        or word in words("descriptive")
    ):
        return at
    if at + 1 >= limit or scan.gaps[at + 1] > SPACE:
        return at + 1
    second = scan.words[at + 1]
    if second in words("descriptive"):
        return at
    if second in listed("name_closers"):
        return at + 2
    hit = scan.hit_at[at + 1]
    if hit is not None and not (
        "place" in hit.senses and word in words("name_openers")
    ):
        return at + 1
    if (is_and(second) or second[:2] == FOR_THE) and word not in words("name_openers"):
        return at + 1
    if word in words("name_openers"):
        return at + 2
    if word.startswith(ARTICLE):
        return at + 1
    boundary = at + 2 >= limit or scan.gaps[at + 2] > SPACE
    if boundary or scan.hit_at[at + 2] is not None:
        return at + 2 if second.isalpha() and len(second) > 2 else at + 1
    return at + 1
