"""Which words of a clause tell of an event, and which only point back to one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .clauses import Clause
from .lexicon import word_list
from .openers import fronted, in_adjunct, opener_of
from .scan import STOP, Hit, Scan
from .story import Story, is_definite, located, name_of, same_name


@dataclass(slots=True)
class Triggers:
    """Looks at the last of the clauses that lead to it; story is what was told
    before, opener how one of those clauses opens."""

    scan: Scan
    led: tuple[Clause, ...]
    story: Story | None
    opener: str

    def found(self) -> list[Hit]:
        """Return the words that tell of harm or of an event."""
        clause = self.led[-1]
        found = [hit for hit in clause.harms if self._tells(hit)]
        for hit in clause.events:
            if self._refers(hit) or _only_found_there(clause, hit):
                continue
            if hit.senses["event"].entry["strength"] >= 2 or self._stands(hit):
                found.append(hit)
        return found

    def _tells(self, hit: Hit) -> bool:
        """Harm tells of an incident, a natural death or one recalled does not."""
        if self.story is not None and self._of_those_told(hit):
            return False
        return not hit.senses["harm"].entry.get("natural") and not self._refers(hit)

    def _of_those_told(self, hit: Hit) -> bool:
        """'said that those who were arrested are members' tells of no new arrest."""
        clause, at = self.led[-1], hit.first - 1
        if at >= clause.first and self.scan.words[at] in _cues("led_by_verb"):
            at -= 1
        if at < clause.first or self.scan.words[at] not in _cues("who"):
            return False
        before = self.scan.words[clause.first : at]
        return "said" in clause.cues and not _cues("that").isdisjoint(before)

    def _stands(self, hit: Hit) -> bool:
        """A weak word makes an event of a first story, or after an opener."""
        clause, entry = self.led[-1], hit.senses["event"].entry
        return (
            self.story is None
            or self._opener() not in ("", "after")
            or fronted(self.led[0], self.scan) is not None
            or _comes_down(clause, hit)
            or (bool(entry.get("device")) and bool(hit.preposition))
        )

    def _opener(self) -> str:
        return self.opener or opener_of(self.scan, self.led[-1], self.story)

    def _refers(self, hit: Hit) -> bool:
        """Tell whether a definite noun only points back to an event told before."""
        clause = self.led[-1]
        if hit.first > clause.first and in_adjunct(self.scan, clause, hit):
            return True
        before = self.scan.words[hit.first - 1] if hit.first else ""
        if "event" in hit.senses and before in _cues("traces"):
            return True
        if self.story is None or "event" not in hit.senses:
            return False
        sense = hit.senses["event"]
        points = is_definite(self.scan, hit) or (sense.suffix and not sense.number)
        return points and not self._breaks_out(self.story)

    def _breaks_out(self, story: Story) -> bool:
        """'meanwhile the clashes went on in B' tells of B, however definite."""
        told = self._opener() == "another" or self._renews()
        return told and self._at_another_place(story)

    def _renews(self) -> bool:
        """'the fighting was renewed, went on, broke out' at the head of a sentence."""
        return self.led[0].opens >= STOP and any(
            not _cues("renews").isdisjoint(self.scan.words[one.first : one.first + 4])
            for one in self.led
        )

    def _at_another_place(self, story: Story) -> bool:
        sites = [site for one in self.led for site in located(one)]
        return bool(sites) and not any(
            same_name(name_of(sites[0]), name) for name in story.places()
        )


def _only_found_there(clause: Clause, hit: Hit) -> bool:
    """'two charges were found and defused' tells of no blast."""
    device = hit.senses["event"].entry.get("device") and not clause.harms
    return bool(device) and any(one.first < hit.first for one in clause.of("found"))


def _comes_down(clause: Clause, hit: Hit) -> bool:
    """'activists saw a helicopter land in ...' tells of a landing."""
    lands = hit.senses["event"].value == "air_landing"
    return lands and bool(located(clause)) and "equipment" in clause.cues


@cache
def _cues(key: str) -> frozenset[str]:
    return word_list("cues.toml", key)
