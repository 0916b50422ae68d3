"""The command reads many files in one process, without a database."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "محافظة حلب:: قصفت قوات النظام بلدة خان العسل اليوم، واستشهد مدني\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a file with one report."""
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str) -> tuple[str, str, int]:
    """Run the command; output, errors, exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("read_report", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue(), err.getvalue(), int(stop.code or 0)
    return out.getvalue(), err.getvalue(), 0


def test_one_file_prints_one_object(report: Path) -> None:
    out, _, status = run(str(report), "--published-on", "2016-08-01")
    found = json.loads(out)
    assert status == 0
    assert found["incidents"][0]["date_start"] == "2016-08-01"
    assert found["incidents"][0]["place_ar"] == "خان العسل"


def test_several_files_print_a_line_each_with_the_file(report: Path) -> None:
    out, _, _ = run(str(report), str(report))
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(report)] * 2


def test_out_writes_a_file_by_the_name_of_each(report: Path, tmp_path: Path) -> None:
    run(str(report), "--out", str(tmp_path / "out"))
    found = json.loads((tmp_path / "out" / "one.json").read_text(encoding="utf-8"))
    assert len(found["incidents"]) == 1


def test_manifest_gives_files_and_days_and_paths_beside_itself(
    report: Path, tmp_path: Path
) -> None:
    manifest = tmp_path / "list.jsonl"
    lines = [
        {"file": "one.txt", "published_on": "2016-08-02"},
        {"file": str(report), "published_on": None},
    ]
    manifest.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out, _, status = run("--manifest", str(manifest))
    days = [json.loads(li)["incidents"][0]["date_start"] for li in out.splitlines()]
    assert (days, status) == (["2016-08-02", None], 0)


def test_a_bad_file_is_named_and_the_others_go_on(report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\xff\xfe\xfa")
    out, err, status = run(str(tmp_path / "none.txt"), str(broken), str(report))
    assert status == 1
    assert "none.txt: no such file" in err
    assert "broken.txt: not UTF-8" in err
    assert "iconv" in err
    assert len(out.splitlines()) == 1


def test_a_bad_day_in_a_manifest_is_named_by_its_line(
    report: Path, tmp_path: Path
) -> None:
    manifest = tmp_path / "list.jsonl"
    manifest.write_text(
        json.dumps({"file": str(report), "published_on": "yesterday"}), encoding="utf-8"
    )
    _, err, status = run("--manifest", str(manifest))
    assert status == 1
    assert "line 1" in err
    assert "yesterday" in err


def test_a_bad_day_on_the_command_line_is_refused(report: Path) -> None:
    with pytest.raises(CommandError, match="2016-13-01"):
        run(str(report), "--published-on", "2016-13-01")


def test_a_day_in_the_future_is_refused_by_its_name(report: Path) -> None:
    with pytest.raises(CommandError, match="--published-on: 3000-01-01 is in the f"):
        run(str(report), "--published-on", "3000-01-01")


@pytest.mark.parametrize("below", ["", "one"])
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    report: Path, tmp_path: Path, below: str
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(CommandError, match="choose another folder"):
        run(str(report), "--out", str(file / below))


def test_carriage_returns_are_gone_before_offsets_count(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes(("عنوان\r\n\r\n" + TEXT).encode())
    span = json.loads(run(str(path))[0])["incidents"][0]["casualties"][0]["spans"][0]
    text = path.read_bytes().decode().replace("\r\n", "\n")
    assert text[span["start"] : span["end"]] == span["quote"]
