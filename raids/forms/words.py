"""The words a finding rests on, as an editor sees and mends them.

A form carries them twice: as the quoted words themselves, which anybody can read and
type, and as offsets, hidden. Words that were not touched keep their offsets; words
typed in are looked up in the reports and must stand there exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.extraction.spans import Span
from reports.marking import Mark

BETWEEN_QUOTES = " | "
ONE_PASSAGE = re.compile(r"(\d{1,10}):(\d{1,10})-(\d{1,10})", re.ASCII)

Texts = Mapping[int, str]
"""The texts that words may be quoted from, by the report's number."""


@dataclass(frozen=True, order=True, slots=True)
class Passage:
    """Words of a report: offsets are code points, the end not included."""

    report: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The same as the reader knows it."""
        return Span(self.start, self.end)


def written(passages: Iterable[Passage]) -> str:
    """Return passages as a hidden field carries them."""
    return ",".join(f"{one.report}:{one.start}-{one.end}" for one in passages)


def parsed(value: str, texts: Texts) -> list[Passage]:
    """Return the passages of a hidden field; raise ValidationError for a false one."""
    passages = []
    for part in filter(None, value.split(",")):
        found = ONE_PASSAGE.fullmatch(part)
        passage = Passage(*map(int, found.groups())) if found else None
        if passage is None or not passage.start < passage.end <= len(
            texts.get(passage.report, "")
        ):
            raise ValidationError(
                _("The marked words do not lie in the report. Mark them again.")
            )
        passages.append(passage)
    return passages


def quote(passages: Sequence[Passage], texts: Texts) -> str:
    """Return the words of passages on one line, as an editor reads them."""
    return BETWEEN_QUOTES.join(
        on_one_line(texts[one.report][one.start : one.end]) for one in passages
    )


def on_one_line(words: str) -> str:
    """Return words with every stretch of white space as one space."""
    return " ".join(words.split())


def found(words: str, texts: Texts) -> Passage:
    """Return where words stand; raise ValidationError unless it is one place."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    places = [
        Passage(report, match.start(), match.end())
        for report, text in texts.items()
        for match in pattern.finditer(text)
    ]
    if not places:
        raise ValidationError(
            _("“%(words)s” is not in the report. Copy the words exactly as they stand.")
            % {"words": words}
        )
    if len(places) > 1:
        raise ValidationError(
            ngettext(
                "“%(words)s” stands in the report %(times)d time. Add a word before "
                "or after, so that only one place is meant.",
                "“%(words)s” stands in the report %(times)d times. Add a word before "
                "or after, so that only one place is meant.",
                len(places),
            )
            % {"words": words, "times": len(places)}
        )
    return places[0]


class WordsForm(forms.Form):
    """The part of a form that says which words a fact rests on.

    `texts` are the reports to quote from. After cleaning, `passages_chosen` are the
    words' places.
    """

    words = forms.CharField(
        label=gettext_lazy("words of the report"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 1, "dir": "rtl", "lang": "ar", "class": "quoted-words"}
        ),
    )
    passages = forms.CharField(required=False, widget=forms.HiddenInput)

    tint: ClassVar[str] = ""
    texts: Texts
    passages_chosen: list[Passage]

    def show_words(self, passages: Sequence[Passage]) -> None:
        """Begin with these words."""
        self.initial["passages"] = written(passages)
        self.initial["words"] = quote(passages, self.texts)

    def choose_words(self) -> None:
        """Settle which words are meant; what cannot be is told at the words."""
        self.passages_chosen = []
        words = on_one_line(self.cleaned_data.get("words") or "")
        try:
            kept = parsed(self.cleaned_data.get("passages") or "", self.texts)
            if words == quote(kept, self.texts):
                self.passages_chosen = kept
            else:
                quoted = filter(None, map(str.strip, words.split("|")))
                self.passages_chosen = [found(one, self.texts) for one in quoted]
        except ValidationError as error:
            self.add_error("words", error)

    @property
    def fact(self) -> str:
        """The id of what shows the fact on the page."""
        return str(self.prefix)

    @property
    def passages_shown(self) -> list[Passage]:
        """The words as the page shows them now, as far as they are in the texts."""
        try:
            return parsed(self["passages"].value() or "", self.texts)
        except ValidationError:
            return []

    @property
    def spans_chosen(self) -> tuple[Span, ...]:
        """The chosen words as the reader knows them, each once, in the text's order."""
        return tuple(sorted({one.span for one in self.passages_chosen}))


def marks_of(shown: Iterable[WordsForm], report: int) -> list[Mark]:
    """Return the marks in one report of the words that forms rest on."""
    return [
        Mark(passage.start, passage.end, form.fact, tint=form.tint)
        for form in shown
        for passage in form.passages_shown
        if passage.report == report
    ]
