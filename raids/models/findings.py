"""The six kinds of finding: what a report states of an incident, with its words.

Rival accounts stand side by side; `accepted` is the editor's choice among them, and
only accepted findings count. A lower and an upper bound may each be null: unknown is
null and never 0, “at least 25” is 25 and null.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from raids.choices import (
    CaptiveCategory,
    CaptiveFate,
    CasualtyCategory,
    Certainty,
    DatePrecision,
    EquipmentKind,
    Outcome,
    PlaceRelation,
    Role,
    TimeOfDay,
)
from reports.models import EvidenceSpan

from . import rules
from .incident import Incident
from .place import Place
from .settling import is_part_of_its_own_total, settling_triggers
from .unit import Unit


class FindingQuerySet(models.QuerySet[Any]):
    """What is asked of findings of any kind."""

    def accepted(self) -> Self:
        """Return those that count."""
        return self.filter(accepted=True)

    def for_display(self) -> Self:
        """Join the place or unit named, and the words with their report."""
        named = [
            f"{field.name}__governorate" if field.related_model is Place else field.name
            for field in self.model._meta.fields
            if field.related_model in {Place, Unit}
        ]
        joined = self.select_related(*named) if named else self
        return joined.prefetch_related("spans__report")


class Finding(models.Model):
    """What every finding says of itself."""

    incident = models.ForeignKey(
        Incident, models.CASCADE, verbose_name=_("incident"), related_name="%(class)ss"
    )
    certainty = models.CharField(
        _("certainty"),
        max_length=20,
        choices=Certainty,
        default=Certainty.STATED,
    )
    hedge = models.CharField(
        _("hedge"),
        max_length=200,
        blank=True,
        validators=[rules.plain_line],
        help_text=_("The Arabic words that soften it, such as “يرجح” or “نحو”."),
    )
    accepted = models.BooleanField(
        _("counts"),
        default=True,
        help_text=_("Of rival accounts, the one that counts."),
    )
    inferred = models.BooleanField(
        _("inferred"),
        default=False,
        help_text=_("Concluded from the words marked, rather than stated by them."),
    )
    rule = models.CharField(_("found by"), max_length=100, blank=True, editable=False)
    spans = models.ManyToManyField(
        EvidenceSpan, blank=True, related_name="%(class)ss", verbose_name=_("words")
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["incident", "pk"]
        constraints: ClassVar = [rules.one_of("certainty", Certainty)]


@pghistory.track()
class Dating(Finding):
    """When it happened: within these days, both included."""

    earliest = models.DateField(_("first day"))
    latest = models.DateField(_("last day"))
    precision = models.CharField(_("precision"), max_length=20, choices=DatePrecision)
    time_of_day = models.CharField(
        _("time of day"), max_length=20, choices=TimeOfDay, blank=True
    )

    class Meta(Finding.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints: ClassVar = [
            *Finding.Meta.constraints,
            rules.one_of("precision", DatePrecision),
            rules.one_of_or_blank("time_of_day", TimeOfDay),
            models.CheckConstraint(
                condition=Q(earliest__lte=F("latest")),
                name="%(app_label)s_%(class)s_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(earliest__year__gte=1970, latest__year__lte=2100),
                name="%(app_label)s_%(class)s_lies_between_1970_and_2100",
            ),
            models.CheckConstraint(
                condition=~Q(precision=DatePrecision.DAY) | Q(earliest=F("latest")),
                name="%(app_label)s_%(class)s_a_day_is_one_day",
            ),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(accepted=True),
                name="%(app_label)s_%(class)s_one_account_is_accepted",
            ),
        ]
        triggers: ClassVar = settling_triggers()

    def __str__(self) -> str:
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        return f"{self.earliest.isoformat()} / {self.latest.isoformat()}"


@pghistory.track()
class Siting(Finding):
    """Where it happened, in its relation to a place the report names.

    `lat`, `lon` (degrees) and `radius_m` (metres) are given where the spot differs
    from the place's own; else the place's serve.
    """

    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    name_ar = models.CharField(
        _("name as worded"),
        max_length=200,
        blank=True,
        validators=[rules.plain_line],
        help_text=_("The place as the report names it, whether it is known or not."),
    )
    relation = models.CharField(
        _("relation"),
        max_length=20,
        choices=PlaceRelation,
        default=PlaceRelation.AT,
    )
    distance_km = models.FloatField(_("distance in km"), null=True, blank=True)
    other_place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("and"),
        help_text=_("The second place of “between A and B”."),
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    radius_m = models.PositiveIntegerField(
        _("uncertainty in metres"), null=True, blank=True
    )

    class Meta(Finding.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints: ClassVar = [
            *Finding.Meta.constraints,
            rules.one_of("relation", PlaceRelation),
            *rules.on_earth(),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | ~Q(name_ar=""),
                name="%(app_label)s_%(class)s_names_a_place",
            ),
            models.CheckConstraint(
                condition=Q(other_place__isnull=True)
                | Q(place__isnull=True)
                | ~Q(other_place=F("place")),
                name="%(app_label)s_%(class)s_lies_between_two_places",
            ),
            models.CheckConstraint(
                condition=Q(distance_km__isnull=True)
                | Q(distance_km__gt=0, distance_km__lte=1000),
                name="%(app_label)s_%(class)s_distance_is_within_1000_km",
            ),
            models.CheckConstraint(
                condition=Q(radius_m__isnull=True) | Q(radius_m__gt=0),
                name="%(app_label)s_%(class)s_radius_is_positive",
            ),
            models.CheckConstraint(
                condition=~Q(relation=PlaceRelation.DISTANCE)
                | Q(distance_km__isnull=False),
                name="%(app_label)s_%(class)s_distance_is_given",
            ),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(accepted=True),
                name="%(app_label)s_%(class)s_one_account_is_accepted",
            ),
        ]
        triggers: ClassVar = settling_triggers()

    def __str__(self) -> str:
        return str(self.place or self.name_ar)


@pghistory.track()
class Involvement(Finding):
    """A unit's part in the incident, with its strength in persons."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="involvements", verbose_name=_("unit")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    strength_min = models.PositiveIntegerField(
        _("strength, at least"), null=True, blank=True
    )
    strength_max = models.PositiveIntegerField(
        _("strength, at most"), null=True, blank=True
    )

    class Meta(Finding.Meta):
        verbose_name = _("unit involved")
        verbose_name_plural = _("units involved")
        constraints: ClassVar = [
            *Finding.Meta.constraints,
            rules.one_of("role", Role),
            *rules.bounds("strength"),
            models.UniqueConstraint(
                fields=["incident", "unit", "role"],
                condition=Q(accepted=True),
                name="%(app_label)s_%(class)s_is_accepted_once",
            ),
        ]
        triggers: ClassVar = settling_triggers()

    def __str__(self) -> str:
        return f"{self.unit} ({self.get_role_display()})"


class CountedFinding(Finding):
    """A finding that counts something."""

    count_min = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    count_max = models.PositiveIntegerField(_("at most"), null=True, blank=True)

    class Meta(Finding.Meta):
        abstract = True
        constraints: ClassVar = [*Finding.Meta.constraints, *rules.bounds("count")]


@pghistory.track()
class Equipment(CountedFinding):
    """What was flown, driven or fired."""

    incident = models.ForeignKey(
        Incident, models.CASCADE, verbose_name=_("incident"), related_name="equipment"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EquipmentKind)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )

    class Meta(CountedFinding.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        constraints: ClassVar = [
            *CountedFinding.Meta.constraints,
            rules.one_of("kind", EquipmentKind),
        ]
        triggers: ClassVar = settling_triggers()

    def __str__(self) -> str:
        return str(self.get_kind_display())


class PersonsFinding(CountedFinding):
    """A count of persons; one may be part of another, and then adds nothing to it."""

    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    nationality = models.CharField(
        _("nationality"),
        max_length=40,
        blank=True,
        help_text=_("Two-letter country code, or a region’s name in English."),
    )
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The total that these persons are already counted in."),
    )

    class Meta(CountedFinding.Meta):
        abstract = True
        constraints: ClassVar = [
            *CountedFinding.Meta.constraints,
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="%(app_label)s_%(class)s_is_not_part_of_itself",
            ),
        ]


@pghistory.track()
class Casualty(PersonsFinding):
    """Persons killed, wounded or missing: a count, never a name."""

    incident = models.ForeignKey(
        Incident, models.CASCADE, verbose_name=_("incident"), related_name="casualties"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    category = models.CharField(_("category"), max_length=20, choices=CasualtyCategory)

    class Meta(PersonsFinding.Meta):
        verbose_name = _("casualties")
        verbose_name_plural = _("casualties")
        constraints: ClassVar = [
            *PersonsFinding.Meta.constraints,
            rules.one_of("outcome", Outcome),
            rules.one_of("category", CasualtyCategory),
        ]
        triggers: ClassVar = [
            *settling_triggers(),
            is_part_of_its_own_total("raids_casualty", also_same="outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.get_category_display()}"


@pghistory.track()
class Captive(PersonsFinding):
    """Persons taken: a count, never a name."""

    category = models.CharField(_("category"), max_length=20, choices=CaptiveCategory)
    fate = models.CharField(
        _("fate"), max_length=20, choices=CaptiveFate, default=CaptiveFate.UNKNOWN
    )

    class Meta(PersonsFinding.Meta):
        verbose_name = _("captives")
        verbose_name_plural = _("captives")
        constraints: ClassVar = [
            *PersonsFinding.Meta.constraints,
            rules.one_of("category", CaptiveCategory),
            rules.one_of("fate", CaptiveFate),
        ]
        triggers: ClassVar = [
            *settling_triggers(),
            is_part_of_its_own_total("raids_captive"),
        ]

    def __str__(self) -> str:
        return str(self.get_category_display())
