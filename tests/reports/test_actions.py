"""Storing a report: once, as it was pasted, with a clear word where it cannot be."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from reports.actions import add_report, clean_published_on, clean_text
from reports.models import LONGEST_TEXT, Report
from tests.factories import SourceFactory

TEXT = "نفذ التحالف إنزالاً جوياً.\nوأسر شخصين."


def add(editor: User, text: str = TEXT, **values: object) -> tuple[Report, bool]:
    """Add a report of the Observatory."""
    source = SourceFactory.create()
    return add_report(by=editor, source=source, text=text, **values)  # type: ignore[arg-type]


# --- the text ------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_of_any_kind_become_line_feeds(newline: str) -> None:
    assert clean_text(TEXT.replace("\n", newline)) == TEXT


def test_nothing_else_of_the_text_is_touched() -> None:
    text = "  إنزالٌ\u200f \u0640جوي\t٢٥ \u00a0\n\n\n🚁 "
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("إنزال\x00 جوي", "null character"),
        ("ا" * (LONGEST_TEXT + 1), "100,001 characters"),
        ("An air landing near Dhiban", "no Arabic letters"),
        ("۲۵ - 12:30", "no Arabic letters"),
    ],
    ids=["empty", "blank", "null", "too long", "Latin", "digits alone"],
)
def test_a_text_that_is_no_report_is_refused_with_its_fault(
    text: str, fault: str
) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=fault):
        clean_text(text)


def test_half_a_surrogate_pair_is_refused_as_no_character() -> None:
    with pytest.raises(ValidationError):
        clean_text("إنزال \ud83d جوي")


def test_the_longest_text_is_taken_though_its_newlines_came_doubled() -> None:
    text = "ا\r\n" * (LONGEST_TEXT // 2)
    assert len(clean_text(text)) == LONGEST_TEXT


# --- adding --------------------------------------------------------------------------


def test_a_report_is_stored_with_all_that_is_known(editor: User) -> None:
    report, new = add(
        editor,
        title="إنزال",
        published_on=datetime.date(2017, 3, 8),
        url="https://example.org/1",
        facts_from="Example",
        is_sample=True,
    )
    report.refresh_from_db()
    assert new
    assert (report.text, report.title) == (TEXT, "إنزال")
    assert report.published_on == datetime.date(2017, 3, 8)
    assert (report.url, report.facts_from) == ("https://example.org/1", "Example")
    assert report.is_sample
    assert report.created_by == editor


def test_the_same_words_are_one_report_whatever_their_newlines(editor: User) -> None:
    first, _ = add(editor, title="الأول")
    again, new = add(editor, text=TEXT.replace("\n", "\r\n"), title="الثاني")
    assert (again, new) == (first, False)
    assert again.title == "الأول"
    assert Report.objects.count() == 1


def test_one_letter_more_is_another_report(editor: User) -> None:
    add(editor)
    assert add(editor, text=TEXT + " ")[1]


def test_the_day_of_publication_may_be_unknown(editor: User) -> None:
    assert add(editor)[0].published_on is None


def test_a_report_of_today_is_taken(editor: User) -> None:
    assert add(editor, published_on=timezone.localdate())[1]


def test_all_faults_are_told_at_once_by_field(editor: User) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as caught:
        add(editor, text="", published_on=tomorrow)
    assert set(caught.value.message_dict) == {"text", "published_on"}
    assert Report.objects.count() == 0


def test_the_history_tells_who_added_it(editor: User) -> None:
    report, _ = add(editor)
    event = report.events.get()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["user"] == editor.pk


def test_a_text_that_lost_a_character_on_its_way_is_refused() -> None:
    with (
        translation.override("en"),
        pytest.raises(ValidationError, match="half a character"),
    ):
        clean_text("قصف على بلدة \ufffd")


def test_a_day_of_publication_before_2000_is_a_slip() -> None:
    with pytest.raises(ValidationError, match="2000"):
        clean_published_on(datetime.date(201, 8, 24))
