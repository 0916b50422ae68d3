"""Equipment: which is counted, how often, and what is none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reports.extraction import Gazetteer, Roster, read

from .conftest import Read

SAMPLES = Path(__file__).resolve().parents[2] / "raids/data/samples"
Row = tuple[str, int | None, int | None]

COUNTED: list[tuple[str, list[Row]]] = [
    (
        "شنت طائرات النظام الحربية غارات على بلدة سراقب بريف إدلب",
        [("warplane", None, None)],
    ),
    (
        "استهدفت طائرة تركية مسيرة سيارة عسكرية على طريق القامشلي",
        [("drone", 1, 1), ("vehicle", 1, 1)],
    ),
    (
        "استهدفت طائرتان إسرائيليتان من طراز إف 16 موقعاً في بلدة الكسوة",
        [("warplane", 2, 2)],
    ),
    (
        "نفذ الطيران المسيّر التركي ضربتين على قرية أم الكيف",
        [("drone", None, None)],
    ),
    (
        "داهمت قوة مؤلفة من نحو ثلاثين عربة مدرعة بلدة الشحيل بريف دير الزور",
        [("vehicle", 30, 30)],
    ),
    (
        "توغلت قوة إسرائيلية بـ 5 سيارات همر ودبابتين في بلدة جباتا الخشب",
        [("vehicle", 5, 5), ("vehicle", 2, 2)],
    ),
    (
        "نفذت 6 مروحيات إنزالاً في قرية الباغوز بمشاركة 4 مسيرات و12 عربة لقسد",
        [("helicopter", 6, 6), ("drone", 4, 4), ("vehicle", 12, 12)],
    ),
    (
        "استهدفت طائرة مسيرة بصاروخين سيارة من نوع فان قرب بلدة رأس العين",
        [("drone", 1, 1), ("missile", 2, 2), ("vehicle", 1, 1)],
    ),
    (
        "قصفت بوارج روسية بصواريخ قرية سلمى بريف اللاذقية",
        [("boat", None, None), ("missile", None, None)],
    ),
    (
        "أصيب 3 أطفال بانفجار دراجة نارية مفخخة في مدينة عفرين",
        [("vehicle", 1, 1)],
    ),
    (
        "نفذ الطيران الروسي الحربي 5 غارات على قرية بزابور بريف إدلب",
        [("warplane", None, None)],
    ),
    (
        "شنت قوات النظام حملة تمشيط في بادية الشولا بمساندة الطيران الروسي",
        [("aircraft", None, None)],
    ),
    (
        "قُتل قيادي بانفجار عبوة لاصقة بسيارته في حي الضبيط بمدينة إدلب",
        [("vehicle", 1, 1)],
    ),
    (
        "استهدف التحالف الدولي بأكثر من 10 صواريخ موقعاً في بادية البوكمال",
        [("missile", 11, None)],
    ),
]

TOTALS: list[tuple[str, list[Row]]] = [
    (
        "دخلت قوة مؤلفة من سبع آليات، بينها دبابتان، إلى قرية الحميدية",
        [("vehicle", 7, 7)],
    ),
    (
        "حطت مروحيتان للتحالف، ترافقهما مروحيتان أخريان، قرب قرية الكبر ونفذت إنزالاً",
        [("helicopter", 2, 2), ("helicopter", 2, 2)],
    ),
    (
        "نفذت خمس مروحيات إنزالاً في بلدة أطمة، ودمرت القوة مروحية لها قبل أن تغادر",
        [("helicopter", 5, 5)],
    ),
    (
        "أغارت أربع طائرات مروحية على قرية الكبر، ثم عادت المروحيات الأربع",
        [("helicopter", 4, 4)],
    ),
    (
        "نفذت مروحيات إنزالاً في قرية الكبر، وقدر المرصد عددها بسبع على الأقل",
        [("helicopter", 7, None)],
    ),
]

OWNED = "استهدف مجهولون سيارة عسكرية في بلدة نصيب ما أدى لاحتراقها ومقتل عنصر في سيارته"

NONE_AT_ALL = [
    "خرجت مسيرة شعبية في مدينة السويداء وقُتل خلالها متظاهر برصاص الأمن العام",
    "قصفت راجمات الصواريخ التابعة لقوات النظام بلدة كفرنبل",
    "داهمت قوات الأمن العام مستودع صواريخ في بلدة الكسوة",
    "داهمت قوة من قسد قرية الزر، وتوجه عناصرها إليه لاحقاً بحسب آلية متفق عليها",
    "وقع انفجار في مدينة حلب، وتحدث مصدر عسكري عن صاروخ أطلقه مسلحون",
    "داهمت قوة من الأمن العام كلية المدرعات في مدينة حمص",
]


def rows(found: Read, text: str) -> list[Row]:
    """Return the equipment of the first incident."""
    incidents = found(text)
    assert incidents, text
    return [
        (row["kind"], row["count_min"], row["count_max"])
        for row in incidents[0]["equipment"]
    ]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_equipment_is_counted_by_its_kind(
    incidents: Read, text: str, expected: list[Row]
) -> None:
    assert sorted(rows(incidents, text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_only_the_total_counts_not_its_parts_and_restatements(
    incidents: Read, text: str, expected: list[Row]
) -> None:
    assert rows(incidents, text) == expected


def test_vehicle_known_by_its_owner_is_the_one_named_before(incidents: Read) -> None:
    assert rows(incidents, OWNED) == [("vehicle", 1, 1)]


@pytest.mark.parametrize("text", NONE_AT_ALL)
def test_what_holds_or_only_sounds_like_equipment_is_none(
    incidents: Read, text: str
) -> None:
    assert rows(incidents, text) == []


def test_number_told_of_raids_is_no_number_of_aircraft(incidents: Read) -> None:
    text = (
        "شنت طائرات حربية غارات على بلدة سراقب، وقال المرصد إن عددها 7 غارات على الأقل"
    )
    assert rows(incidents, text) == [("warplane", None, None)]


def test_number_told_before_the_aircraft_leaves_them_uncounted(
    incidents: Read, places: Gazetteer, units: Roster
) -> None:
    text = (
        "نفذت قوة إنزالاً في قرية الكبر، وقدر المرصد عددها بنحو سبعين عنصراً.\n\n"
        "وبحسب مصادر محلية، فإن الطائرات حلقت في سماء القرية قبل الإنزال."
    )
    for incident in read(text, published_on=None, places=places, units=units).incidents:
        for row in incident.equipment:
            assert row.count_min is None
            assert all(span.start < span.end for span in row.spans)


@pytest.mark.parametrize("seed", range(25))
def test_spans_stay_in_order_in_any_order_of_paragraphs(
    places: Gazetteer, units: Roster, seed: int
) -> None:
    stock = [
        line
        for path in sorted(SAMPLES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 100
    ]
    chance = random.Random(seed)
    text = "\n\n".join(chance.choice(stock) for _ in range(8))
    reading = read(text, published_on=None, places=places, units=units)
    for incident in reading.incidents:
        findings = [
            incident.kind,
            *incident.involvements,
            *incident.equipment,
            *incident.casualties,
            *incident.captives,
        ]
        for extra in (incident.dating, incident.siting):
            findings += [extra] if extra is not None else []
        for finding in findings:
            for span in finding.spans:
                assert 0 <= span.start < span.end <= len(text), finding


@pytest.mark.parametrize("taken", ["صادرت", "ضبطت"])
@pytest.mark.parametrize("thing", ["صواريخ مضادة للدروع", "سيارة", "أسلحة وسيارة"])
def test_what_was_seized_is_no_equipment(
    incidents: Read, thing: str, taken: str
) -> None:
    text = f"داهم الأمن العام منزلاً في بلدة تلدو و{taken} {thing}"
    assert rows(incidents, text) == []


@pytest.mark.parametrize("second", ["دراجة نارية", "شاحنة", "حافلة"])
def test_vehicles_joined_by_and_are_counted_each(incidents: Read, second: str) -> None:
    text = f"استهدفت قوات النظام سيارة و{second} في بلدة البصيرة"
    assert len(rows(incidents, text)) == 2
