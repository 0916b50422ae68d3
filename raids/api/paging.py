"""Paging by cursor: a page begins after the last row of the one before.

The thousandth page costs what the first one does, and rows that come or go meanwhile
neither repeat others nor hide them. A cursor holds the order, the direction and the
values of that row; it says nothing that the rows do not.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import DateField, DateTimeField, Field, Model, Q
from django.db.models.fields import CharField
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from raids.filters import Problem
from raids.filters.orderings import Key, Ordering

LONGEST_CURSOR = 1_000
LARGEST_NUMBER = 2**63 - 1


class BadCursor(ValueError):
    """The cursor is none that this list gave."""


class Cursor(NamedTuple):
    """A row's place in an order, and whether to read on from it or back."""

    order: str
    back: bool
    values: tuple[Any, ...]

    def encode(self) -> str:
        """Return it as an address carries it."""
        values = [
            value.isoformat() if isinstance(value, date) else value
            for value in self.values
        ]
        text = json.dumps([self.order, int(self.back), *values], ensure_ascii=False)
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str, order: str, ordering: Ordering, model: type[Model]) -> Cursor:
    """Return a cursor given back, or raise BadCursor; nothing in it is trusted."""
    if len(text) > LONGEST_CURSOR:
        raise BadCursor
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        parts = json.loads(urlsafe_b64decode(padded))
        given_order, back, *values = parts
        if given_order != order or back not in (0, 1):
            raise BadCursor
        read = tuple(
            value_of(key, value, model)
            for key, value in zip(ordering.keys, values, strict=True)
        )
    except (binascii.Error, TypeError, ValueError, RecursionError) as error:
        raise BadCursor from error
    return Cursor(order, bool(back), read)


def value_of(key: Key, value: Any, model: type[Model]) -> Any:
    """Return one value of a cursor in its column's type, or raise ValueError."""
    field = model._meta.pk if key.column == "pk" else model._meta.get_field(key.column)
    if value is None and isinstance(field, Field) and field.null:
        return None
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise BadCursor
        return moment
    if isinstance(field, DateField):
        return date.fromisoformat(value)
    if isinstance(field, CharField):
        if not isinstance(value, str) or "\0" in value:
            raise BadCursor
        return value
    if type(value) is not int or abs(value) > LARGEST_NUMBER:
        raise BadCursor
    return value


def beyond(ordering: Ordering, cursor: Cursor) -> Q:
    """Return the condition of the rows after a cursor's, or before it."""
    condition, same = Q(pk__in=[]), Q()
    for key, value in zip(ordering.keys, cursor.values, strict=True):
        condition |= same & step(key, value, back=cursor.back)
        same &= (
            Q(**{f"{key.column}__isnull": True})
            if value is None
            else Q(**{key.column: value})
        )
    return condition


def step(key: Key, value: Any, *, back: bool) -> Q:
    """Return the condition of the rows past a value in one column; unknown is last."""
    unknown = Q(**{f"{key.column}__isnull": True})
    if value is None:
        return ~unknown if back else Q(pk__in=[])
    smaller = key.descending is not back
    past = Q(**{f"{key.column}__{'lt' if smaller else 'gt'}": value})
    return past if back or key.column == "pk" else past | unknown


class CursorPagination(BasePagination):
    """Pages through a list in the order its filter set chose.

    The view's `query` (see `raids.api.queries`) holds what the address asked.
    """

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any]:
        """Return the rows of the page asked for."""
        self.query = view.query
        self.address = request.build_absolute_uri()
        self.count = queryset.order_by().count() if self.query.counted else None
        cursor = self.query.cursor
        back = cursor is not None and cursor.back
        rows = self.query.ordering.apply(queryset, reverse=back)
        if cursor is not None:
            rows = rows.filter(beyond(self.query.ordering, cursor))
        found = list(rows[: self.query.page_size + 1])
        more = len(found) > self.query.page_size
        page = found[: self.query.page_size]
        if back:
            page.reverse()
        self.page = page
        self.has_next = bool(page) and (more or back)
        self.has_previous = bool(page) and (more if back else cursor is not None)
        return page

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page with the addresses of its neighbours, filters and all."""
        body: dict[str, Any] = {} if self.count is None else {"count": self.count}
        body["next"] = self.link(self.page[-1], back=False) if self.has_next else None
        body["previous"] = (
            self.link(self.page[0], back=True) if self.has_previous else None
        )
        return Response({**body, "results": data})

    def link(self, row: Model, *, back: bool) -> str:
        """Return this address with the cursor of a row."""
        values = tuple(getattr(row, key.column) for key in self.query.ordering.keys)
        cursor = Cursor(self.query.order, back, values)
        return replace_query_param(self.address, "cursor", cursor.encode())

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page for OpenAPI."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "description": "All rows found; only with `count=true`.",
                },
                "next": {**address, "description": "The next page, filters and all."},
                "previous": {**address, "description": "The page before."},
                "results": schema,
            },
        }


def cursor_problem() -> Problem:
    """Return what is said of a cursor that cannot be used."""
    message = (
        "This cursor is none of this list in this order. Take the address in `next` "
        "or `previous` as it is, or leave the cursor out to begin anew."
    )
    return Problem("cursor", message)
