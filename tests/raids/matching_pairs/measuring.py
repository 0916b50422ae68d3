"""Measures how well retellings are recognised, on pairs that people told apart.

The known incidents are those annotated in the samples and in the open corpus. Reports
are read without any correction, as an editor first sees them, and each draft is
matched with all that is known.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from raids import accepting, tables
from raids.annotations import paired, set_right
from raids.drafting import DraftedIncident, drafts_for
from raids.matching import LookAlike, look_alikes
from raids.models import Incident
from reports.models import Report
from tests.factories import ReportFactory, SourceFactory

ROOT = Path(__file__).parents[3]
FOLDER = Path(__file__).parent
KNOWN = (ROOT / "raids/data/samples", ROOT / "tests/extraction/corpus/open")

Name = str
"""A known incident by its text and its number there, such as `a01.0`."""


@dataclass(frozen=True)
class Case:
    """A draft, the incident that it truly retells if any, and what was offered."""

    report: str
    truth: Name | None
    offered: tuple[tuple[Name, LookAlike], ...]

    @property
    def same(self) -> list[Name]:
        """The incidents that it is taken for."""
        return [name for name, one in self.offered if one.is_same]

    @property
    def found(self) -> bool:
        """Whether it is taken for the right one, and first."""
        return bool(self.offered) and self.same[:1] == [self.truth]

    @property
    def was_offered(self) -> bool:
        """Whether the right one is among those offered."""
        return self.truth in [name for name, _one in self.offered]


@dataclass
class Figures:
    """Right, wrong and missed decisions “this is the same incident”."""

    cases: list[Case] = field(default_factory=list)

    @property
    def right(self) -> int:
        """Decisions for the incident that it truly is."""
        return sum(case.truth in case.same for case in self.cases if case.truth)

    @property
    def wrong(self) -> int:
        """Decisions for an incident that it is not."""
        return sum(name != case.truth for case in self.cases for name in case.same)

    @property
    def retold(self) -> int:
        """Drafts that truly are a known incident."""
        return sum(case.truth is not None for case in self.cases)

    @property
    def precision(self) -> float:
        """Share of the decisions that are right; of none, all are."""
        decided = self.right + self.wrong
        return self.right / decided if decided else 1.0

    @property
    def recall(self) -> float:
        """Share of the retold that are recognised."""
        return self.right / (self.retold or 1)

    @property
    def offered(self) -> float:
        """Share of the retold whose incident is offered at all."""
        return sum(case.was_offered for case in self.cases) / (self.retold or 1)

    def __str__(self) -> str:
        return (
            f"{len(self.cases)} drafts, {self.retold} retold: {self.right} recognised, "
            f"{self.wrong} wrongly; precision {self.precision:.3f}, "
            f"recall {self.recall:.3f}, offered {self.offered:.3f}"
        )


@dataclass
class Catalogue:
    """The known incidents, by name and by number, and the texts that they are from."""

    by: User
    numbers: dict[Name, int] = field(default_factory=dict)
    reports: dict[str, tuple[Report, list[Any]]] = field(default_factory=dict)

    def name_of(self, incident: Incident) -> Name:
        """Return the name of a known incident."""
        names = {number: name for name, number in self.numbers.items()}
        return names[incident.pk]

    def match(self, report: str, draft: DraftedIncident, truth: Name | None) -> Case:
        """Match a draft with all that is known."""
        offered = look_alikes(draft)
        named = tuple((self.name_of(one.incident), one) for one in offered)
        return Case(report, truth, named)


def load_gazetteer() -> None:
    """Load the site's own places and units."""
    tables.load_places(tables.PLACES_CSV)
    tables.load_units(tables.UNITS_CSV)


def known_catalogue(by: User) -> Catalogue:
    """Enter every annotated incident of the samples and of the open corpus."""
    catalogue = Catalogue(by)
    for path in (path for folder in KNOWN for path in sorted(folder.glob("*.json"))):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        told_on = annotation["anchor_date"] or annotation["published_on"]
        report = reported(
            path.with_suffix(".txt").read_text(encoding="utf-8"),
            date.fromisoformat(told_on) if told_on else None,
        )
        annotated = annotation["incidents"]
        catalogue.reports[path.stem] = report, annotated
        read = drafts_for(report).drafts
        drafts = [set_right(one, like, report) for one, like in paired(annotated, read)]
        for number, incident in enumerate(enter(by, report, drafts)):
            catalogue.numbers[f"{path.stem}.{number}"] = incident.pk
    return catalogue


def enter(
    by: User, report: Report, drafts: Iterable[DraftedIncident]
) -> list[Incident]:
    """Make incidents of drafts."""
    return accepting.store(by, [accepting.Accepted(report, one) for one in drafts])


def reported(text: str, published_on: date | None) -> Report:
    """Store a report."""
    return ReportFactory.create(
        source=SourceFactory.create(), text=text.strip(), published_on=published_on
    )


def told(file: str) -> list[dict[str, Any]]:
    """Return the reports of a file of pairs."""
    pairs = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
    reports: list[dict[str, Any]] = pairs["report"]
    return reports


def matched(catalogue: Catalogue, file: str) -> Figures:
    """Match the reports of a file: retellings, and those that only look like one."""
    return Figures(
        [
            case
            for one in told(file)
            for case in retold(catalogue, one["name"], one, one.get("retells", []))
        ]
    )


def retold(
    catalogue: Catalogue, name: str, one: dict[str, Any], truths: list[Name]
) -> Iterator[Case]:
    """Match a report's drafts; a retelling that was not even read is a miss too."""
    left = list(truths)
    drafts = drafts_for(reported(one["text"], one.get("published_on"))).drafts
    for draft in drafts:
        case = catalogue.match(name, draft, None)
        names = [name for name, _one in case.offered if name in left]
        truth = names[0] if names else None
        if truth:
            left.remove(truth)
        yield replace(case, truth=truth)
    yield from (Case(name, truth, ()) for truth in left)


def read_again(catalogue: Catalogue) -> Figures:
    """Match what is read in the known texts themselves, without any correction."""
    figures = Figures()
    for stem, (report, annotated) in catalogue.reports.items():
        drafts = drafts_for(report).drafts
        pairs = enumerate(paired(annotated, drafts))
        truths = {id(draft): f"{stem}.{number}" for number, (_one, draft) in pairs}
        figures.cases += [
            catalogue.match(stem, draft, truths.get(id(draft))) for draft in drafts
        ]
    return figures
