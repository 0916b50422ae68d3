"""What editors set right in a reading, kept so that the reader can learn from it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports.models import Report

from . import rules


class Correction(models.Model):
    """A reading of a report, and the same as an editor set it right.

    Both are lists of incidents in the shape of the codebook, without words. Rows are
    only ever added, so that none needs a history.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="corrections", verbose_name=_("report")
    )
    reader_version = models.CharField(_("version of the reader"), max_length=20)
    lexicon_hash = models.CharField(_("fingerprint of its words"), max_length=64)
    reading = models.JSONField(_("as read"))
    correction = models.JSONField(_("as corrected"))
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        ordering: ClassVar = ["report", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints: ClassVar = [
            rules.not_blank("reader_version", "lexicon_hash"),
            models.CheckConstraint(
                condition=~Q(reading=F("correction")),
                name="%(app_label)s_%(class)s_sets_something_right",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(name="never_changes"),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.reader_version})"
