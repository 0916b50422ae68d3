"""Sources and their reports: pasting one, and reading it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raids.forms.report import PublishedForm, ReportForm
from reports.actions import add_report
from reports.marking import render
from reports.models import Report, Source

from .desk import DeskAdmin, DeskForm, NeverDeleted


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    """Who publishes."""

    list_display = ("name_ar", "name_en", "url", "report_count")
    list_display_links = ("name_ar", "name_en")
    search_fields = ("name_ar", "name_en", "url")
    fields = ("name_ar", "name_en", "url", "why")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Count the reports of each."""
        return super().get_queryset(request).annotate(report_count=Count("reports"))

    @admin.display(description=gettext_lazy("reports"), ordering="report_count")
    def report_count(self, source: Any) -> int:
        """How many reports the catalogue has of it."""
        return int(source.report_count)


class ReportFactsForm(PublishedForm, DeskForm):
    """What may be mended of a report whose words are kept."""


@admin.register(Report)
class ReportAdmin(NeverDeleted, DeskAdmin):
    """What was said; the words never change once saved."""

    form = ReportFactsForm
    list_display = (
        "headline",
        "source",
        "published_on",
        "incident_count",
        "created_by",
    )
    list_filter = ("source", "is_sample", "published_on")
    list_select_related = ("source", "created_by")
    date_hierarchy = "published_on"
    search_fields = ("title", "text", "url")
    search_help_text = gettext_lazy("Words of the title, the text or the address.")
    autocomplete_fields = ("source",)
    readonly_fields = ("words", "dateline", "facts_from", "created_at", "created_by")
    change_form_template = "admin/reports/report/change_form.html"

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Ask for the text of a new report only."""
        if obj is None:
            kwargs["form"] = ReportForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Report | None = None) -> Any:
        """Return the fields of a new report, or of one whose words are kept."""
        if obj is None:
            fields: list[Any] = ["source", "text", ("published_on", "url"), "title"]
            return [(None, {"fields": fields})]
        fields = ["source", ("published_on", "url"), "title", "words"]
        kept = ["dateline"] * bool(obj.dateline) + ["facts_from"] * bool(obj.facts_from)
        return [
            (None, {"fields": [*fields, *kept, "why"]}),
            (gettext_lazy("Entered"), {"fields": [("created_at", "created_by")]}),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Count the incidents each report speaks of."""
        reports = super().get_queryset(request)
        return reports.annotate(incident_count=Count("mentions", distinct=True))

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def headline(self, report: Report) -> str:
        """Its title, or the first line of its text."""
        return str(report)

    @admin.display(description=gettext_lazy("incidents"), ordering="incident_count")
    def incident_count(self, report: Any) -> SafeString:
        """How many incidents rest on it, leading to its reading."""
        return format_html(
            '<a href="{}">{}</a>', reading_url(report), report.incident_count
        )

    @admin.display(description=gettext_lazy("text"))
    def words(self, report: Report) -> SafeString:
        """The text, which cannot be changed."""
        return format_html(
            '<div class="report-text" dir="rtl" lang="ar">{}</div>',
            render(report.text, []),
        )

    def view_on_site(self, report: Report) -> str:
        """Lead to the public page."""
        return reverse("report-detail", args=[report.pk])

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Head the page with what is done on it."""
        title = {"title": _("Add a report")}
        return super().add_view(request, form_url, {**title, **(extra_context or {})})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the only source, or the one of the report entered last.

        The sample's own source is no one's to choose.
        """
        real = Report.objects.filter(is_sample=False).order_by("-pk")
        sources = (
            Source.objects.filter(pk__in=real.values("source")[:1])
            or (Source.objects.exclude(reports__is_sample=True).distinct()[:2])
        )
        only = {"source": sources[0].pk} if len(sources) == 1 else {}
        return {**only, **super().get_changeform_initial_data(request)}

    # --- adding ----------------------------------------------------------------------

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Report:
        """Return the report to be saved: on adding, the one these words have."""
        if change:
            saved: Report = super().save_form(request, form, change)
            return saved
        report, new = add_report(
            by=request.user,  # type: ignore[arg-type]
            **{name: form.cleaned_data[name] for name in form.Meta.fields},
        )
        request.first_seen = new  # type: ignore[attr-defined]
        request.entered = form.cleaned_data  # type: ignore[attr-defined]
        return report

    def save_model(self, request: Any, obj: Report, form: Any, change: bool) -> None:
        """Save what may change; a new report was stored by `add_report`."""
        if change:
            obj.save(update_fields=["source", "title", "published_on", "url"])

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """A new report has nothing beside it."""
        if change:
            super().save_related(request, form, formsets, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log a report once, however often its words are pasted."""
        if request.first_seen:  # type: ignore[attr-defined]
            return super().log_addition(request, obj, message)
        return None

    def response_add(
        self, request: HttpRequest, obj: Report, post_url_continue: Any = None
    ) -> HttpResponse:
        """Go on to the reading, of the first report where the words were known."""
        if request.first_seen:  # type: ignore[attr-defined]
            text = _("The report is saved. This is what was read in it.")
            self.message_user(request, text, messages.SUCCESS)
        else:
            self.message_user(request, already_there(request, obj), messages.WARNING)
        return HttpResponseRedirect(reading_url(obj))


def reading_url(report: Report) -> str:
    """Return the address of a report's reading."""
    return reverse("admin:raids_incident_read", args=[report.pk])


def already_there(request: Any, report: Report) -> SafeString:
    """Say that the words are known, and show what was entered differently."""
    said = format_html(
        _("These words are known already: this is the report that has them ({}). {}"),
        format_html(
            '<a href="{}">{}</a>',
            reverse("admin:reports_report_change", args=[report.pk]),
            report,
        ),
        _("Nothing was added or changed."),
    )
    differing = [
        (field.verbose_name, request.entered[field.name])
        for field in report._meta.fields
        if field.name in {"source", "published_on", "url", "title"}
        and request.entered[field.name] not in {None, "", getattr(report, field.name)}
    ]
    if not differing:
        return said
    listed = format_html_join("; ", "{}: {}", differing)
    return format_html("{} {} {}", said, _("You entered, differently:"), listed)
