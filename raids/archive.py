"""Reads many reports on all cores, and keeps what is found as drafts for review."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from django.contrib.auth.models import User

from reports.extraction.parallel import read_many
from reports.models import Report

from . import accepting
from .actions import told
from .drafting import drafts_in


def draft_reports(
    reports: Sequence[Report], *, by: User, pool: ProcessPoolExecutor
) -> int:
    """Draft the incidents of reports that nothing speaks of yet; return how many."""
    fresh = Report.objects.filter(
        pk__in=[report.pk for report in reports], mentions__isnull=True
    )
    readings = read_many(pool, [(one.text, one.published_on) for one in fresh])
    accepted = [
        accepting.Accepted(report, draft)
        for report, reading in zip(fresh, readings, strict=True)
        for draft in drafts_in(reading).drafts
    ]
    with told(by, "imported"):
        return len(accepting.store(by, accepted))
