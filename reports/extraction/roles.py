"""Which unit attacked, which was aimed at, which helped."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import AIMED, ASSERTED, BACKGROUND, TRIED, Clause, Clauses
from .toll import Toll, bare
from .people import Codes, Group, linked_unit
from .scan import MARK, STOP, Hit, Scan
from .story import Story, is_definite

ATTACKER, TARGET, SUPPORT, NAMED = "attacker", "target", "support", "named"
SPEAKER, HARMED, CORDON = "speaker", "harmed", "cordon"
FARTHEST_SUBJECT = 7
GROUND = frozenset(
    "مقر مقرا مقرات حاجز حاجزا حواجز نقطه نقاط نقاطا موقع موقعا مواقع معسكر معسكرا معسكرات "
    "وكر وكرا منزل منزلا منازل مبني مستودع مستودعا مستودعات مخزن مخزنا سجن سجنا تجمع تجمعا "
    "تجمعات رتل رتلا قاعده قواعد مخفر خلايا".split()
)
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


@dataclass(slots=True)
class _State:
    """Where the reading of one clause stands."""

    expect: str = ""
    subject: bool = False
    verb: bool = False
    clash: bool = False
    support: int = -1
    skip: int = -1
    cordon: bool = False
    sides: bool = False
    apposed: int = -1
    since: int = -1
    last_role: str = ""
    last_end: int = -1


class RoleReader:
    """Reads the clauses of a story for who does what to whom."""

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

    def read(self) -> list[Role]:
        """Return all signs of roles in the order of the text."""
        for clause in self.story.clauses:
            if clause.opens >= STOP:
                self.carried = ""
            if "rival" in clause.cues and clause.cues & {"unconfirmed", "rival"}:
                self.rival_sentence = clause.sentence
            self._read_clause(clause)
        return self.found

    def _read_clause(self, clause: Clause) -> None:
        if clause.hits and "split" in clause.hits[0].senses:
            self.carried = ""
        if self.carried and self.scan.words[clause.first] == "مع":
            self.carried = TARGET
        state = _State(expect=self.carried, since=clause.first - 4)
        state.subject = self.carried == TARGET
        for hit in clause.hits:
            self._step(clause, hit, state)
        if state.verb or state.clash:
            self.carried = TARGET if state.subject else ATTACKER
        elif any(TIMES.isdisjoint(hit.senses) for hit in clause.hits[:2]):
            self.carried = ""

    def _step(self, clause: Clause, hit: Hit, state: _State) -> None:
        senses = hit.senses
        if hit.first < state.apposed:
            return
        unit = self._unit_of(clause, hit)
        if unit is not None:
            unit = self._belonging(hit, unit, state)
            self._place(clause, hit, unit, state)
            return
        if hit.first in self.harmed and "harm" not in senses:
            return
        if "person" in senses and self._person(clause, hit, state):
            return
        if "force" in senses and hit.definite and self._body(clause, hit, state):
            return
        if state.verb and state.expect == ATTACKER and self._is_ground(hit):
            state.subject, state.expect, state.since = True, TARGET, hit.last
            return
        if "falls" in senses:
            state.expect, state.since, state.verb = TARGET, hit.last, False
            return
        if "against" in senses and "event" in senses and not senses["event"].number:
            state.expect, state.since = TARGET, hit.last
            return
        if "retakes" in senses:
            state.verb, state.subject, state.expect = True, True, TARGET
            state.since = hit.last
            return
        if "holds" in senses and "harm" not in senses and "event" not in senses:
            state.expect, state.since = TARGET, hit.last
        elif "beside" in senses and "support" not in senses:
            state.expect, state.since = ATTACKER, hit.last
        elif "own_forces" in senses:
            self._own(clause)
        elif "backer" in senses:
            state.skip = hit.last + 4
        elif "support" in senses:
            self._support(clause, hit, state)
        elif "agent_marker" in senses:
            state.expect, state.since = ATTACKER, hit.last
            state.subject = False
        elif "event" in senses:
            self._event(clause, hit, state)
        elif "do" in senses:
            state.verb, state.since = True, hit.last
            state.subject, state.expect = False, ATTACKER
            self._subject_before(clause, hit, state)
        elif "harm" in senses:
            self._harm(clause, hit, state)
        elif "against" in senses and (
            state.subject
            or state.verb
            or state.expect
            or self.scan.words[hit.first] == "ضد"
        ):
            state.expect, state.since = TARGET, hit.last
        elif state.expect == ATTACKER and ("force" in senses or "equipment" in senses):
            self._subject_without_name(hit, state)

    def _is_ground(self, hit: Hit) -> bool:
        """A post, a house, a car after a verb is what is struck, not who strikes."""
        sense = hit.senses.get("equipment")
        if sense is not None:
            return sense.value == "vehicle" and not hit.preposition
        if "force" not in hit.senses or hit.preposition:
            return False
        return self.scan.words[hit.last - 1].lstrip("و") in GROUND or (
            self.scan.words[hit.last - 1] in GROUND
        )

    def _person(self, clause: Clause, hit: Hit, state: _State) -> bool:
        """Gunmen without a name, and people whose side is told after them."""
        for index in (hit.first, hit.first - 1, hit.first - 2, hit.first - 3):
            group = self.people.get(index)
            if group is not None and group.first <= hit.first < group.last:
                break
        else:
            return False
        if group.unit and group.unit != "civilians":
            told_later = not any(
                self.scan.sense(index, "unit") or self.scan.sense(index, "origin")
                for index in range(group.first, group.last)
            )
            if told_later and group.hedge:
                aimed = state.expect == TARGET and state.since >= clause.first
                self._add(clause, hit, group.unit, TARGET if aimed else ATTACKER, 2)
                self._size(group)
                return True
            return False
        shooter = group.low == 1 and self._shoots(clause, group)
        if group.unit is None and (_is_gunman(group) or shooter):
            if shooter:
                self._add(clause, hit, "unknown_gunmen", ATTACKER, 3)
                self.found[-1].low = self.found[-1].high = 1
                state.subject, state.expect, state.verb = True, TARGET, True
                return True
            unit = "unknown_gunmen"
            if group.definite and "مسلحين" in self.bodies:
                unit = self.bodies["مسلحين"]
            self._place(clause, hit, unit, state)
            self._size(group)
            return True
        return False

    def _shoots(self, clause: Clause, group: Group) -> bool:
        following = self.scan.starts_with(group.last, "event")
        return (
            following is not None
            and following.first < clause.last
            and following.senses["event"].value == "shots"
            and bool(following.senses["event"].number)
        )

    def _size(self, group: Group) -> None:
        if self.found and group.low is not None and group.counted:
            self.found[-1].low, self.found[-1].high = group.low, group.high

    def _body(self, clause: Clause, hit: Hit, state: _State) -> bool:
        """'the cell' stands for those whose cell was named."""
        unit = self.bodies.get(bare(self.scan.words[hit.last - 1]))
        if unit is None or linked_unit(self.scan, hit.last) is not None:
            return False
        self._place(clause, hit, unit, state)
        return True

    # -------------------------------------------------------------------- units

    def _unit_of(self, clause: Clause, hit: Hit) -> str | None:
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
            if BODIES & set(senses):
                return str(origin.value[1])
            if "origin" not in senses and "place_word" not in senses:
                return None
        return None

    def _belonging(self, hit: Hit, unit: str, state: _State) -> str:
        """'the Military Police of the National Army' is of the latter."""
        linker = self.scan.starts_with(hit.last, "linker")
        if linker is None or self.scan.gaps[hit.last] > MARK:
            return unit
        owner = linked_unit(self.scan, hit.last)
        if owner is None or owner.first - hit.last > 3:
            return unit
        state.apposed = owner.last
        return self.codes.named(self.scan, owner)

    def _place(self, clause: Clause, hit: Hit, unit: str, state: _State) -> None:
        mode = self.mode[hit.first]
        if mode not in (ASSERTED, TRIED):
            if mode == AIMED and self._hunted(clause, hit):
                self._add(clause, hit, unit, TARGET, 2)
            return
        if hit.first <= state.skip:
            return
        if hit.first in self.harmed:
            self._add(clause, hit, unit, HARMED, 1)
            state.last_role, state.last_end = HARMED, hit.last
            return
        if self._speaks(clause, hit):
            self._add(clause, hit, unit, SPEAKER, 1)
            return
        if self._supposed(clause, hit) and state.expect != ATTACKER:
            self._add(clause, hit, unit, ATTACKER, 2)
            state.last_role, state.last_end = ATTACKER, hit.last
            state.subject = True
            return
        if clause.sentence == self.rival_sentence and "unconfirmed" in _cues(
            self.story, clause.sentence
        ):
            return
        role, weight = self._role(hit, state)
        self._add(clause, hit, unit, role, weight)
        state.last_role, state.last_end = role, hit.last
        if role == ATTACKER:
            state.subject = True
            state.expect = TARGET if state.verb or state.clash else ""
        elif role == NAMED:
            state.subject = state.subject or not state.verb

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

    def _role(self, hit: Hit, state: _State) -> tuple[str, int]:
        joined = hit.conjunction == "و" and hit.first - state.last_end <= 2
        if joined and state.last_role in (ATTACKER, SUPPORT, TARGET, CORDON):
            if not (state.clash and state.last_role == ATTACKER) or state.sides:
                return state.last_role, 3
        if state.support >= 0 and hit.first - state.support <= 6:
            state.support = -1
            return SUPPORT, 3
        if state.expect == ATTACKER:
            if state.verb and hit.preposition == "ل":
                return NAMED, 1
            if self._away(hit, state) > FARTHEST_SUBJECT:
                return NAMED, 1
            return (CORDON, 2) if state.cordon else (ATTACKER, 3)
        if state.expect == TARGET:
            return TARGET, 2
        return NAMED, 1

    def _away(self, hit: Hit, state: _State) -> int:
        """Return how many words, those of time left out, part a verb and a unit."""
        away = 0
        for index in range(max(state.since, 0), hit.first):
            known = self.scan.hit_at[index]
            timed = known is not None and not TIMES.isdisjoint(known.senses)
            away += 0 if timed or self.scan.words[index] in ("ال", "من") else 1
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

    def _own(self, clause: Clause) -> None:
        """'revealed an operation of its forces': the speaker did it."""
        for role in reversed(self.found):
            if role.clause.sentence == clause.sentence and role.role == SPEAKER:
                role.role, role.weight = ATTACKER, 3
                return

    def _subject_without_name(self, hit: Hit, state: _State) -> None:
        """'the force', 'helicopters' do the deed without a name of their own."""
        if linked_unit(self.scan, hit.last) is not None or hit.preposition:
            return
        following = (
            self.scan.hit_at[hit.last] if hit.last < len(self.scan.words) else None
        )
        for index in range(hit.last, min(hit.last + 3, len(self.scan.words))):
            ahead = self.scan.hit_at[index]
            if ahead is None or self.scan.gaps[index] > MARK:
                break
            if {"unit", "origin", "person", "linker"} & set(ahead.senses):
                return
        if (
            hit.last < len(self.scan.words)
            and following is None
            and hit.first - state.since < 2
        ):
            return
        state.subject, state.expect = True, TARGET

    # --------------------------------------------------------------------- words

    def _support(self, clause: Clause, hit: Hit, state: _State) -> None:
        if self.mode[hit.first] != ASSERTED or self._joined_by_captives(hit):
            return
        word = self.scan.words[hit.first].lstrip("و")
        if word.startswith("مع") and any(
            "harm" in one.senses and one.last >= hit.first - 1 for one in clause.hits
        ):
            return
        if word.startswith("شارك"):
            for role in reversed(self.found):
                if role.clause is clause and role.role == NAMED:
                    role.role, role.weight = SUPPORT, 3
                    if "beside" in hit.senses:
                        state.expect, state.since = ATTACKER, hit.last
                    return
        state.support = hit.last

    def _joined_by_captives(self, hit: Hit) -> bool:
        """'withdrew with the four members' names captives, not helpers."""
        group = self.people.get(hit.last)
        return group is not None and group.definite

    def _event(self, clause: Clause, hit: Hit, state: _State) -> None:
        if self.mode[hit.first] not in (ASSERTED, TRIED, BACKGROUND):
            return
        sense = hit.senses["event"]
        state.since = hit.last
        if sense.value == "air_landing" and sense.suffix and not sense.number:
            self._subject_before(clause, hit, state)
            return
        passive = sense.value == "strike" and self._struck(hit)
        if passive:
            state.subject, state.expect, state.verb = True, TARGET, True
            return
        state.cordon = bool(sense.entry.get("cordon"))
        if sense.suffix and not sense.number and sense.value in ("strike", "clash"):
            state.subject, state.expect = True, TARGET
            return
        if not sense.number and (hit.preposition == "ب" or self._by(clause, hit)):
            state.subject, state.expect = False, ATTACKER
            return
        if (
            sense.value == "clash"
            and not sense.entry.get("attack")
            and not sense.number
        ):
            state.clash = True
            state.sides = self._two_sides(clause, hit)
            words = self.scan.words[hit.last : hit.last + 4]
            if any(word.startswith("بينه") for word in words[:2]):
                state.subject, state.expect = True, TARGET
            elif state.subject and "مع" in words:
                state.expect = TARGET
            else:
                state.expect = (
                    TARGET if "مع" in words[:3] and state.subject else ATTACKER
                )
                if "مع" in words[:3] and not state.subject:
                    state.expect = TARGET
            return
        if sense.number:
            state.verb = True
            state.subject, state.expect = False, ATTACKER
            self._subject_before(clause, hit, state)
            if sense.value == "clash" and self.scan.words[hit.last : hit.last + 1] == [
                "مع"
            ]:
                state.subject, state.expect = True, TARGET
            if not state.subject and self._noun_before(clause, hit):
                state.subject, state.expect = True, TARGET
            if sense.suffix:
                state.expect = ATTACKER if not state.subject else TARGET
            return
        if is_definite(self.scan, hit):
            # 'this operation' leads to its doer only where that follows at once.
            state.since = hit.last - FARTHEST_SUBJECT + 3
        state.expect = TARGET if state.subject else ATTACKER

    def _two_sides(self, clause: Clause, hit: Hit) -> bool:
        """'between A and B on one side' names the sides apart."""
        words = self.scan.words[hit.last : clause.last]
        return any(
            pair in (("من", "طرف"), ("من", "جهه"), ("من", "جانب"))
            for pair in zip(words, words[1:], strict=False)
        )

    def _struck(self, hit: Hit) -> bool:
        """In 'a car was struck' what follows at once is the target."""
        following = (
            self.scan.hit_at[hit.last] if hit.last < len(self.scan.words) else None
        )
        return following is not None and self._is_ground(following)

    def _noun_before(self, clause: Clause, hit: Hit) -> bool:
        """In 'that the operation struck', the noun before the verb does it."""
        before = self.scan.hit_at[hit.first - 1] if hit.first > clause.first else None
        return before is not None and before.definite and "event" in before.senses

    def _subject_before(self, clause: Clause, hit: Hit, state: _State) -> None:
        """In 'that the forces carried out', the doer stands before the verb."""
        sentence = [r for r in self.found if r.clause.sentence == clause.sentence]
        if any(r.role == ATTACKER for r in sentence if r.clause is not clause):
            sentence = [r for r in sentence if r.clause is clause]
        for role in sentence:
            if role.role == NAMED:
                role.role, role.weight = ATTACKER, 3
                state.subject, state.expect = True, TARGET

    def _by(self, clause: Clause, hit: Hit) -> bool:
        before = self.scan.words[hit.first - 1] if hit.first > clause.first else ""
        return before in ("جراء", "اثر", "نتيجه", "بسبب", "خلال", "في")

    def _harm(self, clause: Clause, hit: Hit, state: _State) -> None:
        entry = hit.senses["harm"].entry
        if self.mode[hit.first] != ASSERTED:
            return
        state.since = hit.last
        if entry.get("active"):
            state.verb = True
            state.subject, state.expect = False, ATTACKER
            self._subject_before(clause, hit, state)
        elif entry.get("ambiguous") and self._doer_follows(clause, hit):
            state.verb = True
            state.subject, state.expect = False, ATTACKER
        elif state.expect != ATTACKER:
            state.expect = TARGET

    def _doer_follows(self, clause: Clause, hit: Hit) -> bool:
        """In 'the Israeli forces killed a man' a feminine verb leads to its doer."""
        if not self.scan.words[hit.first].endswith("ت"):
            return False
        for index in range(hit.last, min(hit.last + 4, clause.last)):
            if index in self.harmed:
                return False
            if self.scan.sense(index, "unit") is not None:
                return True
        return False

    def _add(self, clause: Clause, hit: Hit, unit: str, role: str, weight: int) -> None:
        self.found.append(Role(unit, role, weight, hit.first, hit.last, clause))


def _is_gunman(group: Group) -> bool:
    return bare(group.head).startswith(("مسلح", "ملثم"))


def _cues(story: Story, sentence: int) -> set[str]:
    cues: set[str] = set()
    for clause in story.clauses:
        if clause.sentence == sentence:
            cues |= clause.cues
    return cues


def strengths(
    scan: Scan, groups: list[tuple[Group, Clause]], clauses: Clauses
) -> list[tuple[Group, Clause]]:
    """Return the groups that give the size of a force and were not harmed."""
    return [
        (group, clause)
        for group, clause in groups
        if (group.unit or "strength_of" in clause.cues)
        and group.unit != "civilians"
        and group.low is not None
        and group.category != "civilian"
        and not group.definite
        and not group.pronoun
        and not clause.cues & {"rival", "raise", "superseded"}
        and clauses.mode[group.first] in (ASSERTED, TRIED)
        and (group.counted or group.low == 2)
    ]
