"""What can be had from the catalogue, and how to cite it."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from raids.models import Incident

from .codebook import codes_of_codebook
from .totals import totals_of


class DataGuide(TemplateView):
    """The API's addresses, the codes with their words, and how to cite."""

    template_name = "raids/data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        totals = totals_of(Incident.objects.published())
        return super().get_context_data(
            section="data",
            totals=totals,
            samples=totals.samples,
            all_samples=totals.all_samples,
            codebook=codes_of_codebook(),
            **kwargs,
        )
