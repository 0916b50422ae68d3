"""The codes of the catalogue with their words, as the data page lists them."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from raids import choices


class Codes(NamedTuple):
    """One list of codes: its name and the code and words of each."""

    name: str
    codes: list[tuple[str, str]]


def codes_of_codebook() -> list[Codes]:
    """Return the lists of codes in the order a reader meets them."""
    lists: list[tuple[str, type[TextChoices]]] = [
        (_("Kind of incident"), choices.IncidentKind),
        (_("Precision of the date"), choices.DatePrecision),
        (_("Time of day"), choices.TimeOfDay),
        (_("Relation to the place"), choices.PlaceRelation),
        (_("Role of a unit"), choices.Role),
        (_("Equipment"), choices.EquipmentKind),
        (_("Outcome"), choices.Outcome),
        (_("Category of casualties"), choices.CasualtyCategory),
        (_("Category of persons taken"), choices.CaptiveCategory),
        (_("Fate of persons taken"), choices.CaptiveFate),
        (_("Certainty"), choices.Certainty),
    ]
    return [
        Codes(name, [(str(code), str(words)) for code, words in listed.choices])
        for name, listed in lists
    ]
