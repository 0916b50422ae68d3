"""`python -m config.embedded_postgres start | stop | status`: the server by hand.

Nobody needs it to use the site: stop it before the project's folder is moved, copied
or removed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.conf import settings

from . import server


def main(arguments: list[str]) -> int:
    """Do the one thing asked and return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if arguments not in (["start"], ["stop"], ["status"]):
        print(__doc__, file=sys.stderr)
        return 2
    data = settings.DATABASES["default"].get("DATA_DIRECTORY")
    if data is None:
        print("DATABASE_URL is set: the embedded PostgreSQL is not in use.")
        return 1
    return {"start": start, "stop": stop, "status": status}[arguments[0]](
        Path(str(data))
    )


def start(data: Path) -> int:
    """Start the server, or find it running."""
    print(f"Running; its socket is in {server.ensure_running(data)}.")
    return 0


def stop(data: Path) -> int:
    """Stop the server, waiting for its last writes."""
    print("Stopped." if server.stop(data) else "It was not running.")
    return 0


def status(data: Path) -> int:
    """Tell whether the server runs; 3 where it does not, as init scripts have it."""
    sockets = server.find_running(data)
    print(f"Running; its socket is in {sockets}." if sockets else "Not running.")
    return 0 if sockets else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
