"""What holds when two editors do the same thing at the same moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from raids import actions
from raids.choices import IncidentKind, IncidentStatus, Telling
from raids.drafting import DraftedIncident
from raids.models import Incident, ReferenceSeries
from reports.actions import add_report
from reports.extraction.spans import Span
from reports.models import Report
from tests.factories import (
    CasualtyFactory,
    IncidentFactory,
    PlaceFactory,
    PublishedIncidentFactory,
    ReadyIncidentFactory,
    ReportFactory,
    SitingFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

Answer = TypeVar("Answer")
LONGEST_WAIT_SECONDS = 10


@contextmanager
def meanwhile(doing: Callable[[], Answer]) -> Iterator[Future[Answer]]:
    """Hold a transaction open in which the block is done, until the other waits for it.

    `doing` starts, on a connection of its own, when the block is done; its answer is
    there after the transaction's commit.
    """

    def on_own_connection() -> Answer:
        try:
            return doing()
        finally:
            connection.close()

    future: Future[Answer] = Future()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            yield future
            running = pool.submit(on_own_connection)
            wait_until_blocked(running)
        copy_outcome(running, future)


def wait_until_blocked(running: Future[Answer]) -> None:
    """Return when some connection waits for a lock that another one holds."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] or running.done():
                return
        time.sleep(0.01)
    raise AssertionError("the other neither waits nor ends")


def copy_outcome(done: Future[Answer], future: Future[Answer]) -> None:
    """Hand the outcome of one future on to the other."""
    error = done.exception(LONGEST_WAIT_SECONDS)
    if error:
        future.set_exception(error)
    else:
        future.set_result(done.result())


def a_draft(report: Report) -> DraftedIncident:
    """Return a draft of a report, without findings."""
    return DraftedIncident(
        kind=IncidentKind.AIR_LANDING,
        kind_spans=(),
        telling=Telling.NEWS,
        passage=Span(0, len(report.text)),
        findings=(),
    )


@pytest.mark.parametrize("given", [0, 41], ids=["a year's first", "later ones"])
def test_two_publishers_of_one_year_get_two_references(given: int) -> None:
    editor = UserFactory.create()
    if given:
        ReferenceSeries.objects.create(year=2017, last_number=given)
    first, second = ReadyIncidentFactory.create(), ReadyIncidentFactory.create()
    with meanwhile(lambda: actions.publish(by=editor, incident=second)) as other:
        one = actions.publish(by=editor, incident=first)
    assert [one.reference, other.result().reference] == [
        f"2017-{given + 1:04d}",
        f"2017-{given + 2:04d}",
    ]


def test_two_publishers_of_one_incident_give_it_one_reference() -> None:
    editor, incident = UserFactory.create(), ReadyIncidentFactory.create()
    with meanwhile(lambda: actions.publish(by=editor, incident=incident)) as other:
        one = actions.publish(by=editor, incident=incident)
    assert one.reference == other.result().reference == "2017-0001"


def test_a_draft_accepted_twice_at_once_makes_one_incident() -> None:
    editor, report = UserFactory.create(), ReportFactory.create()

    def accept() -> list[Incident]:
        return actions.accept_drafts(by=editor, report=report, drafts=[a_draft(report)])

    with meanwhile(accept) as other:
        made = accept()
    assert other.result() == made
    assert Incident.objects.count() == 1


def test_a_report_pasted_twice_at_once_is_one_report() -> None:
    editor, source = UserFactory.create(), SourceFactory.create()

    def paste() -> tuple[Report, bool]:
        return add_report(by=editor, source=source, text="نفذ التحالف إنزالا جويا.")

    with meanwhile(paste) as other:
        report, new = paste()
    assert (new, other.result()) == (True, (report, False))


def test_findings_added_at_once_are_both_counted() -> None:
    incident = IncidentFactory.create()
    with meanwhile(lambda: CasualtyFactory.create(incident=incident, count=2)):
        CasualtyFactory.create(incident=incident, count=3)
    incident.refresh_from_db()
    assert (incident.killed_min, incident.killed_max) == (5, 5)


def test_a_place_mended_while_an_incident_is_sited_there_reaches_it() -> None:
    place, incident = PlaceFactory.create(), IncidentFactory.create()

    def mend() -> None:
        place.lat = 36.5
        place.save()

    with meanwhile(mend):
        SitingFactory.create(incident=incident, place=place)
    incident.refresh_from_db()
    assert incident.lat == 36.5


def test_two_incidents_merged_into_each_other_at_once_leave_one() -> None:
    editor = UserFactory.create()
    first, second = PublishedIncidentFactory.create_batch(2)
    with meanwhile(lambda: actions.merge(by=editor, incident=second, into=first)) as (
        other
    ):
        actions.merge(by=editor, incident=first, into=second, why="the same event")
    with pytest.raises(ValidationError):
        other.result()
    assert Incident.objects.get(status=IncidentStatus.PUBLISHED) == second


def test_a_finding_that_comes_while_its_incident_is_saved_is_not_lost() -> None:
    editor, incident = UserFactory.create(), ReadyIncidentFactory.create()
    with meanwhile(lambda: CasualtyFactory.create(incident=incident, count=2)):
        actions.publish(by=editor, incident=incident)
    incident.refresh_from_db()
    assert incident.killed_min == 2
