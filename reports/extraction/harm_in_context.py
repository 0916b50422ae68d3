"""Verbs that tell of harm only by what they govern: 'three soldiers fell'.

'fell' speaks of shells as often as of people, 'found' of weapons as of the dead.
Such a verb becomes a word of harm where people, or the word that completes it,
follow within its clause.
"""

from __future__ import annotations

from .group import Codes, Group
from .lexicon import Sense, words
from .people import group_at
from .scan import MARK, Hit, Scan

OTHERS = frozenset({"equipment", "harm", "said"})
REACH = 14
NEAR = 3


def mark_harm(scan: Scan, codes: Codes) -> None:
    """Give the sense of harm to the verbs that have it here, in place."""
    for hit in scan.of("perhaps_harm", "harm"):
        sense = hit.senses.get("perhaps_harm")
        if sense is not None:
            if _tells_harm(scan, hit, sense, codes):
                scan.reread(hit, hit.last, _with_harm(hit, sense))
        elif hit.definite and _families(scan, hit):
            kept = {cls: one for cls, one in hit.senses.items() if cls != "harm"}
            scan.reread(hit, hit.last, kept)


def _tells_harm(scan: Scan, hit: Hit, sense: Sense, codes: Codes) -> bool:
    entry = sense.entry
    if "completes" in entry and not _completed(scan, hit, str(entry["completes"])):
        return False
    if entry.get("at_once"):
        return _follows(scan, hit, codes, 1)
    if entry.get("near"):
        return _follows(scan, hit, codes, NEAR)
    return not entry.get("object") or _follows(scan, hit, codes, REACH)


def _completed(scan: Scan, hit: Hit, key: str) -> bool:
    """Tell whether the word that makes the phrase whole stands in the clause."""
    wanted = words(key)
    for index in range(hit.last, min(hit.last + REACH, len(scan.words))):
        if scan.gaps[index] > MARK + 1:
            return False
        if scan.words[index] in wanted:
            return True
    return False


def _follows(scan: Scan, hit: Hit, codes: Codes, reach: int) -> bool:
    for index in range(hit.last, min(hit.last + reach, len(scan.words))):
        if scan.gaps[index] > MARK:
            return False
        known = scan.hit_at[index]
        if known is not None and not OTHERS.isdisjoint(known.senses):
            return False
        group = group_at(scan, index, codes)
        if group is not None and not group.bare:
            return group.outcome is None and not _of_place(group)
    return False


def _of_place(group: Group) -> bool:
    return group.definite and not group.counted


def _families(scan: Scan, hit: Hit) -> bool:
    """'the families' is written like 'captivity', which needs its preposition."""
    if scan.words[hit.first] not in words("captivity") or "harm" not in hit.senses:
        return False
    return not hit.first or scan.words[hit.first - 1] not in words("inside")


def _with_harm(hit: Hit, sense: Sense) -> dict[str, Sense]:
    outcome = str(sense.entry["outcome"])
    kept = {
        cls: one
        for cls, one in hit.senses.items()
        if cls not in ("perhaps_harm", "event", "falls", "found", "do")
    }
    kept["harm"] = Sense("harm", outcome, sense.number or "sg", False, sense.entry)
    return kept
