"""Choosing one of thousands: a place or a unit, by its name.

With JavaScript the field is the admin's own search-as-you-type; without it a name can
be typed, which must be that of one row only.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from raids import lookups
from raids.models import Place, Unit
from reports.extraction.normalise import fold

NEW = "new:"
"""Before the code of a unit that a report names and the site does not know yet."""
MOST_NAMED = 5


def label_of(row: models.Model) -> str:
    """Return a row's name, with what tells it from others of the same name."""
    if isinstance(row, Unit) and row.pk is None:
        return _("%(name)s (new)") % {"name": row}
    if not isinstance(row, Place):
        return str(row)
    parts = [str(row), str(row.get_kind_display())]
    if row.governorate_id and row.governorate_id != row.pk:
        parts.append(str(row.governorate))
    return " · ".join(parts)


def named(model: type[Place] | type[Unit], name: str) -> models.QuerySet[Any]:
    """Return the rows that a typed name means, in either language or as a code."""
    folded = " ".join(fold(name).split())
    if model is Place:
        keys = [entry.key for entry in lookups.gazetteer().by_name.get(folded, ())]
        meant = Q(key__in=keys) | Q(key=name) | Q(name_en__iexact=name)
        return Place.objects.filter(meant).select_related("governorate")
    entry = lookups.roster().by_name.get(folded)
    codes = [entry.code] if entry else []
    return Unit.objects.filter(
        Q(code__in=[*codes, name]) | Q(name_en__iexact=name) | Q(name_ar=name)
    )


class NamedSelect(AutocompleteSelect):
    """A search-as-you-type select; where scripts are off, a name is typed instead.

    `offered` are rows shown beside the chosen one: those known already, and
    suggestions. `without_scripts` tells that the whole field stands where only a
    browser without scripts sees it.
    """

    url_name = "%s:raids_incident_names"

    def __init__(self, field: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(field, admin.site, attrs)
        self.offered: list[models.Model] = []
        self.without_scripts = False

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say what an empty field waits for."""
        attrs: dict[str, Any] = super().build_attrs(*args, **kwargs)
        return {**attrs, "data-placeholder": _("search by name")}

    def __deepcopy__(self, memo: dict[int, Any]) -> NamedSelect:
        """Copy with a list of its own: what one page offers is not for the next."""
        copied: NamedSelect = super().__deepcopy__(memo)
        copied.offered = list(self.offered)
        return copied

    def optgroups(self, name: str, value: Any, attr: Any = None) -> list[Any]:
        """Return the rows offered; one chosen that is not among them is fetched."""
        shown = {value_of(row): label_of(row) for row in self.offered}
        missing = [one for one in value if one and one not in shown]
        shown.update(
            {key: label for one in missing for key, label in fetched(self, one)}
        )
        options = [self.create_option(name, "", "", not any(value), 0)]
        options += [
            self.create_option(name, key, label, key in value, index)
            for index, (key, label) in enumerate(shown.items(), start=1)
        ]
        return [(None, options, 0)]

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        """Return the select and, for a browser without scripts, a field for a name."""
        typed = value if isinstance(value, str) and not is_key(value) else ""
        by_name = format_html(
            '<input type="text" name="{}_typed" value="{}" aria-label="{}" '
            'placeholder="{}">',
            name,
            typed,
            _("Another one, by its name"),
            _("Another one, by its name"),
        )
        # One noscript within another would end the first.
        around = "{}{}" if self.without_scripts else "{}<noscript>{}</noscript>"
        select = super().render(name, value, *args, **kwargs)
        return format_html(around, select, by_name)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the name typed, or else what is chosen."""
        return data.get(f"{name}_typed", "").strip() or data.get(name)


def is_key(value: str) -> bool:
    """Whether a value is one of a select's own, rather than a name typed."""
    return value.isdecimal() or value.startswith(NEW)


def value_of(row: models.Model) -> str:
    """Return what stands for a row in a select."""
    return str(row.pk) if row.pk else f"{NEW}{getattr(row, 'code', '')}"


def fetched(widget: NamedSelect, value: str) -> list[tuple[str, str]]:
    """Return the option of a value that was not offered, if there is such a row."""
    if value.startswith(NEW):
        return [(value, label_of(new_unit(value)))]
    if not value.isdecimal():
        return []
    rows = widget.choices.queryset.filter(pk=value)
    return [(str(row.pk), label_of(row)) for row in rows]


def new_unit(value: str) -> Unit:
    """Return the unsaved unit that a value such as `new:other:NAME` stands for."""
    return Unit.not_known(value.removeprefix(NEW))


class NamedChoiceField(forms.ModelChoiceField):
    """A place or a unit, chosen or named; offer the rows known already by `offer`."""

    def offer(self, *rows: models.Model | None) -> None:
        """Show these rows beside what is chosen, with no further query."""
        widget = self.widget
        assert isinstance(widget, NamedSelect)
        widget.offered += [row for row in rows if row and row not in widget.offered]

    @property
    def rows(self) -> models.QuerySet[Any]:
        """All rows that may be chosen."""
        assert self.queryset is not None
        return self.queryset

    def prepare_value(self, value: Any) -> Any:
        """Return what stands for a row, saved or new."""
        return value_of(value) if isinstance(value, models.Model) else value

    def to_python(self, value: Any) -> Any:
        """Return the row of a key, of a new unit, or of a name typed."""
        value = value_of(value) if isinstance(value, models.Model) else value
        if value in self.empty_values:
            return None
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError(_("A name has no null character. Type it again."))
        model = self.rows.model
        if isinstance(value, str) and value.startswith(NEW) and model is Unit:
            unit = new_unit(value)
            return Unit.objects.filter(code=unit.code).first() or unit
        if isinstance(value, str) and not value.isdecimal():
            return self.row_named(value)
        return super().to_python(value)

    def row_named(self, name: str) -> models.Model:
        """Return the one row of a name; raise ValidationError for none or several."""
        rows = list(named(self.rows.model, name)[: MOST_NAMED + 1])
        if len(rows) == 1:
            return rows[0]
        if not rows:
            raise ValidationError(
                _("“%(name)s” is not known by this name. Add it first, or try another.")
                % {"name": name}
            )
        self.offer(*rows)
        raise ValidationError(
            _("“%(name)s” is the name of several. Choose one of: %(rows)s.")
            % {"name": name, "rows": "; ".join(label_of(row) for row in rows)}
        )

    def label_from_instance(self, obj: models.Model) -> str:
        return label_of(obj)
