"""A retelling is recognised and not doubled, and what only looks alike is not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from raids import actions
from raids.choices import (
    DatePrecision,
    IncidentStatus,
    Outcome,
    PlaceKind,
    PlaceRelation,
    Role,
)
from raids.drafting import DraftedFinding, DraftedIncident, drafts_for
from raids.matching import LookAlike, look_alikes
from raids.models import (
    Casualty,
    Dating,
    Incident,
    Involvement,
    Place,
    Siting,
    Unit,
)
from tests.factories import (
    CasualtyFactory,
    DatingFactory,
    GovernorateFactory,
    IncidentFactory,
    InvolvementFactory,
    PlaceFactory,
    SitingFactory,
    UnitFactory,
)

from .matching_pairs import measuring
from .matching_pairs.measuring import Figures

DAY = date(2017, 3, 7)
SEED = Path(__file__).parents[3] / "shared" / "seed" / "report.txt"
SEED_TOLD_ON = date(2017, 8, 26)
SAMPLE = measuring.KNOWN[0] / "s01.txt"

# --- measured on texts ---------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """The figures of each set of pairs, and what became of the seed's incidents."""

    retold: Figures
    others: Figures
    later: Figures
    again: Figures
    seed: list[list[int]]


@pytest.fixture(scope="module")
def measured(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Measured:
    """Read and match all pairs once, in a database that is left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        measuring.load_gazetteer()
        by = User.objects.create_user("measuring")
        with transaction.atomic():
            seed = seed_retold(by)
            transaction.set_rollback(True)
        catalogue = measuring.known_catalogue(by)
        found = Measured(
            measuring.matched(catalogue, "retellings.toml"),
            measuring.matched(catalogue, "negatives.toml"),
            measuring.matched(catalogue, "later.toml"),
            measuring.read_again(catalogue),
            seed,
        )
        transaction.set_rollback(True)
    return found


def seed_retold(by: User) -> list[list[int]]:
    """Enter the seed's retelling, and return which incidents each of its drafts is."""
    if not SEED.exists():
        return []
    known = measuring.reported(SAMPLE.read_text(encoding="utf-8"), SEED_TOLD_ON)
    incidents = measuring.enter(by, known, drafts_for(known).drafts)
    numbers = [incident.pk for incident in incidents]
    seed = measuring.reported(SEED.read_text(encoding="utf-8"), SEED_TOLD_ON)
    return [
        [numbers.index(one.incident.pk) for one in look_alikes(draft) if one.is_same]
        for draft in drafts_for(seed).drafts
    ]


def test_the_five_incidents_of_the_seed_entered_twice_are_recognised(
    measured: Measured,
) -> None:
    if not SEED.exists():
        pytest.skip("the seed report is not beside the project")
    assert measured.seed == [[0], [1], [2], [3], [4]]


def test_retellings_are_recognised_no_less_than_before(measured: Measured) -> None:
    print("retold:", measured.retold)
    assert measured.retold.precision >= 0.97
    assert measured.retold.recall >= 0.87


def test_incidents_that_only_look_alike_are_never_taken_for_one(
    measured: Measured,
) -> None:
    print("look-alikes:", measured.others)
    assert len(measured.others.cases) >= 22
    assert measured.others.wrong == 0


def test_pairs_that_the_weights_were_not_chosen_by_are_told_apart_too(
    measured: Measured,
) -> None:
    print("later:", measured.later)
    assert measured.later.precision >= 0.95
    assert measured.later.recall >= 0.9


def test_what_is_read_again_is_offered_and_hardly_ever_mistaken(
    measured: Measured,
) -> None:
    print("read again:", measured.again)
    assert measured.again.precision >= 0.99
    assert measured.again.recall >= 0.9
    assert measured.again.offered >= 0.98


def test_every_pair_names_an_incident_that_is_known() -> None:
    named = [
        name for one in measuring.told("retellings.toml") for name in one["retells"]
    ]
    named += [one["unlike"] for one in measuring.told("negatives.toml")]
    for name in named:
        stem, number = name.split(".")
        annotations = [folder / f"{stem}.json" for folder in measuring.KNOWN]
        (annotation,) = [
            json.loads(file.read_text(encoding="utf-8"))
            for file in annotations
            if file.exists()
        ]
        assert int(number) < len(annotation["incidents"]), name


# --- reason by reason ----------------------------------------------------------------


@pytest.fixture
def village(db: None) -> Place:
    """A village of a district whose other villages are near and far."""
    governorate = GovernorateFactory.create(name_en="Deir ez-Zor")
    district = PlaceFactory.create(
        kind=PlaceKind.DISTRICT, governorate=governorate, lat=None, lon=None
    )
    return PlaceFactory.create(
        name_en="Dhiban",
        name_ar="ذيبان",
        governorate=governorate,
        parent=district,
        lat=35.0,
        lon=40.0,
    )


def beside(place: Place, **values: Any) -> Place:
    """Return another village of the same district."""
    return PlaceFactory.create(
        governorate=place.governorate, parent=place.parent, **values
    )


def known(
    place: Place | None,
    day: date | None = DAY,
    kind: str = "air_landing",
    killed: int | None = None,
    attacker: Unit | None = None,
    **dating: Any,
) -> Incident:
    """Return a known incident."""
    incident = IncidentFactory.create(kind=kind)
    if day:
        DatingFactory.create(incident=incident, earliest=day, **dating)
    if place:
        SitingFactory.create(incident=incident, place=place)
    if killed:
        CasualtyFactory.create(incident=incident, count=killed)
    if attacker:
        InvolvementFactory.create(incident=incident, unit=attacker)
    return incident


def told(
    place: Place | None,
    day: date | None = DAY,
    kind: str = "air_landing",
    killed: int | None = None,
    attacker: Unit | None = None,
    name: str = "",
    **dating: Any,
) -> DraftedIncident:
    """Return a draft."""
    findings = []
    if day:
        precision = dating.pop("precision", DatePrecision.DAY)
        values = {"earliest": day, "latest": day, "precision": precision, **dating}
        findings.append(DraftedFinding(Dating, values))
    if place or name:
        values = {
            "place": place,
            "name_ar": name or (place.name_ar if place else ""),
            "relation": PlaceRelation.AT,
        }
        findings.append(DraftedFinding(Siting, values))
    if killed:
        values = {
            "outcome": Outcome.KILLED,
            "unit": None,
            "category": "unknown",
            "count_min": killed,
            "count_max": killed,
        }
        findings.append(DraftedFinding(Casualty, values))
    if attacker:
        values = {"unit": attacker, "role": Role.ATTACKER}
        findings.append(DraftedFinding(Involvement, values))
    return DraftedIncident(kind, (), "news", None, tuple(findings))


def first(draft: DraftedIncident) -> LookAlike:
    """Return the likeliest incident, with reasons in English."""
    with translation.override("en"):
        return look_alikes(draft)[0]


def words(draft: DraftedIncident) -> list[str]:
    """Return the reasons of the likeliest incident."""
    return [reason.words for reason in first(draft).reasons]


def test_reasons_are_told_in_words(village: Place) -> None:
    coalition = UnitFactory.create(code="coalition", name_en="Coalition")
    incident = known(village, killed=4, attacker=coalition)
    draft = told(village, killed=4, attacker=coalition)
    assert first(draft).incident == incident
    assert first(draft).is_same
    assert words(draft) == [
        "same day",
        "same place: Dhiban",
        "same kind: Air landing",
        "same attacker: Coalition",
        "killed agree: 4",
    ]


def test_reasons_against_are_told_too(village: Place) -> None:
    known(village, kind="ground_raid", killed=2)
    draft = told(village, killed=9)
    against = [one.words for one in first(draft).reasons if not one.agrees]
    assert against == [
        "kind differs: Air landing, known: Ground raid",
        "killed: 9, known: 2",
    ]


def test_a_raid_a_week_later_in_the_next_village_is_another(village: Place) -> None:
    known(village, killed=4)
    next_village = beside(village, lat=35.03, lon=40.0)
    assert look_alikes(told(next_village, date(2017, 3, 14), killed=4)) == []


def test_a_raid_of_the_same_day_in_the_next_village_is_another(village: Place) -> None:
    known(village)
    draft = told(beside(village, lat=35.04, lon=40.0))
    assert "4 km apart" in words(draft)
    assert not first(draft).is_same


def test_a_raid_of_the_next_day_in_the_same_village_is_another(village: Place) -> None:
    known(village, killed=4)
    draft = told(village, date(2017, 3, 8), killed=4)
    assert "1 day apart" in words(draft)
    assert not first(draft).is_same


def test_a_night_may_be_dated_by_either_day(village: Place) -> None:
    known(village, killed=4, time_of_day="midnight")
    assert first(told(village, date(2017, 3, 8), killed=4)).is_same


def test_an_air_strike_is_no_landing_of_the_same_day_and_village(
    village: Place,
) -> None:
    known(village, kind="air_strike", killed=4)
    assert not any(one.is_same for one in look_alikes(told(village, killed=4)))


def test_an_unknown_place_is_the_same_where_its_name_is(village: Place) -> None:
    incident = known(None)
    SitingFactory.create(incident=incident, place=None, name_ar="تلّ الأسود")
    draft = told(None, name="تل الاسود", killed=4)
    assert first(draft).incident == incident
    assert first(draft).is_same


def test_without_a_date_it_is_offered_but_never_the_same(village: Place) -> None:
    coalition = UnitFactory.create(code="coalition")
    incident = known(village, killed=40, attacker=coalition)
    found = first(told(village, None, killed=40, attacker=coalition))
    assert found.incident == incident
    assert not found.is_same
    assert "date_missing" in [reason.code for reason in found.reasons]


def test_without_a_place_it_is_offered_but_never_the_same(village: Place) -> None:
    coalition = UnitFactory.create(code="coalition")
    known(village, killed=40, attacker=coalition)
    found = first(told(None, killed=40, attacker=coalition))
    assert not found.is_same
    assert "place_missing" in [reason.code for reason in found.reasons]


def test_with_neither_nothing_is_offered(village: Place) -> None:
    known(village, killed=40)
    assert look_alikes(told(None, None, killed=40)) == []


def test_a_part_for_the_whole_is_the_same_attacker(village: Place) -> None:
    known(village, attacker=UnitFactory.create(code="us_forces", name_en="US forces"))
    coalition = UnitFactory.create(code="coalition", name_en="Coalition")
    assert "same attacker: Coalition" in words(told(village, attacker=coalition))


def test_parts_of_a_total_are_not_added_to_it(village: Place) -> None:
    known(village, killed=4)
    draft = told(village, killed=4)
    part = DraftedFinding(
        Casualty, {**draft.findings[-1].values, "category": "civilian"}, part_of=2
    )
    more = DraftedIncident(draft.kind, (), draft.telling, None, (*draft.findings, part))
    assert "killed agree: 4" in words(more)


def test_merged_and_withdrawn_incidents_are_not_offered(village: Place) -> None:
    withdrawn, merged = known(village), known(village)
    stays = known(None, None)
    actions.withdraw(by=stays.created_by, incident=withdrawn, why="a mistake")
    change = {"status": IncidentStatus.MERGED, "merged_into": stays}
    Incident.objects.filter(pk=merged.pk).update(**change)
    assert look_alikes(told(village)) == []


def test_at_most_as_many_are_offered_as_asked_for_the_likeliest_first(
    village: Place,
) -> None:
    for killed in range(1, 8):
        known(village, killed=killed)
    found = look_alikes(told(village, killed=3), limit=2)
    assert [one.incident.killed_min for one in found][:1] == [3]
    assert len(found) == 2
    assert found[0].score > found[1].score


def test_the_number_of_queries_does_not_grow(
    village: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    coalition = UnitFactory.create(code="coalition")
    known(village, attacker=coalition)
    draft = told(village, attacker=coalition)
    with django_assert_num_queries(3):  # incidents, their involvements, their sitings
        look_alikes(draft)
    for _number in range(10):
        known(village, attacker=coalition)
    with django_assert_num_queries(3):
        assert len(look_alikes(draft)) == 5
