"""Totals of a set of incidents."""

from __future__ import annotations

import datetime

import pytest
from django.utils.translation import override

from raids.models import Incident, Place
from raids.views.totals import Toll, totals_of
from tests.raids.views.conftest import published


@pytest.fixture
def killed(dhiban: Place) -> Toll:
    """The killed of three incidents: exactly 4, at least 25, and nobody knows."""
    for day, count in enumerate(({"count": 4}, {"count_min": 25}, {}), start=1):
        published(dhiban, day=datetime.date(2018, 1, day), killed=count)
    published(dhiban, day=datetime.date(2018, 1, 9))
    return totals_of(Incident.objects.published()).tolls[0]


def test_lower_bounds_add_up_and_an_open_one_opens_the_sum(killed: Toll) -> None:
    assert (killed.low, killed.high) == (29, None)
    with override("en"):
        assert killed.words == "at least 29"


def test_unknown_is_counted_and_said(killed: Toll) -> None:
    assert (killed.stated, killed.unknown) == (3, 1)
    with override("en"):
        assert killed.unknown_words == "number not given in 1 incident"
    with override("ar"):
        assert killed.unknown_words == "العدد غير مذكور في حادثة واحدة"


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (Toll("killed", 0, 0, stated=0, unknown=0), "none reported"),
        (Toll("killed", 0, None, stated=2, unknown=2), "number not given"),
        (Toll("killed", 5, 5, stated=1, unknown=0), "5"),
        (Toll("killed", 5, 8, stated=1, unknown=0), "5 to 8"),
        (Toll("killed", 1200, None, stated=1, unknown=0), "at least 1,200"),
    ],
)
def test_sum_is_said_by_its_bounds(toll: Toll, words: str) -> None:
    with override("en"):
        assert toll.words == words


def test_totals_of_nothing_are_none_reported(db: None) -> None:
    totals = totals_of(Incident.objects.published())
    assert totals.incidents == 0
    with override("en"):
        assert {toll.words for toll in totals.tolls} == {"none reported"}
