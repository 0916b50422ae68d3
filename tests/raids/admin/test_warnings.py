"""Every doubt of the reader is said in words; one that is new is at least named."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from raids.admin.warnings import MESSAGES, doubts_of, in_words
from raids.drafting import DraftedFinding, DraftedIncident
from raids.models import Dating, Place, Siting
from reports import extraction
from reports.extraction.findings import Warning as ReaderWarning
from reports.extraction.spans import Span


def draft(*findings: DraftedFinding) -> DraftedIncident:
    """Return a draft of an air landing with these findings."""
    return DraftedIncident("air_landing", (), "news", Span(0, 9), findings)


def said(*findings: DraftedFinding) -> str:
    """Return all doubts of a draft with these findings."""
    return " ".join(one.message for one in doubts_of(draft(*findings)))


def test_every_code_of_the_reader_has_a_message() -> None:
    sources = Path(extraction.__file__).parent.glob("*.py")
    given = re.compile(r'Warning\(\s*(?:code=)?"([^"]+)"')
    codes = {code for file in sources for code in given.findall(file.read_text())}
    assert codes == set(MESSAGES)


def test_values_stand_in_the_message() -> None:
    values = {"read": 20_000, "length": 30_000}
    (told,) = in_words([ReaderWarning(code="text-cut-short", values=values)])
    assert "20000 of its 30000" in told.message


def test_a_code_without_a_message_is_named() -> None:
    (told,) = in_words([ReaderWarning(code="never-heard-of", spans=(Span(1, 2),))])
    assert "never-heard-of" in told.message
    assert told.spans == (Span(1, 2),)


def test_a_doubt_is_said_once() -> None:
    twice = [ReaderWarning(code="never-heard-of")] * 2
    assert len(in_words(twice)) == 1


def test_a_draft_without_date_and_place_says_what_it_lacks() -> None:
    assert "No date was read" in said()
    assert "No place was read" in said()


def test_a_date_that_is_only_the_publications_is_said_to_be() -> None:
    assert "first reported" in said(DraftedFinding(Dating, {"precision": "published"}))


def test_a_place_that_the_gazetteer_has_not_is_named() -> None:
    assert "“الخيال”" in said(DraftedFinding(Siting, {"name_ar": "الخيال"}))


def test_a_doubt_about_the_place_ends_when_a_known_place_is_chosen() -> None:
    values = {"name": "ذبيان", "suggestions": "ذيبان"}
    warning = ReaderWarning(code="misspelt-place", values=values)
    for place, doubted in ((None, True), (Place(name_ar="ذيبان"), False)):
        siting = DraftedFinding(Siting, {"name_ar": "ا", "place": place})
        told = doubts_of(replace(draft(siting), warnings=(warning,)))
        assert any("differs by a letter" in one.message for one in told) == doubted


def test_what_the_reader_says_of_a_place_is_not_said_again() -> None:
    warning = ReaderWarning(code="unresolved-place", values={"name": "الخيال"})
    found = draft(DraftedFinding(Siting, {"name_ar": "الخيال"}))
    told = doubts_of(replace(found, warnings=(warning,)))
    assert [one.message for one in told].count(told[0].message) == 1
    assert sum("“الخيال”" in one.message for one in told) == 1
