"""What an editor set right in a reading is kept, and comes out as an annotated case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from raids import actions
from raids.annotations import paired, set_right
from raids.choices import DatePrecision, PlaceRelation, Role
from raids.corrections import annotation_of
from raids.drafting import DraftedFinding, DraftedIncident
from raids.models import (
    Captive,
    Casualty,
    Correction,
    Dating,
    Equipment,
    Incident,
    Involvement,
    Place,
    Siting,
)
from reports.extraction import Span
from reports.models import Report
from tests.factories import (
    GovernorateFactory,
    PlaceFactory,
    ReportFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Place:
    governorate = GovernorateFactory.create(name_ar="دير الزور", name_en="Deir ez-Zor")
    return PlaceFactory.create(name_ar="ذيبان", governorate=governorate)


@pytest.fixture
def report() -> Report:
    return ReportFactory.create()


@pytest.fixture
def read(village: Place) -> DraftedIncident:
    """A draft with a finding of every kind, and a rival that does not count."""
    coalition, enemy = (
        UnitFactory.create(code="coalition"),
        UnitFactory.create(code="is"),
    )
    counted = {"count_min": 2, "count_max": 2}
    persons = {"unit": enemy, "category": "combatant", "nationality": "", **counted}
    killed = {**persons, "outcome": "killed"}
    findings = (
        dated(date(2017, 3, 7)),
        DraftedFinding(
            Siting,
            {"place": village, "name_ar": "ذيبان", "relation": PlaceRelation.AT},
        ),
        DraftedFinding(
            Involvement,
            {
                "unit": coalition,
                "role": Role.ATTACKER,
                "strength_min": None,
                "strength_max": None,
            },
        ),
        DraftedFinding(Equipment, {"kind": "helicopter", **counted}),
        DraftedFinding(Casualty, killed),
        DraftedFinding(Casualty, {**killed, "count_max": 9, "accepted": False}),
        DraftedFinding(Captive, {**persons, "nationality": "IQ"}),
    )
    return DraftedIncident(
        "air_landing", (Span(0, 3),), "news", Span(0, 20), findings, key="0"
    )


def dated(first: date, last: date | None = None, **values: Any) -> DraftedFinding:
    days = {"earliest": first, "latest": last or first}
    return DraftedFinding(
        Dating, {**days, "precision": DatePrecision.DAY, "time_of_day": "", **values}
    )


def set_kind(draft: DraftedIncident, kind: str) -> DraftedIncident:
    return replace(draft, kind=kind)


def accept(
    by: User,
    report: Report,
    drafts: list[DraftedIncident],
    read: list[DraftedIncident],
    **more: Any,
) -> list[Incident]:
    return actions.accept_drafts(by=by, report=report, drafts=drafts, read=read, **more)


def export(folder: Path) -> str:
    said = StringIO()
    call_command("export_corrections", folder, stdout=said)
    return said.getvalue()


# --- kept ----------------------------------------------------------------------------


def test_what_an_editor_set_right_is_kept_beside_what_was_read(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    accept(editor, report, [set_kind(read, "ground_raid")], [read])
    kept = Correction.objects.get()
    assert kept.report == report
    assert kept.created_by == editor
    assert [one["kind"] for one in kept.reading] == ["air_landing"]
    assert [one["kind"] for one in kept.correction] == ["ground_raid"]
    assert kept.reader_version
    assert kept.lexicon_hash


def test_a_reading_that_was_right_is_not_kept(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    accept(editor, report, [read], [read])
    assert Incident.objects.count() == 1
    assert not Correction.objects.exists()


def test_words_alone_are_no_correction(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    accept(editor, report, [replace(read, kind_spans=(Span(0, 5),))], [read])
    assert not Correction.objects.exists()


def test_the_same_correction_sent_twice_is_kept_once(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    for _time in range(2):
        accept(editor, report, [set_kind(read, "ground_raid")], [read])
    assert Correction.objects.count() == 1


def test_what_was_left_out_is_no_incident_of_the_text(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    other = replace(set_kind(read, "clash"), passage=Span(20, 30))
    accept(editor, report, [read], [read, other])
    assert [one["kind"] for one in Correction.objects.get().correction] == [read.kind]


def test_what_was_linked_was_read_right(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    other = replace(set_kind(read, "clash"), passage=Span(20, 30))
    accept(editor, report, [other], [read, other], linked=[read])
    assert not Correction.objects.exists()


def test_nothing_is_kept_of_what_could_not_be_accepted(
    editor: User, report: Report, read: DraftedIncident
) -> None:
    with pytest.raises(Exception, match="kind"):
        accept(editor, report, [set_kind(read, "raid")], [read])
    assert not Correction.objects.exists()


# --- in the shape of an annotation ---------------------------------------------------


def test_a_draft_is_told_in_the_shape_of_the_codebook(read: DraftedIncident) -> None:
    persons = {
        "unit": "is",
        "category": "combatant",
        "count_min": 2,
        "count_max": 2,
    }
    assert annotation_of(read) == {
        "kind": "air_landing",
        "date_start": "2017-03-07",
        "date_end": "2017-03-07",
        "time_of_day": None,
        "place_ar": "ذيبان",
        "governorate": "Deir ez-Zor",
        "units": [
            {
                "unit": "coalition",
                "role": "attacker",
                "strength_min": None,
                "strength_max": None,
            }
        ],
        "equipment": [{"kind": "helicopter", "count_min": 2, "count_max": 2}],
        "casualties": [{"outcome": "killed", **persons}],
        "captives": [{**persons, "nationality": "IQ"}],
    }


def test_days_are_told_with_both_ends_in_and_a_month_by_none() -> None:
    night = dated(date(2017, 3, 7), date(2017, 3, 8), precision=DatePrecision.NIGHT)
    month = dated(date(2017, 3, 1), date(2017, 3, 31), precision=DatePrecision.MONTH)
    for finding, days in (
        (night, ("2017-03-07", "2017-03-08")),
        (month, (None, None)),
    ):
        draft = DraftedIncident("clash", (), "news", None, (finding,))
        annotation = annotation_of(draft)
        assert (annotation["date_start"], annotation["date_end"]) == days


def test_a_governorate_alone_is_no_place(village: Place) -> None:
    wide = village.governorate
    assert wide is not None
    values = {"place": wide, "name_ar": wide.name_ar}
    draft = DraftedIncident(
        "clash", (), "news", None, (DraftedFinding(Siting, values),)
    )
    annotation = annotation_of(draft)
    assert annotation["place_ar"] is None
    assert annotation["governorate"] == "Deir ez-Zor"


# --- exported ------------------------------------------------------------------------


def test_a_correction_is_exported_as_a_text_and_its_annotation(
    editor: User, report: Report, read: DraftedIncident, tmp_path: Path
) -> None:
    accept(editor, report, [set_kind(read, "ground_raid")], [read])
    said = export(tmp_path)
    (text,), (case,) = tmp_path.glob("*.txt"), tmp_path.glob("*.json")
    assert text.stem == case.stem
    assert text.read_text(encoding="utf-8") == report.text
    told = json.loads(case.read_text(encoding="utf-8"))
    assert told["published_on"] == told["anchor_date"] == "2017-03-08"
    assert told["incidents"] == Correction.objects.get().correction
    assert text.name in said
    assert case.name in said
    assert "1 written" in said


def test_an_export_can_be_repeated_and_stays_the_same(
    editor: User, report: Report, read: DraftedIncident, tmp_path: Path
) -> None:
    accept(editor, report, [set_kind(read, "ground_raid")], [read])
    export(tmp_path / "cases")
    before = {path: path.read_bytes() for path in (tmp_path / "cases").iterdir()}
    export(tmp_path / "cases")
    assert before == {p: p.read_bytes() for p in (tmp_path / "cases").iterdir()}


def test_an_exported_case_sets_the_reading_right_again(
    editor: User, report: Report, read: DraftedIncident, tmp_path: Path
) -> None:
    corrected = set_kind(read, "ground_raid")
    corrected = replace(corrected, findings=corrected.findings[:-1])
    accept(editor, report, [corrected], [read])
    export(tmp_path)
    (path,) = tmp_path.glob("*.json")
    case = json.loads(path.read_text(encoding="utf-8"))
    (pair,) = paired(case["incidents"], [read])
    assert annotation_of(set_right(*pair, report)) == annotation_of(corrected)


def test_what_is_accepted_of_one_report_in_two_goes_is_one_case(
    editor: User, report: Report, read: DraftedIncident, tmp_path: Path
) -> None:
    other = replace(set_kind(read, "clash"), passage=Span(20, 30))
    accept(editor, report, [set_kind(read, "ground_raid")], [read])
    accept(editor, report, [set_kind(other, "ambush")], [other])
    export(tmp_path)
    (path,) = tmp_path.glob("*.json")
    case = json.loads(path.read_text(encoding="utf-8"))
    assert [one["kind"] for one in case["incidents"]] == ["ground_raid", "ambush"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(CommandError, match="taken"):
        export(tmp_path / "taken")
