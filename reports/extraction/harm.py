"""Who was killed, wounded, missing or taken, as each clause states it."""

from __future__ import annotations

from .clauses import ASSERTED, Clause, Clauses
from .clitics import AND
from .group import Codes, Group
from .identity import Identities
from .lexicon import words
from .memory import Memory
from .people import BEGINNINGS, group_at, groups_from
from .rising import RisingTolls
from .scan import STOP, Hit, Scan
from .seeking import Seeker
from .story import Story
from .subgroups import Subgroups
from .toll import Toll, bare

PRONOUN_OUTCOMES = {
    "kin_victims": "killed",
    "wound_pronoun": "wounded",
    "take_pronoun": "taken",
}
IDENTIFYING = frozenset({"hedge", "doubt", "identify"})
STOPS = BEGINNINGS.union(
    ("harm", "among", "apposition", "force", *IDENTIFYING, *PRONOUN_OUTCOMES)
)
"""The classes of forms at which the reading of a clause stops."""


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
        self.memory = Memory(scan, clauses, story, codes, bodies)
        self.search = Seeker(self.memory)
        self.parts = Subgroups(self.memory, self.search)
        self.identity = Identities(self.memory)
        self.rising = RisingTolls(self.memory, self.search)

    def read(self) -> Toll:
        """Return the toll of the story."""
        for number, clause in enumerate(self.memory.story.clauses):
            if "rival" in clause.cues:
                self.memory.rival_sentence = clause.sentence
            if clause.opens >= STOP:
                self.memory.raised = None
            if "raise" in clause.cues:
                self.memory.raised = self.rising.figure(clause)
            self._read_clause(number, clause)
        self._restated_sums()
        return self.memory.toll

    def _restated_sums(self) -> None:
        """'the four members of X' tells the side of groups that sum to four."""
        for mention, _ in self.memory.toll.mentions:
            if not (mention.definite and mention.counted and mention.unit):
                continue
            open_ones = [
                victim.group
                for victim in self.memory.toll.victims
                if victim.group.unit is None
                and victim.group.category in ("combatant", "unknown")
                and victim.group.first < mention.first
                and victim.group.low
            ]
            if sum(group.low or 0 for group in open_ones) == mention.low:
                for group in open_ones:
                    group.unit, group.category = mention.unit, "combatant"

    def _read_clause(self, number: int, clause: Clause) -> None:
        before = len(self.memory.toll.victims)
        if "origin" in clause.cues:
            self.identity.leading_nationality(clause)
        if "force" in clause.cues:
            for force in clause.of("force"):
                self.memory.body(force)
        free = clause.first
        for index in self._stops(clause):
            if index < free:
                continue
            hit = self.memory.scan.hit_at[index]
            if hit is None:
                free = self._try_group(number, clause, index, None)
            else:
                free = self._read_hit(number, clause, hit)
        if "raise" in clause.cues:
            self.rising.apply(clause, before)

    def _stops(self, clause: Clause) -> list[int]:
        """Return the words at which there may be something to read."""
        forms = [hit.first for hit in clause.hits if not STOPS.isdisjoint(hit.senses)]
        figures = self.memory.scan.figures_in(clause.first, clause.last)
        return sorted([*forms, *figures]) if figures else forms

    def _read_hit(self, number: int, clause: Clause, hit: Hit) -> int:
        asserted = self.memory.mode[hit.first] == ASSERTED
        senses = hit.senses
        if "harm" in senses and asserted and hit.first not in self.memory.used:
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
            taken = self.parts.parts(number, clause, hit)
            if taken:
                return taken
        if self.parts.is_other_part(hit):
            return self.parts.other_part(clause, hit)
        if not hit.preposition and not IDENTIFYING.isdisjoint(senses):
            taken = self.identity.identify(clause, hit)
            if taken:
                return taken
        return self._try_group(number, clause, hit.first, hit)

    def _try_group(
        self, number: int, clause: Clause, index: int, hit: Hit | None
    ) -> int:
        following = hit.last if hit is not None else index + 1
        if index in self.memory.used:
            return following
        if hit is not None and hit.first != index:
            return following
        if hit is not None and "force" in hit.senses:
            self.memory.body(hit)
        if index in clause.named:
            return following
        groups = groups_from(self.memory.scan, index, self.memory.codes)
        if not groups or groups[0].bare or groups[-1].last > clause.last + 3:
            return following
        listed = self.parts.listed(number, clause, groups)
        if listed:
            return max(listed, following)
        self._between(index, groups)
        for group in groups:
            self._loose(clause, group)
        return max(groups[-1].last, following)

    def _between(self, index: int, groups: list[Group]) -> None:
        """'some killed and some captured' gives no number."""
        if self.memory.scan.words[index - 1] in words("between") and len(groups) > 1:
            for group in groups:
                if group.outcome and not group.counted:
                    group.low = group.high = None
                    group.loose = True
                    self.memory.inherit(group)
                    if group.unit:
                        group.category = "combatant"

    def _loose(self, clause: Clause, group: Group) -> None:
        asserted = self.memory.mode[group.first] == ASSERTED
        if bare(group.head) in words("bodies_of_dead") and asserted:
            dead = group_at(self.memory.scan, group.last, self.memory.codes)
            if dead is not None and not dead.bare and not dead.definite:
                self.memory.add(clause, dead, "killed", (group.first, group.last))
                return
        if group.outcome and asserted and self._completes(clause, group):
            return
        if group.outcome and asserted and self._counts(group):
            self.search.side_before(max(clause.first, group.first - 6), [group])
            self.memory.add(clause, group, group.outcome, (group.first, group.last))
            return
        if group.outcome and group.definite:
            self.identity.refocus(clause, group)
            return
        if group.unit is None:
            self.memory.followed_by_body(group)
        if group.unit is None and clause.cues & {"strength_of", "holds"} == {
            "strength_of"
        }:
            self.memory.of_body(clause, group)
        self.memory.own_side(group)
        self.memory.toll.mentions.append((group, clause))

    def _completes(self, clause: Clause, group: Group) -> bool:
        """'shot a soldier dead', 'fell prisoner': said of people named before."""
        if group.counted or group.definite or group.last - group.first > 1:
            return False
        word = self.memory.scan.words[group.first]
        before = self.memory.scan.words[group.first - 1] if group.first else ""
        if word not in words("complements") or before in words("between"):
            return False
        if any(
            one.clause is clause and one.outcome == group.outcome
            for one in self.memory.toll.victims
        ):
            return True
        return self._complemented(clause, group)

    def _complemented(self, clause: Clause, group: Group) -> bool:
        for mention, where in reversed(self.memory.toll.mentions):
            if where is not clause or group.first - mention.last > 6:
                return False
            if mention.first < group.first and not mention.definite:
                self.memory.forget(mention)
                trigger = (group.first, group.last)
                self.memory.add(clause, mention, str(group.outcome), trigger)
                return True
        return False

    def _counts(self, group: Group) -> bool:
        """A definite 'the killed' is no new row; 'some killed' is."""
        return not group.definite or (group.counted and not group.own)

    def _trigger(self, number: int, clause: Clause, hit: Hit) -> None:
        sense = hit.senses["harm"]
        if sense.suffix and not sense.number:
            self._pronoun(clause, hit, str(sense.value))
            return
        outcomes = [str(sense.value)]
        if self._of_wounds(hit):
            return
        subject = self._subject(clause, hit)
        if subject is not None:
            self.memory.victim(clause, subject, outcomes[0], (hit.first, hit.last))
            return
        last = self._joined(clause, hit, outcomes)
        if sense.suffix and sense.number and sense.value == "wounded":
            return
        if sense.suffix and sense.number:
            self._on_pronoun(clause, hit, outcomes)
            return
        plural = sense.number == "pl" and not sense.entry.get("active")
        plural |= bool(sense.entry.get("left"))
        groups: list[Group] = []
        if plural:
            if sense.entry.get("ambiguous") and last < clause.last:
                groups = groups_from(self.memory.scan, last, self.memory.codes)
            if self.rising.of_those_who(clause, hit):
                self.rising.counted_those(clause, hit, outcomes[0])
                return
        else:
            groups = self.search.right(number, clause, last, sense.entry)
        verbal = sense.number or sense.entry.get("passive")
        if not groups and verbal and not sense.entry.get("active"):
            groups = self.search.left(number if plural else 0, clause, hit)
        if not groups and sense.number == "sg" and not sense.entry.get("active"):
            groups = self._of_pronoun(clause, hit, outcomes[0])
        for outcome in outcomes:
            for group in groups:
                if self._shared_out(clause, group):
                    continue
                self.memory.victim(clause, group, outcome, (hit.first, hit.last))

    def _shared_out(self, clause: Clause, group: Group) -> bool:
        """'three fell, dead or wounded': how many of each is unknown."""
        scan = self.memory.scan
        if not scan.tells(words("between"), group.last, group.last + 1):
            return False
        dead = scan.sense(group.last + 1, "person")
        if dead is None or not dead.entry.get("outcome"):
            return False
        self.memory.own_side(group)
        self.memory.use(group)
        group.low = group.high = None
        group.counted = False
        self.memory.toll.mentions.append((group, clause))
        return True

    def _of_wounds(self, hit: Hit) -> bool:
        """'of wounds that he suffered' tells no second harm."""
        before = self.memory.scan.words[hit.first - 1] if hit.first else ""
        return not hit.conjunction and before in words("wounds")

    def _subject(self, clause: Clause, hit: Hit) -> Group | None:
        """'that a person was killed': the victim stands right before the verb."""
        sense = hit.senses["harm"]
        if hit.conjunction or not sense.number or sense.entry.get("active"):
            return None
        for group, where in reversed(self.memory.toll.mentions):
            if where is not clause or group.last > hit.first:
                continue
            before = self.memory.scan.words[group.first - 1] if group.first else ""
            if group.last == hit.first and before in words("that"):
                self.memory.forget(group)
                return group
            return None
        return None

    def _of_pronoun(self, clause: Clause, hit: Hit, outcome: str) -> list[Group]:
        """'but he fought and was killed': the one person named in the sentence."""
        single = [
            group
            for group, where in self.memory.toll.mentions
            if group.low == 1 == group.high
            and where.sentence == clause.sentence
            and group.first < hit.first
            and not group.unit
        ]
        if (
            hit.last < clause.last
            or len(single) != 1
            or self.memory.has(outcome, single[0])
        ):
            return []
        return single

    def _joined(self, clause: Clause, hit: Hit, outcomes: list[str]) -> int:
        """'killed and captured some': one number, two outcomes."""
        last = hit.last
        following = self.memory.scan.starts_with(last, "harm")
        if (
            following is not None
            and following.conjunction == AND
            and last < clause.last
        ):
            outcomes.append(str(following.senses["harm"].value))
            self.memory.used.add(following.first)
            last = following.last
        return last

    def _on_pronoun(self, clause: Clause, hit: Hit, outcomes: list[str]) -> None:
        """'and took him away': the group spoken of last, if it has no such row."""
        group = self.memory.antecedent(None)
        known = {victim.outcome for victim in self.memory.toll.victims}
        if group is not None and known.isdisjoint(outcomes):
            for outcome in outcomes:
                self.memory.victim(clause, group, outcome, (hit.first, hit.last))

    def _pronoun(self, clause: Clause, hit: Hit, outcome: str) -> None:
        """'which led to his death': the person spoken of last."""
        for one in clause.hits:
            if one.first < hit.first and "harm" in one.senses:
                return
        plural = self.memory.scan.words[hit.first] in words("plural_pronoun_outcomes")
        if plural and any(
            victim.outcome == outcome for victim in self.memory.toll.victims
        ):
            return
        group = self.memory.antecedent(None if plural else 1)
        if group is None and not plural:
            group = Group(hit.first, hit.last, 1, 1, "unknown", head="he")
        if group is not None and not self.memory.has(outcome, group):
            self.memory.victim(clause, group, outcome, (hit.first, hit.last))
