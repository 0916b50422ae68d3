"""The REST API, version 1; `config/api_v1.py` shows its surface on one screen."""

from __future__ import annotations
