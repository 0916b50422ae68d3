"""The whole site on one screen: pages in two languages, the API, the admin."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from raids.views import service

urlpatterns = [
    path("healthz", service.Health.as_view(), name="healthz"),
    path("robots.txt", service.Robots.as_view(), name="robots"),
    path("api/v1/", include("config.api_v1")),
    path("admin/", admin.site.urls),
    # An address without a language (`/`, `/incidents/`) is sent on to the reader's by
    # Django's LocaleMiddleware, with its filters.
    *i18n_patterns(path("", include("raids.urls"))),
]

handler400 = "raids.views.errors.bad_request"
handler403 = "raids.views.errors.forbidden"
handler404 = "raids.views.errors.not_found"
handler500 = "raids.views.errors.server_error"
