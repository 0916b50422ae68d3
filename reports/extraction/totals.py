"""Totals over a period, which are no incidents."""

from __future__ import annotations

from .clauses import Clause, Clauses
from .dates import DateExpr
from .lexicon import word_list
from .scan import STOP, Scan


class Totals:
    """Tells, clause by clause in the order of the text, which sum up a period."""

    def __init__(self, scan: Scan, clauses: Clauses) -> None:
        self.scan = scan
        self.all = clauses
        self.sentence = -1

    def covers(self, clause: Clause) -> bool:
        """Tell whether a clause is part of a total; so is what its sentence adds."""
        if clause.sentence == self.sentence:
            if not self._turns_away(clause):
                return True
            self.sentence = -1
        strength = self._sums_up(clause)
        if strength == "strong" or (strength and not _sure_day(clause)):
            self.sentence = clause.sentence
            return True
        return False

    def _turns_away(self, clause: Clause) -> bool:
        """Tell whether a clause goes on to an event of a day of its own."""
        turns = self.scan.words[clause.first] in word_list("cues.toml", "turns")
        turns = turns or "split" in clause.cues
        return turns and clause.has_trigger() and bool(clause.dates)

    def _sums_up(self, clause: Clause) -> str:
        """Return how surely a clause tells a total: strong, weak or not at all."""
        told = clause.cues
        counting = "raise" in told or "total" in told
        if not counting and "summary" not in told:
            return ""
        sense = clause.of("summary")[0].senses["summary"] if "summary" in told else None
        if sense is not None and sense.entry.get("bare"):
            return "strong"
        if self._over_a_period(clause):
            return "strong"
        if not self._counts(clause):
            return ""
        if counting and self._since_long(clause):
            return "strong"
        if sense is None:
            return ""
        return "strong" if sense.entry.get("strong") else "weak"

    def _over_a_period(self, clause: Clause) -> bool:
        """'documented 31 attempts during last October', 'arrests all through April'."""
        if clause.opens < STOP or {"said", "total"}.isdisjoint(clause.cues):
            return False
        sentence = [one for one in self.all.items if one.sentence == clause.sentence]
        dates = [expr for one in sentence for expr in one.dates]
        return (
            any(self._is_period(expr) for expr in dates)
            and not any(_sure_day(one) for one in sentence)
            and any(self._counts(one) for one in sentence)
        )

    def _is_period(self, expr: DateExpr) -> bool:
        before = self.scan.words[max(0, expr.first - 2) : expr.first]
        leads = not word_list("cues.toml", "periods").isdisjoint(before)
        return leads and bool(expr.months or expr.year) and not expr.days

    def _counts(self, clause: Clause) -> bool:
        words = self.scan.words[clause.first : clause.last]
        return (
            clause.has_trigger()
            or "num" in clause.cues
            or any(word[-1].isdecimal() for word in words)
        )

    def _since_long(self, clause: Clause) -> bool:
        """'rose to 310 ... the number killed since Sunday' sums up days."""
        if clause.opens < STOP:
            return _since_days(clause)
        sentence = [one for one in self.all.items if one.sentence == clause.sentence]
        return any(_since_days(one) for one in sentence)


def _since_days(clause: Clause) -> bool:
    """Tell whether a clause speaks of all that came since a day named by its date."""
    return any(expr.since and expr.relative is None for expr in clause.dates)


def _sure_day(clause: Clause) -> bool:
    return any(
        (expr.days or expr.relative is not None) and not expr.since
        for expr in clause.dates
    )
