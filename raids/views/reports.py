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
from .marks import Anchored, anchor_of, anchored_facts, marked_text

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
            "all_samples": page and all(report.is_sample for report in page),
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
    told = []
    for turn, (pk, mention) in enumerate(telling.items()):
        tint = f"told-{turn % TINTS + 1}"
        anchored = facts_told(incidents[pk], tint)
        told.append(
            {
                "tint": tint,
                "mention": mention,
                "incident": incidents[pk],
                "anchored": anchored,
                "first_words": first_words(anchored, report),
            }
        )
    return told


def facts_told(incident: Incident, tint: str) -> list[Anchored]:
    """Return an incident's facts, anchored on its page, in the incident's one tint."""
    page = incident.get_absolute_url()
    return [
        Anchored(one.fact, one.url, tint, one.label)
        for one in anchored_facts(questions_about(incident), page)
    ]


def first_words(anchored: list[Anchored], report: Report) -> str:
    """Return the anchor of the first words of a report that any fact rests on."""
    spans = [span for one in anchored for span in one.fact.spans]
    here = [span for span in spans if span.report_id == report.pk]
    return anchor_of(min(here, key=lambda span: span.start)) if here else ""
