"""The OpenAPI description: complete, kept as promised, and shown without strangers."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from raids.api.spec import description
from tests.raids.api.conftest import Get

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
