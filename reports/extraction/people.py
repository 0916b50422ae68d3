"""Groups of people: a count bound to a noun, with side, category and nationality."""

from __future__ import annotations

from .clitics import AND, ARTICLE, FOR, FOR_THE, bare
from .group import Codes, Group
from .lexicon import words
from .qualities import modified
from .quantities import Count, count_at
from .scan import MARK, Hit, Scan

BEGINNINGS = frozenset(
    {"pronoun_one", "vague", "qual", "num", "one_of", "person", "origin", "ord"}
)
ONE = Count(1, 1, 0, 0, None, False, True)


def group_at(scan: Scan, index: int, codes: Codes) -> Group | None:
    """Return the group whose phrase begins at a word, if one does."""
    if not _may_begin(scan, index):
        return None
    if _of_a_thing(scan, index):
        return None
    one = scan.starts_with(index, "pronoun_one")
    if one is not None:
        return modified(scan, _one_of_them(one), codes)
    count = count_at(scan, index)
    at = count.last if count else index
    if count is None:
        one_of = scan.starts_with(index, "one_of")
        if one_of is not None:
            at = one_of.last
            count = Count(1, 1, index, at, None, False, True)
    if at >= len(scan.words):
        return None
    group = _headed(scan, index, at, count, codes)
    return modified(scan, group, codes) if group else None


def _may_begin(scan: Scan, index: int) -> bool:
    """Tell at once, of most words, that no group begins there."""
    if index >= len(scan.words):
        return False
    hit = scan.hit_at[index]
    if hit is not None and hit.first == index:
        return not BEGINNINGS.isdisjoint(hit.senses)
    word = scan.words[index]
    return word[0].isdecimal() or word[-1].isdecimal()


def _of_a_thing(scan: Scan, index: int) -> bool:
    """'another mine': the adjective speaks of the thing before it."""
    hit = scan.hit_at[index]
    person = hit.senses.get("person") if hit is not None else None
    if person is None or hit is None or hit.conjunction or hit.definite:
        return False
    if not person.entry.get("other") or person.number != "sg":
        return False
    return (
        any(
            sense is not None and not sense.number
            for sense in (
                scan.sense(index - 1, "event"),
                scan.sense(index - 1, "force"),
            )
        )
        or scan.sense(index - 1, "equipment") is not None
    )


def _one_of_them(hit: Hit) -> Group:
    return Group(
        hit.first, hit.last, 1, 1, "combatant", pronoun=True, counted=True, head="one"
    )


def _headed(
    scan: Scan, index: int, at: int, count: Count | None, codes: Codes
) -> Group | None:
    head_at = at
    if count and scan.words[at] in words("of") and at + 1 < len(scan.words):
        head_at = at + 1
        if scan.words[head_at] in words("chief") and head_at + 1 < len(scan.words):
            head_at += 1
    if count and scan.words[at] in words("of_them"):
        return _counted_pronoun(index, at + 1, count)
    if scan.gaps[head_at] > MARK and head_at > index:
        return _number_alone(index, count)
    head = scan.form_at(head_at)
    if head is not None and "person" in head.senses:
        return _from_noun(scan, index, head, count, codes)
    if head is not None and count is None and _is_person(scan, head):
        group = _counted_pronoun(index, head.last, ONE)
        group.pronoun, group.other, group.category = False, True, "unknown"
        return group
    if head is not None and _stands_alone(scan, head, count):
        return _from_origin(index, head, count)
    if count and scan.words[head_at] in words("latter"):
        return _counted_pronoun(index, head_at + 1, count)
    if head is not None and count and head_at > at:
        code = _side_of(scan, head, codes)
        if code:
            group = _counted_pronoun(index, head.last, count)
            group.unit, group.pronoun = code, False
            return group
    return _number_alone(index, count)


def _side_of(scan: Scan, head: Hit, codes: Codes) -> str | None:
    """Return whose people are counted: 'five of the cell', 'five of the Army'."""
    if "force" in head.senses and head.definite:
        code = codes.bodies.get(bare(scan.words[head.first]))
        if code:
            return code
    return codes.named(scan, head) if "unit" in head.senses else None


def _counted_pronoun(index: int, last: int, count: Count) -> Group:
    return Group(
        index,
        last,
        count.low,
        count.high,
        "combatant",
        pronoun=True,
        counted=count.stated,
        head="number",
    )


def _number_alone(index: int, count: Count | None) -> Group | None:
    if count is None or not count.stated:
        return None
    return Group(
        index,
        count.last,
        count.low,
        count.high,
        "unknown",
        definite=count.definite,
        counted=True,
        bare=True,
        head="number",
    )


def _from_noun(
    scan: Scan, index: int, hit: Hit, count: Count | None, codes: Codes
) -> Group:
    sense = hit.senses["person"]
    low, high = _own_number(sense.number)
    if count is not None:
        low, high = count.low, count.high
    entry = sense.entry
    group = Group(
        index,
        hit.last,
        low,
        high,
        str(sense.value),
        unit=codes.reported(entry["unit"]) if "unit" in entry else None,
        outcome=entry.get("outcome"),
        definite=hit.definite or (count is not None and count.definite),
        other=bool(entry.get("other")),
        family=bool(entry.get("family")),
        own=sense.suffix,
        counted=count is not None and count.stated,
        head=_head(scan, hit),
    )
    if group.family:
        group.low = group.high = None
    if group.other:
        group.category = "unknown"
    bare_number = count is not None and scan.words[count.last - 1] in words(
        "number_word"
    )
    if hit.definite and count is not None and not count.definite and not bare_number:
        group.definite = False
    return group


def _is_person(scan: Scan, hit: Hit) -> bool:
    """Tell whether an ordinal stands for a person: 'captured a fifth, an Iraqi'."""
    if "ord" not in hit.senses or hit.definite or hit.preposition:
        return False
    if int(hit.senses["ord"].value) < 3:
        return False
    harmed = scan.sense(hit.first - 1, "harm") is not None
    return harmed or scan.sense(hit.last, "origin") is not None


def _stands_alone(scan: Scan, hit: Hit, count: Count | None) -> bool:
    """Tell whether an adjective of origin stands for people: 'four Frenchmen'."""
    if "origin" not in hit.senses or hit.preposition:
        return False
    if not hit.senses["origin"].value[0]:
        return False
    number = hit.senses["origin"].number
    if count is not None:
        return number in ("pl", "du") or hit.last - hit.first == 1
    return number == "du" or scan.sense(hit.last, "num") is not None


def _from_origin(index: int, hit: Hit, count: Count | None) -> Group:
    low, high = _own_number(hit.senses["origin"].number)
    if count is not None:
        low, high = count.low, count.high
    return Group(
        index,
        hit.last,
        low,
        high,
        "unknown",
        nationality=hit.senses["origin"].value[0],
        definite=hit.definite,
        counted=count is not None and count.stated,
        head="origin",
    )


def _own_number(number: str) -> tuple[int | None, int | None]:
    return {"sg": (1, 1), "du": (2, 2)}.get(number, (None, None))


def _head(scan: Scan, hit: Hit) -> str:
    word = scan.words[hit.first][len(hit.conjunction) :]
    if hit.preposition == FOR and word.startswith(FOR_THE):
        return ARTICLE + word[2:]
    return word.removeprefix(hit.preposition)


def groups_from(scan: Scan, index: int, codes: Codes) -> list[Group]:
    """Return the group at a word and those joined to it by 'and'."""
    found: list[Group] = []
    group = group_at(scan, index, codes)
    while group is not None:
        found.append(group)
        at = group.last
        if at >= len(scan.words) or scan.gaps[at] > MARK:
            break
        hit = scan.hit_at[at]
        word = scan.words[at]
        joined = (hit is not None and hit.conjunction == AND) or (
            hit is None and word.startswith(AND) and word[1:].isdecimal()
        )
        if not joined or (hit is not None and _is_verb(hit)):
            break
        group = group_at(scan, at, codes)
        if group is not None and group.bare and not group.nationality:
            group = None
    if len(found) > 1:
        _share_side(found)
    return found


def _share_side(groups: list[Group]) -> None:
    """'dead and wounded in the ranks of X' are all of X."""
    if not groups[-1].unit or not groups[-1].outcome:
        return
    for group in groups[:-1]:
        if group.outcome and group.unit is None:
            group.unit, group.category = groups[-1].unit, groups[-1].category


def _is_verb(hit: Hit) -> bool:
    return "harm" in hit.senses or "do" in hit.senses or "said" in hit.senses
