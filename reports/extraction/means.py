"""By what means a strike or an attack was made, and on what."""

from __future__ import annotations

from functools import cache

from .clauses import Clause, Clauses
from .clitics import AND, FOR, IN
from .lexicon import with_and, word_list, words
from .scan import SPACE, Hit, Scan
from .story import Story
from .toll import Toll

AIR = frozenset({"warplane", "drone", "helicopter", "aircraft"})
FLYERS = frozenset({"coalition", "us_forces", "israeli_forces", "russian_forces"})
ARMIES = frozenset({"israeli_forces", "turkish_forces"})
CLITICS = AND + FOR + IN
FAR = 6
"""Words between an attack and the aircraft that made it, or a fall and what fell."""


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of the plain lists of events.toml."""
    return word_list("events.toml", key)


def equipment(hit: Hit) -> str:
    """Return the kind of equipment that a form names, or nothing."""
    sense = hit.senses.get("equipment")
    return str(sense.value) if sense is not None else ""


def near_before(scan: Scan, clause: Clause, index: int, key: str, back: int) -> bool:
    """Tell whether a word of a list stands up to so many words before."""
    before = scan.words[max(clause.first, index - back) : index]
    plain = listed(key)
    return not (plain.isdisjoint(before) and with_and(plain).isdisjoint(before))


def strike_kind(
    scan: Scan, clauses: Clauses, story: Story, clause: Clause, hit: Hit, toll: Toll
) -> str:
    """Return the kind of a strike by the means named nearest to it."""
    if not hit.senses["event"].number and _told_by_flyers(clause, hit):
        return "air_strike"
    if _by_flyers(scan, clause, hit):
        return "air_strike"
    for one in (clause, *story.clauses):
        found = _means(scan, story, clause, one, toll)
        if _waylaid(scan, clause, hit, found, toll):
            return "ambush"
        if found:
            return found
    if _waylaid(scan, clause, hit, "shelling", toll):
        return "ambush"
    if _likened(scan, hit):
        return _means_before(scan, clauses, story, clause, toll) or "shelling"
    return "shelling"


def _waylaid(
    scan: Scan, clause: Clause, hit: Hit, kind: str | None, toll: Toll
) -> bool:
    """A vehicle fired at from a lair: by small arms, or by a guided missile, unless
    only civilians were in it."""
    if kind not in ("other", "shelling", "clash"):
        return False
    if not at_a_vehicle(scan, clause, hit):
        return False
    told = scan.words[clause.first : clause.last]
    answered = not listed("answered").isdisjoint(told)
    if kind == "other" or (kind == "clash" and not answered):
        return True
    civil = toll.victims and all(v.group.unit == "civilians" for v in toll.victims)
    return not civil and not listed("anti_armour").isdisjoint(told)


def _means(
    scan: Scan, story: Story, clause: Clause, one: Clause, toll: Toll
) -> str | None:
    for hit in one.hits:
        if equipment(hit) in AIR and not _brought_down(scan, one, hit):
            return "air_strike"
        event = hit.senses.get("event")
        if event is not None and event.value == "air_strike":
            return "air_strike"
        device = event is not None and event.value == "explosion"
        if device and (one is clause or hit.preposition == IN):
            return "explosion"
    told = scan.words[one.first : one.last]
    if not words("air").isdisjoint(told):
        return "air_strike"
    if not words("guns").isdisjoint(told):
        return "shelling"
    if not listed("small_arms").isdisjoint(told):
        return _by_small_arms(scan, story, toll)
    if any(hit.senses["event"].value == "shots" for hit in one.events):
        return shot_kind(story, toll)
    return None


def _by_flyers(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """A strike by those who strike from the air, no guns being named."""
    if not listed("artillery").isdisjoint(scan.words[clause.first : clause.last]):
        return False
    for one in clause.hits:
        if one.first < hit.last:
            continue
        if _unit(one):
            return _unit(one) in FLYERS
        if "force" not in one.senses or one.first > hit.last + 2:
            return False
    return False


def _told_by_flyers(clause: Clause, hit: Hit) -> bool:
    """'the American command announced the shelling of': it shelled from the air."""
    named = [_unit(one) for one in clause.hits if one.last <= hit.first and _unit(one)]
    says = any("said" in one.senses for one in clause.hits if one.last <= hit.first)
    return bool(named) and says and set(named) <= FLYERS


def _likened(scan: Scan, hit: Hit) -> bool:
    after = scan.words[hit.last : hit.last + 1]
    return bool(after) and after[0] in listed("likened")


def _means_before(
    scan: Scan, clauses: Clauses, story: Story, clause: Clause, toll: Toll
) -> str | None:
    """'a similar strike' was made by the means of the strike told before."""
    before = [one for one in clauses.items if one.last <= clause.first]
    for one in reversed(before[-FAR * 2 :]):
        if one.events:
            found = _means(scan, story, one, one, toll)
            if found:
                return found
    return None


def _by_small_arms(scan: Scan, story: Story, toll: Toll) -> str:
    if any(
        not listed("answered").isdisjoint(scan.words[one.first : one.last])
        for one in story.clauses
    ):
        return "clash"
    return shot_kind(story, toll) if toll.victims else "clash"


def shot_kind(story: Story, toll: Toll) -> str:
    """Return the kind of an event of gunfire: at one or two it is an assassination,
    at a vehicle with more in it an ambush."""
    killed = [
        v for v in toll.victims if v.outcome in ("killed", "wounded") and not v.part_of
    ]
    few = killed and sum(v.group.low or 3 for v in killed) <= 2
    return "assassination" if few else "other"


def by_an_army(scan: Scan, story: Story) -> bool:
    """Tell whether border guards or a foreign army shot."""
    for clause in story.clauses:
        told = scan.words[clause.first : clause.last]
        if not any(hit.senses["event"].value == "shots" for hit in clause.events):
            continue
        if any(word.lstrip(CLITICS) in listed("border_guards") for word in told):
            return True
        if any(_unit(hit) in ARMIES for hit in clause.hits):
            return True
    return False


def _unit(hit: Hit) -> str:
    """Return the code of the unit that a form names by name or by origin."""
    unit, origin = hit.senses.get("unit"), hit.senses.get("origin")
    if unit is not None:
        return str(unit.value)
    return str(origin.value[1]) if origin is not None else ""


def from_the_air(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'the attack that drones carried out' came from the air."""
    for one in clause.hits:
        if 0 < one.first - hit.last + 1 <= FAR and equipment(one) in AIR:
            between = scan.words[hit.last : one.first]
            return not any(_supports(word) for word in between)
        if 0 < hit.first - one.last + 1 <= 3 and equipment(one) in AIR:
            return _does(clause, one)
    return False


def _does(clause: Clause, hit: Hit) -> bool:
    """Tell whether aircraft are the subject of a verb right before them."""
    return not hit.preposition and any(
        one.last == hit.first and "do" in one.senses for one in clause.hits
    )


def _supports(word: str) -> bool:
    return word in listed("support") or word.removeprefix(AND) in listed("support")


def sudden(scan: Scan, hit: Hit) -> bool:
    """Tell whether an attack is called sudden."""
    told = scan.words[hit.first : hit.last + 1]
    return not words("sudden").isdisjoint(told)


def moving(story: Story) -> bool:
    """Tell whether a story names vehicles."""
    return any(
        equipment(hit) == "vehicle" for clause in story.clauses for hit in clause.hits
    )


def at_a_vehicle(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """Tell whether the object of an attack is a vehicle: 'attacked a bus'."""
    for one in clause.hits:
        if one.first < hit.last:
            continue
        if "place" in one.senses:
            return False
        if equipment(one) == "vehicle":
            return not _ridden(scan, clause, one)
    return False


def shot_at_a_vehicle(scan: Scan, story: Story) -> bool:
    """'a car came under fire': it is a vehicle that was shot at."""
    for clause in story.clauses:
        shot = any(hit.senses["event"].value == "shots" for hit in clause.events)
        told = scan.words[clause.first : clause.last]
        exposed = shot and not listed("exposed").isdisjoint(told)
        if exposed and any(equipment(hit) == "vehicle" for hit in clause.hits):
            return True
    return False


def _ridden(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'gunmen on a motorcycle' ride it; they do not attack it."""
    return bool(hit.preposition) or near_before(scan, clause, hit.first, "riding", 2)


def downed(scan: Scan, story: Story) -> tuple[int, int] | None:
    """Return the words that tell of an aircraft's fall, if the story is of one."""
    for clause in story.clauses:
        told = scan.words[clause.first : clause.last]
        if listed("dropped").isdisjoint(told):
            for index in range(clause.first, clause.last):
                if scan.words[index] in listed("falls") and _falls(scan, clause, index):
                    return index, index + 1
        if clause.events:
            return None
    return None


def _falls(scan: Scan, clause: Clause, index: int) -> bool:
    for hit in clause.hits:
        if hit.first <= index:
            continue
        if hit.first - index > FAR or {"event", "person", "harm"} & set(hit.senses):
            return False
        if equipment(hit) in AIR:
            return _falls_itself(scan, hit)
    return False


def _falls_itself(scan: Scan, hit: Hit) -> bool:
    """'a shell fell from an aircraft' tells of no aircraft's fall."""
    if hit.preposition or scan.gaps[hit.first] > SPACE:
        return False
    return scan.words[hit.first - 1] not in listed("from")


def _brought_down(scan: Scan, clause: Clause, hit: Hit) -> bool:
    return near_before(scan, clause, hit.first, "falls", 1)


def aircraft_named(
    story: Story, kinds: tuple[str, ...] = ("drone", "warplane", "aircraft")
) -> tuple[int, int] | None:
    """Return the first aircraft that can strike."""
    for clause in story.clauses:
        for hit in clause.hits:
            if equipment(hit) in kinds:
                return hit.first, hit.last
    return None
