"""The totals of a set of incidents, with what is unknown said and never taken for 0."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raids.models import Incident

STEMS = ("killed", "wounded", "taken")


@dataclass(frozen=True)
class Toll:
    """A sum over the incidents whose reports speak of it.

    `high` is null where any of them has no upper bound; `unknown` counts those that
    give no number at all.
    """

    stem: str
    low: int
    high: int | None
    stated: int
    unknown: int

    @property
    def words(self) -> str:
        """The sum in words, by its bounds."""
        if not self.stated:
            return _("none reported")
        if self.stated == self.unknown:
            return _("number not given")
        if self.high is None:
            return _("at least %(number)s") % {"number": f"{self.low:,}"}
        if self.high == self.low:
            return f"{self.low:,}"
        return _("%(low)s to %(high)s") % {
            "low": f"{self.low:,}",
            "high": f"{self.high:,}",
        }

    @property
    def unknown_words(self) -> str:
        """In how many incidents the number is not given, or nothing."""
        if not self.unknown or self.stated == self.unknown:
            return ""
        return ngettext(
            "number not given in %(count)d incident",
            "number not given in %(count)d incidents",
            self.unknown,
        ) % {"count": self.unknown}


@dataclass(frozen=True)
class Totals:
    """How many incidents, and their tolls in the order pages show them."""

    incidents: int
    samples: int
    tolls: tuple[Toll, ...]

    @property
    def all_samples(self) -> bool:
        """Whether none of them is a real one."""
        return self.samples == self.incidents


def totals_of(incidents: QuerySet[Incident]) -> Totals:
    """Count a set of incidents and add up its bounds, in one query."""
    asked: dict[str, Count | Sum] = {
        "incidents": Count("pk"),
        "samples": Count("pk", filter=Q(is_sample=True)),
    }
    for stem in STEMS:
        stated = Q(**{f"{stem}_stated": True})
        open_ended = stated & Q(**{f"{stem}_max": None})
        asked |= {
            f"{stem}_low": Sum(f"{stem}_min"),
            f"{stem}_high": Sum(f"{stem}_max"),
            f"{stem}_stated_in": Count("pk", filter=stated),
            f"{stem}_open": Count("pk", filter=open_ended),
            f"{stem}_unknown": Count(
                "pk", filter=open_ended & Q(**{f"{stem}_min": None})
            ),
        }
    counted = incidents.order_by().aggregate(**asked)
    tolls = tuple(
        Toll(
            stem,
            low=counted[f"{stem}_low"] or 0,
            high=None if counted[f"{stem}_open"] else counted[f"{stem}_high"] or 0,
            stated=counted[f"{stem}_stated_in"],
            unknown=counted[f"{stem}_unknown"],
        )
        for stem in STEMS
    )
    return Totals(counted["incidents"], counted["samples"], tolls)
