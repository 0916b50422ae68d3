"""The questions asked of the catalogue, and what its rows say of themselves."""

from __future__ import annotations

import datetime

import pytest
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from raids.choices import IncidentStatus, PlaceRelation
from raids.models import Casualty, Incident, ReferenceSeries, Siting
from raids.models.incident import FINDINGS
from raids.wording import siting_words, title_of
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    DatingFactory,
    EquipmentFactory,
    IncidentFactory,
    InvolvementFactory,
    MentionFactory,
    PlaceFactory,
    PublishedIncidentFactory,
    SitingFactory,
    UnitFactory,
    UserFactory,
    span_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_of_each_status() -> dict[str, Incident]:
    """An incident of each status; the merged one went into the published one."""
    published = PublishedIncidentFactory.create()
    return {
        "draft": IncidentFactory.create(),
        "in_review": IncidentFactory.create(status=IncidentStatus.IN_REVIEW),
        "published": published,
        "withdrawn": IncidentFactory.create(
            status=IncidentStatus.WITHDRAWN,
            withdrawn_at=timezone.now(),
            withdrawn_by=UserFactory.create(),
            reference="2017-8001",
        ),
        "merged": IncidentFactory.create(
            status=IncidentStatus.MERGED, merged_into=published, reference="2017-8002"
        ),
    }


# --- what is public ------------------------------------------------------------------


def test_every_status_is_tried_here(one_of_each_status: dict[str, Incident]) -> None:
    assert set(one_of_each_status) == set(IncidentStatus.values)


def test_only_the_published_is_public(one_of_each_status: dict[str, Incident]) -> None:
    published = one_of_each_status["published"]
    assert list(Incident.objects.published()) == [published]
    assert [one for one in one_of_each_status.values() if one.is_public] == [published]


def test_the_merged_keeps_answering_beside_the_published(
    one_of_each_status: dict[str, Incident],
) -> None:
    assert set(Incident.objects.answering()) == {
        one_of_each_status["published"],
        one_of_each_status["merged"],
    }


def test_what_was_merged_into_a_draft_does_not_answer() -> None:
    IncidentFactory.create(
        status=IncidentStatus.MERGED,
        merged_into=IncidentFactory.create(),
        reference="2017-8002",
    )
    assert not Incident.objects.answering()


def test_what_was_merged_before_it_had_a_reference_does_not_answer() -> None:
    IncidentFactory.create(
        status=IncidentStatus.MERGED, merged_into=PublishedIncidentFactory.create()
    )
    assert Incident.objects.answering().count() == 1


# --- order ---------------------------------------------------------------------------


def test_the_newest_comes_first_by_its_last_day_and_the_undated_last() -> None:
    undated = IncidentFactory.create()
    old, same, new = IncidentFactory.create_batch(3)
    DatingFactory.create(incident=old, earliest=datetime.date(2016, 1, 1))
    DatingFactory.create(
        incident=new,
        earliest=datetime.date(2015, 1, 1),
        latest=datetime.date(2018, 1, 1),
    )
    DatingFactory.create(incident=same, earliest=datetime.date(2016, 1, 1))
    expected = [new, same, old, undated]
    assert list(Incident.objects.newest_first()) == expected
    assert list(Incident.objects.all()) == expected


# --- queries -------------------------------------------------------------------------


def whole_incident() -> Incident:
    """Return a published incident with two findings of each kind that may have two."""
    incident = PublishedIncidentFactory.create()
    report = incident.mentions.get().report
    words = [span_of(report, "إنزالاً"), span_of(report, "شخصين")]
    incident.kind_spans.set(words[:1])
    MentionFactory.create(incident=incident, telling="retelling")
    for factory in (EquipmentFactory, CasualtyFactory, CaptiveFactory):
        factory.create_batch(
            2, incident=incident, unit=UnitFactory.create(), spans=words
        )
    for role in ("attacker", "target"):
        InvolvementFactory.create(incident=incident, role=role, spans=words)
    SitingFactory.create(
        incident=incident,
        accepted=False,
        relation=PlaceRelation.BETWEEN,
        other_place=PlaceFactory.create(),
        spans=words,
    )
    return incident


def read_line(incident: Incident) -> list[str]:
    """Read all that one line of a list shows."""
    return [
        title_of(incident),
        str(incident.place),
        str(incident.governorate),
        *(str(one.unit) for one in incident.accepted_involvements),  # type: ignore[attr-defined]
    ]


def read_whole(incident: Incident) -> list[str]:
    """Read all that an incident's page shows."""
    words = [span.quote for span in incident.kind_spans.all()]
    for name in FINDINGS:
        for finding in getattr(incident, name).all():
            words += [str(finding), *(span.quote for span in finding.spans.all())]
            words.append(str(getattr(finding, "unit", None)))
            if isinstance(finding, Siting):
                words.append(siting_words(finding))
                words.append(str(finding.place and finding.place.governorate))
    for mention in incident.mentions.all():
        words += [str(mention), str(mention.report.source)]
    return [*read_line(incident), *words]


@pytest.mark.parametrize("rows", [2, 12])
def test_a_list_asks_as_often_for_many_rows_as_for_few(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        whole_incident()
    with django_assert_num_queries(2):  # incidents with places; involvements with units
        lines = [read_line(one) for one in Incident.objects.for_list()]
    assert len(lines) == rows


@pytest.mark.parametrize("rows", [2, 12])
def test_a_page_asks_as_often_for_many_findings_and_rows_as_for_few(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        whole_incident()
    # Incidents with places; accepted involvements with units; for each of the six
    # kinds of finding its rows, their words and the words' reports; the words of the
    # kind and their reports; mentions, their reports and sources.
    with django_assert_num_queries(2 + 6 * 3 + 2 + 3):
        pages = [read_whole(one) for one in Incident.objects.for_display()]
    assert len(pages) == rows


def test_a_list_shows_accepted_involvements_only() -> None:
    accepted = InvolvementFactory.create()
    InvolvementFactory.create(incident=accepted.incident, accepted=False)
    [incident] = Incident.objects.for_list()
    assert incident.accepted_involvements == [accepted]  # type: ignore[attr-defined]


def test_a_page_shows_rivals_too() -> None:
    accepted = CasualtyFactory.create(count=4)
    rival = CasualtyFactory.create(incident=accepted.incident, count=5, accepted=False)
    [incident] = Incident.objects.for_display()
    assert list(incident.casualties.all()) == [accepted, rival]
    assert list(Casualty.objects.accepted()) == [accepted]


# --- what rows say of themselves -----------------------------------------------------


def test_a_place_and_a_unit_are_called_in_the_reader_s_language() -> None:
    place = PlaceFactory.build(name_ar="ذيبان", name_en="Dhiban", governorate=None)
    unit = UnitFactory.build(name_ar="قسد", name_en="SDF")
    with translation.override("ar"):
        assert (str(place), str(unit)) == ("ذيبان", "قسد")
    with translation.override("en"):
        assert (str(place), str(unit)) == ("Dhiban", "SDF")


def test_a_date_is_called_by_its_day_or_days() -> None:
    day = DatingFactory.build(incident=None)
    days = DatingFactory.build(incident=None, latest=datetime.date(2017, 3, 8))
    assert (str(day), str(days)) == ("2017-03-07", "2017-03-07 / 2017-03-08")


def test_a_series_is_called_by_the_last_reference_it_gave() -> None:
    assert str(ReferenceSeries(year=2017, last_number=42)) == "2017-0042"


def test_addresses_are_those_of_the_site() -> None:
    incident = PublishedIncidentFactory.create()
    place, unit = incident.place, UnitFactory.create()
    assert place is not None
    assert incident.get_absolute_url() == reverse(
        "incident-detail", args=[incident.reference]
    )
    assert place.get_absolute_url() == reverse("place-detail", args=[place.pk])
    assert unit.get_absolute_url() == reverse("unit-detail", args=[unit.code])


# --- what is kept --------------------------------------------------------------------


def test_a_place_or_unit_that_a_finding_names_is_kept() -> None:
    place, unit = PlaceFactory.create(), UnitFactory.create()
    SitingFactory.create(place=place)
    InvolvementFactory.create(unit=unit)
    for row in (place, unit):
        with pytest.raises((ProtectedError, RestrictedError)):
            row.delete()


def test_a_total_taken_away_leaves_its_parts_standing_alone() -> None:
    whole = CasualtyFactory.create(count=14)
    part = CasualtyFactory.create(incident=whole.incident, count=5, part_of=whole)
    whole.delete()
    part.refresh_from_db()
    assert part.part_of is None
    assert Incident.objects.get().killed_min == 5
