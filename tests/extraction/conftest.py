"""The project's own places and units, built once for all tests of the reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reports.extraction import Gazetteer, Roster, load_places, load_units, read

DATA = Path(__file__).resolve().parents[2] / "raids" / "data"
Read = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def places() -> Gazetteer:
    """Return the places of the project."""
    return load_places(DATA / "places.csv")


@pytest.fixture(scope="session")
def units() -> Roster:
    """Return the units of the project."""
    return load_units(DATA / "units.csv")


@pytest.fixture
def incidents(places: Gazetteer, units: Roster) -> Read:
    """Return a function that reads a text into incidents as JSON."""

    def run(text: str, day: str | None = "2017-08-26") -> list[dict[str, Any]]:
        reading = read(
            text,
            published_on=date.fromisoformat(day) if day else None,
            places=places,
            units=units,
        )
        found = reading.as_json()["incidents"]
        assert isinstance(found, list)
        return found

    return run
