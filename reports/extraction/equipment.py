"""Aircraft, vehicles, boats and missiles, with their number."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import ASSERTED, TRIED, Clause, Clauses
from .clitics import DEFINITE_STARTS
from .lexicon import words
from .quantities import Count, count_at
from .scan import COMMA, Hit, Scan
from .story import Story

ALIKE = {
    "aircraft": frozenset({"aircraft", "helicopter", "warplane", "drone"}),
}


@dataclass(slots=True)
class Piece:
    """One kind of equipment as named once."""

    kind: str
    low: int | None
    high: int | None
    first: int
    last: int
    definite: bool
    acts: bool
    more: bool
    clause: Clause


def find_pieces(scan: Scan, clauses: Clauses, story: Story) -> list[Piece]:
    """Return the equipment of a story, restatements left out."""
    kept: list[Piece] = []
    for clause in story.clauses:
        for hit in clause.hits:
            if "equipment" not in hit.senses:
                continue
            if clauses.mode[hit.first] not in (ASSERTED, TRIED):
                continue
            piece = _piece(scan, clause, hit)
            if piece is not None and not _restates(kept, piece):
                kept.append(piece)
    _total(scan, clauses, story, kept)
    return _settled(kept)


def _piece(scan: Scan, clause: Clause, hit: Hit) -> Piece | None:
    sense = hit.senses["equipment"]
    if sense.value == "none" or _is_trade(scan, clause, hit):
        return None
    if _after(scan, hit) in words("of_those"):
        return None
    low, high = {"sg": (1, 1), "du": (2, 2)}.get(sense.number, (None, None))
    first = hit.first
    count = _count_before(scan, clause, hit)
    definite = hit.definite or scan.words[hit.first].startswith(DEFINITE_STARTS)
    if count is not None:
        low, high, first = count.low, count.high, count.first
        definite = False
    return Piece(
        str(sense.value),
        low,
        high,
        first,
        hit.last,
        definite or sense.suffix,
        _acts(scan, clause, hit),
        _after(scan, hit) in words("more"),
        clause,
    )


def _is_trade(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'works on drones' names a trade, not a means."""
    before = scan.words[max(clause.first, hit.first - 3) : hit.first]
    return not words("trade").isdisjoint(before)


def _acts(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """Tell whether a verb of doing follows at once."""
    for one in clause.hits:
        after = hit.last <= one.first <= hit.last + 3
        if after or one.last == hit.first:
            sense = one.senses.get("event")
            if "do" in one.senses or (sense is not None and sense.number):
                return True
    return False


def _count_before(scan: Scan, clause: Clause, hit: Hit) -> Count | None:
    for back in (1, 2, 3, 4, 5, 6):
        index = hit.first - back
        if index < clause.first or scan.gaps[index + 1] >= COMMA:
            return None
        before = scan.hit_at[index]
        if before is not None and before.first != index:
            continue
        count = count_at(scan, index)
        if count is not None:
            close = count.last == hit.first
            partitive = count.last == hit.first - 1 and scan.words[count.last] in words(
                "of"
            )
            if close or partitive:
                return _widest(scan, clause, index, count)
    return None


def _widest(scan: Scan, clause: Clause, index: int, count: Count) -> Count:
    """Take a qualifier that stands before the number into the count."""
    for back in (1, 2, 3, 4):
        start = index - back
        if start < clause.first:
            break
        hit = scan.hit_at[start]
        if hit is not None and hit.first == start:
            longer = count_at(scan, start)
            if longer is not None and longer.last == count.last:
                return longer
            break
    return count


def _restates(kept: list[Piece], piece: Piece) -> bool:
    if piece.more:
        return False
    kinds = ALIKE.get(piece.kind, frozenset({piece.kind}))
    same = [one for one in kept if one.kind == piece.kind]
    if piece.definite and any(one.kind in kinds for one in kept):
        return not (piece.acts and not same and piece.kind == "aircraft")
    if same and piece.low is None:
        return True
    return any(
        (one.low, one.high) == (piece.low, piece.high) or piece.definite for one in same
    )


def _total(scan: Scan, clauses: Clauses, story: Story, kept: list[Piece]) -> None:
    """'the number of those that took part was put at six' sums what stands before."""
    for clause in story.clauses:
        if not clause.cues & {"said", "hedge"} or "equipment" in clause.cues:
            continue
        told = scan.words[clause.first : clause.last]
        if words("a_number").isdisjoint(told):
            continue
        flying = [one for one in kept if one.kind in ALIKE["aircraft"]]
        if not flying or (words("its_number") | words("of_those")).isdisjoint(told):
            continue
        for index in range(clause.last - 1, clause.first, -1):
            count = count_at(scan, index)
            if count is not None and count.stated and count.low is not None:
                flying[-1].low, flying[-1].high = count.low, count.high
                flying[-1].last = count.last
                kept[:] = [
                    one
                    for one in kept
                    if one is flying[-1] or one.kind != flying[-1].kind
                ]
                break


def _settled(kept: list[Piece]) -> list[Piece]:
    """Drop a kind without a number beside the same kind with one, unless it is more."""
    numbered = {one.kind for one in kept if one.low is not None}
    return [
        one
        for one in kept
        if one.low is not None or one.kind not in numbered or one.high is not None
    ]


def _after(scan: Scan, hit: Hit) -> str:
    return scan.words[hit.last] if hit.last < len(scan.words) else ""
