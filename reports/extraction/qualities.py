"""What follows the head noun of a group: whose they are, and of what sort."""

from __future__ import annotations

from .clitics import IN, is_and
from .group import Codes, Group
from .lexicon import words
from .quantities import bounds, number_at
from .scan import MARK, Hit, Scan

FARTHEST = 14


def modified(scan: Scan, group: Group, codes: Codes) -> Group:
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
        if hit.conjunction or (unknown and "unit" in hit.senses):
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
        return _take_person(group, hit, codes)
    if "unit" in senses:
        if group.unit is not None and hit.preposition and not group.by_origin:
            return 0
        return _take_unit(scan, group, hit, codes)
    if group.family and "strength_of" in senses:
        return _take_family_size(scan, group, hit)
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
    if group.outcome and group.category == "unknown" and group.unit is None:
        fighters = _of_fighters(scan, hit)
        if fighters and linked_unit(scan, hit.first) is None:
            group.category = "combatant"
            return fighters
    return _take_linked_unit(scan, group, hit, codes)


def _of_fighters(scan: Scan, hit: Hit) -> int:
    """Return where 'of the fighters' of no named side ends, 0 if not that follows."""
    if scan.words[hit.first] not in words("of"):
        return 0
    person = scan.starts_with(hit.last, "person")
    if person is None or person.senses["person"].value != "combatant":
        return 0
    return person.last if person.senses["person"].number == "pl" else 0


def _take_family_size(scan: Scan, group: Group, hit: Hit) -> int:
    """'a family of seven persons'."""
    size = number_at(scan, hit.last)
    if size is None:
        return 0
    group.low = group.high = size[0]
    group.counted = True
    person = scan.starts_with(size[1], "person")
    return person.last if person is not None else size[1]


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
        group.unit, group.by_origin = unit, True
    return hit.last


def _take_person(group: Group, hit: Hit, codes: Codes) -> int:
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
        if hit.definite != group.definite and "unit" not in sense.entry:
            return 0
        group.category = "combatant"
        if group.unit is None and "unit" in sense.entry:
            group.unit = codes.reported(str(sense.entry["unit"]))
        return hit.last
    kin = value == group.category == "unknown" and not sense.entry.get("outcome")
    if kin and sense.number == "du" and hit.definite == group.definite:
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
    known = group.unit not in (None, "civilians") and not group.by_origin
    if known and ("linker" not in hit.senses or loosely(scan, hit)):
        return 0
    if group.category in ("child", "woman") or group.unit == "civilians":
        return 0
    return _take_unit(scan, group, unit, codes)


def loosely(scan: Scan, hit: Hit) -> bool:
    """Tell whether a preposition alone links, as in 'in', 'of'."""
    return scan.words[hit.first] in words("links_to_unit")


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
    if hit.conjunction or "agent_marker" in hit.senses:
        return False
    senses = hit.senses
    if "linker" in senses or "force" in senses or ("num" in senses and not opening):
        return True
    if scan.words[hit.first] in words("upon") and not opening:
        return True
    if "person" in senses:
        return not opening
    return scan.words[hit.first] in words("links_to_unit") or "one_of" in senses
