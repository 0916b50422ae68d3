"""Each rule that the database holds for the catalogue is broken once, by its name."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from raids.choices import DatePrecision, IncidentStatus, PlaceRelation
from raids.models import Captive, Casualty, Correction, Dating, Incident, Place, Unit
from raids.models.rules import LARGEST_COUNT
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    CorrectionFactory,
    DatingFactory,
    EquipmentFactory,
    IncidentFactory,
    InvolvementFactory,
    MentionFactory,
    PlaceFactory,
    PublishedIncidentFactory,
    ReportFactory,
    SitingFactory,
    UnitFactory,
    UserFactory,
)
from tests.rules import Breaking, assert_refuses, constraints, refusing_triggers

pytestmark = pytest.mark.django_db

ONE_DAY = datetime.timedelta(days=1)
DAY = datetime.date(2017, 3, 7)


def change(row: Place | Unit | Incident, **values: object) -> None:
    """Write to a row without any of Django's own checks."""
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def inside_itself() -> None:
    place = PlaceFactory.create()
    change(place, parent=place)


def part_of_itself_unit() -> None:
    unit = UnitFactory.create()
    change(unit, parent=unit)


def merged_into_itself() -> None:
    incident = IncidentFactory.create()
    change(incident, merged_into=incident, status=IncidentStatus.MERGED)


def published_without_reference() -> None:
    IncidentFactory.create(
        status=IncidentStatus.PUBLISHED,
        published_at=timezone.now(),
        published_by=UserFactory.create(),
    )


def part_of_itself(row: Casualty | Captive) -> None:
    type(row).objects.filter(pk=row.pk).update(part_of=row)


def twice_accepted(factory: type[DatingFactory | SitingFactory]) -> None:
    factory.create_batch(2, incident=IncidentFactory.create())


def in_a_circle(factory: type[PlaceFactory | UnitFactory]) -> None:
    inner = factory.create(parent=factory.create())
    inner.parent.parent = inner
    inner.parent.save()


def between_one_place() -> None:
    place = PlaceFactory.create()
    SitingFactory.create(place=place, other_place=place, relation=PlaceRelation.BETWEEN)


def twice_involved() -> None:
    first = InvolvementFactory.create()
    InvolvementFactory.create(incident=first.incident, unit=first.unit, role=first.role)


def twice_mentioned() -> None:
    first = MentionFactory.create()
    MentionFactory.create(report=first.report, incident=first.incident)


def draft_accepted_twice() -> None:
    report = ReportFactory.create()
    MentionFactory.create_batch(2, report=report, drafted_as="air_landing ذيبان")


def undated_after_publishing() -> None:
    Dating.objects.filter(incident=PublishedIncidentFactory.create()).delete()


PLACE: dict[str, Breaking] = {
    "kind_is_a_code": lambda: PlaceFactory.create(kind="hamlet"),
    "name_ar_and_name_en_not_blank": lambda: PlaceFactory.create(name_ar=""),
    "coordinates_come_together": lambda: PlaceFactory.create(lat=35.0, lon=None),
    "coordinates_are_on_earth": lambda: PlaceFactory.create(lat=90.1),
    "has_extent": lambda: PlaceFactory.create(radius_m=0),
    "does_not_lie_in_itself": inside_itself,
    "goes_in_no_circle": lambda: in_a_circle(PlaceFactory),
    "key_is_unique": lambda: PlaceFactory.create_batch(2, key="dhiban"),
    "geonames_id_is_unique": lambda: PlaceFactory.create_batch(2, geonames_id=7),
    "pcode_is_unique": lambda: PlaceFactory.create_batch(2, pcode="C1"),
}

UNIT: dict[str, Breaking] = {
    "kind_is_a_code": lambda: UnitFactory.create(kind="army"),
    "code_and_name_ar_and_name_en_not_blank": lambda: UnitFactory.create(name_en=""),
    "is_not_part_of_itself": part_of_itself_unit,
    "goes_in_no_circle": lambda: in_a_circle(UnitFactory),
    "code_fits_an_address": lambda: UnitFactory.create(code="../?x"),
    "code_is_unique": lambda: UnitFactory.create_batch(2, code="sdf"),
}

INCIDENT: dict[str, Breaking] = {
    "kind_is_a_code": lambda: IncidentFactory.create(kind="raid"),
    "status_is_a_code": lambda: IncidentFactory.create(status="public"),
    "date_precision_is_a_code_or_blank": lambda: IncidentFactory.create(
        date_precision="week"
    ),
    "time_of_day_is_a_code_or_blank": lambda: IncidentFactory.create(
        time_of_day="teatime"
    ),
    "coordinates_come_together": lambda: IncidentFactory.create(lat=35.0),
    "coordinates_are_on_earth": lambda: IncidentFactory.create(lat=35.0, lon=180.1),
    "killed_bounds_are_in_order": lambda: IncidentFactory.create(
        killed_min=3, killed_max=2
    ),
    "killed_is_null_or_positive": lambda: IncidentFactory.create(killed_min=0),
    "wounded_bounds_are_in_order": lambda: IncidentFactory.create(
        wounded_min=3, wounded_max=2
    ),
    "wounded_is_null_or_positive": lambda: IncidentFactory.create(wounded_max=0),
    "taken_bounds_are_in_order": lambda: IncidentFactory.create(
        taken_min=3, taken_max=2
    ),
    "taken_is_null_or_positive": lambda: IncidentFactory.create(taken_min=0),
    "civilians_killed_bounds_are_in_order": lambda: IncidentFactory.create(
        civilians_killed_min=3, civilians_killed_max=2
    ),
    "civilians_killed_is_null_or_positive": lambda: IncidentFactory.create(
        civilians_killed_min=LARGEST_COUNT + 1
    ),
    "published_at_has_its_by": lambda: IncidentFactory.create(
        published_at=timezone.now()
    ),
    "withdrawn_at_has_its_by": lambda: IncidentFactory.create(
        withdrawn_by=UserFactory.create()
    ),
    "reference_is_year_and_number": lambda: IncidentFactory.create(reference="2017-42"),
    "published_has_reference_and_moment": published_without_reference,
    "withdrawn_has_its_moment": lambda: IncidentFactory.create(
        status=IncidentStatus.WITHDRAWN
    ),
    "merged_says_into_what": lambda: IncidentFactory.create(
        status=IncidentStatus.MERGED
    ),
    "is_not_merged_into_itself": merged_into_itself,
    "reference_is_unique": lambda: IncidentFactory.create_batch(
        2, reference="2017-0042"
    ),
    "never_deleted": lambda: IncidentFactory.create().delete(),
    "reference_is_for_ever": lambda: change(
        PublishedIncidentFactory.create(), reference="2017-9999"
    ),
    "published_is_dated_and_sited": undated_after_publishing,
}

DATING: dict[str, Breaking] = {
    "certainty_is_a_code": lambda: DatingFactory.create(certainty="sure"),
    "precision_is_a_code": lambda: DatingFactory.create(precision="week"),
    "time_of_day_is_a_code_or_blank": lambda: DatingFactory.create(
        time_of_day="teatime"
    ),
    "begins_before_it_ends": lambda: DatingFactory.create(latest=DAY - ONE_DAY),
    "a_day_is_one_day": lambda: DatingFactory.create(
        latest=DAY + ONE_DAY, precision=DatePrecision.DAY
    ),
    "lies_between_1970_and_2100": lambda: DatingFactory.create(
        earliest=datetime.date(1, 1, 1), latest=datetime.date(1, 1, 1)
    ),
    "one_account_is_accepted": lambda: twice_accepted(DatingFactory),
}

SITING: dict[str, Breaking] = {
    "certainty_is_a_code": lambda: SitingFactory.create(certainty="sure"),
    "relation_is_a_code": lambda: SitingFactory.create(relation="under"),
    "coordinates_come_together": lambda: SitingFactory.create(lon=40.0),
    "coordinates_are_on_earth": lambda: SitingFactory.create(lat=-91.0, lon=40.0),
    "lies_between_two_places": between_one_place,
    "names_a_place": lambda: SitingFactory.create(place=None, name_ar=""),
    "distance_is_within_1000_km": lambda: SitingFactory.create(
        relation=PlaceRelation.DISTANCE, distance_km=0
    ),
    "radius_is_positive": lambda: SitingFactory.create(radius_m=0),
    "distance_is_given": lambda: SitingFactory.create(relation=PlaceRelation.DISTANCE),
    "one_account_is_accepted": lambda: twice_accepted(SitingFactory),
}

INVOLVEMENT: dict[str, Breaking] = {
    "certainty_is_a_code": lambda: InvolvementFactory.create(certainty="sure"),
    "role_is_a_code": lambda: InvolvementFactory.create(role="bystander"),
    "strength_bounds_are_in_order": lambda: InvolvementFactory.create(
        strength_min=3, strength_max=2
    ),
    "strength_is_null_or_positive": lambda: InvolvementFactory.create(strength_max=0),
    "is_accepted_once": twice_involved,
}

EQUIPMENT: dict[str, Breaking] = {
    "certainty_is_a_code": lambda: EquipmentFactory.create(certainty="sure"),
    "count_bounds_are_in_order": lambda: EquipmentFactory.create(
        count_min=3, count_max=2
    ),
    "count_is_null_or_positive": lambda: EquipmentFactory.create(count=0),
    "kind_is_a_code": lambda: EquipmentFactory.create(kind="tank"),
}

CASUALTY: dict[str, Breaking] = {
    "certainty_is_a_code": lambda: CasualtyFactory.create(certainty="sure"),
    "count_bounds_are_in_order": lambda: CasualtyFactory.create(
        count_min=3, count_max=2
    ),
    "count_is_null_or_positive": lambda: CasualtyFactory.create(count=0),
    "is_not_part_of_itself": lambda: part_of_itself(CasualtyFactory.create()),
    "is_part_of_its_own_total": lambda: CasualtyFactory.create(
        part_of=CasualtyFactory.create()
    ),
    "outcome_is_a_code": lambda: CasualtyFactory.create(outcome="hurt"),
    "category_is_a_code": lambda: CasualtyFactory.create(category="men"),
}

CAPTIVE: dict[str, Breaking] = {
    "certainty_is_a_code": lambda: CaptiveFactory.create(certainty="sure"),
    "count_bounds_are_in_order": lambda: CaptiveFactory.create(
        count_min=3, count_max=2
    ),
    "count_is_null_or_positive": lambda: CaptiveFactory.create(count=0),
    "is_not_part_of_itself": lambda: part_of_itself(CaptiveFactory.create()),
    "is_part_of_its_own_total": lambda: CaptiveFactory.create(
        part_of=CaptiveFactory.create()
    ),
    "category_is_a_code": lambda: CaptiveFactory.create(category="child"),
    "fate_is_a_code": lambda: CaptiveFactory.create(fate="freed"),
}

MENTION: dict[str, Breaking] = {
    "telling_is_a_code": lambda: MentionFactory.create(telling="rumour"),
    "is_kept_once": twice_mentioned,
    "one_draft_is_accepted_once": draft_accepted_twice,
    "passage_has_both_ends": lambda: MentionFactory.create(start=3),
    "passage_starts_before_it_ends": lambda: MentionFactory.create(start=3, end=3),
}

CORRECTION: dict[str, Breaking] = {
    "reader_version_and_lexicon_hash_not_blank": lambda: CorrectionFactory.create(
        lexicon_hash=""
    ),
    "sets_something_right": lambda: CorrectionFactory.create(reading=[]),
    "never_changes": lambda: Correction.objects.filter(
        pk=CorrectionFactory.create().pk
    ).update(reader_version="2"),
    "never_deleted": lambda: CorrectionFactory.create().delete(),
}

BREAKINGS: dict[str, Breaking] = {
    f"raids_{model}_{rule}": breaking
    for model, rules in {
        "place": PLACE,
        "unit": UNIT,
        "incident": INCIDENT,
        "dating": DATING,
        "siting": SITING,
        "involvement": INVOLVEMENT,
        "equipment": EQUIPMENT,
        "casualty": CASUALTY,
        "captive": CAPTIVE,
        "mention": MENTION,
        "correction": CORRECTION,
    }.items()
    for rule, breaking in rules.items()
}


@pytest.mark.parametrize("rule", BREAKINGS)
def test_the_database_refuses(rule: str) -> None:
    assert_refuses(rule, BREAKINGS[rule])


def test_every_rule_is_broken_here() -> None:
    assert set(BREAKINGS) == constraints("raids") | refusing_triggers("raids")


# --- rules that can be broken in more ways than one ----------------------------------


@pytest.mark.parametrize(
    "distance", [-1.0, 1_000.1, float("inf"), float("nan")], ids=str
)
def test_a_distance_is_a_fit_number(distance: float) -> None:
    assert_refuses(
        "raids_siting_distance_is_within_1000_km",
        lambda: SitingFactory.create(distance_km=distance),
    )


@pytest.mark.parametrize("lat", [-90.1, float("nan")], ids=str)
def test_coordinates_are_numbers_on_earth(lat: float) -> None:
    assert_refuses(
        "raids_place_coordinates_are_on_earth", lambda: PlaceFactory.create(lat=lat)
    )


def wounded_part_of_the_killed() -> None:
    killed = CasualtyFactory.create(count=14)
    CasualtyFactory.create(incident=killed.incident, outcome="wounded", part_of=killed)


def total_moved_away_from_its_part() -> None:
    whole = CasualtyFactory.create(count=14)
    CasualtyFactory.create(incident=whole.incident, part_of=whole)
    whole.incident = IncidentFactory.create()
    whole.save()


def total_of_another_outcome_than_its_part() -> None:
    whole = CasualtyFactory.create(count=14)
    CasualtyFactory.create(incident=whole.incident, part_of=whole)
    whole.outcome = "wounded"
    whole.save()


def parts_of_each_other() -> None:
    one = CasualtyFactory.create(count=14)
    other = CasualtyFactory.create(incident=one.incident, part_of=one)
    one.part_of = other
    one.save()


@pytest.mark.parametrize(
    "breaking",
    [
        wounded_part_of_the_killed,
        total_moved_away_from_its_part,
        total_of_another_outcome_than_its_part,
        parts_of_each_other,
    ],
)
def test_a_part_is_of_its_own_incident_s_total(breaking: Breaking) -> None:
    assert_refuses("raids_casualty_is_part_of_its_own_total", breaking)


def test_a_part_may_have_parts_and_all_may_move_together() -> None:
    whole = CasualtyFactory.create(count=20)
    part = CasualtyFactory.create(incident=whole.incident, count=14, part_of=whole)
    CasualtyFactory.create(incident=whole.incident, count=5, part_of=part)
    Casualty.objects.update(incident=IncidentFactory.create())
    connection.check_constraints()
    assert Casualty.objects.filter(part_of__isnull=False).count() == 2


# --- what the rules leave open -------------------------------------------------------


def test_one_person_is_a_count() -> None:
    assert CasualtyFactory.create(count=1).count_min == 1


def test_a_count_may_have_a_lower_or_an_upper_bound_alone() -> None:
    at_least = CasualtyFactory.create(count_min=25, count_max=None)
    at_most = CasualtyFactory.create(count_min=None, count_max=5)
    assert (at_least.count_max, at_most.count_min) == (None, None)


def test_rival_accounts_stand_beside_the_accepted_one() -> None:
    incident = DatingFactory.create().incident
    DatingFactory.create_batch(2, incident=incident, accepted=False)
    assert incident.datings.count() == 3


def test_a_unit_may_be_both_attacker_and_target() -> None:
    attacker = InvolvementFactory.create()
    InvolvementFactory.create(
        incident=attacker.incident, unit=attacker.unit, role="target"
    )
    assert attacker.incident.involvements.count() == 2


def test_many_drafts_have_no_reference() -> None:
    IncidentFactory.create_batch(2)
    assert Incident.objects.filter(reference=None).count() == 2


def test_an_editor_may_exchange_the_accepted_date_of_a_published_incident() -> None:
    incident = PublishedIncidentFactory.create()
    rival = DatingFactory.create(
        incident=incident, earliest=DAY + ONE_DAY, accepted=False
    )
    incident.datings.filter(accepted=True).update(accepted=False)
    Dating.objects.filter(pk=rival.pk).update(accepted=True)
    incident.refresh_from_db()
    assert incident.last_day == DAY + ONE_DAY
