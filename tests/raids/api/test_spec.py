"""The OpenAPI description: complete, kept as promised, and shown without strangers."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from raids.api.spec import description
from raids.models import Incident
from tests import factories as make
from tests.raids.api.conftest import Get

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROMISE = Path(__file__).parents[2] / "api_contract" / "openapi-v1.yaml"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The description as the code gives it."""
    description.cache_clear()
    GENERATOR_STATS.reset()
    return description()


def test_it_is_made_without_a_warning(schema: dict[str, Any]) -> None:
    assert not GENERATOR_STATS, GENERATOR_STATS._warn_cache
    validate_schema(schema)


def test_the_code_keeps_what_was_promised(client: Client) -> None:
    """Run with WRITE_OPENAPI=1 to promise more; nothing may be taken away in v1."""
    told = client.get("/api/v1/schema/").content.decode()
    if os.environ.get("WRITE_OPENAPI"):
        PROMISE.write_text(told)
    assert yaml.safe_load(told) == yaml.safe_load(PROMISE.read_text())


def test_it_is_in_english_whatever_the_site_speaks(schema: dict[str, Any]) -> None:
    description.cache_clear()
    with override("ar"):
        assert description() == schema
    arabic = re.findall("[\u0621-\u064a]+", str(schema))
    assert set(arabic) <= set("إنزال الشحيل جوي التحالف يرجح أ إ آ ا ى ي ة ه".split())


def test_every_parameter_is_explained_by_words_and_example(
    schema: dict[str, Any],
) -> None:
    parameters = [
        (path, one)
        for path, methods in schema["paths"].items()
        for one in methods["get"]["parameters"]
        if one["in"] == "query"
    ]
    assert len(parameters) > 40
    for path, one in parameters:
        where = f"{path} {one['name']}"
        assert one.get("description"), where
        described = one["schema"]
        assert described.get("examples") or described["items"].get("examples"), where


@pytest.fixture
def incident(db: None) -> Incident:
    """A published incident with a row of every kind, some of them rivals."""
    one: Incident = make.PublishedIncidentFactory.create()
    unit = make.UnitFactory.create(parent=make.UnitFactory.create())
    span = make.span_of(one.mentions.get().report, "أسرت")
    for accepted in (True, False):
        told: dict[str, Any] = {"incident": one, "accepted": accepted, "spans": [span]}
        make.InvolvementFactory.create(unit=unit, strength_min=3, **told)
        make.EquipmentFactory.create(unit=unit, count=2, **told)
        make.CasualtyFactory.create(nationality="IQ", **told)
        make.CaptiveFactory.create(unit=unit, count_min=2, **told)
    make.SitingFactory.create(
        incident=one,
        accepted=False,
        relation="between",
        other_place=make.PlaceFactory.create(),
    )
    one.kind_spans.add(span)
    return one


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("incidents/", "PaginatedIncidentRowList"),
        ("incidents/{reference}/", "Incident"),
        ("reports/", "PaginatedReportRowList"),
        ("reports/{report}/", "Report"),
        ("places/", "PaginatedPlaceList"),
        ("places/{place}/", "Place"),
        ("units/", "PaginatedUnitList"),
        ("units/{unit}/", "Unit"),
    ],
)
def test_what_is_told_has_the_shape_that_is_promised(
    get: Get, incident: Incident, schema: dict[str, Any], path: str, shape: str
) -> None:
    told = get(
        path.format(
            reference=incident.reference,
            report=incident.mentions.get().report_id,
            place=incident.place_id,
            unit=quote(incident.involvements.all()[0].unit.code),
        )
    )
    assert told.get("results", True)
    promised = {"$ref": f"#/components/schemas/{shape}", **schema}
    Draft202012Validator(promised).validate(told)
    if "results" not in told:
        assert set(told) == set(schema["components"]["schemas"][shape]["properties"])


def test_a_problem_has_the_shape_that_is_promised(
    get: Get, schema: dict[str, Any]
) -> None:
    promised = {"$ref": "#/components/schemas/Problem", **schema}
    for told in (get("units/", status=400, knid="x"), get("nothing/", status=404)):
        Draft202012Validator(promised).validate(told)


@pytest.mark.browser
def test_the_page_is_drawn_under_the_strict_policy(page: Page) -> None:
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text))
    page.on("requestfailed", lambda failed: wrong.append(failed.url))
    page.goto("/api/v1/docs/")
    page.wait_for_selector(".opblock-summary-path")
    assert page.locator(".opblock-summary-path").count() == 8
    assert wrong == []


def test_every_address_is_described(schema: dict[str, Any]) -> None:
    assert set(schema["paths"]) == {
        f"/api/v1/{path}"
        for path in (
            "incidents/",
            "incidents/{reference}/",
            "reports/",
            "reports/{id}/",
            "places/",
            "places/{id}/",
            "units/",
            "units/{code}/",
        )
    }


def test_the_root_leads_to_every_collection(get: Get) -> None:
    assert set(get("")) == {"incidents", "reports", "places", "units"}


def test_the_description_is_given_as_json_too(get: Get) -> None:
    assert get("schema/", format="json")["info"]["title"] == "Inzal API"


def test_the_page_that_shows_it_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    html = page.content.decode()
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(loaded) >= 4
    assert all(address.startswith("/") for address in loaded)
    for address in loaded:
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address
    [script] = [address for address in loaded if "docs/" in address]
    assert client.get(script)["Content-Type"].startswith("application/javascript")


def test_the_page_runs_no_script_of_its_own_and_its_style_is_let_through(
    client: Client,
) -> None:
    page = client.get("/api/v1/docs/")
    assert not re.findall(r"<script>", page.content.decode())
    policy = page["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "'sha256-" in policy
