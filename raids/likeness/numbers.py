"""Compares how many two accounts say were killed, wounded and taken."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from django.utils.translation import gettext as _

from raids.wording import bounds_words

from .accounts import Account, Bounds, Reason

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
