"""Doubts come out as warnings that name what to look at, and no others do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports.extraction import Gazetteer, PlaceEntry
from reports.extraction.spelling import near_names

from .conftest import Read

HEAD = "محافظة دير الزور – المرصد السوري لحقوق الإنسان:: "
CORPUS = Path(__file__).parent / "corpus" / "open"


def codes(incidents: Read, clause: str, day: str | None = "2017-08-26") -> list[str]:
    """Return the codes of all warnings of a text, in order."""
    found = incidents(HEAD + clause, day)
    return [warning["code"] for one in found for warning in one["warnings"]]


RAID = "نفذ التحالف الدولي إنزالاً"


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        (f"{RAID} في قرية الزغاغة اليوم", "unresolved-place"),
        (f"{RAID} في بلدة بقرصص اليوم", "misspelt-place"),
        (f"{RAID} في بلدة بقرص يوم الاثنين الـ 24 من آب 2017", "weekday-mismatch"),
        (f"{RAID} في بلدة بقرص في الـ 24 من آب / يوليو 2017", "month-names-disagree"),
        (f"{RAID} في بلدة بقرص أمس الأول الـ 20 من آب 2017", "relative-day-mismatch"),
        (f"{RAID} في بلدة بقرص في الـ 20 من كانون الأول", "year-inferred"),
        (
            "وكان المرصد نشر في الـ 6 من نيسان 2017، أن إنزالاً جرى في بلدة بقرص",
            "dated-by-publication-only",
        ),
        (
            (
                "قتل خمسة مدنيين بقصف لقوات النظام على بلدة البوليل اليوم، فيما تحدثت "
                "مصادر أخرى عن مقتل ثمانية مدنيين"
            ),
            "rival-counts",
        ),
        (
            (
                "قتل ثلاثة عناصر من التنظيم في إنزال على بلدة بقرص اليوم، ونقلت القوة "
                "جثث العناصر الخمسة"
            ),
            "sum-does-not-fit",
        ),
        (
            (
                f"{RAID} في بلدة بقرص اليوم واقتاد ثلاثة عناصر من التنظيم، وقال أهال "
                "إنهم ليسوا أسرى"
            ),
            "disputed-captives",
        ),
        (
            "لقي عنصر من التنظيم حتفه مع عائلته في إنزال على بلدة بقرص اليوم",
            "family-of-unknown-size",
        ),
        ("هاجم لواء شهداء الوادي بلدة البوليل اليوم", "unknown-unit"),
    ],
)
def test_doubt_is_told(incidents: Read, clause: str, code: str) -> None:
    assert codes(incidents, clause) == [code]


def test_plain_report_raises_no_doubt(incidents: Read) -> None:
    text = (
        "نفذ التحالف الدولي إنزالاً في بلدة بقرص فجر الخميس الـ 24 من آب / أغسطس 2017، "
        "ما أدى لمقتل ثلاثة عناصر من تنظيم الدولة الإسلامية واعتقال مدني، ونقلت القوة "
        "جثث العناصر الثلاثة"
    )
    assert codes(incidents, text) == []


def test_the_day_that_yesterday_means_is_no_doubt(incidents: Read) -> None:
    assert codes(incidents, f"{RAID} في بلدة بقرص أمس الأول الـ 24 من آب 2017") == []


def test_groups_that_come_to_the_number_are_no_doubt(incidents: Read) -> None:
    text = (
        f"{RAID} في بلدة بقرص اليوم، واقتاد قيادياً وثلاثة عناصر من التنظيم، وانسحبت "
        "القوة برفقة العناصر الأربعة"
    )
    assert codes(incidents, text) == []


def test_news_and_retelling_of_one_day_may_be_one_operation(incidents: Read) -> None:
    text = (
        "جرى إنزال للتحالف في بلدة بقرص ليل الخميس الـ 24 من آب 2017.\n\nوكان المرصد "
        "أورد في وقت سابق أن إنزالاً جرى في منطقة البوليل فجر الخميس الـ 24 من آب 2017"
    )
    assert "same-day-neighbour" in codes(incidents, text)


def test_one_governorate_settles_which_namesake_is_meant(incidents: Read) -> None:
    assert codes(incidents, f"{RAID} في بلدة البوليل اليوم") == []


def test_name_of_several_places_is_ambiguous_where_nothing_tells_which(
    incidents: Read,
) -> None:
    found = incidents("نفذت طائرة مسيرة غارة على قرية الطيبة اليوم", "2023-08-26")
    told = [warning["code"] for one in found for warning in one["warnings"]]
    assert told == ["ambiguous-place"]


def test_warnings_are_rare_enough_to_be_read(incidents: Read) -> None:
    """At most one for every two incidents over the project's own open reports."""
    told = drafted = 0
    for path in sorted(CORPUS.glob("*.txt")):
        stated = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        day = stated["anchor_date"] or stated["published_on"]
        found = incidents(path.read_text(encoding="utf-8"), day)
        drafted += len(found)
        told += sum(len(one["warnings"]) for one in found)
    assert 0 < told <= drafted / 2


def test_every_warning_shows_its_words(incidents: Read) -> None:
    text = HEAD + f"{RAID} في بلدة بقرصص يوم الاثنين الـ 24 من آب 2017"
    for one in incidents(text):
        for warning in one["warnings"]:
            assert warning["spans"]
            for span in warning["spans"]:
                assert text[span["start"] : span["end"]] == span["quote"]


def named(*names: str) -> Gazetteer:
    """Return a gazetteer of villages."""
    return Gazetteer.from_entries(
        PlaceEntry(key=f"v{number}", name_ar=name, kind="village", governorate="Raqqa")
        for number, name in enumerate(names)
    )


@pytest.mark.parametrize("slip", ["الكبير", "الكثر", "الكبرن", "ألكبر"])
def test_name_one_letter_away_is_suggested(slip: str) -> None:
    assert [one.key for one in near_names(named("الكبر"), slip, None)] == ["v0"]


def test_name_without_its_article_is_suggested() -> None:
    assert [one.key for one in near_names(named("الجزرة"), "جزرة", None)] == ["v0"]


@pytest.mark.parametrize("name", ["الجسر", "البكر", "كب"])
def test_name_further_away_is_not(name: str) -> None:
    assert near_names(named("الكبر"), name, None) == ()


def test_names_of_the_governorate_come_before_others() -> None:
    there = PlaceEntry(key="b", name_ar="الكبير", kind="village", governorate="Homs")
    places = Gazetteer.from_entries([*named("الكبر").entries, there])
    assert [one.key for one in near_names(places, "الكبيب", "Homs")] == ["b"]
