"""An incident's findings as a reader meets them: questions, answers, rival accounts.

Everything here reads what `Incident.objects.for_display()` has joined and asks the
database for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from raids.choices import CaptiveFate, Certainty, DatePrecision, Outcome
from raids.models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Finding,
    Incident,
    Involvement,
    Siting,
)
from raids.models.findings import CountedFinding, PersonsFinding
from raids.wording import bounds_words, days_words, siting_words
from reports.models import EvidenceSpan

from .nationalities import nationality_name

F = TypeVar("F", bound=Finding)


@dataclass(frozen=True)
class Fact:
    """One answer: in words, how sure it is, and the words of the report it rests on.

    `key` is its anchor on the page; `tint` names the colour of its marks.
    """

    key: str
    tint: str
    answer: str
    details: tuple[str, ...] = ()
    url: str = ""
    certainty: str = Certainty.STATED
    certainty_words: str = ""
    hedge: str = ""
    inferred: bool = False
    accepted: bool = True
    is_part: bool = False
    spans: tuple[EvidenceSpan, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether the report softens it."""
        return self.certainty != Certainty.STATED

    @property
    def label(self) -> str:
        """The fact in one line, as the tip over its marks."""
        return pgettext("between parts of a fact", " · ").join(
            filter(None, (self.answer, *self.details))
        )


@dataclass(frozen=True)
class Question:
    """What is asked of an incident, with every answer that its reports give."""

    name: str
    tint: str
    facts: Sequence[Fact] = field(default_factory=tuple)

    @property
    def accepted(self) -> list[Fact]:
        """The answers that count."""
        return [fact for fact in self.facts if fact.accepted]

    @property
    def rivals(self) -> list[Fact]:
        """Other accounts, kept beside those that count."""
        return [fact for fact in self.facts if not fact.accepted]


def questions_about(incident: Incident) -> list[Question]:
    """Return the questions that have an answer, in the order a page shows them."""
    casualties = list(incident.casualties.all())
    asked = [
        Question(_("What"), "kind", (kind_fact(incident),)),
        question(_("When"), "when", incident.datings.all(), dating_answer),
        question(_("Where"), "where", incident.sitings.all(), siting_answer),
        question(_("Who"), "who", incident.involvements.all(), involvement_answer),
        question(_("With what"), "means", incident.equipment.all(), equipment_answer),
        *(
            question(
                str(Outcome(outcome).label),
                outcome,
                [one for one in casualties if one.outcome == outcome],
                casualty_answer,
            )
            for outcome in Outcome.values
        ),
        question(_("Taken"), "taken", incident.captives.all(), captive_answer),
    ]
    return [one for one in asked if one.facts]


def kind_fact(incident: Incident) -> Fact:
    """Return what sort of event it was, with the words that say so."""
    return Fact(
        key="kind",
        tint="kind",
        answer=str(incident.get_kind_display()),
        spans=tuple(incident.kind_spans.all()),
    )


Answer = tuple[str, tuple[str, ...], str]
"""The answer in words, its details, and the page of what it names (or nothing)."""


def question(
    name: str, tint: str, findings: Iterable[F], answer: Callable[[F], Answer]
) -> Question:
    """Return a question with a fact for each finding: those that count first."""
    ordered = sorted(in_parts(list(findings)), key=lambda one: not one.accepted)
    return Question(
        name, tint, tuple(fact_of(one, tint, answer(one)) for one in ordered)
    )


def in_parts(findings: list[F]) -> list[F]:
    """Return the findings with each part right behind its total."""
    totals = [one for one in findings if not getattr(one, "part_of_id", None)]
    ordered: list[F] = []
    for total in totals:
        ordered.append(total)
        ordered += [
            one for one in findings if getattr(one, "part_of_id", None) == total.pk
        ]
    return ordered + [one for one in findings if one not in ordered]


def fact_of(finding: Finding, tint: str, answer: Answer) -> Fact:
    """Return a finding as the page shows it."""
    words, details, url = answer
    return Fact(
        key=f"{finding._meta.model_name}-{finding.pk}",
        tint=tint,
        answer=words,
        details=tuple(filter(None, details)),
        url=url,
        certainty=finding.certainty,
        certainty_words=str(finding.get_certainty_display()),
        hedge=finding.hedge,
        inferred=finding.inferred,
        accepted=finding.accepted,
        is_part=bool(getattr(finding, "part_of_id", None)),
        spans=tuple(finding.spans.all()),
    )


def dating_answer(dating: Dating) -> Answer:
    """Say when: the days, the part of the day, and how closely it is known."""
    days = days_words(dating.earliest, dating.latest, dating.precision)
    precision = (
        ""
        if dating.precision == DatePrecision.DAY
        else str(dating.get_precision_display())
    )
    return days, (str(dating.get_time_of_day_display()), precision), ""


def siting_answer(siting: Siting) -> Answer:
    """Say where, in the report's own relation, and how far that may be off."""
    place = siting.place
    governorate = place.governorate if place else None
    lies_in = str(governorate or "")
    if lies_in == str(place):
        lies_in = ""
    return (
        siting_words(siting),
        (lies_in, radius_words(siting.radius_m or (place.radius_m if place else None))),
        place.get_absolute_url() if place else "",
    )


def radius_words(radius_m: int | None) -> str:
    """Say how far the spot may be off, in km."""
    if radius_m is None:
        return ""
    return _("give or take %(km)s km") % {"km": f"{radius_m / 1000:.2g}"}


def involvement_answer(involvement: Involvement) -> Answer:
    """Say who took part, in which role and in what strength."""
    strength = ""
    if involvement.strength_min or involvement.strength_max:
        strength = _("strength: %s") % bounds_words(
            involvement.strength_min, involvement.strength_max
        )
    return (
        str(involvement.unit),
        (str(involvement.get_role_display()), strength),
        involvement.unit.get_absolute_url(),
    )


def count_words(finding: CountedFinding) -> str:
    """Say a finding's count by its bounds."""
    return bounds_words(finding.count_min, finding.count_max)


def equipment_answer(equipment: Equipment) -> Answer:
    """Say what was used and how many."""
    answer = str(equipment.get_kind_display())
    if equipment.count_min or equipment.count_max:
        answer = _("%(thing)s: %(count)s") % {
            "thing": answer,
            "count": count_words(equipment),
        }
    return answer, (str(equipment.unit or ""),), ""


def persons_answer(finding: PersonsFinding, *more: str) -> Answer:
    """Say how many persons, of whom, and where from."""
    origin = ""
    if finding.nationality:
        origin = _("nationality: %s") % nationality_name(finding.nationality)
    unit = finding.unit
    return count_words(finding), (str(unit or ""), *more, origin), ""


def casualty_answer(casualty: Casualty) -> Answer:
    """Say how many were killed, wounded or missing."""
    return persons_answer(casualty, category_words(casualty))


def captive_answer(captive: Captive) -> Answer:
    """Say how many were taken, and what became of them."""
    fate = (
        "" if captive.fate == CaptiveFate.UNKNOWN else str(captive.get_fate_display())
    )
    return persons_answer(captive, category_words(captive), fate)


def category_words(finding: Casualty | Captive) -> str:
    """Say who they were, where the report does and the unit has not said it."""
    is_said = finding.unit is not None and finding.unit.code == "civilians"
    if finding.category == "unknown" or (is_said and finding.category == "civilian"):
        return ""
    return str(finding.get_category_display())
