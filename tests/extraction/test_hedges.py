"""A hedge is kept with what it governs, and with nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read

HEAD = "محافظة دير الزور – المرصد السوري لحقوق الإنسان:: "


def only(incidents: Read, clause: str) -> dict[str, Any]:
    """Return the one incident of a sentence."""
    found = incidents(HEAD + clause)
    assert len(found) == 1
    return found[0]


def of_unit(incident: dict[str, Any], unit: str) -> tuple[str, str | None]:
    """Return certainty and cue of a unit's row."""
    (row,) = (row for row in incident["units"] if row["unit"] == unit)
    return row["certainty"], row["hedge"]


@pytest.mark.parametrize(
    "cue",
    ["يرجح أنهم من", "يعتقد أنهم من", "يشتبه بأنهم من", "يرجح أنهم تابعين لقوات"],
)
def test_supposed_doers_are_likely_and_keep_the_cue(incidents: Read, cue: str) -> None:
    one = only(incidents, f"نفذ عناصر {cue} التحالف الدولي إنزالاً في بلدة بقرص اليوم")
    assert of_unit(one, "coalition") == ("likely", " ".join(cue.split()[:2]))


def test_aircraft_are_stated_where_only_their_owner_is_supposed(
    incidents: Read,
) -> None:
    one = only(
        incidents,
        "حطت أربع طائرات مروحية يعتقد أنها تابعة للتحالف الدولي في بلدة بقرص اليوم في "
        "عملية إنزال",
    )
    assert of_unit(one, "coalition") == ("likely", "يعتقد أنها")
    (row,) = one["equipment"]
    assert (row["kind"], row["certainty"], row["hedge"]) == (
        "helicopter",
        "stated",
        None,
    )


def test_sources_that_suppose_soften_their_clause_and_not_the_next(
    incidents: Read,
) -> None:
    one = only(
        incidents,
        "رجحت مصادر محلية أن طائرة تابعة للتحالف الدولي قصفت بلدة البوليل اليوم، ما "
        "أدى لمقتل خمسة مدنيين",
    )
    assert of_unit(one, "coalition") == ("likely", "رجحت مصادر")
    assert one["evidence"]["kind"]["certainty"] == "likely"
    assert one["casualties"][0]["certainty"] == "stated"


def test_a_cue_behind_its_words_governs_those_before_it(incidents: Read) -> None:
    one = only(
        incidents, "قصفت طائرة تابعة للتحالف الدولي على الأرجح بلدة البوليل اليوم"
    )
    assert of_unit(one, "coalition") == ("likely", "على الأرجح")
    assert one["evidence"]["place"]["certainty"] == "stated"


@pytest.mark.parametrize("about", ["نحو", "حوالي", "قرابة", "ما يقارب"])
def test_an_approximate_number_is_stated_and_keeps_its_word(
    incidents: Read, about: str
) -> None:
    one = only(
        incidents,
        f"نفذ {about} 30 جندياً من القوات الأمريكية إنزالاً في بلدة بقرص اليوم، ما أدى "
        f"لمقتل {about} عشرة عناصر من التنظيم",
    )
    assert of_unit(one, "us_forces") == ("stated", about)
    row = one["casualties"][0]
    assert (row["count_min"], row["certainty"], row["hedge"]) == (10, "stated", about)


def test_two_cues_of_one_row_are_both_kept(incidents: Read) -> None:
    one = only(
        incidents,
        "نفذ التحالف إنزالاً في بلدة بقرص اليوم، واعتقل نحو عشرة أشخاص يعتقد أنهم من "
        "تنظيم الدولة الإسلامية",
    )
    row = one["captives"][0]
    assert (row["certainty"], row["hedge"]) == ("likely", "نحو … يعتقد أنهم")


def test_a_deed_that_is_claimed_makes_the_doer_claimed_and_the_dead_stated(
    incidents: Read,
) -> None:
    one = only(
        incidents,
        "قتل 15 عنصراً من قوات النظام بهجوم في بلدة البوليل اليوم، وقد تبنى تنظيم "
        "الدولة الإسلامية الهجوم",
    )
    assert of_unit(one, "is") == ("claimed", "تبنى")
    assert one["casualties"][0]["certainty"] == "stated"


@pytest.mark.parametrize("verb", ["زعمت", "ادعت", "أعلنت"])
def test_what_a_party_says_is_its_claim(incidents: Read, verb: str) -> None:
    one = only(
        incidents,
        f"{verb} قوات النظام أنها قتلت ثلاثة عناصر من تنظيم الدولة الإسلامية في بلدة "
        "البوليل اليوم",
    )
    row = one["casualties"][0]
    assert (row["count_min"], row["certainty"], row["hedge"]) == (3, "claimed", verb)


def test_what_the_observatory_says_is_no_claim(incidents: Read) -> None:
    one = only(
        incidents,
        "أعلن المرصد السوري أن التحالف الدولي نفذ إنزالاً في بلدة بقرص اليوم",
    )
    assert of_unit(one, "coalition") == ("stated", None)


def test_an_accusation_is_a_claim_of_the_side_alone(incidents: Read) -> None:
    one = only(
        incidents,
        "ألقت قوات سوريا الديمقراطية القبض على شخصين بتهمة الانتماء لتنظيم الدولة "
        "الإسلامية في بلدة البصيرة اليوم",
    )
    assert of_unit(one, "is") == ("claimed", "بتهمة")
    assert of_unit(one, "sdf") == ("stated", None)
    assert one["evidence"]["place"]["certainty"] == "stated"


def test_a_rival_account_keeps_the_words_that_give_it(incidents: Read) -> None:
    one = only(
        incidents,
        "قتل خمسة مدنيين بقصف لقوات النظام على بلدة البوليل اليوم، فيما تحدثت مصادر "
        "أخرى عن مقتل ثمانية مدنيين",
    )
    (rival,) = one["rivals"]["casualties"]
    assert (rival["certainty"], rival["hedge"]) == ("claimed", "تحدثت مصادر أخرى")


def test_about_an_hour_softens_the_time_and_not_the_day(incidents: Read) -> None:
    one = only(
        incidents,
        "نفذ التحالف إنزالاً في بلدة بقرص قرابة الساعة الثالثة من فجر اليوم",
    )
    assert one["evidence"]["time_of_day"]["hedge"] == "قرابة"
    assert one["evidence"]["date"]["hedge"] is None


def test_what_is_said_outright_first_stays_stated_and_keeps_a_later_cue(
    incidents: Read,
) -> None:
    one = only(
        incidents,
        "هبطت طائرتان للتحالف الدولي في بلدة بقرص اليوم في عملية إنزال، ونفذ العملية "
        "مقاتلون يرجح أنهم من قوة مشتركة من التحالف الدولي وقوات سوريا الديمقراطية",
    )
    assert of_unit(one, "sdf") == ("likely", "يرجح أنهم")
    assert of_unit(one, "coalition") == ("stated", "يرجح أنهم")


def test_no_value_changes_by_a_hedge(incidents: Read) -> None:
    plain = "اعتقل التحالف ثلاثة عناصر من التنظيم في إنزال على بلدة بقرص اليوم"
    hedged = plain.replace("ثلاثة", "نحو ثلاثة")
    keys = ("unit", "category", "count_min", "count_max")
    one, other = (
        [tuple(row[key] for key in keys) for row in only(incidents, text)["captives"]]
        for text in (plain, hedged)
    )
    assert one == other
