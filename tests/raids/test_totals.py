"""Totals add the accepted findings as a reader would, and never make up a number."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raids.models import Casualty, Incident
from tests.factories import CaptiveFactory, CasualtyFactory, IncidentFactory

pytestmark = pytest.mark.django_db

UNKNOWN = (None, None)


@pytest.fixture
def incident() -> Incident:
    return IncidentFactory.create()


def total(incident: Incident, stem: str) -> tuple[int | None, int | None]:
    """Return a total's bounds as the database holds them now."""
    row = Incident.objects.get(pk=incident.pk)
    return getattr(row, f"{stem}_min"), getattr(row, f"{stem}_max")


def stated(incident: Incident, stem: str) -> bool:
    """Return whether the incident's reports speak of it, as the database holds it."""
    return bool(getattr(Incident.objects.get(pk=incident.pk), f"{stem}_stated"))


# --- counts --------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["killed", "wounded"])
def test_an_exact_count_bounds_the_total_on_both_sides(
    incident: Incident, outcome: str
) -> None:
    CasualtyFactory.create(incident=incident, outcome=outcome, count=4)
    assert total(incident, outcome) == (4, 4)


def test_captives_are_counted_as_taken(incident: Incident) -> None:
    CaptiveFactory.create(incident=incident, count=3)
    assert total(incident, "taken") == (3, 3)


def test_at_least_leaves_the_upper_bound_unknown(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, count_min=25, count_max=None)
    assert total(incident, "killed") == (25, None)


def test_at_most_leaves_the_lower_bound_unknown(incident: Incident) -> None:
    CaptiveFactory.create(incident=incident, count_min=None, count_max=5)
    assert total(incident, "taken") == (None, 5)


def test_about_counts_as_the_number_and_keeps_its_cue(incident: Incident) -> None:
    row = CasualtyFactory.create(incident=incident, count=20, hedge="نحو")
    assert total(incident, "killed") == (20, 20)
    assert Casualty.objects.get(pk=row.pk).hedge == "نحو"


def test_unknown_count_is_null_never_zero(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident)
    CaptiveFactory.create(incident=incident)
    assert total(incident, "killed") == UNKNOWN
    assert total(incident, "taken") == UNKNOWN


def test_silence_is_null_and_not_stated(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, outcome="wounded", count=1)
    assert total(incident, "killed") == UNKNOWN
    assert not stated(incident, "killed")
    assert not stated(incident, "taken")


@pytest.mark.parametrize("outcome", ["killed", "wounded"])
def test_an_unknown_number_is_stated_all_the_same(
    incident: Incident, outcome: str
) -> None:
    CasualtyFactory.create(incident=incident, outcome=outcome)
    told = [stem for stem in ("killed", "wounded", "taken") if stated(incident, stem)]
    assert told == [outcome]


def test_an_unknown_number_of_captives_is_stated_all_the_same(
    incident: Incident,
) -> None:
    CaptiveFactory.create(incident=incident)
    told = [stem for stem in ("killed", "wounded", "taken") if stated(incident, stem)]
    assert told == ["taken"]


def test_the_missing_are_in_no_total(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, outcome="missing", count=6)
    assert total(incident, "killed") == total(incident, "wounded") == UNKNOWN


def test_counts_that_stand_alone_are_added(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, category="combatant", count=3)
    CasualtyFactory.create(incident=incident, category="civilian", count=2)
    assert total(incident, "killed") == (5, 5)


def test_one_unknown_count_takes_the_upper_bound_of_the_sum(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, category="combatant", count=3)
    CasualtyFactory.create(incident=incident, category="civilian")
    assert total(incident, "killed") == (3, None)


def test_a_range_and_an_exact_count_add_bound_by_bound(incident: Incident) -> None:
    CaptiveFactory.create(incident=incident, count_min=2, count_max=4)
    CaptiveFactory.create(incident=incident, count=1)
    assert total(incident, "taken") == (3, 5)


def test_a_part_is_not_counted_beside_its_total(incident: Incident) -> None:
    whole = CasualtyFactory.create(incident=incident, category="civilian", count=14)
    CasualtyFactory.create(incident=incident, category="child", count=5, part_of=whole)
    assert total(incident, "killed") == (14, 14)


def test_part_of_the_taken_is_not_counted_beside_its_total(incident: Incident) -> None:
    whole = CaptiveFactory.create(incident=incident, count=7)
    CaptiveFactory.create(incident=incident, nationality="IQ", count=2, part_of=whole)
    assert total(incident, "taken") == (7, 7)


def test_an_unknown_part_leaves_its_total_exact(incident: Incident) -> None:
    whole = CasualtyFactory.create(incident=incident, category="civilian", count=14)
    CasualtyFactory.create(incident=incident, category="child", part_of=whole)
    assert total(incident, "killed") == (14, 14)
    assert total(incident, "civilians_killed") == (14, 14)


def test_a_part_loosed_from_its_total_counts_for_itself(incident: Incident) -> None:
    whole = CasualtyFactory.create(incident=incident, category="combatant", count=9)
    part = CasualtyFactory.create(
        incident=incident, category="civilian", count=2, part_of=whole
    )
    part.part_of = None
    part.save()
    assert total(incident, "killed") == (11, 11)


def test_rivals_do_not_count(incident: Incident) -> None:
    CasualtyFactory.create(incident=incident, count=3)
    CasualtyFactory.create(incident=incident, count=12, accepted=False)
    CaptiveFactory.create(incident=incident, count=2, accepted=False)
    assert total(incident, "killed") == (3, 3)
    assert total(incident, "taken") == UNKNOWN
    assert not stated(incident, "taken")


# --- civilians -----------------------------------------------------------------------


@pytest.mark.parametrize("category", ["civilian", "child", "woman"])
def test_civilians_children_and_women_are_civilians(
    incident: Incident, category: str
) -> None:
    CasualtyFactory.create(incident=incident, category=category, count=2)
    assert total(incident, "civilians_killed") == (2, 2)


@pytest.mark.parametrize("category", ["combatant", "unknown"])
def test_others_are_not_called_civilians(incident: Incident, category: str) -> None:
    CasualtyFactory.create(incident=incident, category=category, count=2)
    assert total(incident, "civilians_killed") == UNKNOWN


def test_the_wounded_are_no_killed_civilians(incident: Incident) -> None:
    CasualtyFactory.create(
        incident=incident, category="civilian", outcome="wounded", count=2
    )
    assert total(incident, "civilians_killed") == UNKNOWN


def test_civilians_of_a_mixed_total_are_counted(incident: Incident) -> None:
    whole = CasualtyFactory.create(incident=incident, category="unknown", count=20)
    CasualtyFactory.create(
        incident=incident, category="civilian", count=14, part_of=whole
    )
    CasualtyFactory.create(
        incident=incident, category="combatant", count=6, part_of=whole
    )
    assert total(incident, "killed") == (20, 20)
    assert total(incident, "civilians_killed") == (14, 14)


def test_children_of_civilians_of_a_mixed_total_are_counted_once(
    incident: Incident,
) -> None:
    whole = CasualtyFactory.create(incident=incident, category="unknown", count=20)
    civilians = CasualtyFactory.create(
        incident=incident, category="civilian", count=14, part_of=whole
    )
    CasualtyFactory.create(
        incident=incident, category="child", count=5, part_of=civilians
    )
    assert total(incident, "civilians_killed") == (14, 14)


def test_a_total_called_civilian_later_takes_in_its_children(
    incident: Incident,
) -> None:
    whole = CasualtyFactory.create(incident=incident, category="unknown", count=14)
    CasualtyFactory.create(incident=incident, category="child", count=5, part_of=whole)
    assert total(incident, "civilians_killed") == (5, 5)
    whole.category = "civilian"
    whole.save()
    assert total(incident, "civilians_killed") == (14, 14)


# --- any set of findings -------------------------------------------------------------

CIVILIAN = {"civilian", "child", "woman"}
Bounds = tuple[int | None, int | None]


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """Draw a lower and an upper bound, either unknown."""
    low = draw(st.none() | st.integers(1, 30))
    return low, draw(st.none() | st.integers(low or 1, 40))


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(["killed", "wounded"]),
            "category": st.sampled_from(["combatant", "unknown", *sorted(CIVILIAN)]),
            "bounds": bounds(),
            "accepted": st.booleans(),
            "total": st.none() | st.integers(0, 7),
        }
    ),
    max_size=8,
)


def totals_bound(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let a row be part of one before it, of the same outcome, or of none."""
    for number, row in enumerate(rows):
        total = row["total"]
        fits = total is not None and total < number
        row["total"] = (
            total if fits and rows[total]["outcome"] == row["outcome"] else None
        )
    return rows


def added(rows: list[dict[str, Any]]) -> tuple[int | None, int | None]:
    """Add bounds as a reader would by hand."""
    lows = [row["bounds"][0] for row in rows if row["bounds"][0] is not None]
    highs = [row["bounds"][1] for row in rows]
    return (
        sum(lows) if lows else None,
        sum(highs) if highs and None not in highs else None,
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS.map(totals_bound))
def test_totals_are_what_a_reader_would_add_up(rows: list[dict[str, Any]]) -> None:
    incident = IncidentFactory.create()
    stored: list[Casualty] = []
    for row in rows:
        low, high = row["bounds"]
        stored.append(
            CasualtyFactory.create(
                incident=incident,
                outcome=row["outcome"],
                category=row["category"],
                accepted=row["accepted"],
                count_min=low,
                count_max=high,
                part_of=None if row["total"] is None else stored[row["total"]],
            )
        )
    counted = [row for row in rows if row["accepted"]]
    for outcome in ("killed", "wounded"):
        alone = [r for r in counted if r["outcome"] == outcome and r["total"] is None]
        assert total(incident, outcome) == added(alone)
    civilians = [
        row
        for row in counted
        if row["outcome"] == "killed"
        and row["category"] in CIVILIAN
        and (row["total"] is None or rows[row["total"]]["category"] not in CIVILIAN)
    ]
    assert total(incident, "civilians_killed") == added(civilians)
