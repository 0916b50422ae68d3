"""Enters the sample catalogue: texts worded for this project, with their annotations.

Each report is read as any other; what was read is then set right by its annotation,
as an editor would, so that the sample shows real raids with their words marked. The
texts are no reports of the Observatory: each names the page its facts rest on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from reports.actions import add_report
from reports.models import Report, Source

from . import actions
from .annotations import Annotation, paired, set_right
from .drafting import drafts_for

FOLDER = Path(__file__).parent / "data" / "samples"
ENTERED_BY = "sample"


@dataclass(frozen=True)
class Entered:
    """What came of one sample: how many incidents are public, and what was not."""

    name: str
    published: int
    unpublished: tuple[str, ...] = ()
    was_there: bool = False


def enter_all(folder: Path = FOLDER) -> Iterator[Entered]:
    """Enter every sample that is not entered yet, by its name's order."""
    by, source = sample_editor(), sample_source()
    for path in sorted(folder.glob("*.json")):
        annotation: Annotation = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        yield enter(path.stem, text, annotation, by=by, source=source)


def sample_editor() -> User:
    """Return the account that samples are entered by; nobody can log in with it."""
    user, new = User.objects.get_or_create(
        username=ENTERED_BY, defaults={"is_active": False}
    )
    if new:
        user.set_unusable_password()
        user.save()
    return user


def sample_source() -> Source:
    """Return the source of the samples: this project, and nobody else."""
    return Source.objects.get_or_create(
        name_en="Inzal sample", defaults={"name_ar": "عيّنة «إنزال»"}
    )[0]


@transaction.atomic
def enter(
    name: str, text: str, annotation: Annotation, *, by: User, source: Source
) -> Entered:
    """Enter one sample: its report, and the incidents of its annotation."""
    told_on = annotation["anchor_date"] or annotation["published_on"]
    report, new = add_report(
        by=by,
        source=source,
        text=text,
        published_on=date.fromisoformat(told_on) if told_on else None,
        url=annotation["url"] or "",
        facts_from=annotation["source_name"],
        is_sample=True,
    )
    if not new:
        return Entered(name, published=0, was_there=True)
    return enter_incidents(name, report, annotation, by)


def enter_incidents(
    name: str, report: Report, annotation: Annotation, by: User
) -> Entered:
    """Make and publish the incidents of a sample's annotation."""
    read = drafts_for(report).drafts
    drafts = [
        set_right(annotated, draft, report)
        for annotated, draft in paired(annotation["incidents"], read)
    ]
    incidents = actions.accept_drafts(by=by, report=report, drafts=drafts)
    published, unpublished = 0, []
    for incident, annotated in zip(incidents, annotation["incidents"], strict=True):
        incident.title_en = annotated["title_en"]
        incident.save()
        try:
            actions.publish(by=by, incident=incident)
            published += 1
        except ValidationError as error:
            unpublished.append(f"{incident.title_en}: {' '.join(error.messages)}")
    return Entered(name, published, tuple(unpublished))
