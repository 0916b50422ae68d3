"""What may be asked of incidents: the one filter set of pages, map, export and API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.forms import MultipleHiddenInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from psycopg2.extras import DateRange

from raids.choices import Certainty, EquipmentKind, IncidentKind, Role
from raids.models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Incident,
    Involvement,
    Mention,
    Siting,
)

from . import fields, lookups
from .orderings import INCIDENTS, OrderFilter
from .parameters import Condition, ParameterFilterSet
from .search import incident_says

HERE = OuterRef("pk")
FINDINGS = (Dating, Siting, Involvement, Equipment, Casualty, Captive)


def among(column: str) -> Callable[[dict[str, Any]], Q]:
    """Return the condition that a column has one of the values."""
    return lambda found: Q(**{f"{column}__in": list(found.values())})


def at_least(column: str) -> Callable[[int], Q]:
    """Return the condition that a lower bound is known and reaches a number."""
    return lambda number: Q(**{f"{column}__gte": number})


def happened_in(found: dict[str, Any]) -> Q:
    """Return the condition that the place is one of these or lies in one."""
    return Q(place__in=lookups.within_places(found.values()))


def involves(*roles: Role) -> Callable[[dict[str, Any]], Q]:
    """Return the condition that a unit, or part of it, has one of the roles."""

    def condition(found: dict[str, Any]) -> Q:
        units = lookups.within_units(found.values())
        rows = Involvement.objects.filter(incident=HERE, accepted=True, role__in=roles)
        return Q(Exists(rows.filter(unit__in=units)))

    return condition


def has_finding_of(found: dict[str, Certainty]) -> Q:
    """Return the condition that any accepted finding is of one of the certainties."""
    condition = Q()
    for model in FINDINGS:
        rows = model._default_manager.filter(
            incident=HERE, accepted=True, certainty__in=list(found.values())
        )
        condition |= Q(Exists(rows))
    return condition


def has_persons_of(found: dict[str, str]) -> Q:
    """Return the condition that casualties or captives are of a nationality."""
    condition = Q()
    for model in (Casualty, Captive):
        for value in found.values():
            rows = model._default_manager.filter(
                incident=HERE, accepted=True, nationality__iexact=value
            )
            condition |= Q(Exists(rows))
    return condition


def has_equipment(found: dict[str, EquipmentKind]) -> Q:
    """Return the condition that equipment of one of the kinds was seen."""
    rows = Equipment.objects.filter(
        incident=HERE, accepted=True, kind__in=list(found.values())
    )
    return Q(Exists(rows))


def told_in(column: str) -> Callable[[dict[str, Any]], Q]:
    """Return the condition that one of the reports, or of the sources, tells it."""

    def condition(found: dict[str, Any]) -> Q:
        wanted = {f"{column}__in": list(found.values())}
        return Q(Exists(Mention.objects.filter(incident=HERE, **wanted)))

    return condition


def inside(box: fields.Box) -> Q:
    """Return the condition that the centre lies in the box."""
    return Q(lon__range=(box.west, box.east), lat__range=(box.south, box.north))


def codes(choices: Any) -> dict[str, Any]:
    """Return the options of a filter over the codes of the codebook."""
    return {
        "find": lookups.find_codes(choices),
        "known": lambda: choices.values,
        "choices": choices.choices,
        "schema": {"type": "string", "enum": choices.values},
    }


UNITS: dict[str, Any] = {
    "find": lookups.find_units,
    "known": lookups.unit_codes,
    "choices": lookups.unit_choices,
}
DAY = {"type": "string", "format": "date"}
COUNT = {"type": "integer", "minimum": 1, "maximum": fields.LARGEST_COUNT}
ID = {"type": "integer", "minimum": 1}


class IncidentFilter(ParameterFilterSet):
    """The questions that may be asked of incidents; one row is never given twice."""

    model = Incident

    q = Condition(
        fields.SearchField,
        incident_says,
        label=_("Search"),
        words=_("“%(value)s”"),
        documents=(
            "Words to search for in titles, reference, kind, places, units and their "
            "other spellings, and in the title and text of the reports. Every word "
            "must be found. Arabic letters are compared in one form (أ إ آ as ا, ى as "
            "ي, ة as ه), without vowel marks; Latin ones without regard to case."
        ),
        example="إنزال الشحيل",
        schema={"type": "string", "maxLength": fields.LONGEST_SEARCH},
    )
    kind = Condition(
        fields.ManyField,
        among("kind"),
        label=_("Kind"),
        words="%(value)s",
        documents="What sort of event it was.",
        example="air_landing",
        **codes(IncidentKind),
    )
    governorate = Condition(
        fields.ManyField,
        among("governorate"),
        label=_("Governorate"),
        words=_("in %(value)s governorate"),
        documents=(
            "The governorate it happened in: its English name as in the codebook, or "
            "its place's key."
        ),
        example="Deir ez-Zor",
        find=lookups.find_governorates,
        known=lookups.governorate_names,
        choices=lookups.governorate_choices,
    )
    place = Condition(
        fields.ManyField,
        happened_in,
        label=_("Place"),
        words=_("in %(value)s"),
        documents=(
            "The place it happened in, with all that lies in it: a key or number of "
            "`places/`."
        ),
        example="deir-ez-zor-governorate",
        find=lookups.find_places,
        known=lookups.place_keys,
        widget=MultipleHiddenInput,
    )
    unit = Condition(
        fields.ManyField,
        involves(*Role),
        label=_("Unit involved"),
        words=_("involving %(value)s"),
        documents=(
            "A unit that had any part in it (attacker, target or support), with its "
            "own units: a code of `units/`."
        ),
        example="coalition",
        **UNITS,
    )
    attacker = Condition(
        fields.ManyField,
        involves(Role.ATTACKER),
        label=_("Attacker"),
        words=_("carried out by %(value)s"),
        documents="A unit that carried it out, with its own units.",
        example="coalition",
        **UNITS,
    )
    target = Condition(
        fields.ManyField,
        involves(Role.TARGET),
        label=_("Target"),
        words=_("aimed at %(value)s"),
        documents="A unit it was aimed at, with its own units.",
        example="is",
        **UNITS,
    )
    from_ = Condition(
        fields.DayField,
        lambda day: Q(occurred__overlap=DateRange(day, None)),
        label=_("From"),
        words=_("from %(value)s"),
        documents=(
            "First day, included. What may have happened on or after it is found: of "
            "an incident known only to some days, one of them is enough."
        ),
        example="2017-01-01",
        schema=DAY,
    )
    to = Condition(
        fields.DayField,
        lambda day: Q(occurred__overlap=DateRange(None, day, "(]")),
        label=_("To"),
        words=_("until %(value)s"),
        documents="Last day, included; see `from`.",
        example="2019-12-31",
        schema=DAY,
    )
    killed_min = Condition(
        fields.CountField,
        at_least("killed_min"),
        label=_("Killed, at least"),
        words=ngettext_lazy(
            "at least %(value)d killed", "at least %(value)d killed", "value"
        ),
        documents=(
            "Incidents in which at least so many were killed for certain: the lower "
            "bound counts, and an unknown one does not reach any number."
        ),
        example="3",
        schema=COUNT,
    )
    captives_min = Condition(
        fields.CountField,
        at_least("taken_min"),
        label=_("Taken, at least"),
        words=ngettext_lazy(
            "at least %(value)d taken", "at least %(value)d taken", "value"
        ),
        documents="Incidents in which at least so many were taken; see `killed_min`.",
        example="2",
        schema=COUNT,
    )
    civilians_killed_min = Condition(
        fields.CountField,
        at_least("civilians_killed_min"),
        label=_("Civilians killed, at least"),
        words=ngettext_lazy(
            "at least %(value)d civilian killed",
            "at least %(value)d civilians killed",
            "value",
        ),
        documents=(
            "Incidents in which at least so many of those killed were civilians, "
            "women and children among them; see `killed_min`."
        ),
        example="1",
        schema=COUNT,
    )
    has_captives = Condition(
        fields.YesNoField,
        lambda word: Q(taken_stated=word == "true"),
        label=_("Persons taken"),
        words=_("persons taken: %(value)s"),
        documents=(
            "`true`: the reports speak of persons taken, in whatever number; "
            "`false`: they do not."
        ),
        example="true",
        schema={"type": "boolean"},
    )
    certainty = Condition(
        fields.ManyField,
        has_finding_of,
        label=_("Certainty"),
        words=_("certainty: %(value)s"),
        documents=(
            "Incidents of which at least one finding that counts is put so: as "
            "`stated`, `likely`, `claimed` or `disputed`."
        ),
        example="claimed",
        **codes(Certainty),
    )
    nationality = Condition(
        fields.NationalityField,
        has_persons_of,
        label=_("Nationality"),
        words=_("nationality: %(value)s"),
        documents=(
            "Nationality of persons killed, wounded, missing or taken: a two-letter "
            "country code (ISO 3166-1), or a region's name in English."
        ),
        example="IQ",
        choices=lookups.nationality_choices,
    )
    equipment = Condition(
        fields.ManyField,
        has_equipment,
        label=_("Equipment"),
        words=_("with equipment: %(value)s"),
        documents="What was flown, driven or fired.",
        example="helicopter",
        **codes(EquipmentKind),
    )
    report = Condition(
        fields.ManyField,
        told_in("report"),
        label=_("Report"),
        words=_("told in the report “%(value)s”"),
        documents="A report that tells of it: a number of `reports/`.",
        example="1",
        find=lookups.find_by_id(lookups.public_reports),
        widget=MultipleHiddenInput,
        schema=ID,
    )
    source = Condition(
        fields.ManyField,
        told_in("report__source"),
        label=_("Source"),
        words=_("reported by %(value)s"),
        documents="Who published a report of it: the `source.id` of a report.",
        example="1",
        find=lookups.find_by_id(lookups.public_sources),
        choices=lookups.source_choices,
        schema=ID,
    )
    bbox = Condition(
        fields.BoxField,
        inside,
        label=_("Within the map’s frame"),
        words=_("within the frame %(value)s"),
        documents=(
            "A rectangle, as `west,south,east,north` in degrees (WGS 84). The centre "
            "counts; incidents without coordinates are left out."
        ),
        example="38.5,34.2,41.5,36.5",
    )
    updated_since = Condition(
        fields.MomentField,
        lambda moment: Q(updated_at__gte=moment),
        label=_("Changed since"),
        words=_("changed since %(value)s"),
        documents=(
            "A moment in ISO 8601, included: incidents whose facts changed then or "
            "later. Without an offset it is in UTC."
        ),
        example="2026-01-31T12:00:00Z",
        schema={"type": "string", "format": "date-time"},
    )
    ordering = OrderFilter(INCIDENTS)
