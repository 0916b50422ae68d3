"""Reads what the operator sets in the environment, and says loudly what is amiss."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


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
    return [word.strip() for word in value.split(",") if word.strip()]


def number(name: str, *, default: int) -> int:
    """Return a whole number, 0 or more."""
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number.")
    return int(value)


def secret_key(kept_in: Path) -> str:
    """Return SECRET_KEY, or the one made on the first run and kept under var/."""
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept_in, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept_in.read_text().strip()


def database(url: str | None, *, embedded_in: Path) -> dict[str, object]:
    """Return Django's settings for a DATABASE_URL, or for the embedded server.

    A URL reads postgresql://user:password@host:port/name?option=value.
    """
    if not url:
        return {
            "ENGINE": "config.embedded_postgres",
            "NAME": "inzal",
            "OPTIONS": {},
            "DATA_DIRECTORY": embedded_in,
        }
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgresql://user:password@host:port/name: "
            "Inzal runs on PostgreSQL 15 or later only."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
