#!/usr/bin/env python
"""Django's door: runs any management command, in the project's own environment.

Called with a Python that lacks the project's packages, it hands over to the virtual
environment in `.venv`, and makes that first (with `script/bootstrap`) where it is
missing, so that every command in the documentation works as it stands.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT_PYTHON = ROOT / ".venv" / "bin" / "python"


def enter_environment() -> None:
    """Replace this process by the same command under the environment's Python."""
    if os.environ.get("INZAL_ENTERED") or not (ROOT / "script/bootstrap").exists():
        sys.exit(
            "Django is not installed for this Python.\n"
            "Run script/bootstrap, then use .venv/bin/python manage.py."
        )
    if not ENVIRONMENT_PYTHON.exists():
        made = subprocess.run([ROOT / "script/bootstrap"], stdout=sys.stderr)
        if made.returncode:
            sys.exit(made.returncode)
    os.environ["INZAL_ENTERED"] = "1"
    python = str(ENVIRONMENT_PYTHON)
    os.execv(python, [python, str(ROOT / "manage.py"), *sys.argv[1:]])


def main() -> None:
    """Run the command named on the command line."""
    if importlib.util.find_spec("django") is None:
        enter_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
