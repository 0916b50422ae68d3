"""A database that is migrated already, for the tests' own to be copied from.

The migrations take much longer than all else that a run of the tests sets up. They are
run once for each set of them, by the first process that comes; the copy gets whatever
signals after a migration make, such as permissions, from the code as it is.
"""

from __future__ import annotations

import fcntl
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
MADE_BY_SIGNALS = ("auth_permission", "auth_group", "django_content_type")


def name() -> str:
    """Return the template's name: another for other migrations or packages."""
    files = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    content = sha256(b"".join(file.read_bytes() for file in files))
    return f"migrated_{content.hexdigest()[:16]}"


def ensure() -> str:
    """Return the name of the template, made now if it is not there."""
    with (settings.VAR_DIR / "template.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if name() not in templates():
            make()
    return name()


def templates() -> list[str]:
    """Return the names of the templates there are."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^migrat'")
        return [row[0] for row in cursor.fetchall()]


def make() -> None:
    """Migrate a new database, under another name until it is complete."""
    unfinished = "migrating"
    with connection._nodb_cursor() as cursor:
        for old in templates():
            cursor.execute(f"DROP DATABASE {old} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {unfinished}")
    site, connection.settings_dict["NAME"] = (
        connection.settings_dict["NAME"],
        unfinished,
    )
    connection.close()
    try:
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(MADE_BY_SIGNALS)} CASCADE")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = site
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name()}")
