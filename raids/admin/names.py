"""Answers search-as-you-type for places and units, telling namesakes apart."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models

from raids.forms.choosing import label_of


class NamesView(AutocompleteJsonView):
    """The admin's own answer, with a place's kind and governorate beside its name."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, Any]:
        """Return one row of the answer."""
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}
