"""Who was killed, wounded, missing or taken, as each clause states it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clauses import ASSERTED, Clause, Clauses
from .people import Codes, Group, group_at, groups_from, linked_unit
from .quantities import bounds
from .scan import COMMA, STOP, Hit, Scan
from .story import Story

BARRIERS = ("said", "do", "among")
PRONOUN_OUTCOMES = {
    "kin_victims": "killed",
    "wound_pronoun": "wounded",
    "take_pronoun": "taken",
}
REACH = 16
RELATIVES = frozenset(
    "التي الذي الذين اللتين اللذين اللتان اللذان كانت كان كانوا".split()
)


@dataclass(slots=True)
class Victim:
    """One group with what befell it; part_of is its total."""

    outcome: str
    group: Group
    clause: Clause
    trigger: tuple[int, int]
    rival: bool = False
    superseded: bool = False
    part_of: Victim | None = None
    both_sides: bool = False
    hedge: tuple[int, int] | None = None
    rule: str = "harm"
    near: list[Hit] = field(default_factory=list)


@dataclass(slots=True)
class Toll:
    """All victims of a story, and the groups that only stand by."""

    victims: list[Victim] = field(default_factory=list)
    mentions: list[tuple[Group, Clause]] = field(default_factory=list)
    doers: list[tuple[Group, Clause]] = field(default_factory=list)
    words: set[int] = field(default_factory=set)


class HarmReader:
    """Reads the clauses of one story in order, keeping who was spoken of last."""

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
        self.toll = Toll()
        self.used: set[int] = set()
        self.bodies = bodies
        self.rival_sentence = -1
        self.raised: Group | None = None
        self.focus: Victim | None = None
        self.pointed: Victim | None = None
        self.pointed_sentence = -1

    def read(self) -> Toll:
        """Return the toll of the story."""
        for number, clause in enumerate(self.story.clauses):
            if "rival" in clause.cues:
                self.rival_sentence = clause.sentence
            if clause.opens >= STOP:
                self.raised = None
            if "raise" in clause.cues:
                self.raised = self._figure(clause)
            self._read_clause(number, clause)
        self._restated_sums()
        return self.toll

    def _figure(self, clause: Clause) -> Group | None:
        """Return the bare figure of 'rose to 17', to be used by what follows."""
        for index in range(clause.first, clause.last - 1):
            if self.scan.words[index] == "الي":
                group = group_at(self.scan, index + 1, self.codes)
                if group is not None and group.counted and group.bare:
                    return group
        return None

    def _restated_sums(self) -> None:
        """'the four members of X' tells the side of groups that sum to four."""
        for mention, _ in self.toll.mentions:
            if not (mention.definite and mention.counted and mention.unit):
                continue
            open_ones = [
                victim.group
                for victim in self.toll.victims
                if victim.group.unit is None
                and victim.group.category in ("combatant", "unknown")
                and victim.group.first < mention.first
                and victim.group.low
            ]
            if sum(group.low or 0 for group in open_ones) == mention.low:
                for group in open_ones:
                    group.unit, group.category = mention.unit, "combatant"

    def _read_clause(self, number: int, clause: Clause) -> None:
        index = clause.first
        before = len(self.toll.victims)
        self._leading_nationality(clause)
        while index < clause.last:
            hit = self.scan.hit_at[index]
            if hit is None or hit.first != index:
                index = self._try_group(clause, index, hit)
                continue
            index = self._read_hit(number, clause, hit)
        self._raise(clause, before)

    def _leading_nationality(self, clause: Clause) -> None:
        """', European by nationality,' after a pause tells of the group before."""
        origin = self.scan.starts_with(clause.first, "origin")
        if origin is not None and self.scan.sense(origin.last, "nationality_word"):
            before = [v for v in self.toll.victims if v.group.first < clause.first]
            if before:
                nearest = max(before, key=lambda victim: victim.group.first)
                nearest.group.nationality = origin.senses["origin"].value[0]

    def _read_hit(self, number: int, clause: Clause, hit: Hit) -> int:
        asserted = self.mode[hit.first] == ASSERTED
        senses = hit.senses
        if "harm" in senses and asserted and hit.first not in self.used:
            self._trigger(number, clause, hit)
            return hit.last
        if asserted:
            for cls, outcome in PRONOUN_OUTCOMES.items():
                if cls in senses:
                    self._pronoun(clause, hit, outcome)
                    return hit.last
        if not hit.preposition and (
            "among" in senses or "apposition" in senses or "pronoun_one" in senses
        ):
            taken = self._parts(number, clause, hit)
            if taken:
                return taken
        if self._is_other_part(hit):
            return self._other_part(clause, hit)
        if not hit.preposition and ("hedge" in senses or "identify" in senses):
            taken = self._identify(clause, hit)
            if taken:
                return taken
        return self._try_group(clause, hit.first, hit)

    # ------------------------------------------------------------- loose groups

    def _try_group(self, clause: Clause, index: int, hit: Hit | None) -> int:
        following = hit.last if hit is not None else index + 1
        if index in self.used:
            return following
        if hit is not None and hit.first != index:
            return following
        if hit is None and not self.scan.words[index][-1].isdecimal():
            return following
        if hit is not None and "force" in hit.senses:
            self._body(hit)
        if self._in_date(clause, index) or self._in_site(clause, index):
            return following
        groups = groups_from(self.scan, index, self.codes)
        if not groups or groups[0].bare or groups[-1].last > clause.last + 3:
            return following
        self._between(index, groups)
        for group in groups:
            self._loose(clause, group)
        return max(groups[-1].last, following)

    def _body(self, hit: Hit) -> None:
        """Remember whose cell or force was named, for 'the cell' later."""
        unit = linked_unit(self.scan, hit.last)
        if unit is not None and not hit.definite:
            code = self.codes.named(self.scan, unit)
            self.bodies[bare(self.scan.words[hit.last - 1])] = code
            self.bodies[""] = code

    def _between(self, index: int, groups: list[Group]) -> None:
        """'some killed and some captured' gives no number."""
        if self.scan.words[index - 1] == "بين" and len(groups) > 1:
            for group in groups:
                if group.outcome and not group.counted:
                    group.low = group.high = None
                    group.loose = True
                    self._inherit(group)
                    if group.unit:
                        group.category = "combatant"

    def _loose(self, clause: Clause, group: Group) -> None:
        asserted = self.mode[group.first] == ASSERTED
        if bare(group.head).startswith("جث") and asserted:
            dead = group_at(self.scan, group.last, self.codes)
            if dead is not None and not dead.bare and not dead.definite:
                self._add(clause, dead, "killed", (group.first, group.last))
                return
        if group.outcome and asserted and self._counts(group):
            self._add(clause, group, group.outcome, (group.first, group.last))
            return
        if group.outcome and group.definite:
            self._refocus(clause, group)
            return
        if group.unit is None:
            self._followed_by_body(group)
        if group.unit is None and clause.cues & {"strength_of", "holds"} == {
            "strength_of"
        }:
            self._of_body(clause, group)
        self._own_side(group)
        self.toll.mentions.append((group, clause))

    def _own_side(self, group: Group) -> None:
        """'six of its soldiers': of the unit named right before, else of the cell."""
        if not group.own or group.unit is not None or group.category != "combatant":
            return
        for index in range(group.first - 1, max(group.first - 25, -1), -1):
            hit = self.scan.hit_at[index]
            if hit is not None and "unit" in hit.senses:
                group.unit = self.codes.named(self.scan, hit)
                return
        group.unit = self.bodies.get("")

    def _followed_by_body(self, group: Group) -> None:
        """'three members of the cell': of the cell named before."""
        at = group.last
        if at < len(self.scan.words) and self.scan.words[at] in ("من", "في"):
            at += 1
        hit = self.scan.starts_with(at, "force")
        if hit is not None and hit.definite:
            group.unit = self.bodies.get(bare(self.scan.words[hit.last - 1]))

    def _of_body(self, clause: Clause, group: Group) -> None:
        """'the cell was five strong': of the cell named before."""
        for hit in clause.hits:
            unit = self.bodies.get(bare(self.scan.words[hit.last - 1]))
            if unit is not None:
                group.unit = unit
                return

    def _counts(self, group: Group) -> bool:
        """A definite 'the killed' is no new row; 'some killed' is."""
        return not group.definite or (group.counted and not group.own)

    def _refocus(self, clause: Clause, group: Group) -> None:
        for victim in reversed(self.toll.victims):
            if victim.outcome == group.outcome:
                self.focus = self.pointed = victim
                self.pointed_sentence = clause.sentence
                return

    def _in_date(self, clause: Clause, index: int) -> bool:
        return any(expr.first <= index < expr.last for expr in clause.dates)

    def _in_site(self, clause: Clause, index: int) -> bool:
        return any(site.first <= index < site.last for site in clause.sites)

    # ----------------------------------------------------------------- triggers

    def _trigger(self, number: int, clause: Clause, hit: Hit) -> None:
        sense = hit.senses["harm"]
        if sense.suffix and not sense.number:
            self._pronoun(clause, hit, str(sense.value))
            return
        outcomes = [str(sense.value)]
        last = self._joined(clause, hit, outcomes)
        if sense.suffix and sense.number:
            self._on_pronoun(clause, hit, outcomes)
            return
        plural = sense.number == "pl" and not sense.entry.get("active")
        plural |= bool(sense.entry.get("left"))
        groups: list[Group] = []
        if plural:
            if sense.entry.get("ambiguous") and last < clause.last:
                groups = groups_from(self.scan, last, self.codes)
            if self._of_those_who(clause, hit):
                self._counted_those(clause, hit, outcomes[0])
                return
        else:
            groups = self._right(number, clause, last, sense.entry)
        if not groups and not sense.entry.get("active"):
            groups = self._left(number if plural else 0, clause, hit)
        if not groups and sense.number == "sg" and not sense.entry.get("active"):
            groups = self._of_pronoun(clause, hit, outcomes[0])
        for outcome in outcomes:
            for group in groups:
                self._victim(clause, group, outcome, (hit.first, hit.last))

    def _of_those_who(self, clause: Clause, hit: Hit) -> bool:
        """'the number of those who died': the figure is the group."""
        before = self.scan.words[hit.first - 1] if hit.first > clause.first else ""
        return before in ("من", "الذين", "ممن") and (
            "raise" in clause.cues or self.raised is not None
        )

    def _counted_those(self, clause: Clause, hit: Hit, outcome: str) -> None:
        group: Group | None = None
        for index in range(clause.first, clause.last):
            found = group_at(self.scan, index, self.codes)
            if found is not None and found.counted and index not in self.used:
                group = found
                break
        if group is None and self.raised is not None:
            group = self.raised
        left = None if group else self._left(0, clause, hit)
        group = group or (left[0] if left else None)
        if group is not None and not (group.low is None and group.head == "number"):
            named = self._left(0, clause, hit)
            if named and named[0].unit and group.unit is None:
                group.unit, group.category = named[0].unit, named[0].category
            self._victim(clause, group, outcome, (hit.first, hit.last))

    def _of_pronoun(self, clause: Clause, hit: Hit, outcome: str) -> list[Group]:
        """'but he fought and was killed': the one person named in the sentence."""
        single = [
            group
            for group, where in self.toll.mentions
            if group.low == 1 == group.high
            and where.sentence == clause.sentence
            and group.first < hit.first
            and not group.unit
        ]
        if hit.last < clause.last or len(single) != 1 or self._has(outcome, single[0]):
            return []
        return single

    def _joined(self, clause: Clause, hit: Hit, outcomes: list[str]) -> int:
        """'killed and captured some': one number, two outcomes."""
        last = hit.last
        following = self.scan.starts_with(last, "harm")
        if (
            following is not None
            and following.conjunction == "و"
            and last < clause.last
        ):
            outcomes.append(str(following.senses["harm"].value))
            self.used.add(following.first)
            last = following.last
        return last

    def _on_pronoun(self, clause: Clause, hit: Hit, outcomes: list[str]) -> None:
        """'and took him away': the group spoken of last, if it has no such row."""
        group = self._antecedent(None)
        known = {victim.outcome for victim in self.toll.victims}
        if group is not None and known.isdisjoint(outcomes):
            for outcome in outcomes:
                self._victim(clause, group, outcome, (hit.first, hit.last))

    def _right(
        self, number: int, clause: Clause, start: int, entry: object
    ) -> list[Group]:
        """Look for the victims after the trigger, over pauses if need be."""
        at, end = start, clause.last
        follower = number
        while True:
            found, stopped = self._search(clause, at, end)
            if found:
                return self._settle(follower, found, entry)
            follower += 1
            if stopped or follower >= len(self.story.clauses):
                return []
            clause = self.story.clauses[follower]
            if clause.opens >= STOP or follower > number + 3:
                return []
            if clause.opens == COMMA or clause.dates:
                at, end = clause.first, clause.last
            else:
                return []

    def _search(self, clause: Clause, start: int, end: int) -> tuple[list[Group], bool]:
        index = start
        while index < end and index - start < REACH + 6:
            if self.mode[index] != ASSERTED:
                return [], True
            hit = self.scan.hit_at[index]
            if hit is not None and hit.first == index:
                if self._is_barrier(hit, index > start):
                    return [], True
            if self._in_date(clause, index) or self._in_site(clause, index):
                index += 1
                continue
            groups = groups_from(self.scan, index, self.codes)
            groups = [one for one in groups if self._fits(one, index == start)]
            if groups:
                return groups, True
            index = hit.last if hit is not None and hit.last > index else index + 1
        return [], index - start >= REACH + 6

    def _is_barrier(self, hit: Hit, away: bool) -> bool:
        senses = hit.senses
        if hit.first and self.scan.words[hit.first - 1] in RELATIVES:
            return False
        if any(cls in senses for cls in BARRIERS):
            return True
        if "harm" in senses and away:
            return True
        return "event" in senses and senses["event"].number == "sg" and away

    def _fits(self, group: Group, adjacent: bool) -> bool:
        if group.head == "one" and not (self.toll.victims or self.toll.mentions):
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
            clause = self.story.clauses[number]
            start = first.last
            if first.other:
                start += 1
            after = self._right(number, clause, start, None)
            if after and after[0].first > first.last - 1:
                self.toll.doers.append((first, clause))
                self._use(first)
                return after
        family = self._with_family(groups[-1].last)
        return [*groups, *family, *self._continued(number, groups[-1])]

    def _fronted(self, group: Group) -> bool:
        """'captured of the fighters of X three': the whole stands before the part."""
        before = self.scan.words[group.first - 1] if group.first else ""
        return before == "من" and group.low is None and bool(group.unit)

    def _of_fronted(self, number: int, whole: Group) -> list[Group]:
        self._use(whole)
        found = self._right(number, self.story.clauses[number], whole.last, None)
        for group in found:
            if group.unit is None:
                group.unit, group.category = whole.unit, whole.category
        return found

    def _with_family(self, at: int) -> list[Group]:
        """'met his death with his family'."""
        hit = self.scan.starts_with(at, "kin_victims")
        at = hit.last if hit is not None else at
        if at + 1 < len(self.scan.words) and self.scan.words[at] in ("مع", "برفقه"):
            group = group_at(self.scan, at + 1, self.codes)
            if group is not None and group.family:
                return [group]
        return []

    def _may_do(self, group: Group) -> bool:
        if group.other and self.scan.words[group.last : group.last + 1] == ["منهم"]:
            return True
        return (
            not group.counted
            and (group.category == "combatant" or bool(group.unit))
            and group.unit != "civilians"
            and group.low is None
            and not group.definite
            and not group.other
        )

    def _continued(self, number: int, last: Group) -> list[Group]:
        """Take 'in addition to three', ', and a civilian' after a pause."""
        found: list[Group] = []
        for clause in self.story.clauses[number + 1 : number + 4]:
            if clause.opens >= STOP:
                break
            at = self._continuation(clause)
            groups = groups_from(self.scan, at, self.codes) if at >= 0 else []
            groups = [one for one in groups if not one.bare]
            if not groups:
                if clause.has_trigger() or not self._parenthesis(clause):
                    break
                continue
            found += groups
        return found

    def _continuation(self, clause: Clause) -> int:
        hit = self.scan.hit_at[clause.first]
        if hit is None:
            word = self.scan.words[clause.first]
            return clause.first if word[0] == "و" and word[-1].isdecimal() else -1
        if "addition" in hit.senses:
            return hit.last
        if self.scan.words[clause.first] in ("وعلي", "وعن", "وب"):
            return hit.last
        if hit.conjunction == "و" and not {"harm", "do", "said"} & set(hit.senses):
            return clause.first
        return -1

    def _parenthesis(self, clause: Clause) -> bool:
        return bool({"hedge", "nationality_word", "identify"} & clause.cues)

    def _left(self, number: int, clause: Clause, hit: Hit) -> list[Group]:
        """Look for the victims before the trigger: 'three of them were killed'."""
        earlier = self.story.clauses[max(0, number - 1) : number]
        for one in (clause, *reversed(earlier)):
            if one is not clause and clause.opens >= STOP:
                break
            best: Group | None = None
            index = one.first
            end = hit.first if one is clause else one.last
            while index < end:
                group = group_at(self.scan, index, self.codes)
                if group is not None and not group.bare and group.last <= end:
                    best = group
                    index = max(group.last, index + 1)
                else:
                    index += 1
            if best is not None:
                self._forget(best)
                return [best]
        return []

    def _forget(self, group: Group) -> None:
        kept = [pair for pair in self.toll.mentions if pair[0].first != group.first]
        self.toll.mentions = kept

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, clause: Clause, hit: Hit, outcome: str) -> None:
        """'which led to his death': the person spoken of last."""
        for one in clause.hits:
            if one.first < hit.first and "harm" in one.senses:
                return
        plural = self.scan.words[hit.first].endswith("هم")
        if plural and any(victim.outcome == outcome for victim in self.toll.victims):
            return
        group = self._antecedent(None if plural else 1)
        if group is None and not plural:
            group = Group(hit.first, hit.last, 1, 1, "unknown", head="he")
        if group is not None and not self._has(outcome, group):
            self._victim(clause, group, outcome, (hit.first, hit.last))

    def _antecedent(self, low: int | None) -> Group | None:
        candidates = [pair[0] for pair in self.toll.mentions]
        candidates += [victim.group for victim in self.toll.victims]
        candidates.sort(key=lambda group: group.first)
        for group in reversed(candidates):
            if low is None or group.low == low:
                return group
        return None

    def _has(self, outcome: str, group: Group) -> bool:
        return any(
            victim.outcome == outcome and victim.group.first == group.first
            for victim in self.toll.victims
        )

    # -------------------------------------------------------------------- victims

    def _use(self, group: Group) -> None:
        self.used.update(range(group.first, group.last))

    def _victim(
        self, clause: Clause, group: Group, outcome: str, trigger: tuple[int, int]
    ) -> None:
        outcome = group.outcome or outcome
        if group.definite and not group.other and not group.family:
            known = self._resolve(group, outcome)
            if known is None:
                return
            group = known
        self._add(clause, group, outcome, trigger)

    def _resolve(self, group: Group, outcome: str) -> Group | None:
        """Find whom 'the leader', 'the four members' means; None if known already."""
        for victim in self.toll.victims:
            if victim.outcome != outcome:
                continue
            alike = victim.group.same_size(group) and _same_sort(victim.group, group)
            if victim.group.head == bare(group.head) or alike:
                self._use(group)
                self._restate(group, victim)
                return None
        for mention, _ in reversed(self.toll.mentions):
            if mention.head == bare(group.head) and mention.first < group.first:
                merged = _merged(mention, group)
                self._use(group)
                return merged
        if group.category == "combatant" and not group.unit:
            for mention, _ in reversed(self.toll.mentions):
                if mention.low == 1 and group.low == 1 and mention.unit:
                    return _merged(mention, group)
            return None
        return group

    def _restate(self, group: Group, victim: Victim) -> None:
        if group.unit and victim.group.unit is None:
            victim.group.unit = group.unit
            victim.group.category = group.category

    def _add(
        self, clause: Clause, group: Group, outcome: str, trigger: tuple[int, int]
    ) -> None:
        self._use(group)
        if group.unit is None and group.category == "combatant":
            self._own_side(group)
            self._followed_by_body(group)
        if group.unit is None and group.counted and "strength_of" in clause.cues:
            self._of_body(clause, group)
            group.category = "combatant" if group.unit else group.category
        if any(victim.group.first == group.first for victim in self.toll.victims):
            if self._has(outcome, group):
                return
        last = self.toll.victims[-1] if self.toll.victims else None
        if last is not None and last.part_of is not None:
            last = last.part_of
        if group.other and last is not None and group.unit in (None, last.group.unit):
            if group.category in ("unknown", last.group.category):
                group.unit, group.category = last.group.unit, last.group.category
                if group.category in ("child", "woman"):
                    group.category = "civilian"
        elif group.pronoun and not group.unit:
            if self.scan.words[group.last - 1].startswith("الاخير"):
                group.own = True
                self._own_side(group)
            self._inherit(group)
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

    def _events_after(self, clause: Clause) -> list[Hit]:
        """Return the events that the same sentence names up to two clauses on."""
        index = self.story.clauses.index(clause)
        return [
            hit
            for one in self.story.clauses[index : index + 4]
            if one.sentence == clause.sentence
            for hit in one.events
        ]

    def _inherit(self, group: Group) -> None:
        """'one of them', 'four of them': of the side spoken of last."""
        for mention, _ in reversed(self.toll.mentions):
            if mention.unit == "civilians" and group.head == "number":
                continue
            if mention.first < group.first and (mention.unit or mention.counted):
                group.unit = mention.unit
                if mention.category != "combatant" and not mention.unit:
                    group.category = mention.category
                return

    # ------------------------------------------------------------------- subgroups

    def _parts(self, number: int, clause: Clause, hit: Hit) -> int:
        """'among them five children', 'namely a man, his wife and a child'."""
        total = self.focus
        if total is None:
            return 0
        if total.clause.paragraph != clause.paragraph and hit.last - hit.first < 2:
            return 0
        if "pronoun_one" in hit.senses:
            return self._single_part(clause, hit, total)
        at = hit.last
        for _ in range(4):
            if at < len(self.scan.words) and self.scan.words[at] in (
                "ان",
                "ايضا",
                "كل",
                "من",
            ):
                at += 1
        groups = groups_from(self.scan, at, self.codes)
        if not groups:
            return 0
        while (
            number + 1 < len(self.story.clauses)
            and groups[-1].first >= self.story.clauses[number].last
        ):
            number += 1
        groups += self._continued(number, groups[-1])
        for group in groups:
            self._add_part(clause, group, total)
        ends = [group.last for group in groups if group.last <= clause.last + 1]
        return max(ends, default=hit.last)

    def _is_other_part(self, hit: Hit) -> bool:
        person = hit.senses.get("person")
        return (
            person is not None
            and bool(person.entry.get("other"))
            and hit.definite
            and hit.conjunction == "و"
            and self.focus is not None
            and any(v.part_of is self.focus for v in self.toll.victims)
        )

    def _other_part(self, clause: Clause, hit: Hit) -> int:
        """'and the other two fighters of X' after 'one of them'."""
        group = group_at(self.scan, hit.last, self.codes)
        if group is None or group.bare or self.focus is None:
            return hit.last
        self._add_part(clause, group, self.focus)
        return group.last

    def _single_part(self, clause: Clause, hit: Hit, total: Victim) -> int:
        """'one of them Iraqi and the other Syrian', 'one of them a leader of'."""
        at = hit.last
        origin = self.scan.starts_with(at, "origin")
        if origin is not None:
            self._nationals(clause, at, total)
            return origin.last
        group = group_at(self.scan, at, self.codes) or self._identified_later(clause)
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
                group = group_at(self.scan, hit.last, self.codes)
                if group is not None and group.unit:
                    return group
        return None

    def _nationals(self, clause: Clause, start: int, total: Victim) -> None:
        for index in range(start, clause.last):
            origin = self.scan.starts_with(index, "origin")
            if origin is None or not origin.senses["origin"].value[0]:
                continue
            group = Group(index, origin.last, 1, 1, total.group.category, head="origin")
            group.nationality = origin.senses["origin"].value[0]
            group.unit = total.group.unit
            self._add_part(clause, group, total)

    def _add_part(self, clause: Clause, group: Group, total: Victim) -> None:
        self._use(group)
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
            or clause.sentence == self.rival_sentence != total.clause.sentence,
            superseded=total.superseded,
            part_of=total,
            rule="part",
        )
        self.toll.victims.append(part)

    def _force_of(self, group: Group) -> str | None:
        """'among the fighters eight Iranians' are of their state's force."""
        if group.head != "origin":
            return None
        sense = self.scan.sense(group.last - 1, "origin")
        return str(sense.value[1]) or None if sense else None

    # --------------------------------------------------------------- identification

    def _identify(self, clause: Clause, hit: Hit) -> int:
        """'believed to be a member of', 'who is of Iraqi nationality'."""
        at = hit.last
        linked = linked_unit(self.scan, at) if at < clause.last else None
        if linked is not None and linked.first < clause.last:
            target = self._identified(clause, hit)
            if target is not None and target.unit is None:
                accused = self.scan.words[hit.first].startswith(("بتهم", "متهم"))
                category = target.category if accused else "combatant"
                told = Group(at, linked.last, None, None, category)
                told.unit = self.codes.named(self.scan, linked)
                self._tell(target, told, hit)
                return linked.last
        for index in range(at, min(at + 3, clause.last)):
            group = group_at(self.scan, index, self.codes)
            if (
                group is not None
                and not group.bare
                and (group.unit or group.nationality)
            ):
                target = self._identified(clause, hit)
                if target is None:
                    return 0
                self._tell(target, group, hit)
                self._use(group)
                return group.last
            origin = self.scan.starts_with(index, "origin")
            if origin is not None:
                self._tell_origin(clause, origin, hit)
                return origin.last
            word = self.scan.hit_at[index]
            if word is not None and "nationality_word" in word.senses:
                return self._tell_nationality(clause, word, hit)
        return 0

    def _identified(self, clause: Clause, hit: Hit) -> Group | None:
        """Return whom 'believed to be' speaks of: those named last before it."""
        if self.pointed is not None and self.pointed_sentence == clause.sentence:
            return self.pointed.group
        known = [(v.group, v.clause) for v in self.toll.victims if v.part_of is None]
        known += self.toll.mentions
        known = [pair for pair in known if pair[0].first < hit.first]
        if not known:
            return None
        group, where = max(known, key=lambda pair: pair[0].first)
        return group if where.sentence == clause.sentence or group.definite else None

    def _tell(self, target: Group, told: Group, hit: Hit) -> None:
        if told.unit and (target.unit is None or target.category == "unknown"):
            target.unit, target.category = told.unit, told.category
            target.hedge = (hit.first, hit.last)
        target.nationality = told.nationality or target.nationality
        if any(victim.group is target for victim in self.toll.victims):
            self.toll.words.update(range(hit.first, told.last))

    def _tell_origin(self, clause: Clause, origin: Hit, hit: Hit) -> None:
        target = self._identified(clause, hit)
        nationality = origin.senses["origin"].value[0]
        if target is not None and nationality:
            target.nationality = nationality
            target.hedge = (hit.first, hit.last) if "hedge" in hit.senses else None

    def _tell_nationality(self, clause: Clause, word: Hit, hit: Hit) -> int:
        origin = self.scan.starts_with(word.last, "origin")
        if origin is None:
            return 0
        self._tell_origin(clause, origin, hit)
        return origin.last

    # ------------------------------------------------------------------ rising tolls

    def _raise(self, clause: Clause, before: int) -> None:
        """'rose to 32 the number of members killed': the figure stands apart."""
        if "raise" not in clause.cues:
            return
        for index in range(clause.first, clause.last):
            if self.scan.words[index] not in ("الي", "نحو"):
                continue
            group = group_at(self.scan, index + 1, self.codes)
            if group is None or not group.counted:
                continue
            for victim in self.toll.victims[before:]:
                if victim.group.low is None and victim.group.high is None:
                    victim.group.low, victim.group.high = group.low, group.high
                    return
        self._raised_definite(clause, before)

    def _raised_definite(self, clause: Clause, before: int) -> None:
        """'the numbers of those held reached dozens'."""
        if len(self.toll.victims) > before:
            return
        for hit in clause.hits:
            sense = hit.senses.get("person")
            if sense is None or not sense.entry.get("outcome") or not hit.definite:
                continue
            group = Group(hit.first, hit.last, None, None, "unknown")
            for index in range(hit.last, clause.last):
                count = group_at(self.scan, index, self.codes)
                if count is not None and count.counted:
                    group.low, group.high = count.low, count.high
                    if self.scan.words[index - 2].startswith("تجاوز"):
                        group.low, group.high = bounds(count.low or 0, "more_than")
                    break
            self._add(clause, group, str(sense.entry["outcome"]), (hit.first, hit.last))
            return


def _same_sort(one: Group, other: Group) -> bool:
    categories = {one.category, other.category} - {"unknown"}
    return len(categories) <= 1 and len({one.unit, other.unit} - {None}) <= 1


def bare(word: str) -> str:
    return word[2:] if word.startswith("ال") else word


def _merged(mention: Group, group: Group) -> Group:
    merged = Group(
        group.first,
        group.last,
        group.low if group.counted else mention.low,
        group.high if group.counted else mention.high,
        mention.category,
        unit=mention.unit or group.unit,
        nationality=mention.nationality or group.nationality,
        counted=group.counted or mention.counted,
        head=mention.head,
    )
    return merged
