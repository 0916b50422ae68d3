"""Words are where they stand in the report, or an editor is told what to do."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from raids.forms.words import Passage, found, parsed, quote, written

TEXT = "قتل 4 مدنيين\nفي هجين، وقتل عنصر."
TEXTS = {7: TEXT, 8: "أسر اثنان في هجين."}

PASSAGES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10)).map(
        lambda ends: Passage(7, ends[0], min(ends[0] + ends[1], len(TEXT)))
    )
)


@given(PASSAGES)
def test_what_is_written_is_read_back(passages: list[Passage]) -> None:
    assert parsed(written(passages), TEXTS) == passages


@pytest.mark.parametrize(
    "value",
    ["7:0-99", "9:0-1", "7:3-3", "7:4-3", "7:-1-3", "x", "7:0-3;8:0-3", "7:٠-٣"],
)
def test_what_lies_in_no_report_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        parsed(value, TEXTS)


def test_words_are_found_across_lines_and_spaces() -> None:
    assert found("مدنيين  في", TEXTS) == Passage(7, 6, 15)


@pytest.mark.parametrize("words", ["لا شيء من هذا", "قتل", "في هجين"])
def test_words_that_stand_nowhere_or_twice_are_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        found(words, TEXTS)


def test_words_are_no_pattern() -> None:
    with pytest.raises(ValidationError):
        found(".*", TEXTS)


def test_quotes_stand_on_one_line_parted_by_a_bar() -> None:
    assert quote([Passage(7, 6, 15), Passage(8, 0, 3)], TEXTS) == "مدنيين في | أسر"
