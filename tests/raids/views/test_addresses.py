"""Addresses that differ in a parameter."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from raids.views import addresses

QUERY = QueryDict("kind=clash&kind=ambush&unit=is&page=3&q=")


def test_one_value_is_taken_off_and_the_page_with_it() -> None:
    assert addresses.without(QUERY, "kind", "clash") == "?kind=ambush&unit=is"
    assert addresses.without(QUERY, "kind") == "?unit=is"


def test_value_takes_the_place_of_all_of_its_name() -> None:
    assert addresses.replaced(QUERY, kind="arrest") == "?kind=arrest&unit=is"
    assert addresses.replaced(QUERY, from_="2017-01-01", kind="", unit="") == (
        "?from=2017-01-01"
    )


def test_first_page_needs_no_number() -> None:
    assert addresses.on_page(QueryDict("unit=is&page=2"), 1) == "?unit=is"
    assert addresses.on_page(QueryDict("unit=is"), 2) == "?unit=is&page=2"


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/ar/incidents/?q=a%20b", "/en/incidents/?q=a%20b"),
        ("/ar/", "/en/"),
        ("/ar", "/en"),
        ("/arabia/", "/en/"),
        ("/nowhere", "/en/"),
    ],
)
def test_same_address_in_another_language(path: str, other: str) -> None:
    assert addresses.in_language(path, "en") == other
