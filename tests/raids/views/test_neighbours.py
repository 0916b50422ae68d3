"""What else happened there, and around those days."""

from __future__ import annotations

import datetime

from raids.models import Incident, Place
from raids.views.neighbours import neighbours_of
from tests.factories import (
    DatingFactory,
    IncidentFactory,
    PlaceFactory,
    SitingFactory,
)
from tests.raids.views.conftest import published

DAY = datetime.date(2017, 3, 7)


def test_others_of_the_place_come_newest_first(
    landing: Incident, dhiban: Place
) -> None:
    older = published(dhiban, day=DAY - datetime.timedelta(days=900))
    newer = published(dhiban, day=DAY + datetime.timedelta(days=900))
    assert neighbours_of(landing).here == [newer, older]


def test_others_of_the_governorate_are_those_of_a_fortnight(
    landing: Incident, dhiban: Place
) -> None:
    elsewhere = PlaceFactory.create(governorate=dhiban.governorate)
    near = published(elsewhere, day=DAY + datetime.timedelta(days=14))
    published(elsewhere, day=DAY + datetime.timedelta(days=15))
    published(PlaceFactory.create(), day=DAY)
    assert neighbours_of(landing).around == [near]


def test_draft_is_nobodys_neighbour(landing: Incident) -> None:
    draft = IncidentFactory.create()
    DatingFactory.create(incident=draft, earliest=DAY)
    SitingFactory.create(incident=draft, place=landing.place)
    neighbours = neighbours_of(landing)
    assert (neighbours.here, neighbours.around) == ([], [])
