"""Which unit attacked, which was aimed at, which helped."""

from __future__ import annotations

from .clauses import ASSERTED, TRIED, Clause, Clauses
from .deeds import Deeds
from .doers import Doers
from .group import Codes, Group
from .lexicon import words
from .quantities import number_at
from .scan import STOP, Hit, Scan
from .signs import ATTACKER, TARGET, TIMES, Role, Signs, State
from .story import Story
from .toll import Toll

SIGNS = frozenset(
    {
        "unit",
        "origin",
        "person",
        "force",
        "equipment",
        "falls",
        "against",
        "event",
        "repels",
        "retakes",
        "holds",
        "beside",
        "claims",
        "own_forces",
        "backer",
        "support",
        "agent_marker",
        "do",
        "harm",
    }
)
"""The classes of forms that tell something of roles."""


class RoleReader:
    """Reads the clauses of a story for who does what to whom."""

    def __init__(
        self,
        scan: Scan,
        clauses: Clauses,
        story: Story,
        codes: Codes,
        toll: Toll | None = None,
        bodies: dict[str, str] | None = None,
    ) -> None:
        self.signs = Signs(scan, clauses, story, codes, toll, bodies)
        self.doers = Doers(self.signs)
        self.deeds = Deeds(self.signs, self.doers)
        self.carried = ""

    def read(self) -> list[Role]:
        """Return all signs of roles in the order of the text."""
        for clause in self.signs.story.clauses:
            if clause.opens >= STOP:
                self.carried = ""
            if "rival" in clause.cues and clause.cues & {"unconfirmed", "rival"}:
                self.signs.rival_sentence = clause.sentence
            self._read_clause(clause)
        return self.signs.found

    def _read_clause(self, clause: Clause) -> None:
        if clause.hits and "split" in clause.hits[0].senses:
            self.carried = ""
        if self.carried and self.signs.scan.words[clause.first] in words("together"):
            self.carried = TARGET
        state = State(expect=self.carried, since=clause.first - 4)
        state.subject = self.carried == TARGET
        for hit in clause.hits:
            if not SIGNS.isdisjoint(hit.senses):
                self._step(clause, hit, state)
        if state.verb or state.clash:
            self.carried = TARGET if state.subject else ATTACKER
        elif self.carried and not _only_time(clause):
            self.carried = ""

    def _step(self, clause: Clause, hit: Hit, state: State) -> None:
        senses = hit.senses
        if hit.first < state.apposed:
            return
        named = "unit" in senses or "origin" in senses
        unit = self.signs.unit_of(clause, hit) if named else None
        if unit is not None:
            unit = self.signs.belonging(hit, unit, state)
            self.signs.place(clause, hit, unit, state)
            return
        if hit.first in self.signs.harmed and "harm" not in senses:
            return
        if "person" in senses and self.doers.person(clause, hit, state):
            return
        if "force" in senses and hit.definite and self.doers.body(clause, hit, state):
            return
        if state.verb and state.expect == ATTACKER and self.deeds.is_ground(hit):
            state.subject, state.expect, state.since = True, TARGET, hit.last
            return
        if "falls" in senses:
            state.expect, state.since, state.verb = TARGET, hit.last, False
            return
        if "against" in senses and "event" in senses and not senses["event"].number:
            state.expect, state.since = TARGET, hit.last
            return
        if "repels" in senses:
            self.deeds.repel(clause, hit, state)
            return
        if "retakes" in senses:
            state.verb, state.subject, state.expect = True, True, TARGET
            state.since = hit.last
            return
        if "holds" in senses and "harm" not in senses and "event" not in senses:
            state.expect, state.since = TARGET, hit.last
        elif "beside" in senses and "support" not in senses:
            state.expect, state.since = ATTACKER, hit.last
        elif "claims" in senses:
            state.verb, state.subject = True, False
            state.expect, state.since = ATTACKER, hit.last
        elif "own_forces" in senses:
            self.doers.own(clause)
        elif "backer" in senses:
            state.skip = hit.last + 4
        elif "support" in senses:
            self.deeds.support(clause, hit, state)
        elif "agent_marker" in senses:
            state.expect, state.since = ATTACKER, hit.last
            state.subject = False
        elif "event" in senses:
            if "part" in senses and hit not in clause.events:
                return
            self.deeds.event(clause, hit, state)
        elif "do" in senses:
            state.verb, state.since = True, hit.last
            state.subject, state.expect = False, ATTACKER
            self.doers.subject_before(clause, hit, state)
        elif "harm" in senses:
            self.deeds.harm(clause, hit, state)
        elif "against" in senses and "qual" in senses and self._counts(hit):
            return
        elif "against" in senses and (
            state.subject
            or state.verb
            or state.expect
            or self.signs.scan.words[hit.first] in words("against")
        ):
            state.expect, state.since = TARGET, hit.last
        elif state.expect == ATTACKER and ("force" in senses or "equipment" in senses):
            self.doers.subject_without_name(hit, state)

    def _counts(self, hit: Hit) -> bool:
        """In 'about twenty' the word that else means 'towards' tells no target."""
        return number_at(self.signs.scan, hit.last) is not None


def _only_time(clause: Clause) -> bool:
    """Tell whether a clause begins by nothing but when it was."""
    return not any(TIMES.isdisjoint(hit.senses) for hit in clause.hits[:2])


def strengths(
    scan: Scan, groups: list[tuple[Group, Clause]], clauses: Clauses
) -> list[tuple[Group, Clause]]:
    """Return the groups that give the size of a force and were not harmed."""
    return [
        (group, clause)
        for group, clause in groups
        if (group.unit or "strength_of" in clause.cues)
        and group.unit != "civilians"
        and group.low is not None
        and group.category != "civilian"
        and not group.definite
        and not group.pronoun
        and not clause.cues & {"rival", "raise", "superseded"}
        and clauses.mode[group.first] in (ASSERTED, TRIED)
        and (group.counted or group.low == 2)
    ]
