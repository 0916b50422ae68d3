"""How sure the report is of what: the words that soften, and what they govern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from .clauses import Clause, Clauses
from .lexicon import word_list
from .quantities import number_at
from .scan import Hit, Scan

LIKELY, CLAIMED, DISPUTED = "likely", "claimed", "disputed"
CUES = frozenset({"hedge", "doubt", "claims", "said"})
VERBS = frozenset({"do", "harm", "event", "said", "against", "split"})
NAMES = frozenset({"unit", "origin"})
OTHER_SPEAKER = frozenset({"said", "sources", "recall", "another", "rival", "hedge"})
BESIDE = 3
"""Words that a cue standing behind them may govern."""
NEXT = 1
"""Words between people and the cue that tells whose they are."""
NAMED_BY = 8
"""Words between 'claimed responsibility' and the name of who did."""
JOINED_BY = 3
"""Words between two names that one cue governs: 'of X and fighters of Y'."""
BACK = 4
"""Words between a qualifier and the end of the number it qualifies."""


class Mark(NamedTuple):
    """A cue (words first to last) with the words from start to until it governs;
    only_units when it tells who did a thing that itself is certain, belonging when
    it tells whose somebody or something is."""

    first: int
    last: int
    certainty: str
    start: int
    until: int
    only_units: bool = False
    belonging: bool = False


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of the plain lists of doubts.toml."""
    return word_list("doubts.toml", key)


class Hedges:
    """The cues of a report; few, so that asking each is cheap."""

    def __init__(self, scan: Scan, clauses: Clauses) -> None:
        self.scan = scan
        self.marks: list[Mark] = []
        self.qualified = any("qual" in clause.cues for clause in clauses.items)
        for number, clause in enumerate(clauses.items):
            if not CUES.isdisjoint(clause.cues):
                self.marks += _marks(scan, clauses.items, number, clause)

    def over(self, first: int, units: bool = False) -> Mark | None:
        """Return the cue that governs a word; the nearest of several. What tells
        whose something is, or who did it, governs units only."""
        found = None
        for mark in self.marks:
            narrow = mark.only_units or mark.belonging
            if mark.start <= first < mark.until and (units or not narrow):
                found = mark
        return found

    def at(self, first: int) -> Mark | None:
        """Return the cue that begins at a word."""
        return next((mark for mark in self.marks if mark.first == first), None)

    def over_unit(self, places: Iterable[tuple[int, int]]) -> Mark | None:
        """Return the cue that governs the first naming of a unit: what is said
        outright first is not softened by what is said of it later."""
        named = self._namings(places)
        if named:
            return self.over(named[0], units=True)
        return next((mark for words in places if (mark := self.after(words[1]))), None)

    def after(self, last: int) -> Mark | None:
        """Return the cue that tells at once whose those just named are."""
        for mark in self.marks:
            if mark.belonging and 0 <= mark.first - last <= NEXT:
                return mark
        return None

    def later_over_unit(self, places: Iterable[tuple[int, int]]) -> Mark | None:
        """Return a cue that tells later, and less surely, that it was the unit."""
        for index in self._namings(places)[1:]:
            mark = self.over(index, units=True)
            if mark is not None and mark.belonging:
                return mark
        return None

    def _namings(self, places: Iterable[tuple[int, int]]) -> list[int]:
        return [
            index
            for first, last in sorted(places)
            for index in range(first, last)
            if self.scan.sense(index, "unit") or self.scan.sense(index, "origin")
        ]


def _marks(
    scan: Scan, clauses: list[Clause], number: int, clause: Clause
) -> Iterator[Mark]:
    for hit in clause.hits:
        sense = hit.senses.get("hedge") or hit.senses.get("doubt")
        if sense is not None:
            told = str(sense.entry.get("certainty", sense.value))
            yield _hedge(scan, clause, hit, told)
        elif "claims" in hit.senses:
            until = min(clause.last, hit.last + NAMED_BY)
            yield Mark(hit.first, hit.last, CLAIMED, hit.last, until, True)
        elif "said" in hit.senses and _announces(scan, clause, hit):
            until = _end_of_telling(clauses, number)
            yield Mark(hit.first, hit.last, CLAIMED, hit.last, until)


def _hedge(scan: Scan, clause: Clause, hit: Hit, certainty: str) -> Mark:
    cue = hit.first, hit.last
    if not listed("accusing").isdisjoint(scan.words[hit.first : hit.last]):
        return Mark(
            *cue, CLAIMED, hit.last, _end_of_naming(clause, hit), belonging=True
        )
    if scan.words[hit.last - 1] in listed("pronoun_cues"):
        until = _end_of_naming(clause, hit)
        names = until < clause.last or not _leads_verb(clause, hit)
        return Mark(*cue, certainty, hit.last, until, belonging=names)
    heads = hit.first - clause.first <= 1
    if scan.written(*cue) in listed("either_side") and not heads:
        return Mark(*cue, certainty, max(clause.first, hit.first - BESIDE), hit.first)
    return Mark(*cue, certainty, hit.last, clause.last)


def _leads_verb(clause: Clause, hit: Hit) -> bool:
    """'believed that they were killed': the cue governs all that follows."""
    after = next((one for one in clause.hits if one.first >= hit.last), None)
    return after is not None and after.first == hit.last and _is_verb(after)


def _is_verb(hit: Hit) -> bool:
    return not VERBS.isdisjoint(hit.senses)


def _end_of_naming(clause: Clause, hit: Hit) -> int:
    """'believed to be of X and Y': to the end of the names, unless a verb follows
    the cue at once."""
    if _leads_verb(clause, hit):
        return clause.last
    after = [one for one in clause.hits if one.first >= hit.last]
    end = 0
    for one in after:
        if _is_verb(one) or (end and one.first - end > JOINED_BY):
            break
        named = not NAMES.isdisjoint(one.senses)
        if named and (not end or one.conjunction or one.first == end):
            end = one.last
    return end or (after[0].first if after else clause.last)


def _announces(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """Tell whether a party to the conflict speaks, and not the Observatory."""
    if scan.words[hit.first].removeprefix(hit.conjunction) not in listed("announcing"):
        return False
    for one in clause.hits:
        near = hit.last <= one.first <= hit.last + 2 or one.last == hit.first
        if near and "sources" in one.senses:
            return False
        if near and "unit" in one.senses:
            return str(one.senses["unit"].value) != "civilians"
    return False


def _end_of_telling(clauses: list[Clause], number: int) -> int:
    """What a party says goes on in the next clause where no other speaker begins."""
    clause = clauses[number]
    if number + 1 < len(clauses):
        following = clauses[number + 1]
        same = following.sentence == clause.sentence
        if same and OTHER_SPEAKER.isdisjoint(following.cues):
            return following.last
    return clause.last


def about(scan: Scan, first: int, last: int) -> tuple[int, int] | None:
    """Return the words that make the number of a phrase approximate, if any."""
    for hit in scan.told.get("qual", ()):
        index = hit.first
        if not first - BACK <= index <= last or hit.senses["qual"].value != "about":
            continue
        number = number_at(scan, hit.last)
        if number is not None and number[1] >= first and hit.last <= last:
            return hit.first, hit.last
        if number is None and first < index and number_before(scan, index):
            return hit.first, hit.last
    return None


def number_before(scan: Scan, index: int) -> bool:
    """Tell whether a number stands before a word, a noun between them allowed."""
    return any(number_at(scan, index - back) for back in (1, 2) if index >= back)


def about_the_hour(scan: Scan, first: int) -> tuple[int, int] | None:
    """Return the words of 'at about two o'clock' that lead to a part of the day."""
    for index in range(first - 1, max(first - 2 * BACK, -1), -1):
        hit = scan.hit_at[index]
        if hit is None or "qual" not in hit.senses:
            continue
        if hit.senses["qual"].value != "about":
            return None
        leads = hit.last == first or scan.words[hit.last] in listed("the_hour")
        return (hit.first, hit.last) if leads else None
    return None


def denial_of_captives(
    scan: Scan, clauses: Iterable[Clause]
) -> tuple[Clause, Hit] | None:
    """Return the clause that says that those taken were no captives, and its cue."""
    for clause in clauses:
        if "deny" not in clause.cues:
            continue
        for hit in clause.hits:
            if "deny" not in hit.senses:
                continue
            if not listed("captive_words").isdisjoint(
                scan.words[hit.last : hit.last + 2]
            ):
                cue = next((one for one in clause.hits if "hedge" in one.senses), hit)
                return clause, cue
    return None
