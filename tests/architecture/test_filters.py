"""What is public can be asked for, by the plan's names, and the guide tells how."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rest_framework.serializers import Serializer

from raids.api import rows
from raids.api.queries import FOR_LISTS
from raids.api.serializers import IncidentRowSerializer
from raids.filters import IncidentFilter, PlaceFilter, ReportFilter, UnitFilter

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "api.md").read_text()

BY_Q = "q"
SAME_FOR_ALL = "says how sure another field is; certainty asks for any of them"
NOT_ASKED = "tells more of a field that has its filter"
ANSWERED_BY: dict[str, str] = {
    "reference": BY_Q,
    "title_ar": BY_Q,
    "title_en": BY_Q,
    "place_ar": BY_Q,
    "kind": "kind",
    "date_start": "from",
    "date_end": "to",
    "place": "place",
    "governorate": "governorate",
    "lat": "bbox",
    "lon": "bbox",
    "date_certainty": "certainty",
    "place_certainty": "certainty",
    "units": "unit",
    "equipment": "equipment",
    "casualties": "nationality",
    "captives": "has_captives",
    "has_captives": "has_captives",
    "killed_min": "killed_min",
    "captives_min": "captives_min",
    "civilians_killed_min": "civilians_killed_min",
    "reports": "report",
    "updated_at": "updated_since",
    # of the rows of findings
    "unit": "unit",
    "role": "attacker",
    "certainty": "certainty",
    "nationality": "nationality",
    "name_ar": BY_Q,
    "name_en": BY_Q,
    "outcome": "killed_min",
    "category": "civilians_killed_min",
}
NO_FILTER: dict[str, str] = {
    "url": "is the address itself",
    "id": "is a number for joining rows",
    "is_sample": "is told of a whole site, which samples are taken off",
    "published_at": "concerns the site's work; updated_since follows it",
    "time_of_day": NOT_ASKED,
    "date_precision": NOT_ASKED,
    "date_hedge": SAME_FOR_ALL,
    "date_inferred": SAME_FOR_ALL,
    "place_relation": NOT_ASKED,
    "place_hedge": SAME_FOR_ALL,
    "hedge": SAME_FOR_ALL,
    "inferred": SAME_FOR_ALL,
    "radius_m": NOT_ASKED,
    "strength_min": NOT_ASKED,
    "strength_max": NOT_ASKED,
    "count_min": "is summed in killed_min, captives_min and civilians_killed_min",
    "count_max": "is an upper bound, and may be unknown",
    "part_of": "joins rows",
    "fate": NOT_ASKED,
    "has_killed": "killed_min=1 asks what is certain",
    "has_wounded": "is told by q at need; nobody asked for it yet",
    "wounded_min": "is told by q at need; nobody asked for it yet",
    "wounded_max": "is an upper bound, and may be unknown",
    "killed_max": "is an upper bound, and may be unknown",
    "captives_max": "is an upper bound, and may be unknown",
    "civilians_killed_max": "is an upper bound, and may be unknown",
}
PUBLIC: list[type[Serializer]] = [
    IncidentRowSerializer,
    rows.InvolvementRow,
    rows.EquipmentRow,
    rows.CasualtyRow,
    rows.CaptiveRow,
]


@pytest.mark.parametrize("shape", PUBLIC, ids=lambda shape: shape.__name__)
def test_each_public_field_has_a_filter_or_a_reason(shape: type[Serializer]) -> None:
    fields = set(shape().fields)
    assert fields - {*ANSWERED_BY} - {*NO_FILTER} == set()
    assert {*ANSWERED_BY.values()} <= {*IncidentFilter.base_filters}


def test_no_reason_is_given_for_a_field_that_is_gone() -> None:
    fields = {name for shape in PUBLIC for name in shape().fields}
    assert {*ANSWERED_BY, *NO_FILTER} - fields == set()
    assert {*ANSWERED_BY} & {*NO_FILTER} == set()


def test_the_names_are_those_of_the_plan() -> None:
    plan = (ROOT / "docs" / "design.md").read_text()
    [listed] = re.findall(
        r"\*\*Filters\*\*, by the same names.*?: (.*?)\. ", plan, re.S
    )
    names = re.findall(r"`(\w+)`", listed)
    assert [*IncidentFilter.base_filters, "fields"] == names


def test_every_parameter_of_incidents_is_in_the_guide() -> None:
    told = re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)
    assert {*IncidentFilter.base_filters, *FOR_LISTS} == set(told)


@pytest.mark.parametrize("filters", [ReportFilter, PlaceFilter, UnitFilter])
def test_every_filter_of_the_other_lists_is_in_the_guide(filters: type) -> None:
    [passage] = re.findall(r"^The other lists take fewer:.*?\n\n", GUIDE, re.M | re.S)
    named = set(re.findall(r"`(\w+)`", passage))
    assert set(filters.base_filters) <= named  # type: ignore[attr-defined]


def test_every_ordering_is_in_the_guide() -> None:
    [row] = re.findall(r"^\| `ordering` \|.*$", GUIDE, re.MULTILINE)
    orderings = IncidentFilter.base_filters["ordering"].orderings
    assert set(orderings) <= set(re.findall(r"`(\w+)`", row))
