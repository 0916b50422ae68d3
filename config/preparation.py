"""Makes the site ready to serve: `python -m config.preparation`, run by script/server.

Each step is safe to repeat and quick when there is nothing to do. What keeps the site
from starting is said in a sentence with its fix, and the exit status is 1.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from hashlib import sha256
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory

from config.embedded_postgres.server import EmbeddedServerError

OLDEST_POSTGRESQL = 15
LAST_PORT = 65_535
ADVISORY_LOCK = int.from_bytes(b"inzal")
SAMPLE = "load_sample"
STEPS = (
    ("the database's tables", "migrate"),
    ("the sources", "load_sources"),
    ("the gazetteer", "load_places"),
    ("the armed actors", "load_units"),
    ("the sample catalogue", SAMPLE),
    ("a last check", "check"),
)
DATA = Path(__file__).resolve().parent.parent / "raids" / "data"
LOADED_ONCE = {
    "load_places": ("raids_place", DATA / "places.csv"),
    "load_units": ("raids_unit", DATA / "units.csv"),
}
OTHER_VERSION = (DatabaseError, InconsistentMigrationHistory)
"""How tables that another version made are met with."""


class NotReadyError(Exception):
    """The site cannot be served; the message says why and what to do."""


def check_address(host: str, port: int) -> None:
    """Refuse an address that cannot be served on, before any work is done."""
    if port > LAST_PORT:
        raise NotReadyError(f"PORT={port}: a port is a number from 1 to {LAST_PORT}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise NotReadyError(
                f"Cannot serve on {host}:{port} ({error.strerror}). Another program, "
                "or this site itself, may be there already: stop it, or set HOST or "
                f"PORT to another: PORT={port + 1} script/server"
            ) from error


def check_database() -> None:
    """Reach the database (starting the embedded one) and refuse one too old."""
    try:
        connection.ensure_connection()
    except EmbeddedServerError as error:
        raise NotReadyError(str(error)) from error
    except OperationalError as error:
        what = "PostgreSQL that DATABASE_URL names"
        fix = "Start it or mend DATABASE_URL; without one the site brings its own."
        if not os.environ.get("DATABASE_URL"):
            what = "embedded PostgreSQL"
            fix = f"Its log is in {settings.VAR_DIR / 'postgres' / 'log'}."
        raise NotReadyError(f"The {what} cannot be reached: {error}{fix}") from error
    version = connection.get_database_version()[0]
    if version < OLDEST_POSTGRESQL:
        raise NotReadyError(
            f"DATABASE_URL names a PostgreSQL {version}; {OLDEST_POSTGRESQL} or later "
            "is needed. Upgrade it or name another; without one the site brings its "
            "own."
        )


def take_turn() -> None:
    """Wait while another start prepares the same database; held until we end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])


def prepare() -> None:
    """Go through all steps, telling each and how long it took."""
    from config import environment, gunicorn  # what they read may be amiss

    with_sample = environment.flag("SAMPLE", default=True)
    check_address(gunicorn.HOST, gunicorn.PORT)
    check_database()
    take_turn()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise looks
    for what, command in STEPS:
        if command == SAMPLE and not with_sample:
            continue
        began = time.monotonic()
        print(f"Preparing {what} …", end=" ", flush=True)
        try:
            said = run(command)
        except OTHER_VERSION as error:
            raise NotReadyError(refused_by_database(what, error)) from error
        print(f"{time.monotonic() - began:.1f} s {said}".strip(), flush=True)


def refused_by_database(what: str, error: Exception) -> str:
    """Say that the database refused a step, and how to go on."""
    said = str(error).strip().splitlines() or [type(error).__name__]
    return (
        f"The database refused a step in preparing {what}: {said[0]}. Its tables may "
        "be of another version: bring that one back, or name another place for the "
        "data (INZAL_VAR, or DATABASE_URL)."
    )


def run(command: str) -> str:
    """Run a command where there is something to do; return its sum of the work.

    A data file is loaded when it is new or has changed, and not at every start, which
    would undo what editors mended in its rows.
    """
    table, file = LOADED_ONCE.get(command, ("", None))
    mark = f"{file.name} {sha256(file.read_bytes()).hexdigest()}" if file else ""
    if file and mark_of(table) == mark:
        return "as before"
    said = StringIO()
    call_command(command, verbosity=0, stdout=said, stderr=sys.stderr)
    if file:
        keep_mark(table, mark)
    return "".join(said.getvalue().splitlines()[-1:])


def mark_of(table: str) -> str | None:
    """Return which file was loaded into a table, as its comment says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(%s::regclass)", [table])
        return cursor.fetchone()[0]


def keep_mark(table: str, mark: str) -> None:
    """Write it into the table's comment, which goes where the rows go."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"COMMENT ON TABLE {connection.ops.quote_name(table)} IS %s", [mark]
        )


def main() -> int:
    """Prepare the site and return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        prepare()
    except (NotReadyError, ImproperlyConfigured, CommandError) as error:
        print(f"The site cannot start. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
