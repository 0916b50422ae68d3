"""The public pages, each below a language: `/ar/…` and `/en/…`."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import data, incidents, places, reports, units


class ReferenceConverter(StringConverter):
    """An incident's reference: a year and a number."""

    regex = "[0-9]{4}-[0-9]{4,7}"


class CodeConverter(StringConverter):
    """A unit's code, which may be Arabic and hold slashes, and no null character."""

    regex = "[^\0]{1,100}"


register_converter(ReferenceConverter, "reference")
register_converter(CodeConverter, "code")

incident_urls = [
    path("", incidents.IncidentList.as_view(), name="home"),
    path("incidents/", incidents.IncidentList.as_view(), name="incident-list"),
    path(
        "incidents/<reference:reference>/",
        incidents.IncidentDetail.as_view(),
        name="incident-detail",
    ),
]

report_urls = [
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("reports/<int:pk>/", reports.ReportDetail.as_view(), name="report-detail"),
]

place_urls = [
    path("places/<int:pk>/", places.PlaceDetail.as_view(), name="place-detail"),
]

unit_urls = [
    path("units/", units.UnitList.as_view(), name="unit-list"),
    path("units/<code:code>/", units.UnitDetail.as_view(), name="unit-detail"),
]

data_urls = [path("data/", data.DataGuide.as_view(), name="data")]

urlpatterns = incident_urls + report_urls + place_urls + unit_urls + data_urls
