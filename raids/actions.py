"""What is done with incidents: each verb is one transaction and leaves its history.

Every verb takes who does it (`by`) and, where a person would ask, why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.extraction.spans import Span
from reports.models import Report

from . import accepting, corrections
from .choices import IncidentStatus, Telling
from .drafting import DraftedIncident, told_apart
from .models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Finding,
    Incident,
    Involvement,
    Mention,
    ReferenceSeries,
    Siting,
)

KINDS_OF_FINDING: tuple[type[Finding], ...] = (
    Dating,
    Siting,
    Involvement,
    Equipment,
    Casualty,
    Captive,
)


@contextmanager
def told(by: User, why: str = "") -> Iterator[None]:
    """Hold one transaction together, with who and why in its history."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=why):
        yield


# --- from a report to incidents ------------------------------------------------------


def accept_drafts(
    *,
    by: User,
    report: Report,
    drafts: Sequence[DraftedIncident],
    why: str = "",
    read: Sequence[DraftedIncident] | None = None,
    linked: Sequence[DraftedIncident] = (),
) -> list[Incident]:
    """Make incidents of drafts: all of them or, where one cannot be, none.

    A draft that an incident was made of before makes no second one: the first is
    returned in its stead. `read` are all drafts as they were read, `linked` those of
    them that retell a known incident: where an editor set something right, left
    something out or added something, that is kept for the reader to learn from.
    """
    with told(by, why):
        if read is not None:
            corrections.keep(report, read, [*drafts, *linked], by)
        return accepting.store(
            by, [accepting.Accepted(report, draft) for draft in told_apart(drafts)]
        )


def link_retelling(
    *,
    by: User,
    report: Report,
    incident: Incident,
    passage: Span | None = None,
    telling: str = Telling.RETELLING,
    why: str = "",
) -> Mention:
    """Say that a report speaks of an incident already known; once is enough.

    Of an incident that was merged, it speaks of the one that stayed.
    """
    with told(by, why):
        incident = locked(incident).merged_into or incident
        mention, _new = Mention.objects.get_or_create(
            report=report,
            incident=incident,
            defaults={
                "telling": telling,
                "start": passage.start if passage else None,
                "end": passage.end if passage else None,
            },
        )
        return mention


# --- from draft to public and back ---------------------------------------------------


def missing_for_publication(incident: Incident) -> list[str]:
    """Say, in words for an editor, what keeps an incident from being published."""
    faults = []
    for model, absent, wordless in (
        (
            Dating,
            _("It has no accepted date."),
            _("Its date points at no words of a report."),
        ),
        (
            Siting,
            _("It has no accepted location with a place of the gazetteer."),
            _("Its location points at no words of a report."),
        ),
    ):
        accepted: QuerySet[Any] = model._default_manager.filter(
            incident=incident, accepted=True
        )
        if model is Siting:
            accepted = accepted.filter(place__isnull=False)
        if not accepted.exists():
            faults.append(absent)
        elif not accepted.filter(spans__isnull=False).exists():
            faults.append(wordless)
    if Dating.objects.filter(
        incident=incident, accepted=True, earliest__gt=timezone.localdate()
    ).exists():
        faults.append(_("Its date is in the future. Look at the year again."))
    if not incident.mentions.exists():
        faults.append(_("No report speaks of it."))
    return faults


def publish(*, by: User, incident: Incident, why: str = "") -> Incident:
    """Make an incident public, with a reference that is its own for ever.

    Raises ValidationError that says all that is missing.
    """
    with told(by, why):
        incident = locked(incident)
        if incident.status == IncidentStatus.PUBLISHED:
            return incident
        if incident.status == IncidentStatus.MERGED:
            raise ValidationError(
                _("It was merged into another incident; publish that one.")
            )
        faults = missing_for_publication(incident)
        if faults:
            raise ValidationError(faults)
        incident.reference = incident.reference or next_reference(incident)
        incident.status = IncidentStatus.PUBLISHED
        incident.published_at, incident.published_by = timezone.now(), by
        incident.withdrawn_at = incident.withdrawn_by = None
        incident.save()
        return incident


def locked(incident: Incident) -> Incident:
    """Return an incident as it stands now, held against others until the end."""
    return Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)


def next_reference(incident: Incident) -> str:
    """Return the next reference of the year the incident happened in."""
    year = Dating.objects.filter(incident=incident, accepted=True).values_list(
        ExtractYear("earliest"), flat=True
    )[0]
    ReferenceSeries.objects.get_or_create(year=year, defaults={"last_number": 0})
    # The update locks the year's row: two publishers get two numbers.
    ReferenceSeries.objects.filter(year=year).update(last_number=F("last_number") + 1)
    number = ReferenceSeries.objects.get(year=year).last_number
    return f"{year:04d}-{number:04d}"


def submit_for_review(*, by: User, incident: Incident, why: str = "") -> Incident:
    """Hand a draft to another pair of eyes."""
    with told(by, why):
        incident = locked(incident)
        if incident.status != IncidentStatus.DRAFT:
            raise ValidationError(_("Only a draft can be submitted for review."))
        incident.status = IncidentStatus.IN_REVIEW
        incident.save()
        return incident


def withdraw(*, by: User, incident: Incident, why: str) -> Incident:
    """Take an incident back; its reference keeps answering that it was withdrawn."""
    if not why.strip():
        raise ValidationError(_("Say why it is withdrawn; readers of it will ask."))
    with told(by, why):
        incident = locked(incident)
        if incident.status == IncidentStatus.MERGED:
            raise ValidationError(_("It was merged into another incident."))
        incident.status = IncidentStatus.WITHDRAWN
        incident.withdrawn_at, incident.withdrawn_by = timezone.now(), by
        incident.save()
        return incident


def merge(*, by: User, incident: Incident, into: Incident, why: str = "") -> Incident:
    """Make one incident of two that are the same; return the one that stays.

    The reports of the first speak of the second from now on, and its findings stand
    beside the second's as rivals that do not count until an editor accepts them, so
    that nothing is counted twice and nothing is lost.
    """
    if incident.pk == into.pk:
        raise ValidationError(_("An incident cannot be merged into itself."))
    with told(by, why):
        # Always in the order of their numbers: two merges the other way round each
        # wait for one another, and neither for ever.
        both = {
            one.pk: one
            for one in Incident.objects.select_for_update(of=("self",))
            .filter(pk__in=[incident.pk, into.pk])
            .order_by("pk")
        }
        incident, into = both[incident.pk], both[into.pk]
        if IncidentStatus.MERGED in {incident.status, into.status}:
            raise ValidationError(
                _("One of the two was merged already; choose the one that stayed.")
            )
        public = IncidentStatus.PUBLISHED
        if incident.status == public and into.status != public:
            raise ValidationError(
                _("A published incident is merged only into one that is published.")
            )
        hand_over(incident, into)
        Incident.objects.filter(merged_into=incident).update(merged_into=into)
        incident.refresh_from_db()
        incident.status, incident.merged_into = IncidentStatus.MERGED, into
        incident.save()
        into.refresh_from_db()
        return into


def hand_over(incident: Incident, into: Incident) -> None:
    """Give the findings and mentions of one incident to another."""
    for model in KINDS_OF_FINDING:
        model._default_manager.filter(incident=incident).update(
            incident=into, accepted=False
        )
    told_already = into.mentions.values("report")
    incident.mentions.exclude(report__in=told_already).update(incident=into)


def accept_finding(*, by: User, finding: Finding, why: str = "") -> Finding:
    """Choose one of rival accounts: it counts from now on.

    Of a date or a location only one counts; of the others each row is chosen alone.
    Raises ValidationError where a published incident would lose what it needs, or a
    unit would count twice in one role.
    """
    with told(by, why):
        incident = locked(finding.incident)
        rows = type(finding)._default_manager
        if isinstance(finding, Dating | Siting):
            rows.filter(incident=incident, accepted=True).update(accepted=False)
        if isinstance(finding, Involvement):
            refuse_second_involvement(finding)
        rows.filter(pk=finding.pk).update(accepted=True)
        refuse_loss(incident)
        finding.refresh_from_db()
        return finding


def reject_finding(*, by: User, finding: Finding, why: str = "") -> Finding:
    """Let an account stand beside the others without counting.

    Raises ValidationError where a published incident would lose its date or place.
    """
    with told(by, why):
        incident = locked(finding.incident)
        type(finding)._default_manager.filter(pk=finding.pk).update(accepted=False)
        refuse_loss(incident)
        finding.refresh_from_db()
        return finding


def refuse_loss(incident: Incident) -> None:
    """Refuse to go on with a published incident that lacks what it needs."""
    if incident.status == IncidentStatus.PUBLISHED:
        faults = missing_for_publication(incident)
        if faults:
            raise ValidationError(faults)


def refuse_second_involvement(finding: Involvement) -> None:
    """Refuse to count a unit twice in one role."""
    others = Involvement.objects.filter(
        incident=finding.incident, unit=finding.unit, role=finding.role, accepted=True
    )
    if others.exclude(pk=finding.pk).exists():
        raise ValidationError(
            _("%(unit)s counts in this role already; set the other row aside first.")
            % {"unit": finding.unit}
        )
