"""The data files: normalised, sourced, and each entry matching its own example."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from reports.extraction import Gazetteer, Roster
from reports.extraction.lexicon import DATA, Lexicon, lexicon_for, senses
from reports.extraction.normalise import fold, normalise
from reports.extraction.scan import scan

FILES = sorted(path.name for path in DATA.glob("*.toml"))
RULED = {"cues.toml", "events.toml", "time.toml"}
"""Files whose counter-examples hold by rules of context, not by their forms."""
FORM_KEYS = ("singular", "dual", "plural", "noun", "forms", "past", "verb", "present")
FORBIDDEN = re.compile(
    "[\u06cc\u06a9\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e]"
)
FOLDED_AWAY = re.compile("[أإآٱىة]")


@cache
def content(name: str) -> dict[str, Any]:
    """Return a data file."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon without places and units."""
    return lexicon_for(Gazetteer.from_entries([]), Roster.from_entries([]))


def written(entry: Mapping[str, Any]) -> Iterator[str]:
    """Return all forms that an entry holds as written in the file."""
    for key in FORM_KEYS:
        yield from entry.get(key, ())
    for key in ("words", "countries", "plurals", "lands"):
        yield from entry.get(key, {})


@pytest.mark.parametrize("name", FILES)
def test_file_tells_its_source_and_class(name: str) -> None:
    assert content(name)["source"]
    assert content(name)["class"]


@pytest.mark.parametrize("name", FILES)
def test_forms_are_stored_normalised(name: str) -> None:
    for entry in content(name)["entry"]:
        for form in written(entry):
            assert not FORBIDDEN.search(form), form
            assert not FOLDED_AWAY.search(form), form
            assert unicodedata.normalize("NFKC", form) == form
            assert form == " ".join(form.split()), form


@pytest.mark.parametrize("name", FILES)
def test_form_stands_once_in_a_list(name: str) -> None:
    for entry in content(name)["entry"]:
        for key in FORM_KEYS:
            forms = entry.get(key, [])
            doubled = {form for form in forms if forms.count(form) > 1}
            assert not doubled


@pytest.mark.parametrize("name", FILES)
def test_entry_has_an_example_that_it_matches(name: str) -> None:
    for entry in content(name)["entry"]:
        assert entry["example"]
        assert matches(name, entry, entry["example"]), entry["example"]


@pytest.mark.parametrize("name", [name for name in FILES if name not in RULED])
def test_counter_example_is_not_matched(name: str) -> None:
    for entry in content(name)["entry"]:
        if "counter" in entry:
            assert not matches(name, entry, entry["counter"]), entry["counter"]


def matches(name: str, entry: Mapping[str, Any], text: str) -> bool:
    """Tell whether any form of an entry is found in a text."""
    own = {
        fold(form)
        for form, _ in senses({"class": content(name)["class"], "entry": [entry]})
    }
    found = scan(normalise(text), lexicon())
    return any(
        _bare(found.written(hit.first, hit.last), hit.conjunction, hit.preposition)
        & own
        for hit in found.hits
    )


def _bare(written_form: str, conjunction: str, preposition: str) -> set[str]:
    cut = written_form[len(conjunction) + len(preposition) :]
    with_article = "ال" + cut[1:] if preposition == "ل" and cut.startswith("ل") else cut
    return {
        cut,
        with_article,
        cut.removeprefix("ال"),
        with_article.removeprefix("ال"),
    }
