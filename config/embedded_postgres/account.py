"""Under which user of the system the embedded PostgreSQL runs.

PostgreSQL refuses to run as root. Started by anyone else, it runs as that user; started
by root, as the owner of its data, which at first is a system user made for it.
"""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
from pathlib import Path
from typing import NamedTuple

NAME = "inzal"
EVERYWHERE = "nobody"  # where no user can be made
TRAVERSE = stat.S_IXOTH
READ = stat.S_IROTH


class Account(NamedTuple):
    """A user and group of the system, by number."""

    uid: int
    gid: int


def for_server(data: Path) -> Account | None:
    """Return whom to run as, making the user where needed; None for oneself."""
    if os.geteuid() != 0:
        return None
    return of(data) or system_user()


def of(data: Path) -> Account | None:
    """Return the owner of the data where root must run as another; else None."""
    if os.geteuid() != 0 or not data.exists():
        return None
    owner = data.stat()
    return Account(owner.st_uid, owner.st_gid) if owner.st_uid else None


def system_user() -> Account:
    """Return the user made for the server, making it the first time."""
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        make = ["useradd", "--system", "--user-group", "--no-create-home", NAME]
        try:
            subprocess.run(make, check=True, capture_output=True)
            entry = pwd.getpwnam(NAME)
        except (OSError, subprocess.CalledProcessError, KeyError):
            entry = pwd.getpwnam(EVERYWHERE)
    return Account(entry.pw_uid, entry.pw_gid)


def open_way(owner: Account | None, data_parent: Path, programs: Path) -> None:
    """Let the server's user through to its data and its programs.

    Only passing through is granted on the folders above, never listing them, and
    reading only within the programs' own folders.
    """
    if owner is None:
        return
    for folder in (data_parent, programs):
        for above in (folder, *folder.parents):
            grant(above, TRAVERSE)
    if programs_are_open(programs):
        return
    package = programs.parent.parent
    for tree in (programs.parent, package.with_name(f"{package.name}.libs")):
        for path in (tree, *tree.rglob("*")):
            needs = READ | (TRAVERSE if path.stat().st_mode & stat.S_IXUSR else 0)
            grant(path, needs)


def programs_are_open(programs: Path) -> bool:
    """Say whether everyone may run the programs, as after an ordinary install."""
    mode = (programs / "postgres").stat().st_mode
    return bool(mode & TRAVERSE and mode & READ)


def grant(path: Path, needs: int) -> None:
    """Add permissions for everyone where they are missing."""
    mode = path.stat().st_mode
    if mode & needs != needs:
        path.chmod(mode | needs)
