"""What is said later of people named before: 'believed to be members of'."""

from __future__ import annotations

from .clauses import Clause
from .group import Group
from .lexicon import words
from .memory import Memory
from .people import group_at
from .qualities import linked_unit
from .scan import Hit


class Identities:
    """Tells side and nationality of the people spoken of last."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def identify(self, clause: Clause, hit: Hit) -> int:
        """'believed to be a member of', 'who is of Iraqi nationality'."""
        at = hit.last
        linked = linked_unit(self.memory.scan, at) if at < clause.last else None
        if linked is not None and linked.first < clause.last:
            target = self._identified(clause, hit)
            if target is not None and target.unit is None:
                scan = self.memory.scan
                accused = scan.words[hit.first] in words("accused")
                accused |= scan.tells(words("ties"), hit.first, linked.first)
                category = target.category if accused else "combatant"
                told = Group(at, linked.last, None, None, category)
                told.unit = self.memory.codes.named(self.memory.scan, linked)
                self._tell(target, told, hit)
                return linked.last
        for index in range(at, min(at + 3, clause.last)):
            group = group_at(self.memory.scan, index, self.memory.codes)
            if (
                group is not None
                and not group.bare
                and (group.unit or group.nationality)
            ):
                target = self._identified(clause, hit)
                if target is None:
                    return 0
                self._tell(target, group, hit)
                self.memory.use(group)
                return group.last
            origin = self.memory.scan.starts_with(index, "origin")
            if origin is not None:
                self._tell_origin(clause, origin, hit)
                return origin.last
            word = self.memory.scan.hit_at[index]
            if word is not None and "nationality_word" in word.senses:
                return self._tell_nationality(clause, word, hit)
        return 0

    def _identified(self, clause: Clause, hit: Hit) -> Group | None:
        """Return whom 'believed to be' speaks of: those named last before it."""
        if self._of_equipment(hit):
            return None
        if (
            self.memory.pointed is not None
            and self.memory.pointed_sentence == clause.sentence
        ):
            return self.memory.pointed.group
        known = [
            (v.group, v.clause) for v in self.memory.toll.victims if v.part_of is None
        ]
        known += self.memory.toll.mentions
        known = [pair for pair in known if pair[0].first < hit.first]
        if not known:
            return None
        group, where = max(known, key=lambda pair: pair[0].first)
        return group if where.sentence == clause.sentence or group.definite else None

    def _of_equipment(self, hit: Hit) -> bool:
        """'a drone believed to be of the Coalition' speaks of no person."""
        scan = self.memory.scan
        near = (scan.hit_at[index] for index in range(max(0, hit.first - 3), hit.first))
        told = [one for one in near if one is not None]
        return any("equipment" in one.senses for one in told) and not any(
            "person" in one.senses for one in told
        )

    def _tell(self, target: Group, told: Group, hit: Hit) -> None:
        if told.unit and (target.unit is None or target.category == "unknown"):
            target.unit, target.category = told.unit, told.category
            target.hedge = (hit.first, hit.last)
        target.nationality = told.nationality or target.nationality
        if any(victim.group is target for victim in self.memory.toll.victims):
            self.memory.toll.words.update(range(hit.first, told.last))

    def _tell_origin(self, clause: Clause, origin: Hit, hit: Hit) -> None:
        target = self._identified(clause, hit)
        nationality = origin.senses["origin"].value[0]
        if target is not None and nationality:
            target.nationality = nationality
            target.hedge = (hit.first, hit.last) if "hedge" in hit.senses else None

    def _tell_nationality(self, clause: Clause, word: Hit, hit: Hit) -> int:
        origin = self.memory.scan.starts_with(word.last, "origin")
        if origin is None:
            return 0
        self._tell_origin(clause, origin, hit)
        return origin.last

    def leading_nationality(self, clause: Clause) -> None:
        """', European by nationality,' after a pause tells of the group before."""
        origin = self.memory.scan.starts_with(clause.first, "origin")
        if origin is not None and self.memory.scan.sense(
            origin.last, "nationality_word"
        ):
            before = [
                v for v in self.memory.toll.victims if v.group.first < clause.first
            ]
            if before:
                nearest = max(before, key=lambda victim: victim.group.first)
                nearest.group.nationality = origin.senses["origin"].value[0]

    def refocus(self, clause: Clause, group: Group) -> None:
        for victim in reversed(self.memory.toll.victims):
            if victim.outcome == group.outcome:
                self.memory.focus = self.memory.pointed = victim
                self.memory.pointed_sentence = clause.sentence
                return
