"""A page of a filtered list."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from raids.filters import IncidentFilter
from raids.models import Incident
from raids.views.listing import Listing


def listing(query: str) -> Listing[Incident]:
    """Return the list that a query string asks for, two on a page."""
    rows = Incident.objects.published()
    return Listing(QueryDict(query), IncidentFilter, rows, page_size=2)


def test_form_keeps_what_it_does_not_ask_itself(landing: Incident) -> None:
    shown = listing("place=dhiban&kind=clash&ordering=oldest&page=1&target=")
    assert shown.kept(["kind"]) == [("place", "dhiban"), ("ordering", "oldest")]


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "1.5", "9" * 20])
def test_page_that_is_not_there_is_a_problem(landing: Incident, page: str) -> None:
    shown = listing(f"page={page}")
    assert shown.status == 200
    shown.page(shown.rows)
    assert shown.status == 400
    assert [problem.parameter for problem in shown.problems] == ["page"]


def test_count_is_taken_where_it_is_known(
    landing: Incident, django_assert_num_queries: object
) -> None:
    shown = listing("")
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert shown.page(shown.rows, 5).paginator.num_pages == 3
