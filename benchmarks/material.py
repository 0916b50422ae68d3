"""What is measured with: texts, as many as wanted, all different, always the same.

Each text is put together from paragraphs of the samples, which are worded for this
project: sentences of the genre in an order that nobody wrote, so that speed is measured
on what reports look like. What is read in them means nothing.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from reports.extraction import PlaceEntry
from reports.extraction.gazetteer import Gazetteer

SAMPLES = Path(__file__).parents[1] / "raids/data/samples"
SEED = 20170824
FIRST_DAY = date(2013, 1, 1)
MONTHS = (
    "كانون الثاني / يناير",
    "شباط / فبراير",
    "آذار / مارس",
    "نيسان / أبريل",
    "أيار / مايو",
    "حزيران / يونيو",
    "تموز / يوليو",
    "آب / أغسطس",
    "أيلول / سبتمبر",
    "تشرين الأول / أكتوبر",
    "تشرين الثاني / نوفمبر",
    "كانون الأول / ديسمبر",
)
SYLLABLES = ("با", "تو", "جي", "حر", "دن", "رو", "زي", "سم", "شر", "طا", "عل", "فو")


def paragraphs() -> list[str]:
    """Return the paragraphs of all samples that are long enough to tell something."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    return [
        line.strip()
        for text in texts
        for line in text.splitlines()
        if len(line.strip()) > 100
    ]


def texts(count: int, length: int = 3_000) -> Iterator[str]:
    """Yield so many different texts of exactly so many characters."""
    chance, stock = random.Random(SEED), paragraphs()
    for number in range(count):
        day = FIRST_DAY + timedelta(days=chance.randrange(4_000))
        lines = [headline(day, number)]
        while sum(map(len, lines)) + 2 * len(lines) < length:
            lines.append(chance.choice(stock))
        yield "\n\n".join(lines)[:length].ljust(length, ".")


def headline(day: date, number: int) -> str:
    """Return the first line of a text: its day, and a number that is its own."""
    told_on = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"الخبر {number}\n\nمحافظة دير الزور – {told_on}"


def tell_machine() -> None:
    """Say on what is measured, and how busy that is with other things."""
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    print(f"Python {platform.python_version()}; load average before: {busy}")


def filled_up(places: Gazetteer, count: int) -> Gazetteer:
    """Return a gazetteer with as many made-up villages more as make up the count."""
    made_up = (
        PlaceEntry(
            key=f"made-up-{number}",
            name_ar=f"تل {''.join(name)}",
            kind="village",
            governorate="Raqqa",
        )
        for number, name in enumerate(product(SYLLABLES, repeat=4))
    )
    missing = count - len(places.by_name)
    return Gazetteer.from_entries(
        [*places.entries, *(next(made_up) for _number in range(missing))]
    )
