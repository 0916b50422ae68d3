"""The rows of findings on the reading page: corrected, left out, added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from raids.drafting import DraftedFinding
from raids.models import Finding

from .choosing import NamedChoiceField
from .findings import FORMS, FindingForm, check_rivals
from .words import Texts


class DraftRow(FindingForm):
    """A finding's form on the reading page, where its total is told by row number."""

    total: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.drafted: DraftedFinding | None = kwargs.pop("drafted", None)
        super().__init__(*args, **kwargs)

    @property
    def is_read(self) -> bool:
        """Whether the row was read rather than added."""
        return self.drafted is not None

    def offer_totals(self, totals: Any) -> None:
        """Let the row be part of another one of its kind, by number."""
        self.fields["part_of"] = forms.TypedChoiceField(
            label=self.fields["part_of"].label,
            help_text=self.fields["part_of"].help_text,
            choices=[("", "—"), *totals],
            coerce=int,
            empty_value=None,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # A number is no row yet: the model must not be given it.
        self.total = cleaned.pop("part_of", None)
        return cleaned

    def finding(self) -> DraftedFinding:
        """Return the finding as corrected; a rule is named only if it was right."""
        values = {
            name: self.cleaned_data[name]
            for name in self.cleaned_data
            if name not in {"words", "passages", "DELETE"}
        }
        values["rule"] = ""
        if self.drafted is not None and not self.has_changed():
            values["rule"] = self.drafted.values.get("rule", "")
        return DraftedFinding(self._meta.model, values, self.spans_chosen)


def row_form(form: type[FindingForm]) -> type[DraftRow]:
    """Return a finding's form as the reading page has it."""
    return type(f"Draft{form.__name__}", (DraftRow, form), {"__module__": __name__})


class DraftRows(forms.BaseFormSet):
    """The findings of one kind in one draft."""

    def __init__(
        self, *args: Any, texts: Texts, drafted: Sequence[DraftedFinding], **kwargs: Any
    ) -> None:
        self.texts, self.drafted = texts, drafted
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        drafted = dict(enumerate(self.drafted))
        return {
            **super().get_form_kwargs(index),
            "texts": self.texts,
            "totals": self.totals,
            "drafted": None if index is None else drafted.get(index),
        }

    @cached_property
    def totals(self) -> list[tuple[int, str]]:
        """The rows that another may be part of, by number from 1."""
        numbers = range(1, self.total_form_count() + 1)
        return [(number, _("row %d") % number) for number in numbers]

    @property
    def spare(self) -> forms.BaseForm:
        """One more row, for a browser without scripts."""
        return spare_row(self)

    @property
    def total_with_spare(self) -> int:
        """How many rows there are with the spare one."""
        return int(self.total_form_count()) + 1

    @property
    def options(self) -> str:
        """What the admin's script of rows is told."""
        return json.dumps(
            {
                "name": f"#{self.prefix}",
                "options": {
                    "prefix": self.prefix,
                    "addText": _("Add a row"),
                    "deleteText": _("Remove"),
                },
            }
        )

    @property
    def verbose_name(self) -> str:
        """What the rows are called."""
        return str(self.form._meta.model._meta.verbose_name_plural)

    @property
    def tint(self) -> str:
        """The colour of this kind of fact."""
        return str(self.form.tint)

    def kept(self) -> list[DraftRow]:
        """Return the rows that were not left out, nor left empty."""
        return [
            form
            for index, form in enumerate(self.forms)
            if form not in self.deleted_forms
            and (index < self.initial_form_count() or form.has_changed())
        ]

    def clean(self) -> None:
        rows = self.kept()
        check_rivals([row for row in rows if hasattr(row, "cleaned_data")])
        for row in rows:
            if row.total is not None and not self.is_whole(row, rows):
                row.add_error(
                    "part_of",
                    ValidationError(_("Choose another row, which is a total.")),
                )

    def is_whole(self, row: DraftRow, rows: list[DraftRow]) -> bool:
        """Whether a row's total is there, and is not in the end a part of the row."""
        seen = {row}
        while row.total is not None:
            if not 1 <= row.total <= len(self.forms):
                return False
            row = self.forms[row.total - 1]
            if row in seen or row not in rows:
                return False
            seen.add(row)
        return True


def spare_row(formset: Any) -> forms.BaseForm:
    """Return a blank form numbered after the last of a formset."""
    number = formset.total_form_count()
    form = formset.form(
        auto_id=formset.auto_id,
        prefix=formset.add_prefix(number),
        empty_permitted=True,
        use_required_attribute=False,
        **formset.get_form_kwargs(None),
    )
    formset.add_fields(form, None)
    for field in form.fields.values():
        if isinstance(field, NamedChoiceField):
            field.widget.without_scripts = True
    return form


ROWS: dict[type[Finding], Any] = {
    model: forms.formset_factory(
        row_form(form), formset=DraftRows, extra=0, can_delete=True
    )
    for model, form in FORMS.items()
}
