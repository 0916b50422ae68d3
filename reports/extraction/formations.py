"""Names of formations that the roster lacks: 'the brigade of the Eagles of X'.

A noun such as brigade or battalion followed by a name in quotation marks, or by a
word with which such names begin, makes a unit of its own.  Later 'the brigade'
alone means it.
"""

from __future__ import annotations

from .clitics import ARTICLE, bare
from .lexicon import Sense, words
from .scan import MARK, SPACE, Hit, Scan

LONGEST_NAME = 4
FARTHEST = 40
NOT_OF_A_NAME = frozenset(
    {"unit", "linker", "harm", "do", "said", "num", "part", "weekday", "against"}
)


def mark_formations(scan: Scan, text: str) -> None:
    """Turn the names of unknown formations into units, in place."""
    named: dict[str, Sense] = {}
    changed = False
    for hit in scan.of("force", "person", "unit"):
        if scan.hit_at[hit.first] is not hit:
            continue
        if "unit" in hit.senses:
            _learn(scan, hit, named)
            continue
        head = _head(scan, hit)
        if head is None:
            continue
        if hit.definite:
            sense = named.get(head)
            if sense is not None and _stands_alone(scan, hit):
                scan.reread(hit, hit.last, {"unit": sense})
            continue
        known = scan.starts_with(hit.last, "unit")
        if known is not None and scan.gaps[hit.last] <= MARK:
            named[head] = known.senses["unit"]
            if not known.preposition and head not in words("too_common"):
                scan.reread(hit, known.last, {"unit": known.senses["unit"]})
                changed = True
            continue
        last = _end_of_name(scan, hit, head)
        if last:
            sense = _sense(scan, text, hit, head, last)
            named[head] = sense
            scan.reread(hit, last, {"unit": sense})
            changed = True
    if changed:
        _drop_covered(scan)
    _mark_latter(scan)


def _mark_latter(scan: Scan) -> None:
    """'the latter' after a verb, a noun of deed or 'of' is the unit named last."""
    added = []
    for index in scan.where(words("the_latter")):
        known, before = scan.hit_at[index], scan.hit_at[index - 1] if index else None
        if known is not None and set(known.senses) != {"place_word"}:
            continue
        if not _leads_to_latter(scan, index, before):
            continue
        near = scan.hits_in(max(0, index - FARTHEST), index)
        unit = next((one for one in reversed(near) if "unit" in one.senses), None)
        if unit is not None:
            latter = Hit(index, index + 1, {"unit": unit.senses["unit"]}, "", "", True)
            scan.hit_at[index] = latter
            added.append(latter)
    if added:
        kept = [hit for hit in scan.hits if scan.hit_at[hit.first] is hit]
        scan.keep(sorted([*kept, *added], key=lambda hit: hit.first))


def _leads_to_latter(scan: Scan, index: int, before: Hit | None) -> bool:
    if index and scan.words[index - 1] in words("before_latter"):
        return True
    if before is None or before.definite or scan.gaps[index] > SPACE:
        return False
    return not {"event", "harm", "force", "do", "person"}.isdisjoint(before.senses)


def _learn(scan: Scan, hit: Hit, named: dict[str, Sense]) -> None:
    """Remember by its first word a formation of the roster named in full."""
    word = scan.words[hit.first][len(hit.conjunction) :]
    head = word.removeprefix(hit.preposition)
    named_in_full = hit.last - hit.first > 1 and head in words("formation_heads")
    if named_in_full and head not in words("too_common"):
        named[head] = hit.senses["unit"]


def _head(scan: Scan, hit: Hit) -> str | None:
    if hit.last - hit.first != 1:
        return None
    word = scan.words[hit.first][len(hit.conjunction) :]
    rest = word.removeprefix(hit.preposition)
    for head in (bare(rest), rest[1:], rest):
        if head in words("formation_heads"):
            return head
    return None


def _end_of_name(scan: Scan, hit: Hit, head: str) -> int:
    """Return where the name after a head noun ends, 0 if none stands there."""
    at = hit.last
    if at >= len(scan.words) or scan.gaps[at] > MARK:
        return 0
    if scan.gaps[at] == MARK:
        return _quoted(scan, at)
    if scan.gaps[hit.first] == MARK:
        quoted = _quoted(scan, at)
        if quoted:
            return quoted
    word = scan.words[at]
    if word in words("opens_a_name"):
        return _after_opener(scan, at) or (at + 1) * word.startswith(ARTICLE)
    if head not in words("names_itself") or not word.startswith(ARTICLE):
        return 0
    known = scan.hit_at[at]
    if known is not None or bare(word) in words("no_name"):
        return 0
    return at + 1


def _quoted(scan: Scan, at: int) -> int:
    for last in range(at + 1, min(at + LONGEST_NAME, len(scan.words) - 1) + 1):
        known = scan.hit_at[last - 1]
        if known is not None and not NOT_OF_A_NAME.isdisjoint(known.senses):
            return 0
        if scan.gaps[last] != SPACE:
            return last
    return 0


def _after_opener(scan: Scan, at: int) -> int:
    """'Martyrs of Badr', 'Free Men of the Hills': a noun and what it governs."""
    following = at + 1
    if following >= len(scan.words) or scan.gaps[following] > SPACE:
        return 0
    known = scan.hit_at[following]
    if known is not None and not NOT_OF_A_NAME.isdisjoint(known.senses):
        return 0
    if scan.words[following] in words("linking_prepositions"):
        return 0
    end = following + 1
    if scan.words[following] in words("name_openers") and end < len(scan.words):
        end += scan.gaps[end] == SPACE
    return end


def _sense(scan: Scan, text: str, hit: Hit, head: str, last: int) -> Sense:
    first = hit.first if head in words("kept_in_name") else hit.last
    name = " ".join(scan.span(i, i + 1).quote(text) for i in range(first, last))
    if first == hit.first:
        name = name[len(hit.conjunction) + len(hit.preposition) :]
    return Sense("unit", f"other:{name}", "", False, {})


def _stands_alone(scan: Scan, hit: Hit) -> bool:
    at = hit.last
    if at >= len(scan.words) or scan.gaps[at] > MARK:
        return True
    known = scan.hit_at[at]
    if known is None:
        return not scan.words[at][0].isdecimal()
    return {"ord", "unit", "origin"}.isdisjoint(known.senses)


def _drop_covered(scan: Scan) -> None:
    """Leave out the forms that a name swallowed; cut none in two."""
    scan.keep([hit for hit in scan.hits if scan.hit_at[hit.first] is hit])
    for hit in scan.hits:
        for index in range(hit.first, hit.last):
            scan.hit_at[index] = hit
