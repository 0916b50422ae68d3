"""Expressions of time: which days they mean, how exactly, and at what hour."""

from __future__ import annotations

from datetime import date

import pytest

from reports.extraction import DatingFinding, Gazetteer, Roster, read

from .conftest import Read

TOLD_ON = date(2021, 7, 14)
"""A Wednesday."""
REPORT = "نفذت طائرات حربية غارات على بلدة الشعفة {}."
Days = tuple[str | None, str | None]


def dating(
    when: str, places: Gazetteer, units: Roster, told_on: date | None = TOLD_ON
) -> DatingFinding:
    """Return the date of a strike that a report tells in the given words."""
    found = read(REPORT.format(when), published_on=told_on, places=places, units=units)
    assert len(found.incidents) == 1
    assert found.incidents[0].dating is not None
    return found.incidents[0].dating


def days(found: DatingFinding) -> Days:
    """Return the first and last day as they are written in JSON."""
    first, last = found.earliest, found.latest
    return (
        first.isoformat() if first else None,
        last.isoformat() if last else None,
    )


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("اليوم", "2021-07-14", "2021-07-14"),
        ("فجر هذا اليوم", "2021-07-14", "2021-07-14"),
        ("مساء أمس", "2021-07-13", "2021-07-13"),
        ("يوم أمس الثلاثاء", "2021-07-13", "2021-07-13"),
        ("أمس الأول", "2021-07-12", "2021-07-12"),
        ("أول أمس الاثنين", "2021-07-12", "2021-07-12"),
        ("يوم أول من أمس", "2021-07-12", "2021-07-12"),
        ("قبل يومين", "2021-07-12", "2021-07-12"),
        ("منذ يومين", "2021-07-12", "2021-07-12"),
        ("قبل خمسة أيام", "2021-07-09", "2021-07-09"),
        ("قبل أسبوع", "2021-07-07", "2021-07-07"),
        ("الليلة الماضية", "2021-07-13", "2021-07-13"),
        ("ليلة أمس", "2021-07-13", "2021-07-13"),
        ("يوم الجمعة الماضي", "2021-07-09", "2021-07-09"),
        ("الأربعاء الفائت", "2021-07-07", "2021-07-07"),
        ("الأحد المنصرم", "2021-07-11", "2021-07-11"),
    ],
)
def test_relative_words_count_from_the_day_of_publication(
    words: str, first: str, last: str, places: Gazetteer, units: Roster
) -> None:
    assert days(dating(words, places, units)) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "بتاريخ 5/7/2021",
        "05-07-2021",
        "2021-07-05",
        "2021.07.05",
        "٥/٧/٢٠٢١",
        "7/20/2021",
        "يوم 5 تموز",
        "في الـ5 من تموز الجاري",
        "في الـ 5 من شهر تموز",
        "في الخامس من الشهر الجاري",
        "الاثنين الموافق لـ 5 تموز / يوليو 2021",
        "أمس الأول، الـ 5 من تموز",
    ],
)
def test_a_date_is_read_in_every_way_of_writing(
    words: str, places: Gazetteer, units: Roster
) -> None:
    day = "2021-07-20" if "20/2021" in words else "2021-07-05"
    assert days(dating(words, places, units)) == (day, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("في 31 كانون الأول", "2020-12-31"),
        ("في الثاني عشر من كانون الثاني", "2021-01-12"),
        ("في الخامس والعشرين من أيار من العام الفائت", "2020-05-25"),
        ("في 25 أيار 2019", "2019-05-25"),
        ("في السابع من آب من العام 2020", "2020-08-07"),
    ],
)
def test_a_day_without_a_year_is_the_last_that_had_come(
    words: str, day: str, places: Gazetteer, units: Roster
) -> None:
    assert days(dating(words, places, units)) == (day, day)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("ليل الاثنين – الثلاثاء", "2021-07-12", "2021-07-13"),
        ("ليلة الاثنين/الثلاثاء 12 – 13 تموز", "2021-07-12", "2021-07-13"),
        ("خلال الـ 24 ساعة الماضية", "2021-07-13", "2021-07-14"),
        ("خلال الـ24 ساعة الفائتة", "2021-07-13", "2021-07-14"),
        ("خلال الساعات الـ 48 الماضية", "2021-07-12", "2021-07-14"),
        ("منذ مساء أمس", "2021-07-13", "2021-07-14"),
    ],
)
def test_a_night_between_two_days_and_a_past_day_span_both(
    words: str, first: str, last: str, places: Gazetteer, units: Roster
) -> None:
    assert days(dating(words, places, units)) == (first, last)


@pytest.mark.parametrize(
    ("words", "precision", "first", "last"),
    [
        ("في حزيران الفائت", "month", "2021-06-01", "2021-06-30"),
        ("الشهر الماضي", "month", "2021-06-01", "2021-06-30"),
        ("منتصف الشهر الفائت", "month", "2021-06-01", "2021-06-30"),
        ("في كانون الأول 2019", "month", "2019-12-01", "2019-12-31"),
        ("في العام 2019", "year", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_month_or_year_keeps_its_first_and_last_day(
    words: str, precision: str, first: str, last: str, places: Gazetteer, units: Roster
) -> None:
    found = dating(words, places, units)
    assert found.precision == precision
    assert days(found) == (first, last)


def test_a_month_is_no_day_in_json(incidents: Read) -> None:
    (incident,) = incidents(REPORT.format("في حزيران الفائت"), TOLD_ON.isoformat())
    assert incident["date_start"] is None
    assert incident["date_end"] is None
    assert incident["date_precision"] == "month"


@pytest.mark.parametrize("words", ["قبل أيام", "مطلع الأسبوع", "قبل نحو أسبوعين"])
def test_a_vague_time_gives_no_day(
    words: str, places: Gazetteer, units: Roster
) -> None:
    assert days(dating(words, places, units)) == (None, None)


def test_days_before_an_event_are_not_counted_from_today(
    places: Gazetteer, units: Roster
) -> None:
    found = read(
        REPORT.format("قبل ثلاثة أيام من الهدنة"),
        published_on=TOLD_ON,
        places=places,
        units=units,
    )
    assert found.incidents[0].dating is None


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("فجر اليوم", "dawn"),
        ("قبيل الفجر", "dawn"),
        ("في الساعات الأولى من فجر اليوم", "dawn"),
        ("عند الثالثة من فجر اليوم", "dawn"),
        ("ضحى اليوم", "morning"),
        ("قبل ظهر اليوم", "morning"),
        ("في ساعات الصباح الأولى", "morning"),
        ("ظهر اليوم", "noon"),
        ("بعد ظهر اليوم", "afternoon"),
        ("عصراً", "afternoon"),
        ("مساء أمس", "evening"),
        ("مغرب أمس", "evening"),
        ("ليلاً", "night"),
        ("عند الساعة 11 ليلاً", "night"),
        ("الليلة الماضية", "night"),
        ("في ساعة متأخرة من ليل أمس", "night"),
        ("بعد منتصف ليل أمس", "midnight"),
        ("قرابة منتصف الليل", "midnight"),
    ],
)
def test_the_part_of_the_day_is_as_the_words_say(
    words: str, part: str, places: Gazetteer, units: Roster
) -> None:
    found = dating(words, places, units)
    assert found.time_of_day is not None
    assert found.time_of_day.value == part


@pytest.mark.parametrize(
    "words",
    ["أثناء مأدبة عشاء", "بعد أن فجّر عنصر نفسه", "بعد أن فجّرا نفسيهما"],
)
def test_words_that_look_like_a_part_of_the_day_give_none(
    words: str, places: Gazetteer, units: Roster
) -> None:
    found = read(REPORT.format(words), published_on=TOLD_ON, places=places, units=units)
    assert all(
        one.dating is None or one.dating.time_of_day is None for one in found.incidents
    )


def test_without_a_day_of_publication_today_stays_open(
    places: Gazetteer, units: Roster
) -> None:
    found = dating("فجر اليوم", places, units, told_on=None)
    assert days(found) == (None, None)
    assert found.time_of_day is not None


@pytest.mark.parametrize(
    "text",
    [
        "بين 3 و5 أيار",
        "من 3 حتى 5 أيار",
        "من 3 إلى 5 أيار",
    ],
)
def test_days_from_one_to_another_are_a_span(incidents: Read, text: str) -> None:
    (one,) = incidents(f"قصفت قوات النظام بلدة سرمين {text}")
    assert (one["date_start"][-5:], one["date_end"][-5:]) == ("05-03", "05-05")


@pytest.mark.parametrize("lasted", ["واستمرت حتى", "ودامت حتى", "وامتدت حتى"])
def test_a_fight_spans_the_days_on_which_it_went_on(
    incidents: Read, lasted: str
) -> None:
    text = f"اندلعت اشتباكات في بلدة سرمين مساء 3 أيار {lasted} فجر 4 أيار"
    (one,) = incidents(text)
    days = (one["date_start"][-5:], one["date_end"][-5:], one["time_of_day"])
    assert days == ("05-03", "05-04", "evening")
