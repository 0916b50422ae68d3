"""What reports and their words say of themselves."""

from __future__ import annotations

import hashlib

import pytest
from django.db.models import F, ProtectedError
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from reports.models import EvidenceSpan, Report, Sha256Hex, digest
from tests.factories import EvidenceSpanFactory, ReportFactory, SourceFactory, span_of

pytestmark = pytest.mark.django_db


def test_a_digest_is_the_sha256_of_the_utf8_bytes() -> None:
    assert digest("إنزال") == hashlib.sha256("إنزال".encode()).hexdigest()


def test_the_database_counts_the_same_digest_and_length() -> None:
    text = "إنزالٌ جويّ 🚁\n\tفي «ذيبان» \u200f(دير الزور)"
    report = ReportFactory.create(text=text)
    report.refresh_from_db()
    assert report.length == len(text)


def test_a_report_without_a_title_is_called_by_its_first_line_with_words() -> None:
    report = ReportFactory.build(text="\n  \n  إنزال جوي في ذيبان  \nثم غيره")
    assert str(report) == report.first_line() == "إنزال جوي في ذيبان"


def test_a_first_line_is_cut_to_the_length_of_a_title() -> None:
    assert len(ReportFactory.build(text="كلمة " * 200).first_line()) == 200


def test_a_report_with_a_title_is_called_by_it() -> None:
    assert str(ReportFactory.build(title="إنزال")) == "إنزال"


def test_the_newest_report_comes_first_and_the_undated_last() -> None:
    undated = ReportFactory.create(published_on=None)
    old = ReportFactory.create(published_on="2016-01-01")
    new = ReportFactory.create(published_on="2018-01-01")
    assert list(Report.objects.all()) == [new, old, undated]


def test_a_title_may_be_mended_though_the_words_may_not() -> None:
    report = ReportFactory.create()
    report.title = "عنوان"
    report.save()
    assert Report.objects.get(pk=report.pk).title == "عنوان"


def test_a_quote_is_the_words_between_the_offsets() -> None:
    report = ReportFactory.create(text="🚁 نفذ التحالف إنزالاً")
    span = span_of(report, "التحالف")
    assert (span.quote, str(span)) == ("التحالف", "6–13")


def test_quotes_of_spans_loaded_with_their_report_ask_nothing_more(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    EvidenceSpanFactory.create_batch(3)
    with django_assert_num_queries(1):
        quotes = [one.quote for one in EvidenceSpan.objects.select_related("report")]
    assert len(quotes) == 3


def test_a_source_is_called_in_the_reader_s_language() -> None:
    source = SourceFactory.build(name_ar="المرصد", name_en="Observatory")
    with translation.override("ar"):
        assert str(source) == "المرصد"
    with translation.override("en"):
        assert str(source) == "Observatory"


def test_a_source_with_reports_is_kept() -> None:
    source = ReportFactory.create().source
    with pytest.raises(ProtectedError):
        source.delete()


def test_spans_stand_in_the_order_of_the_text() -> None:
    report = ReportFactory.create()
    later = EvidenceSpanFactory.create(report=report, start=5, end=9)
    longer = EvidenceSpanFactory.create(report=report, start=0, end=9)
    first = EvidenceSpanFactory.create(report=report, start=0, end=4)
    assert list(report.spans.all()) == [first, longer, later]


def test_every_report_s_digest_is_of_its_text_in_sql_too() -> None:
    ReportFactory.create_batch(2)
    assert Report.objects.filter(sha256=Sha256Hex(F("text"))).count() == 2
