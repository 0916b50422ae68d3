"""The forms of the editors' desk."""

from __future__ import annotations
