"""What is compared: an account of an incident, and the reasons that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from raids.geography import Area
from raids.models import Place, Unit
from reports.extraction.normalise import fold

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True)
class Site:
    """Where an account puts the event: known places, the words for it, the spot."""

    places: tuple[Place, ...]
    worded: str
    relation: str
    area: Area | None

    @property
    def name(self) -> str:
        """The words for it with their letters folded, for comparing."""
        return " ".join(fold(self.worded).split())

    def __str__(self) -> str:
        return str(self.places[0]) if self.places else self.worded


@dataclass(frozen=True)
class Account:
    """What a draft or a known incident says, in terms that compare.

    `totals` are the bounds of the killed, the wounded and the taken.
    """

    kind: str
    days: tuple[date, date] | None
    precision: str
    time_of_day: str
    site: Site | None
    units: dict[str, tuple[Unit, ...]]
    totals: dict[str, Bounds]


@dataclass(frozen=True)
class Reason:
    """Why two accounts seem one incident, or do not: a code, and words for people."""

    code: str
    words: str
    agrees: bool
    weight: float = 0.0
