"""Shows a report's text with the words marked on which facts rest.

Offsets are code points into the text, the end not included. Marks may overlap: the text
is cut at every edge, and each piece knows all the marks that cover it. Nothing here
reads the database, and whatever is shown is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PARAGRAPH = re.compile(r"\S.*?(?:\n[^\S\n]*(?=\n)\s*|\Z)|\s+", re.DOTALL)
"""A paragraph and the blank lines after it; or what blank begins the text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a fact rests on; `fact` is the id of what shows the fact.

    `label` says the fact in words, `tint` names the colour of its kind.
    """

    start: int
    end: int
    fact: str
    label: str = ""
    tint: str = ""

    @property
    def length(self) -> int:
        """How many code points it covers."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that the same marks cover from end to end."""

    text: str
    marks: tuple[Mark, ...]
    start: int = 0


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a text at the edges of its marks; the pieces joined are the text again."""
    return list(_cut(text, list(marks), 0, len(text)))


def _cut(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of text[start:end], with what of each mark lies in it."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end}
    for mark in here:
        edges |= {max(mark.start, start), min(mark.end, end)}
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        covering = (mark for mark in here if mark.start <= left and mark.end >= right)
        yield Piece(text[left:right], tuple(covering), left)


def render(
    text: str, marks: Iterable[Mark], *, links: bool = False, anchor: str = "w"
) -> SafeString:
    """Return the text as paragraphs of HTML whose characters are exactly the text's.

    A marked piece is `<mark id data-facts data-tint>`: its id is `anchor` and the
    offset it starts at, its tint that of the shortest mark. With `links` it leads to
    the shortest mark's fact. Show it with `white-space: pre-wrap`.
    """
    marks = [mark for mark in marks if mark.start < mark.end]
    paragraphs = (
        (
            format_html_join(
                "",
                "{}",
                (
                    (_piece(piece, links=links, anchor=anchor),)
                    for piece in _cut(text, marks, found.start(), found.end())
                ),
            ),
        )
        for found in PARAGRAPH.finditer(text)
    )
    return format_html_join("", "<p>{}</p>", paragraphs)


def _piece(piece: Piece, *, links: bool, anchor: str) -> SafeString:
    """Return one piece as HTML."""
    if not piece.marks:
        return format_html("{}", piece.text)
    nearest = min(piece.marks, key=lambda mark: mark.length)
    words = format_html("{}", piece.text)
    if links:
        words = format_html('<a href="#{}">{}</a>', nearest.fact, words)
    return format_html(
        '<mark id="{}{}" data-facts="{}" data-tint="{}"{}>{}</mark>',
        anchor,
        piece.start,
        " ".join(dict.fromkeys(mark.fact for mark in piece.marks)),
        nearest.tint,
        _title(piece.marks),
        words,
    )


def _title(marks: Iterable[Mark]) -> SafeString:
    """Return the attribute that says the facts in words, if any has words."""
    labels = dict.fromkeys(mark.label for mark in marks if mark.label)
    if not labels:
        return SafeString("")
    return format_html(' title="{}"', " · ".join(labels))
