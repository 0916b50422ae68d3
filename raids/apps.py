"""What happened: the catalogue of incidents."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RaidsConfig(AppConfig):
    """The app `raids`: incidents, their findings, places and units."""

    name = "raids"
    verbose_name = _("Catalogue")
