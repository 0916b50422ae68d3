"""Reads reports from files: a folder of .txt, or a .jsonl or .csv with a report a row.

A row that cannot be a report is told with its place and its fault, and the others go
on. Importing the same files again adds nothing: the same words are one report.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from .actions import clean_published_on, clean_text
from .models import Report, Source, digest

FIELDS = ("text", "title", "published_on", "url")
KINDS = (".txt", ".jsonl", ".csv")
NOT_UTF_8 = "it is not UTF-8 text: convert it, as with iconv -f cp1256 -t utf-8 FILE"


@dataclass(frozen=True)
class Row:
    """One report of a file: where it stands, and its fields or what is wrong."""

    where: str
    values: dict[str, Any]
    fault: str = ""


@dataclass(frozen=True)
class Imported:
    """One row's outcome: its report, whether that is new, or the fault."""

    row: Row
    report: Report | None = None
    new: bool = False
    fault: str = ""


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the reports of a folder or file, in an order that is always the same.

    Raises ValidationError where the path holds nothing that can be imported.
    """
    if path.is_dir():
        yield from (text_row(file) for file in sorted(path.rglob("*.txt")))
    elif path.suffix == ".txt" and path.is_file():
        yield text_row(path)
    elif path.suffix == ".jsonl" and path.is_file():
        yield from json_rows(path)
    elif path.suffix == ".csv" and path.is_file():
        yield from csv_rows(path)
    else:
        raise ValidationError(
            f"{path}: give a folder of .txt files, or one {', '.join(KINDS)} file."
        )


def text_row(path: Path) -> Row:
    """Return a .txt file's report; NAME.json beside it may say more of it."""
    try:
        values: dict[str, Any] = {"text": path.read_text(encoding="utf-8-sig")}
        beside = path.with_suffix(".json")
        if beside.exists():
            values.update(told_fields(json.loads(beside.read_text(encoding="utf-8"))))
    except UnicodeDecodeError:
        return Row(str(path), {}, fault=NOT_UTF_8)
    except (OSError, ValueError) as error:
        return Row(str(path), {}, fault=f"it cannot be read: {error}")
    return Row(str(path), values)


def told_fields(told: object) -> dict[str, Any]:
    """Return what a JSON object says of a report, besides its text."""
    if not isinstance(told, dict):
        raise ValueError("the .json beside it holds no object")
    return {name: told[name] for name in FIELDS[1:] if told.get(name)}


def json_rows(path: Path) -> Iterator[Row]:
    """Yield the reports of a file with a JSON object a line."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                told = json.loads(line)
                if not isinstance(told, dict):
                    raise ValueError("it is no object")
            except ValueError as error:
                yield Row(where, {}, fault=f"the line is no JSON object: {error}")
            else:
                yield Row(where, {name: told.get(name) for name in FIELDS})


def csv_rows(path: Path) -> Iterator[Row]:
    """Yield the reports of a table whose first line names its columns."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.DictReader(file)
        if "text" not in (reader.fieldnames or ()):
            raise ValidationError(
                f"{path}: no column “text”. The first line must name the columns: "
                f"{', '.join(FIELDS)}."
            )
        for row in reader:
            values = {name: row.get(name) for name in FIELDS}
            yield Row(f"{path}:{reader.line_num}", values)


def import_batch(rows: Iterable[Row], *, by: User, source: Source) -> list[Imported]:
    """Store a batch of reports in one transaction; return each row's outcome."""
    outcomes = [prepared(row, by, source) for row in rows]
    reports = {one.report.sha256: one.report for one in outcomes if one.report}
    with transaction.atomic(), pghistory.context(user=by.pk):
        known = stored(reports)
        Report.objects.bulk_create(
            (report for sha256, report in reports.items() if sha256 not in known),
            ignore_conflicts=True,
        )
        now = stored(reports)
    met: set[str] = set(known)
    settled = []
    for one in outcomes:
        sha256 = one.report.sha256 if one.report else ""
        if one.report is None:
            settled.append(one)
            continue
        settled.append(Imported(one.row, now[sha256], new=sha256 not in met))
        met.add(sha256)
    return settled


def stored(sha256s: Iterable[str]) -> dict[str, Report]:
    """Return the reports that are stored, by the digest of their words."""
    reports = Report.objects.filter(sha256__in=list(sha256s))
    return {report.sha256: report for report in reports}


def prepared(row: Row, by: User, source: Source) -> Imported:
    """Return a row with its report ready to be stored, or with its fault."""
    if row.fault:
        return Imported(row, fault=row.fault)
    try:
        values = cleaned(row.values)
    except ValidationError as error:
        return Imported(row, fault="; ".join(error.messages))
    report = Report(
        source=source,
        created_by=by,
        sha256=digest(values["text"]),
        **values,
    )
    return Imported(row, report)


def cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """Return a row's fields as they are stored; raise ValidationError for faults."""
    text = values.get("text")
    if not isinstance(text, str):
        raise ValidationError("text: it must be the report’s words.")
    for name in FIELDS:
        try:
            str(values.get(name)).encode()
        except UnicodeEncodeError as error:
            raise ValidationError(f"{name}: {NOT_UTF_8}.") from error
    url = str(values.get("url") or "")
    if url:
        URLValidator()(url)
    return {
        "text": clean_text(text),
        "title": str(values.get("title") or "")[:500],
        "url": url,
        "published_on": clean_published_on(day_of(values.get("published_on"))),
    }


def day_of(value: object) -> date | None:
    """Return an ISO date; raise ValidationError for anything else but nothing."""
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValidationError(
            f"published_on: {value!r} is no date; write it as 2017-08-24."
        ) from error
