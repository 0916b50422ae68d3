"""The frame of a report: title, dateline, lines that say nothing, and the body."""

from __future__ import annotations

from dataclasses import dataclass

from .clitics import ARTICLE
from .numeric_dates import numeric_at
from .scan import LINE, STOP, Scan
from .spans import Stretch

LONGEST_TITLE = 45
BRIEF_TITLE = 18
LONGEST_DATELINE = 14
QUOTES = "\"”»)’' "
DATELINE_CLASSES = frozenset(
    {
        "place",
        "place_word",
        "sources",
        "month",
        "weekday",
        "relday",
        "num",
        "ord",
        "year_word",
        "month_word",
        "near_past",
        "day_word",
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a report stand, by word."""

    title: Stretch | None
    dateline: Stretch | None
    noise: tuple[Stretch, ...]
    body: tuple[Stretch, ...]
    heads: tuple[Stretch | None, ...]


def find_frame(scan: Scan) -> Frame:
    """Part a report into title, dateline, noise and body."""
    lines = _lines(scan)
    noise = tuple(line for line in lines if _is_noise(scan, line))
    lines = [line for line in lines if line not in noise]
    title: Stretch | None = None
    dateline: Stretch | None = None
    only_date = len(lines) > 1 and _tells_day(scan, lines[0])
    if (only_date or len(lines) > 2) and _all_dateline(scan, lines[0]):
        dateline, lines = lines[0], lines[1:]
    if len(lines) > 1 and _may_be_title(scan, lines[0]):
        title, lines = lines[0], lines[1:]
    if lines and dateline is None:
        dateline, lines = _dateline(scan, lines)
    heads, body = _own_heads(scan, lines, dateline)
    return Frame(title, dateline, noise, tuple(body), tuple(heads))


def _own_heads(
    scan: Scan, lines: list[Stretch], dateline: Stretch | None
) -> tuple[list[Stretch | None], list[Stretch]]:
    """Part from each paragraph the governorate that it may open with."""
    heads: list[Stretch | None] = []
    body: list[Stretch] = []
    for line in lines:
        under = dateline is not None and dateline.last == line.first
        end = 0 if under and scan.gaps[line.first] < LINE else _prefix_end(scan, line)
        if 0 < end < line.last:
            heads.append(Stretch(line.first, end))
            body.append(Stretch(end, line.last))
        else:
            heads.append(None)
            body.append(line)
    return heads, body


def _lines(scan: Scan) -> list[Stretch]:
    if not scan.words:
        return []
    starts = [index for index in scan.pauses if scan.gaps[index] == LINE]
    ends = [*starts[1:], len(scan.words)]
    return [Stretch(first, last) for first, last in zip(starts, ends, strict=True)]


def _is_noise(scan: Scan, line: Stretch) -> bool:
    return line.last - line.first <= 2 and all(
        word.isdecimal() for word in scan.words[line.first : line.last]
    )


def _may_be_title(scan: Scan, line: Stretch) -> bool:
    if line.last - line.first > LONGEST_TITLE:
        return False
    end = _prefix_end(scan, line)
    if end and not (_is_place_alone(scan, line.first, end) and _brief(line)):
        return False
    return not _ends_in_stop(scan, line)


def _is_place_alone(scan: Scan, first: int, last: int) -> bool:
    """'Aleppo: one killed ...' is a title, 'Aleppo governorate: ...' a paragraph."""
    hit = scan.hit_at[first]
    return hit is not None and "place" in hit.senses and hit.last == last


def _brief(line: Stretch) -> bool:
    return line.last - line.first <= BRIEF_TITLE


def _ends_in_stop(scan: Scan, line: Stretch) -> bool:
    """Tell whether a line ends like a sentence; titles do not."""
    rest = scan.norm.text[scan.ends[line.last - 1] : scan.starts[line.last]]
    return rest.lstrip(QUOTES).startswith(".")


def _tells_day(scan: Scan, line: Stretch) -> bool:
    """Tell whether a line names a month or is dated in digits."""
    return any(
        scan.sense(index, "month") or numeric_at(scan, index)
        for index in range(line.first, line.last)
    )


def _dateline(scan: Scan, lines: list[Stretch]) -> tuple[Stretch | None, list[Stretch]]:
    first = lines[0]
    if _all_dateline(scan, first):
        return first, lines[1:]
    end = _prefix_end(scan, first)
    if end:
        return Stretch(first.first, end), [Stretch(end, first.last), *lines[1:]]
    return None, lines


def _all_dateline(scan: Scan, line: Stretch) -> bool:
    return line.last - line.first <= LONGEST_DATELINE and all(
        _in_dateline(scan, index) for index in range(line.first, line.last)
    )


def _prefix_end(scan: Scan, line: Stretch) -> int:
    """Return the word after a dateline that stands before a colon, else 0."""
    dated = False
    for index in range(line.first, min(line.last, line.first + LONGEST_DATELINE)):
        if index > line.first and scan.gaps[index] == STOP:
            return index if _known(scan, line.first) else 0
        if dated and index in scan.dashes:
            return index if _known(scan, line.first) else 0
        if not _in_dateline(scan, index):
            return 0
        dated = dated or _is_day(scan, index)
    return 0


def _is_day(scan: Scan, index: int) -> bool:
    """'Tartus, 16 March 2025 - ': a dateline that gives its day may end in a dash."""
    year = scan.words[index]
    return (year.isdecimal() and len(year) == 4) or numeric_at(scan, index) is not None


def _known(scan: Scan, index: int) -> bool:
    return bool(scan.sense(index, "place") or scan.sense(index, "place_word"))


def _in_dateline(scan: Scan, index: int) -> bool:
    hit = scan.hit_at[index]
    if hit is None:
        word = scan.words[index]
        return word[0].isdecimal() or word == ARTICLE
    return not DATELINE_CLASSES.isdisjoint(hit.senses)
