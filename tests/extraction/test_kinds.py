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


WORDINGS = [
    (
        "نفذت مروحيات أمريكية عملية إنزال جوي فجر اليوم في قرية الطيانة بريف دير الزور",
        "air_landing",
    ),
    ("أنزلت مروحيات التحالف جنوداً في محيط بلدة أبو حمام", "air_landing"),
    ("جرى إنزال جنود من مروحيتين قرب قرية الحصان غربي دير الزور", "air_landing"),
    ("هبطت طائرات مروحية للتحالف الدولي على أطراف قرية السوسة", "air_landing"),
    ("داهمت دورية للأمن العام منزلاً في بلدة تلدو واعتقلت شابين", "ground_raid"),
    ("اقتحمت قوة من الجيش الإسرائيلي بلدة صيدا الجولان وفتشت منازل", "ground_raid"),
    ("توغلت آليات إسرائيلية في قرية عابدين وأقامت حاجزاً", "ground_raid"),
    ("توغل رتل إسرائيلي داخل بلدة جباتا الخشب صباح اليوم", "ground_raid"),
    ("نفذت الأسايش حملة دهم واعتقال في بلدة الصور طالت سبعة أشخاص", "ground_raid"),
    ("شنت قسد حملة تمشيط في بادية الصور بحثاً عن خلايا التنظيم", "ground_raid"),
    ("أغارت مقاتلات روسية على أطراف بلدة البارة", "air_strike"),
    ("ألقت مروحية برميلين متفجرين على بلدة الهبيط", "air_strike"),
    ("استهدفت مسيرة تركية سيارة عسكرية في ريف عين العرب", "air_strike"),
    ("قصفت طائرة بدون طيار منزلاً في قرية تل رفعت", "air_strike"),
    (
        "دوت انفجارات عنيفة في مدينة حمص جراء غارات إسرائيلية على مطار الضبعة",
        "air_strike",
    ),
    (
        "تعرضت مواقع لميليشيات إيرانية في بادية البوكمال لضربات جوية مجهولة",
        "air_strike",
    ),
    ("دكت المدفعية التركية قرى مرعناز وعين دقنة بأكثر من 40 قذيفة", "shelling"),
    ("أمطرت قوات النظام مدينة سراقب بعشرات الصواريخ", "shelling"),
    ("رشقت الفصائل بلدة نبل بصواريخ غراد", "shelling"),
    ("سقطت قذيفتا هاون على حي الميدان", "shelling"),
    ("تجدد القصف المدفعي على بلدة كنصفرة صباح اليوم", "shelling"),
    ("استهدفت قوات النظام بالمدفعية الثقيلة بلدة الفطيرة", "shelling"),
    ("أطلقت القوات التركية عشرات القذائف على قرية حربل", "shelling"),
    ("اندلعت اشتباكات بين عائلتين في بلدة معدان", "clash"),
    ("نشب اقتتال بين فصيلين من الجيش الوطني في مدينة الباب", "clash"),
    ("هاجم عناصر من التنظيم حاجزاً لقسد في بلدة الشحيل بالأسلحة الرشاشة", "clash"),
    ("شنت هيئة تحرير الشام هجوماً على مواقع قوات النظام في بلدة الدار الكبيرة", "clash"),
    ("تبادلت قسد وفصائل موالية لتركيا إطلاق النار على محور قرية صيدا", "clash"),
    ("تصدت قوات النظام لهجوم شنه التنظيم في بادية السخنة", "clash"),
    ("أحبطت قوات النظام محاولة تسلل للفصائل على محور بلدة ميزناز", "clash"),
    ("وقعت مجموعة من قوات النظام في كمين للفصائل قرب بلدة معر شورين", "ambush"),
    ("نصب عناصر التنظيم كميناً لدورية قرب بلدة جزرة البوحميد", "ambush"),
    ("استهدف عناصر التنظيم بالأسلحة الرشاشة حافلة عسكرية على طريق السخنة", "ambush"),
    ("تعرضت سيارة لقسد لإطلاق نار من قبل مسلحين قرب بلدة الكسرة", "ambush"),
    ("اعتقلت قسد خمسة أشخاص في مدينة الرقة", "arrest"),
    ("ألقى الأمن العام القبض على ضابط سابق في مدينة جبلة", "arrest"),
    ("أوقفت الأسايش ثلاثة شبان في مدينة الحسكة", "arrest"),
    ("اغتال مجهولون عضواً في لجنة المصالحة بمدينة الصنمين", "assassination"),
    ("قُتل شاب برصاص مجهولين في بلدة اليادودة", "assassination"),
    ("أطلق ملثمون الرصاص على مختار قرية الجرذي فأردوه قتيلاً", "assassination"),
    (
        "قُتل عنصر سابق في الفصائل على يد مسلحين مجهولين في بلدة المزيريب",
        "assassination",
    ),
    ("نجا قيادي في فصيل محلي من محاولة اغتيال في مدينة جاسم", "assassination"),
    ("انفجر لغم أرضي بسيارة مدنية في بادية خناصر ما أدى لمقتل ثلاثة", "explosion"),
    ("انفجرت دراجة نارية مفخخة في سوق مدينة عفرين", "explosion"),
    ("قُتل طفلان بانفجار قنبلة عنقودية من مخلفات الحرب في بلدة كفر زيتا", "explosion"),
    ("فجر انتحاري نفسه بحزام ناسف داخل مقهى في مدينة القامشلي", "explosion"),
    ("استهدف انفجار عبوة ناسفة دورية لقسد في بلدة غرانيج", "explosion"),
    ("هز تفجير مزدوج حي الزهراء بمدينة حمص", "explosion"),
    ("خطف مجهولون طبيباً في مدينة السويداء وطالبوا بفدية", "other"),
    ("أعدم التنظيم ثلاثة شبان في مدينة الميادين بتهمة التخابر", "other"),
    ("ارتكبت مجموعات مسلحة مجزرة في قرية المختارية راح ضحيتها عشرات المدنيين", "other"),
    ("أسقطت الفصائل طائرة استطلاع في محيط بلدة سرمين", "other"),
    ("استُهدفت سيارة تقل قيادياً بصاروخ من مسيّرة في بلدة حارم", "air_strike"),
    ("قُصفت بلدة النيرب براجمات الصواريخ", "shelling"),
    ("تعرضت قرية البارة لقصف بري نفذته قوات النظام", "shelling"),
    ("طال قصف صاروخي أحياء في مدينة أعزاز", "shelling"),
    ("نفذ الطيران الروسي طلعات وقصف محيط بلدة كنصفرة", "air_strike"),
    ("شن سلاح الجو الإسرائيلي عدواناً على مطار حلب الدولي", "air_strike"),
    ("سُمع دوي انفجار في مدينة جرابلس تبين أنه ناجم عن عبوة ناسفة", "explosion"),
    ("لقي طفل مصرعه بانفجار لغم من مخلفات التنظيم في قرية حمادين", "explosion"),
    ("أصيب راعي أغنام جراء انفجار جسم غريب في بادية السخنة", "explosion"),
    ("قضى ثلاثة عناصر من قسد بتفجير عبوة استهدفت آليتهم في بلدة أبو خشب", "explosion"),
    ("نُفذت عملية إنزال جوي في بلدة ذيبان من قبل قوات التحالف", "air_landing"),
    ("داهمت قوات خاصة أمريكية مدعومة بمروحيات منزلاً في بلدة الزر", "ground_raid"),
    ("عملية أمنية للتحالف وقسد في بلدة العزبة تنتهي باعتقال ثلاثة", "ground_raid"),
    ("فرضت قوى الأمن طوقاً على بلدة جديد عكيدات وبدأت حملة تفتيش", "ground_raid"),
    ("شُنت حملة اعتقالات في بلدة كفر بطنا طالت 20 شاباً", "ground_raid"),
    ("اعتُقل ثلاثة شبان على حاجز للمخابرات في بلدة ببيلا", "arrest"),
    ("احتجزت الشرطة العسكرية مهجرين في مدينة عفرين", "arrest"),
    (
        "قُتل عنصران من قوات النظام إثر هجوم للتنظيم استهدف نقطة في بلدة السخنة",
        "clash",
    ),
    ("سقط قتلى وجرحى باشتباكات عشائرية في بلدة جديد بكارة", "clash"),
    ("باغت عناصر التنظيم رتلاً لقوات النظام على طريق أثريا", "ambush"),
    ("سيطرت قوات النظام على بلدة خان شيخون بعد معارك عنيفة", "clash"),
    ("اغتيل عضو مجلس محلي بإطلاق النار عليه في بلدة محجة", "assassination"),
    ("لقي مدني حتفه تحت التعذيب في سجن بمدينة عفرين", "other"),
    ("أقدم مسلحون على قتل شاب رمياً بالرصاص في بلدة تسيل", "assassination"),
    ("اختُطف طالب على طريق دمشق السويداء", "other"),
]


@pytest.mark.parametrize(("text", "kind"), WORDINGS)
def test_kind_is_read_in_passive_masdar_and_other_order(
    incidents: Read, text: str, kind: str
) -> None:
    assert [one["kind"] for one in incidents(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "عُثر على مقبرة جماعية في بلدة أبو كمال",
        "نفى مصدر عسكري صحة الأنباء عن قصف طال بلدة النيرب",
        "وصلت تعزيزات عسكرية إلى مدينة منبج",
    ],
)
def test_graves_denials_and_reinforcements_are_no_incident(
    incidents: Read, text: str
) -> None:
    assert incidents(text) == []
