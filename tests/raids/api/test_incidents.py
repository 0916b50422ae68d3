"""Incidents as the API tells them: the keys of the vocabulary, and nothing invented."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from raids import actions
from raids.choices import (
    CasualtyCategory,
    Certainty,
    DatePrecision,
    IncidentKind,
    Outcome,
    PlaceRelation,
    Role,
)
from raids.models import Incident
from tests import factories as make
from tests.raids.api.conftest import Get

pytestmark = pytest.mark.django_db

MARCH_7 = datetime.date(2017, 3, 7)


@pytest.fixture
def incident() -> Incident:
    """A landing with a unit, a total with its part, captives and a rival number."""
    one = make.PublishedIncidentFactory.create(
        mention__report__title="إنزال", siting__name_ar="ذيبان الغربية"
    )
    report = one.mentions.get().report
    unit = make.UnitFactory.create(code="coalition")
    make.InvolvementFactory.create(
        incident=one,
        unit=unit,
        strength_min=20,
        hedge="نحو",
        spans=[make.span_of(report, "قوات التحالف الدولي")],
    )
    total = make.CasualtyFactory.create(incident=one, count=14)
    make.CasualtyFactory.create(
        incident=one, count=5, category=CasualtyCategory.CHILD, part_of=total
    )
    make.CasualtyFactory.create(
        incident=one,
        count=9,
        accepted=False,
        certainty=Certainty.CLAIMED,
        outcome=Outcome.KILLED,
    )
    make.CaptiveFactory.create(
        incident=one, count_min=2, spans=[make.span_of(report, "شخصين على الأقل")]
    )
    make.CaptiveFactory.create(incident=one, nationality="IQ")
    make.EquipmentFactory.create(incident=one)
    one.refresh_from_db()
    return one


def test_a_row_has_the_keys_of_the_vocabulary(get: Get, incident: Incident) -> None:
    [row] = get("incidents/")["results"]
    assert row["reference"] == incident.reference
    assert row["kind"] == "air_landing"
    assert (row["date_start"], row["date_end"]) == ("2017-03-07", "2017-03-07")
    assert row["date_precision"] == "day"
    assert row["time_of_day"] is None
    assert row["place_ar"] == "ذيبان الغربية"
    assert row["governorate"] == incident.governorate.name_en  # type: ignore[union-attr]
    assert row["place"]["key"] == incident.place.key  # type: ignore[union-attr]
    [unit] = row["units"]
    assert (unit["unit"], unit["role"]) == ("coalition", Role.ATTACKER)
    assert (unit["strength_min"], unit["strength_max"]) == (20, None)
    assert unit["hedge"] == "نحو"
    assert [one["kind"] for one in row["equipment"]] == ["helicopter"]


def test_unknown_count_is_null_never_zero(get: Get, incident: Incident) -> None:
    [row] = get("incidents/")["results"]
    bounds = [(one["count_min"], one["count_max"]) for one in row["captives"]]
    assert bounds == [(2, None), (None, None)]
    assert (row["captives_min"], row["captives_max"]) == (2, None)
    assert row["has_captives"] is True
    assert (row["wounded_min"], row["wounded_max"]) == (None, None)
    assert row["has_wounded"] is False


def test_a_part_names_its_total_and_adds_nothing(get: Get, incident: Incident) -> None:
    [row] = get("incidents/")["results"]
    total, part = row["casualties"]
    assert part["part_of"] == total["id"]
    assert total["part_of"] is None
    whole = sum(one["count_min"] for one in row["casualties"] if not one["part_of"])
    assert whole == row["killed_min"] == row["killed_max"] == 14
    assert row["civilians_killed_min"] == 5


def test_the_last_day_is_included_and_no_day_shifts(get: Get) -> None:
    make.PublishedIncidentFactory.create(
        dating__earliest=MARCH_7, dating__latest=MARCH_7 + datetime.timedelta(days=1)
    )
    [row] = get("incidents/")["results"]
    assert (row["date_start"], row["date_end"]) == ("2017-03-07", "2017-03-08")
    whole = get(f"incidents/{row['reference']}/")
    [dating] = whole["findings"]["dates"]
    assert (dating["date_start"], dating["date_end"]) == ("2017-03-07", "2017-03-08")


def test_a_month_is_told_as_its_days_and_its_precision(get: Get) -> None:
    make.PublishedIncidentFactory.create(
        dating__earliest=datetime.date(2017, 2, 1),
        dating__latest=datetime.date(2017, 2, 28),
        dating__precision=DatePrecision.MONTH,
    )
    [row] = get("incidents/")["results"]
    assert (row["date_end"], row["date_precision"]) == ("2017-02-28", "month")


def test_a_place_at_a_distance_says_so(get: Get) -> None:
    make.PublishedIncidentFactory.create(
        siting__relation=PlaceRelation.DISTANCE, siting__distance_km=25
    )
    [row] = get("incidents/")["results"]
    assert row["place_relation"] == "distance"
    assert row["radius_m"] == 25_000


def test_titles_are_told_in_both_languages(get: Get, incident: Incident) -> None:
    [row] = get("incidents/")["results"]
    assert incident.place
    assert incident.place.name_ar in row["title_ar"]
    assert incident.place.name_en in row["title_en"]


def test_the_whole_tells_every_finding_with_its_words(
    get: Get, incident: Incident
) -> None:
    report = incident.mentions.get().report
    whole = get(f"incidents/{incident.reference}/")
    [unit] = whole["findings"]["units"]
    [span] = unit["spans"]
    assert span["quote"] == "قوات التحالف الدولي"
    assert report.text[span["start"] : span["end"]] == span["quote"]
    assert span["report"] == report.pk
    [dating] = whole["findings"]["dates"]
    assert dating["spans"][0]["quote"] == make.DATE_WORDS
    assert [one["accepted"] for one in whole["findings"]["casualties"]] == [True, True]


def test_rivals_stand_apart_and_never_count(get: Get, incident: Incident) -> None:
    whole = get(f"incidents/{incident.reference}/")
    [rival] = whole["rivals"]["casualties"]
    assert (rival["count_min"], rival["certainty"]) == (9, "claimed")
    assert rival["accepted"] is False
    assert 9 not in [one["count_min"] for one in whole["casualties"]]
    [row] = get("incidents/")["results"]
    assert 9 not in [one["count_min"] for one in row["casualties"]]


def test_the_whole_holds_every_key_of_its_row(get: Get, incident: Incident) -> None:
    [row] = get("incidents/")["results"]
    whole = get(f"incidents/{incident.reference}/")
    told = {key: value for key, value in whole.items() if key in row}
    assert {**told, "reports": None} == {**row, "reports": None}


def test_reports_are_told_with_who_published_them(get: Get, incident: Incident) -> None:
    report = incident.mentions.get().report
    [told] = get(f"incidents/{incident.reference}/")["reports"]
    assert told["id"] == report.pk
    assert told["source"]["name_en"] == report.source.name_en
    assert told["published_on"] == "2017-03-08"
    assert told["url"].endswith(f"/api/v1/reports/{report.pk}/")


def test_fields_choose_what_is_told(get: Get, incident: Incident) -> None:
    for given in (
        {"fields": "reference,killed_min"},
        {"fields": ["killed_min", "reference"]},
    ):
        [row] = get("incidents/", **given)["results"]
        assert row == {"reference": incident.reference, "killed_min": 14}
    whole = get(f"incidents/{incident.reference}/", fields="rivals")
    assert list(whole) == ["rivals"]


# --- where it went -------------------------------------------------------------------


def test_a_merged_reference_leads_to_the_survivor(
    client: Client, incident: Incident
) -> None:
    other, third = (make.PublishedIncidentFactory.create() for _ in range(2))
    by = incident.created_by
    actions.merge(by=by, incident=third, into=other, why="the same")
    actions.merge(by=by, incident=other, into=incident, why="the same")
    for merged in (other, third):
        response = client.get(f"/api/v1/incidents/{merged.reference}/?fields=kind")
        assert response.status_code == 301
        assert response["Location"].endswith(
            f"/api/v1/incidents/{incident.reference}/?fields=kind"
        )


def test_a_withdrawn_reference_is_gone(get: Get, incident: Incident) -> None:
    actions.withdraw(by=incident.created_by, incident=incident, why="not so")
    told = get(f"incidents/{incident.reference}/", status=410)
    assert (told["status"], told["type"]) == (410, "urn:inzal:problem:gone")
    assert get("incidents/")["results"] == []


@pytest.mark.parametrize(
    "path",
    [
        "incidents/2017-9999/",
        "incidents/nonsense/",
        "incidents/2017-00000000000000042/",
        "incidents/%00/",
        "reports/1/",
        "reports/x/",
        "places/nowhere/",
        "places/99999999999999999999/",
        "units/nobody/",
        "units/%00/",
        "nothing/",
        "incidents/facts/more/",
    ],
)
def test_an_unknown_address_is_a_problem_in_json(get: Get, path: str) -> None:
    told = get(path, status=404)
    assert told["status"] == 404
    assert told["title"] == "Not Found"


# --- who may see what ----------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_is_not_published_is_nowhere(get: Get, status: str) -> None:
    draft = make.IncidentFactory.create(kind=IncidentKind.AMBUSH)
    Incident.objects.filter(pk=draft.pk).update(status=status, reference="2017-0042")
    mention = make.MentionFactory.create(incident=draft)
    make.DatingFactory.create(incident=draft)
    make.SitingFactory.create(incident=draft)
    assert get("incidents/", count="true") == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }
    get("incidents/2017-0042/", status=404)
    assert get("reports/")["results"] == []
    get(f"reports/{mention.report_id}/", status=404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes_here(client: Client, incident: Incident, method: str) -> None:
    for path in ("incidents/", f"incidents/{incident.reference}/", "units/"):
        response = getattr(client, method)(f"/api/v1/{path}")
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"
        assert "GET" in response["Allow"]


def test_an_editor_sees_no_more_than_a_stranger(
    editor_client: Client, incident: Incident
) -> None:
    make.IncidentFactory.create()
    [row] = editor_client.get("/api/v1/incidents/").json()["results"]
    assert row["reference"] == incident.reference


def test_head_and_options_are_answered(client: Client, incident: Incident) -> None:
    assert client.head("/api/v1/incidents/").status_code == 200
    assert client.options("/api/v1/incidents/").status_code == 200


def test_private_persons_and_editors_are_nowhere(get: Get, incident: Incident) -> None:
    whole = get(f"incidents/{incident.reference}/")
    assert incident.created_by.username not in str(whole)


# --- cost ----------------------------------------------------------------------------


def full_incident() -> Incident:
    """Return an incident with a row of everything that a list joins."""
    one: Incident = make.PublishedIncidentFactory.create()
    make.InvolvementFactory.create(incident=one)
    make.EquipmentFactory.create(incident=one, unit=make.UnitFactory.create())
    make.CasualtyFactory.create(incident=one, unit=make.UnitFactory.create())
    make.CaptiveFactory.create(incident=one, unit=make.UnitFactory.create())
    return one


def test_a_list_takes_as_many_queries_for_12_rows_as_for_2(
    get: Get, django_assert_num_queries: Any
) -> None:
    # The incidents with place and governorate; the six kinds of finding; the mentions.
    for rows in (2, 12):
        while Incident.objects.count() < rows:
            full_incident()
        with django_assert_num_queries(8):
            assert len(get("incidents/")["results"]) == rows


def test_counting_takes_one_query_more(
    get: Get, incident: Incident, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(9):
        assert get("incidents/", count="true")["count"] == 1


def test_the_whole_takes_as_many_queries_for_many_findings_as_for_few(
    get: Get, incident: Incident, django_assert_max_num_queries: Any
) -> None:
    path = f"incidents/{incident.reference}/"
    with django_assert_max_num_queries(40) as few:
        get(path)
    report = incident.mentions.get().report
    for _ in range(5):
        span = make.span_of(report, "أسرت")
        make.CaptiveFactory.create(
            incident=incident, unit=make.UnitFactory.create(), spans=[span]
        )
    with django_assert_max_num_queries(40) as many:
        get(path)
    assert len(few) == len(many)
