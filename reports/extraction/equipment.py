"""Aircraft, vehicles, boats and missiles, with their number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .clauses import ASSERTED, TRIED, Clause, Clauses
from .clitics import AND, ARTICLE, DEFINITE_STARTS, FOR, IN, SO
from .lexicon import Sense, word_list, words
from .quantities import Count, count_at
from .scan import COMMA, MARK, SPACE, Hit, Scan
from .story import Story

CLITICS = AND + SO + IN + FOR
LONGEST_NAME = 6
NAMING = frozenset({"equipment", "unit"})
SEIZED = 6
"""Words between 'confiscated' and what was."""
ALIKE = {
    "aircraft": frozenset({"aircraft", "helicopter", "warplane", "drone"}),
}


@dataclass(slots=True)
class Piece:
    """One kind of equipment as named once; told_at are the words that give its
    number elsewhere in the text."""

    kind: str
    low: int | None
    high: int | None
    first: int
    last: int
    definite: bool
    acts: bool
    more: bool
    clause: Clause
    part: bool = False
    force: bool = False
    told_at: tuple[int, int] | None = None


def find_pieces(scan: Scan, clauses: Clauses, story: Story) -> list[Piece]:
    """Return the equipment of a story, restatements left out."""
    kept: list[Piece] = []
    counted = scan.where(listed("only_counted"))
    for clause in story.clauses:
        for hit in _named(scan, clause, counted):
            if clauses.mode[hit.first] not in (ASSERTED, TRIED):
                continue
            piece = _piece(scan, clause, hit)
            if piece is not None and not _restates(kept, piece):
                kept.append(piece)
        if kept:
            _total(scan, clause, kept)
    return _settled(kept)


def _named(scan: Scan, clause: Clause, counted: list[int]) -> list[Hit]:
    """Return what a clause names of equipment, also by words that mean it only
    after a number: where those stand is passed in."""
    if not counted and NAMING.isdisjoint(clause.cues):
        return []
    found = clause.of("equipment")
    for hit in clause.of("unit"):
        named = "equipment" not in hit.senses
        if named and _among(scan.words[hit.first], "in_names"):
            found.append(_hit(hit.first, "aircraft", "pl"))
    for index in counted:
        if clause.first < index < clause.last and _counted_before(scan, index):
            found.append(_hit(index, "vehicle", "sg"))
    return sorted(found, key=lambda hit: hit.first)


def _counted_before(scan: Scan, index: int) -> bool:
    number = scan.sense(index - 1, "num")
    return number is not None or scan.words[index - 1].isdecimal()


def _hit(index: int, kind: str, number: str) -> Hit:
    """Return a word as a form that names equipment."""
    sense = Sense("equipment", kind, number, False, {})
    return Hit(index, index + 1, {"equipment": sense}, "", "", False)


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of the plain lists of equipment.toml."""
    return word_list("equipment.toml", key)


@cache
def _spread(key: str) -> frozenset[str]:
    """Return a list with all that clitics and the article make of its words."""
    plain = listed(key)
    definite = {ARTICLE + word for word in plain}
    begun = {clitic + word for clitic in CLITICS for word in plain | definite}
    return plain.union(definite, begun)


def _among(word: str, key: str) -> bool:
    """Tell whether a word, its clitics and article taken off, is in a list."""
    return word in _spread(key)


def _piece(scan: Scan, clause: Clause, hit: Hit) -> Piece | None:
    sense = hit.senses["equipment"]
    if sense.value == "none" or _is_trade(scan, clause, hit):
        return None
    after = _after(scan, hit)
    if after in words("of_those") or _claimed(scan, clause, hit):
        return None
    low, high = {"sg": (1, 1), "du": (2, 2)}.get(sense.number, (None, None))
    first = hit.first
    count = _count_before(scan, clause, hit)
    definite = hit.definite or scan.words[hit.first].startswith(DEFINITE_STARTS)
    if count is not None:
        low, high, first = count.low, count.high, count.first
        definite = False
    kind, last = _refined(scan, clause, hit, str(sense.value))
    return Piece(
        kind,
        low,
        high,
        first,
        last,
        definite or sense.suffix or bool(sense.entry.get("possessed")),
        _acts(scan, clause, hit),
        after in words("more") or _joins(scan, clause, first) or _beside(scan, hit),
        clause,
        part=_is_part(scan, clause, first, last),
        force=_among(scan.words[hit.first], "air_force"),
    )


def _refined(scan: Scan, clause: Clause, hit: Hit, kind: str) -> tuple[str, int]:
    """'the regime's warplanes' with the adjective at the end: the kind it tells."""
    if kind != "aircraft":
        return kind, hit.last
    for index in range(hit.last, min(hit.last + LONGEST_NAME, clause.last)):
        if scan.gaps[index] > MARK:
            break
        for told in ("warplane", "drone", "helicopter"):
            if scan.words[index] in listed(told):
                return told, index + 1
        if _ends_the_name(scan, index):
            break
    return kind, hit.last


def _ends_the_name(scan: Scan, index: int) -> bool:
    """Tell whether a word can no more belong to an aircraft and whose it is."""
    if scan.words[index] in listed("of_type"):
        return False
    hit = scan.hit_at[index]
    if hit is None:
        return not scan.words[index].startswith(ARTICLE)
    return not {"unit", "origin", "alias"} & set(hit.senses)


def _is_trade(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'works on drones' names a trade, not a means; so do depots and factories."""
    before = scan.words[max(clause.first, hit.first - 3) : hit.first]
    if not words("trade").isdisjoint(before):
        return True
    seized = scan.words[max(clause.first, hit.first - SEIZED) : hit.first]
    if not words("seizing").isdisjoint(seized):
        return True
    if not words("accused").isdisjoint(scan.words[clause.first : hit.first]):
        return True
    if before and scan.gaps[hit.first] <= SPACE:
        return _among(before[-1], "holders")
    return False


def _claimed(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'a source spoke of a missile' is one side's tale."""
    before = scan.words[max(clause.first, hit.first - 5) : hit.first]
    spoke = not _spread("spoke").isdisjoint(before)
    return spoke and before[-1] in listed("spoke_of")


def _joins(scan: Scan, clause: Clause, first: int) -> bool:
    """'escorted by two helicopters' adds to those named before."""
    before = scan.words[max(clause.first, first - 2) : first]
    return not _spread("joining").isdisjoint(before)


def _beside(scan: Scan, hit: Hit) -> bool:
    """'a car and a motorcycle' are two."""
    before = scan.hit_at[hit.first - 1] if hit.first else None
    joined = hit.conjunction == AND and scan.gaps[hit.first] <= SPACE
    return joined and before is not None and "equipment" in before.senses


def _is_part(scan: Scan, clause: Clause, first: int, last: int) -> bool:
    """'among them two tanks', 'a helicopter of theirs', 'shot two missiles down'."""
    before = scan.words[max(clause.first, first - 2) : first]
    if not (_spread("among") | _spread("brought_down")).isdisjoint(before):
        return True
    return last < clause.last and scan.words[last] in listed("of_theirs")


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
    same = [one for one in kept if one.kind == piece.kind]
    if piece.part and same:
        return True
    if piece.more:
        return False
    kinds = ALIKE.get(piece.kind, frozenset({piece.kind}))
    if piece.definite and any(one.kind in kinds for one in kept):
        return not (piece.acts and not same and piece.kind == "aircraft")
    if same and piece.low is None:
        return True
    return any(
        (one.low, one.high) == (piece.low, piece.high) or piece.definite for one in same
    )


def _total(scan: Scan, clause: Clause, kept: list[Piece]) -> None:
    """'the number of those that took part was put at six' sums what stands before."""
    if not clause.cues & {"said", "hedge"} or "equipment" in clause.cues:
        return
    told = scan.words[clause.first : clause.last]
    if words("a_number").isdisjoint(told):
        return
    if (words("its_number") | words("of_those")).isdisjoint(told):
        return
    counted = _counted(kept, clause)
    if counted is None:
        return
    for index in range(clause.last - 1, clause.first, -1):
        count = count_at(scan, index)
        if count is not None and count.stated and count.low is not None:
            if not _counts_others(scan, clause, count):
                _set_total(kept, counted, count)
            return


def _counted(kept: list[Piece], clause: Clause) -> Piece | None:
    """Return what 'their number' counts: what flies, named last in the paragraph."""
    for piece in reversed(kept):
        if piece.kind in ALIKE["aircraft"]:
            return piece if piece.clause.paragraph == clause.paragraph else None
    return None


def _counts_others(scan: Scan, clause: Clause, count: Count) -> bool:
    """'their number: seven raids' counts raids."""
    if count.last >= clause.last:
        return False
    hit = scan.hit_at[count.last]
    return hit is not None and bool({"event", "person"} & set(hit.senses))


def _set_total(kept: list[Piece], counted: Piece, count: Count) -> None:
    counted.low, counted.high = count.low, count.high
    counted.told_at = (count.first, count.last)
    kept[:] = [one for one in kept if one is counted or one.kind != counted.kind]


def _settled(kept: list[Piece]) -> list[Piece]:
    """Drop a kind without a number beside the same kind with one, unless it is more."""
    flown = any(one.kind in ("helicopter", "warplane", "drone") for one in kept)
    kept = [one for one in kept if not (flown and _air_force(one))]
    numbered = {one.kind for one in kept if one.low is not None and not one.part}
    return [
        one
        for one in kept
        if one.low is not None or one.kind not in numbered or one.high is not None
    ]


def _air_force(piece: Piece) -> bool:
    """'the air force of the coalition', beside which its helicopters are named."""
    return piece.kind == "aircraft" and piece.low is None and piece.force


def _after(scan: Scan, hit: Hit) -> str:
    return scan.words[hit.last] if hit.last < len(scan.words) else ""
