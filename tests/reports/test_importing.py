"""Reading reports from files: each fault is told with its place, the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from reports.importing import Imported, import_batch, rows_of
from reports.models import Report
from tests.factories import SourceFactory

TEXT = "محافظة حمص:: انفجرت عبوة ناسفة في مدينة تدمر."


def imported(path: Path, by: User) -> list[Imported]:
    """Import a path in one batch."""
    return import_batch(rows_of(path), by=by, source=SourceFactory.create())


def test_a_folder_gives_a_report_for_each_text_in_the_order_of_names(
    tmp_path: Path, editor: User
) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} {name}")
    done = imported(tmp_path, editor)
    assert [one.report.text[-1] for one in done if one.report] == ["a", "b"]
    assert Report.objects.count() == 2


def test_the_json_beside_a_text_says_when_and_where_it_was_published(
    tmp_path: Path, editor: User
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    told = {"published_on": "2017-08-24", "url": "https://example.org/a", "kind": "x"}
    (tmp_path / "a.json").write_text(json.dumps(told))
    [one] = imported(tmp_path, editor)
    assert one.report is not None
    assert one.report.published_on is not None
    assert one.report.published_on.isoformat() == "2017-08-24"
    assert one.report.url == "https://example.org/a"


def test_json_lines_and_tables_name_the_line_of_a_fault_and_go_on(
    tmp_path: Path, editor: User
) -> None:
    lines = [
        json.dumps({"text": TEXT}),
        "{",
        json.dumps({"text": "Latin only"}),
        json.dumps({"text": f"{TEXT} 2", "published_on": "yesterday"}),
        json.dumps({"text": f"{TEXT} 3"}),
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines))
    done = imported(path, editor)
    assert [one.row.where.rpartition(":")[2] for one in done if one.fault] == [
        "2",
        "3",
        "4",
    ]
    assert sum(one.new for one in done) == 2


def test_a_table_keeps_newlines_and_commas_of_a_text(
    tmp_path: Path, editor: User
) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(f'title,text\nعنوان,"{TEXT}\n\nسطر, آخر"\n')
    [one] = imported(path, editor)
    assert one.report is not None
    assert one.report.text == f"{TEXT}\n\nسطر, آخر"
    assert one.report.title == "عنوان"


def test_a_table_without_a_column_text_says_which_columns_it_wants(
    tmp_path: Path,
) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("words\nx\n")
    with pytest.raises(ValidationError, match="text"):
        list(rows_of(path))


def test_a_path_that_holds_no_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="folder"):
        list(rows_of(tmp_path / "missing.txt"))


def test_the_same_words_are_one_report_within_a_batch_and_after_it(
    tmp_path: Path, editor: User
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    first, second = imported(tmp_path, editor)
    assert (first.new, second.new) == (True, False)
    assert first.report == second.report
    assert not any(one.new for one in imported(tmp_path, editor))
    assert Report.objects.count() == 1


def test_a_text_that_is_no_utf8_is_told_and_nothing_else_is_lost(
    tmp_path: Path, editor: User
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1256"))
    (tmp_path / "b.txt").write_text(TEXT)
    faulty, sound = imported(tmp_path, editor)
    assert "iconv" in faulty.fault
    assert sound.new


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_table_that_is_no_utf8_is_told_by_its_rows(
    tmp_path: Path, editor: User, ending: str
) -> None:
    path = tmp_path / f"reports.{ending}"
    row = json.dumps({"text": TEXT}, ensure_ascii=False)
    written = row if ending == "jsonl" else f'text\n"{TEXT}"\n'
    path.write_bytes(written.encode("cp1256"))
    [faulty] = imported(path, editor)
    assert "iconv" in faulty.fault


def test_newlines_of_other_systems_become_line_feeds(
    tmp_path: Path, editor: User
) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"text": f"{TEXT}\r\nسطر"}))
    [one] = imported(path, editor)
    assert one.report is not None
    assert one.report.text == f"{TEXT}\nسطر"
