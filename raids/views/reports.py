"""The reports that published incidents rest on: their list, and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import DetailView, View

from raids.choices import IncidentStatus
from raids.filters import ReportFilter, public_reports
from raids.models import Incident, Mention
from reports.models import Report

from .facts import questions_about
from .listing import Listing
from .marks import Anchored, anchored_facts, marked_text

PAGE_SIZE = 30
BEGINNING = 500
"""Code points of a text that a list loads, for the first line where no title is."""
FORM_FIELDS = ("q", "from", "to")
TINTS = 6
"""Tints that tell the incidents of one report apart, taken in turn."""

PUBLISHED = Q(mentions__incident__status=IncidentStatus.PUBLISHED)


class ReportList(View):
    """The public reports that the address asks for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = public_reports().select_related("source").defer("text")
        rows = rows.annotate(
            told=Count("mentions", filter=PUBLISHED),
            beginning=Left("text", BEGINNING),
        )
        listing = Listing(request.GET, ReportFilter, rows, page_size=PAGE_SIZE)
        page = None if listing.problems else listing.page(listing.rows)
        context = {
            "section": "reports",
            "listing": listing,
            "form": listing.filters.form,
            "kept": listing.kept(FORM_FIELDS),
            "page": None if listing.problems else page,
            "links": listing.links(page) if page else {},
            "samples": page and any(report.is_sample for report in page),
        }
        return render(
            request, "reports/report_list.html", context, status=listing.status
        )


class ReportDetail(DetailView):
    """One report: its text with the words of published incidents marked."""

    template_name = "reports/report_detail.html"
    context_object_name = "report"

    def get_queryset(self) -> QuerySet[Report]:
        return public_reports().select_related("source")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = told_in(self.object)
        anchored = [one for row in told for one in row["anchored"]]
        return super().get_context_data(
            section="reports",
            told=told,
            words=marked_text(self.object, anchored),
            samples=self.object.is_sample,
            **kwargs,
        )


def told_in(report: Report) -> list[dict[str, Any]]:
    """Return the published incidents that a report tells, in the order it does."""
    mentions = Mention.objects.filter(
        report=report, incident__in=Incident.objects.published()
    ).order_by("start", "pk")
    telling = {mention.incident_id: mention for mention in mentions}
    incidents = Incident.objects.filter(pk__in=telling).for_display().in_bulk()
    return [
        {
            "number": number,
            "tint": f"told-{(number - 1) % TINTS + 1}",
            "mention": mention,
            "incident": incidents[pk],
            "anchored": facts_told(incidents[pk], (number - 1) % TINTS + 1),
        }
        for number, (pk, mention) in enumerate(telling.items(), start=1)
    ]


def facts_told(incident: Incident, tint: int) -> list[Anchored]:
    """Return an incident's facts, anchored on its page, in the incident's one tint."""
    page = incident.get_absolute_url()
    return [
        Anchored(one.fact, one.url, f"told-{tint}", one.label)
        for one in anchored_facts(questions_about(incident), page)
    ]
