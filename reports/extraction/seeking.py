"""Looks for the people a word of harm speaks of: after it, before it, over pauses."""

from __future__ import annotations

from .clauses import ASSERTED, Clause
from .clitics import AND
from .group import Group
from .lexicon import words
from .memory import Memory
from .people import group_at, groups_from
from .qualities import linked_unit
from .scan import COMMA, STOP, Hit, Scan

BARRIERS = frozenset({"said", "do", "among"})
REACH = 16


class Seeker:
    """Finds the groups that a word of harm governs."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def right(
        self, number: int, clause: Clause, start: int, entry: object
    ) -> list[Group]:
        """Look for the victims after the trigger, over pauses if need be."""
        at, end = start, clause.last
        follower = number
        while True:
            found, stopped = self._search(clause, at, end, follower > number)
            if found:
                return self._settle(follower, found, entry)
            follower += 1
            if stopped or follower >= len(self.memory.story.clauses):
                return []
            clause = self.memory.story.clauses[follower]
            if clause.opens >= STOP or follower > number + 3:
                return []
            if clause.opens == COMMA or clause.dates:
                at, end = clause.first, clause.last
            else:
                return []

    def _search(
        self, clause: Clause, start: int, end: int, later: bool = False
    ) -> tuple[list[Group], bool]:
        index = start
        while index < end and index - start < REACH + 6:
            if self.memory.mode[index] != ASSERTED:
                return [], True
            hit = self.memory.scan.hit_at[index]
            begins = hit is not None and hit.first == index
            if (
                begins
                and hit is not None
                and self._is_barrier(hit, later or index > start)
            ):
                return [], True
            if index in clause.named:
                index += 1
                continue
            groups = groups_from(self.memory.scan, index, self.memory.codes)
            groups = [one for one in groups if self._fits(one, index == start)]
            if groups:
                self.side_before(start, groups)
                return groups, True
            index = hit.last if hit is not None and hit.last > index else index + 1
        return [], index - start >= REACH + 6

    def side_before(self, start: int, groups: list[Group]) -> None:
        """'of the brigade two fighters were killed': the side stands first."""
        scan = self.memory.scan
        if any(group.unit for group in groups):
            return
        for index in range(start, groups[0].first):
            if scan.words[index] not in words("of_side"):
                continue
            unit = linked_unit(scan, index)
            if unit is not None and unit.last <= groups[0].first:
                for group in groups:
                    if group.category in ("combatant", "unknown"):
                        group.unit = self.memory.codes.named(scan, unit)
                        group.category = "combatant"
                return

    def _is_barrier(self, hit: Hit, away: bool) -> bool:
        senses = hit.senses
        if hit.first and self.memory.scan.words[hit.first - 1] in words("relatives"):
            return False
        if "part" in senses:
            return False
        if not BARRIERS.isdisjoint(senses):
            return True
        if "harm" in senses and away:
            return True
        return "event" in senses and senses["event"].number == "sg" and away

    def _fits(self, group: Group, adjacent: bool) -> bool:
        if group.head == "one" and not (
            self.memory.toll.victims or self.memory.toll.mentions
        ):
            return False
        return not group.bare or adjacent

    def _settle(self, number: int, groups: list[Group], entry: object) -> list[Group]:
        """Part the doer from the victims of an active verb; add what follows."""
        if len(groups) == 1 and self._fronted(groups[0]):
            return self._of_fronted(number, groups[0])
        active = isinstance(entry, dict) and (
            entry.get("active") or entry.get("ambiguous")
        )
        first = groups[0]
        if active and len(groups) == 1 and self._may_do(first):
            clause = self.memory.story.clauses[number]
            start = first.last
            if first.other:
                start += 1
            after = self.right(number, clause, start, None)
            if after and after[0].first > first.last - 1:
                self.memory.toll.doers.append((first, clause))
                self.memory.use(first)
                return after
        family = self._with_family(groups[-1].last)
        return [*groups, *family, *self.continued(number, groups[-1])]

    def _fronted(self, group: Group) -> bool:
        """'captured of the fighters of X three': the whole stands before the part."""
        before = self.memory.scan.words[group.first - 1] if group.first else ""
        return before in words("of") and group.low is None and bool(group.unit)

    def _of_fronted(self, number: int, whole: Group) -> list[Group]:
        self.memory.use(whole)
        found = self.right(number, self.memory.story.clauses[number], whole.last, None)
        for group in found:
            if group.unit is None:
                group.unit, group.category = whole.unit, whole.category
        return found

    def _with_family(self, at: int) -> list[Group]:
        """'met his death with his family'."""
        hit = self.memory.scan.starts_with(at, "kin_victims")
        at = hit.last if hit is not None else at
        if at + 1 < len(self.memory.scan.words) and self.memory.scan.words[at] in words(
            "with"
        ):
            group = group_at(self.memory.scan, at + 1, self.memory.codes)
            if group is not None and group.family:
                return [group]
        return []

    def _may_do(self, group: Group) -> bool:
        if group.other and _next_word(self.memory.scan, group) in words("of_them"):
            return True
        return (
            not group.counted
            and (group.category == "combatant" or bool(group.unit))
            and group.unit != "civilians"
            and group.low is None
            and not group.definite
            and not group.other
        )

    def continued(self, number: int, last: Group) -> list[Group]:
        """Take 'in addition to three', ', and a civilian' after a pause."""
        found: list[Group] = []
        for clause in self.memory.story.clauses[number + 1 : number + 4]:
            if clause.opens >= STOP:
                break
            at = self._continuation(clause)
            groups = (
                groups_from(self.memory.scan, at, self.memory.codes) if at >= 0 else []
            )
            groups = [one for one in groups if not one.bare]
            if not groups:
                if clause.has_trigger() or not self._parenthesis(clause):
                    break
                continue
            found += groups
        return found

    def _continuation(self, clause: Clause) -> int:
        hit = self.memory.scan.hit_at[clause.first]
        if hit is None:
            word = self.memory.scan.words[clause.first]
            return clause.first if word[0] == AND and word[-1].isdecimal() else -1
        if "addition" in hit.senses:
            return hit.last
        if self.memory.scan.words[clause.first] in words("and_upon"):
            return hit.last
        if hit.conjunction == AND and not {"harm", "do", "said"} & set(hit.senses):
            return clause.first
        return -1

    def _parenthesis(self, clause: Clause) -> bool:
        return bool({"hedge", "nationality_word", "identify"} & clause.cues)

    def left(self, number: int, clause: Clause, hit: Hit) -> list[Group]:
        """Look for the victims before the trigger: 'three of them were killed'."""
        earlier = self.memory.story.clauses[max(0, number - 1) : number]
        for one in (clause, *reversed(earlier)):
            if one is not clause and clause.opens >= STOP:
                break
            best: Group | None = None
            index = one.first
            end = hit.first if one is clause else one.last
            while index < end:
                group = group_at(self.memory.scan, index, self.memory.codes)
                if group is not None and not group.bare and group.last <= end:
                    best = group
                    index = max(group.last, index + 1)
                else:
                    index += 1
            if best is not None:
                self.memory.forget(best)
                return [best]
        return []


def _next_word(scan: Scan, group: Group) -> str:
    return scan.words[group.last] if group.last < len(scan.words) else ""
