"""Loads the places that the reader and the pages know by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, no_translations
from django.db import transaction

from raids import tables


class Command(BaseCommand):
    """`load_places [FILE]`: safe to repeat; a bad row is told, the others go on."""

    help = "Load the places from raids/data/places.csv, or from a file like it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=tables.PLACES_CSV)

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            loaded = tables.load_places(options["file"])
        for fault in loaded.faults:
            self.stderr.write(self.style.ERROR(fault))
        self.stdout.write(f"Places: {loaded}.")
