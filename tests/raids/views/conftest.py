"""Incidents as the tests of the pages need them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from raids.models import Incident, Place, Unit
from tests.factories import (
    CasualtyFactory,
    GovernorateFactory,
    InvolvementFactory,
    PlaceFactory,
    PublishedIncidentFactory,
    UnitFactory,
)


@pytest.fixture
def dhiban(db: None) -> Place:
    """A village of Deir ez-Zor."""
    governorate = GovernorateFactory.create(
        key="deir-ez-zor", name_ar="دير الزور", name_en="Deir ez-Zor"
    )
    return PlaceFactory.create(
        key="dhiban", name_ar="ذيبان", name_en="Dhiban", governorate=governorate
    )


@pytest.fixture
def coalition(db: None) -> Unit:
    """The Coalition."""
    return UnitFactory.create(
        code="coalition", name_ar="التحالف الدولي", name_en="International Coalition"
    )


@pytest.fixture
def landing(dhiban: Place, coalition: Unit) -> Incident:
    """A published air landing of 7 March 2017 in Dhiban, with at least 25 killed."""
    return published(dhiban, unit=coalition, killed={"count_min": 25})


def published(
    place: Place,
    *,
    day: datetime.date = datetime.date(2017, 3, 7),
    unit: Unit | None = None,
    killed: dict[str, Any] | None = None,
    **values: Any,
) -> Incident:
    """Return a published incident in a place, with its attacker and killed."""
    incident = PublishedIncidentFactory.create(
        siting__place=place, dating__earliest=day, **values
    )
    if unit:
        InvolvementFactory.create(incident=incident, unit=unit)
    if killed is not None:
        CasualtyFactory.create(incident=incident, **killed)
    incident.refresh_from_db()
    return incident


def many(place: Place, unit: Unit, number: int) -> None:
    """Publish so many incidents, a day apart."""
    for day in range(number):
        published(
            place,
            day=datetime.date(2018, 1, 1) + datetime.timedelta(days=day),
            unit=unit,
            killed={"count": 1},
        )


@pytest.fixture
def queries_of(client: Client) -> Callable[[str], int]:
    """Return a counter of the queries that a page asks."""

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count
