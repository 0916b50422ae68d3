"""Incidents at the desk: listed, corrected, published, withdrawn and merged."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from raids import actions
from raids.models import Casualty, Dating, Incident, Place, Siting
from tests.factories import (
    PLACE_WORDS,
    CasualtyFactory,
    DatingFactory,
    IncidentFactory,
    InvolvementFactory,
    MentionFactory,
    PublishedIncidentFactory,
    SitingFactory,
    span_of,
)
from tests.raids.admin.pages import fields_of, messages_of, rows_of

LIST = "/admin/raids/incident/"


def page_of(incident: Incident) -> str:
    return reverse("admin:raids_incident_change", args=[incident.pk])


def save(
    client: Client, incident: Incident, button: str = "_continue", **changed: Any
) -> Any:
    """Send the incident's page as it is but for what is changed."""
    fields = fields_of(client.get(page_of(incident)))
    return client.post(
        page_of(incident), {**fields, **changed, button: "1"}, follow=True
    )


@pytest.fixture
def draft(db: None) -> Incident:
    """A draft that could be published: reported, dated and sited by words."""
    incident = IncidentFactory()
    report = MentionFactory(incident=incident).report
    DatingFactory(incident=incident, spans=[span_of(report, "فجر 7 آذار 2017")])
    SitingFactory(incident=incident, spans=[span_of(report, PLACE_WORDS)])
    CasualtyFactory(incident=incident, count=4)
    return incident


# --- the list ------------------------------------------------------------------------


def queries_of(client: Client, address: str) -> int:
    """Return how many questions a page asks of the database."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("address", "make"),
    [
        (LIST, PublishedIncidentFactory),
        ("/admin/raids/place/", lambda: SitingFactory().place),
        ("/admin/raids/unit/", lambda: InvolvementFactory().unit),
        ("/admin/reports/report/", lambda: MentionFactory().report),
        ("/admin/reports/source/", lambda: MentionFactory().report.source),
    ],
)
def test_a_list_asks_as_many_questions_for_twelve_rows_as_for_two(
    editor_client: Client, address: str, make: Callable[[], Any]
) -> None:
    # Session, user, two of rights; count twice, rows and what they join; the filters.
    for _ in range(2):
        make()
    queries_of(editor_client, address)  # fills the caches of content types
    two = queries_of(editor_client, address)
    for _ in range(10):
        make()
    assert queries_of(editor_client, address) == two


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q={reference}", True),
        ("q=1999-0001", False),
        ("q={place}", True),
        ("q=إنزالاً", True),
        ("q=الغواصة", False),
        ("status__exact=published", True),
        ("status__exact=draft", False),
        ("kind__exact=air_landing", True),
        ("kind__exact=clash", False),
        ("governorate__id__exact={governorate}", True),
    ],
)
def test_the_list_is_searched_and_filtered(
    editor_client: Client, query: str, found: bool
) -> None:
    incident = PublishedIncidentFactory()
    asked = query.format(
        reference=incident.reference,
        place=incident.place.name_ar,
        governorate=incident.governorate_id,
    )
    shown = editor_client.get(f"{LIST}?{asked}").context["cl"].result_list
    assert (incident in shown) is found


def test_unknown_totals_are_said_and_never_shown_as_0(editor_client: Client) -> None:
    CasualtyFactory(incident=PublishedIncidentFactory())
    html = editor_client.get(LIST).content.decode()
    assert "number not given" in html
    assert ">0<" not in html


# --- one incident --------------------------------------------------------------------


def test_the_page_shows_findings_with_their_words_and_rivals(
    editor_client: Client, draft: Incident
) -> None:
    CasualtyFactory(incident=draft, count=7, accepted=False)
    response = editor_client.get(page_of(draft))
    assert [form.counts for form in rows_of(response, "Casualty")] == [True, False]
    (siting,) = rows_of(response, "Siting")
    assert siting["words"].value() == PLACE_WORDS
    assert b"does not count" in response.content


def test_untouched_the_page_saves_what_there_was(
    editor_client: Client, draft: Incident
) -> None:
    before = list(Siting.objects.values()), list(Casualty.objects.values())
    words = list(Siting.objects.get().spans.all())
    save(editor_client, draft)
    assert (list(Siting.objects.values()), list(Casualty.objects.values())) == before
    assert list(Siting.objects.get().spans.all()) == words


def test_a_corrected_count_is_counted_at_once(
    editor_client: Client, draft: Incident
) -> None:
    save(editor_client, draft, **{"casualties-0-count_max": "6"})
    draft.refresh_from_db()
    assert (draft.killed_min, draft.killed_max) == (4, 6)


def test_words_are_given_to_a_finding_afterwards(
    editor_client: Client, draft: Incident
) -> None:
    save(editor_client, draft, **{"casualties-0-words": "وأسرت شخصين"})
    assert [span.quote for span in Casualty.objects.get().spans.all()] == [
        "وأسرت شخصين"
    ]


def test_words_of_no_report_are_refused_at_the_field(
    editor_client: Client, draft: Incident
) -> None:
    response = save(editor_client, draft, **{"casualties-0-words": "كلمات أخرى"})
    (row,) = rows_of(response, "Casualty")
    assert "is not in the report" in row.errors["words"][0]


def test_rival_dates_change_places_in_one_go(
    editor_client: Client, draft: Incident
) -> None:
    DatingFactory(incident=draft, earliest=datetime.date(2017, 3, 8), accepted=False)
    fields = fields_of(editor_client.get(page_of(draft)))
    del fields["datings-0-accepted"]
    fields |= {"datings-1-accepted": "on", "_continue": "1"}
    response = editor_client.post(page_of(draft), fields, follow=True)
    assert "changed successfully" in messages_of(response)
    draft.refresh_from_db()
    assert draft.last_day == datetime.date(2017, 3, 8)


def test_two_dates_that_count_are_refused_at_the_second(
    editor_client: Client, draft: Incident
) -> None:
    DatingFactory(incident=draft, earliest=datetime.date(2017, 3, 8), accepted=False)
    response = save(editor_client, draft, **{"datings-1-accepted": "on"})
    first, second = rows_of(response, "Dating")
    assert not first.errors
    assert "accepted" in second.errors


def test_a_part_of_a_part_of_itself_is_refused(
    editor_client: Client, draft: Incident
) -> None:
    total = draft.casualties.get()
    part = CasualtyFactory(incident=draft, count=2, part_of=total)
    changed = {"casualties-0-part_of": str(part.pk)}
    response = save(editor_client, draft, **changed)
    assert any("part_of" in row.errors for row in rows_of(response, "Casualty"))


def test_a_row_of_another_incident_is_no_total(
    editor_client: Client, draft: Incident
) -> None:
    stranger = CasualtyFactory(count=9)
    changed = {"casualties-0-part_of": str(stranger.pk)}
    response = save(editor_client, draft, **changed)
    (row,) = rows_of(response, "Casualty")
    assert "part_of" in row.errors


def test_a_published_incident_keeps_its_date_and_place(editor_client: Client) -> None:
    incident = PublishedIncidentFactory()
    fields = fields_of(editor_client.get(page_of(incident)))
    sent = {**fields, "datings-0-DELETE": "on", "_continue": "1"}
    response = editor_client.post(page_of(incident), sent)
    assert response.status_code == 200
    told = response.context["adminform"].form.non_field_errors()
    assert "needs an accepted date" in told[0]
    assert Dating.objects.filter(incident=incident).exists()


@pytest.mark.parametrize("fact", ["datings", "sitings"])
def test_a_published_date_or_place_keeps_its_words(
    editor_client: Client, fact: str
) -> None:
    incident = PublishedIncidentFactory.create()
    page = save(
        editor_client, incident, **{f"{fact}-0-words": "", f"{fact}-0-passages": ""}
    )
    assert page.status_code == 200
    assert getattr(incident, fact).get().spans.exists()


def test_a_report_whose_words_are_quoted_is_not_unlinked(
    editor_client: Client, draft: Incident
) -> None:
    response = save(editor_client, draft, **{"mentions-0-DELETE": "on"})
    assert b"Findings rest on words of" in response.content
    assert draft.mentions.exists()


def test_an_incident_cannot_be_added_or_deleted_here(
    admin: Client, draft: Incident
) -> None:
    assert admin.get(f"{LIST}add/").status_code == 403
    assert admin.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).status_code == 403
    listed = admin.get(LIST).content
    assert b"delete_selected" not in listed
    assert b"addlink" not in listed.split(b'id="changelist"')[-1]


# --- two editors at once -------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # history is ordered by transactions
def test_a_page_overtaken_by_another_editor_says_who_and_loses_nothing(
    editor_client: Client, admin: Client, draft: Incident
) -> None:
    mine = fields_of(editor_client.get(page_of(draft)))
    save(admin, draft, title_en="Theirs")
    sent = {**mine, "title_en": "Mine", "casualties-0-count_max": "9", "_continue": "1"}
    response = editor_client.post(page_of(draft), sent)
    told = response.context["adminform"].form.non_field_errors()[0]
    assert told.startswith("root changed this incident")
    assert "title in English" in told
    assert "title in Arabic" not in told
    kept = fields_of(response)
    assert (kept["title_en"], kept["casualties-0-count_max"]) == ("Mine", "9")
    draft.refresh_from_db()
    assert draft.title_en == "Theirs"


def test_after_being_told_the_next_save_stands(
    editor_client: Client, admin: Client, draft: Incident
) -> None:
    mine = fields_of(editor_client.get(page_of(draft)))
    save(admin, draft, title_en="Theirs")
    told = editor_client.post(
        page_of(draft), {**mine, "title_en": "Mine", "_continue": "1"}
    )
    editor_client.post(page_of(draft), {**fields_of(told), "_continue": "1"})
    draft.refresh_from_db()
    assert draft.title_en == "Mine"


def test_a_row_removed_meanwhile_says_so_and_can_be_left_out(
    editor_client: Client, draft: Incident
) -> None:
    mine = fields_of(editor_client.get(page_of(draft)))
    draft.casualties.get().delete()
    mine["casualties-0-count_max"] = "9"
    fields_of(editor_client.post(page_of(draft), {**mine, "_continue": "1"}))
    draft.refresh_from_db()
    mine["seen"] = draft.updated_at.isoformat()
    told = editor_client.post(page_of(draft), {**mine, "_continue": "1"})
    page = told.content.decode()
    assert "Somebody removed this row meanwhile" in page
    assert 'name="casualties-0-DELETE"' in page
    sent = {**fields_of(told), "casualties-0-DELETE": "on", "title_en": "Mine"}
    assert editor_client.post(page_of(draft), {**sent, "_save": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.title_en == "Mine"
    assert not draft.casualties.exists()


# --- becoming public and back --------------------------------------------------------


def test_a_draft_is_submitted_and_published(
    editor_client: Client, draft: Incident
) -> None:
    save(editor_client, draft, "_review")
    draft.refresh_from_db()
    assert draft.status == "in_review"
    response = save(editor_client, draft, "_publish")
    draft.refresh_from_db()
    assert (draft.status, draft.reference) == ("published", "2017-0001")
    assert draft.published_by == User.objects.get(username="editor")
    assert "Published" in messages_of(response)


def test_publishing_says_exactly_what_is_missing_and_keeps_the_changes(
    editor_client: Client,
) -> None:
    incident = MentionFactory().incident
    DatingFactory(incident=incident)
    response = save(editor_client, incident, "_publish", title_en="Kept")
    told = messages_of(response)
    assert "no accepted location" in told
    assert "Its date points at no words" in told
    incident.refresh_from_db()
    assert (incident.status, incident.title_en) == ("draft", "Kept")


def test_what_is_missing_is_seen_before_publishing(editor_client: Client) -> None:
    html = editor_client.get(page_of(IncidentFactory())).content.decode()
    assert "Before it can be published" in html
    assert "It has no accepted date" in html


def test_several_are_published_and_the_others_said_with_the_reason(
    editor_client: Client, draft: Incident
) -> None:
    bare = IncidentFactory()
    chosen = {"action": "publish_selected", "_selected_action": [draft.pk, bare.pk]}
    response = editor_client.post(LIST, chosen, follow=True)
    told = messages_of(response)
    assert "1 incident is published" in told
    assert f"#{bare.pk}" in told
    assert "It has no accepted date" in told
    draft.refresh_from_db()
    assert draft.is_public


def test_withdrawing_asks_why_and_remembers_it(editor_client: Client) -> None:
    incident = PublishedIncidentFactory()
    page = reverse("admin:raids_incident_withdraw", args=[incident.pk])
    refused = editor_client.post(page, {"why": "  "})
    assert "Say why" in refused.context["form"].errors["why"][0]
    editor_client.post(page, {"why": "The source took it back"})
    incident.refresh_from_db()
    assert incident.status == "withdrawn"
    history = editor_client.get(f"{LIST}{incident.pk}/history/").content.decode()
    assert "The source took it back" in history


def test_merging_asks_which_and_why_and_keeps_findings_as_rivals(
    editor_client: Client, draft: Incident
) -> None:
    stays = PublishedIncidentFactory()
    page = reverse("admin:raids_incident_merge", args=[draft.pk])
    editor_client.post(page, {"into": stays.reference, "why": "One and the same"})
    draft.refresh_from_db()
    assert (draft.status, draft.merged_into) == ("merged", stays)
    assert stays.datings.filter(accepted=False).exists()


@pytest.mark.parametrize("into", ["", "1999-0001", "{own}"])
def test_merging_into_nothing_or_itself_is_refused_at_the_field(
    editor_client: Client, draft: Incident, into: str
) -> None:
    page = reverse("admin:raids_incident_merge", args=[draft.pk])
    sent = {"into": into.format(own=draft.pk), "why": "Same"}
    response = editor_client.post(page, sent)
    assert "into" in response.context["form"].errors


def test_a_merged_incident_is_shown_and_not_changed(
    editor_client: Client, draft: Incident, editor: User
) -> None:
    stays = PublishedIncidentFactory()
    actions.merge(by=editor, incident=draft, into=stays, why="Same")
    response = editor_client.get(page_of(draft))
    assert response.status_code == 200
    assert fields_of(response).get("kind") is None


# --- history -------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # history is ordered by transactions
def test_the_history_tells_who_what_before_after_and_why(
    editor_client: Client, draft: Incident
) -> None:
    changed = {"casualties-0-count_max": "6", "why": "A later report"}
    save(editor_client, draft, **changed)
    response = editor_client.get(f"{LIST}{draft.pk}/history/")
    newest = response.context["entries"][0]
    assert (newest.who, newest.why) == ("editor", "A later report")
    assert [(line.name, line.old, line.new) for line in newest.lines] == [
        ("at most", "4", "6")
    ]


@pytest.mark.django_db(transaction=True)  # history is ordered by transactions
def test_the_history_tells_of_words_too(editor_client: Client, draft: Incident) -> None:
    save(editor_client, draft, **{"casualties-0-words": "وأسرت شخصين"})
    response = editor_client.get(f"{LIST}{draft.pk}/history/")
    lines = response.context["entries"][0].lines
    assert ("words", "", "وأسرت شخصين") in [
        (line.name, line.old, line.new) for line in lines
    ]


@pytest.mark.django_db(transaction=True)  # history is ordered by transactions
def test_a_removed_row_stays_in_the_history(
    editor_client: Client, draft: Incident
) -> None:
    save(editor_client, draft, **{"casualties-0-DELETE": "on"})
    assert not draft.casualties.exists()
    response = editor_client.get(f"{LIST}{draft.pk}/history/")
    assert any(line.name == "removed" for line in response.context["entries"][0].lines)


def test_a_search_for_a_null_character_finds_nothing_and_breaks_nothing(
    editor_client: Client, dhiban: Place
) -> None:
    asked = {"app_label": "raids", "model_name": "siting", "field_name": "place"}
    page = reverse("admin:raids_incident_names")
    answer = editor_client.get(page, {**asked, "term": "ذي\x00بان"})
    assert answer.status_code == 200


def test_the_place_is_found_as_it_is_typed_with_its_governorate(
    editor_client: Client, dhiban: Place
) -> None:
    asked = {"app_label": "raids", "model_name": "siting", "field_name": "place"}
    answer = editor_client.get(
        reverse("admin:raids_incident_names"), {**asked, "term": "ذيبان"}
    ).json()
    assert answer["results"] == [
        {"id": str(dhiban.pk), "text": "Dhiban · Town · Deir ez-Zor"}
    ]
