"""Counts: digits and number words, and the words that qualify them."""

from __future__ import annotations

from typing import NamedTuple

from .clitics import AND, FOR, IN, LIKE, OR, SO
from .scan import COMMA, MARK, Hit, Scan


class Count(NamedTuple):
    """A lower and an upper bound; both None is 'some'. words first to last."""

    low: int | None
    high: int | None
    first: int
    last: int
    cue: str | None
    definite: bool
    stated: bool


def number_at(scan: Scan, index: int) -> tuple[int, int] | None:
    """Return the value of a number that begins at a word, and where it ends."""
    if index >= len(scan.words):
        return None
    word = scan.words[index]
    if word[0].isdecimal() or word[-1].isdecimal():
        return _digits(scan, index)
    hit = scan.starts_with(index, "num")
    if hit is None:
        return None
    return _compose(scan, hit)


def _digits(scan: Scan, index: int) -> tuple[int, int] | None:
    plain = (
        scan.words[index]
        .replace(",", "")
        .replace(".", "")
        .lstrip(AND + IN + FOR + LIKE + SO)
    )
    if plain.isascii() and plain.isdecimal() and len(plain) <= 7:
        return int(plain), index + 1
    return None


def _value(hit: Hit) -> int:
    return int(hit.senses["num"].value)


def _compose(scan: Scan, hit: Hit) -> tuple[int, int]:
    """Join 'three and twenty', 'a hundred and five', 'five thousand'."""
    total = _value(hit)
    last = hit.last
    while True:
        following = scan.starts_with(last, "num")
        if following is None or scan.gaps[last] > MARK or following.definite:
            return total, last
        value = _value(following)
        if following.conjunction == AND and _adds(total, value):
            total += value
        elif not following.conjunction and value in (100, 1000) and total < 100:
            total *= value
        else:
            return total, last
        last = following.last


def _adds(total: int, value: int) -> bool:
    if value % 10 == 0 and 20 <= value < 100:
        return total % 100 < 10
    return total >= 100 and value < 100


def count_at(scan: Scan, index: int) -> Count | None:
    """Return the count that begins at a word: qualifier, number, qualifier after."""
    form = scan.form_at(index)
    if form is None:
        return _numbered(scan, index, index, None)
    if "vague" in form.senses and number_at(scan, form.last) is None:
        return Count(None, None, index, form.last, None, False, False)
    if "qual" in form.senses:
        return _qualified(scan, index, form)
    return _numbered(scan, index, index, None)


def _qualified(scan: Scan, index: int, qualifier: Hit) -> Count | None:
    cue = str(qualifier.senses["qual"].value)
    more = scan.starts_with(qualifier.last, "qual")
    start = more.last if more is not None else qualifier.last
    vague = scan.starts_with(start, "vague")
    if vague is not None:
        return Count(None, None, index, vague.last, cue, False, False)
    return _numbered(scan, index, start, cue)


def _numbered(scan: Scan, index: int, start: int, cue: str | None) -> Count | None:
    """Return the count whose number begins at start, its phrase at index."""
    found = number_at(scan, start)
    if found is None:
        return None
    value, last = found
    return _bounded(scan, index, start, value, last, cue)


def _bounded(
    scan: Scan, index: int, start: int, value: int, last: int, cue: str | None
) -> Count:
    hit = scan.hit_at[start]
    definite = hit is not None and hit.definite
    upper = _upper(scan, last, value, cue)
    if upper is not None:
        return Count(value, upper[0], index, upper[1], cue, definite, True)
    after = scan.starts_with(last, "qual")
    if after is not None and after.senses["qual"].value == "at_least":
        cue, last = "at_least", after.last
    low, high = bounds(value, cue)
    return Count(low, high, index, last, cue, definite, True)


def bounds(value: int, cue: str | None) -> tuple[int | None, int | None]:
    """Return the bounds of a number under its qualifier."""
    if cue == "at_least":
        return value, None
    if cue == "more_than":
        return value + 1, None
    if cue == "less_than":
        return None, max(value - 1, 0)
    return value, value


def _upper(
    scan: Scan, last: int, value: int, cue: str | None
) -> tuple[int, int] | None:
    """Return the upper bound of 'between five and eight' or 'seven or eight'."""
    if last >= len(scan.words) or scan.gaps[last] > COMMA:
        return None
    if cue == "between":
        hit = scan.hit_at[last]
        joined = hit is not None and hit.conjunction == AND
        if joined or scan.words[last].startswith(AND):
            found = number_at(scan, last)
            if found and found[0] > value:
                return found
    if scan.words[last] == OR:
        found = number_at(scan, last + 1)
        if found and found[0] > value:
            return found
    if last in scan.dashes:
        found = number_at(scan, last)
        if found and value < found[0] <= value * 3:
            return found
    return None
