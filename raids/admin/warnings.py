"""What the reader warns of, in words that say what to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.extraction.findings import Warning as ReaderWarning
from reports.extraction.spans import Span

MESSAGES = {
    "no_incident": gettext_lazy(
        "No incident was found in this report. If it tells of one, add it by hand."
    ),
}
"""A message for each code of the reader; `%(name)s` stands for a value it gives."""


@dataclass(frozen=True)
class Told:
    """A warning in words, and the words of the report that it is about."""

    message: str
    spans: tuple[Span, ...]


def in_words(warnings: Iterable[ReaderWarning]) -> list[Told]:
    """Return warnings in words, each once; one without a message is named."""
    told = (Told(message_of(one), one.spans) for one in warnings)
    return list(dict.fromkeys(told))


def message_of(warning: ReaderWarning) -> str:
    """Return the message of one warning."""
    message = MESSAGES.get(warning.code)
    if message is None:
        return _("The reader is in doubt here (%s). Look closely.") % warning.code
    try:
        return str(message) % dict(warning.values)
    except KeyError:
        return str(message)
