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
    "unresolved-place": gettext_lazy(
        "The gazetteer has no place “%(name)s”. Choose the one that is meant, or add "
        "it to the places."
    ),
    "misspelt-place": gettext_lazy(
        "The gazetteer has no place “%(name)s”, but has one that differs by a letter: "
        "%(suggestions)s. Choose the one that is meant, or add it to the places."
    ),
    "ambiguous-place": gettext_lazy(
        "Several places are called “%(name)s”, and the report does not say which. "
        "Choose the one that is meant."
    ),
    "place-elsewhere": gettext_lazy(
        "The gazetteer has “%(name)s” in another governorate than the report tells. "
        "Look whether it is the same place."
    ),
    "weekday-mismatch": gettext_lazy(
        "The weekday that the report names is not that of %(date)s. Look which of the "
        "two is right."
    ),
    "month-names-disagree": gettext_lazy(
        "The two names of the month mean different months. Look which of them is right."
    ),
    "relative-day-mismatch": gettext_lazy(
        "“Today” or “yesterday”, counted from the day of publication, is not %(date)s. "
        "Look at the date, and at the day of publication."
    ),
    "year-inferred": gettext_lazy(
        "The report names no year for this date; it was taken to be %(year)s. Look "
        "whether that fits."
    ),
    "dated-by-publication-only": gettext_lazy(
        "The report does not say when it happened: %(date)s is the day it was first "
        "reported."
    ),
    "rival-counts": gettext_lazy(
        "The report gives other accounts of who was harmed or taken (%(accounts)s). "
        "They are kept and do not count. Look which of them should."
    ),
    "sum-does-not-fit": gettext_lazy(
        "The report speaks of “the %(told)s”, but the groups named before do not come "
        "to that number. Look whether somebody was missed or counted twice."
    ),
    "disputed-captives": gettext_lazy(
        "The report also says that those taken were no captives. Their number stays; "
        "look what is to be said of them."
    ),
    "family-of-unknown-size": gettext_lazy(
        "The report speaks of a family and gives no number: the totals leave it out."
    ),
    "one-aircraft-or-several": gettext_lazy(
        "The report names one aircraft and later speaks of several. Look how many "
        "there were."
    ),
    "unknown-unit": gettext_lazy(
        "The list of units has no “%(name)s”. Look whether it is known by another name "
        "before it is added."
    ),
    "same-day-neighbour": gettext_lazy(
        "On the same day the report also tells of the like in %(other)s. Look whether "
        "it was one operation."
    ),
    "two-incidents-same-place-day": gettext_lazy(
        "The report was read as two incidents of one kind in %(place)s on one day. "
        "Look whether they are one."
    ),
}
"""A message for each code of the reader; `%(name)s` stands for a value it gives."""

OF_PLACE = frozenset(
    {"unresolved-place", "misspelt-place", "ambiguous-place", "place-elsewhere"}
)
"""The doubts that end when a place of the gazetteer is chosen."""


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
    """Return what an editor should look at in a draft, the reader's warnings first.

    What a correction has settled is no doubt any more, and none is said twice."""
    open_ones = [one for one in draft.warnings if not is_settled(draft, one)]
    told = in_words(open_ones)
    said = {one.code for one in open_ones}
    if "dated-by-publication-only" not in said:
        told += date_doubts(draft)
    if said.isdisjoint(OF_PLACE):
        told += place_doubts(draft)
    return told


def is_settled(draft: DraftedIncident, warning: ReaderWarning) -> bool:
    """Tell whether a doubt about the place is settled, as a known place was chosen."""
    sitings = draft.of(Siting)
    return warning.code in OF_PLACE and all(
        siting.values.get("place") is not None for siting in sitings
    )


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
