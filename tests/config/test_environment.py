"""What an operator sets is read exactly, and what is amiss is named."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

NOWHERE = Path("nowhere")


@pytest.mark.parametrize(
    ("written", "read"),
    [("1", True), ("Yes", True), (" on ", True), ("0", False), ("no", False)],
)
def test_a_flag_reads_clear_words(
    monkeypatch: pytest.MonkeyPatch, written: str, read: bool
) -> None:
    monkeypatch.setenv("HTTPS", written)
    assert environment.flag("HTTPS", default=not read) is read


def test_a_flag_refuses_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="HTTPS='perhaps'"):
        environment.flag("HTTPS", default=False)


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, ,b.example ")
    assert environment.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize("written", ["eight", "-1", "0", "8.5"])
def test_a_number_refuses_what_is_none(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("PORT", written)
    with pytest.raises(ImproperlyConfigured, match="PORT"):
        environment.number("PORT", default=8000)


def test_an_empty_number_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    assert environment.number("PORT", default=8000) == 8000


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOST", "10.0.0.1")
    monkeypatch.setenv("PORT", "to be removed")
    monkeypatch.delenv("PORT")
    file = tmp_path / ".env"
    file.write_text("# a comment\n\nexport HOST=10.0.0.2\nPORT = '8100'\n")
    environment.load_file(file)
    assert (os.environ["HOST"], os.environ["PORT"]) == ("10.0.0.1", "8100")


def test_a_line_that_sets_nothing_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# fine\nPORT 8100\n")
    with pytest.raises(ImproperlyConfigured, match="line 2"):
        environment.load_file(file)


def test_a_secret_key_is_made_once_and_kept_from_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    kept = tmp_path / "var" / "secret_key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: environment.secret_key(kept), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert kept.stat().st_mode & 0o077 == 0
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_a_secret_key_that_cannot_be_kept_says_the_fix(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(ImproperlyConfigured, match="set SECRET_KEY"):
        environment.secret_key(tmp_path / "var" / "secret_key")


def test_without_a_url_the_embedded_server_is_used() -> None:
    database = environment.database("", embedded_in=NOWHERE)
    assert database["ENGINE"] == "config.embedded_postgres"
    assert database["DATA_DIRECTORY"] == NOWHERE


def test_a_url_is_read_with_its_escapes_and_options() -> None:
    url = "postgresql://in%40zal:p%3A%2Fw@db.example:5433/raids?sslmode=require"
    database = environment.database(url, embedded_in=NOWHERE)
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "raids",
        "USER": "in@zal",
        "PASSWORD": "p:/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require", "options": environment.SESSION},
    }


def test_what_an_operator_says_of_the_session_is_said_last() -> None:
    url = "postgresql://host/raids?options=-c%20jit%3Don"
    database = environment.database(url, embedded_in=NOWHERE)
    assert database["OPTIONS"] == {"options": f"{environment.SESSION} -c jit=on"}


def test_a_url_may_name_a_socket() -> None:
    url = "postgres:///raids?host=/var/run/postgresql"
    database = environment.database(url, embedded_in=NOWHERE)
    assert (database["HOST"], database["NAME"]) == ("/var/run/postgresql", "raids")


@pytest.mark.parametrize(
    "url",
    ["mysql://host/raids", "postgresql://host/", "sqlite:///raids.db", "raids"],
)
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL 15 or later"):
        environment.database(url, embedded_in=NOWHERE)
