"""The models of the catalogue, a file for each group."""

from __future__ import annotations

from .findings import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Finding,
    Involvement,
    Siting,
)
from .incident import Incident, IncidentQuerySet, ReferenceSeries
from .mention import Mention
from .place import Place
from .unit import Unit

__all__ = [
    "Captive",
    "Casualty",
    "Dating",
    "Equipment",
    "Finding",
    "Incident",
    "IncidentQuerySet",
    "Involvement",
    "Mention",
    "Place",
    "ReferenceSeries",
    "Siting",
    "Unit",
]
