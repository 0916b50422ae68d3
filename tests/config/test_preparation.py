"""What keeps the site from starting is said in a sentence with its fix."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from config import preparation
from config.preparation import NotReadyError, check_address
from raids.models import Unit

ROOT = Path(__file__).resolve().parents[2]


def prepare(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run the preparation as script/server does, in an environment of its own."""
    return subprocess.run(
        [sys.executable, "-m", "config.preparation"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(NotReadyError, match=rf"PORT={port + 1} script/server"):
            check_address("127.0.0.1", port)


def test_a_port_that_no_machine_has_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotReadyError, match="a number from 1 to 65535"):
        check_address("127.0.0.1", 99_999)


def test_a_free_port_passes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    check_address("127.0.0.1", port)


def free_port() -> str:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        return str(other.getsockname()[1])


def test_a_database_out_of_reach_is_one_sentence_and_no_traceback() -> None:
    url = "postgresql://inzal@127.0.0.1:1/inzal"
    finished = prepare(DATABASE_URL=url, PORT=free_port())
    assert finished.returncode == 1
    assert "DATABASE_URL names cannot be reached" in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("HTTPS", "perhaps"), ("DATABASE_URL", "mysql://host/raids")],
)
def test_a_setting_that_is_amiss_is_named(name: str, value: str) -> None:
    finished = prepare(**{name: value})
    assert finished.returncode == 1
    assert name in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.django_db
def test_a_database_too_old_is_refused_with_both_versions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preparation.check_database()
    monkeypatch.setattr(preparation, "OLDEST_POSTGRESQL", 99)
    with pytest.raises(NotReadyError, match=r"a PostgreSQL \d\d; 99 or later"):
        preparation.check_database()


@pytest.mark.django_db
def test_a_data_file_is_loaded_once_so_that_mended_rows_stay() -> None:
    assert preparation.run("load_units").startswith("Units:")
    Unit.objects.filter(code="coalition").update(name_en="Mended")
    assert preparation.run("load_units") == "as before"
    assert Unit.objects.get(code="coalition").name_en == "Mended"


@pytest.mark.django_db
def test_a_data_file_that_changed_is_loaded_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "units.csv"
    monkeypatch.setitem(preparation.LOADED_ONCE, "load_units", ("raids_unit", file))
    file.write_text("of an older release")
    preparation.run("load_units")
    file.write_text("of this release")
    assert preparation.run("load_units").startswith("Units: 0 new")


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["raids", "reports"])
def test_tables_of_another_version_are_one_sentence_with_the_fix(app: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = %s", [app])
    with pytest.raises(preparation.OTHER_VERSION) as refused, transaction.atomic():
        preparation.run("migrate")
    said = preparation.refused_by_database("the tables", refused.value)
    assert "INZAL_VAR" in said
    assert "\n" not in said
