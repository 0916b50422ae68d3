"""Title, dateline, headings and lines that say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from reports.extraction import Gazetteer, Reading, Roster, read

RAID = "داهمت قوات سوريا الديمقراطية منزلاً في بلدة ذيبان مساء أمس واعتقلت شاباً."


def reading(text: str, places: Gazetteer, units: Roster) -> Reading:
    """Read a text of unknown publication."""
    return read(text, published_on=None, places=places, units=units)


@pytest.mark.parametrize(
    "line",
    [
        "دير الزور 14 حزيران 2022",
        "2022.06.14 – دير الزور",
        "14/6/2022",
        "الثلاثاء 14 حزيران / يونيو 2022",
        "المرصد السوري لحقوق الإنسان – الثلاثاء 14/6/2022",
        "محافظة دير الزور – المرصد السوري لحقوق الإنسان 2022-06-14",
    ],
)
def test_a_dated_first_line_tells_the_day_of_publication(
    line: str, places: Gazetteer, units: Roster
) -> None:
    found = reading(f"{line}\n{RAID}", places, units)
    assert found.published_on is not None
    assert found.published_on.value == date(2022, 6, 14)
    assert found.incidents[0].dating is not None
    assert found.incidents[0].dating.earliest == date(2022, 6, 13)


def test_a_dateline_after_the_title_tells_the_day(
    places: Gazetteer, units: Roster
) -> None:
    text = f"اعتقال شاب في ذيبان\nالمرصد السوري 14/6/2022\nدير الزور: {RAID}"
    found = reading(text, places, units)
    assert found.title is not None
    assert found.published_on is not None
    assert found.published_on.value == date(2022, 6, 14)


def test_a_dateline_alone_dates_no_event(places: Gazetteer, units: Roster) -> None:
    text = "14/6/2022\nقصفت قوات النظام بلدة داعل بقذائف الهاون."
    found = reading(text, places, units)
    assert found.incidents[0].dating is None


def test_a_first_line_that_ends_in_a_full_stop_is_no_title(
    places: Gazetteer, units: Roster
) -> None:
    text = f"قتل عنصر برصاص مسلحين مجهولين في بلدة البصيرة صباح اليوم.\n{RAID}"
    found = reading(text, places, units)
    assert found.title is None
    assert len(found.incidents) == 2


def test_a_lone_number_is_noise(places: Gazetteer, units: Roster) -> None:
    found = reading(f"اعتقال شاب في ذيبان\n45\n{RAID}", places, units)
    assert len(found.noise) == 1


def test_each_heading_gives_its_paragraph_the_governorate(
    places: Gazetteer, units: Roster
) -> None:
    text = (
        "محافظة درعا:: قصفت قوات النظام بلدة داعل صباح اليوم.\n"
        "محافظة حماة:: قصفت قوات النظام بلدة مورك صباح اليوم."
    )
    found = reading(text, places, units)
    sited = [one.siting.governorate for one in found.incidents if one.siting]
    assert sited == ["Daraa", "Hama"]
