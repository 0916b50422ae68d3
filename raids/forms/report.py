"""Adding a report: paste it, and the words are kept as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.actions import clean_published_on, clean_text
from reports.models import Report

from .constraints import ConstraintErrors
from .findings import form_field


class PastedText(forms.CharField):
    """A report's text: told what is wrong by the same rules that keep it."""

    widget = forms.Textarea(
        attrs={"rows": 12, "dir": "rtl", "lang": "ar", "class": "report-paste"}
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with its newlines as line feeds; refuse what is no report."""
        return clean_text(value or "")

    def run_validators(self, value: Any) -> None:
        """Nothing more: `clean_text` said what is wrong, with the fix."""


class PublishedForm(ConstraintErrors):
    """A form that asks when a report was published."""

    def clean_published_on(self) -> date | None:
        """Refuse a day yet to come, or long before the Observatory."""
        return clean_published_on(self.cleaned_data["published_on"])


class ReportForm(PublishedForm):
    """A new report."""

    text = PastedText(
        label=_("text"),
        help_text=_(
            "Paste the whole report in Arabic, with its headline and its date line. It "
            "cannot be changed afterwards: facts point at its words."
        ),
    )

    class Meta:
        model = Report
        fields = ("source", "text", "published_on", "url", "title")
        formfield_callback = form_field

    def _post_clean(self) -> None:
        """Leave the model alone: `add_report` stores it, or finds the same words."""
