"""What may be asked of the catalogue's other lists: reports, places and units."""

from __future__ import annotations

from django.db.models import Q
from django.forms import MultipleHiddenInput
from django.utils.translation import gettext_lazy as _

from raids.choices import PlaceKind, UnitKind
from raids.models import Place, Unit
from reports.models import Report

from . import fields, lookups
from .incidents import DAY, ID, among, codes, inside
from .orderings import PLACES, REPORTS, UNITS, OrderFilter
from .parameters import Condition, ParameterFilterSet
from .search import NAMES, rows_say

SEARCH = {"type": "string", "maxLength": fields.LONGEST_SEARCH}


class ReportFilter(ParameterFilterSet):
    """The questions that may be asked of reports."""

    model = Report

    q = Condition(
        fields.SearchField,
        rows_say("title", "text"),
        label=_("Search"),
        words=_("“%(value)s”"),
        documents="Words of the title or text; every one must be found.",
        example="إنزال جوي",
        schema=SEARCH,
    )
    source = Condition(
        fields.ManyField,
        among("source"),
        label=_("Source"),
        words=_("reported by %(value)s"),
        documents="Who published it: the `source.id` of a report.",
        example="1",
        find=lookups.find_by_id(lookups.public_sources),
        choices=lookups.source_choices,
        schema=ID,
    )
    from_ = Condition(
        fields.DayField,
        lambda day: Q(published_on__gte=day),
        label=_("From"),
        words=_("from %(value)s"),
        documents="First day of publication, included.",
        example="2017-01-01",
        schema=DAY,
    )
    to = Condition(
        fields.DayField,
        lambda day: Q(published_on__lte=day),
        label=_("To"),
        words=_("until %(value)s"),
        documents="Last day of publication, included.",
        example="2019-12-31",
        schema=DAY,
    )
    ordering = OrderFilter(REPORTS)


class PlaceFilter(ParameterFilterSet):
    """The questions that may be asked of the gazetteer."""

    model = Place

    q = Condition(
        fields.SearchField,
        rows_say(*NAMES, "key"),
        label=_("Search"),
        words=_("“%(value)s”"),
        documents="Words of a name, in Arabic or Latin letters, in any spelling.",
        example="الشحيل",
        schema=SEARCH,
    )
    kind = Condition(
        fields.ManyField,
        among("kind"),
        label=_("Kind"),
        words="%(value)s",
        documents="What sort of place it is.",
        example="town",
        **codes(PlaceKind),
    )
    governorate = Condition(
        fields.ManyField,
        among("governorate"),
        label=_("Governorate"),
        words=_("in %(value)s governorate"),
        documents="The governorate it lies in: its English name, or its key.",
        example="Deir ez-Zor",
        find=lookups.find_governorates,
        known=lookups.governorate_names,
        choices=lookups.governorate_choices,
    )
    within = Condition(
        fields.ManyField,
        lambda found: Q(pk__in=lookups.within_places(found.values())),
        label=_("Lies in"),
        words=_("in %(value)s"),
        documents="A place's key or number: it and all that lies in it.",
        example="deir-ez-zor-governorate",
        find=lookups.find_places,
        known=lookups.place_keys,
        widget=MultipleHiddenInput,
    )
    bbox = Condition(
        fields.BoxField,
        inside,
        label=_("Within the map’s frame"),
        words=_("within the frame %(value)s"),
        documents="A rectangle, as `west,south,east,north` in degrees (WGS 84).",
        example="38.5,34.2,41.5,36.5",
    )
    ordering = OrderFilter(PLACES)


class UnitFilter(ParameterFilterSet):
    """The questions that may be asked of the units."""

    model = Unit

    q = Condition(
        fields.SearchField,
        rows_say(*NAMES, "code"),
        label=_("Search"),
        words=_("“%(value)s”"),
        documents="Words of a name, in Arabic or Latin letters, in any spelling.",
        example="التحالف",
        schema=SEARCH,
    )
    kind = Condition(
        fields.ManyField,
        among("kind"),
        label=_("Kind"),
        words="%(value)s",
        documents="What sort of actor it is.",
        example="armed_group",
        **codes(UnitKind),
    )
    within = Condition(
        fields.ManyField,
        lambda found: Q(pk__in=lookups.within_units(found.values())),
        label=_("Part of"),
        words=_("part of %(value)s"),
        documents="A unit's code: it and its own units.",
        example="sdf",
        find=lookups.find_units,
        known=lookups.unit_codes,
        choices=lookups.unit_choices,
    )
    ordering = OrderFilter(UNITS)
