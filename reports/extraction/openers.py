"""How a clause opens: with another event, a recalled one, or the last one's end."""

from __future__ import annotations

from .clauses import Clause
from .clitics import AND, ARTICLE
from .lexicon import word_list
from .scan import COMMA, STOP, Hit, Scan, has_and
from .sites import Site
from .story import LOCATING, Story


def opener_of(scan: Scan, clause: Clause, story: Story | None) -> str:
    """Return 'twin', 'another', 'after', 'recall' or '' for a clause."""
    head = [hit for hit in clause.hits if hit.first < clause.first + 4]
    if clause.opens >= COMMA or head:
        if _is_twin(scan, clause, story):
            return "twin"
        if any(_is_another(scan, clause, hit) for hit in clause.hits[:6]):
            return "another"
        if any("same_day" in hit.senses for hit in head[:3]) and goes_on(scan, clause):
            return "another"
        if story is not None and _is_after_event(scan, clause):
            return "after"
    recalls = any("recall" in hit.senses for hit in head[:3])
    begins = clause.opens >= STOP or _and_was(scan, clause)
    return "recall" if recalls and begins else ""


def goes_on(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause begins a sentence or is joined by 'and'."""
    return has_and(scan, clause.first) or clause.opens >= STOP


def turns(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause opens by 'also', 'while', 'as for'."""
    return scan.words[clause.first] in word_list("cues.toml", "turns") or any(
        "split" in hit.senses and hit.first == clause.first and _parts(scan, hit)
        for hit in clause.hits[:1]
    )


def _parts(scan: Scan, hit: Hit) -> bool:
    return scan.written(hit.first, hit.last) in word_list("cues.toml", "turns")


def adds(scan: Scan, clause: Clause) -> bool:
    """Tell whether a clause may tell of something more: 'and', 'also', 'while'."""
    first = scan.words[clause.first]
    return (
        goes_on(scan, clause)
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
    words = scan.words[clause.first : clause.last]
    return bool(word_list("cues.toml", "points_back") & set(words))


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


def _is_another(scan: Scan, clause: Clause, hit: Hit) -> bool:
    sense = hit.senses.get("another")
    if sense is None:
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
