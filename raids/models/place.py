"""The gazetteer: the places that reports name."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from raids.choices import PlaceKind

from . import rules
from .settling import settles_incidents_of_place


@pghistory.track()
class Place(models.Model):
    """One row of the gazetteer; `raids/data/README.md` says where rows come from."""

    key = models.SlugField(_("key"), max_length=100, unique=True)
    name_ar = models.CharField(
        _("name in Arabic"), max_length=200, validators=[rules.plain_line]
    )
    name_en = models.CharField(
        _("name in English"), max_length=200, validators=[rules.plain_line]
    )
    spellings_ar = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("other Arabic spellings"),
        default=list,
        blank=True,
    )
    spellings_en = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("other Latin spellings"),
        default=list,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    governorate = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.GOVERNORATE},
        verbose_name=_("governorate"),
        help_text=_("A governorate’s own row names itself."),
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    radius_m = models.PositiveIntegerField(
        _("radius in metres"),
        help_text=_("How far the place may reach from its coordinates."),
    )
    geonames_id = models.PositiveIntegerField(
        _("GeoNames number"), null=True, blank=True, unique=True
    )
    pcode = models.CharField(
        _("p-code"), max_length=20, null=True, blank=True, unique=True
    )
    needs_context = models.BooleanField(
        _("also a common word"),
        default=False,
        help_text=_(
            "Read as a place only beside a word such as “town” or “countryside”."
        ),
    )
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["name_ar", "pk"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints: ClassVar = [
            rules.one_of("kind", PlaceKind),
            rules.not_blank("name_ar", "name_en"),
            *rules.on_earth(),
            models.CheckConstraint(
                condition=Q(radius_m__gt=0), name="%(app_label)s_%(class)s_has_extent"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="%(app_label)s_%(class)s_does_not_lie_in_itself",
            ),
        ]
        triggers: ClassVar = [
            settles_incidents_of_place(),
            rules.in_no_circle("raids_place"),
        ]

    def __str__(self) -> str:
        return self.name_ar if get_language() == "ar" else self.name_en

    def get_absolute_url(self) -> str:
        return reverse("place-detail", args=[self.pk])
