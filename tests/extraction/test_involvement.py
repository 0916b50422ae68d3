"""Which unit attacked, which was aimed at, which helped: by construction."""

from __future__ import annotations

import pytest

from .conftest import Read

PLACE = "في بلدة كفرنبل اليوم"
DAY = "2019-05-14"
A, B = "تنظيم “الدولة الإسلامية”", "قوات النظام"
Sides = list[tuple[str, str]]


def sides(incidents: Read, text: str) -> Sides:
    """Return unit and role of the one incident of a text."""
    found = incidents(text, DAY)
    assert len(found) == 1, text
    return [(row["unit"], row["role"]) for row in found[0]["units"]]


ATTACKS = [
    "هاجم {a} حاجزاً ل{b} {p}.",
    "هاجم عناصر من {a} حاجزاً ل{b} {p}.",
    "شن {a} هجوماً على مواقع {b} {p}.",
    "استهدف عناصر {a} بصاروخ حافلة ل{b} {p}.",
    "نصب {a} كميناً لرتل من {b} {p}.",
    "وقعت دورية من {b} في كمين ل{a} {p}.",
    "تعرض حاجز ل{b} لهجوم من قبل {a} {p}.",
    "استُهدف حاجز ل{b} برصاص {a} {p}.",
    "صدت {b} هجوماً ل{a} {p}.",
    "أحبطت {b} محاولة تسلل ل{a} {p}.",
    "تصدت {b} لهجوم عنيف شنه {a} {p}.",
    "باغتت خلايا {a} عناصر من {b} {p}.",
    "دارت اشتباكات بين {b} و{a} إثر هجوم عنيف ل{a} {p}.",
    "اندلعت اشتباكات بين {a} و{b} {p}.",
    "اندلعت اشتباكات بين {a} من جهة، و{b} من جهة أخرى، {p}.",
    "اشتبك {a} مع {b} {p}.",
    "هجوم مسلح استهدف نقطة ل{b} {p}، وتبناه {a}.",
]


@pytest.mark.parametrize("form", ATTACKS)
def test_attacker_and_target_are_told_apart(incidents: Read, form: str) -> None:
    text = form.format(a=A, b=B, p=PLACE)
    assert sides(incidents, text) == [
        ("is", "attacker"),
        ("syrian_government", "target"),
    ]


@pytest.mark.parametrize(
    "help_of",
    ["بمساندة", "بدعم من", "برفقة", "بالتعاون مع", "بالتنسيق مع", "بمشاركة", "بمؤازرة"],
)
def test_who_helps_is_support(incidents: Read, help_of: str) -> None:
    text = (
        f"نفذت القوات الأمريكية {help_of} قوات سوريا الديمقراطية إنزالاً جوياً {PLACE}."
    )
    assert sides(incidents, text) == [("us_forces", "attacker"), ("sdf", "support")]


def test_help_named_by_its_origin_is_support(incidents: Read) -> None:
    text = f"قصفت قوات النظام بدعم جوي روسي مواقع هيئة تحرير الشام {PLACE}."
    assert sides(incidents, text) == [
        ("syrian_government", "attacker"),
        ("russian_forces", "support"),
        ("hts", "target"),
    ]


def test_a_joint_subject_attacks_jointly(incidents: Read) -> None:
    text = f"نفذت قوات سوريا الديمقراطية والتحالف الدولي حملة دهم {PLACE}."
    assert sides(incidents, text) == [("sdf", "attacker"), ("coalition", "attacker")]


def test_two_groups_of_one_unit_are_both_its_sides(incidents: Read) -> None:
    text = f"اندلع اقتتال بين فرقة الحمزة والجبهة الشامية {PLACE}."
    assert sides(incidents, text) == [("sna", "attacker"), ("sna", "target")]


STRENGTHS = [
    ("نحو 20 عنصراً من {a}", 20, 20),
    ("أكثر من 30 مقاتلاً من {a}", 31, None),
    ("مجموعة مؤلفة من 5 عناصر من {a}", 5, 5),
]


@pytest.mark.parametrize(("who", "low", "high"), STRENGTHS)
def test_the_size_of_the_attackers_is_their_strength(
    incidents: Read, who: str, low: int, high: int | None
) -> None:
    text = f"هاجم {who.format(a=A)} نقطة لقوات النظام {PLACE}."
    found = incidents(text, DAY)[0]["units"]
    assert [
        (row["unit"], row["strength_min"], row["strength_max"]) for row in found
    ] == [
        ("is", low, high),
        ("syrian_government", None, None),
    ]


def test_a_number_of_unknown_gunmen_is_their_strength(incidents: Read) -> None:
    text = f"أطلق ثلاثة مسلحين مجهولين النار على عنصر من قوات النظام {PLACE}."
    first = incidents(text, DAY)[0]["units"][0]
    assert (first["unit"], first["strength_min"]) == ("unknown_gunmen", 3)


def test_bystanders_of_a_strike_on_fighters_are_no_target(incidents: Read) -> None:
    text = (
        "وثق المرصد مقتل 6 عناصر من هيئة تحرير الشام، إضافة إلى 3 مدنيين، بقصف روسي "
        f"{PLACE}."
    )
    assert ("civilians", "target") not in sides(incidents, text)


def test_a_post_that_only_stands_near_a_blast_is_no_target(incidents: Read) -> None:
    text = f"قتل مدني بانفجار عبوة ناسفة {PLACE}، بالقرب من حاجز لقوات النظام."
    assert ("syrian_government", "target") not in sides(incidents, text)
