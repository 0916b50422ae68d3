"""What the API says of a question that it does not understand; never a 500."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from raids.filters import IncidentFilter
from tests import factories as make
from tests.raids.api.conftest import Get

pytestmark = pytest.mark.django_db

NAMES = [
    *IncidentFilter.base_filters,
    "fields",
    "page_size",
    "cursor",
    "count",
    "format",
]
PATHS = [
    "incidents/",
    "reports/",
    "places/",
    "units/",
    "incidents/2017-0001/",
    "schema/",
]


def test_a_problem_names_the_parameter_and_what_is_allowed(client: Client) -> None:
    response = client.get("/api/v1/incidents/?kind=landing&kidn=x&page_size=0")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert set(told) == {"type", "title", "status", "detail", "errors"}
    by_name = {one["parameter"]: one for one in told["errors"]}
    assert set(by_name) == {"kind", "kidn", "page_size"}
    assert "air_landing" in by_name["kind"]["allowed"]
    assert "“kind”" in by_name["kidn"]["message"]
    assert "1000" in by_name["page_size"]["message"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("page_size", "0"),
        ("page_size", "1001"),
        ("page_size", "many"),
        ("page_size", "-1"),
        ("count", "perhaps"),
        ("fields", "refrence"),
        ("format", "xls"),
        ("ordering", "random"),
        ("q", "a\0b"),
        ("q", "x" * 1_000_000),
        ("from", "2020-13-45"),
        ("bbox", "1,2,3"),
        ("cursor", "nonsense"),
        ("nonsense", "1"),
        ("in\0valid", "1"),
    ],
)
def test_a_bad_value_is_a_400_that_names_it(
    get: Get, parameter: str, value: str
) -> None:
    told = get("incidents/", status=400, **{parameter: value})
    assert [one["parameter"] for one in told["errors"]] == [parameter]
    assert len(str(told)) < 3_000


@pytest.mark.parametrize(
    "path", ["incidents/{0}/", "reports/{1}/", "places/{2}/", "units/{3}/"]
)
def test_one_row_is_strict_too(get: Get, path: str) -> None:
    incident = make.PublishedIncidentFactory.create()
    unit = make.UnitFactory.create(source="vocabulary")
    report = incident.mentions.get().report
    address = path.format(incident.reference, report.pk, incident.place_id, unit.code)
    told = get(address, status=400, feilds="x")
    assert [one["parameter"] for one in told["errors"]] == ["feilds"]
    get(address, status=400, fields="nonsense")
    get(address)


def test_messages_are_english_whatever_the_browser_speaks(client: Client) -> None:
    response = client.get(
        "/api/v1/incidents/?from=x", headers={"Accept-Language": "ar"}
    )
    assert "Write a day" in response.json()["errors"][0]["message"]
    assert response["Content-Language"] == "en"


def test_a_media_type_that_is_not_served_is_told(client: Client) -> None:
    response = client.get("/api/v1/incidents/", headers={"Accept": "text/csv"})
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_parameter_of_the_description_is_told_in_json(get: Get) -> None:
    assert get("schema/", status=400, format="xml")["errors"][0]["allowed"]


def test_too_many_parameters_are_a_problem(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    response = client.get("/api/v1/incidents/?" + "&".join(["kind=clash"] * 11))
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_an_address_without_its_last_slash_is_led_on(client: Client) -> None:
    response = client.get("/api/v1/incidents?kind=clash")
    assert response.status_code == 301
    assert response["Location"] == "/api/v1/incidents/?kind=clash"


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    path=some.sampled_from(PATHS),
    pairs=some.lists(
        some.tuples(
            some.one_of(some.sampled_from(NAMES), some.text(max_size=12)),
            some.one_of(
                some.text(max_size=30),
                some.integers().map(str),
                some.floats().map(str),
                some.dates().map(str),
                some.datetimes().map(str),
                some.sampled_from(
                    ["true", "newest", "json", "coalition", "1,2,3,4", "IQ", "-1", "0"]
                ),
                some.lists(some.floats(), min_size=4, max_size=4).map(
                    lambda edges: ",".join(map(str, edges))
                ),
            ),
        ),
        max_size=5,
    ),
)
def test_no_question_breaks_it(
    client: Client, path: str, pairs: list[tuple[str, str]]
) -> None:
    query = urlencode(pairs, errors="replace")
    response = client.get(f"/api/v1/{path}?{query}")
    assert response.status_code in {200, 400, 404}, query
    if response.status_code == 400:
        assert response.json()["errors"]


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    collection=some.sampled_from(["incidents", "reports", "places", "units"]),
    name=some.text(min_size=1, max_size=120),
)
def test_no_name_breaks_it(client: Client, collection: str, name: str) -> None:
    quoted = quote(name.encode(errors="replace"), safe="")
    response = client.get(f"/api/v1/{collection}/{quoted}/")
    assert response.status_code in {200, 404}
