"""Doers without a name of their own, and doers named before their verb."""

from __future__ import annotations

from .clauses import Clause
from .clitics import FEMININE_PAST
from .group import Group
from .lexicon import words
from .qualities import linked_unit
from .scan import MARK, Hit
from .signs import ATTACKER, NAMED, SPEAKER, TARGET, Signs, State
from .toll import bare

NAMING = frozenset({"unit", "origin", "person", "linker", "strength_of", "num", "qual"})


class Doers:
    """Finds who does a deed when the verb is not followed by a name."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs

    def person(self, clause: Clause, hit: Hit, state: State) -> bool:
        """Gunmen without a name, and people whose side is told after them."""
        if self._describes(hit):
            return False
        for index in (hit.first, hit.first - 1, hit.first - 2, hit.first - 3):
            group = self.signs.people.get(index)
            if group is not None and group.first <= hit.first < group.last:
                break
        else:
            return False
        if group.unit and group.unit != "civilians":
            told_later = not any(
                self.signs.scan.sense(index, "unit")
                or self.signs.scan.sense(index, "origin")
                for index in range(group.first, group.last)
            )
            if told_later and group.hedge:
                aimed = state.expect == TARGET and state.since >= clause.first
                self.signs.add(
                    clause, hit, group.unit, TARGET if aimed else ATTACKER, 2
                )
                self._size(group)
                return True
            return False
        shooter = group.low == 1 and self._shoots(clause, group)
        if group.unit is None and (_is_gunman(group) or shooter):
            if shooter:
                self.signs.add(clause, hit, "unknown_gunmen", ATTACKER, 3)
                self.signs.found[-1].low = self.signs.found[-1].high = 1
                state.subject, state.expect, state.verb = True, TARGET, True
                return True
            unit = "unknown_gunmen"
            if group.definite:
                unit = self._the_gunmen() or unit
            self.signs.place(clause, hit, unit, state)
            self._size(group)
            return True
        return False

    def _describes(self, hit: Hit) -> bool:
        """'an armed attack', 'an armed faction': an adjective, no gunman."""
        before = self.signs.scan.hit_at[hit.first - 1] if hit.first else None
        if before is None or hit.definite or hit.conjunction:
            return False
        noun = "force" in before.senses or (
            "event" in before.senses and not before.senses["event"].number
        )
        return noun and self.signs.scan.words[hit.first] in words("armed")

    def _the_gunmen(self) -> str | None:
        """'the gunmen' are those of the attack told before."""
        for word in words("the_gunmen"):
            if word in self.signs.bodies:
                return self.signs.bodies[word]
        return None

    def _shoots(self, clause: Clause, group: Group) -> bool:
        following = self.signs.scan.starts_with(group.last, "event")
        return (
            following is not None
            and following.first < clause.last
            and following.senses["event"].value == "shots"
            and bool(following.senses["event"].number)
        )

    def _size(self, group: Group) -> None:
        if self.signs.found and group.low is not None and group.counted:
            self.signs.found[-1].low, self.signs.found[-1].high = group.low, group.high

    def body(self, clause: Clause, hit: Hit, state: State) -> bool:
        """'the cell' stands for those whose cell was named."""
        unit = self.signs.bodies.get(bare(self.signs.scan.words[hit.last - 1]))
        if unit is None or linked_unit(self.signs.scan, hit.last) is not None:
            return False
        self.signs.place(clause, hit, unit, state)
        return True

    def own(self, clause: Clause) -> None:
        """'revealed an operation of its forces': the speaker did it."""
        for role in reversed(self.signs.found):
            if role.clause.sentence == clause.sentence and role.role == SPEAKER:
                role.role, role.weight = ATTACKER, 3
                return

    def subject_without_name(self, hit: Hit, state: State) -> None:
        """'the force', 'helicopters' do the deed without a name of their own."""
        if linked_unit(self.signs.scan, hit.last) is not None or hit.preposition:
            return
        following = (
            self.signs.scan.hit_at[hit.last]
            if hit.last < len(self.signs.scan.words)
            else None
        )
        for index in range(hit.last, min(hit.last + 3, len(self.signs.scan.words))):
            ahead = self.signs.scan.hit_at[index]
            if ahead is None or self.signs.scan.gaps[index] > MARK:
                break
            if NAMING & set(ahead.senses):
                return
        if (
            hit.last < len(self.signs.scan.words)
            and following is None
            and hit.first - state.since < 2
        ):
            return
        state.subject, state.expect = True, TARGET

    def subject_before(self, clause: Clause, hit: Hit, state: State) -> None:
        """In 'that the forces carried out', the doer stands before the verb."""
        sentence = [r for r in self.signs.found if r.clause.sentence == clause.sentence]
        if any(r.role == ATTACKER for r in sentence if r.clause is not clause):
            sentence = [r for r in sentence if r.clause is clause]
        for role in sentence:
            if role.role == NAMED:
                role.role, role.weight = ATTACKER, 3
                state.subject, state.expect = True, TARGET

    def noun_before(self, clause: Clause, hit: Hit) -> bool:
        """In 'that the operation struck', the noun before the verb does it."""
        for index in range(hit.first - 1, max(clause.first, hit.first - 4) - 1, -1):
            before = self.signs.scan.hit_at[index]
            if before is not None and "event" in before.senses:
                return not before.senses["event"].number
            if before is not None and "unit" in before.senses:
                return False
        return False

    def doer_follows(self, clause: Clause, hit: Hit) -> bool:
        """In 'the Israeli forces killed a man' a feminine verb leads to its doer, and
        a unit right behind 'captured' is who captured."""
        taken = hit.senses["harm"].value == "taken"
        at_once = self.signs.scan.sense(hit.last, "unit") is not None
        if taken and at_once and hit.last not in self.signs.harmed:
            return True
        if not self.signs.scan.words[hit.first].endswith(FEMININE_PAST):
            return False
        for index in range(hit.last, min(hit.last + 4, clause.last)):
            if index in self.signs.harmed:
                return False
            if self.signs.scan.sense(index, "unit") is not None:
                return True
        return False


def _is_gunman(group: Group) -> bool:
    return bare(group.head) in words("gunmen")
