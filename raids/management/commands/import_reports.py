"""Imports reports from files and, if asked, drafts incidents from them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    no_translations,
)
from tqdm import tqdm

from raids import lookups
from raids.archive import Drafting
from reports.extraction.parallel import reading_processes
from reports.importing import Imported, Row, import_batch, rows_of
from reports.models import Report, Source

BATCH = 200


class Command(BaseCommand):
    """`import_reports PATH`: safe to repeat and to break off; nothing is doubled."""

    help = "Import a folder of .txt, or a .jsonl or .csv file of reports."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("path", type=Path)
        parser.add_argument("--by", required=True, help="user name of the editor")
        parser.add_argument(
            "--source", required=True, help="English name of the source, as in admin"
        )
        parser.add_argument(
            "--draft",
            action="store_true",
            help="read each report and keep what is found as drafts for review",
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=os.cpu_count() or 1,
            help="processes that read (all cores by default)",
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        by, source = self.editor(options["by"]), self.source(options["source"])
        try:
            rows = rows_of(options["path"])
            total = number_of_rows(options["path"])
            bar = tqdm(rows, total=total, unit="report", disable=None)
            counts = {"new": 0, "known": 0, "faulty": 0}
            with reading_processes(
                options["processes"], lookups.gazetteer(), lookups.roster()
            ) as pool:
                drafting = Drafting(by, pool)
                for batch in batches(bar):
                    done = import_batch(batch, by=by, source=source)
                    self.tell(done, counts)
                    if options["draft"]:
                        drafting.add([one.report for one in done if one.report])
                drafting.finish()
            self.tell_undrafted(drafting.faults)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(
            "{new} reports new, {known} known before, {faulty} at fault; "
            "{incidents} incidents drafted.".format(
                **counts, incidents=drafting.incidents
            )
        )

    def editor(self, name: str) -> User:
        """Return the user in whose name reports are entered."""
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"--by: there is no user {name!r}.")
        return user

    def source(self, name: str) -> Source:
        """Return the source that published the reports."""
        source = Source.objects.filter(name_en=name).first()
        if source is None:
            names = ", ".join(Source.objects.values_list("name_en", flat=True))
            raise CommandError(f"--source: no {name!r}; there are: {names or 'none'}.")
        return source

    def tell(self, done: Iterable[Imported], counts: dict[str, int]) -> None:
        """Count outcomes, and say each fault with its place."""
        for one in done:
            counts["new" if one.new else "faulty" if one.fault else "known"] += 1
            if one.fault:
                self.stderr.write(f"{one.row.where}: {one.fault}")

    def tell_undrafted(self, faults: Iterable[tuple[Report, str]]) -> None:
        """Say which reports are stored, but not what was read in them."""
        for report, fault in faults:
            self.stderr.write(f"report {report.pk}, stored but not drafted: {fault}")


def number_of_rows(path: Path) -> int:
    """Return how many reports there are, without opening a folder's files."""
    rows = path.rglob("*.txt") if path.is_dir() else rows_of(path)
    return sum(1 for _row in rows)


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Cut rows into batches that one transaction stores."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
