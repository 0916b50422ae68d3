"""What editors do with incidents, and what each verb refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation

from raids import actions
from raids.choices import IncidentKind, IncidentStatus, Telling
from raids.drafting import DraftedFinding, DraftedIncident
from raids.models import (
    Captive,
    Casualty,
    Dating,
    Incident,
    Involvement,
    Mention,
    ReferenceSeries,
    Siting,
    Unit,
)
from raids.models.incident import FINDINGS
from reports.extraction.spans import Span
from reports.models import EvidenceSpan, Report
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    DatingFactory,
    IncidentFactory,
    InvolvementFactory,
    MentionFactory,
    PublishedIncidentFactory,
    ReportFactory,
    SitingFactory,
    span_of,
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


def ready(**siting: Any) -> Incident:
    """Return a draft incident that lacks nothing for publication."""
    mention = MentionFactory.create()
    spans = [span_of(mention.report, "إنزالاً")]
    DatingFactory.create(incident=mention.incident, spans=spans)
    SitingFactory.create(incident=mention.incident, spans=spans, **siting)
    return mention.incident


# --- accepting drafts ----------------------------------------------------------------


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


# --- retellings ----------------------------------------------------------------------


def test_a_retelling_is_linked_once(editor: User, report: Report) -> None:
    incident = PublishedIncidentFactory.create()
    first = actions.link_retelling(
        by=editor, report=report, incident=incident, passage=Span(0, 9)
    )
    again = actions.link_retelling(by=editor, report=report, incident=incident)
    assert again == first
    assert (first.telling, first.start, first.end) == (Telling.RETELLING, 0, 9)
    assert incident.mentions.count() == 2


def test_a_retelling_of_a_merged_incident_goes_to_the_one_that_stayed(
    editor: User, report: Report
) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    first.refresh_from_db()
    mention = actions.link_retelling(by=editor, report=report, incident=first)
    assert mention.incident == second


# --- publishing ----------------------------------------------------------------------


def test_publishing_gives_reference_status_who_and_when(editor: User) -> None:
    incident = actions.publish(by=editor, incident=ready())
    incident.refresh_from_db()
    assert incident.reference == "2017-0001"
    assert incident.is_public
    assert incident.published_by == editor
    assert incident.published_at is not None


def test_references_count_on_within_a_year_and_start_anew_with_the_next(
    editor: User,
) -> None:
    first, second, third = ready(), ready(), ready()
    third.datings.update(
        earliest=datetime.date(2019, 12, 31), latest=datetime.date(2019, 12, 31)
    )
    given = [
        actions.publish(by=editor, incident=one).reference
        for one in (first, third, second)
    ]
    assert given == ["2017-0001", "2019-0001", "2017-0002"]


def test_a_reference_may_pass_four_digits(editor: User) -> None:
    ReferenceSeries.objects.create(year=2017, last_number=9_999)
    assert actions.publish(by=editor, incident=ready()).reference == "2017-10000"


def test_publishing_twice_changes_nothing(editor: User, stranger: User) -> None:
    incident = actions.publish(by=editor, incident=ready())
    again = actions.publish(by=stranger, incident=incident)
    assert (again.reference, again.published_by) == (incident.reference, editor)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda one: one.datings.all().delete(), "no accepted date"),
        (lambda one: one.datings.update(accepted=False), "no accepted date"),
        (lambda one: one.datings.get().spans.clear(), "Its date points at no words"),
        (lambda one: one.sitings.all().delete(), "no accepted location"),
        (lambda one: one.sitings.update(place=None, name_ar="تل"), "the gazetteer"),
        (
            lambda one: one.sitings.get().spans.clear(),
            "Its location points at no words",
        ),
        (lambda one: one.mentions.all().delete(), "No report speaks of it"),
    ],
    ids=[
        "no date",
        "a rival date",
        "a date without words",
        "no place",
        "a place unknown",
        "a place without words",
        "no report",
    ],
)
def test_publishing_is_refused_with_what_is_missing(
    spoil: Callable[[Incident], object], fault: str, editor: User
) -> None:
    incident = ready()
    spoil(incident)
    with pytest.raises(ValidationError, match=fault) as caught:
        actions.publish(by=editor, incident=incident)
    assert len(caught.value.messages) == 1
    incident.refresh_from_db()
    assert (incident.status, incident.reference) == (IncidentStatus.DRAFT, None)


def test_all_that_is_missing_is_told_at_once(editor: User) -> None:
    with pytest.raises(ValidationError) as caught:
        actions.publish(by=editor, incident=IncidentFactory.create())
    assert len(caught.value.messages) == 3


def test_words_of_a_rival_date_do_not_serve_for_the_accepted(editor: User) -> None:
    incident = ready()
    spans = incident.datings.get().spans.all()
    incident.datings.get().spans.clear()
    DatingFactory.create(incident=incident, accepted=False, spans=spans)
    with pytest.raises(ValidationError, match="Its date points at no words"):
        actions.publish(by=editor, incident=incident)


def test_a_number_refused_is_given_to_the_next(editor: User) -> None:
    with pytest.raises(ValidationError):
        actions.publish(by=editor, incident=IncidentFactory.create())
    assert actions.publish(by=editor, incident=ready()).reference == "2017-0001"


def test_a_merged_incident_cannot_be_published(editor: User) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    with pytest.raises(ValidationError, match="merged into another"):
        actions.publish(by=editor, incident=first)


# --- review and withdrawal -----------------------------------------------------------


def test_a_draft_is_handed_to_another_pair_of_eyes(editor: User) -> None:
    incident = actions.submit_for_review(by=editor, incident=IncidentFactory.create())
    incident.refresh_from_db()
    assert incident.status == IncidentStatus.IN_REVIEW


def test_what_is_public_cannot_be_submitted_for_review(editor: User) -> None:
    with pytest.raises(ValidationError, match="Only a draft"):
        actions.submit_for_review(by=editor, incident=PublishedIncidentFactory.create())


def test_what_is_withdrawn_keeps_its_reference_and_is_not_public(editor: User) -> None:
    incident = PublishedIncidentFactory.create()
    withdrawn = actions.withdraw(by=editor, incident=incident, why="A hoax.")
    withdrawn.refresh_from_db()
    assert withdrawn.status == IncidentStatus.WITHDRAWN
    assert withdrawn.reference == incident.reference
    assert withdrawn.withdrawn_by == editor
    assert not Incident.objects.published()


@pytest.mark.parametrize("why", ["", "  "])
def test_withdrawing_asks_for_a_reason(why: str, editor: User) -> None:
    incident = PublishedIncidentFactory.create()
    with pytest.raises(ValidationError, match="Say why"):
        actions.withdraw(by=editor, incident=incident, why=why)
    assert Incident.objects.published().get() == incident


def test_what_was_withdrawn_comes_back_under_its_old_reference(editor: User) -> None:
    incident = PublishedIncidentFactory.create()
    actions.withdraw(by=editor, incident=incident, why="A hoax.")
    back = actions.publish(by=editor, incident=incident, why="It was none.")
    back.refresh_from_db()
    assert back.reference == incident.reference
    assert (back.withdrawn_at, back.withdrawn_by) == (None, None)


def test_a_merged_incident_cannot_be_withdrawn(editor: User) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    with pytest.raises(ValidationError, match="merged into another"):
        actions.withdraw(by=editor, incident=first, why="A hoax.")


# --- merging -------------------------------------------------------------------------


def test_findings_of_the_merged_stand_beside_and_do_not_count(editor: User) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    CasualtyFactory.create(incident=first, count=5)
    CasualtyFactory.create(incident=second, count=3)
    InvolvementFactory.create(incident=first)
    stayed = actions.merge(by=editor, incident=first, into=second, why=WHY)
    assert stayed == second
    assert (stayed.killed_min, stayed.killed_max) == (3, 3)
    assert sorted(stayed.casualties.values_list("count_min", "accepted")) == [
        (3, True),
        (5, False),
    ]
    assert stayed.involvements.get().accepted is False
    assert all(not getattr(first, name).exists() for name in FINDINGS)


def test_the_merged_keeps_its_reference_and_leads_on(editor: User) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    reference = first.reference
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    first.refresh_from_db()
    assert (first.status, first.reference) == (IncidentStatus.MERGED, reference)
    assert first.merged_into == second
    assert set(Incident.objects.answering()) == {first, second}
    connection.check_constraints()


def test_reports_of_the_merged_speak_of_the_one_that_stays(
    editor: User, report: Report
) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    for incident in (first, second):
        actions.link_retelling(by=editor, report=report, incident=incident)
    reports = {
        mention.report_id
        for mention in Mention.objects.filter(incident__in=[first, second])
    }
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    assert {one.report_id for one in second.mentions.all()} == reports
    assert second.mentions.count() == 3


def test_what_was_merged_before_follows(editor: User) -> None:
    first, second, third = PublishedIncidentFactory.create_batch(3)
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    actions.merge(by=editor, incident=second, into=third, why=WHY)
    first.refresh_from_db()
    assert first.merged_into == third
    assert Incident.objects.answering().count() == 3


def test_a_part_merged_keeps_its_total(editor: User) -> None:
    first, second = PublishedIncidentFactory.create_batch(2)
    whole = CaptiveFactory.create(incident=first, count=7)
    part = CaptiveFactory.create(incident=first, count=2, part_of=whole)
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    part.refresh_from_db()
    assert part.part_of == second.captives.get(count_min=7)


def test_an_incident_cannot_be_merged_into_itself(editor: User) -> None:
    incident = PublishedIncidentFactory.create()
    with pytest.raises(ValidationError, match="into itself"):
        actions.merge(by=editor, incident=incident, into=incident, why=WHY)


def test_nothing_is_merged_into_what_was_merged_away(editor: User) -> None:
    first, second, third = PublishedIncidentFactory.create_batch(3)
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    with pytest.raises(ValidationError, match="merged already"):
        actions.merge(by=editor, incident=third, into=first, why=WHY)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_the_public_is_not_merged_into_what_is_not(status: str, editor: User) -> None:
    public = PublishedIncidentFactory.create()
    hidden = ready()
    if status == "withdrawn":
        hidden = actions.withdraw(by=editor, incident=hidden, why="A hoax.")
    with pytest.raises(ValidationError):
        actions.merge(by=editor, incident=public, into=hidden, why=WHY)
    assert Incident.objects.published().get() == public


def test_a_draft_may_be_merged_into_the_public(editor: User) -> None:
    public, draft = PublishedIncidentFactory.create(), ready()
    actions.merge(by=editor, incident=draft, into=public, why=WHY)
    draft.refresh_from_db()
    assert draft.status == IncidentStatus.MERGED
    assert public.mentions.count() == 2


# --- rival accounts ------------------------------------------------------------------


@pytest.mark.parametrize("factory", [DatingFactory, SitingFactory])
def test_of_rival_dates_and_places_one_counts(factory: Any, editor: User) -> None:
    first = factory.create()
    rival = factory.create(incident=first.incident, accepted=False)
    actions.accept_finding(by=editor, finding=rival, why="The later report.")
    first.refresh_from_db()
    rival.refresh_from_db()
    assert (first.accepted, rival.accepted) == (False, True)


def test_of_other_rivals_each_is_chosen_alone(editor: User) -> None:
    first = CasualtyFactory.create(count=3)
    rival = CasualtyFactory.create(
        incident=first.incident, category="civilian", count=2, accepted=False
    )
    actions.accept_finding(by=editor, finding=rival)
    first.incident.refresh_from_db()
    assert first.incident.killed_min == 5
    actions.reject_finding(by=editor, finding=first)
    first.incident.refresh_from_db()
    assert first.incident.killed_min == 2


def test_a_public_incident_takes_another_date(editor: User) -> None:
    incident = PublishedIncidentFactory.create()
    rival = DatingFactory.create(
        incident=incident,
        accepted=False,
        earliest=datetime.date(2017, 3, 9),
        spans=incident.datings.get().spans.all(),
    )
    actions.accept_finding(by=editor, finding=rival)
    connection.check_constraints()
    incident.refresh_from_db()
    assert incident.last_day == datetime.date(2017, 3, 9)


def test_a_public_incident_takes_no_date_without_words(editor: User) -> None:
    incident = PublishedIncidentFactory.create()
    rival = DatingFactory.create(incident=incident, accepted=False)
    with pytest.raises(ValidationError, match="Its date points at no words"):
        actions.accept_finding(by=editor, finding=rival)
    rival.refresh_from_db()
    assert not rival.accepted


@pytest.mark.parametrize("name", ["datings", "sitings"])
def test_the_date_and_place_of_a_public_incident_cannot_be_rejected(
    name: str, editor: User
) -> None:
    incident = PublishedIncidentFactory.create()
    with pytest.raises(ValidationError):
        actions.reject_finding(by=editor, finding=getattr(incident, name).get())
    assert getattr(incident, name).get().accepted


def test_a_public_incident_cannot_take_a_place_unknown_to_the_gazetteer(
    editor: User,
) -> None:
    incident = PublishedIncidentFactory.create()
    rival = SitingFactory.create(incident=incident, place=None, accepted=False)
    with pytest.raises(ValidationError):
        actions.accept_finding(by=editor, finding=rival)


def test_a_unit_accepted_in_its_role_is_not_accepted_twice(editor: User) -> None:
    first = InvolvementFactory.create()
    rival = InvolvementFactory.create(
        incident=first.incident, unit=first.unit, role=first.role, accepted=False
    )
    with pytest.raises(ValidationError):
        actions.accept_finding(by=editor, finding=rival)


# --- who and why ---------------------------------------------------------------------


def accepting(editor: User) -> Incident:
    report = ReportFactory.create()
    return actions.accept_drafts(
        by=editor, report=report, drafts=[drafted(report)], why=WHY
    )[0]


def linking(editor: User) -> Mention:
    return actions.link_retelling(
        by=editor,
        report=ReportFactory.create(),
        incident=IncidentFactory.create(),
        why=WHY,
    )


def merging(editor: User) -> Incident:
    first, second = ready(), ready()
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    return first


VERBS: dict[str, Callable[[User], Any]] = {
    "accept_drafts": accepting,
    "link_retelling": linking,
    "publish": lambda by: actions.publish(by=by, incident=ready(), why=WHY),
    "submit_for_review": lambda by: actions.submit_for_review(
        by=by, incident=IncidentFactory.create(), why=WHY
    ),
    "withdraw": lambda by: actions.withdraw(
        by=by, incident=PublishedIncidentFactory.create(), why=WHY
    ),
    "merge": merging,
    "accept_finding": lambda by: actions.accept_finding(
        by=by, finding=CasualtyFactory.create(accepted=False), why=WHY
    ),
    "reject_finding": lambda by: actions.reject_finding(
        by=by, finding=CasualtyFactory.create(), why=WHY
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_leaves_who_and_why(verb: str, editor: User) -> None:
    row = VERBS[verb](editor)
    event = row.events.order_by("pgh_id").last()
    assert event.pgh_context.metadata == {"user": editor.pk, "why": WHY}


def test_every_verb_is_tried_above() -> None:
    import inspect

    taking_by = {
        name
        for name, verb in inspect.getmembers(actions, inspect.isfunction)
        if verb.__module__ == actions.__name__
        and "why" in inspect.signature(verb).parameters
        and inspect.signature(verb).parameters["by"].kind
        is inspect.Parameter.KEYWORD_ONLY
    }
    assert set(VERBS) == taking_by
