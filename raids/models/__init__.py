"""The models of the catalogue, a file for each group."""

from __future__ import annotations

from .correction import Correction
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
from .unit import Unit, fitting_code
from .words import (
    CaptiveWords,
    CasualtyWords,
    DatingWords,
    EquipmentWords,
    InvolvementWords,
    KindWords,
    SitingWords,
)

__all__ = [
    "Captive",
    "CaptiveWords",
    "Casualty",
    "CasualtyWords",
    "Correction",
    "Dating",
    "DatingWords",
    "Equipment",
    "EquipmentWords",
    "Finding",
    "Incident",
    "IncidentQuerySet",
    "Involvement",
    "InvolvementWords",
    "KindWords",
    "Mention",
    "Place",
    "ReferenceSeries",
    "Siting",
    "SitingWords",
    "Unit",
    "fitting_code",
]
