"""One form for each kind of finding, for the reading's page and the incident's.

Each form says which of its fields stand in the open (`main`); the others, seldom
touched, wait behind “more” unless they hold something out of the ordinary.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raids import drafting
from raids.choices import Certainty, PlaceRelation
from raids.models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Finding,
    Involvement,
    Place,
    Siting,
    Unit,
)
from raids.models.rules import LARGEST_COUNT

from .choosing import NamedChoiceField, NamedSelect
from .constraints import NEVER_ZERO, ConstraintErrors
from .words import Texts, WordsForm

QUALIFYING = ("certainty", "hedge", "accepted", "inferred")
"""What every finding says of itself, after what it states."""


def form_field(field: models.Field, **kwargs: Any) -> Any:
    """Return the form's field for a model's: dates by calendar, rows by name."""
    if isinstance(field, models.ForeignKey) and field.related_model in {Place, Unit}:
        return NamedChoiceField(
            queryset=named_rows(field.related_model),
            required=not field.blank,
            label=field.verbose_name,
            help_text=field.help_text,
            widget=NamedSelect(field),
        )
    if isinstance(field, models.DateField):
        kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    elif isinstance(field, models.FloatField | models.PositiveIntegerField):
        # Not type=number, which refuses the digits ٠–٩ and changes under the wheel.
        mode = (
            "numeric" if isinstance(field, models.PositiveIntegerField) else "decimal"
        )
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": mode, "size": 6})
    elif isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


def named_rows(model: Any) -> models.QuerySet[Any]:
    """Return the places or units, with what their labels tell."""
    rows = model.objects.all()
    return rows.select_related("governorate") if model is Place else rows


class FindingForm(WordsForm, ConstraintErrors):
    """What the forms of all findings share.

    `texts` are the reports whose words may be quoted. `totals` are the rows that this
    one may be part of, as choices.
    """

    tint: ClassVar[str] = ""
    main: ClassVar[tuple[str, ...]] = ()
    more: ClassVar[tuple[str, ...]] = QUALIFYING

    def __init__(
        self,
        *args: Any,
        texts: Texts | None = None,
        totals: Iterable[tuple[Any, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts or {}
        for stem in ("count", "strength"):
            for bound in ("min", "max"):
                self.keep_from_zero(f"{stem}_{bound}")
        if "part_of" in self.fields:
            self.offer_totals(totals)
        for name, field in self.fields.items():
            if isinstance(field, NamedChoiceField):
                field.offer(self.chosen_before(name))
        if "hedge" in self.fields:
            self.fields["hedge"].widget.attrs.update(dir="rtl", lang="ar")

    def keep_from_zero(self, name: str) -> None:
        """Let a bound say what to do instead of 0."""
        if name in self.fields:
            self.fields[name].validators = [
                MinValueValidator(1, NEVER_ZERO),
                MaxValueValidator(LARGEST_COUNT, NEVER_ZERO),
            ]

    def offer_totals(self, totals: Iterable[tuple[Any, str]]) -> None:
        """Let the row be part of one of these."""
        field = self.fields["part_of"]
        others = [(key, label) for key, label in totals if key != self.instance.pk]
        field.choices = [("", "—"), *others]  # type: ignore[attr-defined]

    def chosen_before(self, name: str) -> models.Model | None:
        """Return the place or unit that the row begins with, if it is at hand."""
        value = self.initial.get(name)
        if isinstance(value, models.Model):
            return value
        # Only what is loaded: asking the instance would fetch it row by row.
        return self.instance._state.fields_cache.get(name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.choose_words()
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out a unit that is stored only when the incident is."""
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {
            name
            for name, value in self.cleaned_data.items()
            if isinstance(value, models.Model) and value.pk is None
        }

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields in the open."""
        return [self[name] for name in self.main if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields behind “more”."""
        return [self[name] for name in self.more if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whether something behind “more” is wrong, and must be seen."""
        return any(bound.errors for bound in self.more_fields)

    @property
    def badges(self) -> list[str]:
        """What is out of the ordinary behind “more”, in a few words each."""
        certainty = self["certainty"].value()
        said = [str(Certainty(certainty).label)] if certainty in DOUBTFUL else []
        if self["inferred"].value():
            said.append(_("inferred"))
        if "part_of" in self.fields and self["part_of"].value():
            totals = dict(self.fields["part_of"].choices)  # type: ignore[attr-defined]
            total = str(totals.get(self.part_shown, ""))
            said.append(_("part of %s") % total)
        return said

    @property
    def part_shown(self) -> Any:
        """The total that the row is shown as a part of, as a choice's value."""
        value = self["part_of"].value()
        return int(value) if str(value).isdecimal() else value

    @property
    def counts(self) -> bool:
        """Whether the row is an accepted account rather than a rival."""
        return bool(self["accepted"].value())


DOUBTFUL = {Certainty.LIKELY, Certainty.CLAIMED, Certainty.DISPUTED}

EXCLUDED = ("incident", "spans", "rule")


class DatingForm(FindingForm):
    """When it happened."""

    tint = "date"
    main = ("earliest", "latest", "precision", "time_of_day")

    class Meta:
        model = Dating
        exclude = EXCLUDED
        formfield_callback = form_field


class SitingForm(FindingForm):
    """Where it happened; the area follows the relation unless it is set by hand."""

    tint = "place"
    main = ("name_ar", "place", "relation", "distance_km", "other_place")
    more = (*QUALIFYING, "lat", "lon", "radius_m")

    class Meta:
        model = Siting
        exclude = EXCLUDED
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_ar"].widget.attrs.update(dir="rtl", lang="ar")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_second_place(cleaned)
        moved = {"place", "relation", "distance_km", "other_place"}
        by_hand = {"lat", "lon", "radius_m"}
        changed = set(self.changed_data)
        if changed & moved and not changed & by_hand:
            cleaned.update(area_of(cleaned))
        return cleaned

    def check_second_place(self, cleaned: dict[str, Any]) -> None:
        """Ask for the second place of “between”, and for none elsewhere."""
        between = cleaned.get("relation") == PlaceRelation.BETWEEN
        if between and not cleaned.get("other_place") and not self.errors:
            self.add_error(
                "other_place",
                ValidationError(_("Choose the second place, or another relation.")),
            )


def area_of(values: dict[str, Any]) -> dict[str, Any]:
    """Return centre and radius of a location, empty where the place's own serve."""
    area = drafting.area_of(
        values.get("place"),
        values.get("other_place"),
        values.get("relation") or "",
        values.get("distance_km"),
        None,
    )
    if area is None:
        return {"lat": None, "lon": None, "radius_m": None}
    return {"lat": area.lat, "lon": area.lon, "radius_m": area.radius_m}


class InvolvementForm(FindingForm):
    """Which unit took part, and how."""

    tint = "unit"
    main = ("unit", "role", "strength_min", "strength_max")

    class Meta:
        model = Involvement
        exclude = EXCLUDED
        formfield_callback = form_field


class EquipmentForm(FindingForm):
    """What was flown, driven or fired."""

    tint = "equipment"
    main = ("kind", "count_min", "count_max", "unit")

    class Meta:
        model = Equipment
        exclude = EXCLUDED
        formfield_callback = form_field


class CasualtyForm(FindingForm):
    """Who was killed, wounded or is missing: a count, never a name."""

    tint = "casualty"
    main = ("outcome", "count_min", "count_max", "category", "unit")
    more = ("part_of", "nationality", *QUALIFYING)

    class Meta:
        model = Casualty
        exclude = EXCLUDED
        formfield_callback = form_field


class CaptiveForm(FindingForm):
    """Who was taken: a count, never a name."""

    tint = "captive"
    main = ("count_min", "count_max", "category", "unit", "fate")
    more = ("part_of", "nationality", *QUALIFYING)

    class Meta:
        model = Captive
        exclude = EXCLUDED
        formfield_callback = form_field


FORMS: dict[type[Finding], type[FindingForm]] = {
    Dating: DatingForm,
    Siting: SitingForm,
    Involvement: InvolvementForm,
    Equipment: EquipmentForm,
    Casualty: CasualtyForm,
    Captive: CaptiveForm,
}
"""The form of each kind of finding, in the order pages show them."""

RIVAL_SAID = gettext_lazy("Another account counts already. Let only one of them count.")


def check_rivals(rows: Iterable[FindingForm]) -> None:
    """Let one date, one location, and one row for each unit and role count.

    What breaks the rule is told at the later row.
    """
    seen: set[Any] = set()
    for form in rows:
        values = form.cleaned_data
        if not values.get("accepted"):
            continue
        if isinstance(form, DatingForm | SitingForm):
            same: Any = type(form)
        elif isinstance(form, InvolvementForm) and values.get("unit"):
            same = (values["unit"].code, values.get("role"))
        else:
            continue
        if same in seen:
            form.add_error("accepted", ValidationError(RIVAL_SAID))
        seen.add(same)
