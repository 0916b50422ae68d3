"""What an address asks of the API, read once, with everything that is wrong in it.

The filters are those of `raids.filters`; what stands here concerns only how the
answer is given: which fields, how many rows, from where.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from raids.filters import Condition, ParameterFilterSet, Problem
from raids.filters.fields import MOST_VALUES
from raids.filters.orderings import OrderFilter, Ordering
from raids.filters.parameters import as_problem, refusal

from .errors import BadParameters
from .paging import BadCursor, Cursor, cursor_problem, decode

USUAL_PAGE, LARGEST_PAGE = 50, 1_000
FOR_ONE = ("fields", "format")
FOR_LISTS = (*FOR_ONE, "page_size", "cursor", "count")


class ListQuery(NamedTuple):
    """What is asked of a list: which rows in which order, and which part of them."""

    rows: QuerySet[Any]
    order: str
    ordering: Ordering
    page_size: int
    cursor: Cursor | None
    counted: bool
    fields: tuple[str, ...] | None


class ParameterReader:
    """Reads the parameters of the answer's form, gathering what is wrong."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.problems: list[Problem] = []

    def refuse(self, name: str, message: str, allowed: Iterable[str] = ()) -> None:
        """Note what is wrong with a parameter."""
        self.problems.append(Problem(name, message, tuple(allowed)))

    def one(self, name: str) -> str:
        """Return a parameter's only value, or nothing."""
        given = list(dict.fromkeys(filter(None, self.data.getlist(name))))
        if len(given) > 1:
            self.refuse(name, "Give it one value only.")
            return ""
        return given[0] if given else ""

    def page_size(self) -> int:
        """Return how many rows a page has."""
        text = self.one("page_size")
        if not text:
            return USUAL_PAGE
        if text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= LARGEST_PAGE:
            return int(text)
        self.refuse("page_size", f"Write a whole number from 1 to {LARGEST_PAGE}.")
        return USUAL_PAGE

    def counted(self) -> bool:
        """Return whether all rows are to be counted."""
        text = self.one("count")
        if text not in {"", "true", "false"}:
            self.refuse("count", "Write true or false.", ["true", "false"])
        return text == "true"

    def fields(self, known: Collection[str]) -> tuple[str, ...] | None:
        """Return the fields wanted, or None for all; commas and repetition both do."""
        given = ",".join(self.data.getlist("fields")).split(",")
        wanted = dict.fromkeys(filter(None, (name.strip() for name in given)))
        strange = [name for name in wanted if name not in known]
        for name in strange[:10]:
            self.problems.append(as_problem("fields", refusal(name, known)))
        return tuple(wanted) or None

    def cursor(
        self, order: str, ordering: Ordering, rows: QuerySet[Any]
    ) -> Cursor | None:
        """Return the row to read on from."""
        text = self.one("cursor")
        if not text:
            return None
        try:
            return decode(text, order, ordering, rows.model)
        except BadCursor:
            self.problems.append(cursor_problem())
            return None

    def unknown_names(self, known: Collection[str]) -> None:
        """Note the names that are no parameters here."""
        for name in self.data:
            if name not in known:
                error = refusal(name, known, code="unknown_parameter")
                self.problems.append(as_problem(name[:80], error))


def read_list(
    data: QueryDict,
    rows: QuerySet[Any],
    filter_class: type[ParameterFilterSet],
    fields: Collection[str],
) -> ListQuery:
    """Return what is asked of a list; raises BadParameters with all that is wrong."""
    filterset = filter_class(data, rows, also=FOR_LISTS)
    problems = filterset.problems()
    reader = ParameterReader(data)
    order_filter: OrderFilter = filterset.filters["ordering"]
    chosen = filterset.form.cleaned_data.get("ordering") or order_filter.default
    ordering = order_filter.chosen(chosen)
    query = ListQuery(
        rows=filterset.qs,
        order=chosen,
        ordering=ordering,
        page_size=reader.page_size(),
        cursor=None if problems else reader.cursor(chosen, ordering, rows),
        counted=reader.counted(),
        fields=reader.fields(fields),
    )
    if problems or reader.problems:
        raise BadParameters([*problems, *reader.problems])
    return query


def read_one(
    data: QueryDict, fields: Collection[str], known: Collection[str] = FOR_ONE
) -> tuple[str, ...] | None:
    """Return the fields wanted of one row; raises BadParameters."""
    reader = ParameterReader(data)
    reader.unknown_names(known)
    wanted = reader.fields(fields)
    if reader.problems:
        raise BadParameters(reader.problems)
    return wanted


class CatalogueFilterBackend(BaseFilterBackend):
    """Lets a view's filter set choose the rows, and documents its parameters."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Return the rows asked for, and leave the rest of the question on the view."""
        view.query = read_list(
            request.query_params,
            queryset,
            view.filterset_class,
            view.get_serializer_class()().fields,
        )
        return view.query.rows

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe every parameter of the view's list for OpenAPI."""
        filters = view.filterset_class.base_filters
        conditions = [
            described(name, filter_)
            for name, filter_ in filters.items()
            if isinstance(filter_, Condition)
        ]
        serializer = view.get_serializer_class()
        return [
            *conditions,
            *own_parameters(filters["ordering"]),
            fields_parameter(serializer().fields),
        ]


def described(name: str, filter_: Condition) -> dict[str, Any]:
    """Describe one filter for OpenAPI."""
    schema = {**filter_.schema, "examples": [typed(filter_.example, filter_.schema)]}
    if not filter_.repeats:
        return parameter(name, filter_.documents, schema)
    documents = f"{filter_.documents} Repeat the name for any of several."
    many = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
    return {**parameter(name, documents, many), "style": "form", "explode": True}


def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Describe a parameter; examples stand in the schema.

    There the page that tries the API out leaves its fields empty, where an example of
    the parameter itself would be asked with every other.
    """
    told = {"name": name, "in": "query", "description": description}
    return {**told, "schema": schema}


def typed(example: str, schema: dict[str, Any]) -> Any:
    """Return an example in the type that its schema tells."""
    if schema["type"] == "integer":
        return int(example)
    return example == "true" if schema["type"] == "boolean" else example


def own_parameters(order: OrderFilter) -> list[dict[str, Any]]:
    """Describe the parameters that concern the form of a list's answer."""
    orders = ", ".join(
        f"`{code}` ({str(one.label).lower()})" for code, one in order.orderings.items()
    )
    size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}
    return [
        parameter(
            "ordering",
            f"The order of rows: {orders}. Unknown values come last.",
            {
                "type": "string",
                "enum": list(order.orderings),
                "default": order.default,
                "examples": [list(order.orderings)[-1]],
            },
        ),
        parameter(
            "page_size",
            "How many rows a page has.",
            {**size, "default": USUAL_PAGE, "examples": [LARGEST_PAGE]},
        ),
        parameter(
            "cursor",
            "Where a page begins; take the addresses in `next` and `previous` whole.",
            {
                "type": "string",
                "examples": ["WyJuZXdlc3QiLCAwLCAiMjAxNy0wMy0wNyIsIDdd"],
            },
        ),
        parameter(
            "count",
            "`true` adds how many rows are found in all, which costs more to answer.",
            {"type": "boolean", "default": False, "examples": [True]},
        ),
    ]


def fields_parameter(known: Collection[str]) -> dict[str, Any]:
    """Describe the choice of fields."""
    one = {"type": "string", "enum": list(known)}
    schema = {"type": "array", "items": one, "examples": [list(known)[:3]]}
    documents = "The fields wanted, separated by commas; without it, all of them."
    return {
        **parameter("fields", documents, schema),
        "style": "form",
        "explode": False,
    }
