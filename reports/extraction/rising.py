"""Tolls told as figures: 'rose to 32', 'the number of those who died is 97'."""

from __future__ import annotations

from .clauses import Clause
from .group import Group
from .lexicon import words
from .memory import Memory
from .people import group_at
from .quantities import bounds
from .scan import Hit
from .seeking import Seeker


class RisingTolls:
    """Binds a figure that stands apart to the people it counts."""

    def __init__(self, memory: Memory, search: Seeker) -> None:
        self.memory = memory
        self.search = search

    def apply(self, clause: Clause, before: int) -> None:
        """'rose to 32 the number of members killed': the figure stands apart."""
        for index in range(clause.first, clause.last):
            if self.memory.scan.words[index] not in words("up_to"):
                continue
            group = group_at(self.memory.scan, index + 1, self.memory.codes)
            if group is None or not group.counted:
                continue
            for victim in self.memory.toll.victims[before:]:
                if victim.group.low is None and victim.group.high is None:
                    victim.group.low, victim.group.high = group.low, group.high
                    return
        self._raised_definite(clause, before)

    def _raised_definite(self, clause: Clause, before: int) -> None:
        """'the numbers of those held reached dozens'."""
        if len(self.memory.toll.victims) > before:
            return
        for hit in clause.hits:
            sense = hit.senses.get("person")
            if sense is None or not sense.entry.get("outcome") or not hit.definite:
                continue
            group = Group(hit.first, hit.last, None, None, "unknown")
            for index in range(hit.last, clause.last):
                count = group_at(self.memory.scan, index, self.memory.codes)
                if count is not None and count.counted:
                    group.low, group.high = count.low, count.high
                    if self.memory.scan.tells(words("exceeds"), clause.first, index):
                        group.low, group.high = bounds(count.low or 0, "more_than")
                    if count.unit:
                        group.unit, group.category = count.unit, count.category
                    break
            self.memory.add(
                clause, group, str(sense.entry["outcome"]), (hit.first, hit.last)
            )
            return

    def figure(self, clause: Clause) -> Group | None:
        """Return the bare figure of 'rose to 17', to be used by what follows."""
        for index in range(clause.first, clause.last - 1):
            if self.memory.scan.words[index] in words("to"):
                group = group_at(self.memory.scan, index + 1, self.memory.codes)
                if group is not None and group.counted and group.bare:
                    return group
        return None

    def of_those_who(self, clause: Clause, hit: Hit) -> bool:
        """'the number of those who died': the figure is the group."""
        before = (
            self.memory.scan.words[hit.first - 1] if hit.first > clause.first else ""
        )
        return before in words("those_who") and (
            "raise" in clause.cues or self.memory.raised is not None
        )

    def counted_those(self, clause: Clause, hit: Hit, outcome: str) -> None:
        group: Group | None = None
        for index in range(clause.first, clause.last):
            found = group_at(self.memory.scan, index, self.memory.codes)
            if index in clause.named:
                continue
            if found is not None and found.counted and index not in self.memory.used:
                group = found
                break
        if group is None and self.memory.raised is not None:
            group = self.memory.raised
        left = None if group else self.search.left(0, clause, hit)
        group = group or (left[0] if left else None)
        if group is not None and not (group.low is None and group.head == "number"):
            named = self.search.left(0, clause, hit)
            if named and named[0].unit and group.unit is None:
                group.unit, group.category = named[0].unit, named[0].category
            self.memory.victim(clause, group, outcome, (hit.first, hit.last))
