"""Signs of who did what to whom: a unit, a role, and the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import AIMED, ASSERTED, TRIED, Clause, Clauses
from .clitics import AND, FOR, IN
from .group import Codes
from .lexicon import words
from .qualities import linked_unit, loosely
from .quantities import number_at
from .scan import MARK, Hit, Scan
from .story import Story
from .toll import Toll

ATTACKER, TARGET, SUPPORT, NAMED = "attacker", "target", "support", "named"
SPEAKER, HARMED, CORDON = "speaker", "harmed", "cordon"
FARTHEST_SUBJECT = 7
TIMES = frozenset(
    {"part", "weekday", "relday", "month", "ord", "num", "year_word", "near_past"}
)
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
    battle: bool = False
    attack: bool = False


@dataclass(slots=True)
class State:
    """Where the reading of one clause stands."""

    expect: str = ""
    subject: bool = False
    verb: bool = False
    clash: bool = False
    support: int = -1
    skip: int = -1
    cordon: bool = False
    sides: bool = False
    repels: bool = False
    attack: bool = False
    apposed: int = -1
    since: int = -1
    last_role: str = ""
    last_end: int = -1


class Signs:
    """Collects the signs of a story, and what is known of its people."""

    def __init__(
        self,
        scan: Scan,
        clauses: Clauses,
        story: Story,
        codes: Codes,
        toll: Toll | None = None,
        bodies: dict[str, str] | None = None,
    ) -> None:
        toll = toll or Toll()
        self.harmed = set(toll.words)
        for victim in toll.victims:
            self.harmed.update(range(victim.group.first, victim.group.last))
        self.people = {group.first: group for group, _ in toll.mentions}
        self.bodies = bodies or {}
        self.scan = scan
        self.mode = clauses.mode
        self.story = story
        self.codes = codes
        self.found: list[Role] = []
        self.rival_sentence = -1
        self.carried = ""

    def place(self, clause: Clause, hit: Hit, unit: str, state: State) -> None:
        mode = self.mode[hit.first]
        if mode not in (ASSERTED, TRIED):
            if mode == AIMED and self._hunted(clause, hit):
                self.add(clause, hit, unit, TARGET, 2)
            return
        if hit.first <= state.skip:
            return
        if hit.first in self.harmed:
            self.add(clause, hit, unit, HARMED, 1)
            state.last_role, state.last_end = HARMED, hit.last
            return
        if self._speaks(clause, hit):
            self.add(clause, hit, unit, SPEAKER, 1)
            return
        if self._supposed(clause, hit) and state.expect != ATTACKER:
            self.add(clause, hit, unit, ATTACKER, 2)
            state.last_role, state.last_end = ATTACKER, hit.last
            state.subject = True
            return
        if clause.sentence == self.rival_sentence and "unconfirmed" in _cues(
            self.story, clause.sentence
        ):
            return
        role, weight = self._role(hit, state)
        if role == NAMED and self._near_post(hit):
            return
        self.add(clause, hit, unit, role, weight)
        self.found[-1].battle, self.found[-1].attack = state.clash, state.attack
        state.last_role, state.last_end = role, hit.last
        if role == TARGET and state.repels:
            state.expect, state.since = ATTACKER, hit.last
        elif role == ATTACKER:
            state.subject = True
            state.expect = TARGET if state.verb or state.clash else ""
        elif role == NAMED:
            state.subject = state.subject or not state.verb

    def _post_of(self, hit: Hit) -> bool:
        """'inside a base of X': what the deed was done to, not who did it."""
        index = hit.first - 1
        if hit.preposition != FOR or index < 1:
            return False
        post = self.scan.words[index] in words("ground")
        return post and self.scan.words[index - 1] not in words("of")

    def _near_post(self, hit: Hit) -> bool:
        """'near a post of X' tells a place, no side."""
        first = max(0, hit.first - 4)
        return self.scan.tells(words("near_by"), first, hit.first)

    def _role(self, hit: Hit, state: State) -> tuple[str, int]:
        joined = hit.conjunction == AND and hit.first - state.last_end <= 2
        other_side = state.clash and state.last_role == ATTACKER and not state.sides
        shares = state.last_role in (ATTACKER, SUPPORT, TARGET, CORDON)
        if joined and shares and not other_side:
            return state.last_role, 3
        if state.support >= 0 and hit.first - state.support <= 6:
            state.support = -1
            return SUPPORT, 3
        if state.expect == ATTACKER and self._post_of(hit):
            return TARGET, 2
        if state.expect == ATTACKER:
            if state.verb and hit.preposition == FOR:
                return NAMED, 1
            if self._away(hit, state) > FARTHEST_SUBJECT:
                return NAMED, 1
            return (CORDON, 2) if state.cordon else (ATTACKER, 3)
        if state.expect == TARGET:
            return TARGET, 2
        return NAMED, 1

    def _supposed(self, clause: Clause, hit: Hit) -> bool:
        """'believed to be of the Coalition' tells whose the doers are."""
        for one in clause.hits:
            if one.first >= hit.first:
                return False
            if "hedge" in one.senses and hit.first - one.last <= 6:
                return self._doer_before(clause, one)
        return False

    def _doer_before(self, clause: Clause, hedge: Hit) -> bool:
        """Tell whether people or aircraft that act stand right before a hedge."""
        index = hedge.first - 1
        while index >= 0 and hedge.first - index < 10:
            hit = self.scan.hit_at[index]
            if hit is not None and {"person", "equipment", "force"} & set(hit.senses):
                return index not in self.harmed and hit.senses.get("unit") is None
            index -= 1
        return False

    def _away(self, hit: Hit, state: State) -> int:
        """Return how many words, those of time left out, part a verb and a unit."""
        away = 0
        for index in range(max(state.since, 0), hit.first):
            known = self.scan.hit_at[index]
            timed = known is not None and not TIMES.isdisjoint(known.senses)
            away += 0 if timed or self.scan.words[index] in words("small") else 1
        return away

    def _hunted(self, clause: Clause, hit: Hit) -> bool:
        """'with the aim of capturing a leader of X' makes X the target."""
        before = [one for one in clause.hits if one.first < hit.first]
        hunts = any("harm" in one.senses for one in before[-5:])
        return hunts and self.rival_sentence != clause.sentence

    def _speaks(self, clause: Clause, hit: Hit) -> bool:
        """'the Coalition announced': a unit that only speaks has no role by that."""
        for one in clause.hits:
            if one.last == hit.first and "said" in one.senses:
                return True
            if one.first == hit.last and "said" in one.senses:
                return True
        return False

    def add(self, clause: Clause, hit: Hit, unit: str, role: str, weight: int) -> None:
        sign = Role(unit, role, weight, hit.first, hit.last, clause)
        if self.scan.words[hit.first] in words("two_gunmen"):
            sign.low = sign.high = 2
        elif unit == "unknown_gunmen" and hit.first and not hit.conjunction:
            counted = number_at(self.scan, hit.first - 1)
            if counted is not None and counted[1] == hit.first:
                sign.low = sign.high = counted[0]
        self.found.append(sign)

    def unit_of(self, clause: Clause, hit: Hit) -> str | None:
        if "unit" in hit.senses:
            return self.codes.named(self.scan, hit)
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
            helps = "support" in senses and self.scan.words[index].startswith(IN)
            if helps or BODIES & set(senses):
                return str(origin.value[1])
            if "origin" not in senses and "place_word" not in senses:
                return None
        return None

    def belonging(self, hit: Hit, unit: str, state: State) -> str:
        """'the Military Police of the National Army' is of the latter."""
        linker = self.scan.starts_with(hit.last, "linker")
        if (
            linker is None
            or self.scan.gaps[hit.last] > MARK
            or loosely(self.scan, linker)
        ):
            return unit
        owner = linked_unit(self.scan, hit.last)
        if owner is None or owner.first - hit.last > 3:
            return unit
        state.apposed = owner.last
        return self.codes.named(self.scan, owner)


def _cues(story: Story, sentence: int) -> set[str]:
    cues: set[str] = set()
    for clause in story.clauses:
        if clause.sentence == sentence:
            cues |= clause.cues
    return cues
