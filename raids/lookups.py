"""The gazetteer and the units, as the reader takes them, from the rows of the site.

They are built once a process and again after a row changes, which the history tells.
"""

from __future__ import annotations

from functools import lru_cache

from django.apps import apps
from django.db.models import Count, Max

from reports.extraction import Gazetteer, PlaceEntry, Roster, UnitEntry

from .choices import PlaceKind
from .models import Place, Unit


def gazetteer() -> Gazetteer:
    """Return the places of the site for the reader."""
    return _gazetteer(_version("PlaceEvent"))


def roster() -> Roster:
    """Return the units of the site for the reader."""
    return _roster(_version("UnitEvent"))


Version = tuple[int, int]


def _version(history: str) -> Version:
    """Return what differs after any change: a history's last number, and its length.

    The length too, for a change may be committed after one with a higher number.
    """
    events = apps.get_model("raids", history)._default_manager
    found = events.aggregate(last=Max("pk"), length=Count("pk"))
    return found["last"] or 0, found["length"]


@lru_cache(maxsize=1)
def _gazetteer(version: Version) -> Gazetteer:
    rows = Place.objects.select_related("parent", "governorate").order_by("pk")
    # Of places of one name the reader takes the first: the town, not its district.
    districts = {PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT}
    return Gazetteer.from_entries(
        PlaceEntry(
            key=place.key,
            name_ar=place.name_ar,
            kind=place.kind,
            governorate=place.governorate.name_en if place.governorate else None,
            parent=place.parent.key if place.parent else None,
            spellings_ar=tuple(place.spellings_ar),
            needs_context=place.needs_context,
        )
        for place in sorted(rows, key=lambda place: place.kind in districts)
    )


@lru_cache(maxsize=1)
def _roster(version: Version) -> Roster:
    rows = Unit.objects.select_related("parent").order_by("pk")
    return Roster.from_entries(
        UnitEntry(
            code=unit.code,
            name_ar=unit.name_ar,
            parent=unit.parent.code if unit.parent else None,
            spellings_ar=tuple(unit.spellings_ar),
        )
        for unit in rows
    )
