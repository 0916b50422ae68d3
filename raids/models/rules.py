"""Constraints that several models share, so that each rule is worded once."""

from __future__ import annotations

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PREFIX = "%(app_label)s_%(class)s_"
plain_line = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
    _("Leave out marks that cannot be seen: they would turn the line around it."),
    code="unseen_marks",
    inverse_match=True,
)
"""Refuses control characters and overrides of direction in a line people type."""

LARGEST_COUNT = 1_000_000
"""More persons than any incident counts; a larger number is a slip of the hand."""


def one_of(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """Only the codes of the codebook."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=f"{PREFIX}{field}_is_a_code",
    )


def one_of_or_blank(
    field: str, choices: type[models.TextChoices]
) -> models.CheckConstraint:
    """Only the codes of the codebook, or nothing."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": ["", *choices.values]}),
        name=f"{PREFIX}{field}_is_a_code_or_blank",
    )


def bounds(stem: str) -> list[models.CheckConstraint]:
    """A count's lower and upper bound: in order, and never the 0 that means unknown."""
    lower, upper = f"{stem}_min", f"{stem}_max"
    in_order = Q(**{f"{lower}__isnull": True}) | Q(**{f"{upper}__isnull": True})
    in_order |= Q(**{f"{lower}__lte": F(upper)})
    return [
        models.CheckConstraint(
            condition=in_order, name=f"{PREFIX}{stem}_bounds_are_in_order"
        ),
        models.CheckConstraint(
            condition=null_or_fit(lower) & null_or_fit(upper),
            name=f"{PREFIX}{stem}_is_null_or_positive",
        ),
    ]


def null_or_fit(field: str) -> Q:
    """Unknown, or a number from 1 to the largest."""
    return Q(**{f"{field}__isnull": True}) | Q(
        **{f"{field}__range": (1, LARGEST_COUNT)}
    )


def together(first: str, second: str, *, name: str) -> models.CheckConstraint:
    """Both are set or neither is."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=f"{PREFIX}{name}",
    )


def on_earth() -> list[models.CheckConstraint]:
    """Latitude and longitude in degrees, together or not at all."""
    return [
        together("lat", "lon", name="coordinates_come_together"),
        models.CheckConstraint(
            condition=Q(lat__isnull=True)
            | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
            name=f"{PREFIX}coordinates_are_on_earth",
        ),
    ]


def in_no_circle(table: str) -> pgtrigger.Trigger:
    """What a row belongs to does not, by any number of steps, belong to the row."""
    return pgtrigger.Trigger(
        name="goes_in_no_circle",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__parent__isnull=False),
        func=f"""
            IF NEW.parent_id <> NEW.id AND EXISTS (
                WITH RECURSIVE above(id) AS (
                    SELECT NEW.parent_id
                    UNION
                    SELECT row.parent_id FROM {table} AS row
                    JOIN above ON row.id = above.id
                )
                SELECT FROM above WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION 'a row belongs to itself by way of others'
                    USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{table}_goes_in_no_circle';
            END IF;
            RETURN NEW;
        """,
    )


def not_blank(*fields: str) -> models.CheckConstraint:
    """These texts have words."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return models.CheckConstraint(
        condition=condition, name=f"{PREFIX}{'_and_'.join(fields)}_not_blank"
    )
