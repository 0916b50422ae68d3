"""Governorates and namesakes: which place of a name is meant."""

from __future__ import annotations

from typing import Any

import pytest

from reports.extraction import Gazetteer, PlaceEntry, Roster, read

from .conftest import Read

GOVERNORATES = [
    ("محافظة حماة:: قصفت قوات النظام بلدة كفرزيتا", "Hama"),
    ("محافظة الحسكة:: استهدف مسلحون دورية في قرية الحدادية", "Hasakah"),
    ("دير الزور:: نفذ التحالف إنزالاً في قرية الشحيمة", "Deir ez-Zor"),
    ("نفذ التحالف إنزالاً في قرية الشحيمة بريف الرقة الشرقي", "Raqqa"),
    ("داهمت قوات النظام منازل في بلدة ببيلا جنوب العاصمة دمشق", "Rif Dimashq"),
    ("انفجرت عبوة في بلدة الشحيمة غربي دمشق", "Rif Dimashq"),
    ("وفي العاصمة دمشق انفجرت عبوة ناسفة بسيارة في حي المزة", "Damascus"),
    ("شنت طائرات غارات على بلدة الكسوة بعد تحليقها في سماء دمشق", "Rif Dimashq"),
    ("استهدف مجهولون سيارة على طريق تدمر – دير الزور", "Homs"),
    ("استهدفت غارة إسرائيلية بلدة القصر اللبنانية على الحدود", None),
    ("محافظة حمص:: سقطت صواريخ في مدينة الهرمل اللبنانية", None),
    ("محافظة دير الزور:: قُتل 25 بغارات على مدينة القائم على الجانب العراقي", None),
]


@pytest.mark.parametrize(("text", "governorate"), GOVERNORATES)
def test_governorate_is_told_by_name_region_or_heading(
    incidents: Read, text: str, governorate: str | None
) -> None:
    assert incidents(text)[0]["governorate"] == governorate


def entry(key: str, kind: str, governorate: str, parent: str = "") -> PlaceEntry:
    """Return a place called السلمية."""
    return PlaceEntry(key, "السلمية", kind, governorate, parent or None)


def sited(units: Roster, text: str, *entries: PlaceEntry) -> dict[str, Any]:
    """Return the reading of a text with only these places and two governorates."""
    regions = [
        PlaceEntry("hama-governorate", "حماة", "governorate", "Hama"),
        PlaceEntry("homs-governorate", "حمص", "governorate", "Homs"),
        PlaceEntry("homs", "حمص", "city", "Homs", "homs-governorate"),
    ]
    places = Gazetteer.from_entries([*regions, *entries])
    reading = read(text, published_on=None, places=places, units=units)
    found = reading.as_json()["incidents"]
    assert isinstance(found, list)
    siting = reading.incidents[0].siting
    assert siting is not None
    return {**found[0], "suggestions": siting.suggestions}


TEXT = "انفجرت عبوة ناسفة في {} السلمية{} فجر اليوم"


def test_namesake_of_the_region_told_is_meant(units: Roster) -> None:
    villages = entry("a", "village", "Hama"), entry("b", "village", "Homs")
    found = sited(units, TEXT.format("قرية", " بريف حمص الشرقي"), *villages)
    assert (found["place_key"], found["governorate"]) == ("b", "Homs")


def test_namesake_of_the_heading_is_meant(units: Roster) -> None:
    villages = entry("a", "village", "Homs"), entry("b", "village", "Hama")
    found = sited(units, "محافظة حماة:: " + TEXT.format("قرية", ""), *villages)
    assert (found["place_key"], found["governorate"]) == ("b", "Hama")


def test_city_stands_out_among_villages_of_its_name(units: Roster) -> None:
    found = sited(
        units,
        TEXT.format("", ""),
        entry("a", "village", "Homs"),
        entry("b", "city", "Hama"),
    )
    assert (found["place_key"], found["governorate"]) == ("b", "Hama")


def test_villages_of_one_name_without_a_region_are_only_suggested(
    units: Roster,
) -> None:
    villages = entry("a", "village", "Homs"), entry("b", "village", "Hama")
    found = sited(units, TEXT.format("قرية", ""), *villages)
    assert (found["place_key"], found["governorate"]) == (None, None)
    assert found["suggestions"] == ("a", "b")


def test_settlement_is_meant_before_the_district_of_its_name(units: Roster) -> None:
    found = sited(
        units,
        TEXT.format("مدينة", ""),
        entry("a", "district", "Hama"),
        entry("b", "town", "Hama", "a"),
    )
    assert found["place_key"] == "b"


def test_quarter_is_meant_after_the_word_for_a_quarter(units: Roster) -> None:
    found = sited(
        units,
        TEXT.format("حي", " بمدينة حمص"),
        entry("a", "village", "Homs"),
        entry("b", "neighbourhood", "Homs", "homs"),
    )
    assert found["place_key"] == "b"


def test_region_next_to_a_name_beats_namesakes_elsewhere(units: Roster) -> None:
    found = sited(
        units, TEXT.format("قرية", " بريف حمص"), entry("a", "village", "Hama")
    )
    assert found["governorate"] == "Homs"
    assert found["place_key"] is None
