"""Formations that the roster lacks: named by their noun and their name."""

from __future__ import annotations

import pytest

from .conftest import Read

PLACE = "في بلدة كفرنبل اليوم"
DAY = "2019-05-14"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("لواء شهداء بدر", "other:شهداء بدر"),
        ("كتيبة أنصار الحق", "other:أنصار الحق"),
        ("فصيل أبناء الجبل", "other:أبناء الجبل"),
        ("حركة أبناء الوطن", "other:أبناء الوطن"),
        ("كتيبة “سيوف الحق”", "other:سيوف الحق"),
        ("جيش المجاهدين", "other:جيش المجاهدين"),
    ],
)
@pytest.mark.parametrize("before", ["", "مقاتلون من ", "عناصر من "])
def test_an_unknown_formation_is_a_unit_under_its_shortest_name(
    incidents: Read, before: str, written: str, code: str
) -> None:
    text = f"هاجم {before}{written} حاجزاً لقوات النظام {PLACE}."
    found = incidents(text, DAY)[0]["units"]
    assert [(row["unit"], row["role"]) for row in found] == [
        (code, "attacker"),
        ("syrian_government", "target"),
    ]


@pytest.mark.parametrize("word", ["حركة نزوح كبيرة", "كتيبة المدفعية", "جيش كبير"])
def test_a_common_noun_names_no_formation(incidents: Read, word: str) -> None:
    text = f"شهدت البلدة {word} بعد قصف لقوات النظام {PLACE}."
    units = [row["unit"] for row in incidents(text, DAY)[0]["units"]]
    assert not [unit for unit in units if unit.startswith("other:")]


def test_the_noun_alone_means_the_formation_named_before(incidents: Read) -> None:
    text = (
        f"هاجم مقاتلون من لواء صقور الجبل حاجزاً لقوات النظام {PLACE}، فيما قضى من "
        "اللواء ثلاثة مقاتلين."
    )
    found = incidents(text, DAY)[0]["casualties"]
    assert [(row["unit"], row["count_min"]) for row in found] == [
        ("other:صقور الجبل", 3)
    ]


def test_the_latter_is_the_unit_named_last(incidents: Read) -> None:
    text = (
        f"اندلعت اشتباكات بين حركة أحرار الشام وهيئة تحرير الشام {PLACE}، إثر مهاجمة "
        "الأخيرة مقرات الحركة."
    )
    found = incidents(text, DAY)[0]["units"]
    assert [(row["unit"], row["role"]) for row in found] == [
        ("hts", "attacker"),
        ("other:أحرار الشام", "target"),
    ]
