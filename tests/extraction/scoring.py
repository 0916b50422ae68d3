"""Scores readings against annotations, slot by slot, and says what was missed.

The rules: in each text the stated and the read incidents are paired one to one so
that they are most alike in all (unlike ones are never paired); then every slot of a
pair is compared as a bag of rows, and an incident without a partner is all misses or
all false alarms.  Counts are summed over all texts before the ratios are taken.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reports.extraction import Gazetteer, Roster, load_places, load_units, read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "raids" / "data" / "samples"
FLOOR = Path(__file__).with_name("score_floor.json")
COUNTS = ("count_min", "count_max")
ROWS = {
    "units": ("units", ("unit", "role")),
    "equipment": ("equipment", ("kind", *COUNTS)),
    "casualties": ("casualties", ("outcome", "category", *COUNTS)),
    "casualties_strict": ("casualties", ("outcome", "unit", "category", *COUNTS)),
    "captives": ("captives", ("category", *COUNTS)),
    "captives_strict": ("captives", ("unit", "category", "nationality", *COUNTS)),
}
SLOTS = (
    "incident",
    "kind",
    "date",
    "time_of_day",
    "place",
    "governorate",
    "units",
    "strength",
    "equipment",
    "casualties",
    "casualties_strict",
    "captives",
    "captives_strict",
)
WEIGHTS = {
    "place": 8,
    "kind": 4,
    "date": 4,
    "units": 3,
    "casualties": 3,
    "captives": 3,
    "governorate": 1,
}
LEAST_ALIKE = 0.45
MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
LETTERS = str.maketrans("أإآٱةى", "ااااهي")
PLACE_NOUNS = frozenset(
    "بلده مدينه قريه منطقه حي مخيم باديه ريف محيط اطراف ناحيه مزارع".split()
)

Row = tuple[Any, ...]
Bag = Counter[Row]
Incident = dict[str, Any]


@dataclass
class Tally:
    """Rows in common, rows only read, rows only stated."""

    correct: Bag = field(default_factory=Counter)
    false: Bag = field(default_factory=Counter)
    missed: Bag = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        self.correct.update(other.correct)
        self.false.update(other.false)
        self.missed.update(other.missed)

    def f1(self) -> float | None:
        """Return the F1 score; None where there is nothing to find or found."""
        right = 2 * self.correct.total()
        whole = right + self.false.total() + self.missed.total()
        return right / whole if whole else None


def bare_place(name: str | None) -> str | None:
    """Return a place's name in the form in which names are compared."""
    words = MARKS.sub("", name or "").translate(LETTERS).split()
    while len(words) > 1 and words[0] in PLACE_NOUNS:
        words.pop(0)
    whole = " ".join(words)
    return whole.removeprefix("ال").strip() or whole or None


def one(*values: Any) -> Bag:
    """Return a bag of the one row, or an empty one where nothing is stated."""
    return (
        Counter([values]) if any(value is not None for value in values) else Counter()
    )


def rows(incident: Incident, key: str, fields: Iterable[str]) -> Bag:
    """Return the bag of the named fields of a list of the incident."""
    return Counter(
        tuple(row.get(name) for name in fields) for row in incident.get(key) or ()
    )


def slots(incident: Incident) -> dict[str, Bag]:
    """Return all slots of an incident but strength."""
    found = {
        "incident": one(True),
        "kind": one(incident.get("kind")),
        "date": one(incident.get("date_start"), incident.get("date_end")),
        "time_of_day": one(incident.get("time_of_day")),
        "place": one(bare_place(incident.get("place_ar"))),
        "governorate": one(incident.get("governorate")),
    }
    for slot, (key, fields) in ROWS.items():
        found[slot] = rows(incident, key, fields)
    return found


def clues(incident: Incident) -> dict[str, Bag]:
    """Return what the likeness of two incidents looks at."""
    days = zip(
        "se", (incident.get("date_start"), incident.get("date_end")), strict=True
    )
    return {
        "place": Counter(
            (word,) for word in (bare_place(incident.get("place_ar")) or "").split()
        ),
        "kind": one(incident.get("kind")),
        "date": Counter(pair for pair in days if pair[1] is not None),
        "units": rows(incident, "units", ("unit",)),
        "casualties": rows(incident, "casualties", ("outcome", *COUNTS)),
        "captives": rows(incident, "captives", COUNTS),
        "governorate": one(incident.get("governorate")),
    }


def likeness(stated: Incident, found: Incident) -> float:
    """Return how alike two incidents are, from 0 to 1; one-sided clues weigh half."""
    mine, yours = clues(stated), clues(found)
    agreed = weight = 0.0
    for clue, share in WEIGHTS.items():
        a, b = mine[clue], yours[clue]
        if a and b:
            agreed += share * 2 * (a & b).total() / (a.total() + b.total())
            weight += share
        elif a or b:
            weight += share / 2
    return agreed / weight if weight else 1.0


def differ(stated: Bag, found: Bag) -> Tally:
    """Compare two bags."""
    same = stated & found
    return Tally(same, found - same, stated - same)


def strengths(incident: Incident) -> Bag:
    """Return unit, role and strength of every unit."""
    return rows(incident, "units", ("unit", "role", "strength_min", "strength_max"))


def _sized(bag: Bag) -> Bag:
    return Counter({row: n for row, n in bag.items() if row[2:] != (None, None)})


def _longest(bag: Bag, limit: int) -> Bag:
    order = sorted(bag.elements(), key=lambda row: (row[2:] == (None, None), repr(row)))
    return Counter(order[:limit])


def compare_strengths(stated: Incident | None, found: Incident | None) -> Tally:
    """Compare strengths between units that match; else all are missed or false."""
    if stated is None or found is None:
        return differ(
            _sized(strengths(stated)) if stated else Counter(),
            _sized(strengths(found)) if found else Counter(),
        )
    total = Tally()
    shared = slots(stated)["units"] & slots(found)["units"]
    for unit in shared:
        mine = Counter({r: n for r, n in strengths(stated).items() if r[:2] == unit})
        yours = Counter({r: n for r, n in strengths(found).items() if r[:2] == unit})
        tally = differ(mine, yours)
        left = min(mine.total(), yours.total()) - tally.correct.total()
        total.add(
            Tally(
                _sized(tally.correct),
                _sized(_longest(tally.false, left)),
                _sized(_longest(tally.missed, left)),
            )
        )
    return total


def compare(stated: Incident | None, found: Incident | None) -> dict[str, Tally]:
    """Compare a pair, or an incident without a partner, in every slot."""
    empty: dict[str, Bag] = {slot: Counter() for slot in SLOTS}
    mine = slots(stated) if stated else empty
    yours = slots(found) if found else empty
    return {
        slot: compare_strengths(stated, found)
        if slot == "strength"
        else differ(mine[slot], yours[slot])
        for slot in SLOTS
    }


def worth(stated: Incident, found: Incident) -> int:
    """Return the worth of pairing two incidents; 0 forbids it."""
    alike = likeness(stated, found)
    if alike < LEAST_ALIKE:
        return 0
    right = sum(tally.correct.total() for tally in compare(stated, found).values())
    return round(alike * 10**6) * 10**6 + right


def pair(stated: list[Incident], found: list[Incident]) -> list[tuple[int, int]]:
    """Return the pairs (stated, found) of the greatest worth in all."""
    table = [[worth(a, b) for b in found] for a in stated]

    @cache
    def best(row: int, used: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        if row == len(stated):
            return 0, ()
        choice = best(row + 1, used)
        for column, value in enumerate(table[row]):
            if value and not used >> column & 1:
                rest = best(row + 1, used | 1 << column)
                if rest[0] + value > choice[0]:
                    choice = rest[0] + value, ((row, column), *rest[1])
        return choice

    return list(best(0, 0)[1])


def compare_text(
    stated: list[Incident], found: list[Incident]
) -> Iterator[tuple[Incident | None, Incident | None, dict[str, Tally]]]:
    """Yield every incident of a text with its partner and the comparison."""
    pairs = pair(stated, found)
    for a, b in pairs:
        yield stated[a], found[b], compare(stated[a], found[b])
    for index, incident in enumerate(stated):
        if index not in {a for a, _ in pairs}:
            yield incident, None, compare(incident, None)
    for index, incident in enumerate(found):
        if index not in {b for _, b in pairs}:
            yield None, incident, compare(None, incident)


def read_folder(
    folder: Path, places: Gazetteer, units: Roster
) -> Iterator[tuple[str, list[Incident], list[Incident]]]:
    """Yield name, stated and read incidents of every NAME.txt with its NAME.json."""
    for path in sorted(folder.glob("*.txt")):
        stated = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        day = stated.get("anchor_date") or stated.get("published_on")
        reading = read(
            path.read_text(encoding="utf-8"),
            published_on=date.fromisoformat(day) if day else None,
            places=places,
            units=units,
        )
        yield path.stem, stated["incidents"], reading.as_json()["incidents"]  # type: ignore[misc]


def score_folder(folder: Path) -> tuple[dict[str, Tally], list[str]]:
    """Return the tally of every slot and the misses in words."""
    data = ROOT / "raids" / "data"
    places, units = load_places(data / "places.csv"), load_units(data / "units.csv")
    totals = {slot: Tally() for slot in SLOTS}
    words: list[str] = []
    for name, stated, found in read_folder(folder, places, units):
        for mine, yours, tallies in compare_text(stated, found):
            for slot, tally in tallies.items():
                totals[slot].add(tally)
            words += _in_words(name, mine, yours, tallies)
    whole = Tally()
    for slot, tally in totals.items():
        if not slot.endswith("_strict"):
            whole.add(
                Tally(
                    Counter({(slot, *row): n for row, n in tally.correct.items()}),
                    Counter({(slot, *row): n for row, n in tally.false.items()}),
                    Counter({(slot, *row): n for row, n in tally.missed.items()}),
                )
            )
    return {**totals, "all": whole}, words


def _in_words(
    name: str,
    stated: Incident | None,
    found: Incident | None,
    tallies: dict[str, Tally],
) -> Iterator[str]:
    shown = stated or found or {}
    parts = (shown.get(key) for key in ("kind", "date_start", "place_ar"))
    title = f"{name}: {', '.join(str(part) for part in parts)}"
    if found is None:
        yield f"{title}: not read"
    elif stated is None:
        yield f"{title}: read where nothing is stated"
    else:
        for slot, tally in tallies.items():
            if tally.missed or tally.false:
                yield (
                    f"{title}: {slot}: stated {_rows(tally.missed)},"
                    f" read {_rows(tally.false)}"
                )


def _rows(bag: Bag) -> str:
    texts = (
        " ".join("null" if v is None else str(v) for v in r) for r in bag.elements()
    )
    return "; ".join(sorted(texts)) or "nothing"


def figures(totals: dict[str, Tally]) -> dict[str, float | None]:
    """Return the F1 of every slot, rounded to three places."""
    found = {slot: tally.f1() for slot, tally in totals.items()}
    return {slot: None if f is None else round(f, 3) for slot, f in found.items()}


def main(arguments: list[str]) -> int:
    """Print the figures of a folder, the misses, and the change since the floor."""
    folder = Path(arguments[0]) if arguments else SAMPLES
    totals, words = score_folder(folder)
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    known = floor.get(folder.resolve().name, {})
    print("\n".join(words))
    heads = f"{'F1':>7}{'since floor':>13}{'right':>7}{'false':>7}{'missed':>8}"
    print(f"\n{'slot':<20}{heads}")
    for slot, f1 in figures(totals).items():
        change = (
            "" if f1 is None or known.get(slot) is None else f"{f1 - known[slot]:+.3f}"
        )
        tally = totals[slot]
        print(
            f"{slot:<20}{'-' if f1 is None else format(f1, '.3f'):>7}{change:>13}"
            f"{tally.correct.total():>7}{tally.false.total():>7}{tally.missed.total():>8}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
