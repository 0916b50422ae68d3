"""What is done with reports: each verb keeps the rules and leaves its history."""

from __future__ import annotations

import re
from datetime import date

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import LONGEST_TEXT, Report, Source, digest

EARLIEST = date(2000, 1, 1)
"""Reports of an earlier day are slips of the hand: the Observatory began in 2006."""
# A decoder puts U+FFFD where bytes made no character.
HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff\ufffd]")
ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")


def clean_text(text: str) -> str:
    """Return a pasted text as it is stored: newlines as line feeds, all else as it is.

    Raises ValidationError, with the fix, for a text that cannot be a report.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ValidationError(_("The text is empty. Paste the report’s words."))
    if "\x00" in text:
        raise ValidationError(
            _(
                "The text holds a null character, which no page shows. "
                "Copy the words from the page again."
            )
        )
    if HALF_A_CHARACTER.search(text):
        raise ValidationError(
            _(
                "The text holds half a character, which cannot be stored. "
                "Copy the words from the page again."
            )
        )
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            _(
                "The text has %(length)s characters; a report may have %(longest)s. "
                "Paste one report at a time."
            )
            % {"length": f"{len(text):,}", "longest": f"{LONGEST_TEXT:,}"}
        )
    if not ARABIC_LETTER.search(text):
        raise ValidationError(
            _(
                "The text has no Arabic letters. Paste the report as it was published "
                "in Arabic, not its translation."
            )
        )
    return text


def clean_published_on(published_on: date | None) -> date | None:
    """Return the day of publication; raise ValidationError for one that cannot be."""
    if published_on and published_on > timezone.localdate():
        raise ValidationError(
            _("%(day)s is in the future. Give the day the report was published.")
            % {"day": published_on.isoformat()}
        )
    if published_on and published_on < EARLIEST:
        raise ValidationError(
            _("%(day)s is before the year 2000. Look at the year again.")
            % {"day": published_on.isoformat()}
        )
    return published_on


@transaction.atomic
def add_report(
    *,
    by: User,
    source: Source,
    text: str,
    title: str = "",
    published_on: date | None = None,
    url: str = "",
    facts_from: str = "",
    is_sample: bool = False,
) -> tuple[Report, bool]:
    """Store a report once; return it, and whether it is new.

    The same words find the first report, whose other facts are left as they are.
    Raises ValidationError with a dictionary of the fields at fault.
    """
    faults: dict[str, ValidationError] = {}
    try:
        text = clean_text(text)
    except ValidationError as error:
        faults["text"] = error
    try:
        clean_published_on(published_on)
    except ValidationError as error:
        faults["published_on"] = error
    if faults:
        raise ValidationError(faults)
    with pghistory.context(user=by.pk):
        return Report.objects.get_or_create(
            sha256=digest(text),
            defaults={
                "source": source,
                "title": title,
                "published_on": published_on,
                "url": url,
                "facts_from": facts_from,
                "is_sample": is_sample,
                "text": text,
                "created_by": by,
            },
        )
