"""The collections of version 1: read by anybody, written by nobody."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponsePermanentRedirect
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from raids.choices import IncidentStatus
from raids.filters import (
    IncidentFilter,
    PlaceFilter,
    ReportFilter,
    UnitFilter,
    public_reports,
    public_units,
)
from raids.filters.lookups import find_places
from raids.models import Incident, Place, Unit
from reports.models import Report

from . import joins
from .access import Public
from .errors import Gone
from .paging import CursorPagination
from .queries import CatalogueFilterBackend, ListQuery, read_one
from .serializers import (
    IncidentRowSerializer,
    IncidentSerializer,
    PlaceSerializer,
    ReportRowSerializer,
    ReportSerializer,
    UnitSerializer,
)
from .spec import of_list, of_one


class PublicViewSet(Public, viewsets.ReadOnlyModelViewSet[Any]):
    """A collection that anybody may read, without an account or a cookie."""

    http_method_names = ["get", "head", "options"]
    filter_backends = (CatalogueFilterBackend,)
    pagination_class = CursorPagination
    query: ListQuery | None = None
    wanted: tuple[str, ...] | None = None

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page of the rows asked for."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        assert self.query is not None  # the filter backend read it
        self.wanted = self.query.fields
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one row whole."""
        known = self.get_serializer().fields
        self.wanted = read_one(request.query_params, known)
        return Response(self.get_serializer(self.get_object()).data)

    def get_serializer(self, *args: Any, **kwargs: Any) -> Serializer[Any]:
        """Return the serializer, with the fields wanted and no others."""
        serializer: Any = super().get_serializer(*args, **kwargs)
        fields = getattr(serializer, "child", serializer).fields
        for name in set(fields) - set(self.wanted or fields):
            fields.pop(name)
        return serializer


@extend_schema_view(
    list=of_list(IncidentRowSerializer, "Incidents, the newest first."),
    retrieve=of_one(
        IncidentSerializer,
        "One incident whole: every finding with the Arabic words it rests on. The "
        "reference of an incident merged into another leads there.",
        gone=True,
        moved=True,
    ),
)
class IncidentViewSet(PublicViewSet):
    """Published incidents, by their references."""

    lookup_field = "reference"
    lookup_value_regex = r"[0-9]{4}-[0-9]{4,7}"
    filterset_class = IncidentFilter

    def get_queryset(self) -> QuerySet[Incident]:
        """Return what the public may see, joined as the answer needs it."""
        published = Incident.objects.published()
        if self.action == "retrieve":
            return published.for_display()
        return joins.for_rows(published)

    def get_serializer_class(self) -> type[Serializer[Any]]:
        """Return the shape of a row, or of the whole."""
        return (
            IncidentSerializer if self.action == "retrieve" else IncidentRowSerializer
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Return one incident whole, or the way to where it went."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            address = self.reverse_action("detail", args=[self.survivor().reference])
            query = request.META["QUERY_STRING"]
            return HttpResponsePermanentRedirect(
                f"{address}?{query}" if query else address
            )

    def get_object(self) -> Incident:
        """Return the incident, its findings sorted."""
        return joins.whole(super().get_object())

    def survivor(self) -> Incident:
        """Return the incident that this one was merged into; raises Gone or Http404."""
        row = Incident.objects.filter(reference=self.kwargs["reference"]).first()
        seen: set[int] = set()
        while row is not None and row.merged_into is not None and row.pk not in seen:
            seen.add(row.pk)
            row = row.merged_into
        if row is not None and row.status == IncidentStatus.WITHDRAWN:
            raise Gone
        if row is None or row.status != IncidentStatus.PUBLISHED:
            raise Http404
        return row


@extend_schema_view(
    list=of_list(ReportRowSerializer, "Reports that tell of published incidents."),
    retrieve=of_one(
        ReportSerializer, "One report: its text, and what its words state."
    ),
)
class ReportViewSet(PublicViewSet):
    """Reports that tell of a published incident."""

    lookup_value_regex = r"[0-9]{1,18}"
    filterset_class = ReportFilter

    def get_queryset(self) -> QuerySet[Report]:
        """Return the reports with their sources; a list leaves their texts behind."""
        return public_reports().select_related("source")

    def get_serializer_class(self) -> type[Serializer[Any]]:
        """Return the shape of a row, or of the whole."""
        return ReportSerializer if self.action == "retrieve" else ReportRowSerializer

    def get_object(self) -> Report:
        """Return the report with what published incidents rest on."""
        report: Any = super().get_object()
        report.incidents = joins.public_mentions(report)
        report.words = joins.public_words(report)
        return report


@extend_schema_view(
    list=of_list(PlaceSerializer, "The gazetteer."),
    retrieve=of_one(PlaceSerializer, "One place, by its number or its key."),
)
class PlaceViewSet(PublicViewSet):
    """The places that reports name."""

    lookup_value_regex = r"[-a-zA-Z0-9_]{1,100}"
    filterset_class = PlaceFilter
    serializer_class = PlaceSerializer
    queryset = Place.objects.select_related("parent", "governorate")

    def get_object(self) -> Place:
        """Return the place of a number or key."""
        name = self.kwargs["pk"]
        found = find_places([name])
        if name not in found:
            raise Http404
        return found[name]


@extend_schema_view(
    list=of_list(UnitSerializer, "The armed actors."),
    retrieve=of_one(UnitSerializer, "One unit, by its code."),
)
class UnitViewSet(PublicViewSet):
    """The armed actors that reports name; a code may hold a colon and Arabic."""

    lookup_field = "code"
    lookup_value_regex = r"[^/\0]{1,100}"
    filterset_class = UnitFilter
    serializer_class = UnitSerializer

    def get_queryset(self) -> QuerySet[Unit]:
        """Return the units that the public may see, with what they are part of."""
        return public_units().select_related("parent")


@extend_schema(exclude=True)
class NothingHere(Public, APIView):
    """Any other address below the API's."""

    def get(self, request: Request, **_kwargs: Any) -> Response:
        """Say that nothing is here."""
        raise Http404
