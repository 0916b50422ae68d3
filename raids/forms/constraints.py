"""Says in words, at the field, what the database would refuse.

Every rule of a row is a constraint of the database. A form checks them one by one, so
that an editor reads what to mend; the same table words what slips past a form, when two
editors save at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _

NEVER_ZERO = _(
    "Give a number from 1 to 1,000,000. Leave it empty where it is not known: "
    "unknown is never 0."
)
IN_ORDER = _("“At most” is smaller than “at least”. Exchange them, or empty one.")

RULES: dict[str, tuple[str, Any]] = {
    "count_bounds_are_in_order": ("count_max", IN_ORDER),
    "strength_bounds_are_in_order": ("strength_max", IN_ORDER),
    "count_is_null_or_positive": ("count_min", NEVER_ZERO),
    "strength_is_null_or_positive": ("strength_min", NEVER_ZERO),
    "coordinates_come_together": (
        "lon",
        _("Give latitude and longitude together, or neither."),
    ),
    "coordinates_are_on_earth": (
        "lat",
        _("Latitude lies between −90 and 90, longitude between −180 and 180 degrees."),
    ),
    "names_a_place": (
        "place",
        _("Choose a place, or write its name as the report words it."),
    ),
    "distance_is_given": (
        "distance_km",
        _("Say how many kilometres, or choose “near”."),
    ),
    "distance_is_within_1000_km": (
        "distance_km",
        _("A distance is more than 0 km and at most 1,000 km."),
    ),
    "radius_is_positive": ("radius_m", _("An uncertainty is more than 0 metres.")),
    "has_extent": ("radius_m", _("Give a radius of more than 0 metres.")),
    "goes_in_no_circle": (
        "parent",
        _("That one belongs to this row already. Choose another, or none."),
    ),
    "code_fits_an_address": (
        "code",
        _("Use small Latin letters, digits and _, or “other:” and an Arabic name."),
    ),
    "lies_between_two_places": (
        "other_place",
        _("Choose another place than the first."),
    ),
    "lies_between_1970_and_2100": (
        "earliest",
        _("Look at the year again: it lies between 1970 and 2100."),
    ),
    "begins_before_it_ends": (
        "latest",
        _("The last day comes before the first. Exchange them."),
    ),
    "a_day_is_one_day": (
        "latest",
        _(
            "A date known to the day has one day. Make both days the same, or choose "
            "“within these days”."
        ),
    ),
    "one_account_is_accepted": (
        "accepted",
        _("Another account counts already. Let only one of them count."),
    ),
    "is_accepted_once": (
        "accepted",
        _("This unit counts in this role already. Let only one of the rows count."),
    ),
    "is_not_part_of_itself": ("part_of", _("A row cannot be part of itself.")),
    "unit_is_not_part_of_itself": ("parent", _("A unit cannot be part of itself.")),
    "does_not_lie_in_itself": ("parent", _("A place cannot lie in itself.")),
    "has_both_names": ("name_en", _("Give the name in Arabic and in English.")),
    "name_ar_and_name_en_not_blank": (
        "name_en",
        _("Give the name in Arabic and in English."),
    ),
    "published_is_dated_and_sited": (
        "",
        _(
            "A published incident needs an accepted date and an accepted location with "
            "a place of the gazetteer. Give both, or withdraw it first."
        ),
    ),
}
"""For each rule, by its name without app and model: the field, and what to do."""

CHECKED_TOGETHER = ("one_account_is_accepted", "is_accepted_once")
"""Rules over the rows of one incident: their formset checks them, since one row cannot
know which of the others is about to give way."""


@dataclass(frozen=True)
class Refusal:
    """What the database refused: the field at fault, if one is, and what to do."""

    field: str
    message: Any


def refusal_of(rule: str) -> Refusal:
    """Return what to tell of a constraint, by its name in the database."""
    for name, (field, message) in RULES.items():
        if rule.endswith(name) and (
            name != "is_not_part_of_itself" or "unit" not in rule
        ):
            return Refusal(field, message)
    return Refusal(
        "",
        _("The catalogue does not allow this (%(rule)s). Correct it and save again.")
        % {"rule": rule},
    )


def refused_by(error: IntegrityError) -> Refusal:
    """Return what to tell of a refusal that came from the database itself."""
    diag = getattr(error.__cause__, "diag", None)
    rule = getattr(diag, "constraint_name", None) or str(error).split("\n")[0]
    return refusal_of(rule)


class ConstraintErrors(forms.ModelForm):
    """A form that puts each broken rule of the database at the field to mend."""

    refused: Refusal | None = None
    """What the database refused the last time these values were saved, if it did."""

    def clean(self) -> dict[str, Any]:
        """Repeat what the database refused, so that nothing entered is lost."""
        cleaned = super().clean() or self.cleaned_data
        if self.refused:
            self.tell(self.refused)
        return cleaned

    def _post_clean(self) -> None:
        """Fill and check the row; its constraints are checked here, not by itself.

        The row would tell all its broken rules over the form, each by its name.
        """
        check_all = self.instance.full_clean
        self.instance.full_clean = partial(check_all, validate_constraints=False)
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.full_clean
        self.check_rules()

    def check_rules(self) -> None:
        """Check rule by rule, so that each is told at its own field."""
        exclude = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for rule in self.instance._meta.constraints:
            if rule.name.endswith(CHECKED_TOGETHER):
                continue
            if self.breaks(rule, exclude):
                self.tell(refusal_of(rule.name))

    def breaks(self, rule: models.BaseConstraint, exclude: set[str]) -> bool:
        """Whether the values break a rule that they are all there for."""
        try:
            rule.validate(self._meta.model, self.instance, exclude=exclude)
        except ValidationError:
            return True
        except FieldError:
            return False
        return False

    def tell(self, refusal: Refusal) -> None:
        """Put a refusal at its field, or over the form where it has none."""
        field = refusal.field if refusal.field in self.fields else None
        if field is None or field not in self.errors:
            self.add_error(field, ValidationError(refusal.message))
