"""Joins the signs of roles into one row for each unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .clauses import Clause, Clauses
from .findings import InvolvementFinding
from .group import Group
from .roles import strengths
from .scan import Scan
from .signs import (
    ATTACKER,
    CORDON,
    HARMED,
    NAMED,
    SPEAKER,
    SUPPORT,
    TARGET,
    Role,
)
from .toll import Toll, Victim

HUNTED_KINDS = frozenset(
    {"air_landing", "ground_raid", "air_strike", "arrest", "shelling"}
)
RAIDERS = frozenset(
    {
        "coalition",
        "us_forces",
        "sdf",
        "turkish_forces",
        "israeli_forces",
        "iraqi_forces",
        "syrian_government",
        "general_security",
        "hts",
        "sna",
    }
)


@dataclass(slots=True)
class Side:
    """One unit with its role and what shows it."""

    unit: str
    role: str
    words: list[tuple[int, int]]
    rule: str
    low: int | None = None
    high: int | None = None

    def finding(self, scan: Scan, text: str) -> InvolvementFinding:
        """Return the row with its spans."""
        spans = tuple(sorted({scan.span(*words) for words in self.words}))[:4]
        return InvolvementFinding(
            spans=spans,
            rule=self.rule,
            unit=self.unit,
            role=self.role,
            unit_detail=spans[0].quote(text),
            strength_min=self.low,
            strength_max=self.high,
        )


def involve(
    scan: Scan,
    clauses: Clauses,
    toll: Toll,
    roles: list[Role],
    kind: str,
    title_roles: list[Role],
    parent: list[Side],
    earlier: list[Side],
) -> list[Side]:
    """Return the units of a story with their roles; parent's are those of the story
    before in the same paragraph, earlier ones of the story before anywhere."""
    roles = [*roles, *_doers(toll)]
    sides = _weigh(roles)
    if not any(side.role == ATTACKER for side in sides) and title_roles:
        for side in _weigh([r for r in title_roles if r.role == ATTACKER]):
            sides = [
                one for one in sides if one.unit != side.unit or one.role == TARGET
            ]
            if not any(one.unit == side.unit for one in sides):
                sides.append(side)
    _cordons(sides)
    _raided(sides, kind)
    _harmed(sides, toll, kind)
    _blown_up(sides, kind)
    _rest(sides, kind, parent)
    _mirrored(sides, kind, earlier)
    _strengthen(scan, clauses, toll, sides, roles)
    order = {ATTACKER: 0, SUPPORT: 1, TARGET: 2}
    return sorted(
        (side for side in sides if side.role in order), key=lambda s: order[s.role]
    )


def _doers(toll: Toll) -> list[Role]:
    return [
        Role(group.unit, ATTACKER, 3, group.first, group.last, clause)
        for group, clause in toll.doers
        if group.unit
    ]


def _weigh(roles: list[Role]) -> list[Side]:
    sides: list[Side] = _infighting(roles)
    split = {side.unit for side in sides}
    roles = _attack_over_battle(roles)
    units = [unit for unit in dict.fromkeys(r.unit for r in roles) if unit not in split]
    for unit in units:
        mine = [role for role in roles if role.unit == unit]
        weights: dict[str, int] = {}
        for role in mine:
            if role.role in (ATTACKER, SUPPORT, TARGET, CORDON):
                first = 0 if weights else 2
                weights[role.role] = weights.get(role.role, 0) + role.weight + first
        if not weights:
            silent = all(role.role == SPEAKER for role in mine)
            sides.append(
                Side(
                    unit,
                    SPEAKER if silent else NAMED,
                    [(r.first, r.last) for r in mine],
                    "named",
                )
            )
            continue
        best = max(weights, key=lambda name: weights[name])
        words = [(r.first, r.last) for r in mine if r.role == best]
        sides.append(Side(unit, best, words, f"{best}-by-grammar"))
    return sides


def _infighting(roles: list[Role]) -> list[Side]:
    """Two groups of one unit that fight each other are both sides of it."""
    fights = [role for role in roles if role.battle]
    attacks = [role for role in fights if role.role == ATTACKER]
    aimed = [role for role in fights if role.role == TARGET]
    for one in attacks:
        for other in aimed:
            if one.unit == other.unit and one.clause is other.clause:
                if {role.unit for role in fights} != {one.unit}:
                    return []
                return [
                    Side(role.unit, role.role, [(role.first, role.last)], "infighting")
                    for role in (one, other)
                ]
    return []


def _attack_over_battle(roles: list[Role]) -> list[Role]:
    """Who is said to attack did so, whichever side of the battle is named first."""
    said = {role.unit for role in roles if role.role == ATTACKER and role.attack}
    said -= {role.unit for role in roles if role.role == TARGET and role.attack}
    fighting = {role.unit for role in roles if role.battle}
    if not said & fighting or not fighting - said:
        return roles
    kept = []
    for role in roles:
        if role.battle and not role.attack:
            turned = ATTACKER if role.unit in said else TARGET
            role = replace(role, role=turned) if role.role != SUPPORT else role
        kept.append(role)
    return kept


def _raided(sides: list[Side], kind: str) -> None:
    """A raided group that shoots back is no attacker beside the raiding force."""
    if kind not in ("air_landing", "ground_raid", "arrest"):
        return
    raiders = [side for side in sides if side.role == ATTACKER and side.unit in RAIDERS]
    for side in sides:
        if raiders and side.role == ATTACKER and side.unit == "is":
            side.role, side.rule = TARGET, "shot-back-at-raiders"


def _cordons(sides: list[Side]) -> None:
    """A force that only seals off helps, unless it acts alone."""
    alone = not any(side.role == ATTACKER for side in sides)
    for side in sides:
        if side.role == CORDON:
            side.role = ATTACKER if alone else SUPPORT


def _harmed(sides: list[Side], toll: Toll, kind: str) -> None:
    """Fighters that were hit belong to the side aimed at; so do those abducted."""
    known = {side.unit: side for side in sides}
    for victim in toll.victims:
        group = victim.group
        if victim.rival or not group.unit or _part_apart(victim, kind):
            continue
        if group.unit == "civilians":
            struck = victim.outcome == "killed" and _struck(victim, toll)
            if not struck and not _aimed_at_civilians(victim.outcome, kind):
                continue
        side = known.get(group.unit)
        if side is None:
            side = Side(group.unit, TARGET, [(group.first, group.last)], "harmed")
            sides.append(side)
            known[group.unit] = side
        elif side.role in (NAMED, SPEAKER):
            if (
                side.role == NAMED
                and victim.outcome == "wounded"
                and _aimed(sides, kind)
            ):
                continue
            side.role, side.rule = TARGET, "harmed"
    _only_civilians(sides, toll, kind, known)


def _part_apart(victim: Victim, kind: str) -> bool:
    """Some of those hit by a blast, or women among captives, were not aimed at."""
    total = victim.part_of
    if total is None or total.group.unit == victim.group.unit:
        return False
    if total.group.unit is not None and total.group.unit != "civilians":
        return True
    return kind == "explosion" or victim.group.category in ("woman", "child")


def _struck(victim: Victim, toll: Toll) -> bool:
    """Civilians killed 'in a strike on their house' were aimed at."""
    if any(
        (one.clause is victim.clause or one.trigger == victim.trigger)
        and one.group.unit not in (None, "civilians")
        for one in toll.victims
    ):
        return False
    return victim.clause.sentence >= 0 and any(
        hit.senses["event"].value == "strike" for hit in victim.near
    )


def _aimed(sides: list[Side], kind: str) -> bool:
    """In a raid on one side, others who are hurt only stood by."""
    return kind in HUNTED_KINDS and any(
        side.role == TARGET or side.unit == "is" for side in sides
    )


def _aimed_at_civilians(outcome: str, kind: str) -> bool:
    if outcome == "taken":
        return kind in ("other", "ground_raid", "arrest", "clash")
    return kind in ("other", "assassination")


def _only_civilians(
    sides: list[Side], toll: Toll, kind: str, known: dict[str, Side]
) -> None:
    if kind not in ("air_strike", "shelling", "explosion", "clash"):
        return
    harmed = [v for v in toll.victims if not v.rival and v.part_of is None]
    if not harmed or any(side.role == TARGET for side in sides):
        return
    if all(v.group.unit == "civilians" for v in harmed) and kind != "explosion":
        group = harmed[0].group
        sides.append(
            Side("civilians", TARGET, [(group.first, group.last)], "only-civilians-hit")
        )


def _blown_up(sides: list[Side], kind: str) -> None:
    """Whoever is only named beside an explosion was hit by it."""
    if kind != "explosion":
        return
    for side in sides:
        if side.role == NAMED and side.unit not in ("is", "unknown_gunmen"):
            side.role, side.rule = TARGET, "named-beside-an-explosion"


def _rest(sides: list[Side], kind: str, parent: list[Side]) -> None:
    attackers = [side for side in sides if side.role == ATTACKER]
    named = [side for side in sides if side.role == NAMED]
    speakers = [side for side in sides if side.role == SPEAKER]
    if not attackers and speakers:
        speakers[0].role, speakers[0].rule = ATTACKER, "tells-of-its-own-deed"
    elif not attackers:
        named = _without_doer(sides, named, parent)
    if kind in HUNTED_KINDS:
        for side in named:
            if side.unit in ("is", "hts") or side.unit.startswith("other:"):
                side.role, side.rule = TARGET, "named-beside-the-attacker"


def _without_doer(
    sides: list[Side], named: list[Side], parent: list[Side]
) -> list[Side]:
    """Take the first side named, or the doer of the story before."""
    targets = {side.unit for side in parent if side.role == TARGET}
    if named and named[0].unit not in targets:
        named[0].role, named[0].rule = ATTACKER, "first-named"
        return named[1:]
    here = {side.unit for side in sides if side.role not in (NAMED, HARMED)}
    for side in parent:
        if side.role == ATTACKER and side.unit not in here:
            sides[:] = [one for one in sides if one.unit != side.unit]
            sides.append(
                Side(side.unit, ATTACKER, side.words, "doer-of-the-story-before")
            )
    return [side for side in named if side in sides]


def _mirrored(sides: list[Side], kind: str, parent: list[Side]) -> None:
    """When those attacked before attack in turn, their attackers are the target."""
    if kind != "clash" or any(side.role == TARGET for side in sides):
        return
    attackers = {side.unit for side in sides if side.role == ATTACKER}
    if attackers & {side.unit for side in parent if side.role == TARGET}:
        for side in parent:
            if side.role == ATTACKER and side.unit not in attackers:
                sides.append(Side(side.unit, TARGET, side.words, "attacked-in-turn"))


def _own_strength(
    group: Group, clause: Clause, sides: list[Side], story_roles: list[Role]
) -> bool:
    """'a force of X made up of forty': the size of the unit named right before."""
    before = [
        role
        for role in story_roles
        if role.clause is clause and 0 <= group.first - role.last <= 12
    ]
    if not before:
        return False
    nearest = max(before, key=lambda role: role.last)
    for side in sides:
        if side.unit == nearest.unit and side.role == ATTACKER and side.low is None:
            side.low, side.high = group.low, group.high
            return True
    return False


def _strengthen(
    scan: Scan,
    clauses: Clauses,
    toll: Toll,
    sides: list[Side],
    story_roles: list[Role],
) -> None:
    for role in story_roles:
        for side in sides:
            if side.unit == role.unit and side.low is None and role.low is not None:
                side.low, side.high = role.low, role.high
    aboard = [
        (victim.group, victim.clause)
        for victim in toll.victims
        if not {"aboard", "strength_of"}.isdisjoint(victim.clause.cues)
    ]
    for group, clause in strengths(scan, [*toll.mentions, *aboard], clauses):
        if group.unit is None and "strength_of" in clause.cues:
            if _own_strength(group, clause, sides, story_roles):
                continue
            targets = [side for side in sides if side.role == TARGET]
            if len(targets) == 1 and targets[0].low is None:
                targets[0].low, targets[0].high = group.low, group.high
            continue
        for side in sides:
            if side.unit == group.unit and side.low is None and side.role != NAMED:
                side.low, side.high = group.low, group.high
                side.words.append((group.first, group.last))
                break
