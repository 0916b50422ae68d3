"""The armed actors that reports name."""

from __future__ import annotations

import re
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from raids.choices import UnitKind

from . import rules

CODE = r'^([a-z][a-z0-9_-]*|other:[^/?#<>"]+)$'
"""What a code may be: it stands in addresses."""
LONGEST_CODE = 100


def fitting_code(code: str) -> str:
    """Return a code that a report's words gave as one that an address can hold.

    “other:كتيبة "س/ص"” becomes “other:كتيبة س-ص”, the same whenever it is read.
    """
    if re.match(CODE, code):
        return code[:LONGEST_CODE]
    name = re.sub(r"[?#<>\"\s]+", " ", code.removeprefix("other:").replace("/", "-"))
    return f"other:{name.strip() or '-'}"[:LONGEST_CODE]


@pghistory.track()
class Unit(models.Model):
    """A force or group; its code is the codebook's, or `other:` and its Arabic name."""

    code = models.CharField(_("code"), max_length=LONGEST_CODE, unique=True)
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
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["name_en", "pk"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints: ClassVar = [
            rules.one_of("kind", UnitKind),
            rules.not_blank("code", "name_ar", "name_en"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="%(app_label)s_%(class)s_is_not_part_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=CODE),
                name="%(app_label)s_%(class)s_code_fits_an_address",
            ),
        ]
        triggers: ClassVar = [rules.in_no_circle("raids_unit")]

    def __str__(self) -> str:
        return self.name_ar if get_language() == "ar" else self.name_en

    def get_absolute_url(self) -> str:
        return reverse("unit-detail", args=[self.code])

    @classmethod
    def not_known(cls, code: str) -> Unit:
        """Return an unsaved unit that a report names and the site does not know."""
        code = fitting_code(code)
        name = code.removeprefix("other:")
        return cls(code=code, name_ar=name, name_en=name, kind=UnitKind.ARMED_GROUP)
