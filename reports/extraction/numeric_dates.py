"""Dates in digits: 14/8/2012, 20-02-2017, 2013.01.15, 2017-02-20."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .clitics import AND, ARTICLE
from .scan import MARK, Scan

FIRST_YEAR, LAST_YEAR = 1990, 2099
DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})")
SIGNS = frozenset({"/", "\\", "-", "–", "."})


class NumericDate(NamedTuple):
    """A date in digits that ends before word `last`."""

    year: int
    month: int
    day: int
    last: int


def numeric_starts(scan: Scan) -> list[int]:
    """Return the words at which a date in digits begins."""
    return [
        index
        for index in scan.numbers
        if scan.words[index][0].isdecimal() and numeric_at(scan, index) is not None
    ]


def numeric_at(scan: Scan, index: int) -> NumericDate | None:
    """Return the date in digits that begins at a word."""
    dotted = DOTTED.fullmatch(scan.words[index])
    if dotted is not None:
        return _ordered(dotted.groups(), index + 1)
    parts = scan.words[index : index + 3]
    if len(parts) < 3 or scan.gaps[index + 1] < MARK:
        return None
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    sign = _sign(scan, index + 1)
    if sign is None or sign != _sign(scan, index + 2):
        return None
    return _ordered(parts, index + 3)


def is_year(value: int) -> bool:
    """Tell whether a number can be the year of a report."""
    return FIRST_YEAR <= value <= LAST_YEAR


def day_number(word: str) -> str:
    """Return a number without the article that may be written together with it."""
    bare = word.removeprefix(AND).removeprefix(ARTICLE)
    return bare if bare.isdecimal() else word


def _sign(scan: Scan, index: int) -> str | None:
    """Return the sign before a word, if it is one that parts a date."""
    if scan.gaps[index] < MARK:
        return None
    sign = scan.norm.text[scan.ends[index - 1] : scan.starts[index]].strip()
    return sign if sign in SIGNS else None


def _ordered(parts: Sequence[str], last: int) -> NumericDate | None:
    """Tell year and day apart; the month is in the middle unless it is above 12."""
    one, month, other = (int(part) for part in parts)
    year, day = (one, other) if one > 31 else (other, one)
    if month > 12 >= day:
        month, day = day, month
    if is_year(year) and 1 <= month <= 12 and 1 <= day <= 31:
        return NumericDate(year, month, day, last)
    return None
