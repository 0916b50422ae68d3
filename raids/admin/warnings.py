"""What is doubtful in a reading, in words that say what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raids.choices import DatePrecision
from raids.drafting import DraftedIncident
from raids.models import Dating, Siting
from reports.extraction.findings import Warning as ReaderWarning
from reports.extraction.spans import Span

MESSAGES: dict[str, Any] = {
    "text-cut-short": gettext_lazy(
        "The report is longer than the reader reads: only the first %(read)s of its "
        "%(length)s characters were read. Look through the rest yourself."
    ),
}
"""A message for each code of the reader; `%(name)s` stands for a value it gives."""


@dataclass(frozen=True)
class Told:
    """A doubt in words, and the words of the report that it is about."""

    message: str
    spans: tuple[Span, ...] = ()


def in_words(warnings: Iterable[ReaderWarning]) -> list[Told]:
    """Return warnings in words, each once; one without a message is named."""
    told = (Told(message_of(one), one.spans) for one in warnings)
    return list(dict.fromkeys(told))


def message_of(warning: ReaderWarning) -> str:
    """Return the message of one warning."""
    message = MESSAGES.get(warning.code)
    if message is None:
        return _("The reader is in doubt here (%s). Look closely.") % warning.code
    return str(message) % dict(warning.values)


def doubts_of(draft: DraftedIncident) -> list[Told]:
    """Return what an editor should look at in a draft, the reader's warnings first."""
    return [*in_words(draft.warnings), *date_doubts(draft), *place_doubts(draft)]


def date_doubts(draft: DraftedIncident) -> Iterator[Told]:
    """Say what is weak in the date."""
    datings = draft.of(Dating)
    if not datings:
        yield Told(_("No date was read. Without one it cannot be published."))
    for dating in datings:
        if dating.values.get("precision") == DatePrecision.PUBLISHED:
            message = _(
                "The report does not say when it happened: the date is the day it was "
                "first reported."
            )
            yield Told(message, dating.spans)


def place_doubts(draft: DraftedIncident) -> Iterator[Told]:
    """Say what is weak in the place."""
    sitings = draft.of(Siting)
    if not sitings:
        yield Told(_("No place was read. Without one it cannot be published."))
    for siting in sitings:
        if siting.values.get("place") is None:
            message = _(
                "The gazetteer has no place “%s”. Choose the one that is meant, or add "
                "it to the places."
            )
            yield Told(message % siting.values["name_ar"], siting.spans)
