"""A report's text with its words marked."""

from __future__ import annotations

import pytest

from raids.models import Incident
from raids.views.facts import questions_about
from raids.views.marks import anchored_facts, marked_text
from tests.factories import InvolvementFactory, span_of


@pytest.fixture
def shown(landing: Incident) -> Incident:
    """The landing as its page has it."""
    return Incident.objects.for_display().get(pk=landing.pk)


def test_joined_pieces_are_the_text(shown: Incident) -> None:
    report = shown.mentions.all()[0].report
    words = marked_text(report, anchored_facts(questions_about(shown)))
    assert "".join(piece.text for piece in words) == report.text


def test_words_of_two_facts_lead_to_the_narrower(landing: Incident) -> None:
    report = landing.mentions.get().report
    wide = span_of(report, "نفذت قوات التحالف الدولي إنزالاً")
    narrow = span_of(report, "التحالف الدولي")
    InvolvementFactory.create(incident=landing, role="support", spans=[wide])
    unit = InvolvementFactory.create(incident=landing, role="target", spans=[narrow])
    incident = Incident.objects.for_display().get(pk=landing.pk)
    words = marked_text(report, anchored_facts(questions_about(incident)))
    [piece] = [one for one in words if one.text == "التحالف الدولي"]
    assert piece.url == f"#fact-involvement-{unit.pk}"
    assert len(piece.facts.split()) == 2


def test_words_outside_the_passage_are_asides(landing: Incident) -> None:
    mention = landing.mentions.get()
    place = span_of(mention.report, "بلدة ذيبان")
    mention.start, mention.end = 0, place.end
    words = marked_text(mention.report, [], mention)
    assert not words[0].is_aside
    assert words[-1].is_aside


def test_blank_lines_are_gaps(shown: Incident) -> None:
    report = shown.mentions.all()[0].report
    gaps = [one.text for one in marked_text(report, []) if one.is_gap]
    assert gaps == ["\n\n"]
