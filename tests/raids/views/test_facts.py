"""An incident's findings as questions and answers."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from raids.choices import CasualtyCategory, Certainty, PlaceRelation, Role
from raids.models import Incident, Place, Unit
from raids.views.facts import Fact, Question, questions_about
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    EquipmentFactory,
    InvolvementFactory,
    SitingFactory,
    UnitFactory,
)


def asked(incident: Incident) -> dict[str, Question]:
    """Return the questions about an incident by tint, in English."""
    shown = Incident.objects.for_display().get(pk=incident.pk)
    with override("en"):
        return {one.tint: one for one in questions_about(shown)}


def only(question: Question) -> Fact:
    """Return the one fact of a question."""
    [fact] = question.facts
    return fact


def test_question_without_an_answer_is_not_asked(landing: Incident) -> None:
    assert list(asked(landing)) == ["kind", "when", "where", "who", "killed"]


def test_date_that_is_no_day_says_how_closely_it_is_known(landing: Incident) -> None:
    landing.datings.update(precision="published", time_of_day="dawn")
    when = only(asked(landing)["when"])
    assert when.answer == "7 March 2017"
    assert when.details == ("Dawn", "by the day it was first reported")


def test_place_is_said_in_its_relation_with_its_margin(landing: Incident) -> None:
    landing.sitings.update(
        relation=PlaceRelation.DISTANCE, distance_km=25, radius_m=26_000
    )
    where = only(asked(landing)["where"])
    assert where.answer == "25 km from Dhiban"
    assert where.details == ("Deir ez-Zor", "give or take 26 km")
    assert where.url.endswith(f"/places/{landing.place_id}/")


def test_place_the_gazetteer_lacks_keeps_its_own_words(landing: Incident) -> None:
    SitingFactory.create(
        incident=landing, place=None, name_ar="تل مجهول", accepted=False
    )
    [where] = asked(landing)["where"].rivals
    assert (where.answer, where.url) == ("تل مجهول", "")


@pytest.mark.parametrize(
    ("count", "answer"),
    [
        ({}, "Helicopter"),
        ({"count": 2}, "Helicopter: 2"),
        ({"count_min": 2}, "Helicopter: at least 2"),
    ],
)
def test_equipment_is_counted_where_a_count_is_known(
    landing: Incident, count: dict[str, int], answer: str
) -> None:
    EquipmentFactory.create(incident=landing, **count)
    assert only(asked(landing)["means"]).answer == answer


def test_persons_are_told_by_count_unit_category_and_nationality(
    landing: Incident, coalition: Unit
) -> None:
    CaptiveFactory.create(
        incident=landing,
        count=3,
        unit=coalition,
        category="combatant",
        nationality="EG",
        fate="held",
    )
    taken = only(asked(landing)["taken"])
    assert taken.answer == "3"
    assert taken.details == (
        "International Coalition",
        "Combatants",
        "Held",
        "nationality: Egypt",
    )


def test_civilians_are_not_called_civilians_twice(landing: Incident) -> None:
    civilians = UnitFactory.create(code="civilians", name_en="Civilians")
    CasualtyFactory.create(
        incident=landing,
        unit=civilians,
        category=CasualtyCategory.CIVILIAN,
        outcome="wounded",
    )
    assert only(asked(landing)["wounded"]).details == ("Civilians",)


def test_rivals_come_after_what_counts_and_parts_after_their_total(
    landing: Incident,
) -> None:
    total = landing.casualties.get()
    rival = CasualtyFactory.create(incident=landing, count=40, accepted=False)
    part = CasualtyFactory.create(incident=landing, count=5, part_of=total)
    killed = asked(landing)["killed"]
    assert [fact.key for fact in killed.facts] == [
        f"casualty-{one.pk}" for one in (total, part, rival)
    ]
    assert [fact.is_part for fact in killed.facts] == [False, True, False]
    assert [fact.answer for fact in killed.rivals] == ["40"]


def test_hedge_stays_with_its_fact(landing: Incident, dhiban: Place) -> None:
    InvolvementFactory.create(
        incident=landing, role=Role.TARGET, certainty=Certainty.LIKELY, hedge="يرجح"
    )
    hedged = asked(landing)["who"].facts[-1]
    assert hedged.is_doubtful
    assert (hedged.certainty_words, hedged.hedge) == ("Likely", "يرجح")
