"""The words of a report and what the lexicon knows of them, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from .clitics import AND
from .lexicon import Lexicon, Sense, Start, words
from .normalise import NormText
from .spans import Span

WORD = re.compile(r"(\w+(?:[.,:]\d+)*)(\W*)")

# How strongly the signs between two words part them.
SPACE, MARK, COMMA, STOP, LINE = range(5)


class Hit(NamedTuple):
    """A known form in the text: words first to last (exclusive), clitics parted."""

    first: int
    last: int
    senses: dict[str, Sense]
    conjunction: str
    preposition: str
    definite: bool


@dataclass(slots=True)
class Scan:
    """The words of a text. Word i stands at starts[i]:ends[i] of the normalised
    text, gaps[i] tells how strongly it is parted from the word before, dashes and
    colons hold the words before which such a sign stands, and hit_at[i] is the
    known form that covers word i, if any."""

    norm: NormText
    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    dashes: set[int]
    colons: set[int]
    hit_at: list[Hit | None]
    hits: list[Hit]

    def span(self, first: int, last: int) -> Span:
        """Return the span in the original text of words first to last (exclusive).

        Given in the wrong order, they are taken as all words between the two, so
        that no rule at fault can give a span that ends before it starts."""
        low, high = sorted((first, max(last - 1, 0)))
        return Span(
            self.norm.start_of(self.starts[low]),
            self.norm.end_of(self.ends[high]),
        )

    def sense(self, index: int, cls: str) -> Sense | None:
        """Return the sense of a class that the form covering a word has."""
        if 0 <= index < len(self.hit_at):
            hit = self.hit_at[index]
            if hit is not None:
                return hit.senses.get(cls)
        return None

    def starts_with(self, index: int, cls: str) -> Hit | None:
        """Return the known form of a class that begins at a word."""
        if 0 <= index < len(self.hit_at):
            hit = self.hit_at[index]
            if hit is not None and hit.first == index and cls in hit.senses:
                return hit
        return None

    def written(self, first: int, last: int) -> str:
        """Return the normalised words first to last (exclusive)."""
        return " ".join(self.words[first:last])


_gap_levels: dict[str, int] = {}


def gap_level(gap: str) -> int:
    """Tell how strongly the signs of a gap part the words around it."""
    level = _gap_levels.get(gap)
    if level is None:
        level = _level(gap)
        if len(gap) <= 8 and len(_gap_levels) < 10_000:
            _gap_levels[gap] = level
    return level


def _level(gap: str) -> int:
    if "\n" in gap or "\r" in gap:
        return LINE
    if any(sign in gap for sign in ".؟!?…:"):
        return STOP
    if any(sign in gap for sign in "،,؛;"):
        return COMMA
    return SPACE if not gap.strip() else MARK


def scan(norm: NormText, lexicon: Lexicon) -> Scan:
    """Cut the text into words and find all known forms, the longest first."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    dashes: set[int] = set()
    colons: set[int] = set()
    first_match = WORD.search(norm.text)
    position = first_match.start() if first_match else 0
    level = LINE
    for word, gap in WORD.findall(norm.text):
        words.append(word)
        starts.append(position)
        gaps.append(level)
        position += len(word)
        ends.append(position)
        position += len(gap)
        if gap == " ":
            level = SPACE
        else:
            level = gap_level(gap)
            if level == MARK and ("–" in gap or "-" in gap or "—" in gap):
                dashes.add(len(words))
            elif level == STOP and ":" in gap:
                colons.add(len(words))
    hit_at, hits = _find(words, gaps, lexicon)
    return Scan(norm, words, starts, ends, gaps, dashes, colons, hit_at, hits)


def _find(
    words: list[str], gaps: list[int], lexicon: Lexicon
) -> tuple[list[Hit | None], list[Hit]]:
    hit_at: list[Hit | None] = [None] * len(words)
    hits: list[Hit] = []
    index, count = 0, len(words)
    starts_of = lexicon.starts_of
    while index < count:
        starts = starts_of(words[index])
        if starts:
            hit = _longest(words, gaps, index, starts)
            if hit is not None:
                hits.append(hit)
                for covered in range(index, hit.last):
                    hit_at[covered] = hit
                index = hit.last
                continue
        index += 1
    return hit_at, hits


def _longest(
    words: list[str], gaps: list[int], index: int, starts: tuple[Start, ...]
) -> Hit | None:
    best: Hit | None = None
    for start in starts:
        node = start.node
        last = index + 1
        if node.senses is not None and (best is None or last > best.last):
            best = Hit(index, last, node.senses, *start[1:])
        while node.next and last < len(words) and gaps[last] <= MARK:
            following = node.next.get(words[last])
            if following is None:
                break
            node = following
            last += 1
            if node.senses is not None and (best is None or last > best.last):
                best = Hit(index, last, node.senses, *start[1:])
    return best


def has_and(scan: Scan, index: int) -> bool:
    """Tell whether a word is joined to what stands before by 'and'."""
    hit = scan.hit_at[index]
    if hit is not None and hit.first == index:
        return hit.conjunction == AND or scan.words[index] in words("and_forms")
    word = scan.words[index]
    return word.startswith(AND) and word not in words("begins_with_waw")
