"""The command that enters an archive: repeatable, and a draft is never public."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from raids.models import Incident
from reports.models import Report
from tests.factories import SourceFactory

SAMPLES = Path(__file__).parents[2] / "raids/data/samples"


def run(path: Path, **options: object) -> str:
    """Run the command as the editor; return what it prints."""
    out = StringIO()
    call_command(
        "import_reports",
        path,
        by="editor",
        source="SOHR",
        processes=1,
        stdout=out,
        stderr=out,
        **options,
    )
    return out.getvalue()


@pytest.fixture
def archive(tmp_path: Path, editor: User) -> Path:
    """Two reports that hold incidents; the site knows no place or unit of theirs."""
    SourceFactory.create(name_en="SOHR")
    for name in ("a05", "b03"):
        for ending in (".txt", ".json"):
            content = (SAMPLES / f"{name}{ending}").read_bytes()
            (tmp_path / f"{name}{ending}").write_bytes(content)
    return tmp_path


def test_drafts_are_kept_once_however_often_the_import_runs(archive: Path) -> None:
    assert "2 reports new" in run(archive, draft=True)
    drafted = Incident.objects.count()
    assert drafted >= 2
    assert "2 known before" in run(archive, draft=True)
    assert Incident.objects.count() == drafted


def test_what_is_imported_is_draft_and_never_public(archive: Path) -> None:
    run(archive, draft=True)
    assert not Incident.objects.published().exists()


def test_an_import_broken_off_is_taken_up_again(archive: Path) -> None:
    run(archive)
    assert Report.objects.count() == 2
    assert not Incident.objects.exists()
    run(archive, draft=True)
    assert Report.objects.filter(mentions__isnull=True).count() == 0


def test_an_unknown_editor_or_source_is_named(archive: Path) -> None:
    with pytest.raises(CommandError, match="nobody"):
        call_command("import_reports", archive, by="nobody", source="SOHR")
    with pytest.raises(CommandError, match="Elsewhere"):
        call_command("import_reports", archive, by="editor", source="Elsewhere")
