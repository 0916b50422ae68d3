"""Where the report of one incident ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .calendar import Clock, When
from .clauses import ASSERTED, TRIED, Clause, Clauses
from .dates import DateExpr
from .scan import COMMA, LINE, STOP, Hit, Scan, has_and
from .sites import Site
from .spans import Stretch

VERBS = ("said", "do", "event", "harm")
ADJUNCTS = frozenset("قبل بعد عقب قبيل بعيد منذ".split())
RECALLING = frozenset(
    "وكان وكانت كانت كان وسبق وجاء وتاتي وياتي وجاءت تعود وتعود وكانوا".split()
)
TURNS = frozenset("فيما بينما كذلك كما".split())
LOCATING = frozenset({"at", "near"})


@dataclass(slots=True)
class Dated:
    """A resolved expression; spoken when it is the day of telling, heading when it
    stands before the verb that tells."""

    expr: DateExpr
    when: When
    spoken: bool
    heading: bool = False


@dataclass(slots=True)
class Story:
    """The clauses that tell of one incident, and what parted it from the last."""

    clauses: list[Clause] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    told: str = "news"
    opener: str = ""
    parent: Story | None = None
    twin_of: Story | None = None
    own_place: Site | None = None

    def day(self) -> date | None:
        """Return the day of the event as far as it is known."""
        found = self.dating()
        return found.when.end if found else None

    def dating(self) -> Dated | None:
        """Return the date that counts: the event's own before the day of telling."""
        own = [one for one in self.dates if not one.spoken]
        for one in own:
            if one.when.end is not None:
                return one
        if own:
            return own[0]
        return self.dates[0] if self.dates else None

    def places(self) -> set[str]:
        """Return the names of all places where the story was said to happen."""
        return {
            _name(site)
            for clause in self.clauses
            for site in clause.sites
            if site.relation not in ("destination", "origin", "region")
        }


def _name(site: Site) -> str:
    return f"{site.first}" if site.anaphor else site.label


@dataclass(slots=True)
class _Pending:
    """Clauses without a trigger that may belong to what follows."""

    clauses: list[Clause] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    opener: str = ""


class Segmenter:
    """Walks through the clauses once and hands each to a story."""

    def __init__(
        self,
        scan: Scan,
        clauses: Clauses,
        clock: Clock,
        heads: tuple[Stretch | None, ...] = (),
    ) -> None:
        self.heads = heads
        self.scan = scan
        self.all = clauses
        self.clock = clock
        self.stories: list[Story] = []
        self.pending = _Pending()
        self.summary_sentence = -1
        self.summary_paragraph = -1
        self.last_verb = ""
        self.verb_sentence = -1

    def run(self) -> list[Story]:
        """Return the stories in the order of the text."""
        for clause in self.all.items:
            if self._is_summary(clause):
                self._flush()
                continue
            if clause.opens >= STOP:
                self._flush()
            self._take(clause)
        self._flush()
        return self.stories

    @property
    def current(self) -> Story | None:
        return self.stories[-1] if self.stories else None

    def _is_summary(self, clause: Clause) -> bool:
        """Totals over a period are no incidents; nor is what the sentence adds."""
        if clause.sentence == self.summary_sentence:
            if not self._turns_away(clause):
                return True
            self.summary_sentence = -1
        strength = self._sums_up(clause)
        if strength == "strong" or (strength and not self._sure_day(clause)):
            self.summary_sentence = clause.sentence
            return True
        return False

    def _since_long(self, clause: Clause) -> bool:
        """'rose to 310 ... the number killed since Sunday' sums up days."""
        if clause.opens < STOP:
            return _since_days(clause)
        sentence = [one for one in self.all.items if one.sentence == clause.sentence]
        return any(_since_days(one) for one in sentence)

    def _turns_away(self, clause: Clause) -> bool:
        words = self.scan.words
        turns = words[clause.first] in TURNS or "split" in clause.cues
        return turns and clause.has_trigger() and bool(clause.dates)

    def _sums_up(self, clause: Clause) -> str:
        """Return how surely a clause tells a total: strong, weak or not at all."""
        counted = clause.has_trigger() or any(
            word[-1].isdecimal() for word in self.scan.words[clause.first : clause.last]
        )
        if not counted and "num" not in clause.cues:
            return ""
        counts = "raise" in clause.cues or "total" in clause.cues
        if counts and self._since_long(clause):
            return "strong"
        for hit in clause.hits:
            sense = hit.senses.get("summary")
            if sense is not None:
                return "strong" if sense.entry.get("strong") else "weak"
        return ""

    def _sure_day(self, clause: Clause) -> bool:
        return any(
            (expr.days or expr.relative is not None) and not expr.since
            for expr in clause.dates
        )

    def _flush(self) -> None:
        story = self.current
        if story is not None and not self._apart(story):
            story.clauses += self.pending.clauses
            story.dates += self.pending.dates
        self.pending = _Pending()

    def _apart(self, story: Story) -> bool:
        """What is told of another place without an event belongs to no story."""
        known = story.places()
        sites = [
            site
            for clause in self.pending.clauses[:2]
            for site in clause.sites
            if site.relation in LOCATING and not site.wide and not site.anaphor
        ]
        return bool(sites) and _has_place(story) and _name(sites[0]) not in known

    def _take(self, clause: Clause) -> None:
        opener = self._opener(clause)
        dates = self._dates(clause)
        triggers = self._triggers(clause)
        if not triggers:
            self._wait(clause, opener, dates)
            return
        opener = opener or self.pending.opener
        dates = self.pending.dates + dates
        if self.current is None or self._is_new(clause, opener, dates, triggers):
            self._begin(clause, opener, dates)
        else:
            self._go_on(clause, dates)
        self.pending = _Pending()

    def _wait(self, clause: Clause, opener: str, dates: list[Dated]) -> None:
        story = self.current
        waits = (
            opener
            or self.pending.clauses
            or story is None
            or clause.opens >= STOP
            or (_begins_with_time(self.scan, clause) and not self._trails(clause))
        )
        if waits:
            self.pending.clauses.append(clause)
            self.pending.dates += dates
            self.pending.opener = self.pending.opener or opener
        elif story is not None:
            story.clauses.append(clause)
            story.dates += dates

    def _trails(self, clause: Clause) -> bool:
        """Tell whether a clause of time completes the one before it."""
        story = self.current
        if story is None or clause.opens > COMMA:
            return False
        return not has_and(self.scan, clause.first)

    def _begin(self, clause: Clause, opener: str, dates: list[Dated]) -> None:
        story = Story(parent=self.current, opener=opener)
        story.clauses = [*self.pending.clauses, clause]
        story.dates = dates
        if opener == "recall" and self.stories:
            story.told = "retelling"
        if opener == "twin":
            story.twin_of = self.current
        self.stories.append(story)

    def _go_on(self, clause: Clause, dates: list[Dated]) -> None:
        story = self.stories[-1]
        story.clauses += [*self.pending.clauses, clause]
        story.dates += dates

    # ------------------------------------------------------------------ triggers

    def _triggers(self, clause: Clause) -> list[Hit]:
        found = [
            hit
            for hit in clause.harms
            if not hit.senses["harm"].entry.get("natural")
            and not self._refers(clause, hit)
        ]
        for hit in clause.events:
            entry = hit.senses["event"].entry
            if entry["strength"] >= 2 and not self._refers(clause, hit):
                found.append(hit)
            elif self._stands(clause, hit):
                found.append(hit)
        return found

    def _stands(self, clause: Clause, hit: Hit) -> bool:
        """A weak word makes an event of a first story, or after an opener."""
        return not self._refers(clause, hit) and (
            self.current is None
            or bool(self.pending.opener or self._opener(clause))
            or (bool(hit.senses["event"].entry.get("device")) and bool(hit.preposition))
        )

    def _refers(self, clause: Clause, hit: Hit) -> bool:
        """Tell whether a definite noun only points back to an event told before."""
        if hit.first > clause.first and self._in_adjunct(clause, hit):
            return True
        if self.current is None:
            return False
        sense = hit.senses.get("event")
        return sense is not None and (
            is_definite(self.scan, hit)
            or (sense.suffix and not sense.number)
        )

    def _in_adjunct(self, clause: Clause, hit: Hit) -> bool:
        """'five days after the attack', 'less than a month after a landing'."""
        scan = self.scan
        if not (hit.definite or scan.words[hit.first].startswith("ال")):
            return False
        for index in range(max(clause.first, hit.first - 6), hit.first):
            word = scan.words[index]
            if word in ADJUNCTS or word.lstrip("و") in ADJUNCTS:
                return True
        return False

    # -------------------------------------------------------------------- openers

    def _opener(self, clause: Clause) -> str:
        """Return how a clause opens: another, recall, after, next, or nothing."""
        head = [hit for hit in clause.hits if hit.first < clause.first + 4]
        if clause.opens >= COMMA or head:
            if self._twin(clause):
                return "twin"
            if any("another" in hit.senses for hit in clause.hits[:6]):
                return "another"
            if any("same_day" in hit.senses for hit in head[:3]) and self._and_in(clause):
                return "another"
            if self._after_event(clause):
                return "after"
        if clause.opens >= STOP or _and_was(self.scan, clause):
            for hit in head[:3]:
                if "recall" in hit.senses:
                    return "recall"
        return ""

    def _twin(self, clause: Clause) -> bool:
        hit = self.scan.starts_with(clause.first, "second_of_two")
        story = self.current
        if hit is None or story is None or hit.conjunction != "و":
            return False
        return any(
            self.scan.starts_with(one.first, "first_of_two") for one in story.clauses
        ) and any(site.relation in LOCATING for site in clause.sites)

    def _after_event(self, clause: Clause) -> bool:
        """'and before the landing', 'hours after the ambush' at the head."""
        word = self.scan.words[clause.first].removeprefix("و")
        if word not in ADJUNCTS or self.current is None:
            return False
        return any(
            "event" in hit.senses and self._in_adjunct(clause, hit)
            for hit in clause.hits
            if hit.first < clause.first + 6
        )

    # ---------------------------------------------------------------------- dates

    def _dates(self, clause: Clause) -> list[Dated]:
        if clause.opens >= STOP or clause.sentence != self.verb_sentence:
            self.last_verb, self.verb_sentence = "", clause.sentence
        found: list[Dated] = []
        marks: list[tuple[int, Hit | DateExpr]] = [
            *((hit.first, hit) for hit in clause.hits if _verb(hit)),
            *((expr.first, expr) for expr in clause.dates),
        ]
        for _, one in sorted(marks, key=lambda mark: mark[0]):
            if isinstance(one, Hit):
                self.last_verb = _verb(one)
            elif self.all.mode[one.first] in (ASSERTED, TRIED):
                found += self._resolved(clause, one)
        return found

    def _resolved(self, clause: Clause, expr: DateExpr) -> list[Dated]:
        if self._until(expr):
            return []
        deictic = None
        story = self.current
        if story is not None and story.opener == "recall" and expr.relative == 0:
            if not expr.days and not clause.opens >= STOP:
                deictic = story.day()
        day = self.clock.day
        when = self.clock.resolve(expr, deictic)
        if when is None:
            return []
        when = self._since(expr, when)
        heading = expr.first <= clause.first + 2 and clause.opens >= COMMA
        told = any(_verb(hit) and hit.first < expr.first for hit in clause.hits)
        fresh = heading and not told and self._and_in(clause)
        before = "" if fresh else self.last_verb
        verb = before or self._following_verb(clause, expr)
        if verb == "said" and day is not None:
            self.clock.day = day
        return [Dated(expr, when, verb == "said", heading and not before)]

    def _since(self, expr: DateExpr, when: When) -> When:
        """What goes on 'since yesterday' lasts until the day of telling."""
        anchor = self.clock.anchor
        if expr.since and anchor and when.start and when.start < anchor:
            return When(when.start, anchor, "range")
        return when

    def _and_in(self, clause: Clause) -> bool:
        return has_and(self.scan, clause.first) or clause.opens >= STOP

    def _until(self, expr: DateExpr) -> bool:
        words = self.scan.words[max(0, expr.first - 3) : expr.first]
        return "حتي" in words

    def _following_verb(self, clause: Clause, expr: DateExpr) -> str:
        index = self.all.items.index(clause)
        for one in self.all.items[index : index + 2]:
            if one.sentence != clause.sentence:
                break
            for hit in one.hits:
                if hit.first >= expr.last and _verb(hit):
                    return _verb(hit)
        return ""

    # ------------------------------------------------------------------- decision

    def _is_new(
        self, clause: Clause, opener: str, dates: list[Dated], triggers: list[Hit]
    ) -> bool:
        story = self.stories[-1]
        if opener == "twin" or self._elsewhere(story, clause):
            return True
        if "same_event" in clause.cues:
            return False
        other_day = self._other_day(story, dates, opener)
        other_place = self._other_place(story, clause)
        if other_day:
            return True
        if opener in ("another", "after") and self._own_event(triggers):
            return True
        if opener == "recall":
            vague = any(one.when.end is None for one in dates)
            ahead = self._dated_ahead(clause)
            return other_place or vague or ahead or self._fresh(triggers)
        return other_place and self._may_move(clause, triggers)

    def _dated_ahead(self, clause: Clause) -> bool:
        """Tell whether the sentence goes on to give a day of its own."""
        index = self.all.items.index(clause)
        for one in self.all.items[index + 1 : index + 4]:
            if one.sentence != clause.sentence:
                break
            if any(expr.days for expr in one.dates):
                return True
        return False

    def _elsewhere(self, story: Story, clause: Clause) -> bool:
        """A paragraph that opens with a governorate of its own begins anew."""
        head = self.heads[clause.paragraph] if self.heads else None
        if head is not None and story.clauses[-1].paragraph != clause.paragraph:
            return True
        opening = [one for one in (*self.pending.clauses, clause) if one.opens >= STOP]
        if not opening:
            return False
        named = [
            site.governorates()
            for site in opening[0].sites
            if site.wide and site.start <= opening[0].first + 2 and not site.anaphor
        ]
        before = [
            site.governorates()
            for one in story.clauses
            for site in one.sites
            if site.entries and site.relation in ("region", "at", "near", "city")
        ]
        return bool(named and before) and all(named[0].isdisjoint(b) for b in before)

    def _own_event(self, triggers: list[Hit]) -> bool:
        return bool(triggers)

    def _fresh(self, triggers: list[Hit]) -> bool:
        """Tell whether an indefinite event is named that was not told before."""
        return any(
            "event" in hit.senses
            and hit.senses["event"].entry["strength"] == 3
            and hit.senses["event"].value != "clash"
            and not hit.senses["event"].number
            for hit in triggers
        )

    def _other_day(self, story: Story, dates: list[Dated], opener: str) -> bool:
        known = story.dating()
        for one in dates:
            if one.spoken and opener != "recall" and not one.heading:
                continue
            if known is None:
                continue
            if known.spoken and not one.spoken:
                continue
            if one.when.end is None:
                if one.when.precision in ("month", "year", "vague") and (
                    not one.spoken and known.when != one.when
                ):
                    return True
                continue
            if known.when.end is None:
                continue
            if one.heading and one.expr.days and one.when != known.when:
                return True
            if not _meets(one.when, known.when):
                return True
        return False

    def _other_place(self, story: Story, clause: Clause) -> bool:
        sites = [
            site
            for pending in (*self.pending.clauses, clause)
            for site in pending.sites
            if site.relation in LOCATING and not site.wide and not site.anaphor
        ]
        if not sites and not any(site.anaphor for site in clause.sites):
            sites = self._sites_ahead(clause)
        beginning = (*self.pending.clauses, clause)[0]
        if not sites and beginning.opens == LINE:
            sites = [
                site
                for site in clause.sites
                if site.relation == "origin" and not site.wide
            ]
        if not sites:
            return self._many_places(clause)
        site = sites[0]
        known = story.places()
        return _has_place(story) and not any(
            _same_name(_name(site), name) for name in known
        )

    def _sites_ahead(self, clause: Clause) -> list[Site]:
        """Return the place that a new sentence gives only some pauses later."""
        beginning = (*self.pending.clauses, clause)[0]
        words = self.scan.words
        turns = words[clause.first] in TURNS or words[clause.first] == "في"
        if beginning.opens < STOP and not turns:
            return []
        index = self.all.items.index(clause)
        for one in self.all.items[index + 1 : index + 5]:
            if one.opens >= STOP or (one.events and one.cues & {"do", "split"}):
                break
            found = [
                site
                for site in one.sites
                if site.relation in LOCATING and not site.wide and not site.anaphor
            ]
            if found:
                return found
            if one.harms:
                break
        return []

    def _many_places(self, clause: Clause) -> bool:
        """'an attack on seven villages' is somewhere else, though unnamed."""
        words = self.scan.words
        return any(
            words[index] in ("قري", "بلدات", "مناطق")
            and self.scan.sense(index - 1, "num") is not None
            for index in range(clause.first + 1, clause.last)
        )

    def _may_move(self, clause: Clause, triggers: list[Hit]) -> bool:
        return clause.opens >= COMMA or "split" in clause.cues


def is_definite(scan: Scan, hit: Hit) -> bool:
    """Tell whether an event's noun is definite by itself or by what it governs."""
    if hit.definite or scan.words[hit.first].startswith(("ال", "لل", "بال", "وال")):
        return True
    operation = scan.words[hit.first].lstrip("ولبف").startswith(("عملي", "حمل", "هجوم"))
    return operation and scan.words[hit.last - 1].startswith("ال")


def _since_days(clause: Clause) -> bool:
    """Tell whether a clause speaks of all that came since a day named by its date."""
    return any(expr.since and expr.relative is None for expr in clause.dates)


def _same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, a letter more at the end allowed."""
    return one == other or (
        abs(len(one) - len(other)) == 1 and (one.startswith(other) or other.startswith(one))
    )


def _meets(one: When, other: When) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def _has_place(story: Story) -> bool:
    return any(
        site.relation in LOCATING and not site.wide and not site.anaphor
        for clause in story.clauses
        for site in clause.sites
    )


def _verb(hit: Hit) -> str:
    for cls in VERBS:
        if cls in hit.senses:
            return cls
    return ""


def _begins_with_time(scan: Scan, clause: Clause) -> bool:
    return any(expr.first <= clause.first + 1 for expr in clause.dates)


def _and_was(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause opens by 'and had', 'it had earlier'."""
    words = scan.words[clause.first : clause.first + 3]
    return any(
        word in RECALLING
        for word in words
    )


