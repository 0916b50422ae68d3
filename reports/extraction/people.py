"""Groups of people: a count bound to a noun, with side, category and nationality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .clitics import AND, ARTICLE, FOR, FOR_THE, IN, bare, is_and
from .lexicon import words
from .quantities import Count, bounds, count_at
from .roster import Roster
from .scan import MARK, Hit, Scan

CHANGE_OF_STATE = date(2024, 12, 8)
FARTHEST = 14
BEGINNINGS = frozenset(
    {"pronoun_one", "vague", "qual", "num", "one_of", "person", "origin", "ord"}
)
ONE = Count(1, 1, 0, 0, None, False, True)


@dataclass(slots=True)
class Group:
    """People as one phrase names them; bounds None is an unstated number."""

    first: int
    last: int
    low: int | None
    high: int | None
    category: str
    unit: str | None = None
    nationality: str | None = None
    outcome: str | None = None
    definite: bool = False
    other: bool = False
    pronoun: bool = False
    family: bool = False
    own: bool = False
    counted: bool = False
    bare: bool = False
    head: str = ""
    loose: bool = False
    raiders: bool = False
    hedge: tuple[int, int] | None = None

    def same_size(self, other: Group) -> bool:
        """Tell whether two groups have the same bounds."""
        return (self.low, self.high) == (other.low, other.high)


class Codes:
    """Turns a unit's code in the lexicon into one that may be reported.

    The Interior Ministry's forces are the state's own code only after the change of
    December 2024; before it their names meant other forces."""

    def __init__(self, roster: Roster, day: date | None) -> None:
        self.roster = roster
        self.after = day is not None and day >= CHANGE_OF_STATE
        self.bodies: dict[str, str] = {}

    def learn(self, scan: Scan) -> None:
        """Remember by its first word each formation that is named in full."""
        for hit in scan.hits:
            if "unit" in hit.senses and hit.last - hit.first > 1:
                head = scan.words[hit.first][len(hit.conjunction) :]
                head = bare(head.removeprefix(hit.preposition))
                if head in words("formations"):
                    self.bodies.setdefault(head, self.of(hit))

    def named(self, scan: Scan, hit: Hit) -> str:
        """Return the code for a unit's name; a short name means the full one."""
        word = scan.words[hit.first]
        head = word[len(hit.conjunction) :].removeprefix(hit.preposition)
        if hit.last - hit.first == 1 and head.startswith((ARTICLE, FOR_THE)):
            known = self.bodies.get(head[2:])
            if known and head[2:] in words("formations"):
                return known
        return self.of(hit)

    def of(self, hit: Hit) -> str:
        """Return the code to report for a unit's name."""
        return self.reported(str(hit.senses["unit"].value))

    def reported(self, code: str) -> str:
        """Return the code to report for a code of the roster."""
        if code in ("police", "general_security"):
            return "general_security" if self.after else "syrian_government"
        if code == "general-security-service":
            return "general_security" if self.after else "hts"
        if code == "internal-security":
            return "general_security" if self.after else "sdf"
        return self.roster.reported_code(code)


def group_at(scan: Scan, index: int, codes: Codes) -> Group | None:
    """Return the group whose phrase begins at a word, if one does."""
    if not _may_begin(scan, index):
        return None
    one = scan.starts_with(index, "pronoun_one")
    if one is not None:
        return _modified(scan, _one_of_them(one), codes)
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
    return _modified(scan, group, codes) if group else None


def _may_begin(scan: Scan, index: int) -> bool:
    """Tell at once, of most words, that no group begins there."""
    if index >= len(scan.words):
        return False
    hit = scan.hit_at[index]
    if hit is not None and hit.first == index:
        return not BEGINNINGS.isdisjoint(hit.senses)
    word = scan.words[index]
    return word[0].isdecimal() or word[-1].isdecimal()


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
    hit = scan.starts_with(head_at, "person")
    if hit is not None:
        return _from_noun(scan, index, hit, count, codes)
    ordinal = scan.starts_with(head_at, "ord") if count is None else None
    if ordinal is not None and _is_person(scan, ordinal):
        group = _counted_pronoun(index, ordinal.last, ONE)
        group.pronoun, group.other, group.category = False, True, "unknown"
        return group
    origin = scan.starts_with(head_at, "origin")
    if origin is not None and _stands_alone(scan, origin, count):
        return _from_origin(index, origin, count)
    if count and scan.words[head_at] in words("latter"):
        return _counted_pronoun(index, head_at + 1, count)
    body = scan.starts_with(head_at, "force")
    if count and head_at > at and body is not None and body.definite:
        code = codes.bodies.get(bare(scan.words[head_at]))
        if code:
            group = _counted_pronoun(index, body.last, count)
            group.unit, group.pronoun = code, False
            return group
    unit = scan.starts_with(head_at, "unit")
    if count and head_at > at and unit is not None:
        group = _counted_pronoun(index, unit.last, count)
        group.unit, group.pronoun = codes.named(scan, unit), False
        return group
    return _number_alone(index, count)


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
    if hit.definite or hit.preposition or int(hit.senses["ord"].value) < 3:
        return False
    harmed = scan.sense(hit.first - 1, "harm") is not None
    return harmed or scan.sense(hit.last, "origin") is not None


def _stands_alone(scan: Scan, hit: Hit, count: Count | None) -> bool:
    """Tell whether an adjective of origin stands for people: 'four Frenchmen'."""
    if hit.preposition or not hit.senses["origin"].value[0]:
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


# ----------------------------------------------------- what follows the head noun


def _modified(scan: Scan, group: Group, codes: Codes) -> Group:
    at, unknown = group.last, 0
    while at < len(scan.words) and scan.gaps[at] <= MARK and at - group.last < FARTHEST:
        hit = scan.hit_at[at]
        if hit is None:
            linked = _skips(scan, at)
            unknown += 1
            if not linked or unknown > 2:
                break
            at += 1
            continue
        if hit.conjunction:
            break
        last = _take(scan, group, hit, codes)
        if not last:
            break
        at = last
        unknown = 0
        group.last = last
    return group


def _skips(scan: Scan, at: int) -> bool:
    """Tell whether an unknown word may be an adjective of the group."""
    word = scan.words[at]
    return len(word) > 2 and not word.isdecimal() and not is_and(word)


def _take(scan: Scan, group: Group, hit: Hit, codes: Codes) -> int:
    """Take one following form into the group; return where it ends, 0 if not."""
    senses = hit.senses
    if "qual" in senses and senses["qual"].value == "at_least":
        if group.low is not None:
            group.low, group.high = bounds(group.low, "at_least")
        return hit.last
    if "nationality_word" in senses:
        return _take_nationality(scan, group, hit)
    if "origin" in senses and not hit.preposition:
        return _take_origin(group, hit)
    if "num" in senses and hit.definite and group.low in (None, 1):
        group.definite = True
        group.low = group.high = int(senses["num"].value)
        group.counted = True
        return hit.last
    if "num" in senses and int(senses["num"].value) in (1, 2) and not hit.preposition:
        group.counted = True
        if group.low is None:
            group.low = group.high = int(senses["num"].value)
        return hit.last
    if "ord" in senses and not hit.preposition:
        return hit.last
    if "person" in senses and not hit.preposition:
        return _take_person(group, hit)
    if "unit" in senses:
        return _take_unit(scan, group, hit, codes)
    family = _of_family(scan, hit)
    if family:
        group.unit = group.unit or "civilians"
        return family
    if "place_word" in senses and senses["place_word"].value == "origin_of_people":
        if group.category == "unknown" and group.unit is None and not group.outcome:
            group.unit = "civilians"
            told = scan.words[hit.first : hit.last]
            if not words("residents").isdisjoint(told):
                group.category = "civilian"
        return hit.last
    return _take_linked_unit(scan, group, hit, codes)


def _of_family(scan: Scan, hit: Hit) -> int:
    """Return where 'of one family' ends, 0 if that is not what follows."""
    if scan.words[hit.first] not in words("of"):
        return 0
    following = scan.starts_with(hit.last, "person")
    if following is None or not following.senses["person"].entry.get("family"):
        return 0
    return following.last


def _take_nationality(scan: Scan, group: Group, hit: Hit) -> int:
    at = hit.last
    following = scan.starts_with(at, "origin")
    if following is not None and not following.conjunction:
        group.nationality = following.senses["origin"].value[0] or None
        return following.last
    return at


def _take_origin(group: Group, hit: Hit) -> int:
    nationality, unit = hit.senses["origin"].value
    group.nationality = group.nationality or nationality or None
    if unit and group.unit is None and group.category == "combatant":
        group.unit = unit
    return hit.last


def _take_person(group: Group, hit: Hit) -> int:
    sense = hit.senses["person"]
    value = str(sense.value)
    if sense.entry.get("other"):
        group.other = True
        return hit.last
    if value == "civilian" and group.category in ("unknown", "combatant", "civilian"):
        if group.category == "combatant" and group.unit:
            return 0
        group.category, group.unit = "civilian", "civilians"
        return hit.last
    if value == "combatant" and group.category in ("unknown", "combatant"):
        if hit.definite != group.definite:
            return 0
        group.category = "combatant"
        return hit.last
    outcome = sense.entry.get("outcome")
    if outcome and group.outcome is None and sense.number == "pl":
        group.outcome = str(sense.entry["outcome"])
        return hit.last
    return 0


def _take_unit(scan: Scan, group: Group, hit: Hit, codes: Codes) -> int:
    if group.unit in (None, "civilians") or group.category == "combatant":
        if group.category in ("child", "woman", "civilian"):
            return 0
        group.unit = codes.named(scan, hit)
        if group.category == "unknown" and not group.outcome:
            group.category = "combatant"
        if group.outcome and group.unit != "civilians":
            group.category = "combatant"
    return hit.last


def _take_linked_unit(scan: Scan, group: Group, hit: Hit, codes: Codes) -> int:
    unit = linked_unit(scan, hit.first)
    if unit is None or unit.preposition == IN:
        return 0
    if group.category in ("child", "woman") or group.unit == "civilians":
        return 0
    return _take_unit(scan, group, unit, codes)


def linked_unit(scan: Scan, index: int) -> Hit | None:
    """Follow 'of the ranks of the cells of' to a unit; None if none is reached."""
    at = index
    while at < len(scan.words) and at - index < 9:
        if at > index and scan.gaps[at] > MARK:
            return None
        hit = scan.hit_at[at]
        if hit is None:
            if scan.words[at] not in words("links_within"):
                return None
            at += 1
            continue
        if "unit" in hit.senses:
            return hit
        if not _links(scan, hit, at == index):
            return None
        at = hit.last
    return None


def _links(scan: Scan, hit: Hit, opening: bool) -> bool:
    if hit.conjunction:
        return False
    senses = hit.senses
    if "linker" in senses or "force" in senses or ("num" in senses and not opening):
        return True
    if scan.words[hit.first] in words("upon") and not opening:
        return True
    if "person" in senses:
        return not opening
    return scan.words[hit.first] in words("links_to_unit") or "one_of" in senses


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
    _share_side(found)
    return found


def _share_side(groups: list[Group]) -> None:
    """'dead and wounded in the ranks of X' are all of X."""
    if len(groups) < 2 or not groups[-1].unit or not groups[-1].outcome:
        return
    for group in groups[:-1]:
        if group.outcome and group.unit is None:
            group.unit, group.category = groups[-1].unit, groups[-1].category


def _is_verb(hit: Hit) -> bool:
    return "harm" in hit.senses or "do" in hit.senses or "said" in hit.senses
