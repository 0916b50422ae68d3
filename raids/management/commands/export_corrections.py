"""Writes what editors set right as annotated cases for the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from raids import corrections


class Command(BaseCommand):
    """`export_corrections DIR`: safe to repeat; a case is written over by itself."""

    help = "Write each corrected report as NAME.txt and its annotation as NAME.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        written = 0
        try:
            for path in corrections.export(options["folder"]):
                self.stdout.write(f"{path} and {path.with_suffix('.json').name}")
                written += 1
        except OSError as error:
            raise CommandError(f"{options['folder']}: {error.strerror}") from error
        self.stdout.write(f"{written} written. Read them before you score by them.")
