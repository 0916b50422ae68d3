"""The editors' desk: the admin of both apps, since a desk needs both sides."""

from __future__ import annotations

from . import group, incidents, places, reports

__all__ = ["group", "incidents", "places", "reports"]
