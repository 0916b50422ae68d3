"""An incident's answers follow its accepted findings, whoever writes and however.

How counts are added is in `test_totals.py`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pgtrigger
import pytest
from django.db import connection

from raids.choices import DatePrecision, PlaceRelation
from raids.models import Captive, Casualty, Dating, Incident, Mention, Place, Siting
from raids.models.findings import Finding
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    DatingFactory,
    EquipmentFactory,
    GovernorateFactory,
    IncidentFactory,
    InvolvementFactory,
    MentionFactory,
    PlaceFactory,
    SitingFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2017, 3, 7)
ONE_DAY = datetime.timedelta(days=1)
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def incident() -> Incident:
    return IncidentFactory.create()


def total(incident: Incident, stem: str) -> tuple[int | None, int | None]:
    """Return a total's bounds as the database holds them now."""
    row = Incident.objects.get(pk=incident.pk)
    return getattr(row, f"{stem}_min"), getattr(row, f"{stem}_max")


# --- when and where ------------------------------------------------------------------


def test_the_date_is_copied_with_its_precision(incident: Incident) -> None:
    DatingFactory.create(
        incident=incident,
        latest=DAY + ONE_DAY,
        precision=DatePrecision.NIGHT,
        time_of_day="dawn",
    )
    incident.refresh_from_db()
    assert incident.occurred is not None
    assert (incident.occurred.lower, incident.occurred.upper) == (
        DAY,
        DAY + 2 * ONE_DAY,
    )
    assert incident.last_day == DAY + ONE_DAY
    assert (incident.date_precision, incident.time_of_day) == ("night", "dawn")


def test_a_rival_date_is_not_copied(incident: Incident) -> None:
    DatingFactory.create(incident=incident, accepted=False)
    incident.refresh_from_db()
    assert (incident.occurred, incident.last_day) == (None, None)
    assert (incident.date_precision, incident.time_of_day) == ("", "")


def test_the_place_is_copied_with_its_area(incident: Incident) -> None:
    place = PlaceFactory.create(lat=35.5, lon=40.25, radius_m=900)
    SitingFactory.create(incident=incident, place=place)
    incident.refresh_from_db()
    assert incident.place == place
    assert incident.governorate == place.governorate
    assert (incident.lat, incident.lon, incident.radius_m) == (35.5, 40.25, 900)


def test_the_spot_s_own_area_goes_before_the_place_s(incident: Incident) -> None:
    SitingFactory.create(incident=incident, lat=36.0, lon=41.0, radius_m=4_000)
    incident.refresh_from_db()
    assert (incident.lat, incident.lon, incident.radius_m) == (36.0, 41.0, 4_000)


def test_a_distance_without_direction_is_an_area_and_never_a_bare_pin(
    incident: Incident,
) -> None:
    SitingFactory.create(
        incident=incident, relation=PlaceRelation.DISTANCE, distance_km=25
    )
    incident.refresh_from_db()
    assert incident.radius_m is not None
    assert incident.radius_m >= 25_000


def test_a_place_without_coordinates_gives_neither_pin_nor_radius(
    incident: Incident,
) -> None:
    SitingFactory.create(
        incident=incident, place=PlaceFactory.create(lat=None, lon=None)
    )
    incident.refresh_from_db()
    assert incident.place is not None
    assert (incident.lat, incident.lon, incident.radius_m) == (None, None, None)


def test_a_place_unknown_to_the_gazetteer_leaves_the_place_open(
    incident: Incident,
) -> None:
    SitingFactory.create(incident=incident, place=None)
    incident.refresh_from_db()
    assert (incident.place, incident.governorate) == (None, None)


def test_a_mended_place_mends_its_incidents(incident: Incident) -> None:
    place, other = PlaceFactory.create(), GovernorateFactory.create()
    SitingFactory.create(incident=incident, place=place)
    place.lat, place.lon, place.radius_m, place.governorate = 35.9, 39.1, 700, other
    place.save()
    incident.refresh_from_db()
    assert (incident.lat, incident.lon, incident.radius_m) == (35.9, 39.1, 700)
    assert incident.governorate == other


def test_many_places_mended_at_once_mend_all_their_incidents() -> None:
    sitings = SitingFactory.create_batch(3)
    Place.objects.filter(pk__in=[one.place_id for one in sitings]).update(lat=34.5)
    assert set(Incident.objects.values_list("lat", flat=True)) == {34.5}


def test_a_renamed_place_touches_no_incident(incident: Incident) -> None:
    SitingFactory.create(incident=incident)
    before = events(incident)
    Place.objects.update(name_en="Dhiban")
    assert events(incident) == before


# --- whoever writes, and however -----------------------------------------------------

SETTLING: list[tuple[type[Finding], type, dict[str, Any], dict[str, Any]]] = [
    (Dating, DatingFactory, {"last_day": DAY}, {"last_day": None}),
    (Siting, SitingFactory, {"lat": 35.0}, {"lat": None}),
    (Casualty, CasualtyFactory, {"killed_stated": True}, {"killed_stated": False}),
    (Captive, CaptiveFactory, {"taken_stated": True}, {"taken_stated": False}),
]
KINDS = pytest.mark.parametrize(
    ("model", "factory", "with_it", "without_it"),
    SETTLING,
    ids=[model.__name__.lower() for model, *_ in SETTLING],
)


def events(incident: Incident) -> int:
    """Return how many changes of an incident's answers its history holds."""
    answers = ("killed_min", "killed_max", "killed_stated", "lat", "radius_m")
    told = incident.events.order_by("pgh_id").values_list(*answers)  # type: ignore[attr-defined]
    return sum(now != before for before, now in pairwise(told))


def holds(incident: Incident, values: dict[str, Any]) -> bool:
    """Return whether the database holds these values for an incident now."""
    return Incident.objects.filter(pk=incident.pk, **values).exists()


@KINDS
def test_inserting_deleting_and_unaccepting_settle_the_incident(
    model: type[Finding],
    factory: Any,
    with_it: dict[str, Any],
    without_it: dict[str, Any],
    incident: Incident,
) -> None:
    row = factory.create(incident=incident)
    assert holds(incident, with_it)
    row.accepted = False
    row.save()
    assert holds(incident, without_it)
    row.accepted = True
    row.save()
    assert holds(incident, with_it)
    row.delete()
    assert holds(incident, without_it)


@KINDS
def test_a_finding_moved_to_another_incident_leaves_the_first(
    model: type[Finding],
    factory: Any,
    with_it: dict[str, Any],
    without_it: dict[str, Any],
    incident: Incident,
) -> None:
    other = IncidentFactory.create()
    row = factory.create(incident=incident)
    row.incident = other
    row.save()
    assert holds(incident, without_it)
    assert holds(other, with_it)


@KINDS
def test_a_queryset_s_delete_settles_every_incident(
    model: Any,
    factory: Any,
    with_it: dict[str, Any],
    without_it: dict[str, Any],
) -> None:
    factory.create_batch(3)
    model.objects.all().delete()
    assert Incident.objects.filter(**without_it).count() == 3


def test_bulk_create_settles_every_incident() -> None:
    incidents = IncidentFactory.create_batch(3)
    Casualty.objects.bulk_create(
        CasualtyFactory.build(incident=incident, count=number)
        for number, incident in enumerate(incidents, start=1)
        for _ in range(2)
    )
    assert [total(one, "killed") for one in incidents] == [(2, 2), (4, 4), (6, 6)]


def test_a_queryset_s_update_settles_every_incident() -> None:
    rows = CaptiveFactory.create_batch(3, count=1)
    Captive.objects.update(count_max=None)
    assert [total(one.incident, "taken") for one in rows] == [(1, None)] * 3


def test_raw_sql_settles_the_incident(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, count=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE raids_casualty SET count_min = 2, count_max = 3")
    assert total(incident, "killed") == (2, 3)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM raids_casualty")
    assert total(incident, "killed") == (None, None)


def test_copy_settles_the_incident(incident: Incident) -> None:
    from io import StringIO

    columns = (
        "incident_id",
        "certainty",
        "hedge",
        "accepted",
        "inferred",
        "rule",
        "nationality",
        "outcome",
        "category",
        "count_min",
        "count_max",
    )
    line = f"{incident.pk}\tstated\t\tt\tf\t\t\tkilled\tcivilian\t4\t5\n"
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY raids_casualty ({', '.join(columns)}) FROM STDIN", StringIO(line * 2)
        )
    assert total(incident, "killed") == total(incident, "civilians_killed") == (8, 10)


def test_an_incident_saved_from_a_stale_copy_keeps_what_is_settled(
    incident: Incident,
) -> None:
    CasualtyFactory.create(incident=incident, count=4)
    DatingFactory.create(incident=incident)
    incident.title_en = "Written by an editor who loaded the page before"
    incident.save()
    incident.refresh_from_db()
    assert (incident.killed_min, incident.killed_max) == (4, 4)
    assert incident.last_day == DAY
    assert incident.title_en.startswith("Written")


def test_totals_written_by_hand_have_no_lasting_effect(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, count=4)
    Incident.objects.filter(pk=incident.pk).update(killed_min=9, killed_max=9)
    assert total(incident, "killed") == (4, 4)


# --- no needless change --------------------------------------------------------------


@pytest.mark.parametrize(
    "touch",
    [
        lambda row: row.save(),
        lambda row: CasualtyFactory.create(
            incident=row.incident, count=2, accepted=False
        ),
        lambda row: CasualtyFactory.create(incident=row.incident, count=2, part_of=row),
    ],
    ids=["saved as it was", "rival added", "part added"],
)
def test_an_incident_whose_answers_stay_gets_no_new_event(
    incident: Incident, touch: Callable[[Casualty], object]
) -> None:
    row = CasualtyFactory.create(incident=incident, count=4)
    before = events(incident)
    touch(row)
    assert events(incident) == before


def test_settling_tells_when_the_incident_changed(incident: Incident) -> None:
    Incident.objects.filter(pk=incident.pk).update(updated_at=LONG_AGO)
    CasualtyFactory.create(incident=incident, count=4)
    assert changed_since(incident, LONG_AGO)


HEARD_OF: list[Any] = [
    DatingFactory,
    SitingFactory,
    InvolvementFactory,
    EquipmentFactory,
    CasualtyFactory,
    CaptiveFactory,
    MentionFactory,
]


def test_every_kind_of_row_that_tells_its_incident_is_tried_here() -> None:
    telling = {
        model._meta.object_name
        for model, trigger in pgtrigger.registered()
        if (trigger.name or "").startswith("settles_incident_on_")
    }
    assert telling == {factory._meta.model._meta.object_name for factory in HEARD_OF}


@pytest.mark.parametrize("factory", HEARD_OF)
def test_whoever_asks_for_what_changed_since_hears_of_every_finding(
    factory: Any, incident: Incident
) -> None:
    row = factory.create(incident=incident)
    Incident.objects.filter(pk=incident.pk).update(updated_at=LONG_AGO)
    changed = {"telling": "retelling"} if isinstance(row, Mention) else {"hedge": "نحو"}
    type(row).objects.filter(pk=row.pk).update(**changed)
    assert changed_since(incident, LONG_AGO)
    Incident.objects.filter(pk=incident.pk).update(updated_at=LONG_AGO)
    row.delete()
    assert changed_since(incident, LONG_AGO)


def changed_since(incident: Incident, moment: datetime.datetime) -> bool:
    """Return whether an incident says that it changed after a moment."""
    return Incident.objects.filter(pk=incident.pk, updated_at__gt=moment).exists()
