"""Which report speaks of which incident."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from raids.choices import Telling
from reports.models import Report

from . import rules
from .incident import Incident
from .settling import settling_triggers


@pghistory.track()
class Mention(models.Model):
    """A report speaks of an incident, as news or telling it again.

    `start` and `end` bound the passage that does, in code points of the report's text.
    `drafted_as` is the key of the draft that the incident was made of, so that the same
    draft makes no second one, however its incident was mended since.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="mentions", verbose_name=_("report")
    )
    incident = models.ForeignKey(
        Incident, models.CASCADE, related_name="mentions", verbose_name=_("incident")
    )
    telling = models.CharField(
        _("told as"), max_length=20, choices=Telling, default=Telling.NEWS
    )
    drafted_as = models.CharField(max_length=300, blank=True, editable=False)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["incident", "pk"]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints: ClassVar = [
            rules.one_of("telling", Telling),
            models.UniqueConstraint(
                fields=["report", "incident"],
                name="%(app_label)s_%(class)s_is_kept_once",
            ),
            models.UniqueConstraint(
                fields=["report", "start", "end", "drafted_as"],
                condition=~Q(drafted_as=""),
                nulls_distinct=False,
                name="%(app_label)s_%(class)s_one_draft_is_accepted_once",
            ),
            rules.together("start", "end", name="passage_has_both_ends"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(start__lt=F("end")),
                name="%(app_label)s_%(class)s_passage_starts_before_it_ends",
            ),
        ]
        triggers: ClassVar = settling_triggers()

    def __str__(self) -> str:
        return f"{self.report} → {self.incident_id}"
