"""Each rule that the database holds for reports is broken once, by its name."""

from __future__ import annotations

import pytest

from reports.models import LONGEST_TEXT, EvidenceSpan, Report, Source, digest
from tests.factories import EvidenceSpanFactory, ReportFactory, SourceFactory
from tests.rules import Breaking, assert_refuses, constraints, refusing_triggers

pytestmark = pytest.mark.django_db


def two_sources(**same: str) -> None:
    SourceFactory.create(name_ar="مصدر", name_en="One")
    SourceFactory.create(**{"name_ar": "مصدر آخر", "name_en": "Other", **same})


def span_past_the_end() -> None:
    report = ReportFactory.create(text="إنزال")
    EvidenceSpanFactory.create(report=report, start=0, end=6)


def span_kept_twice() -> None:
    span = EvidenceSpanFactory.create()
    EvidenceSpanFactory.create(report=span.report, start=span.start, end=span.end)


def other_words() -> None:
    report = ReportFactory.create()
    Report.objects.filter(pk=report.pk).update(text="غير", sha256=digest("غير"))


def other_offsets() -> None:
    span = EvidenceSpanFactory.create(start=0, end=9)
    EvidenceSpan.objects.filter(pk=span.pk).update(end=8)


BREAKINGS: dict[str, Breaking] = {
    "reports_source_has_both_names": lambda: SourceFactory.create(name_ar=""),
    "reports_source_name_ar_is_unique": lambda: two_sources(name_ar="مصدر"),
    "reports_source_name_en_is_unique": lambda: Source(
        name_ar="آخر", name_en=SourceFactory.create().name_en
    ).save(),
    "reports_report_sha256_is_of_the_text": lambda: ReportFactory.create(
        sha256=digest("")
    ),
    "reports_report_sha256_is_unique": lambda: ReportFactory.create_batch(
        2, text="إنزال"
    ),
    "reports_report_text_has_a_fit_length": lambda: ReportFactory.create(
        text="ا" * (LONGEST_TEXT + 1)
    ),
    "reports_report_newlines_are_line_feeds": lambda: ReportFactory.create(
        text="سطر\r\nآخر"
    ),
    "reports_report_words_never_change": other_words,
    "reports_report_never_deleted": lambda: ReportFactory.create().delete(),
    "reports_evidencespan_starts_before_it_ends": lambda: EvidenceSpanFactory.create(
        start=4, end=4
    ),
    "reports_evidencespan_is_kept_once": span_kept_twice,
    "reports_evidencespan_never_changes": other_offsets,
    "reports_evidencespan_lies_within_its_report": span_past_the_end,
}


@pytest.mark.parametrize("rule", BREAKINGS)
def test_the_database_refuses(rule: str) -> None:
    assert_refuses(rule, BREAKINGS[rule])


def test_every_rule_is_broken_here() -> None:
    assert set(BREAKINGS) == constraints("reports") | refusing_triggers("reports")


def test_an_empty_text_is_no_report() -> None:
    assert_refuses(
        "reports_report_text_has_a_fit_length", lambda: ReportFactory.create(text="")
    )


def test_the_longest_text_is_taken() -> None:
    assert ReportFactory.create(text="ا" * LONGEST_TEXT).pk


def test_a_span_may_reach_the_last_letter_counted_in_code_points() -> None:
    report = ReportFactory.create(text="إنزالٌ 🚁")
    span = EvidenceSpanFactory.create(report=report, start=7, end=8)
    assert span.quote == "🚁"
