"""Where the report of one incident ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from .calendar import Clock, When
from .clauses import Clause, Clauses
from .clitics import AND
from .datings import Datings
from .lasting import last_until_now
from .lexicon import word_list
from .openers import (
    adds,
    explains,
    fronted,
    goes_on,
    opener_of,
    points_back,
    turns,
)
from .scan import COMMA, LINE, STOP, Hit, Scan
from .sites import Site
from .spans import Stretch
from .story import Dated, Story, is_definite, located, name_of, same_name
from .totals import Totals
from .triggers import Triggers

ONE_NIGHT = frozenset({"night", "midnight"})


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
        self.datings = Datings(scan, clauses, clock)
        self.totals = Totals(scan, clauses)
        self.stories: list[Story] = []
        self.current: Story | None = None
        self.pending = _Pending()

    def run(self) -> list[Story]:
        """Return the stories in the order of the text."""
        for clause in self.all.items:
            if self.totals.covers(clause):
                self._flush()
                continue
            if clause.opens >= STOP:
                self._flush()
            self._take(clause)
        self._flush()
        today = self.datings.clock.anchor
        last_until_now(self.scan, self.all, self.stories, today)
        return self.stories

    def _flush(self) -> None:
        if not self.pending.clauses:
            return
        story = self.current
        if story is not None and not self._apart(story):
            story.clauses += self.pending.clauses
            story.dates += self.pending.dates
        self.pending = _Pending()

    def _apart(self, story: Story) -> bool:
        """What is told of another place without an event belongs to no story."""
        sites = [site for one in self.pending.clauses[:2] for site in located(one)]
        if not sites or story.focus() is None:
            return False
        return name_of(sites[0]) not in story.places()

    def _take(self, clause: Clause) -> None:
        opener = opener_of(self.scan, clause, self.current)
        dates = self.datings.of(clause, self.current)
        triggers = self._triggers(clause)
        if not triggers:
            self._wait(clause, opener, dates)
            return
        if turns(self.scan, clause) and self._only_found():
            self.pending = _Pending()
        opener = opener or self.pending.opener
        dates = self.pending.dates + dates
        if self.current is None or self._is_new(clause, opener, dates, triggers):
            self._begin(clause, opener, dates)
        else:
            self._go_on(clause, dates)
        if self.pending.clauses:
            self.pending = _Pending()

    def _triggers(self, clause: Clause) -> list[Hit]:
        """Return what in a clause tells of an event, given what leads to it."""
        if not clause.has_trigger():
            return []
        led = (*self.pending.clauses, clause)
        return Triggers(self.scan, led, self.current, self.pending.opener).found()

    def _only_found(self) -> bool:
        """A body that was found is left alone when the sentence turns to an event."""
        return any("found" in clause.cues for clause in self.pending.clauses)

    def _wait(self, clause: Clause, opener: str, dates: list[Dated]) -> None:
        story = self.current
        waits = (
            opener
            or self.pending.clauses
            or story is None
            or clause.opens >= STOP
            or self.scan.words[clause.first] in word_list("cues.toml", "as_for")
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
        return not clause.joined

    def _begin(self, clause: Clause, opener: str, dates: list[Dated]) -> None:
        story = Story(parent=self.current, opener=opener)
        story.apart = self._under_own_head(clause)
        story.clauses = [*self.pending.clauses, clause]
        story.dates = dates or self._shared_dates(clause)
        if opener == "recall" and self.stories:
            story.told = "retelling"
        if opener == "twin":
            story.twin_of = self.current
        self.stories.append(story)
        self.current = story

    def _shared_dates(self, clause: Clause) -> list[Dated]:
        """'struck A and B on Monday. In A ... and in B ...': both on Monday."""
        site, story = fronted(self._head(clause), self.scan), self.current
        if site is None or story is None or site.wide:
            return []
        return list(story.dates) if name_of(site) in story.places() else []

    def _go_on(self, clause: Clause, dates: list[Dated]) -> None:
        story = self.stories[-1]
        story.clauses += [*self.pending.clauses, clause]
        story.dates += dates

    def _head(self, clause: Clause) -> Clause:
        """Return the first of the clauses that lead to a trigger."""
        return (*self.pending.clauses, clause)[0]

    # ------------------------------------------------------------------- decision

    def _is_new(
        self, clause: Clause, opener: str, dates: list[Dated], triggers: list[Hit]
    ) -> bool:
        story = self.stories[-1]
        if opener == "twin" or self._elsewhere(story, clause):
            return True
        if "same_event" in clause.cues:
            return False
        if not opener and explains(self.scan, self._head(clause)):
            return False
        if self._other_day(story, dates, opener) or opener in ("another", "after"):
            return True
        other_place = self._other_place(story, clause)
        if opener == "recall":
            vague = any(one.when.end is None for one in dates)
            ahead = self._dated_ahead(clause)
            return other_place or vague or ahead or self._fresh(triggers)
        if self._elsewhere_in_front(story, clause):
            return True
        if self._other_time_ahead(story, clause, dates):
            return True
        adding = adds(self.scan, self._head(clause)) or self._many_places(clause)
        return other_place and adding

    def _dated_ahead(self, clause: Clause) -> bool:
        """Tell whether the sentence goes on to give a day of its own."""
        index = clause.number
        for one in self.all.items[index + 1 : index + 4]:
            if one.sentence != clause.sentence:
                break
            if any(expr.days for expr in one.dates):
                return True
        return False

    def _fresh(self, triggers: list[Hit]) -> bool:
        """Tell whether an indefinite event is named that was not told before."""
        return any(
            "event" in hit.senses
            and hit.senses["event"].entry["strength"] == 3
            and hit.senses["event"].value != "clash"
            and not hit.senses["event"].number
            for hit in triggers
        )

    # ----------------------------------------------------------------------- time

    def _other_day(self, story: Story, dates: list[Dated], opener: str) -> bool:
        known = story.dating()
        if known is None:
            return False
        return any(
            _parts_from(known, one)
            for one in dates
            if not one.expr.ends
            and (not one.spoken or opener == "recall" or one.heading)
        )

    def _other_time_ahead(
        self, story: Story, clause: Clause, dates: list[Dated]
    ) -> bool:
        """'also ..., in the evening, ...' tells of another event than the morning's."""
        head = self._head(clause)
        if not (head.opens >= STOP or turns(self.scan, head) or self._also(clause)):
            return False
        if points_back(self.scan, clause) or self._names_the_event(clause):
            return False
        told = [*dates, *self.datings.ahead(self._ahead(clause))]
        more = turns(self.scan, head) or self._also(clause)
        if more and self._other_day(story, told, ""):
            return True
        own = next((one.expr.part for one in told if one.expr.part), None)
        parts = {own, story.part()}
        if turns(self.scan, head) and own and story.part() is None:
            return any(site.relation == "at" for site in clause.sites)
        return None not in parts and len(parts) == 2 and parts != ONE_NIGHT

    def _also(self, clause: Clause) -> bool:
        also = word_list("cues.toml", "also")
        return self.scan.tells(also, clause.first, clause.first + 6)

    def _names_the_event(self, clause: Clause) -> bool:
        return any(is_definite(self.scan, hit) for hit in clause.events)

    def _ahead(self, clause: Clause) -> list[Clause]:
        """Return the clauses after one that still speak of the same."""
        found: list[Clause] = []
        index = clause.number
        for one in self.all.items[index + 1 : index + 5]:
            ends = one.opens >= STOP or turns(self.scan, one)
            if ends or (goes_on(one) and one.has_trigger()):
                break
            found.append(one)
        return found

    # ---------------------------------------------------------------------- place

    def _under_own_head(self, clause: Clause) -> bool:
        """Tell whether a heading stands between the last story and a clause."""
        head = self.heads[clause.paragraph] if self.heads else None
        story = self.current
        return (
            head is not None
            and story is not None
            and story.clauses[-1].paragraph != clause.paragraph
        )

    def _elsewhere(self, story: Story, clause: Clause) -> bool:
        """A paragraph that opens with a governorate of its own begins anew."""
        if self._under_own_head(clause):
            return True
        opening = [one for one in (*self.pending.clauses, clause) if one.opens >= STOP]
        if not opening:
            return False
        named = [
            site.governorates()
            for site in opening[0].sites
            if site.wide and site.start <= opening[0].first + 2 and not site.anaphor
        ]
        if not named:
            return False
        before = _governorates(story)
        if not before:
            return fronted(opening[0], self.scan) is not None
        return all(named[0].isdisjoint(one) for one in before)

    def _elsewhere_in_front(self, story: Story, clause: Clause) -> bool:
        """A sentence that opens by another place than the story's begins anew."""
        site, focus = fronted(self._head(clause), self.scan), story.focus()
        if site is None or site.wide or focus is None:
            return False
        return not same_name(name_of(site), name_of(focus))

    def _other_place(self, story: Story, clause: Clause) -> bool:
        sites = [
            site
            for pending in (*self.pending.clauses, clause)
            for site in located(pending)
        ]
        if not sites and not any(site.anaphor for site in clause.sites):
            sites = self._sites_ahead(clause)
        if not sites and self._head(clause).opens == LINE:
            origins = [site for site in clause.sites if site.relation == "origin"]
            sites = [site for site in origins if not site.wide]
        if not sites:
            return self._many_places(clause)
        return story.focus() is not None and not any(
            same_name(name_of(sites[0]), name) for name in story.places()
        )

    def _sites_ahead(self, clause: Clause) -> list[Site]:
        """Return the place that a new sentence gives only some pauses later."""
        if self._head(clause).opens < STOP and not turns(self.scan, clause):
            return []
        index = clause.number
        for one in self.all.items[index + 1 : index + 5]:
            if one.opens >= STOP or (one.events and one.cues & {"do", "split"}):
                break
            found = located(one)
            if found or one.harms:
                return found
        return []

    def _many_places(self, clause: Clause) -> bool:
        """'an attack on seven villages' is somewhere else, though unnamed."""
        places = word_list("cues.toml", "many_places")
        return any(
            self.scan.sense(index - 1, "num") is not None
            for index in self.scan.where(places)
            if clause.first < index < clause.last
        )


def _governorates(story: Story) -> list[set[str]]:
    """Return the governorates of all places at which a story happened."""
    return [
        site.governorates()
        for one in story.clauses
        for site in one.sites
        if site.entries and site.relation in ("region", "at", "near", "city")
    ]


def _parts_from(known: Dated, one: Dated) -> bool:
    """Tell whether a date tells of another day or period than the one known."""
    if known.spoken and not one.spoken:
        return False
    if one.when.end is None:
        period = one.when.precision in ("month", "year", "vague")
        return period and not one.spoken and known.when != one.when
    if known.when.end is None:
        return _out_of(known.when, one.when)
    if one.heading and one.expr.days and one.when != known.when:
        return True
    return not _meets(one.when, known.when)


def _out_of(period: When, other: When) -> bool:
    """Tell whether a day lies outside the month or year told before."""
    if period.within is None or other.start is None:
        return False
    return not period.within[0] <= other.start <= period.within[1]


def _meets(one: When, other: When) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def _begins_with_time(scan: Scan, clause: Clause) -> bool:
    """'on Friday ...', 'and before that, on the 30th, ...'."""
    word = scan.words[clause.first].removeprefix(AND)
    within = 4 if word in word_list("cues.toml", "adjuncts") else 1
    return any(expr.first <= clause.first + within for expr in clause.dates)
