"""What was said: a source publishes a report, whose words state facts.

A report's words never change once saved: every fact of the catalogue points at them by
offset, counted in code points from the start of the text. The database itself refuses
another text, and refuses to forget a report.
"""

from __future__ import annotations

import hashlib
from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 100_000
"""Code points a report may have; the longest seen of the genre has some 20,000."""


class Sha256Hex(models.Func):
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal, as PostgreSQL counts it."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@pghistory.track()
class Source(models.Model):
    """An organisation that publishes reports."""

    name_ar = models.CharField(_("name in Arabic"), max_length=200, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200, unique=True)
    url = models.URLField(_("website"), blank=True)

    class Meta:
        ordering: ClassVar = ["name_en"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name_ar="") & ~Q(name_en=""),
                name="%(app_label)s_%(class)s_has_both_names",
            )
        ]

    def __str__(self) -> str:
        return self.name_ar if get_language() == "ar" else self.name_en


@pghistory.track()
class Report(models.Model):
    """One published text, kept as it was; the same words are one report."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="reports", verbose_name=_("source")
    )
    title = models.CharField(
        _("title"),
        max_length=500,
        blank=True,
        help_text=_("Left empty, the first line of the text serves."),
    )
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_(
            "The day the source published it. “Today” and “yesterday” in the text are "
            "counted from this day. Leave it empty if it is not known."
        ),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    facts_from = models.CharField(
        _("facts from"),
        max_length=200,
        blank=True,
        help_text=_(
            "For a sample worded for this project: who published the page, named in "
            "the address, that its facts rest on."
        ),
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    length = models.GeneratedField(
        expression=Length("text"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )

    class Meta:
        ordering: ClassVar = [F("published_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sha256=Sha256Hex(F("text"))),
                name="%(app_label)s_%(class)s_sha256_is_of_the_text",
            ),
            models.CheckConstraint(
                condition=Q(length__range=(1, LONGEST_TEXT)),
                name="%(app_label)s_%(class)s_text_has_a_fit_length",
            ),
            models.CheckConstraint(
                condition=~Q(text__contains="\r"),
                name="%(app_label)s_%(class)s_newlines_are_line_feeds",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(name="words_never_change", fields=["text", "sha256"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title or self.first_line()

    def first_line(self) -> str:
        """Return the first line that has words, cut to a title's length."""
        lines = (line.strip() for line in self.text.splitlines())
        return next((line for line in lines if line), "")[:200]


class EvidenceSpan(models.Model):
    """The words of a report from one offset up to, not including, another.

    Offsets are code points into the report's text.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="spans")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["report", "start", "end"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="%(app_label)s_%(class)s_starts_before_it_ends",
            ),
            models.UniqueConstraint(
                fields=["report", "start", "end"],
                name="%(app_label)s_%(class)s_is_kept_once",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(name="never_changes"),
            pgtrigger.Trigger(
                name="lies_within_its_report",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW."end" > (
                        SELECT length FROM reports_report WHERE id = NEW.report_id
                    ) THEN
                        RAISE EXCEPTION 'the span ends after its report does'
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'reports_evidencespan_lies_within_its_report';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"

    @property
    def quote(self) -> str:
        """The words themselves; reads the report, so load it along with the span."""
        return self.report.text[self.start : self.end]
