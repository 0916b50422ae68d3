"""Turns what the reader found in a report into drafts in the catalogue's own terms.

Drafts are not stored: reading again costs nothing, and better rules help old reports.
A person checks them, and `raids.actions.accept_drafts` makes them incidents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.extraction import Reading, read
from reports.extraction.findings import (
    CaptiveFinding,
    CasualtyFinding,
    DatingFinding,
    DraftIncident,
    EquipmentFinding,
    InvolvementFinding,
    SitingFinding,
)
from reports.extraction.findings import Finding as FoundFinding
from reports.extraction.findings import Warning as ReaderWarning
from reports.extraction.spans import Span
from reports.models import Report

from . import geography, lookups
from .choices import CaptiveFate, DatePrecision, PlaceKind, PlaceRelation
from .models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Finding,
    Involvement,
    Place,
    Siting,
    Unit,
    fitting_code,
)


@dataclass(frozen=True)
class DraftedFinding:
    """One finding to be: its model, its values, and the words it rests on.

    `values` are the model's fields; a unit that the site does not know yet is an
    unsaved Unit. `part_of` is the number of the total in the draft's findings.
    """

    model: type[Finding]
    values: dict[str, Any]
    spans: tuple[Span, ...] = ()
    part_of: int | None = None


@dataclass(frozen=True)
class DraftedIncident:
    """One incident to be, as read or as an editor corrected it.

    `key` tells it from the report's other drafts, also once it is corrected.
    """

    kind: str
    kind_spans: tuple[Span, ...]
    telling: str
    passage: Span | None
    findings: tuple[DraftedFinding, ...]
    warnings: tuple[ReaderWarning, ...] = ()
    key: str = ""

    def of(self, model: type[Finding]) -> list[DraftedFinding]:
        """Return the findings of one kind."""
        return [finding for finding in self.findings if finding.model is model]


@dataclass(frozen=True)
class DraftedReading:
    """A report's reading, and the drafts made of it."""

    reading: Reading
    drafts: tuple[DraftedIncident, ...]


def drafts_for(report: Report) -> DraftedReading:
    """Read a report with the site's own gazetteer and units."""
    reading = read(
        report.text,
        published_on=report.published_on,
        places=lookups.gazetteer(),
        units=lookups.roster(),
    )
    return drafts_in([reading])[0]


def drafts_in(readings: Sequence[Reading]) -> list[DraftedReading]:
    """Return the drafts of readings made elsewhere; many cost no more questions."""
    known = KnownRows.of(readings)
    return [
        DraftedReading(
            reading, told_apart(draft_of(one, known) for one in reading.incidents)
        )
        for reading in readings
    ]


def told_apart(drafts: Iterable[DraftedIncident]) -> tuple[DraftedIncident, ...]:
    """Return drafts with keys that differ, numbering those of one kind and place."""
    met: Counter[str] = Counter()
    apart = []
    for draft in drafts:
        key = draft.key or key_of(draft)
        met[key] += 1
        number = f" {met[key]}" if met[key] > 1 else ""
        apart.append(replace(draft, key=f"{key}{number}"))
    return tuple(apart)


def key_of(draft: DraftedIncident) -> str:
    """Return what tells a draft from others of its report: its kind and place."""
    sitings = draft.of(Siting)
    place = sitings[0].values.get("name_ar", "") if sitings else ""
    return f"{draft.kind} {place}".strip()


@dataclass(frozen=True)
class KnownRows:
    """The places and units that readings name, fetched at one go."""

    places: dict[str, Place]
    units: dict[str, Unit]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> KnownRows:
        """Fetch what the findings of readings name."""
        keys: set[str] = set()
        codes: set[str] = set()
        for incident in (one for reading in readings for one in reading.incidents):
            if incident.siting:
                keys.update(place_keys(incident.siting))
            named = [one.unit for one in incident.involvements]
            named += [one.unit or "" for one in incident.casualties]
            named += [one.unit or "" for one in incident.captives]
            codes.update(fitting_code(code) for code in named if code)
        places = Place.objects.filter(key__in=keys) | Place.objects.filter(
            kind=PlaceKind.GOVERNORATE
        )
        return cls(
            places={place.key: place for place in places},
            units={unit.code: unit for unit in Unit.objects.filter(code__in=codes)},
        )

    def unit(self, code: str | None) -> Unit | None:
        """Return the unit of a code; one the site does not know is unsaved."""
        if code is None:
            return None
        code = fitting_code(code)
        if code not in self.units:
            self.units[code] = Unit.not_known(code)
        return self.units[code]

    def governorate(self, name_en: str | None) -> Place | None:
        """Return the governorate of a vocabulary name."""
        return next(
            (
                place
                for place in self.places.values()
                if place.kind == PlaceKind.GOVERNORATE and place.name_en == name_en
            ),
            None,
        )


def place_keys(siting: SitingFinding) -> list[str]:
    """Return the keys of the places that a siting may mean."""
    return [key for key in (siting.place_key, other_key(siting)) if key]


def other_key(siting: SitingFinding) -> str | None:
    """Return the key of the second place of “between A and B”, if it is one place."""
    from reports.extraction.normalise import fold

    if not siting.other_place_ar:
        return None
    folded = " ".join(fold(siting.other_place_ar).split())
    found = [
        entry.key
        for entry in lookups.gazetteer().by_name.get(folded, ())
        if siting.governorate in (None, entry.governorate)
    ]
    return found[0] if len(found) == 1 else None


def draft_of(incident: DraftIncident, known: KnownRows) -> DraftedIncident:
    """Put one incident as read into the catalogue's terms."""
    single = [
        dating_of(incident.dating) if incident.dating else None,
        siting_of(incident.siting, known) if incident.siting else None,
    ]
    findings = [finding for finding in single if finding is not None]
    findings += [involvement_of(one, known) for one in incident.involvements]
    findings += [equipment_of(one) for one in incident.equipment]
    first = len(findings)
    findings += [casualty_of(one, known, first) for one in incident.casualties]
    first = len(findings)
    findings += [captive_of(one, known, first) for one in incident.captives]
    return DraftedIncident(
        kind=incident.kind.kind,
        kind_spans=incident.kind.spans,
        telling=incident.told,
        passage=incident.segment,
        findings=tuple(findings),
        warnings=incident.warnings,
    )


def shared_values(found: FoundFinding) -> dict[str, Any]:
    """Return the fields that findings of every kind have."""
    return {
        "certainty": found.certainty,
        "hedge": found.hedge or "",
        "inferred": found.inferred,
        "rule": found.rule,
    }


def dating_of(found: DatingFinding) -> DraftedFinding | None:
    """Return the date, or nothing where no day bounds it."""
    if found.earliest is None or found.latest is None:
        return None
    time = found.time_of_day
    hedges = (found.hedge, time.hedge if time else None)
    return DraftedFinding(
        Dating,
        {
            **shared_values(found),
            "hedge": " … ".join(dict.fromkeys(filter(None, hedges))),
            "earliest": found.earliest,
            "latest": found.latest,
            "precision": precision_of(found),
            "time_of_day": time.value if time else "",
        },
        spans=together(found.spans, time.spans if time else ()),
    )


def precision_of(found: DatingFinding) -> str:
    """Return how closely it is dated; a night told by one day is that day's."""
    one_day = found.earliest == found.latest
    if one_day and found.precision == DatePrecision.NIGHT:
        return DatePrecision.DAY
    return found.precision


def together(*groups: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of several findings, each once, in the text's order."""
    return tuple(sorted({span for group in groups for span in group}))


def siting_of(found: SitingFinding, known: KnownRows) -> DraftedFinding | None:
    """Return the place: the governorate where the text names nothing closer."""
    place = known.places.get(found.place_key or "")
    if place is None and not found.place_ar:
        place = known.governorate(found.governorate)
    if place is None and not found.place_ar:
        return None
    other = known.places.get(other_key(found) or "")
    values = {
        **shared_values(found),
        "place": place,
        "name_ar": found.place_ar or (place.name_ar if place else ""),
        "relation": relation_of(found, other),
        "distance_km": found.distance_km,
        "other_place": other,
    }
    values.update(area_values(place, other, found))
    return DraftedFinding(
        Siting, values, spans=together(found.spans, found.governorate_spans)
    )


def relation_of(found: SitingFinding, other: Place | None) -> str:
    """Return the relation as far as the catalogue can hold it."""
    if found.relation == PlaceRelation.DISTANCE and found.distance_km is None:
        return PlaceRelation.NEAR
    if found.relation == PlaceRelation.BETWEEN and other is None:
        return PlaceRelation.NEAR
    if found.relation == PlaceRelation.DISTANCE and found.other_place_ar and not other:
        return PlaceRelation.AT
    return found.relation


def area_values(
    place: Place | None, other: Place | None, found: SitingFinding
) -> dict[str, Any]:
    """Return centre and radius where the spot is not the place itself."""
    area = area_of(place, other, found.relation, found.distance_km, found.bearing)
    if area is None:
        return {}
    return {"lat": area.lat, "lon": area.lon, "radius_m": area.radius_m}


def area_of(
    place: Place | None,
    other: Place | None,
    relation: str,
    distance_km: float | None,
    bearing: str | None,
) -> geography.Area | None:
    """Return the area of a spot told by its neighbours; None where a place serves."""
    centre, second = extent(place), extent(other)
    if relation == PlaceRelation.DISTANCE and distance_km and other is not None:
        # "C, which lies 25 km from D": where C itself is known, it needs no D.
        if centre is not None or second is None:
            return None
        return geography.at_distance(second, distance_km, bearing)
    if centre is None:
        return None
    if relation == PlaceRelation.BETWEEN and second is not None:
        return geography.between(centre, second)
    if relation == PlaceRelation.DISTANCE and distance_km:
        return geography.at_distance(centre, distance_km, bearing)
    return None


def extent(place: Place | None) -> geography.Area | None:
    """Return a place's own area, where its coordinates are known."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return geography.Area(place.lat, place.lon, place.radius_m)


def involvement_of(found: InvolvementFinding, known: KnownRows) -> DraftedFinding:
    """Return a unit's part."""
    return DraftedFinding(
        Involvement,
        {
            **shared_values(found),
            "unit": known.unit(found.unit),
            "role": found.role,
            "strength_min": found.strength_min,
            "strength_max": found.strength_max,
        },
        spans=found.spans,
    )


def equipment_of(found: EquipmentFinding) -> DraftedFinding:
    """Return what was flown, driven or fired."""
    return DraftedFinding(
        Equipment,
        {
            **shared_values(found),
            "kind": found.kind,
            "count_min": found.count_min,
            "count_max": found.count_max,
        },
        spans=found.spans,
    )


def persons_values(
    found: CasualtyFinding | CaptiveFinding, known: KnownRows
) -> dict[str, Any]:
    """Return the fields that casualties and captives share."""
    return {
        **shared_values(found),
        "accepted": found.accepted,
        "unit": known.unit(found.unit),
        "category": found.category,
        "nationality": found.nationality or "",
        "count_min": found.count_min,
        "count_max": found.count_max,
    }


def casualty_of(found: CasualtyFinding, known: KnownRows, first: int) -> DraftedFinding:
    """Return casualties; `first` is the number of the draft's first casualty."""
    return DraftedFinding(
        Casualty,
        {**persons_values(found, known), "outcome": found.outcome},
        spans=found.spans,
        part_of=None if found.part_of is None else first + found.part_of,
    )


def captive_of(found: CaptiveFinding, known: KnownRows, first: int) -> DraftedFinding:
    """Return captives; `first` is the number of the draft's first captive."""
    return DraftedFinding(
        Captive,
        {**persons_values(found, known), "fate": found.fate or CaptiveFate.UNKNOWN},
        spans=found.spans,
        part_of=None if found.part_of is None else first + found.part_of,
    )
