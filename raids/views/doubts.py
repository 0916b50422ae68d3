"""Which incidents of a list hold something doubtful, told quietly by their title."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
)

from raids.choices import Certainty
from raids.models import Incident, IncidentQuerySet
from raids.models.incident import FINDINGS


def with_doubts(incidents: IncidentQuerySet) -> IncidentQuerySet:
    """Add `has_rivals` and `has_hedges`: accounts differ, or a fact is not stated."""
    softened = Q(accepted=True) & ~Q(certainty=Certainty.STATED)
    return incidents.annotate(
        has_rivals=any_finding(Q(accepted=False)),
        has_hedges=any_finding(softened),
    )


def any_finding(condition: Q) -> ExpressionWrapper:
    """Return whether the incident has a finding of any kind that meets it."""
    found = Q()
    for name in FINDINGS:
        findings: Any = Incident._meta.get_field(name).related_model
        rows = findings.objects.filter(condition, incident=OuterRef("pk"))
        found |= Q(Exists(rows))
    return ExpressionWrapper(found, output_field=BooleanField())
