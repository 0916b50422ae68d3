"""The real report that started it, where it is at hand (it is never copied here)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reports.extraction import Gazetteer, Roster, read

from .scoring import SLOTS, compare_text

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed report is not at hand")
def test_seed_report_is_read_in_full(places: Gazetteer, units: Roster) -> None:
    stated = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    text = (SEED / "report.txt").read_text(encoding="utf-8")
    day = date.fromisoformat(stated["anchor_date"])
    found = read(text, published_on=day, places=places, units=units).as_json()
    wrong = [
        (slot, tally.missed, tally.false)
        for _, _, tallies in compare_text(stated["incidents"], found["incidents"])  # type: ignore[arg-type]
        for slot, tally in tallies.items()
        if slot in SLOTS and (tally.missed or tally.false)
    ]
    assert not wrong
