"""An archive is drafted in batches, and one report at fault stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from raids import lookups
from raids.accepting import Accepted
from raids.archive import Drafting
from raids.drafting import DraftedIncident
from raids.models import Incident, Mention
from reports.extraction import Span
from reports.extraction.parallel import reading_processes
from reports.models import EvidenceSpan
from tests.factories import ReportFactory

SAMPLE = Path(__file__).parents[2] / "raids/data/samples/a05.txt"

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(db: None) -> Iterator[ProcessPoolExecutor]:
    """One process that reads."""
    with reading_processes(1, lookups.gazetteer(), lookups.roster()) as processes:
        yield processes


def drafted(span: Span) -> list[Accepted]:
    """Return a report's only draft, which rests on these words."""
    draft = DraftedIncident("clash", (span,), "news", Span(0, 20), ())
    return [Accepted(ReportFactory.create(), draft)]


def test_a_report_that_cannot_be_drafted_is_told_and_the_others_are_drafted(
    editor: User, pool: ProcessPoolExecutor
) -> None:
    batch = [drafted(Span(0, 3)) for _number in range(5)]
    batch.insert(3, drafted(Span(9, 9)))
    drafting = Drafting(editor, pool)
    drafting.keep(batch)
    (fault,) = drafting.faults
    assert fault[0] == batch[3][0].report
    assert "starts_before_it_ends" in fault[1]
    assert drafting.incidents == Incident.objects.count() == 5
    assert not EvidenceSpan.objects.filter(report=fault[0]).exists()


def test_a_report_met_again_while_it_is_read_is_drafted_once(
    editor: User, pool: ProcessPoolExecutor
) -> None:
    report = ReportFactory.create(text=SAMPLE.read_text(encoding="utf-8"))
    drafting = Drafting(editor, pool)
    drafting.add([report])
    drafting.add([report])
    drafting.finish()
    assert drafting.incidents == Incident.objects.count() >= 1
    assert Mention.objects.count() == Incident.objects.count()


def test_nothing_is_stored_before_it_is_read_nor_left_over_at_the_end(
    editor: User, pool: ProcessPoolExecutor
) -> None:
    drafting = Drafting(editor, pool)
    drafting.finish()
    drafting.add([ReportFactory.create(text=SAMPLE.read_text(encoding="utf-8"))])
    assert not Incident.objects.exists()
    drafting.finish()
    assert drafting.begun is None
    assert Incident.objects.exists()
