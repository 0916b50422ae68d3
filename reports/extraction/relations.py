"""How the spot lies to the place named: at it, near it, so far from it, between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .clauses import ASSERTED, BACKGROUND, TRIED, Clause, Clauses
from .clitics import AND, IN
from .lexicon import word_list
from .quantities import number_at
from .scan import STOP, Hit, Scan
from .sites import Site
from .story import Story

AT, NEAR, DISTANCE, BETWEEN, COUNTRYSIDE = (
    "at",
    "near",
    "distance",
    "between",
    "countryside",
)
REACH = 8
"""Words between a number of kilometres and the place from which they are counted."""
SIDES = ("north", "south", "east", "west")
DOING = frozenset({"event", "harm", "do", "said"})


@dataclass(frozen=True, slots=True)
class Relation:
    """How a spot lies to a place; words first to last say so, hedge softens it.
    other is the second place of 'between', or the one from which a distance counts
    where that is not the place itself."""

    name: str
    distance_km: float | None = None
    bearing: str | None = None
    other: Site | None = None
    words: tuple[int, int] | None = None
    hedge: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Length:
    """A number of kilometres: words first to last, the unit of measure at last - 1."""

    value: float
    first: int
    last: int
    hedge: tuple[int, int] | None


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of the plain lists of doubts.toml."""
    return word_list("doubts.toml", key)


def relate(scan: Scan, clauses: Clauses, story: Story, site: Site) -> Relation:
    """Return how the spot of a story lies to the place chosen for it."""
    found = _by_distance(scan, clauses, story, site)
    if found is None:
        found = _between(scan, clauses, story, site)
    return found or _as_led(scan, site)


def _by_distance(
    scan: Scan, clauses: Clauses, story: Story, site: Site
) -> Relation | None:
    measures = listed("kilometres") | listed("two_kilometres")
    for clause in story.clauses:
        if measures.isdisjoint(scan.words[clause.first : clause.last]):
            continue
        for index in range(clause.first, clause.last):
            if scan.words[index] not in measures or not _told(clauses, index):
                continue
            length = _length(scan, index, clause.first)
            found = _measured(scan, clause, site, length) if length else None
            if found is not None:
                return found
    return None


def _told(clauses: Clauses, index: int) -> bool:
    return clauses.mode[index] in (ASSERTED, TRIED, BACKGROUND)


def _length(scan: Scan, index: int, floor: int) -> _Length | None:
    """Read the number before a word for kilometres, and what softens it."""
    if scan.words[index] in listed("two_kilometres"):
        return _Length(2, index, index + 1, _softened(scan, index, index + 1))
    value, first = 0.0, index
    for back in (1, 2, 3):
        at = index - back
        if at < floor:
            break
        found = _number(scan, at)
        if found is not None and found[1] == index:
            value, first = found[0], at
    if not value:
        return None
    return _Length(float(value), first, index + 1, _softened(scan, first, index + 1))


def _number(scan: Scan, at: int) -> tuple[float, int] | None:
    """Return a number and where it ends; 'two and a half' with its fraction."""
    whole, point, part = scan.words[at].removeprefix(IN).partition(".")
    if point:
        told = whole.isdecimal() and part.isdecimal()
        return (float(f"{whole}.{part}"), at + 1) if told else None
    return number_at(scan, at)


def _softened(scan: Scan, first: int, last: int) -> tuple[int, int] | None:
    before = scan.hit_at[first - 1] if first else None
    if before is not None and "qual" in before.senses:
        return before.first, before.last
    for index in (first - 1, last):
        inside = 0 <= index < len(scan.words)
        if inside and scan.words[index] in listed("approximates"):
            return index, index + 1
    return None


def _measured(
    scan: Scan, clause: Clause, site: Site, length: _Length
) -> Relation | None:
    anchor = _anchor(scan, clause, length)
    if anchor is None:
        return None
    first = min(length.first, length.hedge[0] if length.hedge else length.first)
    inner = (
        (length.last, anchor.first)
        if anchor.first > first
        else (
            anchor.start,
            anchor.first,
        )
    )
    words = min(first, anchor.first), max(length.last, anchor.last)
    own = anchor.anaphor or anchor.label == site.label
    if not own and not _set_apart(scan, site, words[0]):
        return None
    return Relation(
        DISTANCE,
        length.value,
        bearing(scan, *inner),
        None if own else anchor,
        words,
        length.hedge,
    )


def _anchor(scan: Scan, clause: Clause, length: _Length) -> Site | None:
    """Return the place from which a length is counted."""
    for site in clause.sites:
        if length.last <= site.first <= length.last + REACH:
            between = scan.words[length.last : site.first]
            if listed("no_place").isdisjoint(between):
                return site
            return None
    start = length.hedge[0] if length.hedge else length.first
    for site in clause.sites:
        if site.last == start and bearing(scan, site.start, site.first):
            return site
    return None


def _set_apart(scan: Scan, site: Site, first: int) -> bool:
    """'X, which lies 5 km from Y': the place itself is told by another."""
    if not site.last <= first <= site.last + REACH:
        return False
    for index in range(site.last, first):
        hit = scan.hit_at[index]
        if scan.gaps[index] >= STOP:
            return False
        if hit is not None and not DOING.isdisjoint(hit.senses):
            return False
    return True


def bearing(scan: Scan, first: int, last: int) -> str | None:
    """Return the direction that words name, such as south_west; None if none."""
    named = [
        side
        for word in scan.words[first:last]
        for side in SIDES
        if word in listed(side) or word.removeprefix(IN) in listed(side)
    ]
    if len(named) == 2 and named[0] in SIDES[:2] and named[1] in SIDES[2:]:
        return "_".join(named)
    return named[0] if len(named) == 1 else None


def _between(scan: Scan, clauses: Clauses, story: Story, site: Site) -> Relation | None:
    for clause in story.clauses:
        for number, one in enumerate(clause.sites[:-1]):
            if one.label != site.label or not _told(clauses, one.first):
                continue
            if listed("two_ends").isdisjoint(scan.words[one.start : one.first]):
                continue
            other = clause.sites[number + 1]
            joined = other.listed or scan.words[one.last][:1] == AND
            if joined and other.start - one.last <= 1 and not other.anaphor:
                words = one.start, other.last
                return Relation(BETWEEN, other=other, words=words)
    return None


def _lead(scan: Scan, site: Site) -> Iterator[tuple[str, Hit]]:
    """Return the place words that lead to a name, with their sort."""
    index = site.start
    while index < site.first:
        hit = scan.hit_at[index]
        if hit is None or hit.first < index:
            index += 1
            continue
        if "place_word" in hit.senses:
            yield str(hit.senses["place_word"].value), hit
        index = hit.last


def _as_led(scan: Scan, site: Site) -> Relation:
    """Read the relation from the words before the name itself."""
    near = site.relation == NEAR
    side: str | None = None
    for value, hit in _lead(scan, site):
        words = scan.words[hit.first : hit.last]
        noun = words[0].removeprefix(hit.conjunction).removeprefix(hit.preposition)
        around = value == COUNTRYSIDE or noun in listed("open_country")
        if around and not any(entry.kind == "desert" for entry in site.entries):
            return Relation(COUNTRYSIDE)
        if value == "around" and not listed("around").isdisjoint((noun, *words)):
            near = True
        if value == "compass":
            side = bearing(scan, hit.first, hit.last)
    return Relation(NEAR, bearing=side) if near else Relation(AT)
