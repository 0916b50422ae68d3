"""Sites: which words name a place, and how the text sets it to the event."""

from __future__ import annotations

import pytest

from .conftest import Read

NAMED = [
    # names that no gazetteer has, after a noun
    ("نفذ التحالف إنزالاً في قرية الشحيمة التابعة لناحية الصور", "الشحيمة"),
    ("نفذ التحالف إنزالاً في قرية السبعة وأربعين بريف الشدادي", "السبعة وأربعين"),
    ("نفذ التحالف إنزالاً في بلدة الشهداء شرق مدينة الرقة", "الشهداء"),
    ("قُتل مدني برصاص مجهولين في مزرعة الرشيد بريف الرقة", "مزرعة الرشيد"),
    ("استهدفت مسيرة سيارة في قرية النجم الأزرق بريف القامشلي", "النجم الأزرق"),
    ("استهدفت الطائرات قرية أم الدنانير بريف حماة", "أم الدنانير"),
    # sites
    ("دارت اشتباكات في محيط مطار منغ العسكري بريف حلب", "مطار منغ"),
    ("جرى إنزال في مطار الحمدان العسكري إلى الشمال من البوكمال", "مطار الحمدان"),
    ("هاجم التنظيم مواقع قرب حقل الورد النفطي بريف دير الزور", "حقل الورد"),
    ("انفجر لغم في محيط سد تشرين بريف منبج", "سد تشرين"),
    ("استهدفت الطائرات الروسية منطقة جبل البشري", "جبل البشري"),
    ("شهد معبر باب الهوى الحدودي مع تركيا انفجار سيارة", "معبر باب الهوى"),
    ("دمرت غارات جسر السياسية في مدينة دير الزور", "جسر السياسية"),
    ("قصفت طائرات إسرائيلية مستودعات في جبال القلمون", "القلمون"),
    ("قُتل مواطن تحت التعذيب في سجن عدرا المركزي", "سجن عدرا"),
    ("استهدف قصف مدفعي مخيم الركبان عند الحدود الأردنية", "الركبان"),
    # clitics and what leads to a name
    ("استهدفت قوات النظام بالرشاشات الأطراف الجنوبية للباب", "الباب"),
    ("دارت اشتباكات على محوري الملاجة وحرش كفرنبل", "الملاجة"),
    ("داهمت قوات عسكرية قرية رويحينة بالقنيطرة", "رويحينة"),
    ("قُتل 3 عناصر برصاص مجهولين على بعد 25 كم من مدينة تدمر", "تدمر"),
]

FIRST_NAMED = [
    ("شنت طائرات حربية غارات على قرى معرشورين وتلمنس والدير الشرقي", "معرشورين"),
    ("استهدفت مسيرة سيارة على الطريق بين قريتي تل جمعة وأبو راسين", "تل جمعة"),
    ("انفجرت عبوة ناسفة على طريق اليادودة – المزيريب بسيارة", "اليادودة"),
    ("استهدفت المدفعية بلدتي نبل والزهراء بريف حلب", "نبل"),
    ("قصفت طائرات أحياء صلاح الدين وسيف الدولة في مدينة حلب", "صلاح الدين"),
    ("هاجم مسلحون قريتين بريف السويداء، أولاهما المزرعة، واشتبكوا", "المزرعة"),
]

NOT_THE_PLACE = [
    # where someone comes from
    ("قُتل شاب من أبناء بلدة نمر برصاص مجهولين في مدينة جاسم", "جاسم"),
    ("اختطف مسلحون 12 راعياً من أهالي السعن في قرية توينان", "توينان"),
    ("قُتل شاب من بلدة نمر برصاص مجهولين قرب مدينة جاسم", "جاسم"),
    # where those stand who strike
    ("قصفت قوات النظام المتمركزة في معسكر جورين قرية السرمانية", "السرمانية"),
    ("استهدفت قوات النظام المتمركزة في قرية أبو الزندين مدينة الباب", "الباب"),
    # where people were taken
    (
        "أصيب شاب برصاص مجهولين في بلدة معرية، ونُقل إلى مشفى في مدينة درعا",
        "معرية",
    ),
    ("اختطف مسلحون راعياً في بادية السخنة واقتادوه إلى جبل البشري", "السخنة"),
    # a quarter is nearer than its city, a town than the landmark it holds
    ("وفي مدينة رأس العين، استعادت قسد بعد اشتباكات حي الصناعة", "الصناعة"),
    ("تدور اشتباكات في محيط سجن الصناعة بحي غويران في مدينة الحسكة", "غويران"),
    ("وفي منطقة عفرين، انفجرت سيارة مفخخة في بلدة جنديرس", "جنديرس"),
]

NO_NAME = [
    "داهمت قوة من الأمن العام معسكر تدريب فجر اليوم الخميس",
    "استهدفت الطائرات منطقة زراعية فجر اليوم الخميس",
    "قصفت قوات النظام قرية مهجورة فجر اليوم الخميس",
    "نفذ التحالف إنزالاً في قرية قبل أن يغادر فجر اليوم الخميس",
]


@pytest.mark.parametrize(("text", "place"), NAMED)
def test_name_is_read_bare_and_whole(incidents: Read, text: str, place: str) -> None:
    assert incidents(text)[0]["place_ar"] == place


@pytest.mark.parametrize(("text", "place"), FIRST_NAMED)
def test_of_several_places_the_first_named_counts(
    incidents: Read, text: str, place: str
) -> None:
    assert incidents(text)[0]["place_ar"] == place


@pytest.mark.parametrize(("text", "place"), NOT_THE_PLACE)
def test_places_that_only_tell_of_people_give_way(
    incidents: Read, text: str, place: str
) -> None:
    assert incidents(text)[0]["place_ar"] == place


@pytest.mark.parametrize("text", NO_NAME)
def test_description_is_no_name(incidents: Read, text: str) -> None:
    assert [one["place_ar"] for one in incidents(text)] == [None]


CORNERS = ("دوار السنتر", "شارع الوادي", "حاجز المطلق", "ساحة العهد")


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("town", ["الباب", "الرقة", "إدلب"])
def test_an_unknown_corner_gives_way_to_its_town(
    incidents: Read, town: str, corner: str
) -> None:
    (one,) = incidents(f"انفجرت سيارة مفخخة عند {corner} في مدينة {town}")
    assert one["place_ar"] == town


@pytest.mark.parametrize("joint", ["بين قرية نعمتلي ومدينة القامشلي"])
@pytest.mark.parametrize("road", ["على الطريق الواصل", "على الطريق"])
def test_of_two_ends_of_a_road_the_first_counts(
    incidents: Read, road: str, joint: str
) -> None:
    (one,) = incidents(f"قصفت مسيرة سيارة {road} {joint}")
    assert one["place_ar"] == "نعمتلي"


@pytest.mark.parametrize("aim", ["أثناء محاولته العبور", "بهدف التهريب"])
def test_a_place_under_an_aim_comes_before_that_of_birth(
    incidents: Read, aim: str
) -> None:
    text = f"قُتل شاب ينحدر من مدينة معرة النعمان برصاص حرس الحدود {aim} قرب "
    (one,) = incidents(text + "قرية خربة الجوز")
    assert one["place_ar"] == "خربة الجوز"


@pytest.mark.parametrize("adjective", ["مائي", "حدودي", "عسكري"])
def test_an_adjective_after_a_site_names_nothing(
    incidents: Read, adjective: str
) -> None:
    (one,) = incidents(f"أغارت طائرات على معبر {adjective} في بلدة البوليل")
    assert one["place_ar"] == "البوليل"
