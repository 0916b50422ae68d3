"""The page of a place: what happened there, and where it lies."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.views.generic import DetailView

from raids.filters import IncidentFilter
from raids.models import Incident, IncidentQuerySet, Place

from .doubts import with_doubts
from .totals import totals_of

SHOWN = 20
"""Incidents on the page; the explorer shows the rest."""


def incidents_asked(parameter: str, value: str) -> tuple[str, IncidentQuerySet]:
    """Return the query string of a filter and the published incidents it finds."""
    query = QueryDict(mutable=True)
    query[parameter] = value
    rows = IncidentFilter(query, Incident.objects.published()).qs
    return f"?{query.urlencode()}", rows


def overview(parameter: str, value: str) -> dict[str, Any]:
    """Return the totals and the latest incidents of a filter, for a place's page."""
    query, rows = incidents_asked(parameter, value)
    totals = totals_of(rows)
    return {
        "query": query,
        "totals": totals,
        "incidents": list(with_doubts(rows.for_list())[:SHOWN]),
        "samples": totals.samples,
        "all_samples": totals.all_samples,
    }


class PlaceDetail(DetailView):
    """One row of the gazetteer with its incidents."""

    template_name = "raids/place_detail.html"
    context_object_name = "place"

    def get_queryset(self) -> QuerySet[Place]:
        return Place.objects.select_related("parent", "governorate")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            children=self.object.children.order_by("name_ar"),
            **overview("place", self.object.key),
            **kwargs,
        )
