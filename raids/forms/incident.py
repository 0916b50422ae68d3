"""The forms of one incident: its own answers, taking it back, and merging it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from raids.choices import IncidentStatus
from raids.history import Line, entries_of
from raids.models import Incident
from reports.models import EvidenceSpan

from .constraints import ConstraintErrors
from .findings import FindingForm, check_rivals
from .rows import spare_row
from .words import Passage, Texts, WordsForm

DIRECTIONS = {
    "_ar": {"dir": "rtl", "lang": "ar"},
    "_en": {"dir": "ltr", "lang": "en"},
}
"""How a field is written, by the language that its name ends in."""


def texts_of(incident: Incident) -> dict[int, str]:
    """Return the texts of the reports that speak of an incident."""
    if incident.pk is None:
        return {}
    return {
        mention.report_id: mention.report.text for mention in incident.mentions.all()
    }


def passages_of(spans: Iterable[EvidenceSpan]) -> list[Passage]:
    """Return stored spans as passages, in the order of their reports and words."""
    return sorted(Passage(one.report_id, one.start, one.end) for one in spans)


def stored(passages: Iterable[Passage]) -> list[EvidenceSpan]:
    """Return the stored rows of passages, keeping those not kept before."""
    asked = set(passages)
    EvidenceSpan.objects.bulk_create(
        (
            EvidenceSpan(report_id=one.report, start=one.start, end=one.end)
            for one in sorted(asked)
        ),
        ignore_conflicts=True,
    )
    kept = EvidenceSpan.objects.filter(report__in={one.report for one in asked})
    return [row for row in kept if Passage(row.report_id, row.start, row.end) in asked]


class IncidentForm(WordsForm, ConstraintErrors):
    """The incident's own answers; `seen` is when the editor's page was drawn."""

    tint = "kind"

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Kept in the history beside what you change, for ever."),
    )

    class Meta:
        model = Incident
        fields = ("kind", "title_ar", "title_en", "summary_ar", "summary_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spans = self.instance.kind_spans.all() if self.instance.pk else []
        self.texts: Texts = {
            **{span.report_id: span.report.text for span in spans},
            **texts_of(self.instance),
        }
        self.show_words(passages_of(spans))
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()
        for name, field in self.fields.items():  # none where it may only be seen
            language = name[-3:]
            if language in DIRECTIONS:
                field.widget.attrs.update(DIRECTIONS[language], rows=4)
        if "words" in self.fields:
            self.fields["words"].label = _("words that say its kind")

    @property
    def fact(self) -> str:
        """The id of the part of the page that shows the kind."""
        return "kind"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.choose_words()
        if self.instance.pk and cleaned.get("seen") != self.initial["seen"]:
            self.tell_of_another()
        return cleaned

    def tell_of_another(self) -> None:
        """Say who changed the incident meanwhile; the next save is theirs to decide."""
        entries = entries_of(self.instance, since=moment(self.cleaned_data.get("seen")))
        who = entries[0].who if entries else _("Somebody")
        lines = [line for entry in entries for line in entry.lines]
        sent = {self.add_prefix("seen"): self.initial["seen"]}
        self.data = {**self.data.dict(), **sent}  # type: ignore[attr-defined]
        self.add_error(
            None,
            ValidationError(
                _(
                    "%(who)s changed this incident at %(when)s, while you were "
                    "working on it. Nothing you entered is lost, and nothing is saved "
                    "yet. What was changed: %(fields)s. Look at its history; save "
                    "again if your values are to stand."
                )
                % {
                    "who": who,
                    "when": date_format(
                        localtime(self.instance.updated_at), "DATETIME_FORMAT"
                    ),
                    "fields": changed_fields(lines),
                }
            ),
        )

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if {"words", "passages"} & set(self.changed_data):
            self.instance.kind_spans.set(stored(self.passages_chosen))


def moment(written: str | None) -> datetime | None:
    """Return when a page was drawn, as it says; None where that cannot be read."""
    try:
        return parse_datetime(written or "")
    except ValueError:
        return None


def changed_fields(lines: Iterable[Line]) -> str:
    """Name the fields that lines of the history are about, each once."""
    named = dict.fromkeys(f"{line.row}: {line.name}" for line in lines)
    return pgettext("between fields", "; ").join(named) or "—"


class StoredFindingForm(FindingForm):
    """A finding's form on the incident's page.

    `is_gone` tells that another editor removed the row after the page was drawn.
    """

    is_gone = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            spans = list(self.instance.spans.all())
            self.texts = {
                **{span.report_id: span.report.text for span in spans},
                **self.texts,
            }
            self.show_words(passages_of(spans))

    @property
    def is_read(self) -> bool:
        """Whether the row is stored rather than added."""
        return self.instance.pk is not None or self.is_gone

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if {"words", "passages"} & set(self.changed_data):
            self.instance.spans.set(stored(self.passages_chosen))


def stored_form(form: type[FindingForm]) -> type[StoredFindingForm]:
    """Return a finding's form as the incident's page has it."""
    return type(
        f"Stored{form.__name__}", (StoredFindingForm, form), {"__module__": __name__}
    )


class FindingRows(forms.BaseInlineFormSet):
    """The findings of one kind of one incident."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(index),
            "texts": texts_of(self.instance),
            "totals": self.totals,
        }

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say what to do with a row that another editor removed meanwhile."""
        super().add_fields(form, index)
        was_stored = index is not None and index < self.initial_form_count()
        if was_stored and form.instance.pk is None:
            form.is_gone = True
            form.fields["id"].error_messages["invalid_choice"] = _(
                "Somebody removed this row meanwhile. Leave it out here too; if it is "
                "to stay, add it as a new row."
            )

    @property
    def totals(self) -> list[tuple[int, str]]:
        """The stored rows, any of which another may be part of."""
        if self.instance.pk is None:
            return []
        return [
            (row.pk, _("row %(number)d: %(row)s") % {"number": number, "row": row})
            for number, row in enumerate(self.get_queryset(), start=1)
        ]

    @property
    def total_with_spare(self) -> int:
        """How many rows there are with the spare one."""
        return int(self.total_form_count()) + 1

    @property
    def spare(self) -> forms.BaseForm:
        """One more row, for a browser without scripts."""
        return spare_row(self)

    @property
    def verbose_name(self) -> str:
        """What the rows are called."""
        return str(self.get_queryset().model._meta.verbose_name_plural)

    @property
    def tint(self) -> str:
        """The colour of this kind of fact."""
        return str(self.form.tint)  # type: ignore[attr-defined]

    def kept(self) -> list[Any]:
        """Return the valid rows that stay."""
        return [
            form
            for form in self.forms
            if form not in self.deleted_forms
            and hasattr(form, "cleaned_data")
            and (form.instance.pk or form.has_changed())
        ]

    def clean(self) -> None:
        super().clean()
        rows = self.kept()
        check_rivals(rows)
        totals = {row.instance.pk: row.cleaned_data.get("part_of") for row in rows}
        for row in rows:
            if not whole(row.instance.pk, totals):
                row.add_error(
                    "part_of",
                    ValidationError(_("Choose another row, which is a total.")),
                )


def whole(row: int | None, totals: dict[int | None, Any]) -> bool:
    """Whether the total of a row stays, and is not in the end a part of the row."""
    seen = {row}
    total = totals.get(row)
    while total is not None:
        if total.pk in seen or total.pk not in totals:
            return False
        seen.add(total.pk)
        total = totals[total.pk]
    return True


class WithdrawForm(forms.Form):
    """Taking an incident back, which asks why."""

    why = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Readers who follow its reference will want to know. Kept in the history."
        ),
        error_messages={
            "required": gettext_lazy("Say why it is withdrawn; readers of it will ask.")
        },
    )


class MergeForm(forms.Form):
    """Merging an incident into another, which asks which and why."""

    into = forms.CharField(
        label=gettext_lazy("Which incident stays?"),
        max_length=20,
        help_text=gettext_lazy(
            "Its reference, such as 2017-0042, or the number of a draft."
        ),
        error_messages={"required": gettext_lazy("Give the incident that stays.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Why are they the same?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the history of both."),
        error_messages={"required": gettext_lazy("Say why they are one incident.")},
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incident = incident

    def clean_into(self) -> Incident:
        """Return the incident of a reference or number, which must be another one."""
        name = self.cleaned_data["into"].strip()
        wanted = {"pk": name} if name.isdecimal() else {"reference": name}
        into = Incident.objects.filter(**wanted).first()
        if into is None:
            raise ValidationError(_("There is no incident “%s”.") % name)
        if into.pk == self.incident.pk:
            raise ValidationError(_("An incident cannot be merged into itself."))
        if into.status == IncidentStatus.MERGED:
            raise ValidationError(
                _("“%(name)s” was itself merged. Give the one that stayed: %(other)s.")
                % {"name": name, "other": into.merged_into}
            )
        return into
