"""How dates, counts and names of the catalogue read on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override

from raids.models import Incident, Place
from raids.views.addresses import in_language
from raids.views.marks import anchor_of
from raids.wording import bounds_words, date_words, summary_of, title_of
from reports.models import EvidenceSpan, Report

register = template.Library()


@register.filter
def title(incident: Incident) -> str:
    """Return an incident's title in the reader's language."""
    return title_of(incident)


@register.filter
def title_is_written(incident: Incident) -> bool:
    """Return whether an editor wrote the title: one worded names the kind itself."""
    return bool(incident.title_ar if get_language() == "ar" else incident.title_en)


@register.filter
def summary(incident: Incident) -> str:
    """Return an incident's summary in the reader's language."""
    return summary_of(incident)


@register.filter
def governorate_apart(incident: Incident) -> Place | None:
    """Return the governorate, unless the place says it already by its own name."""
    governorate = incident.governorate
    if governorate is None or str(governorate) == str(incident.place):
        return None
    return governorate


@register.filter
def when(incident: Incident, length: str = "full") -> str:
    """Return an incident's days; `short` for dense lists."""
    return date_words(incident, short=length == "short")


@register.filter
def toll(incident: Incident, stem: str) -> str:
    """Return an incident's total of `killed`, `wounded` or `taken` in words.

    Empty where its reports speak of none; “number not given” where they give none.
    """
    return bounds_words(
        getattr(incident, f"{stem}_min"),
        getattr(incident, f"{stem}_max"),
        stated=getattr(incident, f"{stem}_stated"),
    )


@register.filter
def headline(report: Report) -> str:
    """Return a listed report's title, or its first line, from its `beginning` alone."""
    beginning: str = getattr(report, "beginning", "")
    return report.title or Report(text=beginning).first_line()


@register.filter
def grouped(number: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{number:,}"


@register.filter
def words_anchor(span: EvidenceSpan) -> str:
    """Return the anchor of a span's first mark."""
    return anchor_of(span)


@register.filter
def kilometres(metres: int) -> str:
    """Return metres as km, no finer than they are known."""
    return f"{metres / 1000:.2g}"


@register.simple_tag
def arabic(text: str) -> SafeString:
    """Wrap Arabic words so that they read right in a page of either direction."""
    return format_html('<bdi lang="ar" dir="rtl">{}</bdi>', text)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """Return this very page in each other language: its code, name and address."""
    request = context.get("request")
    path = request.get_full_path() if request is not None else "/"
    return [
        {
            "code": code,
            "name": name_in_itself(code, name),
            "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "path": in_language(path, code),
        }
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]


def name_in_itself(code: str, name: str | Promise) -> str:
    """Return a language's name as its own readers write it."""
    with override(code):
        return str(name)


@register.simple_tag
def source_url() -> str:
    """Return where readers can have the program as it runs here, if it is said."""
    return str(settings.SOURCE_URL)
