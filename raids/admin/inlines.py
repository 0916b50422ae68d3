"""The rows of an incident on its page: the six kinds of finding, and the mentions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raids.forms.findings import FORMS, form_field
from raids.forms.incident import FindingRows, stored_form
from raids.models import Finding, Mention
from reports.models import EvidenceSpan


class FindingInline(admin.StackedInline):
    """The findings of one kind, accepted ones and rivals alike."""

    template = "admin/raids/incident/findings.html"
    formset = FindingRows
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Use the fields of the findings' own forms."""
        return form_field(db_field)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Join what rows show, the accepted ones first."""
        rows: QuerySet[Any] = self.model._default_manager.for_display()
        return rows.order_by("-accepted", "pk")


def inline_of(finding: type[Finding]) -> type[FindingInline]:
    """Return the inline of a kind of finding."""
    return type(
        f"{finding.__name__}Inline",
        (FindingInline,),
        {
            "model": finding,
            "form": stored_form(FORMS[finding]),
            "__module__": __name__,
        },
    )


class MentionRows(BaseInlineFormSet):
    """The reports that speak of an incident."""

    def clean(self) -> None:
        """Keep a report as long as words of it are what a finding rests on."""
        super().clean()
        for form in self.deleted_forms:
            quoted = EvidenceSpan.objects.filter(report=form.instance.report).filter(
                **{"pk__in": spans_used_by(self.instance)}
            )
            if quoted.exists():
                raise ValidationError(
                    _(
                        "Findings rest on words of “%s”. Remove those rows, or let "
                        "them rest on words of another report, before you unlink it."
                    )
                    % form.instance.report
                )


def spans_used_by(incident: Any) -> QuerySet[EvidenceSpan]:
    """Return the words that an incident's findings and kind rest on."""
    used = incident.kind_spans.all()
    for finding in FORMS:
        through = finding.spans.through.objects.filter(  # type: ignore[attr-defined]
            **{
                "evidencespan": OuterRef("pk"),
                f"{finding._meta.model_name}__incident": incident,
            }
        )
        used = used | EvidenceSpan.objects.filter(Exists(through))
    return used.values("pk")


class MentionInline(admin.TabularInline):
    """Which reports speak of the incident; a report is linked from its reading."""

    model = Mention
    formset = MentionRows
    extra = 0
    fields: ClassVar = ("report_link", "telling", "passage")
    readonly_fields: ClassVar = ("report_link", "passage")
    verbose_name_plural = gettext_lazy("Reports that speak of it")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """Join the reports."""
        return super().get_queryset(request).select_related("report__source")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A report is linked from its reading, where its words are seen."""
        return False

    @admin.display(description=gettext_lazy("report"))
    def report_link(self, mention: Mention) -> SafeString:
        """The report, leading to its reading."""
        return format_html(
            '<a href="{}">{}</a><br><small>{} · {}</small>',
            reverse("admin:raids_incident_read", args=[mention.report_id]),
            mention.report,
            mention.report.source,
            mention.report.published_on or _("day of publication not known"),
        )

    @admin.display(description=gettext_lazy("passage"))
    def passage(self, mention: Mention) -> SafeString:
        """The words that tell of it, shortened."""
        words = mention.report.text[mention.start or 0 : mention.end]
        shown = words if len(words) < 200 else f"{words[:200]}…"
        return format_html('<q dir="rtl" lang="ar">{}</q>', " ".join(shown.split()))


FINDING_INLINES = [inline_of(finding) for finding in FORMS]
