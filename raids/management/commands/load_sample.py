"""Enters the sample catalogue of a new install."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from tqdm import tqdm

from raids import samples
from raids.models import Place, Unit


class Command(BaseCommand):
    """`load_sample`: safe to repeat; what is there already stays as it is."""

    help = "Enter the sample reports and publish their incidents."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        if not (Place.objects.exists() and Unit.objects.exists()):
            raise CommandError("Run load_places and load_units first.")
        total = len(list(samples.FOLDER.glob("*.json")))
        entered = list(
            tqdm(samples.enter_all(), total=total, unit="report", disable=None)
        )
        for sample in entered:
            for fault in sample.unpublished:
                self.stdout.write(f"{sample.name}: left in draft: {fault}")
        self.stdout.write(self.summary(entered))

    def summary(self, entered: list[samples.Entered]) -> str:
        """Say what came of it, in a line."""
        new = [sample for sample in entered if not sample.was_there]
        published = sum(sample.published for sample in new)
        return (
            f"Sample: {len(new)} reports entered, {published} incidents published; "
            f"{len(entered) - len(new)} reports were there already."
        )
