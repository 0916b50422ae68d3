"""Setting a reading right by an annotation: its values, the reading's words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from raids.actions import accept_drafts
from raids.annotations import paired, set_right, total_of
from raids.drafting import DraftedFinding, DraftedIncident
from raids.models import Casualty, Dating, Involvement, Unit
from raids.samples import FOLDER
from reports.extraction.spans import Span
from tests.factories import ReportFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def persons(unit: str | None, category: str, count: int, **more: Any) -> DraftedFinding:
    """Return casualties as an annotation gives them."""
    values = {
        "outcome": "killed",
        "unit": Unit(code=unit) if unit else None,
        "category": category,
        "count_min": count,
        "count_max": count,
        "nationality": "",
        **more,
    }
    return DraftedFinding(Casualty, values)


@pytest.mark.parametrize(
    ("total", "part"),
    [
        (persons(None, "unknown", 48), persons("is", "combatant", 28)),
        (persons("civilians", "civilian", 14), persons("civilians", "child", 5)),
        (
            persons("hts", "combatant", 6),
            persons("hts", "combatant", 3, nationality="TR"),
        ),
    ],
)
def test_a_part_is_bound_to_the_total_before_it(
    total: DraftedFinding, part: DraftedFinding
) -> None:
    assert total_of([total, part], 1) == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (persons("is", "combatant", 3), persons("sdf", "combatant", 1)),
        (persons("is", "combatant", 1), persons(None, "unknown", 1)),
        (persons(None, "unknown", 2), persons("is", "combatant", 9)),
        (
            persons("is", "combatant", 1, nationality="EG"),
            persons("is", "combatant", 1, nationality="KZ"),
        ),
    ],
)
def test_what_no_total_can_hold_counts_by_itself(
    first: DraftedFinding, second: DraftedFinding
) -> None:
    assert total_of([first, second], 1) is None


def test_a_row_read_with_another_count_lends_its_words_and_hedge() -> None:
    read = DraftedIncident(
        "air_landing",
        (),
        "news",
        None,
        (
            DraftedFinding(
                Involvement,
                {"unit": Unit(code="is"), "role": "target", "hedge": "يرجح"},
                (Span(0, 4),),
            ),
        ),
    )
    row = {"unit": "is", "role": "target", "strength_min": 20, "strength_max": 20}
    annotated = annotation(units=[row])
    drafted = set_right(annotated, read, ReportFactory.create())
    [involvement] = drafted.of(Involvement)
    assert involvement.spans == (Span(0, 4),)
    assert involvement.values["hedge"] == "يرجح"
    assert involvement.values["strength_min"] == 20


def test_what_was_not_read_is_kept_without_words() -> None:
    annotated = annotation(date_start="2017-03-07", date_end="2017-03-07")
    [dating] = set_right(annotated, None, ReportFactory.create()).of(Dating)
    assert dating.values["precision"] == "day"
    assert dating.spans == ()


def test_each_draft_is_paired_once_with_the_incident_most_like_it() -> None:
    first = annotation(kind="clash", date_start="2017-03-07")
    second = annotation(kind="arrest", date_start="2017-03-07")
    dating = DraftedFinding(Dating, {"earliest": date(2017, 3, 7)})
    draft = DraftedIncident("arrest", (), "news", None, (dating,))
    assert paired([first, second], [draft]) == [(first, None), (second, draft)]


def test_the_breakdown_by_nationality_of_a_sample_is_counted_once() -> None:
    told = json.loads((FOLDER / "b05.json").read_text())["incidents"][0]
    report = ReportFactory.create()
    drafted = set_right(told, None, report)
    [incident] = accept_drafts(by=UserFactory.create(), report=report, drafts=[drafted])
    assert (incident.taken_min, incident.taken_max) == (6, 6)


def annotation(**values: Any) -> dict[str, Any]:
    """Return an annotation that says nothing but what is given."""
    empty: dict[str, Any] = dict.fromkeys(
        ("date_start", "date_end", "time_of_day", "place_ar", "governorate")
    )
    lists: dict[str, Any] = {
        name: [] for name in ("units", "equipment", "casualties", "captives")
    }
    return {"kind": "air_landing", **empty, **lists, **values}


def test_a_unit_that_was_not_read_rests_on_its_name_in_the_passage() -> None:
    unit = UnitFactory.create(name_ar="التحالف الدولي", spellings_ar=["التحالف"])
    report = ReportFactory.create(text="نفذ التحالف الدولي إنزالاً.")
    row = {"role": "attacker", "strength_min": None, "strength_max": None}
    annotated = annotation(units=[{**row, "unit": unit.code}])
    [involved] = set_right(annotated, None, report).of(Involvement)
    assert [span.quote(report.text) for span in involved.spans] == ["التحالف الدولي"]
