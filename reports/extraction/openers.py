"""How a clause opens: with another event, a recalled one, or the last one's end."""

from __future__ import annotations

from .clauses import Clause
from .clitics import AND, ARTICLE
from .lexicon import word_list
from .scan import COMMA, STOP, Hit, Scan
from .sites import Site
from .story import LOCATING, Story


def opener_of(scan: Scan, clause: Clause, story: Story | None) -> str:
    """Return 'twin', 'another', 'after', 'recall' or '' for a clause."""
    told = clause.cues
    if clause.opens >= COMMA or _begins_early(clause):
        if "second_of_two" in told and _is_twin(scan, clause, story):
            return "twin"
        if "another" in told and _tells_another(clause):
            return "another"
        if "same_day" in told and _at_the_head(clause, "same_day") and goes_on(clause):
            return "another"
        if story is not None and "event" in told and _is_after_event(scan, clause):
            return "after"
    recalls = "recall" in told and _at_the_head(clause, "recall")
    begins = clause.opens >= STOP or (recalls and _and_was(scan, clause))
    return "recall" if recalls and begins else ""


def _begins_early(clause: Clause) -> bool:
    return bool(clause.hits) and clause.hits[0].first < clause.first + 4


def _at_the_head(clause: Clause, cls: str) -> bool:
    """Tell whether one of the first forms, all near the first word, is of a class."""
    return any(
        cls in hit.senses and hit.first < clause.first + 4 for hit in clause.hits[:3]
    )


def _tells_another(clause: Clause) -> bool:
    return any(_is_another(clause, hit) for hit in clause.hits[:6])


def goes_on(clause: Clause) -> bool:
    """Tell whether a clause begins a sentence or is joined by 'and'."""
    return clause.joined or clause.opens >= STOP


def turns(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause opens by 'also', 'while', 'as for'."""
    turning = word_list("cues.toml", "turns")
    if scan.words[clause.first] in turning:
        return True
    if "split" not in clause.cues:
        return False
    hit = clause.of("split")[0]
    return hit.first == clause.first and scan.written(hit.first, hit.last) in turning


def adds(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause may tell of something more: 'and', 'also', 'while'."""
    first = scan.words[clause.first]
    return (
        goes_on(clause)
        or turns(scan, clause)
        or first in word_list("cues.toml", "then")
    )


def explains(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause gives the cause or course of what stands before it."""
    first = clause.first
    if scan.words[first] in word_list("cues.toml", "that_was"):
        first += 1
    words = scan.words[first : first + 1]
    explaining = not word_list("cues.toml", "explains").isdisjoint(words)
    return explaining and clause.opens < STOP


def points_back(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause speaks of 'it', 'the attack', 'during it'."""
    return scan.tells(word_list("cues.toml", "points_back"), clause.first, clause.last)


def fronted(clause: Clause, scan: Scan) -> Site | None:
    """Return the place with which a sentence opens: 'and in Idlib ...'."""
    if clause.opens < STOP or not clause.sites:
        return None
    site = clause.sites[0]
    leads = scan.words[clause.first : clause.first + 2]
    heads = word_list("cues.toml", "fronts")
    if site.anaphor or site.start > clause.first + 3 or not heads & set(leads):
        return None
    return site


def _is_another(clause: Clause, hit: Hit) -> bool:
    sense = hit.senses.get("another")
    if sense is None:
        return False
    if sense.entry.get("dated") and not clause.dates:
        return False
    if not sense.entry.get("sides") or clause.opens >= STOP:
        return True
    return hit.conjunction == AND and hit.first == clause.first


def _is_twin(scan: Scan, clause: Clause, story: Story | None) -> bool:
    hit = scan.starts_with(clause.first, "second_of_two")
    if hit is None or story is None or hit.conjunction != AND:
        return False
    return any(
        scan.starts_with(one.first, "first_of_two") for one in story.clauses
    ) and any(site.relation in LOCATING for site in clause.sites)


def in_adjunct(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'five days after the attack', 'less than a month after a landing'."""
    if not (hit.definite or scan.words[hit.first].startswith(ARTICLE)):
        return False
    adjuncts = word_list("cues.toml", "adjuncts")
    before = scan.words[max(clause.first, hit.first - 6) : hit.first]
    return any(adjuncts & {word, word.removeprefix(AND)} for word in before)


def _is_after_event(scan: Scan, clause: Clause) -> bool:
    """'and before the landing', 'hours after the ambush' at the head."""
    word = scan.words[clause.first].removeprefix(AND)
    return word in word_list("cues.toml", "adjuncts") and any(
        "event" in hit.senses and in_adjunct(scan, clause, hit)
        for hit in clause.hits
        if hit.first < clause.first + 6
    )


def _and_was(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause opens by 'and had', 'it had earlier'."""
    words = scan.words[clause.first : clause.first + 3]
    return not word_list("cues.toml", "recalling").isdisjoint(words)
