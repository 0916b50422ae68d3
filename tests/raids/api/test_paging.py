"""Paging by cursor: nothing twice, nothing left out, every filter kept."""

from __future__ import annotations

import datetime
from base64 import urlsafe_b64encode
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from raids.filters.orderings import INCIDENTS
from raids.models import Incident
from tests import factories as make
from tests.raids.api.conftest import Get

pytestmark = pytest.mark.django_db

MARCH_7 = datetime.date(2017, 3, 7)


@pytest.fixture
def seven(db: None) -> list[str]:
    """Seven incidents, some of the same day, some of unknown counts; references."""
    made = []
    for day, killed in (
        (0, 3),
        (0, None),
        (1, 3),
        (1, None),
        (2, 9),
        (2, 3),
        (3, None),
    ):
        one = make.PublishedIncidentFactory.create(
            dating__earliest=MARCH_7 + datetime.timedelta(days=day)
        )
        make.CasualtyFactory.create(incident=one, count=killed)
        make.CaptiveFactory.create(incident=one, count=killed)
        made.append(str(one.reference))
    return made


def walk(client: Client, address: str, way: str = "next") -> list[list[str]]:
    """Return the references page by page, as the addresses lead."""
    pages = []
    while address:
        body = client.get(address).json()
        pages.append([row["reference"] for row in body["results"]])
        address = body[way]
        assert len(pages) < 20, "the pages do not end"
    return pages


@pytest.mark.parametrize("ordering", INCIDENTS)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_together_are_the_list_in_its_order(
    client: Client, seven: list[str], ordering: str, size: int
) -> None:
    rows = INCIDENTS[ordering].apply(Incident.objects.published())
    expected = [one.reference for one in rows]
    address = f"/api/v1/incidents/?ordering={ordering}&page_size={size}"
    pages = walk(client, address)
    assert [reference for page in pages for reference in page] == expected
    assert all(len(page) == size for page in pages[:-1])


@pytest.mark.parametrize("ordering", INCIDENTS)
def test_the_way_back_gives_the_same_rows(
    client: Client, seven: list[str], ordering: str
) -> None:
    forth = f"/api/v1/incidents/?ordering={ordering}&page_size=2"
    last = forth
    while following := client.get(last).json()["next"]:
        last = following
    there = walk(client, forth)
    back = walk(client, last, "previous")
    assert list(chain(*back[::-1])) == list(chain(*there))


def test_the_links_keep_every_filter(client: Client, seven: list[str]) -> None:
    asked = [
        ("kind", "air_landing"),
        ("kind", "clash"),
        ("q", "ذيبان قوات"),
        ("count", "true"),
        ("page_size", "2"),
        ("fields", "reference"),
    ]
    body = client.get("/api/v1/incidents/", dict_of_lists(asked)).json()
    assert body["count"] == 7
    kept = parse_qsl(urlsplit(body["next"]).query)
    assert sorted(pair for pair in kept if pair[0] != "cursor") == sorted(asked)


def dict_of_lists(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return parameters as the test client takes them."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def test_rows_that_come_meanwhile_repeat_none(client: Client, seven: list[str]) -> None:
    first = client.get("/api/v1/incidents/?page_size=3").json()
    make.PublishedIncidentFactory.create(dating__earliest=datetime.date(2026, 1, 1))
    rest = walk(client, first["next"])
    told = [*(row["reference"] for row in first["results"]), *chain(*rest)]
    assert sorted(told) == sorted(seven)


def test_a_full_last_page_has_no_next(get: Get, seven: list[str]) -> None:
    body = get("incidents/", page_size=7)
    assert (body["next"], body["previous"]) == (None, None)
    assert "count" not in body


def crafted(text: str) -> str:
    """Return a cursor that the API never gave."""
    return urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "zz",
        "\x00",
        "ذ",
        "x" * 5_000,
        crafted("[]"),
        crafted("{}"),
        crafted("7"),
        crafted('["newest", 0]'),
        crafted('["newest", 2, "2017-03-07", 1]'),
        crafted('["oldest", 0, "2017-03-07", 1]'),
        crafted('["newest", 0, "2017-13-45", 1]'),
        crafted('["newest", 0, 20170307, 1]'),
        crafted('["newest", 0, "2017-03-07", "1"]'),
        crafted('["newest", 0, "2017-03-07", 1e400]'),
        crafted('["newest", 0, "2017-03-07", true]'),
        crafted('["newest", 0, "2017-03-07", 99999999999999999999]'),
        crafted('["newest", 0, "2017-03-07", null]'),
        crafted('["newest", 0, "2017-03-07", 1, 1]'),
        crafted("[" * 400),
    ],
)
def test_a_cursor_of_another_hand_is_refused(get: Get, cursor: str) -> None:
    told = get("incidents/", status=400, cursor=cursor)
    assert [one["parameter"] for one in told["errors"]] == ["cursor"]


def test_a_cursor_belongs_to_its_order(
    get: Get, client: Client, seven: list[str]
) -> None:
    following = get("incidents/", page_size=2)["next"]
    response = client.get(following + "&ordering=killed")
    assert response.status_code == 400
    assert "cursor" in response.json()["detail"]


def test_a_moment_in_a_cursor_needs_its_offset(get: Get) -> None:
    cursor = crafted('["updated", 0, "2017-03-07T00:00:00", 1]')
    get("incidents/", status=400, ordering="updated", cursor=cursor)


@pytest.mark.parametrize("collection", ["reports", "places", "units"])
def test_the_other_lists_page_alike(
    client: Client, seven: list[str], collection: str
) -> None:
    make.UnitFactory.create_batch(5, source="vocabulary")
    key = {"reports": "id", "places": "key", "units": "code"}[collection]
    address: Any = f"/api/v1/{collection}/?page_size=2&count=true"
    total, told = client.get(address).json()["count"], []
    while address:
        body = client.get(address).json()
        told += [row[key] for row in body["results"]]
        address = body["next"]
    assert total == len(told) == len(set(told)) > 4
