"""Accepting drafts: what is stored of them, and that nothing is stored twice."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from raids import actions
from raids.choices import IncidentKind, IncidentStatus, Telling
from raids.drafting import DraftedFinding, DraftedIncident, KnownRows
from raids.models import (
    Captive,
    Casualty,
    Dating,
    Incident,
    Involvement,
    Mention,
    Siting,
    Unit,
)
from reports.extraction.spans import Span
from reports.models import EvidenceSpan, Report
from tests.factories import (
    PublishedIncidentFactory,
    ReportFactory,
)

DAY = datetime.date(2017, 3, 7)
WHY = "The same landing, told twice."


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def report(db: None) -> Report:
    return ReportFactory.create()


def words(report: Report, quote: str) -> Span:
    """Return where words stand in a report."""
    start = report.text.index(quote)
    return Span(start, start + len(quote))


def drafted(report: Report, **values: Any) -> DraftedIncident:
    """Return a draft of a report: an air landing, of which all of it speaks."""
    return DraftedIncident(
        **{
            "kind": IncidentKind.AIR_LANDING,
            "kind_spans": (words(report, "إنزالاً جوياً"),),
            "telling": Telling.NEWS,
            "passage": Span(0, len(report.text)),
            "findings": (),
            **values,
        }
    )


def accept(editor: User, report: Report, *drafts: DraftedIncident) -> list[Incident]:
    """Accept drafts of a report."""
    return actions.accept_drafts(by=editor, report=report, drafts=drafts)


def test_a_draft_becomes_an_incident_of_its_report(
    editor: User, report: Report
) -> None:
    passage = Span(0, 20)
    [incident] = accept(
        editor, report, drafted(report, passage=passage, telling=Telling.RETELLING)
    )
    assert incident.status == IncidentStatus.DRAFT
    assert incident.kind == IncidentKind.AIR_LANDING
    assert incident.created_by == editor
    assert [span.quote for span in incident.kind_spans.all()] == ["إنزالاً جوياً"]
    mention = incident.mentions.get()
    assert (mention.report, mention.telling) == (report, Telling.RETELLING)
    assert (mention.start, mention.end) == (0, 20)


def test_findings_are_stored_with_the_words_that_state_them(
    editor: User, report: Report
) -> None:
    dating = DraftedFinding(
        Dating,
        {"earliest": DAY, "latest": DAY, "precision": "day", "rule": "dates.day"},
        spans=(words(report, "7 آذار 2017"), words(report, "فجر")),
    )
    [incident] = accept(editor, report, drafted(report, findings=(dating,)))
    stored = incident.datings.get()
    assert (stored.earliest, stored.rule) == (DAY, "dates.day")
    assert [span.quote for span in stored.spans.all()] == ["فجر", "7 آذار 2017"]
    assert incident.last_day == DAY


def test_a_part_is_bound_to_its_total(editor: User, report: Report) -> None:
    killed = {"outcome": "killed", "certainty": "claimed"}
    findings = (
        DraftedFinding(
            Casualty, {**killed, "category": "child", "count_min": 5, "count_max": 5},
            part_of=1,
        ),
        DraftedFinding(
            Casualty,
            {**killed, "category": "civilian", "count_min": 14, "count_max": 14},
        ),
    )  # fmt: skip
    [incident] = accept(editor, report, drafted(report, findings=findings))
    child = incident.casualties.get(category="child")
    assert child.part_of == incident.casualties.get(category="civilian")
    assert (incident.killed_min, incident.killed_max) == (14, 14)


def test_a_rival_is_stored_and_does_not_count(editor: User, report: Report) -> None:
    findings = tuple(
        DraftedFinding(
            Captive,
            {
                "category": "unknown",
                "count_min": count,
                "count_max": count,
                "accepted": accepted,
            },
        )
        for count, accepted in [(2, True), (7, False)]
    )
    [incident] = accept(editor, report, drafted(report, findings=findings))
    assert incident.captives.count() == 2
    assert incident.taken_max == 2


def test_a_unit_new_to_the_site_is_stored_once(editor: User, report: Report) -> None:
    new = Unit(
        code="other:النخبة", name_ar="النخبة", name_en="النخبة", kind="armed_group"
    )
    findings = (
        DraftedFinding(Involvement, {"unit": new, "role": "attacker"}),
        DraftedFinding(Captive, {"unit": new, "category": "combatant"}),
    )
    [incident] = accept(editor, report, drafted(report, findings=findings))
    unit = Unit.objects.get(code="other:النخبة")
    assert incident.involvements.get().unit == unit
    assert incident.captives.get().unit == unit


def test_a_unit_whose_name_no_address_can_hold_gets_a_code_that_one_can(
    editor: User, report: Report
) -> None:
    known = KnownRows({}, {})
    new = known.unit('other:كتيبة "س/ص"')
    assert new is known.unit('other:كتيبة "س/ص"')
    findings = (DraftedFinding(Involvement, {"unit": new, "role": "attacker"}),)
    accept(editor, report, drafted(report, findings=findings))
    unit = Unit.objects.get(code="other:كتيبة س-ص")
    assert unit.get_absolute_url().endswith("/")
    assert Incident.objects.get().involvements.get().unit == unit


def test_words_shared_by_findings_and_drafts_are_kept_once(
    editor: User, report: Report
) -> None:
    shared = words(report, "شخصين")
    findings = tuple(
        DraftedFinding(Captive, {"category": category}, spans=(shared, shared))
        for category in ("combatant", "unknown")
    )
    accept(
        editor,
        report,
        drafted(report, passage=Span(0, 5), kind_spans=(shared,), findings=findings),
        drafted(report, passage=Span(5, 9), kind_spans=(shared,)),
    )
    assert EvidenceSpan.objects.count() == 1


def test_accepting_a_draft_again_makes_no_second_incident(
    editor: User, report: Report
) -> None:
    siting = DraftedFinding(Siting, {"name_ar": "ذيبان"})
    draft = drafted(report, findings=(siting,))
    [first] = accept(editor, report, draft)
    assert accept(editor, report, draft) == [first]
    assert Incident.objects.count() == Mention.objects.count() == 1
    assert Siting.objects.count() == 1


def test_a_draft_whose_passage_is_unknown_is_not_doubled_either(
    editor: User, report: Report
) -> None:
    draft = drafted(report, passage=None)
    [first] = accept(editor, report, draft)
    assert accept(editor, report, draft) == [first]


def test_two_events_of_one_passage_are_two_incidents(
    editor: User, report: Report
) -> None:
    drafts = [
        drafted(report, findings=(DraftedFinding(Siting, {"name_ar": name}),))
        for name in ("ذيبان", "الميادين")
    ]
    first, second = accept(editor, report, *drafts)
    assert first != second
    assert accept(editor, report, *reversed(drafts)) == [second, first]


def test_two_drafts_alike_of_one_passage_are_two_incidents(
    editor: User, report: Report
) -> None:
    alike = [drafted(report), drafted(report)]
    first, second = accept(editor, report, *alike)
    assert first != second
    assert accept(editor, report, *alike) == [first, second]


def test_a_draft_accepted_before_its_incident_was_merged_is_not_doubled(
    editor: User, report: Report
) -> None:
    drafts = [
        drafted(report, passage=passage, findings=(DraftedFinding(Siting, values),))
        for passage, values in [
            (Span(0, 9), {"name_ar": "ذيبان"}),
            (Span(9, 18), {"name_ar": "بلدة ذيبان"}),
        ]
    ]
    first, second = accept(editor, report, *drafts)
    actions.merge(by=editor, incident=second, into=first, why=WHY)
    assert accept(editor, report, *drafts) == [first, first]
    assert Incident.objects.count() == 2


def mend_kind(editor: User, incident: Incident) -> Incident:
    incident.kind = IncidentKind.GROUND_RAID
    incident.save()
    return incident


def mend_place_name(editor: User, incident: Incident) -> Incident:
    incident.sitings.update(name_ar="بادية ذيبان")
    return incident


def merge_into_another_kind(editor: User, incident: Incident) -> Incident:
    other = PublishedIncidentFactory.create(kind=IncidentKind.ARREST)
    return actions.merge(by=editor, incident=incident, into=other, why=WHY)


@pytest.mark.parametrize("mend", [mend_kind, mend_place_name, merge_into_another_kind])
def test_a_draft_accepted_before_an_editor_mended_its_incident_is_not_doubled(
    mend: Callable[[User, Incident], Incident], editor: User, report: Report
) -> None:
    siting = DraftedFinding(Siting, {"name_ar": "ذيبان"})
    draft = drafted(report, findings=(siting,))
    [incident] = accept(editor, report, draft)
    mended = mend(editor, incident)
    assert accept(editor, report, draft) == [mended]


def test_a_draft_that_cannot_be_stored_leaves_nothing_of_the_others(
    editor: User, report: Report
) -> None:
    bad = DraftedFinding(Captive, {"category": "unknown", "count_min": 0})
    with pytest.raises(Exception, match="count_is_null_or_positive"):
        accept(
            editor,
            report,
            drafted(report, passage=Span(0, 5)),
            drafted(report, passage=Span(5, 9), findings=(bad,)),
        )
    assert not Incident.objects.exists()
    assert not EvidenceSpan.objects.exists()


def test_what_is_drafted_of_a_sample_is_a_sample(editor: User) -> None:
    report = ReportFactory.create(is_sample=True)
    assert accept(editor, report, drafted(report))[0].is_sample


@pytest.mark.parametrize("drafts", [2, 12])
def test_many_drafts_are_stored_in_as_few_statements_as_two(
    drafts: int,
    editor: User,
    report: Report,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    many = [
        drafted(
            report,
            passage=Span(number, number + 1),
            findings=(
                DraftedFinding(Captive, {"category": "unknown"}, spans=(Span(0, 4),)),
            ),
        )
        for number in range(drafts)
    ]
    with django_assert_max_num_queries(20):
        assert len(accept(editor, report, *many)) == drafts
