"""Loads the units that the reader and the pages know by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, no_translations
from django.db import transaction

from raids import tables


class Command(BaseCommand):
    """`load_units [FILE]`: safe to repeat; a bad row is told, the others go on."""

    help = (
        "Load the units from raids/data/units.csv, or from a file of the same columns."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=tables.UNITS_CSV)

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            loaded = tables.load_units(options["file"])
        for fault in loaded.faults:
            self.stderr.write(self.style.ERROR(fault))
        self.stdout.write(f"Units: {loaded}.")
