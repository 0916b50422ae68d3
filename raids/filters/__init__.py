"""The filter sets of the catalogue, shared by pages, map, exports and API."""

from __future__ import annotations

from .catalogue import PlaceFilter, ReportFilter, UnitFilter
from .incidents import IncidentFilter
from .lookups import public_reports, public_sources, public_units
from .parameters import Clause, Condition, ParameterFilterSet, Problem

__all__ = [
    "Clause",
    "Condition",
    "IncidentFilter",
    "ParameterFilterSet",
    "PlaceFilter",
    "Problem",
    "ReportFilter",
    "UnitFilter",
    "public_reports",
    "public_sources",
    "public_units",
]
