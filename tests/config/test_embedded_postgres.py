"""The embedded PostgreSQL, tried for real over data folders of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest

from config.embedded_postgres import server
from config.embedded_postgres.server import EmbeddedServerError

SETTINGS = {"fsync": "off", "shared_buffers": "8MB", "max_connections": "20"}
UNTIL_GONE_SECONDS = 10


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that root's helper user can reach too, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="inzal-postgres-")).resolve()
    yield folder
    for data in folder.rglob("PG_VERSION"):
        if data.parent.name == "postgres":
            server.stop(data.parent)
    shutil.rmtree(folder, ignore_errors=True)


def query(sockets: str, sql: str) -> object:
    """Run one statement and return the first value it gives, if it gives any."""
    connection = psycopg2.connect(
        host=sockets, port=server.PORT, user=server.USER, dbname=server.DATABASE
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def postmaster(data: Path) -> int:
    """Return the number of the running server's process."""
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def kill(data: Path) -> None:
    """Kill the server as a power cut would, and wait until it is gone."""
    process = psutil.Process(postmaster(data))
    process.send_signal(signal.SIGKILL)
    psutil.wait_procs([process], timeout=UNTIL_GONE_SECONDS)


@contextmanager
def stranger_owned_like(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that is no PostgreSQL as the user who owns the data."""
    owner = data.stat()
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        identity = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    process = subprocess.Popen(["sleep", "60"], cwd="/", **identity)
    yield process
    process.kill()
    process.wait()


def test_a_new_folder_gets_a_server_with_the_sites_database(folder: Path) -> None:
    sockets = server.ensure_running(folder / "postgres", SETTINGS)
    assert query(sockets, "SELECT current_database()") == server.DATABASE
    assert query(sockets, "SHOW server_encoding") == "UTF8"
    assert query(sockets, "SHOW jit") == "off"
    assert query(sockets, "SHOW listen_addresses") == ""
    assert query(sockets, "SELECT to_tsvector('arabic', 'الغارات')::text")


def test_the_sort_order_does_not_hang_on_the_systems_locales(folder: Path) -> None:
    sockets = server.ensure_running(folder / "postgres", SETTINGS)
    provider = "SELECT datlocprovider FROM pg_database WHERE datname = 'inzal'"
    assert query(sockets, provider) == "b"
    assert query(sockets, "SELECT lower('ÉÇ')") == "éç"


def test_a_second_command_joins_the_running_server(folder: Path) -> None:
    data = folder / "postgres"
    first = server.ensure_running(data, SETTINGS)
    started = postmaster(data)
    assert server.ensure_running(data, SETTINGS) == first
    assert postmaster(data) == started


def test_two_commands_at_once_on_a_new_folder_start_one_server(folder: Path) -> None:
    data = folder / "postgres"
    command = (
        "import sys; from pathlib import Path; "
        "from config.embedded_postgres import server; "
        "print(server.ensure_running(Path(sys.argv[1])))"
    )

    def start(_: int) -> str:
        return subprocess.run(
            [sys.executable, "-c", command, data],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    with ThreadPoolExecutor(3) as pool:
        answers = set(pool.map(start, range(3)))
    assert answers == {str(data)}
    assert query(str(data), "SELECT 1") == 1


def test_a_killed_server_starts_again_and_keeps_its_data(folder: Path) -> None:
    data = folder / "postgres"
    sockets = server.ensure_running(data)
    query(sockets, "CREATE TABLE kept AS SELECT 42 AS number")
    kill(data)
    assert server.find_running(data) is None
    assert query(server.ensure_running(data), "SELECT number FROM kept") == 42


def test_a_lock_whose_number_is_another_program_now_is_no_server(folder: Path) -> None:
    data = folder / "postgres"
    server.ensure_running(data, SETTINGS)
    kill(data)
    lock = data / "postmaster.pid"
    with stranger_owned_like(data) as stranger:
        lines = lock.read_text().splitlines()
        lock.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        assert server.find_running(data) is None
        sockets = server.ensure_running(data, SETTINGS)
        assert query(sockets, "SELECT 1") == 1
        assert stranger.poll() is None, "the stranger was left alone"


def test_removed_data_is_made_anew_beside_the_old_servers_end(folder: Path) -> None:
    data = folder / "postgres"
    server.ensure_running(data, SETTINGS)
    old = psutil.Process(postmaster(data))
    while data.exists():  # the old server takes away files of its own meanwhile
        shutil.rmtree(data, ignore_errors=True)
    assert query(server.ensure_running(data, SETTINGS), "SELECT 1") == 1
    assert postmaster(data) != old.pid
    with suppress(psutil.NoSuchProcess):  # it ends by itself within a minute
        old.kill()


def test_data_left_half_made_is_made_again(folder: Path) -> None:
    unfinished = folder / "postgres.unfinished"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    assert query(server.ensure_running(folder / "postgres", SETTINGS), "SELECT 1") == 1
    assert not unfinished.exists()


def test_a_path_too_long_for_a_socket_gets_one_elsewhere(folder: Path) -> None:
    data = folder / ("a deep folder " * 8).strip() / "postgres"
    data.parent.mkdir(parents=True)
    sockets = server.ensure_running(data, SETTINGS)
    assert not sockets.startswith(str(folder))
    assert query(sockets, "SELECT 1") == 1
    assert Path(sockets).stat().st_mode & 0o077 == 0, "no other user may enter"
    server.stop(data)
    shutil.rmtree(sockets, ignore_errors=True)


def test_nobody_else_may_reach_the_socket(folder: Path) -> None:
    data = folder / "postgres"
    server.ensure_running(data, SETTINGS)
    assert data.stat().st_mode & 0o077 == 0


def test_data_of_another_major_version_is_refused_with_the_fix(folder: Path) -> None:
    data = folder / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedServerError, match=r"PostgreSQL 16 .* take a dump"):
        server.ensure_running(data)


def test_a_server_that_does_not_start_shows_its_own_words(folder: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="no_such_parameter"):
        server.ensure_running(folder / "postgres", {"no_such_parameter": "1"})


def test_stop_says_whether_there_was_a_server(folder: Path) -> None:
    data = folder / "postgres"
    server.ensure_running(data, SETTINGS)
    assert server.stop(data) is True
    assert server.stop(data) is False
