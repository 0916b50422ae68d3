"""A marked text is the text: nothing is lost, nothing is run, every mark is there."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.marking import Mark, Piece, pieces, render

TEXT = "قتل 4 مدنيين\nفي هجين.\n\nوأسر اثنان."


def shown(rendered: str) -> str:
    """Return what a reader of the page sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", rendered))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """Texts with marks anywhere, overlapping and beyond the end too."""
    text = draw(st.text(alphabet="اب 4&<\n\t\u200f😀", max_size=60))
    offset = st.integers(0, len(text) + 3)
    marks = st.builds(Mark, offset, offset, st.sampled_from(["a", "b", "c"]))
    return text, draw(st.lists(marks, max_size=6))


@given(marked_texts())
def test_pieces_joined_are_the_text(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    assert "".join(piece.text for piece in pieces(text, marks)) == text


@given(marked_texts())
def test_rendered_characters_are_exactly_the_texts(
    marked: tuple[str, list[Mark]],
) -> None:
    text, marks = marked
    assert shown(render(text, marks)) == text


@given(marked_texts())
def test_every_code_point_is_under_just_its_marks(
    marked: tuple[str, list[Mark]],
) -> None:
    text, marks = marked
    for piece in pieces(text, marks):
        for offset in range(piece.start, piece.start + len(piece.text)):
            expected = {mark for mark in marks if mark.start <= offset < mark.end}
            assert set(piece.marks) == expected


def test_overlapping_marks_are_cut_at_each_edge() -> None:
    first, second = Mark(0, 5, "total"), Mark(4, 12, "civilians")
    assert pieces(TEXT[:12], [first, second]) == [
        Piece("قتل ", (first,), 0),
        Piece("4", (first, second), 4),
        Piece(" مدنيين", (second,), 5),
    ]


def test_a_mark_names_its_facts_and_takes_the_tint_of_the_shortest() -> None:
    marks = [
        Mark(0, 12, "d0-kind", tint="kind"),
        Mark(4, 5, "d0-casualties-0", tint="h"),
    ]
    rendered = render(TEXT, marks)
    assert '<mark id="w4" data-facts="d0-kind d0-casualties-0" data-tint="h">4<' in (
        rendered
    )


def test_paragraphs_are_kept_and_a_mark_across_two_stands_in_both() -> None:
    rendered = render(TEXT, [Mark(16, 28, "x")])
    assert rendered.count("<p>") == 2
    assert rendered.count("<mark") == 2


def test_what_a_report_says_is_never_run() -> None:
    rendered = render('<script>alert("x")</script>', [Mark(0, 8, '"><b>', label="<i>")])
    assert "<script>" not in rendered
    assert "<b>" not in rendered
    assert "<i>" not in rendered


def test_with_links_the_words_lead_to_the_nearest_fact() -> None:
    marks = [Mark(0, 12, "d0-kind"), Mark(4, 5, "d0-casualties-0")]
    assert '<a href="#d0-casualties-0">4</a>' in render(TEXT, marks, links=True)


def test_labels_say_the_facts_in_words_once_each() -> None:
    marks = [Mark(0, 3, "a", label="Killed"), Mark(0, 3, "b", label="Killed")]
    assert render(TEXT, marks).count("Killed") == 1


@pytest.mark.parametrize("marks", [[], [Mark(3, 3, "empty")], [Mark(90, 99, "beyond")]])
def test_marks_that_cover_nothing_leave_no_trace(marks: list[Mark]) -> None:
    assert "<mark" not in render(TEXT, marks)
