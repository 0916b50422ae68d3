"""Fights that a report says are going on still, or in their third day."""

from __future__ import annotations

from datetime import date

from .calendar import When
from .clauses import Clause, Clauses
from .dates import DateExpr
from .lexicon import word_list
from .scan import Scan
from .story import Dated, Story, is_definite

FIGHT = "clash"


def last_until_now(
    scan: Scan, clauses: Clauses, stories: list[Story], today: date | None
) -> None:
    """Let the story of a fight that goes on last until the day of telling."""
    signs = word_list("cues.toml", "still") | word_list("cues.toml", "its_day")
    if today is None or signs.isdisjoint(scan.words):
        return
    for clause in clauses.items:
        if signs.isdisjoint(scan.words[clause.first : clause.last]):
            continue
        story = _story_of(clause, stories) if _names_the_fight(scan, clause) else None
        if story is not None:
            expr = DateExpr(clause.first, clause.first + 1, ends=True)
            story.dates.append(Dated(expr, When(today, today, "day", True), False))


def _names_the_fight(scan: Scan, clause: Clause) -> bool:
    """'the battles are still going on': a fight told before, called by its name."""
    return any(
        hit.senses["event"].value == FIGHT
        and not hit.senses["event"].entry.get("attack")
        and is_definite(scan, hit)
        for hit in clause.events
    )


def _story_of(clause: Clause, stories: list[Story]) -> Story | None:
    """Return the story of which the clause is part, or the last fight before it."""
    for story in stories:
        if clause in story.clauses:
            return story
    before = [one for one in stories if one.clauses[0].first < clause.first]
    fights = [one for one in before if _is_fight(one)]
    return fights[-1] if fights else None


def _is_fight(story: Story) -> bool:
    return any(
        hit.senses["event"].value == FIGHT
        for clause in story.clauses
        for hit in clause.events
    )
