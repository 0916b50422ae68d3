"""Parts of a total: 'among them five children', 'namely a man and his wife'."""

from __future__ import annotations

from .clauses import Clause
from .clitics import AND
from .group import Group
from .lexicon import words
from .memory import Memory
from .people import group_at, groups_from
from .scan import Hit
from .seeking import Seeker
from .toll import Victim


class Subgroups:
    """Adds the parts of the total spoken of last."""

    def __init__(self, memory: Memory, search: Seeker) -> None:
        self.memory = memory
        self.search = search

    def parts(self, number: int, clause: Clause, hit: Hit) -> int:
        """'among them five children', 'namely a man, his wife and a child'."""
        total = self._total(hit)
        if total is None:
            return 0
        if total.clause.paragraph != clause.paragraph and hit.last - hit.first < 2:
            return 0
        if "pronoun_one" in hit.senses:
            return self._single_part(clause, hit, total)
        at = hit.last
        for _ in range(4):
            if at < len(self.memory.scan.words) and self.memory.scan.words[at] in words(
                "after_among"
            ):
                at += 1
        groups = groups_from(self.memory.scan, at, self.memory.codes)
        if not groups:
            return 0
        while (
            number + 1 < len(self.memory.story.clauses)
            and groups[-1].first >= self.memory.story.clauses[number].last
        ):
            number += 1
        groups += self.search.continued(number, groups[-1])
        for group in groups:
            self._add_part(clause, group, total)
        ends = [group.last for group in groups if group.last <= clause.last + 1]
        return max(ends, default=hit.last)

    def _total(self, hit: Hit) -> Victim | None:
        """'among the dead' are parts of the dead, whoever was told of last."""
        for outcome in ("killed", "wounded", "taken"):
            if self.memory.scan.tells(words(f"those_{outcome}"), hit.first, hit.last):
                for victim in reversed(self.memory.toll.victims):
                    if victim.outcome == outcome and victim.part_of is None:
                        return victim
        return self.memory.focus

    def listed(self, number: int, clause: Clause, groups: list[Group]) -> int:
        """'three of them Tunisians and two French', '26: five civilians, ...'."""
        total = self.memory.focus
        if total is None or total.part_of is not None or total.group.low is None:
            return 0
        first = groups[0]
        told = first.pronoun and first.head == "number" and self._told(first)
        if told and total.clause.paragraph != clause.paragraph:
            return 0
        if not told and not self._opens_list(number, clause, groups, total):
            return 0
        parts = [*groups, *self.search.continued(number, groups[-1])]
        if sum(group.low or 0 for group in parts) > total.group.low:
            return 0
        whole = told or clause.first in self.memory.scan.colons
        if not whole and sum(group.low or 0 for group in parts) < total.group.low:
            return 0
        for group in parts:
            self._add_listed(clause, group, total)
        return groups[-1].last

    def _told(self, group: Group) -> bool:
        """Tell whether 'three of them' is followed by what they are."""
        scan = self.memory.scan
        spoken = scan.tells(words("of_them"), group.first, group.last)
        return spoken and scan.words[group.last - 1] not in words("of_them")

    def _opens_list(
        self, number: int, clause: Clause, groups: list[Group], total: Victim
    ) -> bool:
        """Tell whether groups right after a total, or after a colon, may list it."""
        if groups[0].first != clause.first or any(group.definite for group in groups):
            return False
        clauses = self.memory.story.clauses
        return number > 0 and clauses[number - 1] is total.clause

    def _add_listed(self, clause: Clause, group: Group, total: Victim) -> None:
        person = any(
            self.memory.scan.sense(index, "person")
            for index in range(group.first, group.last)
        )
        if group.pronoun and not person and not group.unit:
            group.category = "unknown"
        group.pronoun = False
        self._add_part(clause, group, total)

    def is_other_part(self, hit: Hit) -> bool:
        person = hit.senses.get("person")
        return (
            person is not None
            and bool(person.entry.get("other"))
            and hit.definite
            and hit.conjunction == AND
            and self.memory.focus is not None
            and any(v.part_of is self.memory.focus for v in self.memory.toll.victims)
        )

    def other_part(self, clause: Clause, hit: Hit) -> int:
        """'and the other two fighters of X' after 'one of them'."""
        group = group_at(self.memory.scan, hit.last, self.memory.codes)
        if group is None or group.bare or self.memory.focus is None:
            return hit.last
        self._add_part(clause, group, self.memory.focus)
        return group.last

    def _single_part(self, clause: Clause, hit: Hit, total: Victim) -> int:
        """'one of them Iraqi and the other Syrian', 'one of them a leader of'."""
        at = hit.last
        origin = self.memory.scan.starts_with(at, "origin")
        if origin is not None:
            self._nationals(clause, at, total)
            return origin.last
        group = group_at(
            self.memory.scan, at, self.memory.codes
        ) or self._identified_later(clause)
        if group is None or group.bare:
            return 0
        group.low = group.high = 1
        if not group.unit:
            linked = self._identified_later(clause)
            if linked is not None:
                group = linked
        self._add_part(clause, group, total)
        return group.last

    def _identified_later(self, clause: Clause) -> Group | None:
        for hit in clause.hits:
            if "identify" in hit.senses:
                group = group_at(self.memory.scan, hit.last, self.memory.codes)
                if group is not None and group.unit:
                    return group
        return None

    def _nationals(self, clause: Clause, start: int, total: Victim) -> None:
        for index in range(start, clause.last):
            origin = self.memory.scan.starts_with(index, "origin")
            if origin is None or not origin.senses["origin"].value[0]:
                continue
            group = Group(index, origin.last, 1, 1, total.group.category, head="origin")
            group.nationality = origin.senses["origin"].value[0]
            group.unit = total.group.unit
            self._add_part(clause, group, total)

    def _add_part(self, clause: Clause, group: Group, total: Victim) -> None:
        self.memory.use(group)
        if group.pronoun or (group.bare and not group.nationality):
            return
        if group.unit is None and group.category in ("unknown", total.group.category):
            foreign = self._force_of(group) if total.outcome != "taken" else None
            group.unit = foreign or total.group.unit
            if group.category == "unknown":
                group.category = total.group.category
        part = Victim(
            group.outcome or total.outcome,
            group,
            clause,
            (group.first, group.last),
            rival=total.rival
            or clause.sentence == self.memory.rival_sentence != total.clause.sentence,
            superseded=total.superseded,
            part_of=total,
            rule="part",
        )
        self.memory.toll.victims.append(part)

    def _force_of(self, group: Group) -> str | None:
        """'among the fighters eight Iranians' are of their state's force."""
        if group.head != "origin":
            return None
        sense = self.memory.scan.sense(group.last - 1, "origin")
        return str(sense.value[1]) or None if sense else None
