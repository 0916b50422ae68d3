"""How much two accounts of incidents agree, with the reasons in words.

The field calls it record linkage (after Fellegi and Sunter): each comparison adds
evidence for or against the two being one incident, in natural log-odds, and the sum
gives the score. The weights are judgements of how rarely distinct incidents agree so;
`docs/matching.md` tells what they reach on pairs made by hand.
"""

from __future__ import annotations

from math import exp

from .accounts import Account, Bounds, Reason, Site
from .numbers import compare_totals
from .what import compare_kinds
from .when import compare_days, compare_times
from .where import compare_places
from .who import compare_units

__all__ = ["Account", "Bounds", "Reason", "Site", "compare", "score_of"]

PRIOR = -4.0
"""Of the incidents of the same days and governorate, about one in fifty is the one."""


def score_of(reasons: tuple[Reason, ...]) -> float:
    """Return how likely it is, from 0 to 1, that two accounts are one incident."""
    return 1 / (1 + exp(-PRIOR - sum(reason.weight for reason in reasons)))


def compare(draft: Account, known: Account) -> tuple[Reason, ...]:
    """Return all reasons for and against, in the order in which people ask."""
    return tuple(
        reason
        for comparison in (
            compare_days,
            compare_times,
            compare_places,
            compare_kinds,
            compare_units,
            compare_totals,
        )
        for reason in comparison(draft, known)
    )
