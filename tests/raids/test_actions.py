"""What editors do with incidents, and what each verb refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone, translation

from raids import actions
from raids.choices import IncidentKind, IncidentStatus, Telling
from raids.drafting import DraftedIncident
from raids.models import (
    Incident,
    Mention,
    ReferenceSeries,
)
from raids.models.incident import FINDINGS
from reports.extraction.spans import Span
from reports.models import Report
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    DatingFactory,
    IncidentFactory,
    InvolvementFactory,
    PublishedIncidentFactory,
    ReadyIncidentFactory,
    ReportFactory,
    SitingFactory,
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
    incident = actions.publish(by=editor, incident=ReadyIncidentFactory.create())
    incident.refresh_from_db()
    assert incident.reference == "2017-0001"
    assert incident.is_public
    assert incident.published_by == editor
    assert incident.published_at is not None


def test_references_count_on_within_a_year_and_start_anew_with_the_next(
    editor: User,
) -> None:
    first, second, third = (
        ReadyIncidentFactory.create(),
        ReadyIncidentFactory.create(),
        ReadyIncidentFactory.create(),
    )
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
    assert (
        actions.publish(by=editor, incident=ReadyIncidentFactory.create()).reference
        == "2017-10000"
    )


def test_publishing_twice_changes_nothing(editor: User, stranger: User) -> None:
    incident = actions.publish(by=editor, incident=ReadyIncidentFactory.create())
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
    incident = ReadyIncidentFactory.create()
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
    incident = ReadyIncidentFactory.create()
    spans = incident.datings.get().spans.all()
    incident.datings.get().spans.clear()
    DatingFactory.create(incident=incident, accepted=False, spans=spans)
    with pytest.raises(ValidationError, match="Its date points at no words"):
        actions.publish(by=editor, incident=incident)


def test_a_number_refused_is_given_to_the_next(editor: User) -> None:
    with pytest.raises(ValidationError):
        actions.publish(by=editor, incident=IncidentFactory.create())
    assert (
        actions.publish(by=editor, incident=ReadyIncidentFactory.create()).reference
        == "2017-0001"
    )


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
    hidden = ReadyIncidentFactory.create()
    if status == "withdrawn":
        hidden = actions.withdraw(by=editor, incident=hidden, why="A hoax.")
    with pytest.raises(ValidationError):
        actions.merge(by=editor, incident=public, into=hidden, why=WHY)
    assert Incident.objects.published().get() == public


def test_a_draft_may_be_merged_into_the_public(editor: User) -> None:
    public, draft = PublishedIncidentFactory.create(), ReadyIncidentFactory.create()
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
    draft = DraftedIncident(IncidentKind.AMBUSH, (), Telling.NEWS, None, ())
    return actions.accept_drafts(
        by=editor, report=ReportFactory.create(), drafts=[draft], why=WHY
    )[0]


def linking(editor: User) -> Mention:
    return actions.link_retelling(
        by=editor,
        report=ReportFactory.create(),
        incident=IncidentFactory.create(),
        why=WHY,
    )


def merging(editor: User) -> Incident:
    first, second = ReadyIncidentFactory.create(), ReadyIncidentFactory.create()
    actions.merge(by=editor, incident=first, into=second, why=WHY)
    return first


VERBS: dict[str, Callable[[User], Any]] = {
    "accept_drafts": accepting,
    "link_retelling": linking,
    "publish": lambda by: actions.publish(
        by=by, incident=ReadyIncidentFactory.create(), why=WHY
    ),
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


def test_what_has_not_happened_yet_is_not_published(editor: User) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    incident = ReadyIncidentFactory.create()
    incident.datings.update(earliest=tomorrow, latest=tomorrow)
    with pytest.raises(ValidationError):
        actions.publish(by=editor, incident=incident)
