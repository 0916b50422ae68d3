"""Spots told by their neighbours are areas, and the areas hold what they must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raids.choices import PlaceKind
from raids.geography import (
    BEARINGS,
    RADIUS_M,
    Area,
    at_distance,
    between,
    destination,
    distance_m,
)

DEIR_EZ_ZOR = Area(35.336, 40.141, 5_000)
MAYADIN = Area(35.019, 40.453, 2_500)
ROUNDING_M = 2

IN_SYRIA = st.builds(
    Area,
    lat=st.floats(32.3, 37.4),
    lon=st.floats(35.6, 42.4),
    radius_m=st.integers(500, 60_000),
)
NEAR_M = 150_000
"""No report says “between A and B” of places further apart than this."""


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Area, Area]:
    """Draw two places that a report may name together."""
    one, radius_m = draw(IN_SYRIA), draw(st.integers(500, 60_000))
    bearing, metres = draw(st.floats(0, 360)), draw(st.floats(0, NEAR_M))
    return one, Area(*destination(one.lat, one.lon, bearing, metres), radius_m)


def holds(area: Area, other: Area) -> bool:
    """Return whether a circle holds all of another."""
    apart = distance_m(area.lat, area.lon, other.lat, other.lon)
    return apart + other.radius_m <= area.radius_m + ROUNDING_M


def test_a_known_distance_is_right_within_a_hundredth() -> None:
    apart = distance_m(*position(DEIR_EZ_ZOR), *position(MAYADIN))
    assert apart == pytest.approx(45_200, rel=0.01)


def position(area: Area) -> tuple[float, float]:
    """Return the centre of an area."""
    return area.lat, area.lon


@given(area=IN_SYRIA, bearing=st.floats(0, 360), metres=st.floats(0, 200_000))
def test_a_destination_lies_as_far_away_as_was_asked(
    area: Area, bearing: float, metres: float
) -> None:
    lat, lon = destination(area.lat, area.lon, bearing, metres)
    assert distance_m(area.lat, area.lon, lat, lon) == pytest.approx(metres, abs=1)


@pytest.mark.parametrize(
    ("bearing", "sign_lat", "sign_lon"),
    [
        ("north", 1, 0),
        ("north_east", 1, 1),
        ("east", 0, 1),
        ("south_east", -1, 1),
        ("south", -1, 0),
        ("south_west", -1, -1),
        ("west", 0, -1),
        ("north_west", 1, -1),
    ],
)
def test_a_direction_goes_its_own_way(
    bearing: str, sign_lat: int, sign_lon: int
) -> None:
    area = at_distance(DEIR_EZ_ZOR, 25, bearing)
    moved = (area.lat - DEIR_EZ_ZOR.lat, area.lon - DEIR_EZ_ZOR.lon)
    assert [round(degrees / 0.1) for degrees in moved] == [
        pytest.approx(sign_lat * 2, abs=1) if sign_lat else 0,
        pytest.approx(sign_lon * 2, abs=1) if sign_lon else 0,
    ]


def test_every_direction_is_tried_above() -> None:
    assert len(BEARINGS) == 8


@given(
    area=IN_SYRIA,
    kilometres=st.floats(0.5, 200),
    bearing=st.sampled_from([*BEARINGS]),
)
def test_a_spot_exactly_so_far_that_way_lies_in_the_area(
    area: Area, kilometres: float, bearing: str
) -> None:
    lat, lon = destination(area.lat, area.lon, BEARINGS[bearing], kilometres * 1000)
    assert holds(at_distance(area, kilometres, bearing), Area(lat, lon, area.radius_m))


@given(area=IN_SYRIA, kilometres=st.floats(0.5, 200), course=st.floats(0, 360))
def test_without_a_direction_the_spot_may_lie_on_any_side(
    area: Area, kilometres: float, course: float
) -> None:
    lat, lon = destination(area.lat, area.lon, course, kilometres * 1000)
    assert holds(at_distance(area, kilometres, None), Area(lat, lon, area.radius_m))


def test_a_word_that_is_no_direction_is_none() -> None:
    assert at_distance(MAYADIN, 10, "upwards") == at_distance(MAYADIN, 10, None)


@given(pair=neighbours())
def test_between_two_places_holds_both(pair: tuple[Area, Area]) -> None:
    area = between(*pair)
    # The middle of the degrees is not quite the middle of the way.
    wider = Area(area.lat, area.lon, round(area.radius_m * 1.005))
    assert all(holds(wider, place) for place in pair)


@given(pair=neighbours())
def test_between_is_the_same_whichever_is_named_first(pair: tuple[Area, Area]) -> None:
    assert between(*pair) == between(*reversed(pair))


def test_every_kind_of_place_has_a_reach() -> None:
    assert set(RADIUS_M) == set(PlaceKind.values)


def test_a_larger_kind_of_place_reaches_further() -> None:
    kinds = ["governorate", "district", "subdistrict", "city", "town", "village"]
    reaches = [RADIUS_M[kind] for kind in kinds]
    assert reaches == sorted(reaches, reverse=True)
