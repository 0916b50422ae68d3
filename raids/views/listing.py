"""A page of a filtered list: strict about its address, and clear in its refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from raids.filters import ParameterFilterSet, Problem

from .addresses import PAGE, on_page, without

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address of the set without it."""

    words: str
    off: str


class Listing(Generic[M]):
    """What an address asks of a list: its rows page by page, or what is wrong with it.

    `count` is taken from the caller where totals have counted already.
    """

    def __init__(
        self,
        query: QueryDict,
        filter_class: type[ParameterFilterSet],
        rows: QuerySet[M],
        *,
        page_size: int,
    ) -> None:
        self.query = query
        self.page_size = page_size
        self.filters = filter_class(query, rows, also=[PAGE])
        self.problems: list[Problem] = self.filters.problems()

    @property
    def rows(self) -> QuerySet[M]:
        """The rows asked for; none where anything is wrong."""
        return self.filters.qs

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on, each with the way to take it off."""
        return [
            Chip(clause.words, without(self.query, clause.parameter, clause.value))
            for clause in self.filters.clauses()
        ]

    def page(self, rows: QuerySet[M], count: int | None = None) -> Page[M]:
        """Return the page asked for; one that is not there is a problem more."""
        paginator = Paginator(rows, self.page_size)
        if count is not None:
            paginator.count = count
        asked = self.query.get(PAGE, "1")
        number = int(asked) if asked.isdecimal() and len(asked) < 9 else 0
        if not 1 <= number <= paginator.num_pages:
            message = _("Write a whole number from 1 to %(most)d.")
            message %= {"most": paginator.num_pages}
            self.problems.append(Problem(PAGE, message))
            return paginator.page(1)
        return paginator.page(number)

    def links(self, page: Page[Any]) -> dict[str, str]:
        """Return the addresses of the pages before and after this one."""
        links = {}
        if page.has_previous():
            links["previous"] = on_page(self.query, page.previous_page_number())
        if page.has_next():
            links["next"] = on_page(self.query, page.next_page_number())
        return links

    @property
    def status(self) -> int:
        """The answer's status: 400 where anything is wrong."""
        return 400 if self.problems else 200

    def kept(self, shown: Sequence[str]) -> list[tuple[str, str]]:
        """Return what is on and not among the form's own fields, for it to keep."""
        return [
            (name, value)
            for name, values in self.query.lists()
            for value in values
            if value and name in self.filters.filters and name not in shown
        ]
