"""What was said: sources, their reports, and the words that state a fact."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The app `reports`; it knows nothing of who quotes it."""

    name = "reports"
    verbose_name = _("Reports")
