"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from raids.choices import DatePrecision
from raids.views.dates import days_words

DAY, LATER, MUCH_LATER = date(2017, 8, 24), date(2017, 8, 26), date(2017, 9, 2)


@pytest.mark.parametrize(
    ("last", "precision", "english", "arabic"),
    [
        (DAY, DatePrecision.DAY, "24 August 2017", "24 آب/أغسطس 2017"),
        (LATER, DatePrecision.RANGE, "24–26 August 2017", "24–26 آب/أغسطس 2017"),
        (
            MUCH_LATER,
            DatePrecision.RANGE,
            "24 August 2017 to 2 September 2017",
            "من 24 آب/أغسطس 2017 إلى 2 أيلول/سبتمبر 2017",
        ),
        (LATER, DatePrecision.MONTH, "August 2017", "آب/أغسطس 2017"),
        (LATER, DatePrecision.YEAR, "2017", "2017"),
    ],
)
def test_days_are_said_no_closer_than_known(
    last: date, precision: str, english: str, arabic: str
) -> None:
    with override("en"):
        assert days_words(DAY, last, precision) == english
    with override("ar"):
        assert days_words(DAY, last, precision) == arabic


def test_short_form_has_the_levantine_month_alone() -> None:
    with override("ar"):
        assert days_words(DAY, DAY, DatePrecision.DAY, short=True) == "24 آب 2017"
