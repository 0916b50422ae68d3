"""A story: the clauses of a report that tell of one incident."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from .calendar import When
from .clauses import Clause
from .clitics import AND, ARTICLE, DEFINITE_STARTS, FOR, IN, SO
from .dates import DateExpr
from .lexicon import word_list
from .scan import Hit, Scan
from .sites import Site

LOCATING = frozenset({"at", "near"})
ELSEWHERE = frozenset({"destination", "origin", "region"})
LONGEST_BATTLE = timedelta(days=10)


@dataclass(slots=True)
class Dated:
    """A resolved expression; spoken when it is the day of telling (or of finding),
    heading when it stands before the verb that tells, published when that verb says
    and does not find."""

    expr: DateExpr
    when: When
    spoken: bool
    heading: bool = False
    published: bool = False


@dataclass(slots=True)
class Story:
    """The clauses that tell of one incident, and what parted it from the last;
    apart when it stands under a heading of its own."""

    clauses: list[Clause] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    told: str = "news"
    opener: str = ""
    parent: Story | None = None
    twin_of: Story | None = None
    own_place: Site | None = None
    apart: bool = False

    def day(self) -> date | None:
        """Return the day of the event as far as it is known."""
        found = self.dating()
        return found.when.end if found else None

    def dating(self) -> Dated | None:
        """Return the date that counts: the event's own before the day of telling."""
        if not self.dates:
            return None
        own: list[Dated] = []
        ends: list[Dated] = []
        for one in self.dates:
            if not one.spoken:
                (ends if one.expr.ends else own).append(one)
        own = own or ends
        for one in own:
            if one.when.end is not None:
                return self._to_its_end(self._from_its_beginning(one, own))
        return own[0] if own else self.dates[0]

    def _from_its_beginning(self, ended: Dated, own: list[Dated]) -> Dated:
        """'took the town on Saturday after a battle that began on Friday'."""
        for one in own:
            start, end = one.when.start, ended.when.end
            if one is ended or not one.expr.begins or start is None or end is None:
                continue
            if start < end <= start + LONGEST_BATTLE:
                return Dated(one.expr, When(start, end, "range", True), False)
        return ended

    def _to_its_end(self, begun: Dated) -> Dated:
        """'began on Friday and ended today at noon'."""
        for one in self.dates:
            start, end = begun.when.start, one.when.end
            if not one.expr.ends or start is None or end is None:
                continue
            if start < end <= start + LONGEST_BATTLE:
                return Dated(begun.expr, When(start, end, "range", True), False)
        return begun

    def part(self) -> str | None:
        """Return the part of the day at which it happened, if a date tells it."""
        parts = [
            one.expr.part for one in self.dates if not one.spoken and not one.expr.ends
        ]
        return next((part for part in parts if part), None)

    def places(self) -> set[str]:
        """Return the names of all places where the story was said to happen."""
        return {
            name_of(site)
            for clause in self.clauses
            for site in clause.sites
            if site.relation not in ELSEWHERE
        }

    def focus(self) -> Site | None:
        """Return the first place named as where it happened."""
        found = (site for clause in self.clauses for site in located(clause))
        return next(found, None)


def name_of(site: Site) -> str:
    """Return what tells a place from others; a pronoun is only itself."""
    return f"{site.first}" if site.anaphor else site.label


def located(clause: Clause) -> list[Site]:
    """Return the places of a clause at which something can have happened."""
    return [
        site
        for site in clause.sites
        if site.relation in LOCATING and not site.wide and not site.anaphor
    ]


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, a letter more at the end allowed."""
    return one == other or (
        abs(len(one) - len(other)) == 1
        and (one.startswith(other) or other.startswith(one))
    )


def is_definite(scan: Scan, hit: Hit) -> bool:
    """Tell whether an event's noun is definite by itself or by what it governs."""
    word = scan.words[hit.first]
    if "event" in hit.senses and hit.senses["event"].value == "shots":
        return False
    if hit.definite or word.startswith(DEFINITE_STARTS):
        return True
    if not scan.words[hit.last - 1].startswith(ARTICLE):
        return False
    return word.lstrip(AND + FOR + IN + SO).startswith(_operations())


@cache
def _operations() -> tuple[str, ...]:
    return tuple(word_list("cues.toml", "operations"))
