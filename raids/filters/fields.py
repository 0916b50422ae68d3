"""The values that parameters take, each checked to the letter."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from raids.models.rules import LARGEST_COUNT

from .parameters import refusal
from .search import words_of

MOST_VALUES = 100
"""Values that one parameter may be given."""
LONGEST_SEARCH = 200
MOST_WORDS = 12
PLUS_LOST = re.compile(r" (?=\d\d:?\d\d$)")
"""A “+03:00” whose plus sign the address turned into a space."""

YES_OR_NO = [("true", _("Yes")), ("false", _("No"))]


class ManyField(forms.MultipleChoiceField):
    """Several values, cleaned to {value as given: what it means}.

    `find` returns what the values mean, leaving out those it does not know; `known`
    tells the values there are, for the refusal to choose the nearest from.
    """

    def __init__(
        self,
        *,
        find: Callable[[list[str]], dict[str, Any]],
        known: Callable[[], Iterable[str]] = tuple,
        **options: Any,
    ) -> None:
        self.find, self.known = find, known
        super().__init__(**options)

    def clean(self, value: Any) -> dict[str, Any]:
        """Return what each value means, or tell each that is not known."""
        given = list(dict.fromkeys(one.strip() for one in value or () if one.strip()))
        if len(given) > MOST_VALUES:
            message = _("Give at most %(most)d values.")
            raise ValidationError(message, params={"most": MOST_VALUES})
        found = self.find([one for one in given if "\0" not in one])
        strange = [one for one in given if one not in found]
        if strange:
            known = list(self.known())
            raise ValidationError([refusal(one, known) for one in strange])
        return {one: found[one] for one in given}

    @staticmethod
    def naming(meant: Any) -> str:
        """Return a value in the reader's language."""
        return str(getattr(meant, "label", meant))


class DayField(forms.DateField):
    """A day, as YYYY-MM-DD."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> date | None:
        """Return the day, or say how one is written."""
        if not value:
            return None
        try:
            day = parse_date(value.strip())
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(
                _("Write a day of the calendar as YYYY-MM-DD, such as 2019-10-27.")
            )
        return day

    @staticmethod
    def naming(meant: date) -> str:
        """Return the day in the reader's language."""
        return formats.date_format(meant, "DATE_FORMAT")


class MomentField(forms.Field):
    """A moment, as ISO 8601 writes it; without an offset it is in UTC."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment in UTC, or say how one is written."""
        text = PLUS_LOST.sub("+", str(value or "").strip())
        if not text:
            return None
        try:
            moment = parse_datetime(text) or as_midnight(parse_date(text))
            if moment:
                return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise ValidationError(
            _(
                "Write a moment as ISO 8601 does, such as 2026-01-31T12:00:00Z "
                "or 2026-01-31."
            )
        )

    @staticmethod
    def naming(meant: datetime) -> str:
        """Return the moment in the reader's language and time zone."""
        return formats.date_format(timezone.localtime(meant), "DATETIME_FORMAT")


def as_midnight(day: date | None) -> datetime | None:
    """Return the moment a day begins, without a time zone."""
    return datetime(day.year, day.month, day.day) if day else None


class CountField(forms.Field):
    """A number of persons, from 1: unknown is not 0, so 0 asks nothing."""

    widget = forms.NumberInput(attrs={"min": 1, "max": LARGEST_COUNT, "step": 1})

    def to_python(self, value: Any) -> int | None:
        """Return the number, or say which are fit."""
        text = str(value or "").strip()
        if not text:
            return None
        if text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= LARGEST_COUNT:
            return int(text)
        message = _("Write a whole number from 1 to %(most)d.")
        raise ValidationError(message, params={"most": LARGEST_COUNT})

    @staticmethod
    def naming(meant: int) -> int:
        """Return the number itself, by which the words choose their plural."""
        return meant


class SearchField(forms.CharField):
    """Words to search for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_SEARCH, **options)

    def validate(self, value: str) -> None:
        """Refuse what has no letters, and what has too many words."""
        super().validate(value)
        words = words_of(value) if len(value) <= LONGEST_SEARCH else ()
        if value and not words and len(value) <= LONGEST_SEARCH:
            raise ValidationError(_("Write at least one letter or digit."))
        if len(words) > MOST_WORDS:
            message = _("Search for at most %(most)d words at once.")
            raise ValidationError(message, params={"most": MOST_WORDS})


class YesNoField(forms.ChoiceField):
    """`true` or `false`; the cleaned value stays the word, so that “no” is a value."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[("", "—"), *YES_OR_NO], **options)

    def validate(self, value: str) -> None:
        """Refuse any other word."""
        if value not in {"", "true", "false"}:
            raise refusal(value, ["true", "false"])

    @staticmethod
    def naming(meant: str) -> str:
        """Return yes or no in the reader's language."""
        return str(dict(YES_OR_NO)[meant])


class Box(NamedTuple):
    """A rectangle on the map, in degrees."""

    west: float
    south: float
    east: float
    north: float


class BoxField(forms.Field):
    """`west,south,east,north` in degrees."""

    def clean(self, value: Any) -> Box | None:
        """Return the rectangle, or say how one is written."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            box = Box(*(float(part) for part in text[:200].split(",")))
        except (TypeError, ValueError):
            box = Box(math.nan, 0, 0, 0)
        # A comparison with “not a number” is false, and so refused here too.
        if -180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90:
            return box
        raise ValidationError(
            _(
                "Write west,south,east,north in degrees, west less than east and "
                "south less than north, such as 38.5,34.2,41.5,36.5."
            )
        )

    @staticmethod
    def naming(meant: Box) -> str:
        """Return its edges."""
        return ", ".join(f"{edge:g}°" for edge in meant)


class OrderField(forms.ChoiceField):
    """One of the orders there are."""

    def __init__(self, *, known: list[str], **options: Any) -> None:
        self.known = known
        super().__init__(**options)

    def validate(self, value: str) -> None:
        """Refuse any other word."""
        if value and value not in self.known:
            raise refusal(value, self.known)


class NationalityField(ManyField):
    """Two-letter country codes, or the name of a region in English."""

    PATTERN = re.compile(r"[A-Za-z]{2}|[A-Za-z][A-Za-z -]{2,39}")

    def __init__(self, **options: Any) -> None:
        super().__init__(find=self.read, **options)

    @classmethod
    def read(cls, values: list[str]) -> dict[str, str]:
        """Return those that could be a nationality, country codes in capitals."""
        return {
            value: value.upper() if len(value) == 2 else value
            for value in values
            if cls.PATTERN.fullmatch(value)
        }
