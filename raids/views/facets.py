"""Facets: what the set shown may be narrowed to, each with its count.

The counts of a facet are under the other filters, so that they tell what choosing a
value would show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Max, Min, Q, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from raids.choices import IncidentKind
from raids.filters import IncidentFilter
from raids.models import Incident, Involvement, Place, Unit

from .addresses import PAGE, replaced

MOST_YEARS = 40
SHOWN_AT_ONCE = 8
"""Values of a facet before the rest are folded away."""


@dataclass(frozen=True)
class Value:
    """One value of a facet; `only` is the address of the set narrowed to it alone."""

    value: str
    label: str
    count: int
    is_on: bool
    only: str


@dataclass(frozen=True)
class Facet:
    """A parameter with its values, the most frequent first; years newest first."""

    parameter: str
    label: str
    values: list[Value]

    @property
    def shown(self) -> list[Value]:
        """The values in view: the first few, and any that is on."""
        return [
            value
            for place, value in enumerate(self.values)
            if place < SHOWN_AT_ONCE or value.is_on
        ]

    @property
    def folded(self) -> list[Value]:
        """The values folded away."""
        return [value for value in self.values if value not in self.shown]

    @property
    def largest(self) -> int:
        """The largest count, against which bars are drawn."""
        return max((value.count for value in self.values), default=1)


def facets_of(query: QueryDict, asked: IncidentFilter) -> list[Facet]:
    """Return the facets of what a query asks for; `asked` is the same, found valid."""
    return [
        _facet(query, asked, "kind", _("Kind"), kinds),
        _facet(query, asked, "governorate", _("Governorate"), governorates),
        _facet(query, asked, "unit", _("Unit involved"), units),
        years(query),
    ]


def asked_without(query: QueryDict, *names: str) -> QuerySet[Incident]:
    """Return the published incidents that a query asks for, but for some names."""
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    published = Incident.objects.published()
    return IncidentFilter(rest, published, also=[PAGE]).qs.order_by()


Counted = list[tuple[str, str, int]]
"""Values as (value in the address, label, count)."""


def canonical(meant: IncidentKind | Place | Unit) -> str:
    """Return the one value by which a facet asks for what a value means."""
    if isinstance(meant, Unit):
        return meant.code
    return meant.name_en if isinstance(meant, Place) else meant.value


def named(meant: IncidentKind | Place | Unit) -> str:
    """Return what a value means in the reader's language."""
    return str(meant.label if isinstance(meant, IncidentKind) else meant)


def _facet(
    query: QueryDict,
    asked: IncidentFilter,
    parameter: str,
    label: str,
    count: Callable[[QuerySet[Incident]], Counted],
) -> Facet:
    meant = asked.form.cleaned_data[parameter].values()
    chosen = {canonical(one): named(one) for one in meant}
    counted = count(asked_without(query, parameter))
    # What is on stays in view, so that it can be taken off, though it counts nothing.
    for value in chosen.keys() - {one[0] for one in counted}:
        counted.append((value, chosen[value], 0))
    counted.sort(key=lambda one: (-one[2], one[1]))
    values = [
        Value(
            value, name, number, value in chosen, replaced(query, **{parameter: value})
        )
        for value, name, number in counted
    ]
    return Facet(parameter, label, values)


def kinds(incidents: QuerySet[Incident]) -> Counted:
    """Count by kind."""
    rows = incidents.values_list("kind").annotate(count=Count("pk"))
    return [(kind, str(IncidentKind(kind).label), count) for kind, count in rows]


def governorates(incidents: QuerySet[Incident]) -> Counted:
    """Count by governorate; incidents without one are in no count."""
    rows = dict(incidents.values_list("governorate").annotate(count=Count("pk")))
    named = Place.objects.filter(pk__in=[pk for pk in rows if pk])
    return [(place.name_en, str(place), rows[place.pk]) for place in named]


def units(incidents: QuerySet[Incident]) -> Counted:
    """Count by unit involved; a unit's count holds those of its parts, once each."""
    involved = Involvement.objects.filter(accepted=True, incident__in=incidents)
    all_units = {unit.pk: unit for unit in Unit.objects.all()}
    own = dict(
        involved.order_by()
        .values_list("unit")
        .annotate(count=Count("incident", distinct=True))
    )
    with_parts = {
        pk: inner for pk, inner in parts_of(all_units).items() if inner & own.keys()
    }
    rolled: dict[str, int] = {}
    if with_parts:
        rolled = involved.aggregate(
            **{
                f"u{pk}": Count(
                    "incident", distinct=True, filter=Q(unit__in=inner | {pk})
                )
                for pk, inner in with_parts.items()
            }
        )
    counts = {**own, **{int(name[1:]): number for name, number in rolled.items()}}
    return [
        (all_units[pk].code, str(all_units[pk]), count) for pk, count in counts.items()
    ]


def parts_of(all_units: dict[int, Unit]) -> dict[int, set[int]]:
    """Return for each unit that has parts the ids of all of them, at any depth."""
    inner: dict[int, set[int]] = defaultdict(set)
    for pk, unit in all_units.items():
        above, seen = unit.parent_id, {pk}
        while above is not None and above not in seen:
            inner[above].add(pk)
            seen.add(above)
            above = all_units[above].parent_id
    return inner


def years(query: QueryDict) -> Facet:
    """Count by year; an incident that may lie in two years is in both counts."""
    incidents = asked_without(query, "from", "to")
    span: dict[str, Any] = incidents.aggregate(
        first=Min(Lower("occurred", output_field=DateField())), last=Max("last_day")
    )
    if span["first"] is None:
        return Facet("year", _("Year"), [])
    listed = range(span["first"].year, span["last"].year + 1)[-MOST_YEARS:]
    counted = incidents.aggregate(
        **{
            f"y{year}": Count("pk", filter=Q(occurred__overlap=whole_year(year)))
            for year in listed
        }
    )
    asked = (query.get("from"), query.get("to"))
    values = [
        Value(
            str(year),
            str(year),
            counted[f"y{year}"],
            asked == days_of(year),
            replaced(query, from_=days_of(year)[0], to=days_of(year)[1]),
        )
        for year in reversed(listed)
        if counted[f"y{year}"]
    ]
    return Facet("year", _("Year"), values)


def days_of(year: int) -> tuple[str, str]:
    """Return a year's first and last day as the address has them."""
    return f"{year:04}-01-01", f"{year:04}-12-31"


def whole_year(year: int) -> DateRange:
    """Return the days of a year."""
    return DateRange(date(year, 1, 1), date(year, 12, 31), "[]")
