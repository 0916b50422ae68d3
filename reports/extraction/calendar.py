"""Turns expressions of time into days, against the clock of the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .dates import DateExpr

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """A range of days, or None at both ends where only a period is told; within
    is then the first and last day of that month or year, if known."""

    start: date | None
    end: date | None
    precision: str
    inferred: bool = False
    within: tuple[date, date] | None = None

    def earliest(self) -> date | None:
        """Return the first day on which it can have been."""
        return self.within[0] if self.within else self.start

    def latest(self) -> date | None:
        """Return the last day on which it can have been."""
        return self.within[1] if self.within else self.end


@dataclass(slots=True)
class Clock:
    """What is known of the day: anchor is the day of publication; the others are
    what the text itself has named so far."""

    anchor: date | None
    year: int | None = None
    month: int | None = None
    day: date | None = None

    def resolve(self, expr: DateExpr, deictic: date | None = None) -> When | None:
        """Return the days an expression means; None if it names no day or period.

        deictic is the day that 'today' means inside a recalled report."""
        when = self._resolve(expr, deictic)
        if when is not None and when.end is not None:
            self.day = when.end
            self.year, self.month = when.end.year, when.end.month
        return when

    def _resolve(self, expr: DateExpr, deictic: date | None) -> When | None:
        if expr.days:
            return self._by_day(expr)
        if expr.same_day:
            return _single(self.day)
        if expr.offset is not None:
            return _single(self.day + expr.offset * DAY if self.day else None)
        today = deictic or self.anchor
        if expr.window:
            return _before(today, expr.window)
        if expr.relative is not None:
            return self._relative(expr, today)
        if expr.weekdays:
            return self._by_weekday(expr)
        return self._by_period(expr)

    def _by_day(self, expr: DateExpr) -> When | None:
        month, year = self._month_year(expr)
        if month is None:
            return _open("day")
        self.month = month
        inferred = expr.year is None
        if year is None:
            year = self._guess_year(month, expr.days[-1], expr.near_year)
        if year is None:
            return _open("day")
        last = _date(year, month, expr.days[-1])
        if last is None:
            return _open("day")
        first = _date(year, month, expr.days[0]) or last
        if len(expr.weekdays) == 2 and first == last:
            first = last - DAY
        if first > last:
            first = _date(*_month_before(year, month), expr.days[0]) or last
        precision = "night" if expr.part in ("night", "midnight") else "day"
        return When(first, last, precision, inferred)

    def _month_year(self, expr: DateExpr) -> tuple[int | None, int | None]:
        if expr.months:
            return expr.months[0], expr.year
        if expr.near == "same":
            return self.month, self.year
        if self.anchor is None:
            return (self.month, self.year) if expr.near == "this" else (None, None)
        if expr.near == "last":
            return _month_before(self.anchor.year, self.anchor.month)[::-1]
        return self.anchor.month, self.anchor.year

    def _guess_year(self, month: int, day: int, near_year: str | None) -> int | None:
        """Return the last year in which the day had come, or the year told."""
        if near_year == "same" or self.anchor is None:
            return self.year
        if near_year == "last":
            return self.anchor.year - 1
        here = _date(self.anchor.year, month, day)
        if near_year == "this" or here is None or here <= self.anchor + 2 * DAY:
            return self.anchor.year
        return self.anchor.year - 1

    def _relative(self, expr: DateExpr, today: date | None) -> When:
        if today is None or expr.relative is None:
            return _open("day")
        end = today + expr.relative * DAY
        if len(expr.weekdays) == 2:
            return When(end - DAY, end, "night")
        return When(end, end, "night" if expr.part == "night" else "day")

    def _by_weekday(self, expr: DateExpr) -> When:
        if self.anchor is None:
            return _open("day")
        end = self.anchor
        if expr.near == "last" and end.weekday() == expr.weekdays[-1]:
            end -= DAY
        end -= ((end.weekday() - expr.weekdays[-1]) % 7) * DAY
        if len(expr.weekdays) == 2:
            return When(end - DAY, end, "night")
        return When(end, end, "day")

    def _by_period(self, expr: DateExpr) -> When | None:
        if expr.months or expr.month_word:
            return self._by_month(expr)
        if expr.year:
            self.year = expr.year
            return _open("year", _year_span(expr.year))
        return _open("vague") if expr.vague else None

    def _by_month(self, expr: DateExpr) -> When:
        month, year = self._month_year(expr)
        if month is None:
            return _open("month")
        if year is None:
            year = self._guess_year(month, 1, expr.near_year)
        if expr.months:
            self.month, self.year = month, year
        return _open("month", _month_span(year, month) if year else None)


def _single(day: date | None) -> When:
    return When(day, day, "day", True)


def _before(today: date | None, days: int) -> When:
    """Return the span of 'the past 24 hours': yesterday and today."""
    if today is None:
        return _open("range")
    return When(today - days * DAY, today, "range")


def _open(precision: str, within: tuple[date, date] | None = None) -> When:
    return When(None, None, precision, within=within)


def _year_span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _month_span(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - DAY


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_before(year: int, month: int) -> tuple[int, int]:
    return (year - 1, 12) if month == 1 else (year, month - 1)


def own_anchor(exprs: list[DateExpr]) -> tuple[date, DateExpr] | None:
    """Return the day of telling that the text itself fixes: 'today, the 24th of
    August 2017', with the expression that says so."""
    for expr in exprs:
        if expr.relative is not None and expr.days and expr.months and expr.year:
            day = _date(expr.year, expr.months[0], expr.days[-1])
            if day is not None:
                return day - expr.relative * DAY, expr
    return None
