"""One sentence that says what a list shows, made from the filters that are on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from raids.choices import IncidentKind
from raids.filters import Clause


def sentence_of(count: int, clauses: Iterable[Clause]) -> str:
    """Say what is shown: “12 air landings in Deir ez-Zor governorate, 2017 to 2019”."""
    by_name = {
        name: list(group)
        for name, group in groupby(clauses, key=lambda clause: clause.parameter)
    }
    kinds = by_name.pop("kind", [])
    years = period(by_name)
    first = " ".join([head(count, kinds), *searched(by_name.pop("q", []))])
    parts = [first, *(either(group) for group in by_name.values()), *years]
    return pgettext("between parts of a sentence", ", ").join(parts)


def head(count: int, kinds: list[Clause]) -> str:
    """Say how many incidents, by their kind where only one is asked for."""
    if len(kinds) == 1:
        return kind_counted(count, kinds[0].value)
    counted = incidents_counted(count)
    if not kinds:
        return counted
    return f"{counted} ({either(kinds)})"


def either(clauses: list[Clause]) -> str:
    """Join what any one of is enough."""
    return pgettext("between alternatives", " or ").join(one.words for one in clauses)


def searched(clauses: list[Clause]) -> list[str]:
    """Say what was searched for."""
    return [_("matching %(words)s") % {"words": clause.words} for clause in clauses]


def period(by_name: dict[str, list[Clause]]) -> list[str]:
    """Say whole years as years; other bounds stay as they are."""
    first, last = by_name.get("from"), by_name.get("to")
    if not first or not last:
        return []
    start, end = first[0].value, last[0].value
    if not (start.endswith("-01-01") and end.endswith("-12-31")):
        return []
    del by_name["from"], by_name["to"]
    if start[:4] == end[:4]:
        return [_("in %(year)s") % {"year": start[:4]}]
    return [_("%(first)s to %(last)s") % {"first": start[:4], "last": end[:4]}]


def incidents_counted(count: int) -> str:
    """Say a number of incidents."""
    return counted(ngettext("%(count)s incident", "%(count)s incidents", count), count)


def counted(words: str, count: int) -> str:
    """Put the number into its words."""
    return words % {"count": f"{count:,}"}


def kind_counted(count: int, kind: str) -> str:
    """Say a number of incidents of a kind, with the kind's own plural."""
    n = count
    words = {
        IncidentKind.AIR_LANDING: ngettext(
            "%(count)s air landing", "%(count)s air landings", n
        ),
        IncidentKind.GROUND_RAID: ngettext(
            "%(count)s ground raid", "%(count)s ground raids", n
        ),
        IncidentKind.AIR_STRIKE: ngettext(
            "%(count)s air strike", "%(count)s air strikes", n
        ),
        IncidentKind.SHELLING: ngettext("%(count)s shelling", "%(count)s shellings", n),
        IncidentKind.CLASH: ngettext("%(count)s clash", "%(count)s clashes", n),
        IncidentKind.AMBUSH: ngettext("%(count)s ambush", "%(count)s ambushes", n),
        IncidentKind.ARREST: ngettext(
            "%(count)s arrest operation", "%(count)s arrest operations", n
        ),
        IncidentKind.ASSASSINATION: ngettext(
            "%(count)s assassination", "%(count)s assassinations", n
        ),
        IncidentKind.EXPLOSION: ngettext(
            "%(count)s explosion", "%(count)s explosions", n
        ),
        IncidentKind.OTHER: ngettext(
            "%(count)s incident of another kind",
            "%(count)s incidents of another kind",
            n,
        ),
    }
    return counted(words[IncidentKind(kind)], count)
