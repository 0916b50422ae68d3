"""The sentence that says what a list shows."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from raids.choices import IncidentKind
from raids.filters import Clause
from raids.views.sentences import kind_counted, sentence_of


def said(count: int, *clauses: tuple[str, str, str]) -> str:
    """Return the sentence in English."""
    with override("en"):
        return sentence_of(count, [Clause(*clause) for clause in clauses])


def test_plain_list_is_counted() -> None:
    assert said(1234) == "1,234 incidents"


def test_several_values_of_one_name_are_alternatives() -> None:
    kinds = [("kind", "clash", "Clash"), ("kind", "ambush", "Ambush")]
    assert said(3, *kinds) == "3 incidents (Clash or Ambush)"


def test_search_is_said_before_the_filters_and_years_last() -> None:
    assert said(
        2,
        ("q", "بقرص", "“بقرص”"),
        ("from", "2017-01-01", "from 1 January 2017"),
        ("to", "2017-12-31", "until 31 December 2017"),
        ("unit", "is", "involving Islamic State"),
    ) == ("2 incidents matching “بقرص”, involving Islamic State, in 2017")


def test_bounds_that_are_no_whole_years_stay_days() -> None:
    assert said(2, ("from", "2017-03-01", "from 1 March 2017")) == (
        "2 incidents, from 1 March 2017"
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا مداهمات برية"),
        (1, "مداهمة برية واحدة"),
        (2, "مداهمتان بريتان"),
        (5, "5 مداهمات برية"),
        (11, "11 مداهمة برية"),
        (103, "103 مداهمات برية"),
    ],
)
def test_arabic_counts_in_six_forms(count: int, words: str) -> None:
    with override("ar"):
        assert kind_counted(count, IncidentKind.GROUND_RAID) == words


@pytest.mark.parametrize("kind", IncidentKind.values)
def test_every_kind_can_be_counted(kind: str) -> None:
    assert "7" in kind_counted(7, kind)
