"""What kind of incident a story tells of."""

from __future__ import annotations

from .clauses import TRIED, Clause, Clauses
from .clitics import AND, ARTICLE, IN
from .lexicon import words
from .means import (
    AIR,
    aircraft_named,
    at_a_vehicle,
    by_an_army,
    downed,
    equipment,
    from_the_air,
    listed,
    moving,
    near_before,
    shot_at_a_vehicle,
    shot_kind,
    strike_kind,
    sudden,
)
from .scan import Hit, Scan
from .story import Story, is_definite
from .toll import Toll

TIE = ("air_landing", "ambush")
BLASTS = ("explosion", "air_strike", "shelling", "strike", "assassination")


def kind_of(
    scan: Scan, clauses: Clauses, story: Story, toll: Toll
) -> tuple[str, tuple[int, int], str]:
    """Return the kind, the words it rests on, and the rule that chose it."""
    fallen = downed(scan, story)
    if fallen is not None:
        return "other", fallen, "aircraft-down"
    events = _told(scan, story)
    for kind in TIE:
        for hit, clause in events:
            if _value(hit) == kind and (
                _strength(hit) == 3 or _lands(story, clause, hit, events)
            ):
                return kind, (hit.first, hit.last), f"names-{kind.replace('_', '-')}"
    first = _cause_of_blast(scan, events) or _first(scan, clauses, story, events)
    if (
        first is None
        or _only_arrests(scan, first[0], toll)
        or _only_shots(first[0], events)
    ):
        return _by_harm(scan, story, toll, events)
    return _refined(scan, clauses, story, toll, first, events)


def _told(scan: Scan, story: Story) -> list[tuple[Hit, Clause]]:
    """Return the events that a story tells, those it only refers to left out."""
    events = [(hit, clause) for clause in story.clauses for hit in clause.events]
    refers = story.parent is not None and not story.apart
    told = [
        (hit, clause)
        for hit, clause in events
        if not _adjunct(scan, clause, hit) and not (refers and is_definite(scan, hit))
    ]
    chief = [pair for pair in told if not _accompanies(scan, pair[1], pair[0])]
    return (
        chief
        or told
        or [pair for pair in events if not _adjunct(scan, pair[1], pair[0])]
    )


def _accompanies(scan: Scan, clause: Clause, hit: Hit) -> bool:
    """'battles, amid shelling': the shelling goes with what is told."""
    return near_before(scan, clause, hit.first, "accompanies", 3)


def _lands(
    story: Story, clause: Clause, hit: Hit, events: list[tuple[Hit, Clause]]
) -> bool:
    """A coming down is a landing where aircraft are named with it, unless they came
    after a blast or a strike to fetch the wounded."""
    if _value(hit) != "air_landing":
        return False
    for before, _ in events:
        if before.first < hit.first and _value(before) in BLASTS:
            return False
    sentence = [one for one in story.clauses if one.sentence == clause.sentence]
    return any(equipment(hit) in AIR for one in sentence for hit in one.hits)


def _adjunct(scan: Scan, clause: Clause, hit: Hit) -> bool:
    before = scan.words[max(clause.first, hit.first - 4) : hit.first]
    definite = hit.definite or scan.words[hit.first].startswith(ARTICLE)
    return definite and any(
        word.removeprefix(AND) in words("temporal") for word in before
    )


def _value(hit: Hit) -> str:
    return str(hit.senses["event"].value)


def _strength(hit: Hit) -> int:
    entry = hit.senses["event"].entry
    if entry.get("device") and hit.preposition == IN:
        return 3
    return int(entry["strength"])


def _first(
    scan: Scan, clauses: Clauses, story: Story, events: list[tuple[Hit, Clause]]
) -> tuple[Hit, Clause] | None:
    for least in (3, 2, 1):
        for hit, clause in events:
            if _strength(hit) >= least and _value(hit) != "shots":
                if least > 1 and _weaker_first(events, hit):
                    continue
                return hit, clause
    return None


def _cause_of_blast(
    scan: Scan, events: list[tuple[Hit, Clause]]
) -> tuple[Hit, Clause] | None:
    """'explosions that air strikes caused' are air strikes."""
    if not events or _value(events[0][0]) != "explosion":
        return None
    for hit, clause in events[1:]:
        if near_before(scan, clause, hit.first, "caused_by", 3):
            return hit, clause
        strikes = _value(hit) in ("air_strike", "shelling", "strike")
        if strikes and near_before(scan, clause, hit.first, "because_of", 1):
            return hit, clause
    return None


def _weaker_first(events: list[tuple[Hit, Clause]], strong: Hit) -> bool:
    """A raid's battle does not outweigh the raid named before it."""
    if _value(strong) == "strike":
        return any(
            hit.first < strong.first and hit.senses["event"].entry.get("operation")
            for hit, _ in events
        )
    if _value(strong) in ("shelling", "air_strike") and any(
        _value(hit) == "clash" and hit.first < strong.first for hit, _ in events
    ):
        return True
    if _value(strong) not in ("clash", "assassination", "shelling", "explosion"):
        return False
    return any(
        hit.first < strong.first
        and (
            (
                _value(hit) in ("ground_raid", "strike", "air_strike")
                and _strength(hit) >= 2
            )
            or hit.senses["event"].entry.get("operation")
            or (
                _value(strong) == "explosion"
                and hit.senses["event"].entry.get("attack")
            )
        )
        for hit, _ in events
    )


def _only_arrests(scan: Scan, hit: Hit, toll: Toll) -> bool:
    """'captured in an operation' describes no raid."""
    if scan.words[hit.first].lstrip(AND + IN) in listed("campaigns"):
        return False
    outcomes = {victim.outcome for victim in toll.victims}
    return (
        _strength(hit) == 1 and not hit.senses["event"].number and outcomes == {"taken"}
    )


def _only_shots(hit: Hit, events: list[tuple[Hit, Clause]]) -> bool:
    """A plain 'operation' beside gunfire tells less than the gunfire."""
    return (
        _strength(hit) == 1
        and _value(hit) == "ground_raid"
        and not hit.senses["event"].number
        and any(_value(one) == "shots" for one, _ in events)
    )


def _refined(
    scan: Scan,
    clauses: Clauses,
    story: Story,
    toll: Toll,
    first: tuple[Hit, Clause],
    events: list[tuple[Hit, Clause]],
) -> tuple[str, tuple[int, int], str]:
    hit, clause = first
    place = (hit.first, hit.last)
    value = _value(hit)
    if (
        value in ("strike", "air_strike")
        and not toll.victims
        and _shots_first(events, hit)
    ):
        return "clash", place, "shots-and-answer"
    if hit.senses["event"].entry.get("inroad") and _by_land(scan, story):
        taken = any(v.outcome == "taken" for v in toll.victims) or _raids(events)
        return "ground_raid" if taken else "clash", place, "inroad-by-land"
    if value == "strike":
        kind = strike_kind(scan, clauses, story, clause, hit, toll)
        return kind, place, "strike-by-its-means"
    if value == "ground_raid":
        tried = clauses.mode[hit.first] == TRIED
        if scan.words[hit.first] in words("storming") and _has(events, "clash"):
            return "clash", place, "storming-with-battles"
        operation = bool(hit.senses["event"].entry.get("operation"))
        if (tried and _has(events, "clash")) or (operation and _battle(scan, story)):
            return "clash", place, "raid-that-became-a-battle"
    if value == "assassination" and hit.senses["event"].entry.get("sniped"):
        return "other", place, "sniped"
    if value in ("clash", "assassination") and from_the_air(scan, clause, hit):
        return "air_strike", place, "attack-from-the-air"
    if value == "clash" and sudden(scan, hit) and moving(story):
        return "ambush", place, "sudden-attack-on-the-move"
    if scan.words[hit.first] in listed("slipping") and _raids(events):
        return "ground_raid", place, "infiltration-and-raid"
    if value == "clash" and hit.senses["event"].entry.get("attack"):
        found = _attack(scan, story, clause, hit, toll, events)
        if found is not None:
            return found[0], place, found[1]
    if value in ("clash", "ground_raid") and _taken_first(scan, toll, hit):
        return "other", place, "abduction"
    if value == "other" and any(v.outcome == "taken" for v in toll.victims):
        return "other", place, "abduction"
    return value, place, f"names-{value.replace('_', '-')}"


def _attack(
    scan: Scan,
    story: Story,
    clause: Clause,
    hit: Hit,
    toll: Toll,
    events: list[tuple[Hit, Clause]],
) -> tuple[str, str] | None:
    """An attack without a battle: on a vehicle an ambush, on civilians other."""
    if any(_value(one) == "clash" and not _attacks(one) for one, _ in events):
        return None
    struck = [(one, told) for one, told in events if _value(one) == "strike"]
    aimed = [(hit, clause), *struck]
    if not any(one.first > hit.first and "place" in one.senses for one in clause.hits):
        aimed += [(hit, one) for one in story.clauses if one.first == clause.last]
    if any(at_a_vehicle(scan, told, one) for one, told in aimed):
        return "ambush", "attack-on-a-vehicle"
    if toll.victims and all(v.group.unit == "civilians" for v in toll.victims):
        return "other", "attack-on-civilians"
    return None


def _attacks(hit: Hit) -> bool:
    return bool(hit.senses["event"].entry.get("attack"))


def _shots_first(events: list[tuple[Hit, Clause]], strike: Hit) -> bool:
    return any(
        _value(hit) == "shots"
        and hit.senses["event"].number
        and hit.first < strike.first
        for hit, _ in events
    )


def _has(events: list[tuple[Hit, Clause]], value: str) -> bool:
    return any(_value(hit) == value for hit, _ in events)


def _raids(events: list[tuple[Hit, Clause]]) -> bool:
    """Tell whether houses were raided, named as such."""
    raids = [hit for hit, _ in events if _value(hit) == "ground_raid"]
    return any(_strength(hit) == 3 for hit in raids)


def _by_land(scan: Scan, story: Story) -> bool:
    """'the force made an inroad on a farm': no aircraft is named."""
    for clause in story.clauses:
        if any(equipment(hit) in AIR for hit in clause.hits):
            return False
        if not words("air").isdisjoint(scan.words[clause.first : clause.last]):
            return False
    return True


def _battle(scan: Scan, story: Story) -> bool:
    for clause in story.clauses:
        told = set(scan.words[clause.first : clause.last])
        seized = not words("seizing").isdisjoint(told)
        if told & words("battles") or (told & words("guns") and not seized):
            return True
    return False


def _taken_first(scan: Scan, toll: Toll, hit: Hit) -> bool:
    """An abduction told before the attack it came with, with no one killed."""
    return any(
        victim.outcome == "taken"
        and victim.trigger[0] < hit.first
        and _abducts(scan.words[victim.trigger[0]])
        for victim in toll.victims
    ) and not any(victim.outcome == "killed" for victim in toll.victims)


def _by_harm(
    scan: Scan, story: Story, toll: Toll, events: list[tuple[Hit, Clause]]
) -> tuple[str, tuple[int, int], str]:
    outcomes = {victim.outcome for victim in toll.victims}
    shots = [hit for hit, _ in events if _value(hit) == "shots"]
    if shots:
        place = (shots[0].first, shots[0].last)
        if not toll.victims and shot_at_a_vehicle(scan, story):
            return "ambush", place, "shots-at-a-vehicle"
        if not toll.victims:
            return "clash", place, "shots-without-victims"
        if by_an_army(scan, story):
            return "other", place, "shots-by-an-army"
        return shot_kind(story, toll), place, "shots-at-few"
    air = aircraft_named(story)
    harmed = any(clause.harms for clause in story.clauses)
    if air is None and _dropped(scan, story):
        air = aircraft_named(story, ("helicopter",))
    if air is not None and (outcomes - {"taken"} or (not outcomes and harmed)):
        return "air_strike", air, "aircraft-and-harm"
    if not events and "killed" in outcomes and _by_gunmen(scan, story):
        kind = shot_kind(story, toll)
        return kind, _anywhere(story), "killed-by-gunmen"
    victim = toll.victims[0] if toll.victims else None
    place = victim.trigger if victim else _anywhere(story)
    harms = [hit for clause in story.clauses for hit in clause.harms]
    if not outcomes and harms and all(_takes(hit) for hit in harms):
        trigger = (harms[0].first, harms[0].last)
        return _arrest_or_abduction(scan, story, trigger), trigger, "taken-unnamed"
    if outcomes == {"taken"} and victim is not None:
        kind = _arrest_or_abduction(scan, story, victim.trigger)
        return kind, place, "taken-alone"
    return "other", place, "harm-alone"


def _arrest_or_abduction(scan: Scan, story: Story, trigger: tuple[int, int]) -> str:
    """Taken by masked men or for a ransom, people are abducted."""
    word = scan.words[trigger[0]]
    takers = scan.words[trigger[1] : trigger[1] + 2]
    if _abducts(word) or not words("gunmen").isdisjoint(takers):
        return "other"
    for clause in story.clauses:
        if not listed("ransom").isdisjoint(scan.words[clause.first : clause.last]):
            return "other"
    return "arrest"


def _takes(hit: Hit) -> bool:
    return bool(hit.senses["harm"].value == "taken")


def _dropped(scan: Scan, story: Story) -> bool:
    """Tell whether bombs or barrels are named, which helicopters drop."""
    return any(
        not listed("dropped").isdisjoint(scan.words[clause.first : clause.last])
        for clause in story.clauses
    )


def _by_gunmen(scan: Scan, story: Story) -> bool:
    """Tell whether gunmen are named where people are said to have been killed."""
    return any(
        not words("gunmen").isdisjoint(scan.words[clause.first : clause.last])
        for clause in story.clauses
        if clause.harms
    )


def _abducts(word: str) -> bool:
    """Tell whether a verb of taking, whatever pronoun it bears, is of abduction."""
    stems = tuple(words("abduction"))
    return word.startswith(stems) or word.removeprefix(AND).startswith(stems)


def _anywhere(story: Story) -> tuple[int, int]:
    clause = story.clauses[0]
    return clause.first, clause.first + 1
