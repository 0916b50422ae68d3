"""What an editor sets right on the reading page is kept for the reader to learn by."""

from __future__ import annotations

from django.test import Client

from raids.models import Correction, Incident, Place
from reports.models import Report
from tests.factories import IncidentFactory
from tests.raids.admin.test_reading import accept


def test_a_value_set_right_is_kept_beside_what_was_read(
    editor_client: Client, report: Report, dhiban: Place
) -> None:
    accept(editor_client, report, d0__kind="ground_raid")
    kept = Correction.objects.get()
    assert kept.report == report
    assert kept.created_by.username == "editor"
    assert [one["kind"] for one in kept.reading] == ["air_landing"]
    assert [one["kind"] for one in kept.correction] == ["ground_raid"]
    before, after = kept.reading[0], kept.correction[0]
    assert {name for name in before if before[name] != after[name]} == {"kind"}


def test_a_page_sent_as_it_was_read_is_no_correction(
    editor_client: Client, report: Report, dhiban: Place
) -> None:
    accept(editor_client, report)
    assert Incident.objects.exists()
    assert not Correction.objects.exists()


def test_a_retelling_linked_is_no_correction(
    editor_client: Client, report: Report, dhiban: Place
) -> None:
    known = IncidentFactory.create()
    accept(editor_client, report, d0__decision="other", d0__other=str(known.pk))
    assert known.mentions.exists()
    assert not Correction.objects.exists()


def test_a_page_left_out_as_a_whole_is_no_correction(
    editor_client: Client, report: Report, dhiban: Place
) -> None:
    accept(editor_client, report, d0__decision="leave")
    assert not Correction.objects.exists()
