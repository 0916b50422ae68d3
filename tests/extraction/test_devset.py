"""The samples are read as their annotations say; the floor only rises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .scoring import FLOOR, SAMPLES, figures, score_folder

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = [SAMPLES, CORPUS / "open", CORPUS / "second"]


@pytest.mark.parametrize("folder", FOLDERS, ids=["samples", "open", "second"])
def test_no_slot_falls_below_its_floor(folder: Path) -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))[folder.name]
    found = figures(score_folder(folder)[0])
    fallen = {
        slot: (least, found[slot])
        for slot, least in floor.items()
        if (found[slot] or 0.0) < least
    }
    assert not fallen
