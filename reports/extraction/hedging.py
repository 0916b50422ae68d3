"""Puts certainty and cue on the findings of one story; no value is changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TypeVar

from .equipment import Piece
from .findings import (
    CaptiveFinding,
    CasualtyFinding,
    DatingFinding,
    EquipmentFinding,
    Finding,
    InvolvementFinding,
    SitingFinding,
)
from .hedges import (
    CLAIMED,
    DISPUTED,
    Hedges,
    Mark,
    about,
    about_the_hour,
    denial_of_captives,
)
from .involvement import Side
from .scan import Scan
from .story import Dated, Story
from .toll import Victim

Found = TypeVar("Found", bound=Finding)
People = TypeVar("People", CasualtyFinding, CaptiveFinding)
Words = tuple[int, int] | None
JOINT = " … "
"""Between two cues that soften different things of one row."""


class Hedging:
    """What the cues of a report mean for the findings of one of its stories."""

    def __init__(self, scan: Scan, text: str, hedges: Hedges, story: Story) -> None:
        self.scan = scan
        self.text = text
        self.hedges = hedges
        self.story = story
        self.denial = denial_of_captives(scan, story.clauses)

    def at(self, finding: Found, first: int) -> Found:
        """Soften a finding by the cue that governs a word, if any does."""
        return self._soften(finding, self.hedges.over(first))

    def side(self, side: Side, finding: InvolvementFinding) -> InvolvementFinding:
        """Soften a unit's part, and its strength where that is approximate."""
        mark = self.hedges.over_unit(side.words)
        number = None
        if side.low is not None:
            found = (self._about(*words) for words in sorted(side.words))
            number = next((words for words in found if words), None)
        if mark is None and (later := self.hedges.later_over_unit(side.words)):
            finding = replace(
                finding, hedge=self._joined(None, (later.first, later.last))
            )
        return self._soften(finding, mark, number)

    def piece(self, piece: Piece, finding: EquipmentFinding) -> EquipmentFinding:
        """Soften equipment; a cue over its number told elsewhere governs it too."""
        mark = self.hedges.over(piece.first)
        words = piece.first, piece.last
        if piece.told_at is not None:
            words = piece.told_at
            mark = mark or self.hedges.over(words[0])
        number = self._about(*words) if piece.low is not None else None
        return self._soften(finding, mark, number)

    def victim(self, victim: Victim, finding: People) -> People:
        """Soften people harmed or taken."""
        group = victim.group
        mark = self.hedges.over(victim.trigger[0]) or self.hedges.over(group.first)
        if group.hedge is not None:
            told = self.hedges.at(group.hedge[0])
            mark = told or mark or self.hedges.over(group.hedge[0])
        number = self._about(group.first, group.last) if group.counted else None
        finding = self._soften(finding, mark, number)
        if victim.rival:
            finding = self._rival(victim, finding)
        if self.denial is not None and isinstance(finding, CaptiveFinding):
            cue = self.denial[1]
            hedge = self._joined(finding.hedge, (cue.first, cue.last))
            return replace(finding, certainty=DISPUTED, hedge=hedge)
        return finding

    def siting(self, finding: SitingFinding | None) -> SitingFinding | None:
        """Soften a place by the cue that governs its name."""
        if finding is None or not self.hedges.marks:
            return finding
        first = self._word_at(finding.spans[0].start)
        return self._soften(finding, self.hedges.over(first))

    def dating(
        self, finding: DatingFinding | None, dated: Dated | None
    ) -> DatingFinding | None:
        """Soften a date, and the part of the day where only about an hour is told."""
        if finding is None:
            return None
        time = finding.time_of_day
        if time is not None and self.hedges.qualified:
            start = self._word_at(time.spans[0].start)
            time = self._soften(time, None, about_the_hour(self.scan, start))
        if dated is not None:
            expr = dated.expr
            number = self._about(expr.first, expr.last) if expr.vague else None
            mark = None if dated.spoken else self.hedges.over(expr.first)
            finding = self._soften(finding, mark, number)
        if time is finding.time_of_day:
            return finding
        return replace(finding, time_of_day=time)

    def _about(self, first: int, last: int) -> Words:
        return about(self.scan, first, last) if self.hedges.qualified else None

    def _word_at(self, offset: int) -> int:
        """Return the word that covers an offset of the text."""
        scan = self.scan
        words = range(len(scan.words))
        after = bisect_right(
            words,
            offset,
            bisect_right(scan.starts, offset - scan.norm.lost[-1]),
            bisect_right(scan.starts, offset),
            key=lambda index: scan.norm.start_of(scan.starts[index]),
        )
        return max(after - 1, 0)

    def _soften(self, finding: Found, mark: Mark | None, number: Words = None) -> Found:
        """An approximate number keeps its cue and is stated all the same."""
        if mark is None and number is None:
            return finding
        hedge = self._joined(finding.hedge, number)
        if mark is None:
            return replace(finding, hedge=hedge)
        hedge = self._joined(hedge, (mark.first, mark.last))
        return replace(finding, certainty=mark.certainty, hedge=hedge)

    def _joined(self, hedge: str | None, words: Words) -> str | None:
        if words is None:
            return hedge
        cue = self.scan.span(*words).quote(self.text)
        if hedge is None:
            return cue
        return hedge if cue in hedge.split(JOINT) else f"{hedge}{JOINT}{cue}"

    def _rival(self, victim: Victim, finding: People) -> People:
        """Another party's account is its claim, under the words that name it."""
        cues = [
            hit
            for clause in self.story.clauses
            if clause.sentence == victim.clause.sentence and "rival" in clause.cues
            for hit in clause.hits
            if "rival" in hit.senses
        ]
        before = [hit for hit in cues if hit.first < victim.group.first]
        told = before[-1:] or cues[:1]
        cue = (told[0].first, told[0].last) if told else None
        hedge = self._joined(finding.hedge, cue)
        return replace(finding, certainty=CLAIMED, hedge=hedge)
