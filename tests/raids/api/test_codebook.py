"""The codebook says what the code says: every code, every field, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db.models import TextChoices
from django.utils.translation import override
from rest_framework.serializers import Serializer

from raids import choices
from raids.api import rows, serializers

CODEBOOK = Path(__file__).parents[3] / "docs" / "codebook.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

CODES: dict[str, type[TextChoices]] = {
    "Kinds of incident": choices.IncidentKind,
    "Certainty": choices.Certainty,
    "Date precision": choices.DatePrecision,
    "Time of day": choices.TimeOfDay,
    "Relation to the place": choices.PlaceRelation,
    "Roles of units": choices.Role,
    "Equipment": choices.EquipmentKind,
    "Outcomes": choices.Outcome,
    "Categories of casualties": choices.CasualtyCategory,
    "Categories of captives": choices.CaptiveCategory,
    "Fates of captives": choices.CaptiveFate,
    "Tellings": choices.Telling,
    "Kinds of place": choices.PlaceKind,
    "Kinds of unit": choices.UnitKind,
}
FIELDS: dict[str, type[Serializer]] = {
    "An incident in a list": serializers.IncidentRowSerializer,
    "A row of `units`": rows.InvolvementRow,
    "A row of `equipment`": rows.EquipmentRow,
    "A row of `casualties`": rows.CasualtyRow,
    "A row of `captives`": rows.CaptiveRow,
    "A finding of `dates`": rows.DatingSerializer,
    "A finding of `places`": rows.SitingSerializer,
    "A report": serializers.ReportSerializer,
    "A place": serializers.PlaceSerializer,
    "A unit": serializers.UnitSerializer,
}
NEVER_PUBLIC = {"IncidentStatus"}


def table(heading: str) -> dict[str, tuple[str, str]]:
    """Return a section's rows: what is explained, in English and in Arabic."""
    [section] = [
        part
        for part in CODEBOOK.read_text().split("\n### ")
        if part.startswith(f"{heading} · ")
    ]
    return {name: (english, arabic) for name, english, arabic in ROW.findall(section)}


@pytest.mark.parametrize("heading", CODES)
def test_the_codes_and_their_names_are_those_of_the_site(heading: str) -> None:
    expected = {}
    for code in CODES[heading]:
        with override("en"):
            english = str(code.label)
        with override("ar"):
            expected[str(code)] = (english, str(code.label))
    assert table(heading) == expected


def test_every_list_of_codes_is_in_the_codebook() -> None:
    lists = {
        name
        for name, value in vars(choices).items()
        if isinstance(value, type)
        and issubclass(value, TextChoices)
        and value is not TextChoices
    }
    assert lists - NEVER_PUBLIC == {one.__name__ for one in CODES.values()}


@pytest.mark.parametrize("heading", FIELDS)
def test_every_field_is_explained(heading: str) -> None:
    assert set(table(heading)) == set(FIELDS[heading]().fields)


def test_what_the_whole_adds_is_explained() -> None:
    row = serializers.IncidentRowSerializer().fields
    whole = serializers.IncidentSerializer().fields
    added = {*whole} - {*row} | {"reports"}
    assert set(table("What the whole incident adds")) == added


def test_both_languages_say_something() -> None:
    for _name, english, arabic in ROW.findall(CODEBOOK.read_text()):
        assert re.search("[a-zA-Z]", english)
        assert re.search("[\u0621-\u064a]", arabic)
