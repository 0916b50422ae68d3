"""The dates of a clause: resolved, and told apart from the day of telling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .calendar import Clock, When
from .clauses import ASSERTED, TRIED, Clause, Clauses
from .dates import DateExpr
from .lexicon import word_list
from .openers import goes_on
from .scan import COMMA, STOP, Hit, Scan
from .story import Dated, Story

VERBS = ("found", "said", "do", "event", "harm", "rise")
VERB_CLASSES = frozenset(VERBS)
TELLING = ("found", "said", "rise")


class Datings:
    """Resolves the dates of the clauses in the order of the text."""

    def __init__(self, scan: Scan, clauses: Clauses, clock: Clock) -> None:
        self.scan = scan
        self.all = clauses
        self.clock = clock
        self.last_verb = ""
        self.last_at = 0
        self.sentence = -1

    def of(self, clause: Clause, story: Story | None) -> list[Dated]:
        """Return the dates of a clause that comes after what a story has so far."""
        if clause.opens >= STOP or clause.sentence != self.sentence:
            self.last_verb, self.sentence = "", clause.sentence
        if not clause.dates:
            self._note_last_verb(clause)
            self.last_at = clause.first
            return []
        found: list[Dated] = []
        marks: list[tuple[int, Hit | DateExpr]] = [
            *((hit.first, hit) for hit in _verbs(clause)),
            *((expr.first, expr) for expr in clause.dates),
        ]
        for _, one in sorted(marks, key=lambda mark: mark[0]):
            if isinstance(one, Hit):
                self.last_verb, self.last_at = _verb(one), one.last
            elif self.all.mode[one.first] in (ASSERTED, TRIED):
                found += self._resolved(clause, one, story)
        return found

    def _note_last_verb(self, clause: Clause) -> None:
        """Remember the last verb of a clause without dates, if it has one."""
        if not VERB_CLASSES.isdisjoint(clause.cues):
            for hit in reversed(clause.hits):
                if not VERB_CLASSES.isdisjoint(hit.senses):
                    self.last_verb = _verb(hit)
                    return

    def ahead(self, clauses: list[Clause]) -> list[Dated]:
        """Return the days that clauses still to come tell, leaving the clock be."""
        clock = replace(self.clock)
        return [
            Dated(expr, when, False)
            for clause in clauses
            for expr in clause.dates
            if self.all.mode[expr.first] in (ASSERTED, TRIED)
            and not (self._until(expr) or expr.since)
            and (when := clock.resolve(expr)) is not None
        ]

    def _resolved(
        self, clause: Clause, expr: DateExpr, story: Story | None
    ) -> list[Dated]:
        if self._until(expr) and not self._lasts_until(clause, expr):
            return []
        day = self.clock.day
        when = self.clock.resolve(expr, _told_day(clause, expr, story))
        if when is None:
            return []
        heading = expr.first <= clause.first + 2 and clause.opens >= COMMA
        told = any(hit.first < expr.first and _verb(hit) for hit in clause.hits)
        fresh = heading and not told and goes_on(clause)
        before = "" if fresh or self._reported(expr) else self.last_verb
        verb = before or self._following_verb(clause, expr)
        if verb == "said" and day is not None:
            self.clock.day = day
        if verb == "found":
            self.last_verb = ""
        verb = "found" if self._dies(clause, expr) else verb
        when = self._running(expr, self._since(expr, when))
        spoken, ahead = verb in TELLING, heading and not before
        return [Dated(expr, when, spoken, ahead, verb == "said")]

    def _reported(self, expr: DateExpr) -> bool:
        """'said that a unit foiled yesterday ...': the day is of what is told."""
        between = self.scan.words[self.last_at : expr.first]
        that = word_list("cues.toml", "that")
        return (
            self.last_verb == "said"
            and not that.isdisjoint(between)
            and between[-1] not in that
        )

    def _since(self, expr: DateExpr, when: When) -> When:
        """What goes on 'since yesterday' lasts until the day of telling."""
        anchor = self.clock.anchor
        if expr.since and anchor and when.start and when.start < anchor:
            return When(when.start, anchor, "range")
        return when

    def _running(self, expr: DateExpr, when: When) -> When:
        """'went on on Monday for the second day' began the day before."""
        for index in range(expr.last, min(expr.last + 3, len(self.scan.words))):
            if self.scan.words[index] not in word_list("time.toml", "for_the_day"):
                continue
            nth = self.scan.sense(index + 1, "ord")
            if nth is not None and when.end is not None and 1 < int(nth.value) < 11:
                start = when.end - timedelta(days=int(nth.value) - 1)
                return When(start, when.end, "range", True)
        return when

    def _dies(self, clause: Clause, expr: DateExpr) -> bool:
        """'died today of the wounds of two days ago' tells when he died."""
        after = self.scan.words[expr.last : clause.last]
        return not word_list("cues.toml", "dying").isdisjoint(after)

    def _lasts_until(self, clause: Clause, expr: DateExpr) -> bool:
        """'the fighting went on until Tuesday dawn' tells its last day."""
        before = self.scan.words[clause.first : expr.first]
        expr.ends = not word_list("time.toml", "end_verbs").isdisjoint(before)
        return expr.ends

    def _until(self, expr: DateExpr) -> bool:
        words = self.scan.words[max(0, expr.first - 3) : expr.first]
        return not word_list("time.toml", "until").isdisjoint(words)

    def _following_verb(self, clause: Clause, expr: DateExpr) -> str:
        for one in self.all.items[clause.number : clause.number + 2]:
            if one.sentence != clause.sentence:
                break
            for hit in one.hits:
                if hit.first >= expr.last and _verb(hit):
                    return _verb(hit)
        return ""


def _told_day(clause: Clause, expr: DateExpr, story: Story | None) -> date | None:
    """Return the day that 'today' means within a report that is recalled."""
    if story is None or story.opener != "recall" or expr.relative != 0:
        return None
    return None if expr.days or clause.opens >= STOP else story.day()


def _verbs(clause: Clause) -> list[Hit]:
    """Return the verbs of a clause; 'dawn' in a date is not 'blew up'."""
    return [
        hit
        for hit in clause.hits
        if not VERB_CLASSES.isdisjoint(hit.senses)
        and not any(expr.first <= hit.first < expr.last for expr in clause.dates)
    ]


def _verb(hit: Hit) -> str:
    for cls in VERBS:
        if cls in hit.senses:
            return cls
    return ""
