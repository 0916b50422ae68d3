"""What is remembered while a story is read: people, cells, who was meant last."""

from __future__ import annotations

from .clauses import Clause, Clauses
from .group import Codes, Group
from .lexicon import words
from .qualities import linked_unit
from .scan import Hit, Scan
from .story import Story
from .toll import Toll, Victim, bare, merged, same_sort


class Memory:
    """What the reading of one story knows so far, and whom words point back to."""

    def __init__(
        self,
        scan: Scan,
        clauses: Clauses,
        story: Story,
        codes: Codes,
        bodies: dict[str, str],
    ) -> None:
        self.scan = scan
        self.mode = clauses.mode
        self.story = story
        self.codes = codes
        self.bodies = bodies
        self.toll = Toll()
        self.used: set[int] = set()
        self.rival_sentence = -1
        self.raised: Group | None = None
        self.focus: Victim | None = None
        self.pointed: Victim | None = None
        self.pointed_sentence = -1

    def use(self, group: Group) -> None:
        self.used.update(range(group.first, group.last))

    def victim(
        self, clause: Clause, group: Group, outcome: str, trigger: tuple[int, int]
    ) -> None:
        outcome = group.outcome or outcome
        if group.definite and not group.other and not group.family:
            known = self._resolve(group, outcome)
            if known is None:
                return
            group = known
        self.add(clause, group, outcome, trigger)

    def _resolve(self, group: Group, outcome: str) -> Group | None:
        """Find whom 'the leader', 'the four members' means; None if known already."""
        for victim in self.toll.victims:
            if victim.outcome != outcome:
                continue
            alike = victim.group.same_size(group) and same_sort(victim.group, group)
            if victim.group.head == bare(group.head) or alike:
                self.use(group)
                self._restate(group, victim)
                return None
        for mention, _ in reversed(self.toll.mentions):
            if mention.head == bare(group.head) and mention.first < group.first:
                whole = merged(mention, group)
                self.use(group)
                return whole
        if group.category == "combatant" and not group.unit:
            for mention, _ in reversed(self.toll.mentions):
                if mention.low == 1 and group.low == 1 and mention.unit:
                    return merged(mention, group)
            return None
        return group

    def _restate(self, group: Group, victim: Victim) -> None:
        if group.unit and victim.group.unit is None:
            victim.group.unit = group.unit
            victim.group.category = group.category

    def add(
        self, clause: Clause, group: Group, outcome: str, trigger: tuple[int, int]
    ) -> None:
        self.use(group)
        if group.unit is None and group.category == "combatant":
            self.own_side(group)
            self.followed_by_body(group)
        if group.unit is None and group.counted and "strength_of" in clause.cues:
            self.of_body(clause, group)
            group.category = "combatant" if group.unit else group.category
        if self.has(outcome, group):
            return
        last = self.toll.victims[-1] if self.toll.victims else None
        if last is not None and last.part_of is not None:
            last = last.part_of
        if group.other and last is not None and group.unit in (None, last.group.unit):
            if group.category in ("unknown", last.group.category):
                group.unit, group.category = last.group.unit, last.group.category
                if group.category in ("child", "woman"):
                    group.category = "civilian"
        elif group.bare and last is not None and self._follows(last, clause):
            group.unit, group.category = last.group.unit, last.group.category
        elif group.pronoun and not group.unit:
            if self.scan.words[group.last - 1] in words("latter"):
                group.own = True
                self.own_side(group)
            self.inherit(group)
        victim = Victim(
            outcome,
            group,
            clause,
            trigger,
            rival=clause.sentence == self.rival_sentence,
            superseded="superseded" in clause.cues,
            both_sides="both_sides" in clause.cues and group.low is None,
        )
        victim.near = self._events_after(clause)
        self.toll.victims.append(victim)
        self.focus = victim

    def _follows(self, last: Victim, clause: Clause) -> bool:
        """'two soldiers died, and three were wounded': of the same."""
        if last.clause is clause:
            return True
        clauses = self.story.clauses
        before = clauses[max(0, clauses.index(clause) - 1)]
        return before is last.clause and before.sentence == clause.sentence

    def _events_after(self, clause: Clause) -> list[Hit]:
        """Return the events that the same sentence names up to two clauses on."""
        index = self.story.clauses.index(clause)
        return [
            hit
            for one in self.story.clauses[index : index + 4]
            if one.sentence == clause.sentence
            for hit in one.events
        ]

    def inherit(self, group: Group) -> None:
        """'one of them', 'four of them': of the side spoken of last."""
        for mention, _ in reversed(self.toll.mentions):
            if mention.unit == "civilians" and group.head == "number":
                continue
            if mention.first < group.first and (mention.unit or mention.counted):
                group.unit = mention.unit
                if mention.category != "combatant" and not mention.unit:
                    group.category = mention.category
                return

    def has(self, outcome: str, group: Group) -> bool:
        return any(
            victim.outcome == outcome and victim.group.first == group.first
            for victim in self.toll.victims
        )

    def antecedent(self, low: int | None) -> Group | None:
        candidates = [pair[0] for pair in self.toll.mentions]
        candidates += [victim.group for victim in self.toll.victims]
        candidates.sort(key=lambda group: group.first)
        for group in reversed(candidates):
            if low is None or group.low == low:
                return group
        return None

    def forget(self, group: Group) -> None:
        kept = [pair for pair in self.toll.mentions if pair[0].first != group.first]
        self.toll.mentions = kept

    def own_side(self, group: Group) -> None:
        """'six of its soldiers': of the unit named right before, else of the cell."""
        if not group.own or group.unit is not None or group.category != "combatant":
            return
        for index in range(group.first - 1, max(group.first - 25, -1), -1):
            hit = self.scan.hit_at[index]
            if hit is not None and "unit" in hit.senses:
                group.unit = self.codes.named(self.scan, hit)
                return
            if self.scan.words[index] in words("carriers"):
                return
            if hit is not None and "force" in hit.senses and hit.definite:
                group.unit = self.bodies.get(bare(self.scan.words[hit.last - 1]))
                if group.unit is not None:
                    return
        group.unit = self.bodies.get("")

    def followed_by_body(self, group: Group) -> None:
        """'three members of the cell': of the cell named before."""
        at = group.last
        if at < len(self.scan.words) and self.scan.words[at] in words("of_or_in"):
            at += 1
        hit = self.scan.starts_with(at, "force")
        if hit is None or not hit.definite:
            return
        if words("raiding").isdisjoint(self.scan.words[hit.last : hit.last + 1]):
            group.unit = self.bodies.get(bare(self.scan.words[hit.last - 1]))
        else:
            group.raiders = True

    def of_body(self, clause: Clause, group: Group) -> None:
        """'the cell was five strong': of the cell named before."""
        for hit in clause.hits:
            unit = self.bodies.get(bare(self.scan.words[hit.last - 1]))
            if unit is not None:
                group.unit = unit
                return

    def body(self, hit: Hit) -> None:
        """Remember whose cell or force was named, for 'the cell' later."""
        unit = linked_unit(self.scan, hit.last)
        if unit is not None and not hit.definite:
            code = self.codes.named(self.scan, unit)
            self.bodies[bare(self.scan.words[hit.last - 1])] = code
            self.bodies[""] = code
