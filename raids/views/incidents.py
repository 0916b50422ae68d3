"""The explorer's list of incidents, and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import DetailView, View

from raids.choices import IncidentStatus
from raids.filters import IncidentFilter
from raids.models import Incident, IncidentQuerySet

from .addresses import replaced
from .doubts import with_doubts
from .errors import gone
from .facets import facets_of
from .facts import Question, questions_about
from .listing import Listing
from .marks import anchored_facts, marked_text
from .neighbours import neighbours_of
from .sentences import sentence_of
from .totals import totals_of

LONGEST_CHAIN = 20
"""Mergers followed from an old reference before the chain is taken for a circle."""

PAGE_SIZE = 30

FORM_FIELDS = (
    "q",
    "kind",
    "governorate",
    "unit",
    "from",
    "to",
    "killed_min",
    "captives_min",
    "civilians_killed_min",
    "has_captives",
)
"""What the form of the page asks; all else that is on, it carries along."""


class IncidentList(View):
    """The published incidents that the address asks for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        published = Incident.objects.published()
        listing = Listing(request.GET, IncidentFilter, published, page_size=PAGE_SIZE)
        context = {
            "section": "incidents",
            "listing": listing,
            "form": listing.filters.form,
            "kept": listing.kept(FORM_FIELDS),
            **self.shown(listing),
        }
        return render(
            request, "raids/incident_list.html", context, status=listing.status
        )

    def shown(self, listing: Listing[Incident]) -> dict[str, Any]:
        """Return the rows with all that is said of them; nothing for a bad address."""
        if listing.problems:
            return {}
        rows: IncidentQuerySet = listing.rows  # type: ignore[assignment]
        totals = totals_of(rows)
        page = listing.page(rows, totals.incidents)
        if listing.problems:
            return {}
        page.object_list = lines_of(rows, page.number)
        return {
            "totals": totals,
            "sentence": sentence_of(totals.incidents, listing.filters.clauses()),
            "facets": facets_of(listing.query, listing.filters),
            "page": page,
            "links": listing.links(page),
            "orders": orders_of(listing),
            "samples": totals.samples,
            "all_samples": totals.all_samples,
        }


def lines_of(rows: IncidentQuerySet, page: int) -> list[Incident]:
    """Return a page of the rows with all that a line shows, in the rows' order.

    The page is found first and its lines are joined after, lest the database join and
    weigh all the rows of the pages before it too.
    """
    first = (page - 1) * PAGE_SIZE
    keys = list(rows.values_list("pk", flat=True)[first : first + PAGE_SIZE])
    lines = with_doubts(Incident.objects.published().for_list()).in_bulk(keys)
    return [lines[key] for key in keys if key in lines]


def orders_of(listing: Listing[Incident]) -> list[dict[str, Any]]:
    """Return the orders there are, each with its address."""
    order = listing.filters.filters["ordering"]
    chosen = listing.query.get("ordering") or order.default
    return [
        {
            "label": ordering.label,
            "url": replaced(
                listing.query, ordering="" if code == order.default else code
            ),
            "is_on": code == chosen,
        }
        for code, ordering in order.orderings.items()
    ]


class IncidentDetail(DetailView):
    """One incident: its facts beside the words that state them."""

    template_name = "raids/incident_detail.html"
    context_object_name = "incident"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        reference = kwargs["reference"]
        found = survivor(Incident.objects.filter(reference=reference).first())
        if found is None:
            raise Http404
        if found.status == IncidentStatus.WITHDRAWN:
            return gone(request, reference)
        if not found.is_public:
            raise Http404
        if found.reference != reference:
            return redirect(found, permanent=True)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Incident:
        public = Incident.objects.published().for_display()
        return public.get(reference=self.kwargs["reference"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        incident = self.object
        questions = questions_about(incident)
        return super().get_context_data(
            section="incidents",
            questions=questions,
            disputed=[question for question in questions if question.rivals],
            readings=readings_of(incident, questions),
            neighbours=neighbours_of(incident),
            samples=incident.is_sample,
            **kwargs,
        )


def survivor(incident: Incident | None) -> Incident | None:
    """Follow mergers to the incident that stands for this one now."""
    for _step in range(LONGEST_CHAIN):
        if incident is None or incident.merged_into is None:
            return incident
        incident = incident.merged_into
    return None


def readings_of(incident: Incident, questions: list[Question]) -> list[dict[str, Any]]:
    """Return each report that tells it, with this incident's words marked."""
    anchored = anchored_facts(questions)
    return [
        {
            "mention": mention,
            "report": mention.report,
            "words": marked_text(mention.report, anchored, mention),
        }
        for mention in incident.mentions.all()
    ]
