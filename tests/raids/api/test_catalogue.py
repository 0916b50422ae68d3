"""Reports, places and units as the API tells them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from raids.models import Incident
from tests import factories as make
from tests.raids.api.conftest import Get

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Incident:
    """A published incident with captives told in the report's words."""
    one: Incident = make.PublishedIncidentFactory.create()
    span = make.span_of(one.mentions.get().report, "شخصين على الأقل")
    make.CaptiveFactory.create(incident=one, count_min=2, spans=[span])
    return one


def test_a_report_is_told_with_what_its_words_state(
    get: Get, incident: Incident
) -> None:
    report = incident.mentions.get().report
    told = get(f"reports/{report.pk}/")
    assert told["text"] == report.text
    assert told["length"] == len(report.text)
    assert [one["reference"] for one in told["incidents"]] == [incident.reference]
    by_kind = {one["states"]: one for one in told["words"]}
    assert set(by_kind) == {"dates", "places", "captives"}
    assert by_kind["captives"]["quote"] == "شخصين على الأقل"
    for words in told["words"]:
        assert report.text[words["start"] : words["end"]] == words["quote"]
        assert words["incident"] == incident.reference


def test_a_report_tells_nothing_of_a_draft_beside(get: Get, incident: Incident) -> None:
    report = incident.mentions.get().report
    draft = make.IncidentFactory.create()
    make.MentionFactory.create(report=report, incident=draft)
    span = make.span_of(report, "واقتادتهما")
    make.CaptiveFactory.create(incident=draft, spans=[span])
    draft.kind_spans.add(span)
    told = get(f"reports/{report.pk}/")
    assert [one["reference"] for one in told["incidents"]] == [incident.reference]
    assert "واقتادتهما" not in [one["quote"] for one in told["words"]]


def test_a_report_without_title_is_called_by_its_first_line(
    get: Get, incident: Incident
) -> None:
    [row] = get("reports/")["results"]
    assert row["title"].startswith("دير الزور: نفذت")
    assert "text" not in row
    assert row["dateline"] is None


@pytest.mark.parametrize("column", ["pk", "key"])
def test_a_place_is_told_by_number_and_by_key(get: Get, column: str) -> None:
    governorate = make.GovernorateFactory.create()
    place = make.PlaceFactory.create(spellings_ar=["ذيبان"], governorate=governorate)
    told = get(f"places/{getattr(place, column)}/")
    assert told["key"] == place.key
    assert told["parent"] == governorate.key
    assert told["governorate"] == governorate.name_en
    assert told["spellings_ar"] == ["ذيبان"]
    assert told["pcode"] is None


def test_a_unit_is_told_by_a_code_with_a_colon_and_arabic(get: Get) -> None:
    unit = make.UnitFactory.create(code="other:فيلق الشام", source="vocabulary")
    told = get(f"units/{quote(unit.code)}/")
    assert told["code"] == unit.code
    assert told["parent"] is None
    assert get(told["url"].partition("/api/v1/")[2]) == told


def test_a_unit_that_only_a_draft_names_is_nowhere(get: Get) -> None:
    draft = make.InvolvementFactory.create()
    assert get("units/")["results"] == []
    get(f"units/{quote(draft.unit.code)}/", status=404)


@pytest.mark.parametrize(
    ("collection", "queries"), [("reports", 1), ("places", 1), ("units", 1)]
)
def test_lists_take_as_many_queries_for_12_rows_as_for_2(
    get: Get, django_assert_num_queries: Any, collection: str, queries: int
) -> None:
    # One: the rows joined with their source, or with what they lie in or belong to.
    for rows in (2, 12):
        while Incident.objects.count() < rows:
            one = make.PublishedIncidentFactory.create()
            whole = make.UnitFactory.create()
            make.InvolvementFactory.create(
                incident=one, unit=make.UnitFactory.create(parent=whole)
            )
        with django_assert_num_queries(queries):
            assert len(get(f"{collection}/")["results"]) >= rows


def test_a_report_takes_as_many_queries_for_many_incidents_as_for_one(
    get: Get, incident: Incident, django_assert_max_num_queries: Any
) -> None:
    report = incident.mentions.get().report
    with django_assert_max_num_queries(20) as few:
        get(f"reports/{report.pk}/")
    for _ in range(4):
        make.PublishedIncidentFactory.create(mention__report=report)
    with django_assert_max_num_queries(20) as many:
        assert len(get(f"reports/{report.pk}/")["incidents"]) == 5
    assert len(few) == len(many)
