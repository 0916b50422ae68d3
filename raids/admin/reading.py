"""The reading of a report: what was found, for an editor to correct and accept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raids import actions
from raids.drafting import DraftedIncident, drafts_for
from raids.forms.constraints import refused_by
from raids.forms.reading import NEW, DraftReview
from raids.forms.words import marks_of
from raids.matching import look_alikes
from raids.models import Incident, Mention, Place
from reports.marking import render
from reports.models import Report

from .desk import LONGEST_WHY
from .warnings import Told, doubts_of, in_words


@dataclass
class Outcome:
    """What came of sending the page."""

    new: list[Incident] = field(default_factory=list)
    linked: list[Incident] = field(default_factory=list)
    known: list[Incident] = field(default_factory=list)

    @property
    def incidents(self) -> list[Incident]:
        """All incidents that it is about."""
        return [*self.new, *self.linked, *self.known]


class ReadingPage:
    """One report's reading with its forms, blank or as an editor sent them."""

    def __init__(self, report: Report, data: QueryDict | None = None) -> None:
        self.report = report
        self.drafted = drafts_for(report)
        self.data = data
        self.refused = ""
        self.why = data.get("why", "") if data else ""
        made = made_before(report, self.drafted.drafts)
        self.reviews = [
            self.review(number, draft, made.get(number))
            for number, draft in enumerate(self.drafted.drafts)
        ]
        self.by_hand = DraftReview(len(self.reviews), report, data=data)
        self.suggest_places()

    def review(
        self, number: int, draft: DraftedIncident, made: Incident | None
    ) -> DraftReview:
        """Return the forms of one draft; one that was accepted before needs none."""
        review = DraftReview(
            number,
            self.report,
            data=None if made else self.data,
            drafted=draft,
            offered=() if made else look_alikes(draft),
            made=made,
        )
        review.told = doubts_of(draft)
        return review

    @property
    def open(self) -> list[DraftReview]:
        """The drafts still to be decided, and the one to be added by hand."""
        return [*(one for one in self.reviews if one.made is None), self.by_hand]

    def suggest_places(self) -> None:
        """Offer the reader's suggestions for names that the gazetteer has not."""
        incidents = self.drafted.reading.incidents
        suggested = {
            number: found.siting.suggestions
            for number, found in enumerate(incidents)
            if found.siting and found.siting.suggestions
        }
        keys = {key for group in suggested.values() for key in group}
        places = named_places(keys) if keys else {}
        for number, group in suggested.items():
            offered = [places[key] for key in group if key in places]
            if number < len(self.reviews):
                self.reviews[number].suggest(offered)

    @property
    def has_errors(self) -> bool:
        """Whether the page was sent and something of it cannot be done."""
        return bool(self.refused) or (self.data is not None and not self.is_valid())

    def is_valid(self) -> bool:
        """Whether all that was decided can be done."""
        judged = [review.is_valid() for review in self.open]  # each, to tell all errors
        return all(judged)

    def accept(self, by: User, why: str) -> Outcome:
        """Do what was decided, all of it or nothing; ask `is_valid` before."""
        outcome = Outcome(known=self.sent_again())
        chosen, linked = [], []
        for review in self.open:
            if review.form.linked is not None:
                self.link(review, by, why)
                outcome.linked.append(review.form.linked)
                linked.append(review.drafted)
            elif review.is_new:
                chosen.append(review.corrected())
        known = [incident_of(self.report, draft) for draft in chosen]
        outcome.known += [incident for incident in known if incident]
        fresh = [
            draft for draft, made in zip(chosen, known, strict=True) if made is None
        ]
        outcome.new = actions.accept_drafts(
            by=by,
            report=self.report,
            drafts=fresh,
            why=why,
            # A page on which all is left out says nothing of how it was read.
            read=as_read(review.drafted for review in self.open)
            if fresh or linked
            else None,
            linked=as_read(linked),
        )
        return outcome

    def sent_again(self) -> list[Incident]:
        """Return the incidents made before of drafts that are sent once more."""
        sent = self.data or QueryDict()
        return [
            review.made
            for review in self.reviews
            if review.made and sent.get(f"{review.prefix}-decision") == NEW
        ]

    def link(self, review: DraftReview, by: User, why: str) -> Mention:
        """Say that the report speaks of an incident already known."""
        incident = review.form.linked
        assert incident is not None
        return actions.link_retelling(
            by=by,
            report=self.report,
            incident=incident,
            passage=review.passage(),
            telling=review.form.cleaned_data["telling"],
            why=why,
        )

    @property
    def text(self) -> SafeString:
        """The report's text with all words marked that a field rests on."""
        shown = [form for review in self.open for form in review.forms()]
        return render(self.report.text, marks_of(shown, self.report.pk), links=True)

    @property
    def media(self) -> Media:
        """The scripts and styles of the fields."""
        media = self.by_hand.form.media
        for rows in self.by_hand.rows.values():
            media += rows.empty_form.media
        return media

    @property
    def warnings(self) -> list[Told]:
        """What the reader says of the report as a whole, in words."""
        return in_words(self.drafted.reading.warnings)


def as_read(drafts: Iterable[DraftedIncident | None]) -> list[DraftedIncident]:
    """Return the drafts that were read, without those added by hand."""
    return [draft for draft in drafts if draft is not None]


def named_places(keys: set[str]) -> dict[str, Place]:
    """Return places by key."""
    rows = Place.objects.filter(key__in=keys).select_related("governorate")
    return {place.key: place for place in rows}


def made_before(
    report: Report, drafts: Sequence[DraftedIncident]
) -> dict[int, Incident]:
    """Return which drafts were accepted or linked before: their number -> incident.

    A mention of the report with the draft's passage tells. Where several drafts share
    a passage, the one of the incident's kind is meant, or else the first.
    """
    mentions: dict[tuple[int, int], list[Incident]] = defaultdict(list)
    stored: QuerySet[Mention] = report.mentions.filter(start__isnull=False)
    for mention in stored.select_related("incident__place", "incident__governorate"):
        place = (mention.start or 0, mention.end or 0)
        mentions[place].append(mention.incident)
    made: dict[int, Incident] = {}
    for of_same_kind in (True, False):
        for number, draft in enumerate(drafts):
            if number in made or draft.passage is None:
                continue
            there = mentions[draft.passage.start, draft.passage.end]
            for incident in there:
                if incident.kind == draft.kind or not of_same_kind:
                    made[number] = incident
                    there.remove(incident)
                    break
    return made


def incident_of(report: Report, draft: DraftedIncident) -> Incident | None:
    """Return the incident made before of a draft's very passage and kind, if any."""
    passage = draft.passage
    if passage is None:
        return None
    mention = report.mentions.filter(
        start=passage.start, end=passage.end, incident__kind=draft.kind
    ).first()
    return mention.incident if mention else None


def read_report(
    request: HttpRequest, report_id: int
) -> tuple[ReadingPage, Outcome | None]:
    """Read a report; where the page was sent and can be done, do it.

    The report is locked meanwhile: of two sendings the second sees what the first did.
    """
    if request.method != "POST":
        return ReadingPage(Report.objects.get(pk=report_id)), None
    try:
        with transaction.atomic():
            return accept_sent(request, report_id)
    except IntegrityError as error:
        page = ReadingPage(Report.objects.get(pk=report_id), request.POST)
        page.refused = str(refused_by(error).message)
        return page, None


def accept_sent(
    request: HttpRequest, report_id: int
) -> tuple[ReadingPage, Outcome | None]:
    """Do what was sent, if it can be done."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    page = ReadingPage(report, request.POST)
    if not page.is_valid():
        return page, None
    why = request.POST.get("why", "").strip()[:LONGEST_WHY]
    outcome = page.accept(request.user, why)  # type: ignore[arg-type]
    connection.check_constraints()  # what would be refused only at the end
    return page, outcome


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Say what came of it."""
    if outcome.new:
        messages.success(request, said(made_words(len(outcome.new)), outcome.new))
    if outcome.linked:
        messages.success(request, said(_("Linked to:"), outcome.linked))
    if outcome.known:
        again = _("Accepted before, and not doubled:")
        messages.warning(request, said(again, outcome.known))
    if not outcome.incidents:
        messages.info(request, _("Nothing was chosen, so nothing was changed."))


def made_words(number: int) -> str:
    """Say how many incidents were made."""
    return (
        ngettext(
            "%d incident was made, as a draft:",
            "%d incidents were made, as drafts:",
            number,
        )
        % number
    )


def said(words: str, incidents: Sequence[Incident]) -> SafeString:
    """Return words followed by links to incidents."""
    links = (
        format_html('<a href="{}">{}</a>', change_url(one), one) for one in incidents
    )
    return format_html(
        "{} {}", words, format_html_join("; ", "{}", ((x,) for x in links))
    )


def change_url(incident: Incident) -> str:
    """Return the address of an incident's page at the desk."""
    return reverse("admin:raids_incident_change", args=[incident.pk])
