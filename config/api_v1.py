"""Version 1 of the API, the whole of it.

What may change: fields, filters, values of codes and addresses may be added at any
time, and a client passes over those it does not know. Nothing is taken away, renamed,
retyped or given another meaning: that needs an `api_v2.py` beside this file, and
version 1 is served on for at least a year after. `tests/api_contract/openapi-v1.yaml`
is the promise in full; a test holds the code to it.
"""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import APIRootView, DefaultRouter

from raids.api import spec, views
from raids.api.access import Public


class Root(Public, APIRootView):
    """The collections of version 1. `docs/` shows them, `schema/` describes them."""


class Router(DefaultRouter):
    """One address for each thing: the format is a parameter, never an ending."""

    APIRootView = Root
    include_format_suffixes = False


router = Router()
router.register("incidents", views.IncidentViewSet, basename="incident")
router.register("reports", views.ReportViewSet, basename="report")
router.register("places", views.PlaceViewSet, basename="place")
router.register("units", views.UnitViewSet, basename="unit")

app_name = "v1"
urlpatterns = [
    path("", include(router.urls)),
    path("schema/", spec.SchemaView.as_view(), name="schema"),
    path("docs/", spec.DocsView.as_view(), name="docs"),
    re_path(r"^.*/$", views.NothingHere.as_view()),
]
