"""Reads Arabic reports of raids into draft incidents, each fact with its words."""

from __future__ import annotations

from .findings import (
    CaptiveFinding,
    CasualtyFinding,
    DatingFinding,
    DraftIncident,
    EquipmentFinding,
    InvolvementFinding,
    KindFinding,
    Reading,
    SitingFinding,
    Warning,  # noqa: A004 - the contract
)
from .gazetteer import Gazetteer, PlaceEntry, load_places
from .reader import VERSION, read
from .roster import Roster, UnitEntry, load_units
from .spans import Span

__all__ = [
    "VERSION",
    "CaptiveFinding",
    "CasualtyFinding",
    "DatingFinding",
    "DraftIncident",
    "EquipmentFinding",
    "Gazetteer",
    "InvolvementFinding",
    "KindFinding",
    "PlaceEntry",
    "Reading",
    "Roster",
    "SitingFinding",
    "Span",
    "UnitEntry",
    "Warning",
    "load_places",
    "load_units",
    "read",
]
