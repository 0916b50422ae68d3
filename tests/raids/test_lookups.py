"""The look-ups that the reader is given are those of the site's own rows."""

from __future__ import annotations

import pytest

from raids import lookups
from raids.choices import PlaceKind
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_a_town_comes_before_the_district_named_after_it() -> None:
    district = PlaceFactory.create(kind=PlaceKind.DISTRICT, name_ar="الميادين")
    town = PlaceFactory.create(kind=PlaceKind.CITY, name_ar="الميادين", parent=district)
    named = lookups.gazetteer().by_name["الميادين"]
    assert [entry.key for entry in named] == [town.key, district.key]


def test_a_place_that_is_mended_is_known_by_its_new_name_at_once() -> None:
    place = PlaceFactory.create(name_ar="ذيبان")
    assert "ذيبان" in lookups.gazetteer().by_name
    place.name_ar = "البوليل"
    place.save()
    assert "ذيبان" not in lookups.gazetteer().by_name
    assert "البوليل" in lookups.gazetteer().by_name
