"""Who was killed, wounded, missing or taken: constructions by verbs by counts."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read

PLACE = "في بلدة نوى بريف درعا اليوم"
DAY = "2019-05-14"
Row = tuple[str | None, str, int | None, int | None]

COUNTS: list[tuple[str, int | None, int | None]] = [
    ("4 عناصر", 4, 4),
    ("ثلاثة عناصر", 3, 3),
    ("عنصران", 2, 2),
    ("عنصر", 1, 1),
    ("ما لا يقل عن 9 عناصر", 9, None),
    ("أكثر من 10 عناصر", 11, None),
    ("نحو 20 عنصراً", 20, 20),
    ("عدد من العناصر", None, None),
    ("عشرات العناصر", None, None),
    ("ما يزيد عن عشرة عناصر", 11, None),
    ("ما بين 5 و7 عناصر", 5, 7),
]
DEATHS = ["قُتل {}", "لقي {} مصرعهم", "قضى {}", "سقط {}", "أسفر الهجوم عن مقتل {}"]
SIDES = [
    ("من قوات النظام", "syrian_government"),
    ("تابعين لقوات النظام", "syrian_government"),
    ("يتبعون لقوات سوريا الديمقراطية", "sdf"),
    ("من مرتبات الفرقة الرابعة", "syrian_government"),
    ("في صفوف تنظيم “الدولة الإسلامية”", "is"),
]


def people(incident: dict[str, Any], key: str, outcome: str | None = None) -> list[Row]:
    """Return unit, category and bounds of the rows of a list."""
    return [
        (row["unit"], row["category"], row["count_min"], row["count_max"])
        for row in incident[key]
        if outcome is None or row["outcome"] == outcome
    ]


def told(incidents: Read, text: str, key: str, outcome: str | None = None) -> list[Row]:
    """Return the rows of the one incident of a text."""
    found = incidents(text, DAY)
    assert len(found) == 1, text
    return people(found[0], key, outcome)


@pytest.mark.parametrize(("phrase", "low", "high"), COUNTS)
@pytest.mark.parametrize("death", DEATHS)
def test_a_count_is_read_the_same_after_every_word_of_death(
    incidents: Read, death: str, phrase: str, low: int | None, high: int | None
) -> None:
    text = f"{death.format(phrase)} من قوات النظام بهجوم لمجهولين {PLACE}."
    assert told(incidents, text, "casualties", "killed") == [
        ("syrian_government", "combatant", low, high)
    ]


@pytest.mark.parametrize(("side", "unit"), SIDES)
@pytest.mark.parametrize("verb", ["قُتل", "أصيب", "فُقد"])
def test_the_side_of_the_harmed_is_read_through_every_tie(
    incidents: Read, verb: str, side: str, unit: str
) -> None:
    text = f"{verb} ثلاثة مقاتلين {side} بهجوم لمجهولين {PLACE}."
    assert told(incidents, text, "casualties") == [(unit, "combatant", 3, 3)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("فارق مدني الحياة متأثراً بجراح أصيب بها بقصف لقوات النظام", 1),
        ("أزهق قصف لقوات النظام أرواح سبعة مدنيين", 7),
        ("حصد القصف الروسي أرواح تسعة مدنيين", 9),
        ("أودى قصف لقوات النظام بحياة أربعة مدنيين", 4),
        ("قنص عناصر من قوات النظام مدنياً", 1),
        ("لفظ مدنيان أنفاسهما الأخيرة جراء قصف لقوات النظام", 2),
    ],
)
def test_death_is_read_from_verbs_that_need_their_object(
    incidents: Read, text: str, row: int
) -> None:
    assert told(incidents, f"{text} {PLACE}.", "casualties") == [
        ("civilians", "civilian", row, row)
    ]


def test_shells_that_fell_are_no_victims(incidents: Read) -> None:
    text = f"سقطت ثلاث قذائف أطلقتها قوات النظام {PLACE}، دون إصابات."
    assert told(incidents, text, "casualties") == []


def test_a_complement_counts_nobody_twice(incidents: Read) -> None:
    text = f"أردى مجهولون عنصراً من قوات النظام قتيلاً {PLACE}."
    assert told(incidents, text, "casualties") == [
        ("syrian_government", "combatant", 1, 1)
    ]


def test_who_stands_before_the_verb_after_that_is_its_victim(incidents: Read) -> None:
    text = (
        "قال موقع محلي إن شخصاً قُتل واعتُقل ثلاثة آخرون في إنزال نفذه التحالف "
        f"الدولي {PLACE}."
    )
    assert told(incidents, text, "casualties") == [(None, "unknown", 1, 1)]
    assert told(incidents, text, "captives") == [(None, "unknown", 3, 3)]


def test_parts_told_by_of_them_are_rows_of_their_own(incidents: Read) -> None:
    text = (
        f"سقط 15 شخصاً قتلى، أربعة منهم مدنيون وأحد عشر من مقاتلي هيئة تحرير الشام، "
        f"في تفجير سيارة مفخخة {PLACE}."
    )
    assert told(incidents, text, "casualties") == [
        (None, "unknown", 15, 15),
        ("civilians", "civilian", 4, 4),
        ("hts", "combatant", 11, 11),
    ]


def test_parts_after_a_colon_are_rows_of_their_own(incidents: Read) -> None:
    text = (
        f"أسفرت غارات إسرائيلية {PLACE} عن 19 قتيلاً: خمسة مدنيين، وأربعة عشر "
        "عسكرياً في قوات النظام."
    )
    assert told(incidents, text, "casualties") == [
        (None, "unknown", 19, 19),
        ("civilians", "civilian", 5, 5),
        ("syrian_government", "combatant", 14, 14),
    ]


def test_dead_or_wounded_among_some_gives_no_number(incidents: Read) -> None:
    text = (
        f"كمن مجهولون لدورية لقوات النظام {PLACE}، فسقط ثلاثة من أفرادها بين قتيل "
        "وجريح."
    )
    assert told(incidents, text, "casualties") == [
        ("syrian_government", "combatant", None, None),
        ("syrian_government", "combatant", None, None),
    ]


def test_the_attackers_dead_are_of_the_attacker(incidents: Read) -> None:
    text = (
        f"أسفر هجوم التنظيم على نقطة لقوات النظام {PLACE} عن مقتل ستة عناصر، كما "
        "قُتل اثنان من المهاجمين."
    )
    assert told(incidents, text, "casualties") == [
        ("syrian_government", "combatant", 6, 6),
        ("is", "combatant", 2, 2),
    ]


CAPTORS = [
    "اعتقلت", "أوقفت", "احتجزت", "اقتادت", "خطفت", "اختطفت", "ضبطت", "استوقفت",
    "ألقت القبض على", "قبضت على", "تمكنت من اعتقال", "أقدمت على اعتقال",
]  # fmt: skip
TAKEN: list[tuple[str, Row]] = [
    ("ثلاثة أشخاص", (None, "unknown", 3, 3)),
    ("شابين", (None, "unknown", 2, 2)),
    ("مواطناً", ("civilians", "civilian", 1, 1)),
    ("عدداً من المدنيين", ("civilians", "civilian", None, None)),
    ("قيادياً في تنظيم “الدولة الإسلامية”", ("is", "combatant", 1, 1)),
    ("ما لا يقل عن 6 مدنيين", ("civilians", "civilian", 6, None)),
]


@pytest.mark.parametrize(("phrase", "row"), TAKEN)
@pytest.mark.parametrize("verb", CAPTORS)
def test_captives_are_read_after_every_verb_of_taking(
    incidents: Read, verb: str, phrase: str, row: Row
) -> None:
    text = f"{verb} قوات سوريا الديمقراطية {phrase} {PLACE}."
    assert told(incidents, text, "captives") == [row]


@pytest.mark.parametrize("by", ["من قبل", "على يد", "على أيدي"])
@pytest.mark.parametrize("verb", ["اعتُقل", "اختُطف", "أُوقف", "احتُجز"])
def test_who_took_them_is_not_their_side(incidents: Read, verb: str, by: str) -> None:
    text = f"{verb} ستة أشخاص {by} قوات سوريا الديمقراطية {PLACE}."
    assert told(incidents, text, "captives") == [(None, "unknown", 6, 6)]


def test_those_who_gave_themselves_up_are_captives(incidents: Read) -> None:
    text = (
        "سلّم ثلاثة عناصر من تنظيم “الدولة الإسلامية” أنفسهم لقوات سوريا "
        f"الديمقراطية {PLACE}."
    )
    assert told(incidents, text, "captives") == [("is", "combatant", 3, 3)]


def test_seized_arms_are_no_captives(incidents: Read) -> None:
    text = f"داهمت قوات سوريا الديمقراطية منزلاً {PLACE} وضبطت كمية من الأسلحة."
    assert told(incidents, text, "captives") == []


def test_the_word_for_families_is_no_captivity(incidents: Read) -> None:
    text = f"قصفت قوات النظام مخيماً يضم عشرات الأسر {PLACE}."
    assert told(incidents, text, "captives") == []
