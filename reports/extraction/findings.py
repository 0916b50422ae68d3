"""What a reading consists of: findings, each resting on the words that state it.

Every finding has spans (at least one), a certainty (stated, likely, claimed or
disputed), the hedge as written, the name of the rule that found it, and whether
its value was derived (inferred) and not stated.  Counts are a lower and an upper
bound; None is unknown and never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The part that all findings share."""

    spans: tuple[Span, ...]
    certainty: str = "stated"
    hedge: str | None = None
    rule: str
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFinding(Finding):
    """What kind of incident it was (a code of the vocabulary)."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDayFinding(Finding):
    """The part of the day: dawn, morning, noon, afternoon, evening, night, midnight."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingFinding(Finding):
    """When: a range of days, for a month or year its first and last; both ends
    None where neither is known."""

    earliest: date | None
    latest: date | None
    precision: str
    time_of_day: TimeOfDayFinding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitingFinding(Finding):
    """Where: the name as written, the gazetteer's key if it knows the place."""

    place_ar: str | None
    place_key: str | None = None
    suggestions: tuple[str, ...] = ()
    governorate: str | None = None
    governorate_spans: tuple[Span, ...] = ()
    relation: str = "at"
    distance_km: float | None = None
    bearing: str | None = None
    other_place_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementFinding(Finding):
    """A unit and its role; unit_detail is the formation as written."""

    unit: str
    role: str
    unit_detail: str | None = None
    strength_min: int | None = None
    strength_max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentFinding(Finding):
    """Aircraft, vehicles, boats or missiles."""

    kind: str
    count_min: int | None = None
    count_max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyFinding(Finding):
    """Killed, wounded or missing; part_of is the number of the total in its list."""

    outcome: str
    unit: str | None
    category: str
    nationality: str | None = None
    count_min: int | None = None
    count_max: int | None = None
    part_of: int | None = None
    accepted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptiveFinding(Finding):
    """People taken; part_of is the number of the total in its list."""

    unit: str | None
    category: str
    nationality: str | None = None
    count_min: int | None = None
    count_max: int | None = None
    fate: str | None = None
    part_of: int | None = None
    accepted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:  # noqa: A001 - the contract's name; never raised
    """Something a person should look at; code is a stable slug."""

    code: str
    spans: tuple[Span, ...] = ()
    values: Mapping[str, str | int | float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftIncident:
    """One event as read, for a person to check."""

    kind: KindFinding
    dating: DatingFinding | None
    siting: SitingFinding | None
    involvements: tuple[InvolvementFinding, ...]
    equipment: tuple[EquipmentFinding, ...]
    casualties: tuple[CasualtyFinding, ...]
    captives: tuple[CaptiveFinding, ...]
    told: str
    segment: Span
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFinding(Finding):
    """The day of publication as the text itself tells it."""

    value: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one report."""

    incidents: tuple[DraftIncident, ...]
    warnings: tuple[Warning, ...]
    title: Span | None
    dateline: Span | None
    noise: tuple[Span, ...]
    published_on: PublishedFinding | None
    reader_version: str
    lexicon_hash: str
    text: str

    def as_json(self) -> dict[str, object]:
        """Return the reading in the shape of the vocabulary, ready for JSON."""
        from .serialise import reading_to_json

        return reading_to_json(self, self.text)
