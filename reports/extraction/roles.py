"""Which unit attacked, which was aimed at, which helped."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import AIMED, ASSERTED, BACKGROUND, TRIED, Clause, Clauses
from .people import Codes, Group, linked_unit
from .scan import MARK, STOP, Hit, Scan
from .segment import Story

ATTACKER, TARGET, SUPPORT, NAMED = "attacker", "target", "support", "named"
SPEAKER, HARMED, CORDON = "speaker", "harmed", "cordon"
FARTHEST_SUBJECT = 7
BODIES = frozenset({"force", "equipment", "event"})


@dataclass(slots=True)
class Role:
    """One sign of a unit's role; weight 3 is grammar, 1 a guess."""

    unit: str
    role: str
    weight: int
    first: int
    last: int
    clause: Clause
    low: int | None = None
    high: int | None = None
    hedge: tuple[int, int] | None = None


@dataclass(slots=True)
class _State:
    """Where the reading of one clause stands."""

    expect: str = ""
    subject: bool = False
    verb: bool = False
    clash: bool = False
    support: int = -1
    skip: int = -1
    cordon: bool = False
    since: int = -1
    last_role: str = ""
    last_end: int = -1


class RoleReader:
    """Reads the clauses of a story for who does what to whom."""

    def __init__(
        self,
        scan: Scan,
        clauses: Clauses,
        story: Story,
        codes: Codes,
        harmed: set[int] | None = None,
    ) -> None:
        self.harmed = harmed or set()
        self.scan = scan
        self.mode = clauses.mode
        self.story = story
        self.codes = codes
        self.found: list[Role] = []
        self.rival_sentence = -1
        self.carried = ""

    def read(self) -> list[Role]:
        """Return all signs of roles in the order of the text."""
        for clause in self.story.clauses:
            if clause.opens >= STOP:
                self.carried = ""
            if "rival" in clause.cues and clause.cues & {"unconfirmed", "rival"}:
                self.rival_sentence = clause.sentence
            self._read_clause(clause)
        return self.found

    def _read_clause(self, clause: Clause) -> None:
        state = _State(expect=self.carried, since=clause.first)
        state.subject = self.carried == TARGET
        for hit in clause.hits:
            self._step(clause, hit, state)
        if state.verb or state.clash:
            self.carried = TARGET if state.subject else ATTACKER

    def _step(self, clause: Clause, hit: Hit, state: _State) -> None:
        senses = hit.senses
        unit = self._unit_of(clause, hit)
        if unit is not None:
            self._place(clause, hit, unit, state)
            return
        if hit.first in self.harmed and "harm" not in senses:
            return
        if "holds" in senses and "harm" not in senses and "event" not in senses:
            state.expect, state.since = TARGET, hit.last
        elif "beside" in senses:
            state.expect, state.since = ATTACKER, hit.last
        elif "own_forces" in senses:
            self._own(clause)
        elif "backer" in senses:
            state.skip = hit.last + 4
        elif "support" in senses:
            self._support(clause, hit, state)
        elif "agent_marker" in senses:
            state.expect, state.since = ATTACKER, hit.last
            state.subject = False
        elif "event" in senses:
            self._event(clause, hit, state)
        elif "do" in senses:
            state.verb, state.since = True, hit.last
            state.subject, state.expect = False, ATTACKER
            self._subject_before(clause, hit, state)
        elif "harm" in senses:
            self._harm(clause, hit, state)
        elif "against" in senses and (state.subject or state.verb or state.expect):
            state.expect, state.since = TARGET, hit.last
        elif state.expect == ATTACKER and ("force" in senses or "equipment" in senses):
            self._subject_without_name(hit, state)

    # -------------------------------------------------------------------- units

    def _unit_of(self, clause: Clause, hit: Hit) -> str | None:
        if "unit" in hit.senses:
            return self.codes.of(hit)
        origin = hit.senses.get("origin")
        if origin is None or not origin.value[1] or hit.preposition:
            return None
        for index in (hit.first - 1, hit.first - 2, hit.first - 3):
            if index < clause.first or self.scan.gaps[index + 1] > MARK:
                return None
            head = self.scan.hit_at[index]
            if head is None:
                continue
            senses = head.senses
            if "person" in senses:
                person = senses["person"]
                return origin.value[1] if person.value == "combatant" else None
            if BODIES & set(senses):
                return str(origin.value[1])
            if "origin" not in senses and "place_word" not in senses:
                return None
        return None

    def _place(self, clause: Clause, hit: Hit, unit: str, state: _State) -> None:
        mode = self.mode[hit.first]
        if mode not in (ASSERTED, TRIED):
            if mode == AIMED and self._hunted(clause, hit):
                self._add(clause, hit, unit, TARGET, 2)
            return
        if hit.first <= state.skip:
            return
        if hit.first in self.harmed:
            self._add(clause, hit, unit, HARMED, 1)
            state.last_role, state.last_end = HARMED, hit.last
            return
        if self._speaks(clause, hit):
            self._add(clause, hit, unit, SPEAKER, 1)
            return
        if clause.sentence == self.rival_sentence and "unconfirmed" in _cues(
            self.story, clause.sentence
        ):
            return
        role, weight = self._role(hit, state)
        self._add(clause, hit, unit, role, weight)
        state.last_role, state.last_end = role, hit.last
        if role == ATTACKER:
            state.subject = True
            state.expect = TARGET if state.verb or state.clash else ""
        elif role == NAMED:
            state.subject = state.subject or not state.verb

    def _role(self, hit: Hit, state: _State) -> tuple[str, int]:
        joined = hit.conjunction == "و" and hit.first - state.last_end <= 2
        if joined and state.last_role in (ATTACKER, SUPPORT, TARGET, CORDON):
            if not (state.clash and state.last_role == ATTACKER):
                return state.last_role, 3
        if 0 <= state.support and hit.first - state.support <= 6:
            state.support = -1
            return SUPPORT, 3
        if state.expect == ATTACKER:
            if hit.first - state.since > FARTHEST_SUBJECT:
                return NAMED, 1
            return (CORDON, 2) if state.cordon else (ATTACKER, 3)
        if state.expect == TARGET:
            return TARGET, 2
        return NAMED, 1

    def _hunted(self, clause: Clause, hit: Hit) -> bool:
        """'with the aim of capturing a leader of X' makes X the target."""
        before = [one for one in clause.hits if one.first < hit.first]
        hunts = any(
            "harm" in one.senses or "person" in one.senses for one in before[-4:]
        )
        return hunts and self.rival_sentence != clause.sentence

    def _speaks(self, clause: Clause, hit: Hit) -> bool:
        """'the Coalition announced': a unit that only speaks has no role by that."""
        for one in clause.hits:
            if one.last == hit.first and "said" in one.senses:
                return True
            if one.first == hit.last and "said" in one.senses:
                return True
        return False

    def _own(self, clause: Clause) -> None:
        """'revealed an operation of its forces': the speaker did it."""
        for role in reversed(self.found):
            if role.clause.sentence == clause.sentence and role.role == SPEAKER:
                role.role, role.weight = ATTACKER, 3
                return

    def _subject_without_name(self, hit: Hit, state: _State) -> None:
        """'the force', 'helicopters' do the deed without a name of their own."""
        if linked_unit(self.scan, hit.last) is not None or hit.preposition:
            return
        following = self.scan.hit_at[hit.last] if hit.last < len(self.scan.words) else None
        if following is not None and {"unit", "origin", "person", "linker"} & set(
            following.senses
        ):
            return
        if hit.last < len(self.scan.words) and following is None and hit.first - state.since < 2:
            return
        state.subject, state.expect = True, TARGET

    # --------------------------------------------------------------------- words

    def _support(self, clause: Clause, hit: Hit, state: _State) -> None:
        if self.mode[hit.first] != ASSERTED:
            return
        word = self.scan.words[hit.first].lstrip("و")
        if word.startswith("شارك"):
            for role in reversed(self.found):
                if role.clause is clause and role.role == NAMED:
                    role.role, role.weight = SUPPORT, 3
                    return
        state.support = hit.last

    def _event(self, clause: Clause, hit: Hit, state: _State) -> None:
        if self.mode[hit.first] not in (ASSERTED, TRIED, BACKGROUND):
            return
        sense = hit.senses["event"]
        state.since = hit.last
        state.cordon = bool(sense.entry.get("cordon"))
        if not sense.number and (hit.preposition == "ب" or self._by(clause, hit)):
            state.subject, state.expect = False, ATTACKER
            return
        if sense.value == "clash" and not sense.entry.get("attack") and not sense.number:
            state.clash = True
            words = self.scan.words[hit.last : hit.last + 4]
            if state.subject and "مع" in words:
                state.expect = TARGET
            else:
                state.expect = TARGET if "مع" in words[:3] and state.subject else ATTACKER
                if "مع" in words[:3] and not state.subject:
                    state.expect = TARGET
            return
        if sense.number:
            state.verb = True
            state.subject, state.expect = False, ATTACKER
            self._subject_before(clause, hit, state)
            if sense.suffix:
                state.expect = ATTACKER if not state.subject else TARGET
            return
        state.expect = TARGET if state.subject else ATTACKER

    def _subject_before(self, clause: Clause, hit: Hit, state: _State) -> None:
        """In 'that the forces carried out', the doer stands before the verb."""
        for role in self.found:
            if role.clause is clause and role.role == NAMED:
                role.role, role.weight = ATTACKER, 3
                state.subject, state.expect = True, TARGET

    def _by(self, clause: Clause, hit: Hit) -> bool:
        before = self.scan.words[hit.first - 1] if hit.first > clause.first else ""
        return before in ("جراء", "اثر", "نتيجه", "بسبب", "خلال", "في")

    def _harm(self, clause: Clause, hit: Hit, state: _State) -> None:
        entry = hit.senses["harm"].entry
        if self.mode[hit.first] != ASSERTED:
            return
        state.since = hit.last
        if entry.get("active"):
            state.verb = True
            state.subject, state.expect = False, ATTACKER
            self._subject_before(clause, hit, state)
        elif state.expect != ATTACKER:
            state.expect = TARGET

    def _add(
        self, clause: Clause, hit: Hit, unit: str, role: str, weight: int
    ) -> None:
        self.found.append(Role(unit, role, weight, hit.first, hit.last, clause))


def _cues(story: Story, sentence: int) -> set[str]:
    cues: set[str] = set()
    for clause in story.clauses:
        if clause.sentence == sentence:
            cues |= clause.cues
    return cues


def strengths(
    scan: Scan, groups: list[tuple[Group, Clause]], clauses: Clauses
) -> list[tuple[Group, Clause]]:
    """Return the groups that give the size of a force and were not harmed."""
    return [
        (group, clause)
        for group, clause in groups
        if group.unit
        and group.unit != "civilians"
        and group.low is not None
        and group.category != "civilian"
        and not group.definite
        and clauses.mode[group.first] in (ASSERTED, TRIED)
        and (group.counted or group.low == 2)
    ]


