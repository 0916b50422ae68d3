"""Compares whom two accounts name: who did it, and at whom it was aimed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raids.choices import Role
from raids.models import Unit
from raids.wording import joined

from .accounts import Account, Reason

SAME_ATTACKER, OTHER_ATTACKER, SAME_TARGET, OTHER_TARGET = 1.0, -2.5, 0.7, -1.0
KIN_UNITS = (
    {"coalition", "us_forces"},
    {"syrian_government", "general_security"},
    {"iran_militias", "hezbollah"},
    {"coalition", "iraqi_forces"},
)
"""Units that reports name one for the other: a part for the whole, an ally."""


def compare_units(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare who did it and whom it was aimed at."""
    if fought_the_other_way_round(draft, known):
        return
    for role, same, other in (
        (Role.ATTACKER, SAME_ATTACKER, OTHER_ATTACKER),
        (Role.TARGET, SAME_TARGET, OTHER_TARGET),
    ):
        ours, theirs = draft.units.get(role, ()), known.units.get(role, ())
        if ours and theirs:
            support = known.units.get(Role.SUPPORT, ())
            yield compare_role(role, ours, theirs, support, same, other)


def fought_the_other_way_round(draft: Account, known: Account) -> bool:
    """Whether both speak of the same sides, and differ only in who attacked."""
    return all(
        kin(draft.units.get(ours, ()), known.units.get(theirs, ()))
        for ours, theirs in (
            (Role.ATTACKER, Role.TARGET),
            (Role.TARGET, Role.ATTACKER),
        )
    )


def compare_role(
    role: Role,
    ours: tuple[Unit, ...],
    theirs: tuple[Unit, ...],
    support: tuple[Unit, ...],
    same: float,
    other: float,
) -> Reason:
    """Compare the units that both sides give one role."""
    is_attacker = role == Role.ATTACKER
    if shared := kin(ours, theirs):
        words = _("same attacker: %s") if is_attacker else _("same target: %s")
        return Reason(f"same_{role}", words % named(shared), agrees=True, weight=same)
    if is_attacker and kin(ours, support):
        other = 0.0  # one report's attacker may be another's support
    words = (
        _("attackers differ: %(draft)s, known: %(known)s")
        if is_attacker
        else _("targets differ: %(draft)s, known: %(known)s")
    )
    words %= {"draft": named(ours), "known": named(theirs)}
    return Reason(f"other_{role}", words, agrees=False, weight=other)


def named(units: tuple[Unit, ...]) -> str:
    """Return the names of units in a row."""
    return joined(list(units), get_language() or "ar")


def kin(ours: tuple[Unit, ...], theirs: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return those units that are, or may be meant by, one of the others."""
    return tuple(one for one in ours if any(is_kin(one, other) for other in theirs))


def is_kin(one: Unit, other: Unit) -> bool:
    """Whether two units are the same, or a report may name one for the other."""
    if one.code == other.code:
        return True
    if one.pk and other.pk and (one.parent_id == other.pk or other.parent_id == one.pk):
        return True
    return any({one.code, other.code} <= units for units in KIN_UNITS)
