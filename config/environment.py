"""Reads what the operator sets in the environment, and says loudly what is amiss.

A file `.env` beside manage.py (or the one that INZAL_ENV_FILE names) adds to the
environment whatever is not set there already; `.env.example` lists all there is.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

import psycopg2
from django.core.exceptions import ImproperlyConfigured
from psycopg2.extensions import parse_dsn

ROOT = Path(__file__).resolve().parent.parent
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def load_file(path: Path) -> None:
    """Add the lines NAME=value of a file to the environment, which wins over them."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        entry = line.strip().removeprefix("export ")
        if not entry or entry.startswith("#"):
            continue
        name, equals, value = entry.partition("=")
        if not equals or not name.strip().isidentifier():
            raise ImproperlyConfigured(
                f"{path}, line {number}: write NAME=value, or start the line with #."
            )
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        os.environ.setdefault(name.strip(), value)


def word(name: str, *, default: str) -> str:
    """Return a setting as it stands; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no setting; anything but a clear word is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 for yes or 0 for no.")


def words(name: str, *, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list without empty words."""
    value = os.environ.get(name, default)
    return [part.strip() for part in value.split(",") if part.strip()]


def number(name: str, *, default: int) -> int:
    """Return a whole number, 1 or more."""
    value = word(name, default=str(default))
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number from 1.")
    return int(value)


def secret_key(kept_in: Path) -> str:
    """Return SECRET_KEY, or the one made on the first run and kept under var/."""
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    try:
        if not kept_in.exists():
            keep_new_key(kept_in)
        return kept_in.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key in {kept_in} cannot be kept or read ({error.strerror}): "
            "give this user the folder, set INZAL_VAR to another, or set SECRET_KEY."
        ) from error


def keep_new_key(kept_in: Path) -> None:
    """Make a key; of several processes at once the first one's key stays."""
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(
        dir=kept_in.parent
    )  # for its maker's eyes only
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        os.link(draft, kept_in)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


SESSION = "-c jit=off -c pgtrigger.ignore={}"
"""What each connection says at its beginning.

Compiling costs more than it saves on queries as short as the site's. And every trigger
asks at every row whether it is to be passed over: to find that unsaid costs more than
the trigger itself.
"""


def database(url: str | None, *, embedded_in: Path) -> dict[str, object]:
    """Return Django's settings for a DATABASE_URL, or for the embedded server.

    A URL reads postgresql://user:password@host:port/name?option=value, each part of it
    as libpq itself reads it.
    """
    if not url:
        return {
            "ENGINE": "config.embedded_postgres",
            "NAME": "inzal",
            "OPTIONS": {"options": SESSION},
            "DATA_DIRECTORY": embedded_in,
        }
    try:
        parts = parse_dsn(url) if "://" in url else {}
    except psycopg2.ProgrammingError:
        parts = {}
    if not parts.get("dbname"):
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgresql://user:password@host:port/name: "
            "Inzal runs on PostgreSQL 15 or later only."
        )
    parts["options"] = f"{SESSION} {parts.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


FILE = os.environ.get("INZAL_ENV_FILE", str(ROOT / ".env"))
if FILE and Path(FILE).exists():
    load_file(Path(FILE))
