"""What machines ask of the site: whether it is well, and what to crawl."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /*?
Allow: /
"""
"""Filtered views are without number; the plain ones lead to every incident."""


@method_decorator(never_cache, name="dispatch")
class Health(View):
    """Answers 200 when the database answered, else 503."""

    def get(self, request: HttpRequest) -> JsonResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"status": "the database does not answer"}, status=503)
        return JsonResponse({"status": "ok"})


class Robots(View):
    """Tells crawlers what is worth their while."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
