"""The traps of the genre, each by name: what a reading must not fall into."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.extraction import Gazetteer, PlaceEntry, Roster, read
from reports.extraction.lexicon import lexicon_for
from reports.extraction.normalise import normalise
from reports.extraction.quantities import count_at
from reports.extraction.scan import scan

from .conftest import Read

HEAD = "محافظة دير الزور – المرصد السوري لحقوق الإنسان:: "
DAY = "2017-08-26"


def only(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one incident."""
    assert len(found) == 1, [one["place_ar"] for one in found]
    return found[0]


def rows(incident: dict[str, Any], key: str, *names: str) -> list[tuple[Any, ...]]:
    """Return fields of the rows of a list."""
    return [tuple(row[name] for name in names) for row in incident[key]]


def people(incident: dict[str, Any], key: str) -> list[tuple[Any, ...]]:
    """Return unit, category and bounds of the rows of a list."""
    return rows(incident, key, "unit", "category", "count_min", "count_max")


def doubts(incident: dict[str, Any]) -> list[str]:
    """Return the codes of the warnings."""
    return [warning["code"] for warning in incident["warnings"]]


def sides(incident: dict[str, Any]) -> dict[str, str]:
    """Return the role of each unit."""
    return dict(rows(incident, "units", "unit", "role"))


def test_01_one_paragraph_without_full_stops_holds_several_incidents(
    incidents: Read,
) -> None:
    text = (
        HEAD + "نفذ التحالف الدولي إنزالاً في بلدة بقرص فجر الخميس الـ 24 من آب / "
        "أغسطس 2017، كذلك كانت قوات أمريكية قامت في الـ 22 من آذار / مارس 2017 "
        "بعملية إنزال في منطقة الكرين"
    )
    assert [one["place_ar"] for one in incidents(text)] == ["بقرص", "الكرين"]


def test_02_day_of_publication_dates_an_event_only_as_inferred(incidents: Read) -> None:
    text = (
        HEAD + "وكان المرصد نشر في الـ 6 من نيسان / أبريل 2017، أن عملية إنزال جرت "
        "في بادية التبني"
    )
    one = only(incidents(text))
    assert one["date_start"] == "2017-04-06"
    assert one["evidence"]["date"]["inferred"]
    assert one["date_precision"] == "published"
    assert "dated-by-publication-only" in doubts(one)


def test_03_calendar_date_outweighs_a_relative_day(incidents: Read) -> None:
    text = HEAD + "جرى إنزال في بلدة بقرص ليل أمس الأول الـ 21 من آب / أغسطس الجاري"
    one = only(incidents(text, "2017-08-24"))
    assert one["date_start"] == "2017-08-21"
    assert doubts(one) == ["relative-day-mismatch"]
    assert doubts(only(incidents(text, "2017-08-23"))) == []


def test_04_today_inside_a_recalled_report_is_the_day_of_that_event(
    incidents: Read,
) -> None:
    text = (
        HEAD + "وكان المرصد نشر أن عملية إنزال جرت في الـ 8 من كانون الثاني / يناير "
        "2017 في منطقة الكبر، وأن العملية تمت بعد ظهر اليوم"
    )
    one = only(incidents(text))
    assert (one["date_start"], one["date_end"]) == ("2017-01-08", "2017-01-08")


def test_05_missing_year_comes_from_the_day_of_publication(incidents: Read) -> None:
    text = HEAD + "قصفت قوات النظام بلدة البوليل في الـ 20 من كانون الأول / ديسمبر"
    one = only(incidents(text, "2018-01-03"))
    assert one["date_start"] == "2017-12-20"
    assert one["evidence"]["date"]["inferred"]
    assert doubts(one) == ["year-inferred"]


def test_06_both_names_of_a_month_in_either_order_are_one_month(
    incidents: Read,
) -> None:
    for months in ("آب / أغسطس", "أغسطس / آب", "آب", "أغسطس"):
        text = HEAD + f"قصفت قوات النظام بلدة البوليل في الـ 24 من {months} 2017"
        one = only(incidents(text))
        assert (one["date_start"], doubts(one)) == ("2017-08-24", [])
    text = HEAD + "قصفت قوات النظام بلدة البوليل في الـ 24 من آب / تموز 2017"
    assert doubts(only(incidents(text))) == ["month-names-disagree"]


def test_07_august_is_not_read_out_of_april(incidents: Read) -> None:
    text = HEAD + "قصفت قوات النظام بلدة البوليل في الـ 6 من أبريل 2017"
    assert only(incidents(text))["date_start"] == "2017-04-06"


def test_08_clitics_are_parted_and_letters_of_the_name_stay(incidents: Read) -> None:
    text = HEAD + "نفذت مروحيات للتحالف الدولي إنزالاً ببلدة بقرص بريف دير الزور"
    one = only(incidents(text + " اليوم"))
    assert (one["place_ar"], one["governorate"]) == ("بقرص", "Deir ez-Zor")
    assert sides(one) == {"coalition": "attacker"}


def test_09_a_whole_word_wins_over_clitic_and_name(
    places: Gazetteer, units: Roster
) -> None:
    village = PlaceEntry(
        key="banan", name_ar="بنان", kind="village", governorate="Idlib"
    )
    known = Gazetteer.from_entries([*places.entries, village])
    for text, named in (("في لبنان", False), ("في بلدة بنان", True)):
        found = scan(normalise(text), lexicon_for(known, units))
        keys = {
            entry.key
            for hit in found.hits
            if "place" in hit.senses
            for entry in hit.senses["place"].value
        }
        assert ("banan" in keys) == named, text


def test_10_a_common_word_is_a_place_only_in_its_context(incidents: Read) -> None:
    text = HEAD + "دارت اشتباكات اليوم عند الباب الرئيسي لمبنى في بلدة البصيرة"
    assert only(incidents(text))["place_ar"] == "البصيرة"
    text = "محافظة حلب:: دارت اشتباكات اليوم في مدينة الباب"
    assert only(incidents(text))["place_ar"] == "الباب"


def test_11_marks_and_letter_forms_change_nothing_and_spans_are_original(
    incidents: Read,
) -> None:
    text = HEAD + "قُتِلَ ثلاثةُ عناصرَ من تنظيم الدولة الإسلاميّة في قريـــة السجر اليوم"
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", 3, 3)]
    for row in one["casualties"]:
        for span in row["spans"]:
            assert text[span["start"] : span["end"]] == span["quote"]


def test_12_any_quotation_marks_part_words(incidents: Read) -> None:
    for left, right in ("“”", "”“", "«»", '""'):
        text = (
            HEAD + f"قتل عنصر من تنظيم {left}الدولة الإسلامية{right}،وتم نقل جثته من "
            "قرية السجر اليوم"
        )
        one = only(incidents(text))
        assert people(one, "casualties") == [("is", "combatant", 1, 1)]


def test_13_all_names_of_the_organisation_are_one_unit(incidents: Read) -> None:
    for name in ("تنظيم الدولة الإسلامية", "داعش", "تنظيم داعش", "التنظيم"):
        text = HEAD + f"هاجم عناصر من {name} حاجزاً لقوات النظام قرب بلدة البوليل اليوم"
        assert sides(only(incidents(text)))["is"] == "attacker"


def test_14_the_landing_force_adds_no_strength(incidents: Read) -> None:
    text = (
        HEAD + "نفذ نحو 20 عنصراً من قوات التحالف الدولي إنزالاً في بلدة بقرص اليوم، "
        "وانسحبت قوة الإنزال بعد ساعة"
    )
    one = only(incidents(text))
    assert rows(one, "units", "unit", "strength_min") == [("coalition", 20)]


def test_15_duals_count_two_and_share_their_noun_between_two_names(
    incidents: Read,
) -> None:
    text = HEAD + "حطت مروحيتان للتحالف بين قريتي الكبر والجزرة اليوم في عملية إنزال"
    one = only(incidents(text))
    assert one["place_ar"] == "الكبر"
    assert one["place_relation"]["relation"] == "between"
    assert one["place_relation"]["other_place_ar"] == "الجزرة"
    assert rows(one, "equipment", "kind", "count_min") == [("helicopter", 2)]


def test_16_sound_plural_without_number_has_no_count(incidents: Read) -> None:
    text = HEAD + "قتل مقاتلين من تنظيم الدولة الإسلامية في بلدة البصيرة اليوم"
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", None, None)]
    one = only(incidents(text.replace("مقاتلين", "عنصرين")))
    assert people(one, "casualties") == [("is", "combatant", 2, 2)]


def test_17_either_gender_of_a_numeral_counts(incidents: Read) -> None:
    for three in ("ثلاث", "ثلاثة"):
        text = HEAD + f"قتل {three} عناصر من التنظيم في بلدة البصيرة اليوم"
        one = only(incidents(text))
        assert people(one, "casualties") == [("is", "combatant", 3, 3)]


def test_18_hedge_on_a_nationality_leaves_the_capture_stated(incidents: Read) -> None:
    text = (
        HEAD + "نفذ التحالف إنزالاً في بلدة بقرص اليوم، واقتاد ثلاثة عناصر من التنظيم، "
        "يرجح أنهم مصريون"
    )
    one = only(incidents(text))
    assert rows(one, "captives", "nationality", "count_min") == [("EG", 3)]
    assert rows(one, "captives", "certainty", "hedge") == [("likely", "يرجح أنهم")]
    assert one["evidence"]["kind"]["certainty"] == "stated"
    assert rows(one, "units", "unit", "certainty") == [
        ("coalition", "stated"),
        ("is", "stated"),
    ]


def test_19_a_family_has_no_number(incidents: Read) -> None:
    text = HEAD + "لقي عنصر من التنظيم حتفه مع عائلته في إنزال على بلدة بقرص اليوم"
    one = only(incidents(text))
    assert ("civilians", "unknown", None, None) in people(one, "casualties")
    assert "family-of-unknown-size" in doubts(one)


def test_20_definite_number_restates_and_adds_nobody(incidents: Read) -> None:
    text = (
        HEAD + "استهدفت القوة سيارة تقل 4 عناصر من تنظيم الدولة الإسلامية في إنزال "
        "ببادية التبني اليوم، حيث جرى قتل العناصر الأربعة"
    )
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", 4, 4)]
    assert doubts(one) == []
    text = (
        HEAD + "اقتادت قوة من التحالف قيادياً وثلاثة عناصر من التنظيم ورجلاً مدنياً في "
        "إنزال على بلدة بقرص اليوم، وانسحبت برفقة العناصر الأربعة والمدني"
    )
    one = only(incidents(text))
    assert sum(row["count_min"] for row in one["captives"]) == 5
    assert doubts(one) == []
    assert doubts(only(incidents(text.replace("الأربعة", "السبعة")))) == [
        "sum-does-not-fit"
    ]


def test_21_a_total_takes_in_the_groups_told_before(incidents: Read) -> None:
    text = (
        HEAD + "نفذ التحالف إنزالاً في منطقة الكبر اليوم وقتل عدداً من عناصر تنظيم "
        "الدولة الإسلامية، وأسفرت العملية عن مقتل ما لا يقل عن 18 من عناصر التنظيم"
    )
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", 18, None)]


def test_22_one_quantity_may_have_two_outcomes(incidents: Read) -> None:
    text = HEAD + "جرى قتل وأسر عدد من عناصر التنظيم في إنزال على منطقة الكبر اليوم"
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", None, None)]
    assert people(one, "captives") == [("is", "combatant", None, None)]


def test_23_doubt_about_captives_leaves_their_number(incidents: Read) -> None:
    text = (
        HEAD + "نفذ التحالف إنزالاً في بلدة بقرص اليوم واقتاد ثلاثة عناصر من التنظيم، "
        "في حين رجحت مصادر أن يكون من اقتادهم التحالف ليسوا بأسرى"
    )
    one = only(incidents(text))
    assert people(one, "captives") == [("is", "combatant", 3, 3)]
    assert rows(one, "captives", "certainty", "hedge") == [("disputed", "رجحت مصادر")]
    assert doubts(one) == ["disputed-captives"]


def test_24_denied_and_unknown_harm_are_no_rows(incidents: Read) -> None:
    for clause in (
        "ولم يتعرضوا للمدنيين",
        "ولم ترد معلومات عن إصابات",
        "ولا يعلم ما إذا كانت قد أسرت أحداً",
        "دون وقوع قتلى",
        "ونفت المصادر مقتل مدنيين",
    ):
        text = HEAD + f"نفذ التحالف الدولي إنزالاً في بلدة بقرص اليوم، {clause}"
        one = only(incidents(text))
        assert one["casualties"] == []
        assert one["captives"] == []


def test_25_a_hedge_is_kept_with_the_row_it_governs(incidents: Read) -> None:
    text = (
        HEAD + "نفذ التحالف الدولي إنزالاً في بلدة البصيرة اليوم، ما تسبب بمقتل خمسة "
        "أشخاص، يُعتقد أنهم من عناصر تنظيم الدولة الإسلامية"
    )
    row = only(incidents(text))["casualties"][0]
    assert (row["unit"], row["certainty"]) == ("is", "likely")
    assert row["hedge"] == "يُعتقد أنهم"
    text = (
        HEAD + "نفذ نحو 20 عنصراً يرجح أنهم تابعين لقوات التحالف الدولي إنزالاً في بلدة "
        "بقرص اليوم، وقتلوا عنصراً من التنظيم"
    )
    one = only(incidents(text))
    (row,) = (row for row in one["units"] if row["unit"] == "coalition")
    assert (row["strength_min"], row["certainty"]) == (20, "likely")
    assert row["hedge"] == "نحو … يرجح أنهم"
    assert one["casualties"][0]["certainty"] == "stated"


def test_26_aims_name_neither_places_nor_units_of_the_event(incidents: Read) -> None:
    text = (
        HEAD + "نفذت قوات أمريكية إنزالاً بمنطقة الكرين اليوم، وتهدف العملية إلى قطع "
        "طريق الرقة وإطباق الخناق على تنظيم الدولة الإسلامية، ولمنع قوات النظام من "
        "التقدم في حالة تمكنت من السيطرة على بلدة مسكنة"
    )
    one = only(incidents(text))
    assert sides(one) == {"us_forces": "attacker"}
    assert one["place_ar"] == "الكرين"


def test_27_numbers_that_count_nobody_are_no_count(incidents: Read) -> None:
    text = (
        "عنوان الخبر عن إنزال في بقرص\n\n45\n\n" + HEAD + "نفذ التحالف إنزالاً على بعد "
        "25 كلم من بلدة بقرص اليوم حتى الساعة 4، وكان هذا أول إنزال منذ العام 2017"
    )
    one = only(incidents(text))
    assert (one["casualties"], one["captives"], one["equipment"]) == ([], [], [])
    assert one["place_relation"]["relation"] == "distance"
    assert one["place_relation"]["distance_km"] == 25
    text = (
        HEAD
        + "جرى إنزال للتحالف في بلدة بقرص اليوم، وشوهدت آثار أقدام يعتقد أنها تعود "
        "لأربعة أشخاص"
    )
    one = only(incidents(text))
    assert (one["casualties"], one["captives"]) == ([], [])
    assert rows(one, "units", "unit", "strength_min") == [("coalition", None)]


def test_28_these_aircraft_are_the_one_named_before(incidents: Read) -> None:
    text = (
        HEAD + "شوهدت طائرة للتحالف الدولي تهبط في إنزال ببلدة البوليل اليوم، وأكدت "
        "المصادر أن هذه الطائرات غادرت المكان"
    )
    one = only(incidents(text))
    assert rows(one, "equipment", "kind", "count_min") == [("aircraft", 1)]
    assert doubts(one) == ["one-aircraft-or-several"]


def test_29_the_longest_name_of_an_aircraft_wins(incidents: Read) -> None:
    text = (
        HEAD + "حطت 4 طائرات مروحية للتحالف في إنزال بقرية السجر اليوم ترافقها "
        "طائرتان حربيتان"
    )
    assert rows(only(incidents(text)), "equipment", "kind", "count_min") == [
        ("helicopter", 4),
        ("warplane", 2),
    ]


def test_30_victims_are_found_before_and_after_and_behind_the_agent(
    incidents: Read,
) -> None:
    for clause in (
        "سقط 5 قتلى من تنظيم الدولة الإسلامية",
        "5 عناصر من تنظيم الدولة الإسلامية لقوا مصرعهم",
        "تسبب القصف من قبل التحالف في مقتل 5 عناصر من تنظيم الدولة الإسلامية",
    ):
        text = HEAD + f"في إنزال على بلدة بقرص اليوم، {clause}"
        one = only(incidents(text))
        assert ("is", "combatant", 5, 5) in people(one, "casualties"), clause


def test_31_a_misspelt_place_is_no_second_place(incidents: Read) -> None:
    text = (
        HEAD + "حطت مروحيات التحالف في إنزال بين قريتي الكبر والجزرة اليوم، ونصبت "
        "القوة حواجز على الطريق إلى قرية الجزرةن"
    )
    assert only(incidents(text))["place_ar"] == "الكبر"
    one = only(incidents(HEAD + "جرى إنزال للتحالف في قرية البوليلن اليوم"))
    assert (one["place_ar"], one["place_key"]) == ("البوليلن", None)
    assert one["place_relation"]["suggestions"] == ["al-bulil"]
    assert doubts(one) == ["misspelt-place"]


def test_32_the_title_adds_no_people(incidents: Read) -> None:
    text = (
        "مقتل ثلاثة عناصر من التنظيم في إنزال على بقرص\n\n" + HEAD + "قتل ثلاثة عناصر "
        "من التنظيم في إنزال للتحالف الدولي على بلدة بقرص اليوم"
    )
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", 3, 3)]


def test_33_two_villages_on_one_day_stay_two_incidents(incidents: Read) -> None:
    text = (
        HEAD + "جرى إنزال للتحالف في بلدة بقرص ليل الخميس الـ 24 من آب 2017.\n\n"
        "وكان المرصد نشر قبل ساعات أن عملية إنزال جرت في منطقة البوليل فجر الخميس "
        "الـ 24 من آب 2017"
    )
    found = incidents(text)
    assert [one["place_ar"] for one in found] == ["بقرص", "البوليل"]
    assert [one["told"] for one in found] == ["news", "retelling"]
    assert "same-day-neighbour" in doubts(found[1])


# ----------------------------------------------- sentences the prototype failed on


def count_of(text: str, places: Gazetteer, units: Roster) -> tuple[Any, Any]:
    """Return the bounds of the count that a text begins with."""
    count = count_at(scan(normalise(text), lexicon_for(places, units)), 0)
    assert count is not None
    return count.low, count.high


def test_eleven_is_not_ten(places: Gazetteer, units: Roster) -> None:
    assert count_of("أحد عشر عنصراً", places, units) == (11, 11)


@given(number=st.integers(1, 9_999_999))
def test_digits_of_either_script_count_the_same(
    number: int, places: Gazetteer, units: Roster
) -> None:
    arabic = str(number).translate({48 + d: 0x660 + d for d in range(10)})
    assert count_of(f"{number} عنصراً", places, units) == (number, number)
    assert count_of(f"{arabic} عنصراً", places, units) == (number, number)


def test_bounds_follow_their_words(places: Gazetteer, units: Roster) -> None:
    for text, bounds in (
        ("ما لا يقل عن 25 عنصراً", (25, None)),
        ("25 على الأقل", (25, None)),
        ("أكثر من عشرة قتلى", (11, None)),
        ("نحو عشرين عنصراً", (20, 20)),
        ("ما بين خمسة وثمانية عناصر", (5, 8)),
        ("عدد من العناصر", (None, None)),
        ("ثلاثة وعشرين عنصراً", (23, 23)),
        ("مئة وخمسة وعشرين", (125, 125)),
    ):
        assert count_of(text, places, units) == bounds, text


def test_twelve_others_are_counted(incidents: Read) -> None:
    text = HEAD + "قتل مدني وأصيب 12 آخرين بقصف لقوات النظام على بلدة البوليل اليوم"
    assert ("civilians", "civilian", 12, 12) in people(
        only(incidents(text)), "casualties"
    )


def test_three_others_as_subject_are_counted(incidents: Read) -> None:
    text = HEAD + "قتل مدني وجرح ثلاثة آخرون بقصف لقوات النظام على بلدة البوليل اليوم"
    assert ("civilians", "civilian", 3, 3) in people(
        only(incidents(text)), "casualties"
    )


def test_among_them_two_children_is_a_part_of_the_total(incidents: Read) -> None:
    text = (
        HEAD + "استشهد خمسة مدنيين بينهم طفلان بقصف لقوات النظام على بلدة البوليل اليوم"
    )
    found = only(incidents(text))["casualties"]
    assert [row["category"] for row in found] == ["civilian", "child"]
    assert [row["part_of"] for row in found] == [None, 0]


def test_a_span_of_days_is_a_range(incidents: Read) -> None:
    text = HEAD + "جرى إنزال للتحالف في بلدة بقرص ليل 14 - 15 أيلول 2017"
    one = only(incidents(text, "2017-09-20"))
    assert (one["date_start"], one["date_end"]) == ("2017-09-14", "2017-09-15")


def test_feminine_verbs_lead_to_their_objects(incidents: Read) -> None:
    text = HEAD + "أسرت قوات سوريا الديمقراطية أربعة عناصر من التنظيم في البصيرة اليوم"
    one = only(incidents(text))
    assert people(one, "captives") == [("is", "combatant", 4, 4)]
    assert sides(one)["sdf"] == "attacker"


def test_landing_as_an_object_is_a_landing(incidents: Read) -> None:
    for verb in ("نفذ التحالف الدولي إنزالاً", "نفذت طائرات التحالف إنزالا جويا"):
        one = only(incidents(HEAD + f"{verb} في بلدة بقرص اليوم"))
        assert one["kind"] == "air_landing"


def test_sources_that_suppose_are_a_hedge_and_no_mere_source(incidents: Read) -> None:
    text = HEAD + "{} مصادر أن التحالف الدولي نفذ إنزالاً في بلدة بقرص اليوم"
    for verb, told in (("رجحت", ("likely", "رجحت مصادر")), ("أكدت", ("stated", None))):
        one = only(incidents(text.format(verb)))
        assert rows(one, "units", "certainty", "hedge") == [told]


def test_an_unknown_village_after_a_place_noun_is_read(incidents: Read) -> None:
    for phrase in ("قرب قرية الزغاغة", "في بلدة الزغاغة", "على أطراف قرية الزغاغة"):
        text = HEAD + f"نفذ التحالف الدولي إنزالاً {phrase} اليوم"
        one = only(incidents(text))
        assert (one["place_ar"], one["place_key"]) == ("الزغاغة", None)
        assert one["governorate"] == "Deir ez-Zor"


def test_unknown_count_is_null_never_zero(incidents: Read) -> None:
    text = HEAD + "قتل عدد من المدنيين بقصف لقوات النظام على بلدة البوليل اليوم"
    row = only(incidents(text))["casualties"][0]
    assert (row["count_min"], row["count_max"]) == (None, None)


def test_superseded_toll_is_a_rival_and_no_row(incidents: Read) -> None:
    text = (
        HEAD + "قتل 32 عنصراً من التنظيم في إنزال على بلدة البصيرة اليوم، وكان المرصد "
        "وثق في حصيلة أولية مصرع 19 عنصراً"
    )
    one = only(incidents(text))
    assert people(one, "casualties") == [("is", "combatant", 32, 32)]
    assert one["rivals"]["casualties"][0]["count_min"] == 19


def test_totals_of_a_month_are_no_incident(incidents: Read) -> None:
    text = "بلغ عدد من وثق المرصد مقتلهم طوال شهر آذار / مارس 2017، 2826 شخصاً"
    assert incidents(text, None) == []


def test_reading_carries_the_day_that_its_own_text_fixes(
    places: Gazetteer, units: Roster
) -> None:
    text = HEAD + "جرى إنزال في بلدة بقرص فجر اليوم الخميس الـ 24 من آب 2017"
    reading = read(text, published_on=None, places=places, units=units)
    assert reading.published_on is not None
    assert reading.published_on.value == date(2017, 8, 24)
