"""Cuts the body into clauses and marks the words that assert nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from .clitics import FOR, LIKE
from .dates import DateExpr
from .lexicon import word_list, words
from .scan import COMMA, LINE, STOP, Hit, Scan, has_and
from .sites import Site, find_sites
from .spans import Stretch

ASSERTED, BACKGROUND, TRIED, AIMED, DOUBTED, DENIED = range(6)
"""How a word is meant; where two marks meet, the higher one stays."""
MODES = {
    "deny": DENIED,
    "unknown": DENIED,
    "goal_only": DENIED,
    "unconfirmed": DOUBTED,
    "purpose": AIMED,
    "attempt": TRIED,
    "background": BACKGROUND,
}


FAR_OBJECT = 6
"""Words between 'blew up' and 'himself'."""


@dataclass(slots=True, eq=False)
class Clause:
    """Words first to last; number, sentence and paragraph count from 0; opens is the
    gap before the first word, joined tells that it begins with 'and'. cues are
    the classes of the known forms in it, and named are the words of its
    dates and places."""

    first: int
    last: int
    number: int
    sentence: int
    paragraph: int
    opens: int
    joined: bool
    hits: list[Hit]
    cues: set[str]
    dates: list[DateExpr]
    sites: list[Site]
    named: set[int]
    events: list[Hit] = field(default_factory=list)
    harms: list[Hit] = field(default_factory=list)
    lists_aims: bool = False
    denies: bool = False

    def of(self, cls: str) -> list[Hit]:
        """Return the known forms of a class."""
        if cls not in self.cues:
            return []
        return [hit for hit in self.hits if cls in hit.senses]

    def has_trigger(self) -> bool:
        """Tell whether the clause tells of an event by itself."""
        return bool(self.events or self.harms)


@dataclass(slots=True)
class Clauses:
    """All clauses of the body; mode[i] tells how word i is meant."""

    items: list[Clause]
    mode: bytearray

    def asserted(self, hit: Hit) -> bool:
        """Tell whether a form is asserted."""
        return self.mode[hit.first] == ASSERTED


def cut(scan: Scan, body: tuple[Stretch, ...], dates: list[DateExpr]) -> Clauses:
    """Cut the paragraphs of the body into clauses, each with its dates and places."""
    clauses = Clauses([], bytearray(len(scan.words)))
    splits = [hit.first for hit in scan.of("split")]
    days = [one.first for one in dates]
    cuts = sorted({*scan.pauses, *splits})
    sentence = -1
    for paragraph, stretch in enumerate(body):
        for first, last in _borders(cuts, stretch):
            opens = LINE if first == stretch.first else scan.gaps[first]
            if opens >= STOP:
                sentence += 1
            told = dates[bisect_left(days, first) : bisect_left(days, last)]
            clause = _clause(scan, first, last, told)
            clause.number, clause.opens = len(clauses.items), opens
            clause.sentence, clause.paragraph = sentence, paragraph
            _mark(scan, clause, clauses)
            _gather(scan, clause, clauses.mode)
            clauses.items.append(clause)
    return clauses


def _clause(scan: Scan, first: int, last: int, dates: list[DateExpr]) -> Clause:
    hits = scan.hits_in(first, last)
    told_days = [one for one in dates if not _blows_up(scan, one)]
    sites = find_sites(scan, Stretch(first, last))
    return Clause(
        first,
        last,
        0,
        0,
        0,
        LINE,
        has_and(scan, first),
        hits,
        set().union(*[hit.senses for hit in hits]),
        told_days,
        sites,
        _words_of([*told_days, *sites]) if told_days or sites else set(),
    )


def _words_of(parts: Iterable[DateExpr | Site]) -> set[int]:
    return {index for one in parts for index in range(one.first, one.last)}


def _borders(cuts: list[int], stretch: Stretch) -> list[tuple[int, int]]:
    begin = bisect_right(cuts, stretch.first)
    inner = cuts[begin : bisect_left(cuts, stretch.last, begin)]
    return list(zip([stretch.first, *inner], [*inner, stretch.last], strict=True))


def _mark(scan: Scan, clause: Clause, clauses: Clauses) -> None:
    """Mark from each cue to the end of its clause; the strongest mark stays."""
    mode = clauses.mode
    before = clauses.items[-1] if clauses.items else None
    continues = scan.words[clause.first] in words("continues")
    if before is not None and clause.opens < STOP and continues:
        _fill(mode, clause.first, clause.last, mode[before.last - 1])
    if before is not None and before.lists_aims and _goes_on_aiming(scan, clause):
        clause.lists_aims = True
        _fill(mode, clause.first, clause.last, AIMED)
    clause.denies = "deny" in clause.cues and _denies_rumours(scan, clause)
    if before is not None and before.denies and clause.opens < STOP:
        clause.denies = True
        _fill(mode, clause.first, clause.last, DENIED)
    for cue in MODES.keys() & clause.cues:
        for hit in clause.of(cue):
            skipped = hit.preposition == LIKE or _of_a_thing(scan, hit)
            if not skipped and not (cue == "background" and _recalls(clause, hit)):
                clause.lists_aims |= bool(hit.senses[cue].entry.get("lists"))
                _fill(mode, hit.first, clause.last, MODES[cue])


def _denies_rumours(scan: Scan, clause: Clause) -> bool:
    """'denied the truth of what pages spread, about a landing in ...'."""
    told = scan.words[clause.of("deny")[0].first : clause.last]
    return not word_list("cues.toml", "rumours").isdisjoint(told)


def _recalls(clause: Clause, hit: Hit) -> bool:
    """'it had before carried out a landing' at the head recalls an event."""
    if clause.opens < STOP or hit.first > clause.first:
        return False
    after = [one for one in clause.hits if one.first >= hit.last]
    return any("event" in one.senses for one in after) and any(
        "do" in one.senses or "event" in one.senses for one in after[:1]
    )


def _of_a_thing(scan: Scan, hit: Hit) -> bool:
    """'of the kind that does not explode' denies nothing of the event."""
    before = scan.words[hit.first - 1] if hit.first else ""
    return "deny" in hit.senses and before in words("relatives_only")


def _goes_on_aiming(scan: Scan, clause: Clause) -> bool:
    """After 'aims to cut the road', 'and so to ...' names aims still."""
    if clause.first in scan.colons:
        return True
    if clause.opens != COMMA or not clause.joined:
        return False
    head = clause.hits[0].senses if clause.hits else {}
    return not any(cls in head for cls in ("do", "said", "harm", "event", "recall"))


def _fill(mode: bytearray, first: int, last: int, value: int) -> None:
    for index in range(first, last):
        if value > mode[index]:
            mode[index] = value


def _blows_up(scan: Scan, expr: DateExpr) -> bool:
    """'a fighter blew himself up' is written like 'dawn'."""
    alone = expr.last - expr.first == 1 and expr.part == "dawn"
    return alone and _blast(scan, expr.first)


def _blast(scan: Scan, index: int) -> bool:
    if scan.sense(index, "event") is None or index + 1 >= len(scan.words):
        return False
    following = scan.hit_at[index + 1]
    if _himself(scan, index + 1):
        return True
    return following is not None and bool(
        {"person", "unit", "pronoun_one"} & set(following.senses)
    )


def _himself(scan: Scan, first: int) -> bool:
    """'one of the members of the cells blew himself up'."""
    for index in range(first, min(first + FAR_OBJECT, len(scan.words))):
        if scan.gaps[index] >= COMMA:
            return False
        if scan.words[index] in words("selves"):
            return True
    return False


def _aims(scan: Scan, clause: Clause, hit: Hit, cls: str) -> bool:
    """'to arrest', 'to strike' with the preposition name an aim."""
    if hit.preposition != FOR or hit.first == clause.first:
        return hit.preposition == FOR and cls == "harm" and _taking(hit)
    before = scan.hit_at[hit.first - 1]
    led = scan.words[hit.first - 1] in words("leads_to")
    if led or (before is not None and "addition" in before.senses):
        return False
    if any("falls" in one.senses for one in clause.hits if one.first < hit.first):
        return False
    if cls == "harm":
        return _taking(hit)
    return str(hit.senses["event"].value) in ("strike", "assassination")


def _taking(hit: Hit) -> bool:
    return hit.senses["harm"].value == "taken" and not hit.senses["harm"].number


def _is_event(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """Tell whether a word that may name an event does so in its clause."""
    if hit.senses["event"].entry.get("shells"):
        words = scan.words[clause.first : clause.last]
        if word_list("cues.toml", "shells").isdisjoint(words):
            return False
    if not hit.senses["event"].entry.get("attack") and _lasts(scan, clause, hit):
        return False
    dawn = "part" in hit.senses and not _blast(scan, hit.first)
    return not dawn and not _aims(scan, clause, hit, "event")


def _lasts(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'the battles entered their third day' tells of no entering."""
    told = scan.words[clause.first : clause.last]
    weak = hit.senses["event"].entry.get("strength") == 1
    return weak and not word_list("cues.toml", "its_day").isdisjoint(told)


def _gather(scan: Scan, clause: Clause, mode: bytearray) -> None:
    """Collect what the clause tells: the events, and the harm done."""
    if "event" not in clause.cues and "harm" not in clause.cues:
        return
    escaped = [hit.first for hit in clause.of("escape")]
    for hit in clause.hits:
        if "event" not in hit.senses and "harm" not in hit.senses:
            continue
        state = mode[hit.first]
        told = "event" in hit.senses and state in (ASSERTED, TRIED)
        if told and _is_event(scan, clause, hit):
            clause.events.append(hit)
        if (
            "harm" in hit.senses
            and state == ASSERTED
            and not (escaped and escaped[0] < hit.first)
        ):
            if _aims(scan, clause, hit, "harm"):
                _fill(mode, hit.first, clause.last, AIMED)
            else:
                clause.harms.append(hit)
