"""Enters the organisations whose reports the catalogue is made for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.models import Source

SOURCES_CSV = Path(__file__).parents[2] / "data" / "sources.csv"


class Command(BaseCommand):
    """`load_sources`: safe to repeat; a source that is there stays as it is."""

    help = "Enter the sources of reports/data/sources.csv."

    def handle(self, *args: Any, **options: Any) -> None:
        with SOURCES_CSV.open(encoding="utf-8", newline="") as file:
            entered = [enter(row) for row in csv.DictReader(file)]
        self.stdout.write(f"Sources: {sum(entered)} new.")


def enter(row: dict[str, str]) -> bool:
    """Enter a source unless one of its names is there; tell whether it is new."""
    named = Source.objects.filter(name_ar=row["name_ar"]) | Source.objects.filter(
        name_en=row["name_en"]
    )
    if named.exists():
        return False
    Source.objects.create(**row)
    return True
