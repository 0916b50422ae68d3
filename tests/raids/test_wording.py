"""What is said of an incident where no editor wrote it, and what is never said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from raids.choices import DatePrecision, IncidentKind, PlaceRelation
from raids.models import Incident, Place, Siting, Unit
from raids.wording import (
    bounds_words,
    date_words,
    days_words,
    siting_words,
    summary_of,
    title_of,
)
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    DatingFactory,
    GovernorateFactory,
    IncidentFactory,
    InvolvementFactory,
    PlaceFactory,
    SitingFactory,
    UnitFactory,
)

DAY = datetime.date(2017, 3, 7)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def dhiban(db: None) -> Place:
    governorate = GovernorateFactory.create(
        key="deir-ez-zor", name_ar="دير الزور", name_en="Deir ez-Zor"
    )
    return PlaceFactory.create(
        name_ar="ذيبان", name_en="Dhiban", governorate=governorate
    )


@pytest.fixture
def coalition(db: None) -> Unit:
    return UnitFactory.create(
        code="coalition", name_ar="التحالف الدولي", name_en="the Coalition"
    )


@pytest.fixture
def sdf(db: None) -> Unit:
    return UnitFactory.create(code="sdf", name_ar="قسد", name_en="SDF")


@pytest.fixture
def incident(db: None) -> Incident:
    return IncidentFactory.create()


# --- titles --------------------------------------------------------------------------


def test_a_title_says_what_by_whom_and_where(
    incident: Incident, coalition: Unit, dhiban: Place
) -> None:
    InvolvementFactory.create(incident=incident, unit=coalition)
    SitingFactory.create(incident=incident, place=dhiban)
    incident.refresh_from_db()
    title = title_of(incident)
    assert title == "Air landing by the Coalition: Dhiban, Deir ez-Zor"


def test_a_title_in_arabic_takes_the_arabic_names_whatever_is_active(
    incident: Incident, coalition: Unit, dhiban: Place
) -> None:
    InvolvementFactory.create(incident=incident, unit=coalition)
    SitingFactory.create(incident=incident, place=dhiban)
    incident.refresh_from_db()
    title = title_of(incident, "ar")
    assert "التحالف الدولي" in title
    assert "ذيبان" in title
    assert "Dhiban" not in title


def test_a_title_is_no_closer_to_the_place_than_the_report_is(dhiban: Place) -> None:
    incident = SitingFactory.create(
        place=dhiban, relation=PlaceRelation.DISTANCE, distance_km=25
    ).incident
    incident.refresh_from_db()
    assert title_of(incident) == "Air landing: near Dhiban, Deir ez-Zor"


def test_a_title_of_another_kind_is_an_incident_and_never_other(dhiban: Place) -> None:
    incident = SitingFactory.create(place=dhiban).incident
    incident.refresh_from_db()
    incident.kind = IncidentKind.OTHER
    assert title_of(incident) == "Incident: Dhiban, Deir ez-Zor"
    assert title_of(incident, "ar") == "حادثة في ذيبان، دير الزور"


def test_a_title_of_another_kind_near_a_place_says_near_alone(dhiban: Place) -> None:
    incident = SitingFactory.create(
        place=dhiban, relation=PlaceRelation.DISTANCE, distance_km=25
    ).incident
    incident.refresh_from_db()
    incident.kind = IncidentKind.OTHER
    assert title_of(incident) == "Incident: near Dhiban, Deir ez-Zor"
    assert title_of(incident, "ar") == "حادثة قرب ذيبان، دير الزور"


def test_a_title_of_another_kind_names_who_did_it(
    incident: Incident, coalition: Unit, dhiban: Place
) -> None:
    InvolvementFactory.create(incident=incident, unit=coalition)
    incident.kind = IncidentKind.OTHER
    assert title_of(incident) == "Incident by the Coalition"
    SitingFactory.create(incident=incident, place=dhiban)
    incident.refresh_from_db()
    incident.kind = IncidentKind.OTHER
    assert title_of(incident) == "Incident by the Coalition: Dhiban, Deir ez-Zor"
    assert title_of(incident, "ar") == "حادثة في ذيبان، دير الزور (التحالف الدولي)"


def test_a_title_says_nothing_that_no_finding_states(incident: Incident) -> None:
    assert title_of(incident) == "Air landing"


def test_an_editor_s_title_goes_before_and_for_its_language_alone(
    incident: Incident,
) -> None:
    incident.title_ar = "إنزال ذيبان"
    assert title_of(incident, "ar") == "إنزال ذيبان"
    assert title_of(incident, "en") == "Air landing"


def test_only_accepted_attackers_are_named(
    incident: Incident, coalition: Unit, sdf: Unit
) -> None:
    InvolvementFactory.create(incident=incident, unit=coalition)
    InvolvementFactory.create(incident=incident, unit=sdf, accepted=False)
    InvolvementFactory.create(incident=incident, role="target")
    InvolvementFactory.create(incident=incident, role="support")
    assert title_of(incident) == "Air landing by the Coalition"


def test_the_last_two_of_several_attackers_are_joined_by_and(
    incident: Incident, coalition: Unit, sdf: Unit
) -> None:
    third = UnitFactory.create(name_en="Asayish")
    for unit in (coalition, sdf, third):
        InvolvementFactory.create(incident=incident, unit=unit)
    assert title_of(incident) == "Air landing by the Coalition, SDF and Asayish"


def test_a_governorate_is_named_once(incident: Incident, dhiban: Place) -> None:
    SitingFactory.create(incident=incident, place=dhiban.governorate)
    incident.refresh_from_db()
    assert title_of(incident) == "Air landing: Deir ez-Zor"


def test_titles_of_a_list_ask_no_more_than_the_list_did(
    django_assert_num_queries: DjangoAssertNumQueries, coalition: Unit
) -> None:
    for incident in IncidentFactory.create_batch(3):
        InvolvementFactory.create(incident=incident, unit=coalition)
        SitingFactory.create(incident=incident)
    rows = list(Incident.objects.for_list())
    with django_assert_num_queries(0):
        titles = [title_of(row) for row in rows]
    assert all("the Coalition" in title for title in titles)


def test_an_unsaved_incident_has_a_title_too() -> None:
    assert title_of(Incident(kind="ambush")) == "Ambush"


def test_no_letters_beside_it_turn_an_incident_s_reference() -> None:
    named = str(Incident(kind="ambush", reference="2017-0042"))
    assert named == "\u20662017-0042\u2069 Ambush"


# --- counts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4, 4, "4"),
        (25, None, "at least 25"),
        (None, 5, "at most 5"),
        (3, 7, "3 to 7"),
        (None, None, "number not given"),
    ],
)
def test_a_count_is_said_by_its_bounds(
    low: int | None, high: int | None, words: str
) -> None:
    assert bounds_words(low, high) == words


def test_an_unknown_count_is_never_said_as_zero() -> None:
    assert "0" not in bounds_words(None, None)


def test_nothing_is_said_of_what_the_report_is_silent_on() -> None:
    assert bounds_words(None, None, stated=False) == ""


# --- days ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "precision", "words", "short"),
    [
        ("2017-03-07", "2017-03-07", "day", "7 March 2017", "7 Mar 2017"),
        ("2017-03-07", "2017-03-08", "night", "7–8 March 2017", "7–8 Mar 2017"),
        ("2017-03-01", "2017-03-31", "month", "March 2017", "Mar 2017"),
        ("2017-01-01", "2017-12-31", "year", "2017", "2017"),
        (
            "2017-02-28",
            "2017-03-02",
            "range",
            "28 February 2017 to 2 March 2017",
            "28 Feb 2017 to 2 Mar 2017",
        ),
        (
            "2016-03-07",
            "2017-03-08",
            "range",
            "7 March 2016 to 8 March 2017",
            "7 Mar 2016 to 8 Mar 2017",
        ),
    ],
)
def test_a_date_is_said_no_more_closely_than_it_is_known(
    first: str, last: str, precision: str, words: str, short: str
) -> None:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert days_words(*days, precision) == words
    assert days_words(*days, precision, short=True) == short


def test_an_incident_s_date_is_said_from_what_is_settled(incident: Incident) -> None:
    DatingFactory.create(
        incident=incident,
        latest=DAY + datetime.timedelta(days=1),
        precision=DatePrecision.NIGHT,
    )
    incident.refresh_from_db()
    assert date_words(incident) == "7–8 March 2017"


def test_a_date_unknown_is_said_to_be() -> None:
    assert date_words(Incident()) == "date not given"


# --- summaries -----------------------------------------------------------------------


def test_a_summary_says_the_date_and_each_total_that_is_stated(
    incident: Incident,
) -> None:
    DatingFactory.create(incident=incident)
    CasualtyFactory.create(incident=incident, count_min=25, count_max=None)
    CaptiveFactory.create(incident=incident)
    incident.refresh_from_db()
    assert summary_of(incident) == (
        "7 March 2017. Killed: at least 25. Taken: number not given"
    )


def test_an_editor_s_summary_goes_before(incident: Incident) -> None:
    incident.summary_en = "Written by an editor."
    assert summary_of(incident) == "Written by an editor."


# --- places --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (PlaceRelation.AT, "Dhiban"),
        (PlaceRelation.NEAR, "near Dhiban"),
        (PlaceRelation.COUNTRYSIDE, "the countryside of Dhiban"),
        (PlaceRelation.DISTANCE, "2.5 km from Dhiban"),
        (PlaceRelation.BETWEEN, "between Dhiban and Mayadin"),
    ],
)
def test_a_location_keeps_the_relation_of_the_report(
    dhiban: Place, relation: str, words: str
) -> None:
    other = PlaceFactory.build(name_en="Mayadin", governorate=None, parent=None)
    siting = Siting(
        place=dhiban,
        relation=relation,
        distance_km=2.5,
        other_place=other if relation == PlaceRelation.BETWEEN else None,
    )
    assert siting_words(siting) == words


def test_a_place_that_lies_so_far_from_another_keeps_both_names(dhiban: Place) -> None:
    other = PlaceFactory.build(name_en="Mayadin", governorate=None, parent=None)
    siting = Siting(
        place=dhiban, relation=PlaceRelation.DISTANCE, distance_km=5, other_place=other
    )
    assert siting_words(siting) == "Dhiban, 5 km from Mayadin"


def test_every_relation_is_said_in_its_own_words(dhiban: Place) -> None:
    said = {
        siting_words(Siting(place=dhiban, relation=relation))
        for relation in PlaceRelation
    }
    assert len(said) == len(PlaceRelation)


def test_a_place_unknown_to_the_gazetteer_is_named_as_the_report_does() -> None:
    siting = Siting(name_ar="تل مجهول", relation=PlaceRelation.NEAR)
    assert siting_words(siting) == "near تل مجهول"
