"""What the values of parameters mean: codes, and rows by their public names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.expressions import RawSQL

from raids.choices import PlaceKind
from raids.models import (
    Captive,
    Casualty,
    Equipment,
    Incident,
    Involvement,
    Mention,
    Place,
    Unit,
)
from reports.models import Report, Source

PLACES_WITHIN = """
WITH RECURSIVE inner_place (id) AS (
    SELECT id FROM raids_place WHERE id = ANY (%s)
    UNION
    SELECT place.id FROM raids_place AS place JOIN inner_place
        ON inner_place.id IN (place.parent_id, place.governorate_id)
)
SELECT id FROM inner_place
"""
UNITS_WITHIN = """
WITH RECURSIVE sub_unit (id) AS (
    SELECT id FROM raids_unit WHERE id = ANY (%s)
    UNION
    SELECT unit.id FROM raids_unit AS unit JOIN sub_unit ON unit.parent_id = sub_unit.id
)
SELECT id FROM sub_unit
"""


def within_places(places: Iterable[Place]) -> RawSQL:
    """Return the ids of the places and of all that lie in them."""
    return RawSQL(PLACES_WITHIN, [[place.pk for place in places]])


def within_units(units: Iterable[Unit]) -> RawSQL:
    """Return the ids of the units and of all that are part of them."""
    return RawSQL(UNITS_WITHIN, [[unit.pk for unit in units]])


def ids_among(values: Iterable[str]) -> dict[str, int]:
    """Return the values that could be a row's number."""
    return {
        value: int(value)
        for value in values
        if value.isascii() and value.isdecimal() and len(value) <= 18
    }


def find_codes(codes: type[TextChoices]) -> Callable[[list[str]], dict[str, Any]]:
    """Return the finder of a list's codes."""

    def find(values: list[str]) -> dict[str, Any]:
        return {value: codes(value) for value in values if value in codes.values}

    return find


def find_places(values: list[str]) -> dict[str, Place]:
    """Return places by number or key."""
    numbers = ids_among(values)
    asked = Q(key__in=values) | Q(pk__in=numbers.values())
    rows = Place.objects.filter(asked).order_by() if values else ()
    by_name = {name: row for row in rows for name in (row.key, row.pk)}
    return {
        value: by_name.get(value) or by_name[numbers[value]]
        for value in values
        if value in by_name or numbers.get(value) in by_name
    }


def governorates() -> QuerySet[Place]:
    """Return the governorates."""
    return Place.objects.filter(kind=PlaceKind.GOVERNORATE)


def find_governorates(values: list[str]) -> dict[str, Place]:
    """Return governorates by English name, as the codebook writes it, or by key."""
    asked = Q(name_en__in=values) | Q(key__in=values)
    rows = governorates().filter(asked).order_by() if values else ()
    by_name = {name: row for row in rows for name in (row.name_en, row.key)}
    return {value: by_name[value] for value in values if value in by_name}


def public_units() -> QuerySet[Unit]:
    """Return the units of the codebook, and those that published incidents name.

    A unit that the reader met first in a draft has no source, and stays unknown to the
    public until what it was met in is published.
    """
    named = Q()
    for model in (Involvement, Equipment, Casualty, Captive):
        stated = model._default_manager.filter(
            unit=OuterRef("pk"), incident__in=Incident.objects.published()
        )
        named |= Q(Exists(stated))
    return Unit.objects.filter(~Q(source="") | named)


def find_units(values: list[str]) -> dict[str, Unit]:
    """Return units by code."""
    rows = public_units().filter(code__in=values).order_by() if values else ()
    return {row.code: row for row in rows}


def public_reports() -> QuerySet[Report]:
    """Return the reports that the public may see: those of published incidents."""
    told = Mention.objects.filter(
        report=OuterRef("pk"), incident__in=Incident.objects.published()
    )
    return Report.objects.filter(Exists(told))


def public_sources() -> QuerySet[Source]:
    """Return the sources of reports that the public may see."""
    reports = public_reports().filter(source=OuterRef("pk"))
    return Source.objects.filter(Exists(reports))


def find_by_id(rows: Callable[[], QuerySet[Any]]) -> Callable[..., dict[str, Any]]:
    """Return the finder of rows by their number, among those of `rows`."""

    def find(values: list[str]) -> dict[str, Any]:
        numbers = ids_among(values)
        found = rows().in_bulk(list(numbers.values())) if numbers else {}
        return {
            value: found[number] for value, number in numbers.items() if number in found
        }

    return find


def place_keys() -> Iterable[str]:
    """Return the keys of all places."""
    return Place.objects.order_by("key").values_list("key", flat=True)


def governorate_names() -> Iterable[str]:
    """Return the English names of the governorates."""
    return governorates().order_by("name_en").values_list("name_en", flat=True)


def unit_codes() -> Iterable[str]:
    """Return the codes of the units."""
    return public_units().order_by("code").values_list("code", flat=True)


def governorate_choices() -> list[tuple[str, str]]:
    """Return the governorates for a form, named in the reader's language."""
    return sorted(
        ((row.name_en, str(row)) for row in governorates()), key=lambda pair: pair[1]
    )


def unit_choices() -> list[tuple[str, str]]:
    """Return the units for a form, named in the reader's language."""
    return [(row.code, str(row)) for row in public_units()]


def source_choices() -> list[tuple[str, str]]:
    """Return the sources for a form."""
    return [(str(row.pk), str(row)) for row in public_sources()]


def nationality_choices() -> list[tuple[str, str]]:
    """Return the nationalities that published incidents state."""
    stated = [
        set(
            model._default_manager.filter(
                accepted=True, incident__in=Incident.objects.published()
            )
            .exclude(nationality="")
            .order_by()
            .values_list("nationality", flat=True)
            .distinct()
        )
        for model in (Casualty, Captive)
    ]
    return [(value, value) for value in sorted(set().union(*stated))]
