"""Addresses that differ from the one shown in a parameter: a chip off, a facet on."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import QueryDict

PAGE = "page"
"""The parameter that no other view of the same set should keep."""


def without(query: QueryDict, name: str, value: str | None = None) -> str:
    """Return the query string without a parameter, or without one of its values."""
    kept = query.copy()
    if value is None:
        kept.pop(name, None)
    else:
        kept.setlist(name, [one for one in kept.getlist(name) if one != value])
    return _written(kept)


def replaced(query: QueryDict, **values: str | Sequence[str]) -> str:
    """Return the query string with these parameters set; an empty one is dropped.

    A trailing underscore is dropped from a name that Python keeps for itself.
    """
    changed = query.copy()
    for name, value in values.items():
        listed = [value] if isinstance(value, str) else list(value)
        changed.setlist(name.rstrip("_"), [one for one in listed if one])
    return _written(changed)


def on_page(query: QueryDict, number: int) -> str:
    """Return the query string of another page of the same set."""
    turned = query.copy()
    turned.pop(PAGE, None)
    if number > 1:
        turned[PAGE] = str(number)
    return "?" + turned.urlencode()


def _written(query: QueryDict) -> str:
    query.pop(PAGE, None)
    for name in [name for name, values in query.lists() if not any(values)]:
        del query[name]
    return "?" + query.urlencode()


def in_language(full_path: str, language: str) -> str:
    """Return the same address, filters and all, in another language."""
    for code, _name in settings.LANGUAGES:
        if full_path == f"/{code}" or full_path.startswith(f"/{code}/"):
            return f"/{language}{full_path[len(code) + 1 :]}"
    return f"/{language}/"
