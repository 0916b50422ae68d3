"""Places and units at the desk: found however they are spelt, refused at the field."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from raids.models import Place, Unit
from tests.factories import GovernorateFactory, PlaceFactory, UnitFactory
from tests.raids.admin.pages import fields_of

PLACES, UNITS = "/admin/raids/place/", "/admin/raids/unit/"


def found(client: Client, address: str, term: str) -> list[Any]:
    """Return what a list finds."""
    return list(client.get(address, {"q": term}).context["cl"].result_list)


def errors(response: Any) -> dict[str, list[str]]:
    """Return the errors of a page's form, by field."""
    return dict(response.context["adminform"].form.errors)


def change(client: Client, place: Place, **changed: Any) -> Any:
    """Send a place's page as it is but for what is changed."""
    page = f"{PLACES}{place.pk}/change/"
    return client.post(page, {**fields_of(client.get(page)), **changed})


@pytest.mark.parametrize(
    "term", ["أبو حمام", "ابو حمام", "Abu Hammam", "abu ham", "البو حمام"]
)
def test_a_place_is_found_however_it_is_spelt(editor_client: Client, term: str) -> None:
    place = PlaceFactory(
        name_ar="أبو حمام", name_en="Abu Hammam", spellings_ar=["البو حمام"]
    )
    PlaceFactory(name_ar="هجين", name_en="Hajin")
    assert found(editor_client, PLACES, term) == [place]


def test_the_place_of_just_this_name_comes_first(editor_client: Client) -> None:
    PlaceFactory(name_ar="أطراف هجين", name_en="Outskirts of Hajin")
    town = PlaceFactory(name_ar="هجين", name_en="Hajin")
    assert found(editor_client, PLACES, "هجين")[0] == town


@pytest.mark.parametrize("term", ["كتيبة", "كتيبه", "Battalion", "other:كتيبة الريح"])
def test_a_unit_is_found_by_name_or_code(editor_client: Client, term: str) -> None:
    unit = UnitFactory(name_ar="كتيبة الريح", name_en="Wind Battalion")
    UnitFactory()
    assert found(editor_client, UNITS, term) == [unit]


@pytest.mark.parametrize("term", ["\x00", "%", "'", "ـــ", "(" * 200])
def test_no_search_breaks_a_list(editor_client: Client, term: str) -> None:
    for address in (PLACES, UNITS, "/admin/raids/incident/", "/admin/reports/report/"):
        answer = editor_client.get(address, {"q": term}, follow=True)
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"lat": ""}, "lon"),
        ({"lat": "95"}, "lat"),
        ({"lat": "nan"}, "lat"),
        ({"radius_m": "0"}, "radius_m"),
        ({"radius_m": "-4"}, "radius_m"),
        ({"name_en": ""}, "name_en"),
        ({"spellings_ar": "ق" * 201}, "spellings_ar"),
        ({"geonames_id": "99999999999"}, "geonames_id"),
        ({"parent": "{own}"}, "parent"),
        ({"geonames_id": "7"}, "geonames_id"),
    ],
)
def test_what_the_database_forbids_is_told_at_the_field(
    editor_client: Client, changed: dict[str, str], field: str
) -> None:
    PlaceFactory(geonames_id=7)
    place = PlaceFactory()
    sent = {name: value.format(own=place.pk) for name, value in changed.items()}
    assert list(errors(change(editor_client, place, **sent))) == [field]


def test_spellings_are_kept_one_on_each_line(editor_client: Client) -> None:
    place = PlaceFactory()
    change(editor_client, place, spellings_ar="الباغوز\r\n\r\n باغوز \r\nالباغوز")
    place.refresh_from_db()
    assert place.spellings_ar == ["الباغوز", "باغوز"]


def test_a_new_governorate_names_itself(editor_client: Client) -> None:
    values = {
        "name_ar": "الحسكة",
        "name_en": "Hasakah",
        "kind": "governorate",
        "key": "hasakah",
        "radius_m": "60000",
    }
    editor_client.post(f"{PLACES}add/", values)
    place = Place.objects.get(key="hasakah")
    assert place.governorate == place


def test_a_unit_cannot_be_part_of_itself(editor_client: Client) -> None:
    unit = UnitFactory()
    page = f"{UNITS}{unit.pk}/change/"
    sent = {**fields_of(editor_client.get(page)), "parent": str(unit.pk)}
    assert list(errors(editor_client.post(page, sent))) == ["parent"]


def test_a_unit_of_a_known_code_is_refused_at_the_field(editor_client: Client) -> None:
    unit = UnitFactory()
    values = {"code": unit.code, "name_ar": "س", "name_en": "S", "kind": unit.kind}
    assert list(errors(editor_client.post(f"{UNITS}add/", values))) == ["code"]
    assert Unit.objects.count() == 1


@pytest.mark.parametrize("kept", ["key", "code"])
def test_a_key_or_code_once_given_stays(editor_client: Client, kept: str) -> None:
    row = PlaceFactory() if kept == "key" else UnitFactory()
    address = PLACES if kept == "key" else UNITS
    page = f"{address}{row.pk}/change/"
    given = getattr(row, kept)
    editor_client.post(page, {**fields_of(editor_client.get(page)), kept: "another"})
    row.refresh_from_db()
    assert getattr(row, kept) == given


def test_a_unit_cannot_belong_to_what_belongs_to_it(editor_client: Client) -> None:
    unit = UnitFactory()
    part = UnitFactory(parent=unit)
    page = f"{UNITS}{unit.pk}/change/"
    sent = {**fields_of(editor_client.get(page)), "parent": str(part.pk)}
    assert list(errors(editor_client.post(page, sent))) == ["parent"]


def test_editors_delete_no_place(editor_client: Client) -> None:
    place = GovernorateFactory()
    page = f"{PLACES}{place.pk}/delete/"
    assert editor_client.post(page, {"post": "yes"}).status_code == 403


def test_a_governorate_is_found_by_its_names(editor_client: Client) -> None:
    governorate = GovernorateFactory(name_ar="حلب", name_en="Aleppo")
    assert found(editor_client, PLACES, "Aleppo") == [governorate]
