"""The words of a report and what the lexicon knows of them, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress, count
from operator import attrgetter, itemgetter

from .clitics import AND
from .lexicon import Lexicon, Openings, Sense, Start, words
from .normalise import NormText
from .spans import Span

WORD = re.compile(r"(\w+(?:[.,:]\d+)*)(\W*)")

# How strongly the signs between two words part them.
SPACE, MARK, COMMA, STOP, LINE = range(5)


@dataclass(slots=True, eq=False)
class Hit:
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
    text, gaps[i] tells how strongly it is parted from the word before, pauses are
    the words before which there is a comma or more, dashes and colons those before
    which such a sign stands, numbers those that begin or end with a digit, and
    hit_at[i] is the known form that covers word i, if any. told holds the known
    forms by class, places the positions of each word."""

    norm: NormText
    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    pauses: list[int]
    dashes: set[int]
    colons: set[int]
    numbers: list[int]
    hit_at: list[Hit | None]
    hits: list[Hit]
    hit_firsts: list[int]
    told: dict[str, list[Hit]]
    places: dict[str, list[int]]
    found: dict[frozenset[str], list[int]] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the original text of words first to last (exclusive).

        Given in the wrong order, they are taken as all words between the two, so
        that no rule at fault can give a span that ends before it starts."""
        low, high = first, last - 1
        if high < low:
            low, high = max(high, 0), low
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
        try:
            hit = self.hit_at[index]
        except IndexError:
            return None
        if hit is not None and cls in hit.senses and hit.first == index:
            return hit
        return None

    def form_at(self, index: int) -> Hit | None:
        """Return the known form that begins at a word."""
        hit = self.hit_at[index] if index < len(self.hit_at) else None
        return hit if hit is not None and hit.first == index else None

    def of(self, *classes: str) -> list[Hit]:
        """Return the known forms of some classes in the order of the text."""
        found = {hit.first: hit for cls in classes for hit in self.told.get(cls, ())}
        return [found[first] for first in sorted(found)]

    def reread(self, hit: Hit, last: int, senses: dict[str, Sense]) -> None:
        """Put another reading, up to word last, in the place of a known form."""
        other = Hit(
            hit.first, last, senses, hit.conjunction, hit.preposition, hit.definite
        )
        self.hits[bisect_left(self.hit_firsts, hit.first)] = other
        self.hit_at[hit.first : last] = [other] * (last - hit.first)
        for cls in hit.senses:
            self.told[cls].remove(hit)
        for cls in senses:
            insort(self.told.setdefault(cls, []), other, key=lambda one: one.first)

    def keep(self, hits: list[Hit]) -> None:
        """Keep only these of the known forms."""
        self.hits, self.hit_firsts = hits, [hit.first for hit in hits]
        self.told = _by_class(hits)

    def hits_in(self, first: int, last: int) -> list[Hit]:
        """Return the known forms that begin in words first to last (exclusive)."""
        begin = bisect_left(self.hit_firsts, first)
        return self.hits[begin : bisect_left(self.hit_firsts, last, begin)]

    def figures_in(self, first: int, last: int) -> list[int]:
        """Return the words first to last (exclusive) that end with a digit and belong
        to no known form."""
        begin = bisect_left(self.numbers, first)
        return [
            index
            for index in self.numbers[begin : bisect_left(self.numbers, last, begin)]
            if self.hit_at[index] is None and self.words[index][-1].isdecimal()
        ]

    def where(self, listed: frozenset[str]) -> list[int]:
        """Return where the words of a list stand in the text."""
        found = self.found.get(listed)
        if found is None:
            found = [
                at for word in self.places.keys() & listed for at in self.places[word]
            ]
            found.sort()
            self.found[listed] = found
        return found

    def tells(self, listed: frozenset[str], first: int, last: int) -> bool:
        """Tell whether a word of a list is among words first to last (exclusive)."""
        found = self.where(listed)
        if not found:
            return False
        at = bisect_left(found, first)
        return at < len(found) and found[at] < last

    def written(self, first: int, last: int) -> str:
        """Return the normalised words first to last (exclusive)."""
        return " ".join(self.words[first:last])


class _Levels(dict[str, int]):
    """How strongly the signs between two words part them, by those signs."""

    def __missing__(self, gap: str) -> int:
        level = _level(gap)
        if len(gap) <= 8 and len(self) < 10_000:
            self[gap] = level
        return level


_levels = _Levels()


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
    first = WORD.search(norm.text)
    parted = WORD.findall(norm.text)
    lengths = map(len, chain.from_iterable(parted))
    borders = list(accumulate(lengths, initial=first.start() if first else 0))
    words = list(map(itemgetter(0), parted))
    signs = list(map(itemgetter(1), parted))
    gaps = [LINE, *map(_levels.__getitem__, signs[:-1])] if words else []
    marked = list(compress(count(), gaps))
    hit_at, hits, numbers = _find(words, gaps, lexicon.openings)
    return Scan(
        norm,
        words,
        borders[:-1:2],
        borders[1::2],
        gaps,
        [index for index in marked if gaps[index] >= COMMA],
        {i for i in marked if gaps[i] == MARK and i and _has_dash(signs[i - 1])},
        {i for i in marked if gaps[i] == STOP and ":" in signs[i - 1]},
        numbers,
        hit_at,
        hits,
        list(map(attrgetter("first"), hits)),
        _by_class(hits),
        _places(words),
    )


def _has_dash(sign: str) -> bool:
    return "–" in sign or "-" in sign or "—" in sign


def _by_class(hits: list[Hit]) -> dict[str, list[Hit]]:
    told: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        for cls in hit.senses:
            told[cls].append(hit)
    return told


def _places(words: list[str]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        places[word].append(index)
    return places


def _find(
    words: list[str], gaps: list[int], openings: Openings
) -> tuple[list[Hit | None], list[Hit], list[int]]:
    """Return the form that covers each word, all forms, and the numbers in digits."""
    hit_at: list[Hit | None] = [None] * len(words)
    hits: list[Hit] = []
    numbers: list[int] = []
    following = [*words[1:], ""]
    free = 0
    for index, opening in enumerate(map(openings.__getitem__, words)):
        if opening is None:
            continue
        alone, longer, seconds, digits = opening
        if digits:
            numbers.append(index)
        if index < free:
            continue
        hit = None
        if following[index] in seconds:
            hit = _longer(words, gaps, index, longer)
        if hit is not None:
            free = hit.last
            hit_at[index:free] = [hit] * (free - index)
        elif alone is not None:
            senses, conjunction, preposition, definite = alone
            hit = Hit(index, index + 1, senses, conjunction, preposition, definite)
            hit_at[index] = hit
        else:
            continue
        hits.append(hit)
    return hit_at, hits, numbers


def _longer(
    words: list[str], gaps: list[int], index: int, starts: tuple[Start, ...]
) -> Hit | None:
    """Return the longest form of two words or more that begins at a word."""
    best: Hit | None = None
    for node, conjunction, preposition, definite in starts:
        last = index + 1
        while node.next and last < len(words) and gaps[last] <= MARK:
            following = node.next.get(words[last])
            if following is None:
                break
            node = following
            last += 1
            if node.senses is not None and (best is None or last > best.last):
                best = Hit(index, last, node.senses, conjunction, preposition, definite)
    return best


def has_and(scan: Scan, index: int) -> bool:
    """Tell whether a word is joined to what stands before by 'and'."""
    hit = scan.hit_at[index]
    if hit is not None and hit.first == index:
        return hit.conjunction == AND or scan.words[index] in words("and_forms")
    word = scan.words[index]
    return word.startswith(AND) and word not in words("begins_with_waw")
