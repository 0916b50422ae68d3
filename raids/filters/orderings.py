"""The orders that lists may take, each without ties, so that paging never slips."""

from __future__ import annotations

from typing import Any, NamedTuple

import django_filters
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .fields import OrderField


class Key(NamedTuple):
    """A column to order by; unknown values always come last."""

    column: str
    descending: bool = True

    def expression(self, *, reverse: bool = False) -> OrderBy:
        """Return it for a query, or for the same list from its end."""
        nulls = {"nulls_first": True} if reverse else {"nulls_last": True}
        return OrderBy(
            F(self.column), descending=self.descending is not reverse, **nulls
        )


class Ordering(NamedTuple):
    """An order: its name for people and its columns, the last of them unique."""

    label: str | Promise
    keys: tuple[Key, ...]

    def apply(self, rows: QuerySet[Any], *, reverse: bool = False) -> QuerySet[Any]:
        """Return the rows in this order."""
        return rows.order_by(*(key.expression(reverse=reverse) for key in self.keys))


LAST_DAY, ID = Key("last_day"), Key("pk")

INCIDENTS = {
    "newest": Ordering(_("Newest first"), (LAST_DAY, ID)),
    "oldest": Ordering(
        _("Oldest first"), (Key("last_day", descending=False), Key("pk", False))
    ),
    "killed": Ordering(_("Most killed first"), (Key("killed_min"), LAST_DAY, ID)),
    "captives": Ordering(_("Most taken first"), (Key("taken_min"), LAST_DAY, ID)),
    "updated": Ordering(_("Last changed first"), (Key("updated_at"), ID)),
}
REPORTS = {
    "newest": Ordering(_("Newest first"), (Key("published_on"), ID)),
    "oldest": Ordering(
        _("Oldest first"), (Key("published_on", descending=False), Key("pk", False))
    ),
}
PLACES = {"name": Ordering(_("By name"), (Key("name_ar", False), Key("pk", False)))}
UNITS = {"name": Ordering(_("By name"), (Key("name_en", False), Key("pk", False)))}


class OrderFilter(django_filters.Filter):
    """Puts the rows in the order asked for, or in the first of `orderings`."""

    field_class = OrderField

    def __init__(self, orderings: dict[str, Ordering]) -> None:
        self.orderings = orderings
        choices = [(code, ordering.label) for code, ordering in orderings.items()]
        super().__init__(label=_("Order"), choices=choices, known=list(orderings))

    @property
    def default(self) -> str:
        """The order where none is asked for."""
        return next(iter(self.orderings))

    def chosen(self, value: str | None) -> Ordering:
        """Return the order asked for."""
        return self.orderings[value or self.default]

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """Order the rows."""
        return self.chosen(value).apply(qs)
