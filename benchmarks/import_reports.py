"""Measures the import of an archive: `python benchmarks/import_reports.py [COUNT]`.

The real command imports and drafts made-up reports into a database of its own in a
temporary folder. It is killed in the middle and started again, and what is in the
database at the end is counted: every report once, every incident once.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run from anywhere, as a file

from benchmarks.material import tell_machine, texts  # noqa: E402

EDITOR, SOURCE = "editor", "Archive"
PREPARE = f"""
from django.contrib.auth.models import User
from reports.models import Source
User.objects.create_user("{EDITOR}")
Source.objects.create(name_ar="أرشيف", name_en="{SOURCE}")
"""
COUNT = """
from django.db.models import Count
from raids.models import Incident, Mention
from reports.models import Report
twice = Mention.objects.values(
    "report", "start", "end", "incident__kind", "incident__sitings__name_ar"
).annotate(number=Count("pk")).filter(number__gt=1)
print(Report.objects.count(), Incident.objects.count(), twice.count())
"""
GOAL = 100_000
CORES = os.cpu_count() or 1


def manage(*arguments: str, var: Path) -> str:
    """Run a command of the site on a database of its own; return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def environment(var: Path) -> dict[str, str]:
    """Return the environment of a site of its own."""
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return {**kept, "INZAL_VAR": str(var), "PYTHONUNBUFFERED": "1"}


def import_arguments(folder: Path, processes: int) -> list[str]:
    """Return the command that imports a folder and drafts its incidents."""
    return [
        "import_reports",
        str(folder),
        f"--by={EDITOR}",
        f"--source={SOURCE}",
        f"--processes={processes}",
        "--draft",
    ]


def timed(arguments: Sequence[str], var: Path) -> tuple[float, str]:
    """Run a command; return its seconds and its last line."""
    begun = time.perf_counter()
    told = manage(*arguments, var=var)
    return time.perf_counter() - begun, told


def processor_seconds(var: Path) -> float:
    """Return what the commands run so far, and the database server, have computed."""
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    (pid_file,) = var.glob("*/postmaster.pid")
    server = psutil.Process(int(pid_file.read_text().splitlines()[0]))
    theirs = [server.cpu_times(), *(one.cpu_times() for one in server.children())]
    return sum(
        (
            ours.ru_utime + ours.ru_stime,
            *(one.user + one.system for one in theirs),
            *(one.children_user + one.children_system for one in theirs),
        )
    )


def killed(arguments: Sequence[str], var: Path, after: float) -> float:
    """Run a command and kill it and its children after so many seconds."""
    begun = time.perf_counter()
    command = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        command.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(command.pid, signal.SIGKILL)
        command.wait()
    return time.perf_counter() - begun


def write(folder: Path, count: int) -> None:
    """Write so many made-up reports into a folder."""
    folder.mkdir()
    for number, text in enumerate(texts(count)):
        (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")


def measure(count: int, processes: int, folder: Path) -> None:
    """Import an archive with a kill in the middle, then again; say what came of it."""
    var, archive = folder / "var", folder / "archive"
    write(archive, count)
    prepare = ["shell", "-c", PREPARE]
    for step in (["migrate"], ["load_places"], ["load_units"], prepare):
        manage(*step, var=var)
    arguments = import_arguments(archive, processes)
    before = processor_seconds(var)
    first = killed(arguments, var, after=count / 100)
    there, drafted, _twice = counts(var)
    rest, told = timed(arguments, var)
    worked = processor_seconds(var) - before
    again, told_again = timed(arguments, var)
    reports, incidents, twice = counts(var)
    print(f"killed after {first:.0f} s: {there} reports, {drafted} incidents stored")
    print(f"started again: {rest:.0f} s; it said: {told}")
    print(f"a third time: {again:.0f} s; it said: {told_again}")
    print(f"in the database: {reports} reports, {incidents} incidents, {twice} twice")
    tell_rate("by the clock on the wall", count, first + rest)
    print(f"{worked:.0f} s of one core, {worked / count * 1000:.0f} ms a report")
    tell_rate(f"had {CORES} cores been free", count, worked / CORES)


def tell_rate(how: str, count: int, seconds: float) -> None:
    """Say how many reports a second that is, and how long an archive would take."""
    rate = count / seconds
    minutes = GOAL / rate / 60
    print(f"{how}: {rate:.0f} reports a second; {GOAL:,} in {minutes:.0f} minutes")


def counts(var: Path) -> tuple[int, int, int]:
    """Return how many reports and incidents there are, and how many of them twice."""
    reports, incidents, twice = map(int, manage("shell", "-c", COUNT, var=var).split())
    return reports, incidents, twice


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=5_000)
    parser.add_argument("--processes", type=int, default=CORES)
    options = parser.parse_args()
    tell_machine()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the embedded server may run as another user
        try:
            measure(options.count, options.processes, Path(folder))
        finally:
            stop_server(Path(folder) / "var")


def stop_server(var: Path) -> None:
    """Stop the embedded server that keeps its data in a folder."""
    from config.embedded_postgres import server

    for data in var.glob("*/PG_VERSION"):
        server.stop(data.parent)


if __name__ == "__main__":
    main()
