"""The forms of one report's reading: what was read, for an editor to set right.

A reading is a row of drafts, each with a decision, the incident's kind and rows of
findings. What the editor sends comes back as drafts for `raids.actions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raids.choices import IncidentKind, IncidentStatus, Telling
from raids.drafting import DraftedFinding, DraftedIncident
from raids.matching import LookAlike
from raids.models import Finding, Incident, Siting
from raids.wording import date_words, title_of
from reports.extraction.spans import Span
from reports.models import Report

from .rows import ROWS, DraftRows
from .words import Passage, Texts, WordsForm, written

NEW, LEAVE, LINK, OTHER = "new", "leave", "link:", "other"
"""The decisions: a new incident, none, a retelling of one offered, or of another."""


LIKELY = 0.5
"""The score from which a look-alike keeps the editor from passing it by."""


class DraftForm(WordsForm):
    """What is decided of a draft, and the incident's own answers."""

    tint = "kind"

    decision = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"), widget=forms.RadioSelect
    )
    other = forms.CharField(
        label=gettext_lazy("its reference or number"), required=False, max_length=20
    )
    kind = forms.ChoiceField(label=gettext_lazy("kind"))
    telling = forms.ChoiceField(label=gettext_lazy("told as"), choices=Telling.choices)
    passage = forms.CharField(required=False, widget=forms.HiddenInput)

    linked: Incident | None = None

    def __init__(
        self, *args: Any, texts: Texts, offered: Sequence[LookAlike], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        self.offered = {f"{LINK}{one.incident.pk}": one for one in offered}
        self.fields["kind"].choices = [("", "—"), *IncidentKind.choices]  # type: ignore[attr-defined]
        self.fields["kind"].required = False
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            *((key, offer_words(one)) for key, one in self.offered.items()),
            (NEW, _("Make a new incident of it")),
            (OTHER, _("Link the report to another incident")),
            (LEAVE, _("Leave it out")),
        ]
        self.fields["decision"].error_messages["required"] = _(
            "Incidents that look the same are known. Say whether this is one of them."
        )

    @property
    def decisions(self) -> list[tuple[Any, LookAlike | None]]:
        """The decisions to choose from, with the incident that each would link to."""
        return [(one, self.offered.get(one.data["value"])) for one in self["decision"]]

    @property
    def decided(self) -> str:
        """The decision taken."""
        return str(self.cleaned_data.get("decision", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if self.decided == NEW:
            self.choose_words()
            if not cleaned.get("kind"):
                self.add_error("kind", _("Choose the kind of incident."))
        elif self.decided == OTHER:
            self.find_other(cleaned.get("other") or "")
        else:
            chosen = self.offered.get(self.decided)
            self.linked = chosen.incident if chosen else None
        return cleaned

    def find_other(self, name: str) -> None:
        """Find the incident of a reference, or of a draft's number."""
        wanted = {"pk": name} if name.isdecimal() else {"reference": name}
        found = Incident.objects.exclude(status=IncidentStatus.MERGED)
        self.linked = found.filter(**wanted).first() if name else None
        if self.linked is None:
            self.add_error(
                "other",
                _("Give the reference of a known incident, such as 2017-0042.")
                if not name
                else _("There is no incident “%(name)s”.") % {"name": name},
            )


def offer_words(look_alike: LookAlike) -> str:
    """Say which incident a report may be linked to."""
    incident = look_alike.incident
    # Isolated, since digits and a dash after Arabic letters change places.
    name = f"\u2066{incident.reference or f'#{incident.pk}'}\u2069"
    return _("Link the report to %(incident)s (%(date)s, %(status)s)") % {
        "incident": f"{name} {title_of(incident)}",
        "date": date_words(incident),
        "status": incident.get_status_display(),
    }


class DraftReview:
    """One draft on the page: what was read, and the forms to correct it."""

    def __init__(
        self,
        number: int,
        report: Report,
        *,
        data: QueryDict | None = None,
        drafted: DraftedIncident | None = None,
        offered: Sequence[LookAlike] = (),
        made: Incident | None = None,
    ) -> None:
        self.number, self.report, self.drafted = number, report, drafted
        self.offered, self.made = offered, made
        self.prefix = f"d{number}"
        self.told: Sequence[Any] = ()
        self.texts: Texts = {report.pk: report.text}
        self.form = DraftForm(
            data,
            prefix=self.prefix,
            texts=self.texts,
            offered=offered,
            initial=self.initial(),
        )
        self.rows = {model: self.rows_of(model, data) for model in ROWS}

    @property
    def is_likely_known(self) -> bool:
        """Whether it seems an incident already known: then the editor must decide."""
        return any(one.score >= LIKELY for one in self.offered)

    @property
    def by_hand(self) -> bool:
        """Whether the reader found no such incident, and an editor adds it."""
        return self.drafted is None

    def initial(self) -> dict[str, Any]:
        """Return what the incident's own form begins with."""
        if self.drafted is None:
            return {"decision": LEAVE, "telling": Telling.NEWS}
        passages = self.passages(self.drafted.kind_spans)
        shown = DraftForm(texts=self.texts, offered=())
        shown.show_words(passages)
        passage = [self.drafted.passage] if self.drafted.passage else []
        return {
            **shown.initial,
            "decision": "" if self.is_likely_known else NEW,
            "kind": self.drafted.kind,
            "telling": self.drafted.telling,
            "passage": written(self.passages(passage)),
        }

    def passages(self, spans: Sequence[Span]) -> list[Passage]:
        """Return the reader's spans as passages of this report."""
        return [Passage(self.report.pk, span.start, span.end) for span in spans]

    def rows_of(self, model: type[Finding], data: QueryDict | None) -> DraftRows:
        """Return the rows of one kind of finding."""
        drafted = self.drafted.of(model) if self.drafted else []
        rows: DraftRows = ROWS[model](
            data,
            prefix=f"{self.prefix}-{model._meta.model_name}",
            texts=self.texts,
            drafted=drafted,
            initial=[self.row_initial(one) for one in drafted],
        )
        return rows

    def row_initial(self, drafted: DraftedFinding) -> dict[str, Any]:
        """Return what a row begins with."""
        from .words import quote

        passages = self.passages(drafted.spans)
        initial = {
            **drafted.values,
            "passages": written(passages),
            "words": quote(passages, self.texts),
        }
        if drafted.part_of is not None and self.drafted is not None:
            total = self.drafted.findings[drafted.part_of]
            initial["part_of"] = self.drafted.of(drafted.model).index(total) + 1
        return initial

    def suggest(self, places: Sequence[Any]) -> None:
        """Offer places whose names are like the one that the gazetteer has not."""
        for row in self.rows[Siting].forms:
            if not row["place"].value():
                row.fields["place"].offer(*places)
                row.suggested = places

    @property
    def is_begun(self) -> bool:
        """Whether an editor decided to make something of it."""
        return self.form["decision"].value() != LEAVE

    @property
    def is_new(self) -> bool:
        """Whether an incident is to be made of it; asked after cleaning."""
        return self.form.decided == NEW

    def is_valid(self) -> bool:
        """Whether what was decided can be done; what is left out is not judged."""
        if not self.form.is_valid():
            return False
        if not self.is_new:
            return True
        judged = [rows.is_valid() for rows in self.rows.values()]  # all errors are told
        return all(judged)

    def corrected(self) -> DraftedIncident:
        """Return the draft as the editor corrected it."""
        findings: list[DraftedFinding] = []
        for rows in self.rows.values():
            first = len(findings)
            kept = rows.kept()
            number_of = {row: first + index for index, row in enumerate(kept)}
            for row in kept:
                total = rows.forms[row.total - 1] if row.total else None
                part_of = number_of[total] if total else None
                findings.append(replace(row.finding(), part_of=part_of))
        values = self.form.cleaned_data
        return DraftedIncident(
            kind=values["kind"],
            kind_spans=self.form.spans_chosen,
            telling=values["telling"],
            passage=self.passage(findings),
            findings=tuple(findings),
        )

    def passage(self, findings: Sequence[DraftedFinding] = ()) -> Span:
        """Return the passage that tells of the incident.

        It is what was read; of one added by hand, what all its words span, or else the
        whole text: by its passage an incident is known not to be made twice.
        """
        if self.drafted is not None and self.drafted.passage is not None:
            return self.drafted.passage
        spans = [*self.form.spans_chosen]
        spans += [span for finding in findings for span in finding.spans]
        if not spans:
            return Span(0, len(self.report.text))
        return Span(min(one.start for one in spans), max(one.end for one in spans))

    def forms(self) -> Iterator[WordsForm]:
        """Yield every form that carries words."""
        yield self.form
        for rows in self.rows.values():
            yield from rows.forms
