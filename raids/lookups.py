"""The gazetteer and the units, as the reader takes them, from the rows of the site.

They are built once a process and again after a row changes, which the history tells.
"""

from __future__ import annotations

from functools import lru_cache

from django.apps import apps
from django.db.models import Max

from reports.extraction import Gazetteer, PlaceEntry, Roster, UnitEntry

from .models import Place, Unit


def gazetteer() -> Gazetteer:
    """Return the places of the site for the reader."""
    return _gazetteer(_version("PlaceEvent"))


def roster() -> Roster:
    """Return the units of the site for the reader."""
    return _roster(_version("UnitEvent"))


def _version(history: str) -> int:
    """Return the number of the last change that a history holds."""
    events = apps.get_model("raids", history)._default_manager
    return events.aggregate(last=Max("pk"))["last"] or 0


@lru_cache(maxsize=1)
def _gazetteer(version: int) -> Gazetteer:
    rows = Place.objects.select_related("parent", "governorate").order_by("pk")
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
        for place in rows
    )


@lru_cache(maxsize=1)
def _roster(version: int) -> Roster:
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
