"""Reads many reports on all cores, and keeps what is found as drafts for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import DatabaseError

from reports.extraction import Reading
from reports.extraction.parallel import read_many
from reports.models import Report

from . import accepting
from .accepting import Accepted
from .actions import told
from .drafting import drafts_in


@dataclass(frozen=True)
class Begun:
    """Reports that are being read, and their readings as they come."""

    reports: list[Report]
    readings: Iterator[Reading]


@dataclass
class Drafting:
    """Drafts the incidents of an archive, a batch at a time.

    While one batch is stored the next is read already. A report whose drafts cannot be
    stored is kept in `faults` with the reason, and the others go on.
    """

    by: User
    pool: ProcessPoolExecutor
    incidents: int = 0
    faults: list[tuple[Report, str]] = field(default_factory=list)
    begun: Begun | None = None

    def add(self, reports: Sequence[Report]) -> None:
        """Begin to read those reports that nothing speaks of; store the last batch."""
        last, self.begun = self.begun, None
        being_read = {report.pk for report in last.reports} if last else set()
        numbers = {report.pk for report in reports} - being_read
        fresh = Report.objects.filter(pk__in=numbers, mentions__isnull=True)
        found = list(fresh.order_by("pk"))
        asked = [(one.text, one.published_on) for one in found]
        self.begun = Begun(found, read_many(self.pool, asked))
        if last:
            self.store(last)

    def finish(self) -> None:
        """Store what is being read."""
        if self.begun:
            self.store(self.begun)
        self.begun = None

    def store(self, begun: Begun) -> None:
        """Store the drafts of a batch."""
        drafted = drafts_in(list(begun.readings))
        self.keep(
            [
                [Accepted(report, draft) for draft in one.drafts]
                for report, one in zip(begun.reports, drafted, strict=True)
            ]
        )

    def keep(self, batch: Sequence[Sequence[Accepted]]) -> None:
        """Make incidents of each report's drafts: all at once or, where that fails, of
        either half, until the report at fault stands alone."""
        accepted = [one for report in batch for one in report]
        try:
            with told(self.by, "imported"):
                self.incidents += len(accepting.store(self.by, accepted))
        except DatabaseError as error:
            if len(batch) == 1:
                fault = str(error).strip().splitlines()[0]
                self.faults.append((accepted[0].report, fault))
                return
            middle = len(batch) // 2
            self.keep(batch[:middle])
            self.keep(batch[middle:])
