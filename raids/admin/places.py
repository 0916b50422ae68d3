"""Places and units: the names by which reports are read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from raids import lookups
from raids.choices import PlaceKind
from raids.forms.findings import form_field
from raids.models import Place, Unit
from reports.extraction.normalise import fold

from .desk import DeskAdmin, DeskForm


class SpellingsField(forms.CharField):
    """Other spellings of a name, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that have words, each once."""
        lines = (super().to_python(value) or "").splitlines()
        return list(dict.fromkeys(filter(None, map(str.strip, lines))))

    def validate(self, value: Any) -> None:
        """Refuse a line that is longer than a name can be."""
        super().validate(value)
        if any(len(line) > 200 for line in value):
            raise forms.ValidationError(
                _("A spelling has 200 characters at most. Write one on each line.")
            )

    def run_validators(self, value: Any) -> None:
        """Check the lines as one text."""
        super().run_validators("\n".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, however the lines were typed."""
        return (initial or []) != self.to_python(data or "")


class NamedForm(DeskForm):
    """The form of a place or a unit."""

    spellings_ar = SpellingsField(
        label=_("other Arabic spellings"),
        required=False,
        help_text=_(
            "One on each line. Letters that differ only by hamza, ة and ه or ى and ي "
            "are found without."
        ),
    )
    spellings_en = SpellingsField(
        label=_("other Latin spellings"),
        required=False,
        help_text=_("One on each line."),
    )


class NamedAdmin(DeskAdmin):
    """What places and units share: search in both languages, however it is spelt."""

    form = NamedForm
    search_fields = ("name_ar", "name_en")
    search_help_text = _("Name or spelling, Arabic or Latin, or code.")
    readonly_fields = ("source",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep key and code as they were given: addresses and filters rest on them."""
        kept = ("key", "code") if obj is not None else ()
        named = [name for name in kept if hasattr(obj, name)]
        return [*super().get_readonly_fields(request, obj), *named]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Choose places and units by name; leave the rest to the admin."""
        if db_field.name in {"parent", "governorate"}:
            return form_field(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find rows by any spelling; those named just so come first."""
        term = search_term.replace("\x00", "").strip()
        if not term:
            return queryset, False
        folded = " ".join(fold(term).split())
        rows = queryset.filter(
            Q(name_en__icontains=term)
            | Q(spellings_en__icontains=term)
            | self.spelt(term, folded)
        )
        exact = Q(name_ar=term) | Q(name_en__iexact=term)
        order = Case(
            When(exact, then=Value(0)),
            When(name_ar__startswith=term, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        ordered = request.GET.get("o") is None
        return (rows.order_by(order, "name_ar", "pk") if ordered else rows), False

    def spelt(self, term: str, folded: str) -> Q:
        """Return the condition that an Arabic spelling, folded, holds the term."""
        raise NotImplementedError


@admin.register(Place)
class PlaceAdmin(NamedAdmin):
    """The gazetteer."""

    list_display = ("name_ar", "name_en", "kind", "governorate", "is_mapped")
    list_display_links = ("name_ar", "name_en")
    list_filter = (
        "kind",
        ("governorate", admin.RelatedOnlyFieldListFilter),
        "needs_context",
    )
    list_select_related = ("governorate",)
    fieldsets = (
        (None, {"fields": (("name_ar", "name_en"), "kind", "parent", "governorate")}),
        (_("Spellings"), {"fields": ("spellings_ar", "spellings_en", "needs_context")}),
        (_("On the map"), {"fields": (("lat", "lon"), "radius_m")}),
        (_("Elsewhere"), {"fields": ("key", "geonames_id", "pcode", "source")}),
        (None, {"fields": ("why",)}),
    )

    @admin.display(description=_("on the map"), boolean=True, ordering="lat")
    def is_mapped(self, place: Place) -> bool:
        """Whether its coordinates are known."""
        return place.lat is not None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        """Join the governorate, which tells namesakes apart."""
        return super().get_queryset(request).select_related("governorate")

    def spelt(self, term: str, folded: str) -> Q:
        entries = lookups.gazetteer().by_name.items() if folded else ()
        keys = {row.key for name, rows in entries if folded in name for row in rows}
        return Q(key__in=keys)

    def view_on_site(self, place: Place) -> str:
        """Lead to the public page."""
        return place.get_absolute_url()

    def save_model(self, request: Any, obj: Place, form: Any, change: bool) -> None:
        """Let a governorate name itself, as the gazetteer has it."""
        super().save_model(request, obj, form, change)
        if obj.kind == PlaceKind.GOVERNORATE and obj.governorate_id != obj.pk:
            obj.governorate = obj
            obj.save(update_fields=["governorate"])


@admin.register(Unit)
class UnitAdmin(NamedAdmin):
    """The armed actors."""

    list_display = ("name_ar", "name_en", "code", "kind", "parent")
    list_display_links = ("name_ar", "name_en")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    fieldsets = (
        (None, {"fields": (("name_ar", "name_en"), "code", "kind", "parent")}),
        (_("Spellings"), {"fields": ("spellings_ar", "spellings_en")}),
        (_("Elsewhere"), {"fields": ("source",)}),
        (None, {"fields": ("why",)}),
    )

    def spelt(self, term: str, folded: str) -> Q:
        entries = lookups.roster().by_name.items() if folded else ()
        codes = {unit.code for name, unit in entries if folded in name}
        return Q(code__in=codes) | Q(code__icontains=term)

    def view_on_site(self, unit: Unit) -> str:
        """Lead to the public page."""
        return unit.get_absolute_url()
