"""Search in words: every word must be found somewhere in what an incident says.

Both sides are folded alike: Arabic letters to one form, vowel marks and tatweel
dropped, Latin letters small, hyphens as spaces, apostrophes dropped. The letters are
the reader's (`reports.extraction.normalise`), so that search and reading agree.
"""

from __future__ import annotations

from typing import Any

from django.db.models import (
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import Contains
from django.utils.translation import override

from raids.choices import IncidentKind, PlaceKind
from raids.models import Involvement, Mention, Place, Siting, Unit
from reports.extraction.normalise import DROPPED, SWAPS
from reports.models import Report

APOSTROPHES = "'`´‘’ʼʻʿʾ"
HYPHENS = "-‐‑‒–—"
SWAPPED = {**dict(SWAPS), **dict.fromkeys(HYPHENS, " ")}
FOLDING = str.maketrans(SWAPPED) | dict.fromkeys(map(ord, APOSTROPHES))

LANGUAGES = ("ar", "en")
NAMES = ("name_ar", "name_en", "spellings_ar", "spellings_en")
TITLES = ("reference", "title_ar", "title_en", "summary_ar", "summary_en")


def folded(text: str) -> str:
    """Return a text as search compares it."""
    return DROPPED.sub("", text.lower().translate(FOLDING))


def words_of(text: str) -> list[str]:
    """Return the words to search for, folded, each once."""
    words = dict.fromkeys(folded(text.replace("\0", " ")).split())
    return [word for word in words if any(letter.isalnum() for letter in word)]


def folded_columns(*columns: str) -> Func:
    """Return the columns' texts, a line each, as `folded` gives them."""
    # Arrays are joined as PostgreSQL writes them, which serves a search.
    text = Func(Value("\n"), *map(F, columns), function="concat_ws")
    # PostgreSQL drops the letters that have no partner in the second list.
    old, new = Value("".join(SWAPPED) + APOSTROPHES), Value("".join(SWAPPED.values()))
    swapped = Func(text, function="lower"), old, new
    dropped = Value(DROPPED.pattern), Value(""), Value("g")
    return Func(
        Func(*swapped, function="translate"),
        *dropped,
        function="regexp_replace",
        output_field=CharField(),
    )


def says(word: str, *columns: str) -> Q:
    """Return whether any of the columns has the word, folded, anywhere."""
    return Q(Contains(folded_columns(*columns), word))


def named(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    """Return those places or units one of whose names has the word."""
    return rows.filter(says(word, *NAMES)).order_by().values("pk")


def kinds_called(word: str) -> list[str]:
    """Return the kinds whose name, in Arabic or English, has the word."""
    found = set()
    for language in LANGUAGES:
        with override(language):
            found |= {kind for kind in IncidentKind if word in folded(str(kind.label))}
    return sorted(found)


def incident_says(text: str) -> Q:
    """Return the condition that every word is in an incident or what it names."""
    condition = Q()
    for word in words_of(text):
        condition &= incident_has(word)
    return condition


def incident_has(word: str) -> Q:
    """Return the condition for one word."""
    here = OuterRef("pk")
    governorates = Place.objects.filter(kind=PlaceKind.GOVERNORATE)
    units = Involvement.objects.filter(
        incident=here, accepted=True, unit__in=named(Unit.objects.all(), word)
    )
    sitings = Siting.objects.filter(incident=here, accepted=True)
    told = Report.objects.filter(says(word, "title", "text")).order_by().values("pk")
    return (
        says(word, *TITLES)
        | Q(kind__in=kinds_called(word))
        | Q(place__in=named(Place.objects.all(), word))
        | Q(governorate__in=named(governorates, word))
        | Q(Exists(units))
        | Q(Exists(sitings.filter(says(word, "name_ar"))))
        | Q(Exists(Mention.objects.filter(incident=here, report__in=told)))
    )


def rows_say(*columns: str) -> Any:
    """Return the maker of the condition that a row's own columns say it all."""

    def condition(text: str) -> Q:
        found = Q()
        for word in words_of(text):
            found &= says(word, *columns)
        return found

    return condition
