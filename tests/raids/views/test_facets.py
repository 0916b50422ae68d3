"""Facets and their counts."""

from __future__ import annotations

import datetime

from django.http import QueryDict

from raids.choices import IncidentKind
from raids.filters import IncidentFilter
from raids.models import Incident, Place, Unit
from raids.views.facets import Facet, facets_of
from tests.factories import InvolvementFactory, UnitFactory
from tests.raids.views.conftest import published


def counts(query: str, parameter: str) -> dict[str, int]:
    """Return a facet's counts by value."""
    return {value.value: value.count for value in facet(query, parameter).values}


def facet(query: str, parameter: str) -> Facet:
    """Return a facet under a query string."""
    asked = QueryDict(query)
    filters = IncidentFilter(asked)
    assert filters.is_valid()
    facets = {one.parameter: one for one in facets_of(asked, filters)}
    return facets[parameter]


def test_counts_are_under_the_other_filters_but_not_their_own(
    landing: Incident, dhiban: Place
) -> None:
    published(dhiban, day=datetime.date(2018, 1, 1), kind=IncidentKind.CLASH)
    assert counts("kind=clash", "kind") == {"air_landing": 1, "clash": 1}
    assert counts("kind=clash", "year") == {"2018": 1}
    assert counts("kind=clash", "governorate") == {"Deir ez-Zor": 1}


def test_value_alone_keeps_the_other_filters(landing: Incident) -> None:
    values = facet("kind=clash&governorate=Deir+ez-Zor", "kind").values
    [value] = [one for one in values if one.value == "air_landing"]
    assert value.only == "?kind=air_landing&governorate=Deir+ez-Zor"


def test_value_that_is_on_stays_in_view_though_it_counts_nothing(
    landing: Incident,
) -> None:
    clash = facet("kind=clash&governorate=Deir+ez-Zor", "kind").values[-1]
    assert (clash.value, clash.count, clash.is_on) == ("clash", 0, True)


def test_governorate_asked_by_its_key_is_on(landing: Incident) -> None:
    [governorate] = facet("governorate=deir-ez-zor", "governorate").values
    assert governorate.is_on


def test_unit_counts_those_of_its_parts_once(
    landing: Incident, coalition: Unit, dhiban: Place
) -> None:
    part = UnitFactory.create(code="part", parent=coalition)
    InvolvementFactory.create(incident=landing, unit=part)
    published(dhiban, day=datetime.date(2018, 1, 1), unit=part)
    assert counts("", "unit") == {"coalition": 2, "part": 2}


def test_year_counts_all_that_may_lie_in_it(dhiban: Place) -> None:
    published(
        dhiban,
        day=datetime.date(2017, 12, 31),
        dating__latest=datetime.date(2018, 1, 1),
    )
    assert counts("", "year") == {"2018": 1, "2017": 1}


def test_year_is_on_when_its_days_are_asked(landing: Incident) -> None:
    [year] = facet("from=2017-01-01&to=2017-12-31", "year").values
    assert year.is_on


def test_draft_is_in_no_count(landing: Incident) -> None:
    InvolvementFactory.create(unit__code="hidden")
    assert "hidden" not in counts("", "unit")


def test_empty_catalogue_has_empty_facets(db: None) -> None:
    for parameter in ("kind", "governorate", "unit", "year"):
        assert facet("", parameter).values == []
