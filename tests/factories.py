"""A factory for each model, with defaults that the database takes as they are.

Findings take `count=4` for an exact count, and `spans=[...]` for the words they rest
on; `span_of(report, "words")` finds those. `PublishedIncidentFactory` gives a really
published incident: reported, dated, sited and published through the site's own verbs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

import factory
from django.contrib.auth.models import User

from raids.choices import (
    CaptiveCategory,
    CasualtyCategory,
    DatePrecision,
    EquipmentKind,
    IncidentKind,
    Outcome,
    PlaceKind,
    Role,
    UnitKind,
)
from raids.models import (
    Captive,
    Casualty,
    Correction,
    Dating,
    Equipment,
    Incident,
    Involvement,
    Mention,
    Place,
    Siting,
    Unit,
)
from raids.models.findings import Finding
from reports.models import EvidenceSpan, Report, Source, digest

AnyFinding = TypeVar("AnyFinding", bound=Finding)

DATE_WORDS = "فجر 7 آذار 2017"
PLACE_WORDS = "بلدة ذيبان"
TEXT = (
    "دير الزور: نفذت قوات التحالف الدولي إنزالاً جوياً في {place} {date}، "
    "وأسرت شخصين على الأقل واقتادتهما إلى جهة مجهولة.\n\nالخبر رقم {number}.\n"
)


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A person with an account and no rights."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"person-{number}")


# --- what was said -------------------------------------------------------------------


class SourceFactory(factory.django.DjangoModelFactory[Source]):
    """The Observatory, or another when named so."""

    class Meta:
        model = Source
        django_get_or_create = ("name_en",)

    name_ar = "المرصد السوري لحقوق الإنسان"
    name_en = "Syrian Observatory for Human Rights"
    url = "https://www.syriahr.com/"


class ReportFactory(factory.django.DjangoModelFactory[Report]):
    """A short report of an air landing, worded anew each time."""

    class Meta:
        model = Report

    source = factory.SubFactory(SourceFactory)
    published_on = datetime.date(2017, 3, 8)
    text = factory.Sequence(
        lambda number: TEXT.format(place=PLACE_WORDS, date=DATE_WORDS, number=number)
    )
    sha256 = factory.LazyAttribute(lambda report: digest(report.text))
    created_by = factory.SubFactory(UserFactory)


class EvidenceSpanFactory(factory.django.DjangoModelFactory[EvidenceSpan]):
    """The first letters of a report."""

    class Meta:
        model = EvidenceSpan

    report = factory.SubFactory(ReportFactory)
    start = 0
    end = 9


def span_of(report: Report, words: str) -> EvidenceSpan:
    """Return the span of these words in a report, or of all of it without them."""
    start = report.text.find(words)
    start, end = (start, start + len(words)) if start >= 0 else (0, len(report.text))
    return EvidenceSpan.objects.get_or_create(report=report, start=start, end=end)[0]


# --- where and who -------------------------------------------------------------------


class PlaceFactory(factory.django.DjangoModelFactory[Place]):
    """A village in a governorate of its own."""

    class Meta:
        model = Place

    key = factory.Sequence(lambda number: f"place-{number}")
    name_ar = factory.Sequence(lambda number: f"قرية {number}")
    name_en = factory.Sequence(lambda number: f"Village {number}")
    kind = PlaceKind.VILLAGE
    governorate: Any = factory.SubFactory("tests.factories.GovernorateFactory")
    parent: Any = factory.SelfAttribute("governorate")
    lat = 35.0
    lon = 40.0
    radius_m = 1_500


class GovernorateFactory(PlaceFactory):
    """A governorate, whose own row names itself."""

    class Meta:
        skip_postgeneration_save = True

    name_ar = factory.Sequence(lambda number: f"محافظة {number}")
    name_en = factory.Sequence(lambda number: f"Governorate {number}")
    kind = PlaceKind.GOVERNORATE
    governorate = None
    parent = None
    radius_m = 80_000

    @factory.post_generation
    def names_itself(self: Place, create: bool, extracted: Any, **_: Any) -> None:
        """Point the row at itself, which only a saved row can."""
        self.governorate = self
        if create:
            self.save(update_fields=["governorate"])


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    """An armed group outside the codebook."""

    class Meta:
        model = Unit

    name_ar = factory.Sequence(lambda number: f"فصيل {number}")
    name_en = factory.Sequence(lambda number: f"Faction {number}")
    code = factory.LazyAttribute(lambda unit: f"other:{unit.name_ar}")
    kind = UnitKind.ARMED_GROUP


# --- what happened -------------------------------------------------------------------


class IncidentFactory(factory.django.DjangoModelFactory[Incident]):
    """A draft without any finding."""

    class Meta:
        model = Incident

    kind = IncidentKind.AIR_LANDING
    created_by = factory.SubFactory(UserFactory)


class MentionFactory(factory.django.DjangoModelFactory[Mention]):
    """A report that brings an incident as news."""

    class Meta:
        model = Mention

    report = factory.SubFactory(ReportFactory)
    incident = factory.SubFactory(IncidentFactory)


class CorrectionFactory(factory.django.DjangoModelFactory[Correction]):
    """A raid that was read where there was none."""

    class Meta:
        model = Correction

    report = factory.SubFactory(ReportFactory)
    reader_version = "1.0.0"
    lexicon_hash = "0123456789abcdef"
    reading = [{"kind": "ground_raid"}]
    correction: list[dict[str, Any]] = []
    created_by = factory.SubFactory(UserFactory)


class FindingFactory(factory.django.DjangoModelFactory[AnyFinding]):
    """What the factories of findings share."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    incident = factory.SubFactory(IncidentFactory)

    @factory.post_generation
    def spans(
        self: Any, create: bool, extracted: Iterable[EvidenceSpan] | None, **_: Any
    ) -> None:
        """Rest the finding on these words."""
        if create and extracted:
            self.spans.set(extracted)


class DatingFactory(FindingFactory[Dating]):
    """One known day, unless `latest` says otherwise."""

    class Meta:
        model = Dating

    earliest = datetime.date(2017, 3, 7)
    latest = factory.SelfAttribute("earliest")
    precision = factory.LazyAttribute(
        lambda dating: (
            DatePrecision.DAY
            if dating.earliest == dating.latest
            else DatePrecision.RANGE
        )
    )


class SitingFactory(FindingFactory[Siting]):
    """At a village."""

    class Meta:
        model = Siting

    place = factory.SubFactory(PlaceFactory)
    name_ar = factory.LazyAttribute(
        lambda siting: siting.place.name_ar if siting.place else "تل مجهول"
    )


class InvolvementFactory(FindingFactory[Involvement]):
    """A unit that attacks."""

    class Meta:
        model = Involvement

    unit = factory.SubFactory(UnitFactory)
    role = Role.ATTACKER


class CountedFactory(FindingFactory[AnyFinding]):
    """A finding with a count: unknown, or `count` exactly, or bounds of its own."""

    class Meta:
        abstract = True

    class Params:
        count: int | None = None

    count_min = factory.SelfAttribute("count")
    count_max = factory.SelfAttribute("count")


class EquipmentFactory(CountedFactory[Equipment]):
    """Helicopters, nobody says how many."""

    class Meta:
        model = Equipment

    kind = EquipmentKind.HELICOPTER


class CasualtyFactory(CountedFactory[Casualty]):
    """Killed, nobody says who nor how many."""

    class Meta:
        model = Casualty

    outcome = Outcome.KILLED
    category = CasualtyCategory.UNKNOWN


class CaptiveFactory(CountedFactory[Captive]):
    """Taken, nobody says who nor how many."""

    class Meta:
        model = Captive

    category = CaptiveCategory.UNKNOWN


class ReadyIncidentFactory(IncidentFactory):
    """A draft with the report, the date and the place that publishing needs.

    `mention__report=`, `dating__earliest=`, `siting__place=` and so on reach through
    to the factories of what it is made of.
    """

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def mention(self: Incident, create: bool, extracted: Any, **values: Any) -> None:
        """Let a report bring it as news."""
        MentionFactory.create(incident=self, **values)

    @factory.post_generation
    def dating(self: Incident, create: bool, extracted: Any, **values: Any) -> None:
        """Date it by words of the report."""
        spans = [span_of(self.mentions.get().report, DATE_WORDS)]
        DatingFactory.create(**{"incident": self, "spans": spans, **values})

    @factory.post_generation
    def siting(self: Incident, create: bool, extracted: Any, **values: Any) -> None:
        """Site it by words of the report."""
        spans = [span_of(self.mentions.get().report, PLACE_WORDS)]
        SitingFactory.create(**{"incident": self, "spans": spans, **values})


class PublishedIncidentFactory(ReadyIncidentFactory):
    """A published incident, made by the site's own verb."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def publish(self: Incident, create: bool, extracted: Any, **_: Any) -> None:
        """Publish it, and read back what the database settled."""
        from raids import actions

        actions.publish(by=self.created_by, incident=self)
        self.refresh_from_db()
