"""Measures the reader: `python benchmarks/reader.py`.

One process on one core reads made-up reports with a gazetteer filled up to 10,000
names, no database beside it: how many a second, how long the first one takes, how the
time grows with the length of a text, and how much memory it all needs.

Time is the processor's own, so that what else runs on the machine counts little; the
rate by the clock on the wall stands beside it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGUN = time.perf_counter()
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run from anywhere, as a file

from benchmarks.material import filled_up, tell_machine, texts  # noqa: E402
from reports.extraction import (  # noqa: E402
    Gazetteer,
    Roster,
    load_places,
    load_units,
    read,
)

DATA = ROOT / "raids/data"
NAMES = 10_000
LENGTH = 3_000
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
ROUNDS = 7
COLUMN = 40
"""Width of the longest bar that draws a time."""


def seconds_to_read(text: str, places: Gazetteer, units: Roster) -> float:
    """Return how long one reading takes."""
    begun = time.process_time()
    read(text, published_on=None, places=places, units=units)
    return time.process_time() - begun


def best(text: str, places: Gazetteer, units: Roster) -> float:
    """Return the shortest of several times: noise only ever adds."""
    return min(seconds_to_read(text, places, units) for _round in range(ROUNDS))


@dataclass(frozen=True)
class Round:
    """One reading of all texts: reports a second by either clock, and incidents."""

    by_processor: float
    by_wall: float
    incidents: int


def read_all(stock: Sequence[str], places: Gazetteer, units: Roster) -> Round:
    """Read all texts once."""
    wall, processor = time.perf_counter(), time.process_time()
    readings = [
        read(text, published_on=None, places=places, units=units) for text in stock
    ]
    return Round(
        len(stock) / (time.process_time() - processor),
        len(stock) / (time.perf_counter() - wall),
        sum(len(reading.incidents) for reading in readings),
    )


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def tell_rate(stock: Sequence[str], places: Gazetteer, units: Roster) -> None:
    """Say how many reports are read in a second, and how that varied."""
    rounds = [read_all(stock, places, units) for _round in range(ROUNDS)]
    print(f"{LENGTH:,} characters, {ROUNDS} rounds of {len(stock)}:")
    for clock, rates in (
        ("processor", [one.by_processor for one in rounds]),
        ("wall", [one.by_wall for one in rounds]),
    ):
        print(
            f"  by the {clock}: median {statistics.median(rates):.0f} reports/s, "
            f"from {min(rates):.0f} to {max(rates):.0f}"
        )
    print(f"  {rounds[0].incidents / len(stock):.1f} incidents a report on average")


def tell_growth(places: Gazetteer, units: Roster) -> None:
    """Draw the time for longer and longer texts: a bar a length, by the character."""
    measured = []
    for length in LENGTHS:
        (text,) = texts(1, length)
        measured.append((length, best(text, places, units)))
    longest = max(time / length for length, time in measured)
    print(f"{'characters':>10} {'seconds':>9} {'µs/char':>8}")
    for length, time_ in measured:
        each = time_ / length
        bar = "#" * round(COLUMN * each / longest)
        print(f"{length:>10,} {time_:>9.4f} {each * 1e6:>8.2f} {bar}")


def main() -> None:
    """Measure and print it all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=200)
    options = parser.parse_args()
    tell_machine()
    places = filled_up(load_places(DATA / "places.csv"), NAMES)
    units = load_units(DATA / "units.csv")
    loaded = time.perf_counter()
    stock = list(texts(options.reports, LENGTH))
    first = seconds_to_read(stock[0], places, units)
    cold = loaded - BEGUN + first
    print(f"{len(places.by_name):,} names of places, {len(units.by_name):,} of units")
    print(f"cold start: {cold:.2f} s to the end of the first report ({first:.2f} s)")
    tell_rate(stock, places, units)
    print(f"peak memory so far: {peak_megabytes():.0f} MB")
    tell_growth(places, units)
    print(f"peak memory with the longest text: {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
