"""Reads reports from files and prints or writes what they state, as JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.extraction import Gazetteer, Roster, load_places, load_units, read

DATA = Path(__file__).resolve().parents[2] / "data"
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read; day is None where the manifest gives none."""

    name: str
    path: Path | None
    day: date | None


class Command(BaseCommand):
    """Needs no database: places and units come from their data files."""

    help = (
        "Read reports (FILE..., - for standard input) and print one JSON object, or "
        "one a line for several files; with --out, write DIR/NAME.json for each."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare files, day, manifest and folder."""
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--published-on", metavar="DATE", default=None)
        parser.add_argument("--manifest", metavar="FILE.jsonl", default=None)
        parser.add_argument("--out", metavar="DIR", default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file; name those that failed and exit with 1 at the end."""
        self.failed = 0
        jobs = list(self._jobs(options))
        if not jobs and not self.failed:
            raise CommandError("Name a FILE, or give --manifest FILE.jsonl.")
        folder = Path(options["out"]) if options["out"] else None
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise _unwritable(folder, error) from error
        places, units = load_places(DATA / "places.csv"), load_units(DATA / "units.csv")
        alone = len(jobs) == 1 and not options["manifest"]
        for job in jobs:
            self._do(job, places, units, folder, alone)
        if self.failed:
            sys.exit(1)

    def _jobs(self, options: dict[str, Any]) -> Iterator[Job]:
        day = _day(options["published_on"], "--published-on")
        for name in options["files"]:
            yield Job(name, None if name == STDIN else Path(name), day)
        if options["manifest"]:
            yield from self._manifest(Path(options["manifest"]))

    def _manifest(self, path: Path) -> Iterator[Job]:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: cannot be read: {error}") from error
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _line(line, path.parent)
            except (ValueError, KeyError, TypeError, CommandError) as error:
                self._fail(f"{path}, line {number}", error)

    def _do(
        self,
        job: Job,
        places: Gazetteer,
        units: Roster,
        folder: Path | None,
        alone: bool,
    ) -> None:
        try:
            text = _text(job)
        except (OSError, ValueError) as error:
            self._fail(job.name, error)
            return
        reading = read(text, published_on=job.day, places=places, units=units)
        self._give(job, reading.as_json(), folder, alone)

    def _give(
        self, job: Job, found: dict[str, object], folder: Path | None, alone: bool
    ) -> None:
        if folder is not None:
            stem = job.path.stem if job.path is not None else "stdin"
            target = folder / f"{stem}.json"
            try:
                target.write_text(_json(found, 1) + "\n", encoding="utf-8")
            except OSError as error:
                raise _unwritable(target, error) from error
        elif alone:
            self.stdout.write(_json(found, 1))
        else:
            self.stdout.write(_json({"file": job.name, **found}, None))

    def _fail(self, name: str, error: Exception) -> None:
        self.failed += 1
        self.stderr.write(f"{name}: {_reason(error)}")


def _unwritable(path: Path, error: OSError) -> CommandError:
    return CommandError(
        f"--out: cannot write in {path} ({error.strerror or error}): "
        "choose another folder."
    )


def _json(found: dict[str, object], indent: int | None) -> str:
    shown = json.dumps(found, ensure_ascii=False, indent=indent)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, UnicodeDecodeError):
        return (
            f"not UTF-8 text (byte {error.start}); convert it, as with "
            "iconv -f cp1256 -t utf-8 FILE"
        )
    if isinstance(error, KeyError):
        return f"the line lacks {error}"
    if isinstance(error, OSError):
        return str(error.strerror or error)
    return str(error)


def _line(line: str, folder: Path) -> Job:
    """Read one line of a manifest; paths count from here, else from its folder."""
    row = json.loads(line)
    name = row["file"]
    if not isinstance(name, str):
        raise ValueError("file is not a text")
    path = Path(name)
    if not path.is_absolute() and not path.exists() and (folder / path).exists():
        path = folder / path
    return Job(name, path, _day(row.get("published_on"), "published_on"))


def _day(value: object, name: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        day = date.fromisoformat(str(value))
    except ValueError as error:
        raise CommandError(f"{name}: {value!r} is no date (YYYY-MM-DD)") from error
    if day > timezone.localdate():
        raise CommandError(f"{name}: {value} is in the future")
    return day


def _text(job: Job) -> str:
    raw = sys.stdin.buffer.read() if job.path is None else job.path.read_bytes()
    text = raw.decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")
