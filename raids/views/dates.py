"""Dates in words, no more closely than the report gives them."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from raids.choices import DatePrecision

FULL = {"day": "j F Y", "month": "F Y", "year": "Y"}
SHORT = {"day": "j M Y", "month": "M Y", "year": "Y"}


def days_words(first: date, last: date, precision: str, *, short: bool = False) -> str:
    """Say a span of days, both included; short for dense lists."""
    formats = SHORT if short else FULL
    if precision == DatePrecision.MONTH:
        return date_format(first, formats["month"])
    if precision == DatePrecision.YEAR:
        return date_format(first, formats["year"])
    if first == last:
        return date_format(first, formats["day"])
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)d–%(last)s") % {
            "first": first.day,
            "last": date_format(last, formats["day"]),
        }
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, formats["day"]),
        "last": date_format(last, formats["day"]),
    }
