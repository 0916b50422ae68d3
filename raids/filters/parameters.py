"""What an address may ask: strict about names and values, and clear in its refusals.

Pages and API share these filter sets. An unknown name or a bad value is never passed
over, for an answer to another question than was asked is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, ClassVar, NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_ECHO = 80
"""Characters of a refused value that a message repeats."""
FEW = 60
"""Up to so many allowed values are all told."""


class Problem(NamedTuple):
    """What is wrong with one parameter, and what it may be where that is a list."""

    parameter: str
    message: str
    allowed: tuple[str, ...] = ()


class Clause(NamedTuple):
    """One condition that is on: its parameter, its value as given, and in words."""

    parameter: str
    value: str
    words: str


def shortened(value: str) -> str:
    """Return a value as a message may repeat it."""
    if len(value) <= LONGEST_ECHO:
        return value
    return f"{value[:LONGEST_ECHO]}…"


def refusal(
    value: str, allowed: Iterable[str], *, code: str = "unknown_value"
) -> ValidationError:
    """Return the error for a value that is not allowed, naming the nearest that is."""
    known = list(allowed)
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(value[:LONGEST_ECHO].lower(), by_lower, 1, 0.6)
    message = (
        _("“%(value)s” is not known here. Did you mean “%(nearest)s”?")
        if near
        else _("“%(value)s” is not known here.")
    )
    params = {
        "value": shortened(value),
        "nearest": by_lower[near[0]] if near else "",
        "allowed": known if len(known) <= FEW else [],
    }
    return ValidationError(message, code=code, params=params)


class ParameterForm(forms.Form):
    """Checks what concerns the parameters together."""

    data: MultiValueDict[str, Any]
    also: Collection[str] = ()
    ranges: Collection[tuple[str, str]] = (("from", "to"),)

    def clean(self) -> dict[str, Any]:
        """Refuse unknown names, names given twice, and ranges the wrong way round."""
        for name in self.data:
            if name not in self.fields and name not in self.also:
                self.add_error(None, self.unknown(name))
        for name, field in self.fields.items():
            if not isinstance(field, forms.MultipleChoiceField):
                self.refuse_repetition(name)
        for first, last in self.ranges:
            self.refuse_reversal(first, last)
        return self.cleaned_data

    def unknown(self, name: str) -> ValidationError:
        """Return the error for a name that is no parameter."""
        error = refusal(name, [*self.fields, *self.also], code="unknown_parameter")
        error.params = {**(error.params or {}), "parameter": shortened(name)}
        return error

    def refuse_repetition(self, name: str) -> None:
        """Refuse a single-valued parameter that is given two values."""
        given = {value for value in self.data.getlist(name) if value}
        if len(given) > 1:
            self.add_error(name, ValidationError(_("Give it one value only.")))

    def refuse_reversal(self, first: str, last: str) -> None:
        """Refuse a range that ends before it begins, on both of its names."""
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and begins > ends:
            params = {"first": first, "last": last}
            message = _("“%(first)s” must not be later than “%(last)s”.")
            for name in (first, last):
                self.add_error(name, ValidationError(message, params=params))


class Condition(django_filters.Filter):
    """A filter that also knows its words for a reader and its words for the API.

    `condition` makes the condition from the cleaned value; `words` holds `%(value)s`;
    `documents` is the sentence of the API's documentation, in English, and `schema`
    the OpenAPI type of one value.
    """

    def __init__(
        self,
        field_class: type[forms.Field],
        condition: Callable[[Any], Q],
        *,
        label: str | Promise,
        words: str | Promise,
        documents: str,
        example: str,
        schema: dict[str, Any] | None = None,
        **field_options: Any,
    ) -> None:
        self.field_class = field_class
        self.condition = condition
        self.words = words
        self.documents = documents
        self.example = example
        self.schema = schema or {"type": "string"}
        super().__init__(label=label, **field_options)

    @property
    def repeats(self) -> bool:
        """Whether the name may be repeated, any of its values being enough."""
        return issubclass(self.field_class, forms.MultipleChoiceField)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Narrow the rows to those of the value; no value leaves them all."""
        return qs.filter(self.condition(value)) if value else qs

    def clauses(self, given: list[str], value: Any) -> list[Clause]:
        """Return what is on, in words; several values of one name are several."""
        if not value:
            return []
        named = value if self.repeats else {given[-1]: value}
        return [self.clause(raw, meant) for raw, meant in named.items()]

    def clause(self, raw: str, meant: Any) -> Clause:
        """Return one value in words."""
        naming = getattr(self.field, "naming", str)
        return Clause(self.field_name, raw, str(self.words % {"value": naming(meant)}))


class ParameterFilterSet(django_filters.FilterSet):
    """A filter set that refuses what it does not know and tells what is on.

    `also` names the further parameters of the caller, such as `page`. Where anything
    is wrong `qs` is empty: rows that were not asked for are never shown. Without a
    queryset it filters none, so that a form alone never shows what is not public.
    """

    model: ClassVar[type[Model]]

    class Meta:
        form = ParameterForm

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: QuerySet[Any] | None = None,
        *,
        also: Collection[str] = (),
        **options: Any,
    ) -> None:
        self.also = also
        rows = self.model._default_manager.none() if queryset is None else queryset
        super().__init__(as_lists(data), rows, **options)

    @classmethod
    def get_filters(cls) -> dict[str, Condition]:
        """Return the filters by name; Python needs `from` to be written `from_`."""
        filters = super().get_filters()
        named = {name.rstrip("_"): filter_ for name, filter_ in filters.items()}
        for name, filter_ in named.items():
            filter_.field_name = name
        return named

    def get_form_class(self) -> type[forms.Form]:
        """Return the form, told of the caller's own parameters."""
        form = super().get_form_class()
        form.also = self.also
        return form

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Apply every condition, or show nothing where one is not understood."""
        if self.errors:
            return queryset.none()
        return super().filter_queryset(queryset)

    @classmethod
    def unknown_parameters(
        cls, data: Mapping[str, Any], also: Collection[str] = ()
    ) -> list[Problem]:
        """Return the names in `data` that are no parameter here."""
        known = {*cls.base_filters, *also}
        strange = {name: data[name] for name in data if name not in known}
        return cls(strange, also=also).problems()

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with the parameters, in their order."""
        return [
            as_problem(name, error)
            for name, errors in self.errors.as_data().items()
            for error in errors
        ]

    def clauses(self) -> list[Clause]:
        """Return the conditions that are on, in words, for chips and the sentence."""
        if not self.is_valid():
            return []
        return [
            clause
            for name, filter_ in self.filters.items()
            if isinstance(filter_, Condition)
            for clause in filter_.clauses(
                self.data.getlist(name), self.form.cleaned_data[name]
            )
        ]


def as_problem(name: str, error: ValidationError) -> Problem:
    """Return a form's error as a problem; an unknown parameter is named by itself."""
    params = error.params or {}
    message = "".join(error.messages)
    return Problem(
        params.get("parameter", name), message, (*params.get("allowed", ()),)
    )


def as_lists(data: Mapping[str, Any] | None) -> MultiValueDict[str, Any] | None:
    """Return the parameters as an address has them, each name with its values."""
    if data is None or isinstance(data, MultiValueDict):
        return data
    return MultiValueDict(
        {
            name: [str(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in data.items()
        }
    )
