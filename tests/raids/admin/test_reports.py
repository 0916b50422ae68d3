"""Adding a report at the desk: kept as it was, once, or refused with what to do."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.models import LONGEST_TEXT, Report, Source
from tests.factories import ReportFactory, SourceFactory
from tests.raids.admin.pages import fields_of, messages_of

ADD = "/admin/reports/report/add/"
WORDS = "قتل أربعة أشخاص في بلدة هجين.\n"


@pytest.fixture
def source(db: None) -> Source:
    return SourceFactory()


def paste(client: Client, source: Source, **values: Any) -> Any:
    """Send the page as an editor would."""
    entered = {"source": source.pk, "text": WORDS, "published_on": "", "url": ""}
    return client.post(ADD, {**entered, "title": "", **values}, follow=True)


def errors(response: Any) -> dict[str, list[str]]:
    """Return the errors of the page, by field."""
    return dict(response.context["adminform"].form.errors)


def test_a_pasted_report_is_kept_and_its_reading_shown(
    editor_client: Client, source: Source
) -> None:
    response = paste(editor_client, source, published_on="2018-12-01")
    report = Report.objects.get()
    assert report.text == WORDS
    assert report.published_on == datetime.date(2018, 12, 1)
    assert report.created_by.username == "editor"
    assert response.request["PATH_INFO"] == reverse(
        "admin:raids_incident_read", args=[report.pk]
    )


def test_newlines_of_a_browser_become_line_feeds(
    editor_client: Client, source: Source
) -> None:
    paste(editor_client, source, text="قتل شخص\r\nفي هجين\rأمس\r\n")
    assert Report.objects.get().text == "قتل شخص\nفي هجين\nأمس\n"


def test_spaces_around_a_text_are_kept_since_offsets_count_them(
    editor_client: Client, source: Source
) -> None:
    paste(editor_client, source, text="  قتل شخص  \n\n")
    assert Report.objects.get().text == "  قتل شخص  \n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        (" \r\n\t\u00a0 ", "empty"),
        ("قتل\x00شخص", "null character"),
        ("Four people were killed.", "no Arabic letters"),
        ("ق" * (LONGEST_TEXT + 1), "100,001 characters"),
        ("ق" * 2_600_000, "2,600,000 characters"),
    ],
)
def test_a_text_that_is_no_report_is_refused_at_the_field_and_kept(
    editor_client: Client, source: Source, text: str, told: str
) -> None:
    response = paste(editor_client, source, text=text, url="https://example.org/a")
    assert response.status_code == 200
    assert told in " ".join(errors(response)["text"])
    assert fields_of(response)["url"] == "https://example.org/a"
    assert not Report.objects.exists()


def test_the_longest_text_is_taken(editor_client: Client, source: Source) -> None:
    paste(editor_client, source, text="ق" * LONGEST_TEXT)
    assert Report.objects.get().length == LONGEST_TEXT


def test_a_day_yet_to_come_is_refused_at_the_field(
    editor_client: Client, source: Source
) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = paste(editor_client, source, published_on=tomorrow.isoformat())
    assert "in the future" in errors(response)["published_on"][0]


@pytest.mark.parametrize("field", ["published_on", "url"])
def test_nonsense_is_refused_at_its_field(
    editor_client: Client, source: Source, field: str
) -> None:
    response = paste(editor_client, source, **{field: "not so"})
    assert list(errors(response)) == [field]
    assert fields_of(response)["text"] == WORDS


def test_the_same_words_lead_to_the_first_report_and_double_nothing(
    editor_client: Client, source: Source
) -> None:
    first = ReportFactory(text=WORDS, source=source)
    response = paste(editor_client, source, text=WORDS.replace("\n", "\r\n"))
    assert Report.objects.get() == first
    assert str(first) in messages_of(response)
    assert response.context["page"].report == first


def test_what_was_entered_differently_with_known_words_is_told_not_lost(
    editor_client: Client, source: Source
) -> None:
    ReportFactory(text=WORDS, source=source, url="https://example.org/first")
    response = paste(editor_client, source, url="https://example.org/second")
    assert "https://example.org/second" in messages_of(response)
    assert Report.objects.get().url == "https://example.org/first"


def test_the_words_cannot_be_changed_afterwards(
    editor_client: Client, source: Source
) -> None:
    report: Report = ReportFactory(source=source)
    page = f"/admin/reports/report/{report.pk}/change/"
    fields = fields_of(editor_client.get(page))
    assert "text" not in fields
    editor_client.post(page, {**fields, "text": "غير ذلك", "title": "عنوان"})
    before, report = report.text, Report.objects.get()
    assert (report.text, report.title) == (before, "عنوان")


def test_a_report_cannot_be_deleted(admin: Client, source: Source) -> None:
    report = ReportFactory(source=source)
    page = f"/admin/reports/report/{report.pk}/delete/"
    assert admin.get(page).status_code == 403
    assert admin.post(page, {"post": "yes"}).status_code == 403
    listed = admin.get("/admin/reports/report/")
    assert b"delete_selected" not in listed.content


def test_a_report_leads_to_its_reading(editor_client: Client, source: Source) -> None:
    report = ReportFactory(source=source)
    page = editor_client.get(f"/admin/reports/report/{report.pk}/change/")
    address = reverse("admin:raids_incident_read", args=[report.pk])
    assert address in page.content.decode()


def test_the_source_entered_last_is_offered_first(editor_client: Client) -> None:
    SourceFactory(name_en="First", name_ar="الأول")
    second = SourceFactory(name_en="Second", name_ar="الثاني")
    ReportFactory(source=second)
    assert fields_of(editor_client.get(ADD))["source"] == str(second.pk)


def test_why_a_report_was_changed_is_in_its_history(
    editor_client: Client, source: Source
) -> None:
    report = ReportFactory(source=source)
    page = f"/admin/reports/report/{report.pk}/"
    fields = fields_of(editor_client.get(f"{page}change/"))
    changed = {**fields, "title": "عنوان", "why": "It had none"}
    editor_client.post(f"{page}change/", changed)
    history = editor_client.get(f"{page}history/").content.decode()
    assert "It had none" in history
    assert "عنوان" in history


def test_a_source_of_a_known_name_is_refused_at_the_field(
    editor_client: Client, source: Source
) -> None:
    entered = {"name_ar": source.name_ar, "name_en": "Another", "url": ""}
    response = editor_client.post("/admin/reports/source/add/", entered)
    assert list(errors(response)) == ["name_ar"]
