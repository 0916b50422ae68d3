"""Compares when two accounts put an event: the days, and the part of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import log

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raids.choices import DatePrecision, TimeOfDay

from .accounts import Account, Reason

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
