"""What every page of the desk does: it asks why, keeps history, and never breaks."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from raids.forms.constraints import ConstraintErrors, Refusal, refused_by
from raids.history import entries_of

LONGEST_WHY = 500


class DeskForm(ConstraintErrors):
    """A form that asks why, and tells at the field what the database refuses."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Kept in the history beside what you change, for ever."),
    )


class DeskAdmin(admin.ModelAdmin):
    """The admin of a model whose every change is kept."""

    form: Any = DeskForm
    formfield_overrides: ClassVar = {
        models.DateField: {
            "widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        },
        models.URLField: {
            "widget": AdminURLFieldWidget(attrs={"dir": "ltr"}),
            "assume_scheme": "https",
        },
    }
    object_history_template = "admin/desk_history.html"
    list_per_page: ClassVar[int] = 50

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with what it lists."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show or save; what only the database can refuse is shown as an error too."""
        page = (request, object_id, form_url, extra_context)
        if request.method != "POST":
            return super().changeform_view(*page)
        why = request.POST.get("why", "").strip()[:LONGEST_WHY]
        with pghistory.context(user=request.user.pk, why=why):
            try:
                with transaction.atomic():
                    return super().changeform_view(*page)
            except IntegrityError as error:
                request.refused = refused_by(error)  # type: ignore[attr-defined]
            except ValidationError as error:
                refusal = Refusal("", " ".join(error.messages))
                request.refused = refusal  # type: ignore[attr-defined]
            return super().changeform_view(*page)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let the form repeat what the database refused a moment ago."""
        form: Any = super().get_form(request, *args, **kwargs)
        form.refused = getattr(request, "refused", None)
        return form

    def save_related(self, request: HttpRequest, *args: Any) -> None:
        """Ask the database at once for what it would refuse only at the end."""
        super().save_related(request, *args)
        connection.check_constraints()

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show who changed what, when and why, from the history of the database."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %s") % row,
            "object": row,
            "opts": self.opts,
            "entries": entries_of(row),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


class NeverDeleted:
    """Says no to deleting, on every page and in every action."""

    def has_delete_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        """Nobody deletes: a mistaken incident is withdrawn, and a report stays."""
        return False
