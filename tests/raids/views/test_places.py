"""The page of a place."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from raids.models import Incident, Place, Unit
from tests.factories import PlaceFactory
from tests.raids.views.conftest import many


def test_place_tells_its_incidents_and_their_totals(
    client: Client, landing: Incident, dhiban: Place
) -> None:
    page = client.get(f"/en/places/{dhiban.pk}/").content.decode()
    assert "at least 25" in page
    assert f"/en/incidents/{landing.reference}/" in page
    assert "/en/incidents/?place=dhiban" in page


def test_governorate_counts_what_happened_in_its_places(
    client: Client, landing: Incident, dhiban: Place
) -> None:
    assert dhiban.governorate
    response = client.get(f"/en/places/{dhiban.governorate.pk}/")
    assert response.context["totals"].incidents == 1
    assert f"/en/places/{dhiban.pk}/" in response.content.decode()


def test_place_without_incidents_says_so(client: Client, dhiban: Place) -> None:
    empty = PlaceFactory.create(spellings_ar=["تل آخر"])
    page = client.get(f"/en/places/{empty.pk}/").content.decode()
    assert "No published incident yet." in page
    assert "تل آخر" in page


def test_unknown_place_is_not_found(client: Client, db: None) -> None:
    assert client.get("/en/places/999999/").status_code == 404


def test_place_asks_the_same_number_of_queries_for_2_rows_and_12(
    dhiban: Place, coalition: Unit, queries_of: Callable[[str], int]
) -> None:
    # The place, what the filter names, totals, rows, their units, places within.
    many(dhiban, coalition, 2)
    few = queries_of(f"/en/places/{dhiban.pk}/")
    many(dhiban, coalition, 10)
    assert queries_of(f"/en/places/{dhiban.pk}/") == few
    assert few <= 7
