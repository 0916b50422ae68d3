"""How many incidents a report tells, where each ends, and what is none."""

from __future__ import annotations

import pytest

from .conftest import Read

DAY = "2021-07-14"
STRIKE = "شنت طائرات حربية غارات على بلدة كفرنبل صباح اليوم"


@pytest.mark.parametrize(
    "more",
    [
        "كما قصفت قوات النظام مدينة خان شيخون بقذائف الهاون",
        "في حين انفجر لغم أرضي في قرية السلوم",
        "فيما اغتال مسلحون مجهولون، عند الظهر، معلماً على طريق بلدة البصيرة",
        "بالتزامن مع قصف مدفعي لقوات النظام على مدينة خان شيخون",
    ],
)
def test_a_turn_to_another_place_begins_another_incident(
    more: str, incidents: Read
) -> None:
    assert len(incidents(f"{STRIKE}، {more}.", DAY)) == 2


def test_a_place_named_some_pauses_later_still_begins_one(incidents: Read) -> None:
    text = (
        f"{STRIKE}.\nكذلك أعدم تنظيم الدولة الإسلامية، مساء أمس، أربعة رجال في ساحة "
        "بلدة جديد عكيدات."
    )
    first, second = incidents(text, DAY)
    assert (first["date_start"], second["date_start"]) == ("2021-07-14", "2021-07-13")
    assert second["time_of_day"] == "evening"


def test_another_part_of_the_day_begins_another_incident(incidents: Read) -> None:
    text = (
        "نفذت قوات التحالف الدولي فجر اليوم إنزالاً في بلدة ذيبان، واعتقلت شخصين.\n"
        "كما أوقفت دورية لقوات سوريا الديمقراطية، عصر اليوم، شابين من القرية."
    )
    parts = [one["time_of_day"] for one in incidents(text, DAY)]
    assert parts == ["dawn", "afternoon"]


def test_a_list_by_governorates_is_parted_at_its_headings(incidents: Read) -> None:
    text = (
        "محافظة درعا:: قصفت قوات النظام بلدة داعل صباح اليوم.\n"
        "محافظة حماة:: قتل عنصران من قوات النظام مساء أمس في كمين.\n"
        "محافظة القنيطرة:: استهدفت الفصائل بقذائف الهاون بلدة خان أرنبة."
    )
    days = [one["date_start"] for one in incidents(text, DAY)]
    assert days == ["2021-07-14", "2021-07-13", None]


def test_a_sentence_that_opens_by_another_place_begins_one(incidents: Read) -> None:
    text = (
        "ضربت تفجيرات صباح اليوم الأربعاء مدينتي جبلة وطرطوس. ففي جبلة وقعت أربعة "
        "انفجارات. وفي مدينة طرطوس انفجرت سيارة مفخخة، ما أسفر عن مقتل 48 شخصاً."
    )
    first, second = incidents(text, DAY)
    assert (first["place_ar"], second["place_ar"]) == ("جبلة", "طرطوس")
    assert second["date_start"] == "2021-07-14"
    assert second["time_of_day"] == "morning"


@pytest.mark.parametrize(
    "more",
    [
        "ونقل الجرحى إلى مشفى في مدينة الحسكة",
        "وأسفرت الغارات عن مقتل خمسة مدنيين",
        "وذلك بعد اشتباكات انسحب على إثرها التنظيم إلى مدينة الباب",
        "بين الفصائل من جهة وقوات النظام من جهة أخرى",
        "ما أدى لمقتل ثلاثة مدنيين، كما أصيب عشرة آخرون",
    ],
)
def test_outcome_cause_and_course_stay_with_the_incident(
    more: str, incidents: Read
) -> None:
    assert len(incidents(f"{STRIKE}، {more}.", DAY)) == 1


@pytest.mark.parametrize(
    "total",
    [
        "وبذلك يرتفع إلى 97 عدد الشهداء الذين وثقهم المرصد منذ مطلع العام",
        "وارتفع إلى 310 عدد الشهداء الذين قضوا منذ مساء الأحد الـ 11 من تموز الجاري",
        "وأحصى المرصد منذ الثامن من الشهر الجاري أكثر من 470 ضربة على مواقع التنظيم",
        "ووثق المرصد منذ انطلاق العملية في الـ 24 من حزيران الفائت استشهاد 102 مدني",
        "ووفقاً لإحصائيات المرصد بلغت أعداد الهجمات خلال الفترة الممتدة من آذار 1052",
    ],
)
def test_a_total_over_a_period_is_no_incident(total: str, incidents: Read) -> None:
    assert len(incidents(f"{STRIKE}.\n{total}.", DAY)) == 1


def test_the_toll_of_one_day_is_no_total_over_a_period(incidents: Read) -> None:
    text = "ارتفع إلى 17 تعداد الذين قتلوا في غارات على بلدة كفرنبل صباح اليوم."
    (found,) = incidents(text, DAY)
    assert found["date_start"] == DAY


@pytest.mark.parametrize(
    "text",
    [
        "عثر أهالٍ صباح اليوم على جثة شاب مجهول الهوية في بادية الميادين.",
        "توفي طفلان رضيعان في مخيم الركبان خلال الأيام الأخيرة لسوء التغذية.",
        "دعا المرصد إلى حماية المدنيين بعد أسابيع من الغارات التي أوقعت مئات القتلى.",
    ],
)
def test_a_report_without_an_event_gives_no_incident(
    text: str, incidents: Read
) -> None:
    assert incidents(text, DAY) == []


def test_a_recalled_incident_is_a_retelling_with_its_own_day(incidents: Read) -> None:
    text = (
        f"{STRIKE}.\nوكان مسلحون مجهولون قد اغتالوا يوم الاثنين الفائت رئيس بلدية "
        "في مدينة نوى."
    )
    first, second = incidents(text, DAY)
    assert (first["told"], second["told"]) == ("news", "retelling")
    assert second["date_start"] == "2021-07-12"


def test_nothing_takes_its_day_from_a_retelling(incidents: Read) -> None:
    text = (
        f"{STRIKE}.\nوكانت الطائرات قد نفذت يوم الاثنين الفائت غارات على مدينة الباب.\n"
        "وفي سياق متصل، قصفت قوات النظام بلدة داعل بقذائف الهاون."
    )
    assert [one["date_start"] for one in incidents(text, DAY)][2] is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "عثر صباح اليوم على جثث رجال في بادية الرصافة فقدوا قبل يوم إثر هجوم.",
            "2021-07-13",
        ),
        (
            "فارق طفل الحياة اليوم متأثراً بجراحه جراء قصف على كنصفرة قبل يومين.",
            "2021-07-12",
        ),
        (
            "انسحبت قوات فجر اليوم من السويداء بعد اشتباكات مساء أمس مع مسلحين.",
            "2021-07-13",
        ),
    ],
)
def test_the_day_of_finding_dying_or_leaving_is_not_the_events(
    text: str, day: str, incidents: Read
) -> None:
    (found,) = incidents(text, DAY)
    assert found["date_start"] == day
    assert found["time_of_day"] != "morning"


def test_a_battle_that_began_the_day_before_spans_both_days(incidents: Read) -> None:
    text = (
        "سيطرت قوات النظام مساء أمس الثلاثاء على مدينة جاسم، بعد حملة أمنية بدأت مع "
        "فجر الاثنين، وأدت لمقتل عشرة عناصر من التنظيم."
    )
    (found,) = incidents(text, DAY)
    assert (found["date_start"], found["date_end"]) == ("2021-07-12", "2021-07-13")
    assert found["time_of_day"] == "dawn"


def test_an_escaped_attempt_is_an_incident_without_dead(incidents: Read) -> None:
    text = "نجا قيادي سابق أمس من محاولة اغتيال في بلدة اليادودة."
    (found,) = incidents(text, DAY)
    assert found["date_start"] == "2021-07-13"
    assert found["casualties"] == []


def test_fallen_shells_are_an_incident_and_fallen_men_none_by_the_verb(
    incidents: Read,
) -> None:
    (found,) = incidents("سقطت قذائف على حي العباسيين عصر اليوم.", DAY)
    assert found["kind"] == "shelling"


OPENERS = ("وفي حادثة منفصلة", "من ناحية ثانية", "في غضون ذلك", "وفي سياق منفصل")
SECOND = {
    "انفجرت عبوة ناسفة في مدينة الباب": "explosion",
    "تواصلت الاشتباكات في حي التضامن بدمشق": "clash",
    "تجدد القصف المدفعي على بلدة كنصفرة": "shelling",
}


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("second", SECOND)
def test_an_opener_parts_even_a_definite_event_elsewhere(
    incidents: Read, second: str, opener: str
) -> None:
    text = f"أغارت طائرات روسية على بلدة البارة اليوم. {opener}، {second}."
    kinds = [one["kind"] for one in incidents(text)]
    assert kinds == ["air_strike", SECOND[second]]


@pytest.mark.parametrize("denial", ["نفى مصدر صحة", "نفت مصادر محلية صحة"])
@pytest.mark.parametrize("event", ["قصف طال", "إنزال جوي في", "اشتباكات في"])
def test_a_denied_rumour_is_no_incident(
    incidents: Read, event: str, denial: str
) -> None:
    text = f"{denial} ما تداولته صفحات، مساء اليوم، حول {event} بلدة المنصورة."
    assert incidents(text) == []


@pytest.mark.parametrize("period", ["خلال تشرين الأول الماضي", "خلال شهر نيسان الماضي"])
@pytest.mark.parametrize("told", ["وثق المكتب 31 عملية اغتيال", "أحصى المرصد 31 قتيلاً"])
def test_figures_of_a_month_are_no_incident(
    incidents: Read, told: str, period: str
) -> None:
    assert incidents(f"{told} في درعا {period}.") == []


def test_a_month_told_and_a_day_outside_it_are_two_incidents(incidents: Read) -> None:
    text = (
        "وفي تشرين الثاني 2022 اعتقلت قوات التحالف رجلاً بإنزال في بلدة مركدة، وقبل "
        "ذلك في الـ 30 من أيلول 2022 قُتل رجل بإنزال آخر في قرية الطيانة."
    )
    assert [one["date_start"] for one in incidents(text)] == [None, "2022-09-30"]


@pytest.mark.parametrize(
    "still", ["لا تزال المعارك متواصلة", "ما زالت الاشتباكات مستمرة"]
)
def test_a_fight_that_goes_on_lasts_until_the_day_of_telling(
    incidents: Read, still: str
) -> None:
    text = f"اندلعت اشتباكات في بلدة السخنة يوم أمس. و{still}."
    (one,) = incidents(text)
    assert one["date_start"] < one["date_end"]
