"""What kind of incident a story tells of."""

from __future__ import annotations

from .clauses import TRIED, Clause, Clauses
from .clitics import AND, ARTICLE, IN
from .lexicon import words
from .scan import Hit, Scan
from .story import Story, is_definite
from .toll import Toll

AIR = frozenset({"warplane", "drone", "helicopter", "aircraft"})
TIE = ("air_landing", "ambush")


def kind_of(
    scan: Scan, clauses: Clauses, story: Story, toll: Toll
) -> tuple[str, tuple[int, int], str]:
    """Return the kind, the words it rests on, and the rule that chose it."""
    events = [
        (hit, clause)
        for clause in story.clauses
        for hit in clause.events
        if not _adjunct(scan, clause, hit)
        and not (story.parent is not None and is_definite(scan, hit))
    ]
    for kind in TIE:
        for hit, clause in events:
            if _value(hit) == kind and (_strength(hit) == 3 or _lands(clause, hit)):
                return kind, (hit.first, hit.last), f"names-{kind.replace('_', '-')}"
    first = _first(scan, clauses, story, events)
    if first is None or _only_arrests(first[0], toll) or _only_shots(first[0], events):
        return _by_harm(scan, story, toll, events)
    return _refined(scan, clauses, story, toll, first, events)


def _lands(clause: Clause, hit: Hit) -> bool:
    """A coming down is a landing where aircraft are named with it."""
    return _value(hit) == "air_landing" and any(
        "equipment" in one.senses and one.senses["equipment"].value in AIR
        for one in clause.hits
    )


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


def _weaker_first(events: list[tuple[Hit, Clause]], strong: Hit) -> bool:
    """A raid's battle does not outweigh the raid named before it."""
    if _value(strong) == "strike":
        return any(
            hit.first < strong.first and hit.senses["event"].entry.get("operation")
            for hit, _ in events
        )
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


def _only_arrests(hit: Hit, toll: Toll) -> bool:
    """'captured in an operation' describes no raid."""
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
    if value == "strike":
        return _strike(scan, story, clause, toll), place, "strike-by-its-means"
    if value == "ground_raid":
        tried = clauses.mode[hit.first] == TRIED
        if scan.words[hit.first] in words("storming") and _has(events, "clash"):
            return "clash", place, "storming-with-battles"
        operation = bool(hit.senses["event"].entry.get("operation"))
        if (tried and _has(events, "clash")) or (operation and _battle(scan, story)):
            return "clash", place, "raid-that-became-a-battle"
    if value == "clash" and _from_the_air(clause, hit):
        return "air_strike", place, "attack-from-the-air"
    if value == "clash" and _sudden(scan, hit) and _moving(story):
        return "ambush", place, "sudden-attack-on-the-move"
    if value in ("clash", "ground_raid") and _taken_first(scan, toll, hit):
        return "other", place, "abduction"
    if value == "other" and any(v.outcome == "taken" for v in toll.victims):
        return "other", place, "abduction"
    return value, place, f"names-{value.replace('_', '-')}"


def _shots_first(events: list[tuple[Hit, Clause]], strike: Hit) -> bool:
    return any(
        _value(hit) == "shots"
        and hit.senses["event"].number
        and hit.first < strike.first
        for hit, _ in events
    )


def _strike(scan: Scan, story: Story, clause: Clause, toll: Toll) -> str:
    for one in (clause, *story.clauses):
        for hit in one.hits:
            sense = hit.senses.get("equipment")
            if sense is not None and sense.value in AIR:
                return "air_strike"
            event = hit.senses.get("event")
            if event is not None and event.value == "air_strike":
                return "air_strike"
            device = event is not None and event.value == "explosion"
            if (
                event is not None
                and device
                and (one is clause or hit.preposition == IN)
            ):
                return "explosion"
        told = scan.words[one.first : one.last]
        if not words("air").isdisjoint(told):
            return "air_strike"
        if not words("guns").isdisjoint(told):
            return "shelling"
        if any(_value(hit) == "shots" for hit in one.events):
            return _shot(scan, story, toll)
    return "shelling"


def _has(events: list[tuple[Hit, Clause]], value: str) -> bool:
    return any(_value(hit) == value for hit, _ in events)


def _battle(scan: Scan, story: Story) -> bool:
    return any(
        (words("guns") | words("battles")) & set(scan.words[clause.first : clause.last])
        for clause in story.clauses
    )


def _from_the_air(clause: Clause, hit: Hit) -> bool:
    """'the attack that drones carried out' came from the air."""
    for one in clause.hits:
        sense = one.senses.get("equipment")
        if sense is not None and 0 < one.first - hit.last <= 4:
            return sense.value in ("drone", "warplane")
    return False


def _sudden(scan: Scan, hit: Hit) -> bool:
    told = scan.words[hit.first : hit.last + 1]
    return not words("sudden").isdisjoint(told)


def _moving(story: Story) -> bool:
    return any(
        "equipment" in clause.cues
        and any(
            hit.senses["equipment"].value == "vehicle"
            for hit in clause.hits
            if "equipment" in hit.senses
        )
        for clause in story.clauses
    )


def _taken_first(scan: Scan, toll: Toll, hit: Hit) -> bool:
    """An abduction told before the attack it came with, with no one killed."""
    return any(
        victim.outcome == "taken"
        and victim.trigger[0] < hit.first
        and scan.words[victim.trigger[0]] in words("abduction")
        for victim in toll.victims
    ) and not any(victim.outcome == "killed" for victim in toll.victims)


def _shot(scan: Scan, story: Story, toll: Toll) -> str:
    killed = [
        v for v in toll.victims if v.outcome in ("killed", "wounded") and not v.part_of
    ]
    few = killed and sum(v.group.low or 3 for v in killed) <= 2
    return "assassination" if few else "other"


def _by_harm(
    scan: Scan, story: Story, toll: Toll, events: list[tuple[Hit, Clause]]
) -> tuple[str, tuple[int, int], str]:
    outcomes = {victim.outcome for victim in toll.victims}
    shots = [hit for hit, _ in events if _value(hit) == "shots"]
    if shots:
        place = (shots[0].first, shots[0].last)
        if not toll.victims:
            return "clash", place, "shots-without-victims"
        return _shot(scan, story, toll), place, "shots-at-few"
    air = _air(story)
    if air is not None and outcomes - {"taken"}:
        return "air_strike", air, "aircraft-and-harm"
    victim = toll.victims[0] if toll.victims else None
    place = victim.trigger if victim else _anywhere(story)
    if outcomes == {"taken"} and victim is not None:
        return _arrest_or_abduction(scan, victim.trigger), place, "taken-alone"
    return "other", place, "harm-alone"


def _air(story: Story) -> tuple[int, int] | None:
    for clause in story.clauses:
        for hit in clause.hits:
            sense = hit.senses.get("equipment")
            if sense is not None and sense.value in ("drone", "warplane", "aircraft"):
                return hit.first, hit.last
    return None


def _arrest_or_abduction(scan: Scan, trigger: tuple[int, int]) -> str:
    word = scan.words[trigger[0]]
    if word in words("abduction"):
        return "other"
    return "arrest"


def _anywhere(story: Story) -> tuple[int, int]:
    clause = story.clauses[0]
    return clause.first, clause.first + 1
