"""Compares what two accounts call an event."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from raids.choices import IncidentKind

from .accounts import Account, Reason

SAME_KIND, KIN_KIND, OTHER_KIND = 1.0, -1.5, -6.0
KIN_KINDS = (
    {IncidentKind.AIR_LANDING, IncidentKind.GROUND_RAID, IncidentKind.ARREST},
    {IncidentKind.GROUND_RAID, IncidentKind.CLASH},
    {IncidentKind.CLASH, IncidentKind.AMBUSH},
    {IncidentKind.AMBUSH, IncidentKind.ASSASSINATION, IncidentKind.EXPLOSION},
    {IncidentKind.AIR_STRIKE, IncidentKind.SHELLING},
    {IncidentKind.AIR_STRIKE, IncidentKind.EXPLOSION},
)
"""Kinds that two reports may well call one incident by."""


def compare_kinds(draft: Account, known: Account) -> Iterator[Reason]:
    """Compare the kinds; some are easily called by another's name."""
    one, other = IncidentKind(draft.kind), IncidentKind(known.kind)
    if one == other:
        words = _("same kind: %s") % one.label
        weight = 0.0 if one == IncidentKind.OTHER else SAME_KIND
        yield Reason("same_kind", words, agrees=True, weight=weight)
        return
    kin = IncidentKind.OTHER in {one, other} or any(
        {one, other} <= kinds for kinds in KIN_KINDS
    )
    words = _("kind differs: %(draft)s, known: %(known)s")
    words %= {"draft": one.label, "known": other.label}
    weight = KIN_KIND if kin else OTHER_KIND
    yield Reason("other_kind", words, agrees=False, weight=weight)
