"""What verbs and nouns of attack, harm and help make the reader expect next."""

from __future__ import annotations

from .clauses import ASSERTED, BACKGROUND, TRIED, Clause
from .clitics import AND, FOR, IN
from .doers import Doers
from .lexicon import words
from .scan import Hit
from .signs import (
    ATTACKER,
    FARTHEST_SUBJECT,
    NAMED,
    SUPPORT,
    TARGET,
    Signs,
    State,
)
from .story import is_definite


class Deeds:
    """Turns a word of doing into the role of the unit that comes next."""

    def __init__(self, signs: Signs, doers: Doers) -> None:
        self.signs = signs
        self.doers = doers

    def repel(self, clause: Clause, hit: Hit, state: State) -> None:
        """'A repelled an attack by B': who repels was attacked."""
        state.verb = state.subject = state.repels = True
        state.expect, state.since = TARGET, hit.last
        for role in self.signs.found:
            if role.clause is clause and role.role == NAMED:
                role.role, role.weight = TARGET, 3
                state.expect = ATTACKER

    def event(self, clause: Clause, hit: Hit, state: State) -> None:
        if self.signs.mode[hit.first] not in (ASSERTED, TRIED, BACKGROUND):
            return
        sense = hit.senses["event"]
        state.since = hit.last
        if sense.value == "strike" and self._struck(hit):
            state.subject, state.expect, state.verb = True, TARGET, True
            return
        state.cordon = bool(sense.entry.get("cordon"))
        state.verb |= "do" in hit.senses
        if not self._answers(hit):
            attack = bool(sense.entry.get("attack"))
            state.attack |= attack or sense.value == "ambush"
        if state.repels:
            state.subject, state.expect = False, ATTACKER
            return
        if sense.number:
            self._event_verb(clause, hit, state)
        else:
            self._event_noun(clause, hit, state)

    def _answers(self, hit: Hit) -> bool:
        """A counter-attack does not tell who began the battle."""
        return self.signs.scan.tells(words("counter"), hit.first, hit.last + 1)

    def _event_verb(self, clause: Clause, hit: Hit, state: State) -> None:
        """A verb leads to its doer; 'fought with' and 'the operation struck' to whom
        it was done."""
        state.verb = True
        state.subject, state.expect = False, ATTACKER
        self.doers.subject_before(clause, hit, state)
        sense = hit.senses["event"]
        following = self.signs.scan.words[hit.last : hit.last + 1]
        with_whom = not words("together").isdisjoint(following)
        if sense.value == "clash" and with_whom:
            state.subject, state.expect = True, TARGET
        if not state.subject and self.doers.noun_before(clause, hit):
            state.subject, state.expect = True, TARGET
        if sense.suffix:
            state.expect = TARGET if state.subject else ATTACKER

    def _event_noun(self, clause: Clause, hit: Hit, state: State) -> None:
        sense = hit.senses["event"]
        if sense.suffix and sense.value == "air_landing":
            self.doers.subject_before(clause, hit, state)
        elif sense.suffix and sense.value in ("strike", "clash"):
            state.subject, state.expect = True, TARGET
        elif sense.value == "explosion" and self._bursts(hit):
            state.expect = TARGET
        elif hit.preposition == IN or self._by(clause, hit):
            state.subject, state.expect = False, ATTACKER
        elif sense.value == "clash" and not sense.entry.get("attack"):
            self._battle(clause, hit, state)
        else:
            if is_definite(self.signs.scan, hit):
                # 'this operation' leads to its doer only where it follows at once.
                state.since = hit.last - FARTHEST_SUBJECT + 3
            state.expect = TARGET if state.subject else ATTACKER

    def _bursts(self, hit: Hit) -> bool:
        """A burst hits someone; a bombing is somebody's deed."""
        word = self.signs.scan.words[hit.first].removeprefix(hit.conjunction)
        return word.removeprefix(hit.preposition) in words("bursts")

    def _battle(self, clause: Clause, hit: Hit, state: State) -> None:
        """'between A and B' names both; 'between them and B', 'with B' the other."""
        state.clash = True
        state.sides = self._two_sides(clause, hit)
        following = self.signs.scan.words[hit.last : hit.last + 4]
        if not words("between_them").isdisjoint(following[:2]):
            state.subject, state.expect = True, TARGET
        elif (
            state.subject and not words("together").isdisjoint(following)
        ) or not words("together").isdisjoint(following[:3]):
            state.expect = TARGET
        else:
            state.expect = ATTACKER

    def _two_sides(self, clause: Clause, hit: Hit) -> bool:
        """'between A and B on one side' names the sides apart."""
        return any(
            self.signs.scan.words[index] in words("of")
            and self.signs.scan.words[index + 1] in words("sides")
            for index in range(hit.last, clause.last - 1)
        )

    def _struck(self, hit: Hit) -> bool:
        """In 'a car was struck' what follows at once is the target."""
        following = (
            self.signs.scan.hit_at[hit.last]
            if hit.last < len(self.signs.scan.words)
            else None
        )
        return following is not None and self.is_ground(following)

    def _by(self, clause: Clause, hit: Hit) -> bool:
        before = (
            self.signs.scan.words[hit.first - 1] if hit.first > clause.first else ""
        )
        return before in words("by")

    def harm(self, clause: Clause, hit: Hit, state: State) -> None:
        entry = hit.senses["harm"].entry
        if self.signs.mode[hit.first] != ASSERTED:
            return
        state.since = hit.last
        if entry.get("active"):
            state.verb = True
            state.subject, state.expect = False, ATTACKER
            self.doers.subject_before(clause, hit, state)
        elif entry.get("ambiguous") and self.doers.doer_follows(clause, hit):
            state.verb = True
            state.subject, state.expect = False, ATTACKER
        elif state.expect != ATTACKER:
            state.expect = TARGET

    def support(self, clause: Clause, hit: Hit, state: State) -> None:
        if self.signs.mode[hit.first] != ASSERTED or self._joined_by_captives(hit):
            return
        if self.signs.scan.words[hit.first] in words("company") and any(
            "harm" in one.senses and one.last >= hit.first - 1 for one in clause.hits
        ):
            return
        if self.signs.scan.words[hit.first] in words("taking_part"):
            for role in reversed(self.signs.found):
                if role.clause is clause and role.role == NAMED:
                    role.role, role.weight = SUPPORT, 3
                    if "beside" in hit.senses:
                        state.expect, state.since = ATTACKER, hit.last
                    return
        state.support = hit.last

    def _joined_by_captives(self, hit: Hit) -> bool:
        """'withdrew with the four members' names captives, not helpers."""
        group = self.signs.people.get(hit.last)
        return group is not None and group.definite

    def is_ground(self, hit: Hit) -> bool:
        """A post, a house, a car after a verb is what is struck, not who strikes."""
        sense = hit.senses.get("equipment")
        if sense is not None:
            return sense.value == "vehicle" and hit.preposition in ("", FOR)
        if "force" not in hit.senses or hit.preposition not in ("", FOR):
            return False
        word = self.signs.scan.words[hit.last - 1].removeprefix(AND)
        return word.removeprefix(hit.preposition) in words("ground")
