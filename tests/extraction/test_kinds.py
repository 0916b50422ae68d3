"""Kinds: what sort of event a story tells, by the rules of the codebook."""

from __future__ import annotations

import pytest

from .conftest import Read

KINDS = [
    # aircraft that fall are no strike
    ("أسقطت الفصائل طائرة حربية للنظام قرب بلدة العيس بريف حلب", "other"),
    ("تحطمت مروحية لقوات النظام في محيط بلدة سلمى بريف اللاذقية", "other"),
    ("سقطت مروحية لقوات النظام في قرية الطار بريف حماة", "other"),
    ("سقطت طائرة مسيرة قرب قرية الكرين بعد استهدافها بالرشاشات", "other"),
    ("سقط 5 قتلى جراء قصف طائرات حربية على بلدة كفرنبل بريف إدلب", "air_strike"),
    ("أسقط الطيران المروحي 6 براميل متفجرة على مدينة داريا بريف دمشق", "air_strike"),
    ("سقطت قذائف على مدينة دوما ما أدى لاستشهاد طفلين", "shelling"),
    # attacks by what they are made with
    ("شن الطيران المسير هجوماً على قرية تل شغيب بريف حلب", "air_strike"),
    ("تعرض مقر في مدينة سلقين لهجوم بطائرة مسيرة مجهولة", "air_strike"),
    ("اغتالت مسيّرة تركية قيادياً في قسد بمدينة القامشلي", "air_strike"),
    ("استهدفت الطائرات الإسرائيلية بالصواريخ مواقع قرب بلدة الكسوة", "air_strike"),
    ("قصف التحالف الدولي قرية الشعفة بريف دير الزور", "air_strike"),
    ("استهدفت الفصائل بقذائف الهاون حي الخالدية بمدينة حلب", "shelling"),
    ("استهدف مجهولون بعبوة ناسفة سيارة لقسد على طريق الشدادي", "explosion"),
    ("شنت قوات سوريا الديمقراطية هجوماً على بلدة هجين بدعم من طائرات", "clash"),
    # attacks by whom they hit
    ("هاجم مسلحون حافلة مبيت لقوات النظام على طريق تدمر وقتلوا 13 عنصراً", "ambush"),
    ("هاجم مسلحون يستقلون دراجة نارية حاجزاً لقسد في بلدة ذيبان", "clash"),
    ("هاجم عناصر التنظيم نقطة لقوات النظام في بادية السخنة", "clash"),
    ("وقعت دورية لقوات النظام في كمين في بادية الميادين", "ambush"),
    # gunfire
    (
        "أطلق مسلحون النار على شاب في بلدة الحراك بريف درعا فأردوه قتيلاً",
        "assassination",
    ),
    (
        "استهدفت قناصة قوات النظام مواطناً في مدينة دوما ما أدى لاستشهاده",
        "assassination",
    ),
    (
        "استهدفت قوات النظام بالرشاشات نقاط الفصائل في محيط بلدة تادف، وردت الأخيرة",
        "clash",
    ),
    # the course of a battle
    (
        "دارت اشتباكات بين الفصائل وقوات النظام في محور كباني، ترافقت مع غارات روسية",
        "clash",
    ),
    (
        "دارت اشتباكات في محيط بلدة خشام، واستشهدت سيدة إثر سقوط قذيفة على منزلها",
        "clash",
    ),
    ("قصفت قوات النظام بالمدفعية بلدة كنصفرة تزامناً مع اشتباكات", "shelling"),
    # landings
    ("هبطت مروحيات للتحالف في بلدة الشحيل وداهمت منزلاً", "air_landing"),
    (
        "انفجرت سيارة مفخخة في مدينة منبج، وهبطت مروحيتان في المكان ونقلتا الجرحى",
        "explosion",
    ),
    # raids, arrests and abductions
    ("نفذت قوى الأمن حملة مداهمات في حي كرم الزيتون بمدينة حمص", "ground_raid"),
    ("توغلت قوة إسرائيلية في قرية كودنة بريف القنيطرة", "ground_raid"),
    ("اعتقلت قوات الأمن العام ضابطاً سابقاً في مدينة جبلة", "arrest"),
    ("اختطف مسلحون مجهولون طبيباً في مدينة إدلب", "other"),
    ("أعدم تنظيم الدولة الإسلامية رجلاً في بلدة الشعفة", "other"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_follows_the_codebook(incidents: Read, text: str, kind: str) -> None:
    assert [one["kind"] for one in incidents(text)] == [kind]


def test_similar_strike_is_of_the_kind_of_the_one_before(incidents: Read) -> None:
    text = (
        "محافظة السويداء:: قُتل عشرة مدنيين جراء غارتين نفذتهما طائرات أردنية اليوم "
        "على منزلين في بلدة عرمان.\n\nوكان المرصد قد وثق في الـ 18 من ديسمبر / كانون "
        "الأول 2016 مقتل سيدة بقصف مماثل على منزل في بلدة ذيبين."
    )
    assert [one["kind"] for one in incidents(text)] == ["air_strike", "air_strike"]


def test_attack_on_civilians_without_a_battle_is_other(incidents: Read) -> None:
    text = "قُتل راعيان برصاص مسلحين مجهولين هاجموا خيامهما قرب قرية أثريا بريف حماة"
    assert [one["kind"] for one in incidents(text)] == ["other"]


SUBJECTS = ("قوات النظام", "الفصائل", "المدفعية التركية")
SHELLING_VERBS = ("قصفت", "دكت", "رشقت", "أمطرت", "استهدفت")
LAUNCHES = ("أطلقت {} عشرات القذائف على", "ردت {} بإطلاق عشرة صواريخ على")
AT = "قرية الفطيرة بريف إدلب"


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("verb", SHELLING_VERBS)
def test_every_verb_of_shelling_tells_of_shelling(
    incidents: Read, verb: str, subject: str
) -> None:
    text = f"{verb} {subject} {AT} بعشرات القذائف"
    assert [one["kind"] for one in incidents(text)] == ["shelling"]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("launch", LAUNCHES)
def test_launching_rockets_is_shelling(
    incidents: Read, launch: str, subject: str
) -> None:
    text = f"{launch.format(subject)} {AT}"
    assert [one["kind"] for one in incidents(text)] == ["shelling"]


FIGHTS = ("شجار", "اقتتال", "مناوشات", "معارك ضارية", "اشتباكات عشائرية")


@pytest.mark.parametrize("verb", ["اندلع", "نشبت", "دارت", "تجددت"])
@pytest.mark.parametrize("fight", FIGHTS)
def test_every_noun_of_fighting_is_a_clash(
    incidents: Read, fight: str, verb: str
) -> None:
    text = f"{verb} {fight} بين مسلحين في بلدة معدان"
    assert [one["kind"] for one in incidents(text)] == ["clash"]


@pytest.mark.parametrize("who", ["عنصر من قوات النظام", "جندي", "مقاتل في الفصائل"])
@pytest.mark.parametrize("how", ["قنصاً", "برصاص قناص", "برصاصة قناص"])
def test_a_sniped_soldier_is_no_assassination(
    incidents: Read, how: str, who: str
) -> None:
    found = incidents(f"قُتل {who} {how} على محور قرية الملاجة")
    assert [one["kind"] for one in found] == ["other"]


@pytest.mark.parametrize("guards", ["الجندرما التركية", "حرس الحدود التركي"])
@pytest.mark.parametrize("verb", ["أطلقت {} النار على شاب", "قُتل شاب برصاص {}"])
def test_border_guards_do_not_assassinate(
    incidents: Read, verb: str, guards: str
) -> None:
    text = f"{verb.format(guards)} قرب قرية خربة الجوز، ما أدى لمقتله"
    assert [one["kind"] for one in incidents(text)] == ["other"]


@pytest.mark.parametrize("name", ["الإنسانية والأمن", "أمنية", "تمشيط"])
def test_a_campaign_with_arrests_is_a_raid(incidents: Read, name: str) -> None:
    text = f"أطلقت الأسايش حملة {name} في بلدة الصور واعتقلت عشرة أشخاص"
    assert [one["kind"] for one in incidents(text)] == ["ground_raid"]


@pytest.mark.parametrize("taking", ["اقتاد ملثمون", "اقتاد مسلحون", "خطف مجهولون"])
def test_taking_by_masked_men_is_an_abduction(incidents: Read, taking: str) -> None:
    text = f"{taking} ثلاثة تجار قرب قرية حزم، وطالبوا بفدية"
    assert [one["kind"] for one in incidents(text)] == ["other"]


@pytest.mark.parametrize("means", ["بصاروخ موجه", "بقذيفة آر بي جي"])
@pytest.mark.parametrize("vehicle", ["حافلة عسكرية", "سيارة عسكرية", "صهريج نفط"])
def test_a_vehicle_hit_from_a_lair_is_an_ambush(
    incidents: Read, vehicle: str, means: str
) -> None:
    text = f"استهدف عناصر التنظيم {means} {vehicle} في بادية السخنة"
    assert [one["kind"] for one in incidents(text)] == ["ambush"]


def test_blasts_that_strikes_caused_are_strikes(incidents: Read) -> None:
    text = "دوت انفجارات في مدينة حمص جراء غارات إسرائيلية على مطار الضبعة"
    assert [one["kind"] for one in incidents(text)] == ["air_strike"]
