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
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Lower
from django.db.models.lookups import Contains
from django.utils.translation import override

from raids.choices import IncidentKind
from raids.models import Involvement, Mention, Place, Siting, Unit
from reports.extraction.normalise import DROPPED, SWAPS
from reports.models import Report

APOSTROPHES = "'`´‘’ʼʻʿʾ"
HYPHENS = "-‐‑‒–—"
GONE = "".join(filter(DROPPED.fullmatch, map(chr, range(0x10000)))) + APOSTROPHES
KEPT_AS = {**dict(SWAPS), **dict.fromkeys(HYPHENS, " ")}
FOLDING = str.maketrans(KEPT_AS) | dict.fromkeys(map(ord, GONE))

LANGUAGES = ("ar", "en")
NAMES = ("name_ar", "name_en", "spellings_ar", "spellings_en")
TITLES = ("reference", "title_ar", "title_en", "summary_ar", "summary_en")


def folded(text: str) -> str:
    """Return a text as search compares it."""
    return text.lower().translate(FOLDING)


def words_of(text: str) -> list[str]:
    """Return the words to search for, folded, each once."""
    words = dict.fromkeys(folded(text.replace("\0", " ")).split())
    return [word for word in words if any(letter.isalnum() for letter in word)]


class Joined(Func):
    """The texts of several columns, a line each; arrays as they are written."""

    function = "concat_ws"
    output_field = CharField()


class Translated(Func):
    """A text whose letters are swapped one for one, or dropped."""

    function = "translate"
    output_field = CharField()


def says(word: str, *columns: str) -> Q:
    """Return whether any of the columns has the word, folded, anywhere."""
    text = Joined(Value("\n"), *map(F, columns))
    # PostgreSQL drops the letters that have no partner in the second list.
    letters = Value("".join(KEPT_AS) + GONE), Value("".join(KEPT_AS.values()))
    return Q(Contains(Translated(Lower(text), *letters), word))


def named(model: type[Model], word: str) -> QuerySet[Any]:
    """Return the places or units that one of whose names has the word."""
    return model._default_manager.filter(says(word, *NAMES)).order_by().values("pk")


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
    places = named(Place, word)
    here = OuterRef("pk")
    units = Involvement.objects.filter(
        incident=here, accepted=True, unit__in=named(Unit, word)
    )
    sitings = Siting.objects.filter(incident=here, accepted=True)
    told = Report.objects.filter(says(word, "title", "text")).order_by().values("pk")
    return (
        says(word, *TITLES)
        | Q(kind__in=kinds_called(word))
        | Q(place__in=places)
        | Q(governorate__in=places)
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
