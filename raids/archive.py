"""Reads many reports on all cores, and keeps what is found as drafts for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context

from django.contrib.auth.models import User

from reports.extraction import Gazetteer, PlaceEntry, Reading, Roster, UnitEntry, read
from reports.models import Report

from . import accepting, lookups
from .actions import told
from .drafting import drafts_in

CHUNK = 20
"""Reports a process takes at a time: enough that handing over costs little."""


@contextmanager
def reader(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that read with the site's places and units."""
    places, units = lookups.gazetteer().entries, lookups.roster().entries
    with ProcessPoolExecutor(
        max_workers=processes,
        # Not forked: a child must not share the parent's database connection.
        mp_context=get_context("spawn"),
        initializer=_prepare,
        initargs=(places, units),
    ) as pool:
        yield pool


def draft_reports(
    reports: Sequence[Report], *, by: User, pool: ProcessPoolExecutor
) -> int:
    """Draft the incidents of reports that nothing speaks of yet; return how many."""
    fresh = {
        report.pk: report
        for report in Report.objects.filter(
            pk__in=[report.pk for report in reports], mentions__isnull=True
        )
    }
    asked = [(report.text, report.published_on) for report in fresh.values()]
    readings = pool.map(_read, asked, chunksize=CHUNK)
    accepted = [
        accepting.Accepted(report, draft)
        for report, reading in zip(fresh.values(), readings, strict=True)
        for draft in drafts_in(reading).drafts
    ]
    with told(by, "imported"):
        return len(accepting.store(by, accepted))


# --- inside the reading processes ----------------------------------------------------

_places = Gazetteer.from_entries(())
_units = Roster.from_entries(())


def _prepare(places: tuple[PlaceEntry, ...], units: tuple[UnitEntry, ...]) -> None:
    global _places, _units
    _places, _units = Gazetteer.from_entries(places), Roster.from_entries(units)


def _read(asked: tuple[str, date | None]) -> Reading:
    text, published_on = asked
    return read(text, published_on=published_on, places=_places, units=_units)
