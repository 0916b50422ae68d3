"""A report's text with words marked, each mark bound to the facts it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from raids.models import Mention
from reports.marking import Mark, Piece, pieces
from reports.models import EvidenceSpan, Report

from .facts import Fact, Question

PASSAGE = "passage"
"""The name of the mark that is no fact: the passage that speaks of the incident."""

GAP = re.compile(r"(\n[^\S\n]*\n\s*)")
"""The blank lines between two paragraphs."""


@dataclass(frozen=True)
class Anchored:
    """A fact with the address that its marks lead to, their tint and their tip."""

    fact: Fact
    url: str
    tint: str
    label: str


@dataclass(frozen=True)
class Words:
    """A stretch of text under the same marks, as the template writes it."""

    text: str
    anchor: str = ""
    facts: str = ""
    url: str = ""
    tint: str = ""
    label: str = ""
    is_aside: bool = False
    is_gap: bool = False


def anchor_of(span: EvidenceSpan) -> str:
    """Return the anchor of the words a span begins with, on a page of its report."""
    return f"w{span.report_id}-{span.start}"


def marked_text(
    report: Report, anchored: Iterable[Anchored], passage: Mention | None = None
) -> list[Words]:
    """Return a report's text cut at the edges of its marks, in order, nothing lost.

    With a passage given, words outside it that no fact rests on are asides.
    """
    by_url = {one.url: one for one in anchored}
    marks = [
        Mark(span.start, span.end, url, one.label, one.tint)
        for url, one in by_url.items()
        for span in one.fact.spans
        if span.report_id == report.pk
    ]
    bounded = passage is not None and passage.start is not None
    if passage is not None and passage.start is not None and passage.end is not None:
        marks.append(Mark(passage.start, passage.end, PASSAGE))
    return [
        words
        for piece in pieces(report.text, marks)
        for words in _words(piece, report, by_url, bounded)
    ]


def _words(
    piece: Piece, report: Report, by_url: dict[str, Anchored], bounded: bool
) -> Iterator[Words]:
    marks = [mark for mark in piece.marks if mark.fact != PASSAGE]
    if marks:
        yield _marked(piece, marks, report, by_url)
        return
    for part in GAP.split(piece.text):
        if part:
            gap = GAP.fullmatch(part) is not None
            aside = bounded and not piece.marks and not gap
            yield Words(part, is_aside=aside, is_gap=gap)


def _marked(
    piece: Piece, marks: list[Mark], report: Report, by_url: dict[str, Anchored]
) -> Words:
    nearest = min(marks, key=lambda mark: mark.length)
    labels = dict.fromkeys(mark.label for mark in marks)
    keys = dict.fromkeys(by_url[mark.fact].fact.key for mark in marks)
    return Words(
        text=piece.text,
        anchor=f"w{report.pk}-{piece.start}",
        facts=" ".join(keys),
        url=nearest.fact,
        tint=nearest.tint,
        label=" — ".join(labels),
    )


def anchored_facts(questions: Iterable[Question], page: str = "") -> list[Anchored]:
    """Return an incident's facts as its page (this one, if none is named) has them."""
    return [
        Anchored(
            fact,
            f"{page}#fact-{fact.key}",
            question.tint,
            f"{question.name}: {fact.label}",
        )
        for question in questions
        for fact in question.facts
    ]
