"""The incident: one distinct event, with the accepted answer to each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, cast

import pghistory
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from raids.choices import DatePrecision, IncidentKind, IncidentStatus, TimeOfDay
from reports.models import EvidenceSpan

from . import rules
from .place import Place
from .settling import settled_answers_stay

if TYPE_CHECKING:
    from .findings import FindingQuerySet

FINDINGS = {
    "datings": "Dating",
    "sitings": "Siting",
    "involvements": "Involvement",
    "equipment": "Equipment",
    "casualties": "Casualty",
    "captives": "Captive",
}
"""The six kinds of finding by the names that lead to them, in the order of pages."""

TOTALS = ("killed", "wounded", "taken", "civilians_killed")
"""The stems of the totals held ready, each with `_min` and `_max`."""

SETTLED_COLUMNS = (
    "occurred",
    "last_day",
    "date_precision",
    "time_of_day",
    "place_id",
    "governorate_id",
    "lat",
    "lon",
    "radius_m",
    *(f"{stem}_{bound}" for stem in TOTALS for bound in ("min", "max")),
    "killed_stated",
    "wounded_stated",
    "taken_stated",
)
"""The columns that only the settling of findings writes."""


def findings_of(model: str) -> FindingQuerySet:
    """Return all findings of a kind; their models stand on this one."""
    return cast(
        "FindingQuerySet", apps.get_model("raids", model)._default_manager.all()
    )


class IncidentQuerySet(models.QuerySet["Incident"]):
    """The questions asked of the catalogue, each in one place."""

    def published(self) -> Self:
        """Return what the public may see; nothing else is ever public."""
        return self.filter(status=IncidentStatus.PUBLISHED)

    def answering(self) -> Self:
        """Return what has a public address: published, or merged into such."""
        return self.filter(
            Q(status=IncidentStatus.PUBLISHED)
            | Q(
                status=IncidentStatus.MERGED,
                merged_into__status=IncidentStatus.PUBLISHED,
                reference__isnull=False,
            )
        )

    def for_list(self) -> Self:
        """Join what one line of a list shows."""
        involvements = Prefetch(
            "involvements",
            queryset=findings_of("Involvement").accepted().select_related("unit"),
            to_attr="accepted_involvements",
        )
        return self.select_related("place", "governorate").prefetch_related(
            involvements
        )

    def for_display(self) -> Self:
        """Join everything that an incident's page, or its whole JSON, shows."""
        with_words = [
            Prefetch(name, queryset=findings_of(model).for_display().order_by("pk"))
            for name, model in FINDINGS.items()
        ]
        return self.for_list().prefetch_related(
            *with_words, "kind_spans__report", "mentions__report__source"
        )

    def newest_first(self) -> Self:
        """Order by the last day it may have happened on, newest first."""
        return self.order_by(F("last_day").desc(nulls_last=True), "-pk")


@pghistory.track(
    pghistory.InsertEvent(),
    # A finding that changes moves the incident's updated_at, which alone is no news.
    pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude=["updated_at"])),
    pghistory.DeleteEvent(),
)
class Incident(models.Model):
    """A set of findings, each resting on the words that state it.

    `occurred` to `taken_stated` are settled by the database from the accepted
    findings; writing them by hand has no lasting effect. Bounds of totals leave out
    parts of other totals; null means unknown, and a `_stated` flag tells an unknown
    number of killed from a report that speaks of none.
    """

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, null=True, editable=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=IncidentKind)
    kind_spans = models.ManyToManyField(
        EvidenceSpan,
        blank=True,
        editable=False,
        related_name="kinds",
        verbose_name=_("words that say its kind"),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=IncidentStatus,
        default=IncidentStatus.DRAFT,
        editable=False,
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    title_ar = models.CharField(
        _("title in Arabic"),
        max_length=300,
        blank=True,
        validators=[rules.plain_line],
        help_text=_("Left empty, it is worded from the findings."),
    )
    title_en = models.CharField(
        _("title in English"),
        max_length=300,
        blank=True,
        validators=[rules.plain_line],
        help_text=_("Left empty, it is worded from the findings."),
    )
    summary_ar = models.TextField(_("summary in Arabic"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    occurred = DateRangeField(_("occurred"), null=True, editable=False)
    last_day = models.DateField(_("last day"), null=True, editable=False)
    date_precision = models.CharField(
        _("date precision"),
        max_length=20,
        choices=DatePrecision,
        blank=True,
        editable=False,
    )
    time_of_day = models.CharField(
        _("time of day"), max_length=20, choices=TimeOfDay, blank=True, editable=False
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="incidents",
        verbose_name=_("place"),
    )
    governorate = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("governorate"),
    )
    lat = models.FloatField(_("latitude"), null=True, editable=False)
    lon = models.FloatField(_("longitude"), null=True, editable=False)
    radius_m = models.PositiveIntegerField(
        _("uncertainty in metres"), null=True, editable=False
    )
    killed_min = models.PositiveIntegerField(null=True, editable=False)
    killed_max = models.PositiveIntegerField(null=True, editable=False)
    killed_stated = models.BooleanField(default=False, editable=False)
    wounded_min = models.PositiveIntegerField(null=True, editable=False)
    wounded_max = models.PositiveIntegerField(null=True, editable=False)
    wounded_stated = models.BooleanField(default=False, editable=False)
    taken_min = models.PositiveIntegerField(null=True, editable=False)
    taken_max = models.PositiveIntegerField(null=True, editable=False)
    taken_stated = models.BooleanField(default=False, editable=False)
    civilians_killed_min = models.PositiveIntegerField(null=True, editable=False)
    civilians_killed_max = models.PositiveIntegerField(null=True, editable=False)

    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [F("last_day").desc(nulls_last=True), "-pk"]
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints: ClassVar = [
            rules.one_of("kind", IncidentKind),
            rules.one_of("status", IncidentStatus),
            rules.one_of_or_blank("date_precision", DatePrecision),
            rules.one_of_or_blank("time_of_day", TimeOfDay),
            *rules.on_earth(),
            *(rule for stem in TOTALS for rule in rules.bounds(stem)),
            rules.together(
                "published_at", "published_by", name="published_at_has_its_by"
            ),
            rules.together(
                "withdrawn_at", "withdrawn_by", name="withdrawn_at_has_its_by"
            ),
            models.CheckConstraint(
                condition=Q(reference__isnull=True)
                | Q(reference__regex=r"^[0-9]{4}-[0-9]{4,}$"),
                name="%(app_label)s_%(class)s_reference_is_year_and_number",
            ),
            models.CheckConstraint(
                condition=~Q(status=IncidentStatus.PUBLISHED)
                | Q(reference__isnull=False, published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_reference_and_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=IncidentStatus.WITHDRAWN)
                | Q(withdrawn_at__isnull=False),
                name="%(app_label)s_%(class)s_withdrawn_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(status=IncidentStatus.MERGED, merged_into__isnull=False)
                | (~Q(status=IncidentStatus.MERGED) & Q(merged_into__isnull=True)),
                name="%(app_label)s_%(class)s_merged_says_into_what",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="%(app_label)s_%(class)s_is_not_merged_into_itself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("last_day").desc(nulls_last=True),
                F("id").desc(),
                name="incident_newest_published",
                condition=Q(status=IncidentStatus.PUBLISHED),
            ),
            GistIndex(fields=["occurred"], name="incident_occurred"),
        ]
        permissions: ClassVar = [
            ("publish_incident", _("Can publish and withdraw incidents"))
        ]
        triggers: ClassVar = [
            settled_answers_stay(SETTLED_COLUMNS),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="reference_is_for_ever",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__reference__isnull=False,
                    old__reference__df=pgtrigger.F("new__reference"),
                ),
            ),
            pgtrigger.Trigger(
                name="published_is_dated_and_sited",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__status=IncidentStatus.PUBLISHED.value),
                func="""
                    -- Deferred, so that an editor may exchange one accepted account
                    -- for another; it is the row as committed that must hold.
                    IF EXISTS (
                        SELECT 1 FROM raids_incident WHERE id = NEW.id
                        AND status = 'published'
                        AND (occurred IS NULL OR place_id IS NULL)
                    ) THEN
                        RAISE EXCEPTION 'a published incident needs a date and a place'
                            USING ERRCODE = 'check_violation', CONSTRAINT =
                            'raids_incident_published_is_dated_and_sited';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        # Isolated, lest its parts change places after Arabic letters.
        reference = f"\u2066{self.reference or f'#{self.pk}'}\u2069"
        return f"{reference} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("incident-detail", args=[self.reference])

    @property
    def is_public(self) -> bool:
        """Whether anybody may see it."""
        return self.status == IncidentStatus.PUBLISHED


class ReferenceSeries(models.Model):
    """The last number given to an incident of a year; numbers are never reused."""

    year = models.PositiveIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return f"{self.year}-{self.last_number:04d}"
