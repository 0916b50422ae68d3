"""Incidents: the list, one incident's page, and the verbs that make it public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.i18n import set_language

from raids import actions
from raids.choices import IncidentStatus
from raids.forms.incident import IncidentForm, MergeForm, WithdrawForm
from raids.forms.words import marks_of
from raids.models import Incident
from raids.wording import bounds_words, date_words, title_of
from reports.marking import render
from reports.models import Report

from .desk import DeskAdmin, NeverDeleted
from .group import PUBLISH
from .inlines import FINDING_INLINES, MentionInline
from .names import NamesView
from .reading import change_url, read_report, tell

TOTALS_SHOWN = (
    ("killed", gettext_lazy("Killed")),
    ("wounded", gettext_lazy("Wounded")),
    ("taken", gettext_lazy("Taken")),
)


@admin.register(Incident)
class IncidentAdmin(NeverDeleted, DeskAdmin):
    """The catalogue's incidents, drafts and published ones."""

    form = IncidentForm
    inlines: ClassVar = [*FINDING_INLINES, MentionInline]
    list_display = (
        "reference_or_number",
        "title",
        "date",
        "place",
        "kind",
        "status",
        "killed",
        "taken",
    )
    list_display_links = ("reference_or_number", "title")
    list_filter = (
        "status",
        "kind",
        ("governorate", admin.RelatedOnlyFieldListFilter),
        "is_sample",
    )
    list_select_related = ("place", "governorate")
    search_fields = (
        "reference",
        "title_ar",
        "title_en",
        "place__name_ar",
        "place__name_en",
        "mentions__report__text",
    )
    search_help_text = gettext_lazy(
        "Reference, title, place, or words of a report that speaks of it."
    )
    actions = ("publish_selected",)
    fieldsets = (
        (None, {"fields": ("kind", "words", "passages", "seen")}),
        (
            gettext_lazy("Title and summary"),
            {
                "classes": ("collapse",),
                "description": gettext_lazy(
                    "Left empty, they are worded from the findings below."
                ),
                "fields": (("title_ar", "title_en"), ("summary_ar", "summary_en")),
            },
        ),
    )
    change_form_template = "admin/raids/incident/change_form.html"

    # --- the list --------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Incident]:
        """Join what a line of the list, and an incident's page, shows."""
        return Incident.objects.for_list()

    @admin.display(description=gettext_lazy("reference"), ordering="reference")
    def reference_or_number(self, incident: Incident) -> str:
        """The public reference; a draft, which has none yet, goes by its number."""
        return incident.reference or f"#{incident.pk}"

    @admin.display(description=gettext_lazy("title"))
    def title(self, incident: Incident) -> str:
        """The title, written or worded."""
        return title_of(incident)

    @admin.display(description=gettext_lazy("date"), ordering="last_day")
    def date(self, incident: Incident) -> str:
        """When, no more closely than known."""
        return date_words(incident, short=True)

    @admin.display(description=gettext_lazy("killed"), ordering="killed_min")
    def killed(self, incident: Incident) -> str:
        """Killed, as bounds."""
        return total(incident, "killed")

    @admin.display(description=gettext_lazy("taken"), ordering="taken_min")
    def taken(self, incident: Incident) -> str:
        """Taken, as bounds."""
        return total(incident, "taken")

    @admin.action(
        description=gettext_lazy("Publish the selected incidents"),
        permissions=["publish"],
    )
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Incident]
    ) -> None:
        """Publish those that can be, and say of the others what they lack."""
        published, refused = 0, []
        for incident in queryset:
            try:
                actions.publish(by=request.user, incident=incident)  # type: ignore[arg-type]
                published += 1
            except ValidationError as error:
                refused.append(
                    (change_url(incident), incident, " ".join(error.messages))
                )
        if published:
            text = ngettext(
                "%d incident is published.", "%d incidents are published.", published
            )
            self.message_user(request, text % published, messages.SUCCESS)
        if refused:
            listed = format_html_join("", '<li><a href="{}">{}</a>: {}</li>', refused)
            text = format_html("{}<ul>{}</ul>", _("Not published:"), listed)
            self.message_user(request, text, messages.ERROR)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may make incidents public, and take them back."""
        return request.user.has_perm(f"raids.{PUBLISH}")

    # --- one incident ----------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Incidents come from reports: they are added on a report's reading."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Incident | None = None
    ) -> bool:
        """The public is changed by those who may publish; the merged, by none."""
        if obj is not None and obj.status == IncidentStatus.MERGED:
            return False
        if (
            obj is not None
            and obj.is_public
            and not self.has_publish_permission(request)
        ):
            return False
        return super().has_change_permission(request, obj)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Incident | None:
        """Return the incident with its reports, held against others while saved."""
        rows = self.get_queryset(request).prefetch_related(
            "mentions__report", "kind_spans__report"
        )
        if request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        try:
            return rows.get(pk=object_id)
        except (Incident.DoesNotExist, ValueError):
            return None

    def save_model(self, request: Any, obj: Incident, form: Any, change: bool) -> None:
        """Save what an editor may write; the rest is settled by the database."""
        obj.save(update_fields=[*IncidentForm.Meta.fields, "updated_at"])

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        """Save rows that give way before those that take their place."""
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        for row in sorted(rows, key=lambda row: getattr(row, "accepted", False)):
            row.save()
        formset.save_m2m()

    def save_related(self, request: HttpRequest, form: Any, *args: Any) -> None:
        """Refuse what would leave a published fact without date, place or words."""
        super().save_related(request, form, *args)
        actions.refuse_loss(form.instance)

    def response_change(self, request: HttpRequest, obj: Incident) -> HttpResponse:
        """Go on as the button pressed says: review, publish, or the admin's own."""
        why = request.POST.get("why", "")
        if "_review" in request.POST:
            return self.do(request, obj, actions.submit_for_review, why)
        if "_publish" in request.POST:
            if not self.has_publish_permission(request):
                raise PermissionDenied
            return self.do(request, obj, actions.publish, why)
        return super().response_change(request, obj)

    def do(
        self, request: HttpRequest, incident: Incident, verb: Any, why: str
    ) -> HttpResponse:
        """Do a verb after saving; where it cannot be done, say what is missing."""
        try:
            done = verb(by=request.user, incident=incident, why=why)
        except ValidationError as error:
            text = format_html(
                "{}<ul>{}</ul>",
                _("Your changes are saved. What you asked for could not be done:"),
                format_html_join("", "<li>{}</li>", ((one,) for one in error.messages)),
            )
            self.message_user(request, text, messages.ERROR)
        else:
            text = _("Saved. It is now: %s.") % done.get_status_display()
            self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(change_url(incident))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the reports' words beside the form, the totals, and what is missing."""
        incident = context["original"]
        shown = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            shown += [form for form in inline.formset.forms if hasattr(form, "fact")]
        reports = [mention.report for mention in incident.mentions.all()]
        context.update(
            texts=[(report, marked(report, shown)) for report in reports],
            totals=[(label, total(incident, stem)) for stem, label in TOTALS_SHOWN],
            when=date_words(incident),
            missing=missing(incident),
            may_publish=self.has_publish_permission(request),
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, incident: Incident) -> str | None:
        """Lead to the public page, if there is one."""
        return incident.get_absolute_url() if incident.is_public else None

    # --- other pages -----------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        """Put the desk's own pages before the admin's."""
        wrap = self.admin_site.admin_view
        own = [
            path(
                "read/<int:report_id>/",
                wrap(self.read_view),
                name="raids_incident_read",
            ),
            path(
                "names/",
                wrap(NamesView.as_view(admin_site=self.admin_site)),
                name="raids_incident_names",
            ),
            # Open to all, since the page to log in has the switch too.
            path("language/", set_language, name="raids_incident_language"),
            path(
                "<int:object_id>/withdraw/",
                wrap(self.withdraw_view),
                name="raids_incident_withdraw",
            ),
            path(
                "<int:object_id>/merge/",
                wrap(self.merge_view),
                name="raids_incident_merge",
            ),
        ]
        return own + super().get_urls()

    def read_view(self, request: HttpRequest, report_id: int) -> HttpResponse:
        """Show what was read in a report; make incidents of what an editor accepts."""
        if not request.user.has_perms(["raids.add_incident", "reports.view_report"]):
            raise PermissionDenied
        try:
            page, outcome = read_report(request, report_id)
        except Report.DoesNotExist as error:
            raise Http404 from error
        if outcome is not None:
            tell(request, outcome)
            only = outcome.incidents[0] if len(outcome.incidents) == 1 else None
            return HttpResponseRedirect(change_url(only) if only else request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Reading of a report"),
            "subtitle": str(page.report),
            "opts": self.opts,
            "page": page,
            "report": page.report,
            # The admin's own script adds and removes rows here as it does in inlines.
            "media": self.media
            + self.get_inline_instances(request)[0].media
            + page.media,
        }
        return TemplateResponse(request, "admin/raids/incident/read.html", context)

    def withdraw_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask why, and take an incident back."""
        incident = self.incident_to_publish(request, object_id)
        form = WithdrawForm(request.POST or None)
        if form.is_valid():
            why = form.cleaned_data["why"]
            try:
                actions.withdraw(by=request.user, incident=incident, why=why)  # type: ignore[arg-type]
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.message_user(request, _("It is withdrawn."), messages.SUCCESS)
                return HttpResponseRedirect(change_url(incident))
        question = _("Withdraw this incident?")
        return self.ask(request, incident, form, question, _("Withdraw"))

    def merge_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask which and why, and merge an incident into another."""
        incident = self.incident_to_publish(request, object_id)
        form = MergeForm(request.POST or None, incident=incident)
        if form.is_valid():
            values = form.cleaned_data
            try:
                into = actions.merge(by=request.user, incident=incident, **values)  # type: ignore[arg-type]
            except ValidationError as error:
                form.add_error(None, error)
            else:
                text = _(
                    "Merged. Its findings stand beside those of %s and count only if "
                    "you let them."
                )
                self.message_user(request, text % into, messages.SUCCESS)
                return HttpResponseRedirect(change_url(into))
        question = _("Merge this incident into another?")
        return self.ask(request, incident, form, question, _("Merge"))

    def incident_to_publish(self, request: HttpRequest, object_id: int) -> Incident:
        """Return an incident for a user who may publish and take back."""
        incident = self.get_queryset(request).filter(pk=object_id).first()
        if incident is None:
            raise Http404
        if not (
            self.has_publish_permission(request)
            and self.has_change_permission(request, incident)
        ):
            raise PermissionDenied
        return incident

    def ask(
        self,
        request: HttpRequest,
        incident: Incident,
        form: Any,
        question: str,
        verb: str,
    ) -> HttpResponse:
        """Show the page that asks before something is done."""
        context = {
            **self.admin_site.each_context(request),
            "title": question,
            "subtitle": str(incident),
            "opts": self.opts,
            "original": incident,
            "form": form,
            "verb": verb,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/raids/incident/ask.html", context)


def total(incident: Incident, stem: str) -> str:
    """Return a total as bounds, empty where no report speaks of it."""
    low, high = (getattr(incident, f"{stem}_{end}") for end in ("min", "max"))
    return bounds_words(low, high, stated=getattr(incident, f"{stem}_stated"))


def missing(incident: Incident) -> list[str]:
    """Return what keeps an incident from being published, if it is not."""
    if incident.status in {IncidentStatus.PUBLISHED, IncidentStatus.MERGED}:
        return []
    return actions.missing_for_publication(incident)


def marked(report: Report, shown: Iterable[Any]) -> str:
    """Return a report's text with the words marked that the page's rows rest on."""
    return render(
        report.text, marks_of(shown, report.pk), links=True, anchor=f"w{report.pk}-"
    )
