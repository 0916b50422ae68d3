"""Which format an answer has."""

from __future__ import annotations

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from raids.filters.parameters import as_problem, refusal

from .errors import BadParameters


class FormatNegotiation(DefaultContentNegotiation):
    """Refuses an unknown `format` by its name, as every other parameter."""

    def filter_renderers(
        self,
        renderers: Iterable[BaseRenderer],
        format: str,  # noqa: A002
    ) -> list[BaseRenderer]:
        """Return the renderers of a format."""
        there = list(renderers)
        fit = [renderer for renderer in there if renderer.format == format]
        if not fit:
            known = [str(one.format) for one in there]
            raise BadParameters([as_problem("format", refusal(format, known))])
        return fit
