"""One row for each group of people: restatements joined, rivals set apart."""

from __future__ import annotations

from .group import Group
from .lexicon import words
from .toll import Toll, Victim


def settle_sides(toll: Toll, attackers: list[str], targets: list[str]) -> None:
    """Give fighters without a side that of the force aimed at; 'the raiding force'
    and 'the gunmen' who attacked are the attacker's own."""
    armed = [unit for unit in targets if unit != "civilians"]
    armed.sort(key=lambda unit: unit == "unknown_gunmen")
    for victim in toll.victims:
        group = victim.group
        gunmen = group.head in words("gunmen_told") and group.definite
        gunmen = gunmen or group.head in words("attackers_told")
        if group.unit is None and attackers and (group.raiders or gunmen):
            group.unit = attackers[0]
        vague = group.pronoun or (group.definite and group.counted)
        if group.unit is None and (group.category == "combatant" or vague):
            group.unit = _side(victim, toll, armed)


def _side(victim: Victim, toll: Toll, armed: list[str]) -> str | None:
    if victim.part_of is not None and victim.part_of.group.unit not in (
        None,
        "civilians",
    ):
        return victim.part_of.group.unit
    known = [group for group, _ in toll.mentions] + [one.group for one in toll.victims]
    named = sorted(
        (
            group
            for group in known
            if group.unit
            and group.unit != "civilians"
            and group.first < victim.group.first
        ),
        key=lambda group: group.first,
    )
    if victim.group.own and named:
        return named[-1].unit
    return armed[0] if armed else None


def split_sides(toll: Toll, sides: list[str]) -> None:
    """'killed and wounded on both sides' is a row for each side."""
    added: list[Victim] = []
    for victim in toll.victims:
        if not victim.both_sides or len(sides) < 2 or victim.group.unit:
            continue
        for unit in sides[1:2]:
            twin = Group(
                victim.group.first,
                victim.group.last,
                None,
                None,
                "combatant",
                unit=unit,
            )
            added.append(
                Victim(
                    victim.outcome,
                    twin,
                    victim.clause,
                    victim.trigger,
                    rule="both-sides",
                )
            )
        victim.group.unit, victim.group.category = sides[0], "combatant"
    toll.victims += added


def accept(toll: Toll) -> list[tuple[Victim, bool]]:
    """Return the victims with whether each counts; restatements are left out."""
    kept: list[tuple[Victim, bool]] = []
    for victim in toll.victims:
        if victim.part_of is not None:
            if _part_differs(victim):
                ok = _accepted(victim.part_of, kept)
                ok &= victim.rival <= victim.part_of.rival or victim.outcome != "taken"
                kept.append((victim, ok))
            continue
        if _restated(victim, kept):
            continue
        kept.append((victim, not _rival(victim, toll, kept)))
    return _without_vague(kept)


def _accepted(total: Victim, kept: list[tuple[Victim, bool]]) -> bool:
    return next((ok for one, ok in kept if one is total), True)


def _part_differs(victim: Victim) -> bool:
    """A subgroup is a row only where it tells more than its total."""
    total = victim.part_of
    assert total is not None
    group, whole = victim.group, total.group
    if group.category in ("unknown",) and not group.nationality:
        return False
    if victim.outcome != total.outcome:
        return True
    minor = victim.outcome == "taken" and group.category in ("woman", "child")
    if minor and not group.nationality:
        return False
    differs = (group.unit, group.category) != (whole.unit, whole.category)
    foreign = group.nationality != whole.nationality and group.nationality
    if victim.outcome != "taken":
        return differs
    return differs or bool(foreign)


def _restated(victim: Victim, kept: list[tuple[Victim, bool]]) -> bool:
    group = victim.group
    vague = group.low is None and group.high is None
    if vague and any(
        one.outcome == victim.outcome
        and one.group.low is None
        and one.group.high is None
        and one.part_of is None
        and group.unit not in (None, "civilians")
        and (one.group.unit, one.group.category) == (group.unit, group.category)
        for one, _ in kept
    ):
        return True
    if group.other:
        return (
            group.low is None
            and group.high is None
            and any(
                one.outcome == victim.outcome
                and one.group.other
                and one.group.low is None
                and (one.group.unit, one.group.category) == (group.unit, group.category)
                for one, _ in kept
            )
        )
    for one, _ in kept:
        same = one.outcome == victim.outcome and one.group.same_size(group)
        if not same or one.part_of is not None or one.clause is victim.clause:
            continue
        if group.low is None and group.high is None:
            if (one.group.unit, one.group.category) == (group.unit, group.category):
                return True
            continue
        if _compatible(one.group, group) and (
            group.definite or victim.rival or (group.low or 0) > 1
        ):
            return True
    return False


def _compatible(one: Group, other: Group) -> bool:
    units = {one.unit, other.unit} - {None}
    categories = {one.category, other.category} - {"unknown"}
    return len(units) <= 1 and len(categories) <= 1


def _rival(victim: Victim, toll: Toll, kept: list[tuple[Victim, bool]]) -> bool:
    if victim.superseded:
        return True
    if not victim.rival:
        return False
    return any(
        one.outcome == victim.outcome and not one.rival and ok and not one.group.loose
        for one, ok in kept
    )


def _without_vague(
    kept: list[tuple[Victim, bool]],
) -> list[tuple[Victim, bool]]:
    """'some were killed' adds nothing beside a figure for the same people."""
    return [pair for pair in kept if not (_is_vague(pair[0]) and _told(pair[0], kept))]


def _is_vague(victim: Victim) -> bool:
    group = victim.group
    unsaid = group.low is None and group.high is None and not group.family
    return unsaid and not group.other and victim.part_of is None


def _told(vague: Victim, kept: list[tuple[Victim, bool]]) -> bool:
    return any(
        one is not vague
        and accepted
        and one.trigger != vague.trigger
        and one.outcome == vague.outcome
        and (one.group.low is not None or one.group.high is not None)
        and one.part_of is None
        and _covers(one.group, vague.group)
        for one, accepted in kept
    )


def _covers(one: Group, vague: Group) -> bool:
    if vague.unit is None and vague.category == "unknown":
        return True
    return one.unit == vague.unit and one.category == vague.category
