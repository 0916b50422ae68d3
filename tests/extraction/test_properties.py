"""Whatever the input, the reader answers, and every quote stands where it says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.extraction import Gazetteer, Roster, read
from reports.extraction.normalise import normalise

WORDS = (
    "قُتل أُصيب اعتقلت اقتادت مقتل إصابة اعتقال أسر إنزال غارة قصف اشتباكات كمين "
    "مداهمة انفجار فجر فجّر اليوم أمس الأول الـ 24 من آب / أغسطس الجاري 2017 ليل "
    "الخميس – الجمعة منتصف وكان كما كذلك حيث إذ فيما بينهم منهم أحدهم هم وهو يرجح "
    "أنهم أنه لم دون ما لا يقل عن أكثر نحو عدد ثلاثة عناصر عنصراً مدنيين طفل امرأة "
    "آخرين تنظيم الدولة الإسلامية للتحالف الدولي قسد قوات النظام برفقة نفذت شنت "
    "بلدة بقرص في قرية ريف دير الزور الشرقي محافظة الرقة مروحيتين طائرات سيارة "
    "والثانية الأولى ارتفع إلى بلغ منذ جثة قتلى وجرحى الجنسية ، . : “ ” ( ) \n \n\n"
).split(" ")
PIECES = st.sampled_from([*WORDS, "\u200f", "\u0640", "\u0000", "\ud83d", "45", "و11"])
ARABIC = st.lists(PIECES, max_size=120).map(" ".join)
ANYTHING = st.text(st.characters(), max_size=300)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))


def check(text: str, day: date | None, places: Gazetteer, units: Roster) -> None:
    """Read a text and hold the quotes against it."""
    found = read(text, published_on=day, places=places, units=units).as_json()
    json.dumps(found)
    for span in spans(found):
        assert text[span["start"] : span["end"]] == span["quote"]
        assert 0 <= span["start"] < span["end"] <= len(text)


def spans(value: Any) -> list[dict[str, Any]]:
    """Return all spans anywhere in a reading."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            return [value]
        return [span for inner in value.values() for span in spans(inner)]
    if isinstance(value, list):
        return [span for inner in value for span in spans(inner)]
    return []


@settings(max_examples=150, deadline=None)
@given(text=ANYTHING, day=DAYS)
def test_any_text_is_read_without_failing(
    text: str, day: date | None, places: Gazetteer, units: Roster
) -> None:
    check(text, day, places, units)


@settings(max_examples=300, deadline=None)
@given(text=ARABIC, day=DAYS)
def test_any_order_of_words_is_read_and_quotes_are_exact(
    text: str, day: date | None, places: Gazetteer, units: Roster
) -> None:
    check(text, day, places, units)


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from("أةى\u064b\u0640\u200f ab1\n"), max_size=60))
def test_normalised_offsets_lead_back_to_the_text(text: str) -> None:
    norm = normalise(text)
    for offset, letter in enumerate(norm.text):
        original = text[norm.start_of(offset)]
        assert normalise(original).text == letter


def test_long_text_of_one_word_is_read_in_linear_time(
    places: Gazetteer, units: Roster
) -> None:
    """Doubling the text must not quadruple the work: counted in calls, no clock."""
    for text in ("قُتل " * 20_000, "وكان المرصد، " * 8_000, "ا" * 200_000, "," * 50_000):
        check(text, date(2020, 1, 1), places, units)


def test_empty_and_latin_texts_have_no_incidents(
    places: Gazetteer, units: Roster
) -> None:
    for text in ("", "\n\n", "Nothing to see here.", "12 45"):
        reading = read(text, published_on=None, places=places, units=units)
        assert reading.incidents == ()
