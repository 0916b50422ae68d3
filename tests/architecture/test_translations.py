"""Everything that people see is said in Arabic, and compiled as it was written."""

from __future__ import annotations

import importlib.util
import re
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
HELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
WITHOUT_LETTERS = re.compile(r"[\W\d]*")


def load(name: str) -> ModuleType:
    """Return a script as a module."""
    path = ROOT / "script" / name
    loader = SourceFileLoader(f"script_{name}", str(path))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


messages = load("messages")


def catalogue(language: str) -> polib.POFile:
    """Return the translations of a language."""
    return polib.pofile(str(messages.po_path(language)))


def test_every_message_of_the_site_is_translated() -> None:
    known = {
        (entry.msgctxt, entry.msgid): messages.said(entry)
        for entry in catalogue("ar")
        if not entry.obsolete
    }
    missing = [
        message.singular
        for message in messages.gather()
        if not all(known.get((message.context, message.singular), [""]))
    ]
    assert missing == []


def test_gathering_finds_what_templates_and_python_say() -> None:
    template = (
        '{% translate "One" %}{% translate "Two" context "row" %}{{ _("Three") }}'
        "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days"
        "{% endblocktranslate %}"
    )
    assert {tuple(message) for message in messages.in_template(template)} == {
        (None, "One", None),
        ("row", "Two", None),
        (None, "Three", None),
        (None, "%(n)s day", "%(n)s days"),
    }
    python = '_("One" " more"); ngettext("a", "b", 2); pgettext_lazy("c", "d"); _(name)'
    assert {tuple(message) for message in messages.in_python(python)} == {
        (None, "One more", None),
        (None, "a", "b"),
        ("c", "d", None),
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_is_fuzzy_or_left_over(language: str) -> None:
    entries = catalogue(language)
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []
    known = {(message.context, message.singular) for message in messages.gather()}
    assert [
        entry.msgid for entry in entries if (entry.msgctxt, entry.msgid) not in known
    ] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_compiled_translations_are_those_written(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    catalogue(language).save_as_mofile(str(compiled))
    kept = messages.po_path(language).with_suffix(".mo")
    assert kept.read_bytes() == compiled.read_bytes()


def test_arabic_keeps_what_a_message_is_filled_with() -> None:
    for entry in catalogue("ar"):
        wanted = sorted(HELD.findall(entry.msgid))
        named = all("(" in part for part in wanted)
        for words in messages.said(entry):
            found = sorted(HELD.findall(words))
            # A plural form may leave a named number out: “one incident”, “two”.
            fits = set(found) <= set(wanted) if entry.msgid_plural and named else False
            assert fits or found == wanted, entry.msgid


def test_no_message_was_left_in_english() -> None:
    for entry in catalogue("ar"):
        if not WITHOUT_LETTERS.fullmatch(HELD.sub("", entry.msgid)):
            assert entry.msgid not in messages.said(entry)


def test_arabic_has_its_six_plural_forms() -> None:
    entries = catalogue("ar")
    assert entries.metadata["Plural-Forms"].startswith("nplurals=6;")
    assert all(len(entry.msgstr_plural) == 6 for entry in entries if entry.msgid_plural)
