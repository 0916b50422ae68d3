"""How a spot lies to the place named: never a pin where the report draws an area."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read

HEAD = "محافظة دير الزور – المرصد السوري لحقوق الإنسان:: "


def siting(incidents: Read, clause: str) -> tuple[str | None, dict[str, Any]]:
    """Return the place of a sentence and what is said of how the spot lies to it."""
    (one,) = incidents(HEAD + clause)
    told = {key: value for key, value in one["place_relation"].items() if value}
    return one["place_ar"], told


@pytest.mark.parametrize(
    ("phrase", "place", "told"),
    [
        ("في بلدة البوليل", "البوليل", {"relation": "at"}),
        ("قرب بلدة البوليل", "البوليل", {"relation": "near"}),
        ("بالقرب من بلدة البوليل", "البوليل", {"relation": "near"}),
        ("في محيط بلدة البوليل", "البوليل", {"relation": "near"}),
        ("بأطراف بلدة البوليل", "البوليل", {"relation": "near"}),
        ("في بادية البوليل", "البوليل", {"relation": "countryside"}),
        (
            "بين قريتي الكبر والجزرة",
            "الكبر",
            {"relation": "between", "other_place_ar": "الجزرة"},
        ),
        (
            "على الطريق الواصل بين بلدة البوليل ومدينة الميادين",
            "البوليل",
            {"relation": "between", "other_place_ar": "الميادين"},
        ),
        (
            "على بعد 10 كيلومترات شمال شرق مدينة الميادين",
            "الميادين",
            {"relation": "distance", "distance_km": 10.0, "bearing": "north_east"},
        ),
        (
            "على مسافة خمسة عشر كيلومتراً إلى الغرب من مدينة الميادين",
            "الميادين",
            {"relation": "distance", "distance_km": 15.0, "bearing": "west"},
        ),
        (
            "على بعد 2.5 كلم من بلدة البوليل",
            "البوليل",
            {"relation": "distance", "distance_km": 2.5},
        ),
    ],
)
def test_relation_is_the_one_that_the_words_tell(
    incidents: Read, phrase: str, place: str, told: dict[str, Any]
) -> None:
    text = f"نفذ التحالف الدولي إنزالاً {phrase} اليوم"
    assert siting(incidents, text) == (place, told)


def test_a_distance_told_later_from_the_town_is_one_from_that_place(
    incidents: Read,
) -> None:
    text = (
        "نفذ التحالف إنزالاً في منطقة البوليل اليوم، وشوهدت طائرة تهبط في بادية بلدة "
        "البوليل، على بعد نحو 25 كلم من البلدة"
    )
    place, told = siting(incidents, text)
    assert place == "البوليل"
    assert (told["relation"], told["distance_km"]) == ("distance", 25.0)
    (one,) = incidents(HEAD + text)
    assert one["evidence"]["place"]["hedge"] == "نحو"
    assert one["evidence"]["place"]["certainty"] == "stated"
    assert one["evidence"]["governorate"]["hedge"] is None


def test_a_place_that_lies_so_far_from_another_is_told_by_both(
    incidents: Read,
) -> None:
    place, told = siting(
        incidents,
        "نفذت قوات أمريكية إنزالاً في قرية الزغاغة الواقعة على بعد 5 كلم غرب مدينة "
        "الميادين اليوم",
    )
    assert place == "الزغاغة"
    assert told["other_place_ar"] == "الميادين"
    assert (told["distance_km"], told["bearing"]) == (5.0, "west")


def test_kilometres_from_the_border_are_from_no_place(incidents: Read) -> None:
    text = (
        "نفذ التحالف إنزالاً في بلدة البوليل اليوم، وهي على بعد 4 كلم من الحدود قرب "
        "مدينة الميادين"
    )
    assert siting(incidents, text) == ("البوليل", {"relation": "at"})


def test_the_relation_has_words_of_its_own(incidents: Read) -> None:
    text = HEAD + "نفذ التحالف إنزالاً على بعد 10 كلم شرق مدينة الميادين اليوم"
    (one,) = incidents(text)
    quotes = [span["quote"] for span in one["evidence"]["place"]["spans"]]
    assert quotes == ["الميادين", "10 كلم شرق مدينة الميادين"]
