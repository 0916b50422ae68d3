"""Armed actors that are known by name; passed in by the caller."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .normalise import fold

CODES = frozenset(
    {
        "coalition",
        "us_forces",
        "sdf",
        "is",
        "syrian_government",
        "russian_forces",
        "turkish_forces",
        "israeli_forces",
        "hts",
        "sna",
        "iran_militias",
        "hezbollah",
        "general_security",
        "iraqi_forces",
        "unknown_gunmen",
        "civilians",
    }
)


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit: its code, names, and the formation it belongs to."""

    code: str
    name_ar: str
    parent: str | None = None
    spellings_ar: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return all Arabic spellings, the chief one first."""
        return (self.name_ar, *self.spellings_ar)


@dataclass(frozen=True, eq=False)
class Roster:
    """The known units, by normalised spelling."""

    entries: tuple[UnitEntry, ...]
    by_name: dict[str, UnitEntry]
    by_code: dict[str, UnitEntry]

    @classmethod
    def from_entries(cls, entries: Iterable[UnitEntry]) -> Roster:
        """Build the look-up once; share the object between readings."""
        kept = tuple(entries)
        by_name: dict[str, UnitEntry] = {}
        for entry in kept:
            for name in entry.names():
                by_name.setdefault(" ".join(fold(name).split()), entry)
        by_name.pop("", None)
        return cls(kept, by_name, {entry.code: entry for entry in kept})

    def reported_code(self, code: str) -> str:
        """Return the nearest code, from this unit upwards, that may be reported."""
        seen: set[str] = set()
        while not is_reportable(code) and code not in seen:
            seen.add(code)
            entry = self.by_code.get(code)
            if entry is None or not entry.parent:
                break
            code = entry.parent
        return code if is_reportable(code) else f"other:{code}"


def is_reportable(code: str) -> bool:
    """Tell whether a code is one of the vocabulary."""
    return code in CODES or code.startswith("other:")


def load_units(path: str | Path) -> Roster:
    """Read units.csv (columns as in raids/data/README.md)."""
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Roster.from_entries(
        UnitEntry(
            code=row["code"],
            name_ar=row["name_ar"],
            parent=row["parent"] or None,
            spellings_ar=tuple(filter(None, row["spellings_ar"].split("|"))),
        )
        for row in rows
    )
