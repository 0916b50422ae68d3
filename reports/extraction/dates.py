"""Expressions of time: found by their words here, resolved in calendar.py."""

from __future__ import annotations

from dataclasses import dataclass, field

from .quantities import number_at
from .scan import COMMA, MARK, SPACE, Hit, Scan

CLASSES = (
    "part",
    "weekday",
    "relday",
    "month",
    "month_word",
    "year_word",
    "same_day",
    "day_before",
    "window",
    "vague_period",
    "near_past",
)
FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(slots=True)
class DateExpr:
    """One expression of time, as its parts; words first to last."""

    first: int
    last: int
    part: str | None = None
    part_words: tuple[int, int] | None = None
    weekdays: list[int] = field(default_factory=list)
    relative: int | None = None
    days: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    year: int | None = None
    near: str | None = None
    month_word: bool = False
    same_day: bool = False
    offset: int | None = None
    window: bool = False
    vague: bool = False

    def has_day(self) -> bool:
        """Tell whether the expression points at a day."""
        return bool(
            self.weekdays
            or self.days
            or self.relative is not None
            or self.same_day
            or self.offset is not None
            or self.window
        )

    def tells(self) -> bool:
        """Tell whether the expression says anything at all."""
        return self.has_day() or bool(
            self.part or self.months or self.vague or self.year
        )


def find_dates(scan: Scan) -> list[DateExpr]:
    """Return all expressions of time in the order of the text."""
    found: list[DateExpr] = []
    free = 0
    for hit in sorted([*scan.hits, *_numeric_hits(scan)], key=lambda hit: hit.first):
        if hit.first < free or not (_is_time(hit) or not hit.senses):
            continue
        start = _go_back(scan, hit.first, free)
        expr = _Reader(scan, start).read()
        if expr.tells() and expr.last > hit.first:
            found.append(expr)
            free = expr.last
    return found


def _numeric_hits(scan: Scan) -> list[Hit]:
    """Return a bare mark for each number that may begin a numeric date."""
    return [
        Hit(index, index + 1, {}, "", "", False)
        for index, word in enumerate(scan.words)
        if word[0].isdecimal()
        and ("." in word or scan.gaps[index + 1 : index + 3] == [MARK, MARK])
    ]


def _is_time(hit: Hit) -> bool:
    senses = hit.senses
    return any(cls in senses for cls in CLASSES[:-1])


def _go_back(scan: Scan, index: int, floor: int) -> int:
    """Return where the expression begins: days may stand before their month."""
    start = index
    while start > floor and index - start < 8:
        if scan.gaps[start] > MARK:
            break
        before = start - 1
        word = scan.words[before]
        hit = scan.hit_at[before]
        if word in ("من", "ال", "شهر", "يوم", "ليوم"):
            start = before
        elif _small_number(scan, before) or (hit is not None and "ord" in hit.senses):
            start = hit.first if hit is not None else before
        else:
            break
    while start < index and scan.words[start] in ("من", "شهر"):
        start += 1
    return start


def _small_number(scan: Scan, index: int) -> bool:
    word = scan.words[index]
    return len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31


class _Reader:
    """Takes the words of one expression, from its first word on."""

    def __init__(self, scan: Scan, start: int) -> None:
        self.scan = scan
        self.at = start
        self.expr = DateExpr(start, start)

    def read(self) -> DateExpr:
        while self.at < len(self.scan.words):
            glue = self._glue()
            if not self._take(glue):
                break
        return self.expr

    def _glue(self) -> int:
        """Return the first word after those that only join."""
        scan, at = self.scan, self.at
        while (
            at < len(scan.words)
            and at - self.at < 3
            and scan.words[at] in ("من", "ال", "في", "يوم", "لشهر", "نهار", "و")
        ):
            at += 1
        return at

    def _take(self, at: int) -> bool:
        scan, expr = self.scan, self.expr
        if at >= len(scan.words):
            return False
        begun = expr.last > expr.first
        gap = max(scan.gaps[self.at : at + 1]) if begun else SPACE
        if gap > COMMA or (gap == COMMA and not self._goes_on(at)):
            return False
        if begun and at > self.at and scan.words[self.at] == "في":
            return False
        hit = scan.hit_at[at]
        last = (
            self._take_hit(hit)
            if hit is not None and hit.first == at
            else self._take_digits(at)
        )
        if not last:
            return False
        self.at = expr.last = last
        return True

    def _goes_on(self, at: int) -> bool:
        """Tell whether an expression goes on after a comma."""
        scan = self.scan
        if self.expr.days:
            return False
        hit = scan.hit_at[at]
        if hit is None:
            return scan.words[at].isdecimal() and scan.words[at - 1] == "ال"
        if hit.conjunction:
            return False
        return "weekday" in hit.senses or ("ord" in hit.senses and hit.definite)

    def _take_digits(self, at: int) -> int:
        word = self.scan.words[at]
        numeric = self._numeric(at)
        if numeric is not None:
            year, month, day, last = numeric
            self.expr.year, self.expr.months, self.expr.days = year, [month], [day]
            return last
        if not word.isdecimal() or len(word) > 4:
            return 0
        value = int(word)
        if len(word) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
            if self.expr.months or self.expr.near or at > self.at or self._year_near(at):
                self.expr.year = value
                return at + 1
            return 0
        if 1 <= value <= 31 and not self.expr.months and self._leads_to_month(at + 1):
            self.expr.days.append(value)
            return at + 1
        return 0

    def _numeric(self, at: int) -> tuple[int, int, int, int] | None:
        """Return year, month, day and end of 14/8/2012, 2012-08-14 or 2012.08.14."""
        words, gaps = self.scan.words, self.scan.gaps
        parts, last = words[at].split("."), at + 1
        if len(parts) == 1:
            parts, last = words[at : at + 3], at + 3
            if len(parts) < 3 or any(gap != MARK for gap in gaps[at + 1 : at + 3]):
                return None
        if len(parts) != 3 or not all(p.isdecimal() and p.isascii() for p in parts):
            return None
        first, month, third = (int(part) for part in parts)
        year, day = (first, third) if first > 31 else (third, first)
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:
            return year, month, day, last
        return None

    def _year_near(self, at: int) -> bool:
        return self.scan.sense(at - 1, "year_word") is not None

    def _leads_to_month(self, at: int) -> bool:
        scan = self.scan
        for step in range(at, min(at + 6, len(scan.words))):
            if scan.gaps[step] > MARK:
                return False
            if scan.sense(step, "month") or scan.sense(step, "month_word"):
                return True
            word = scan.words[step]
            if word not in ("من", "ال", "شهر", "و", "في") and not (
                word.isdecimal() or scan.sense(step, "ord")
            ):
                return False
        return False

    def _take_hit(self, hit: Hit) -> int:
        expr, senses = self.expr, hit.senses
        begun = expr.last > expr.first
        if begun and hit.conjunction and "weekday" not in senses and not _joins(hit):
            return 0
        for cls in CLASSES:
            if cls in senses:
                return self._take_class(cls, hit)
        if "ord" in senses and (hit.definite or begun):
            if not expr.months and self._leads_to_month(hit.last):
                expr.days.append(int(senses["ord"].value))
                return hit.last
        return 0

    def _take_class(self, cls: str, hit: Hit) -> int:
        taken = getattr(self, f"_take_{cls}")(hit)
        return hit.last if taken else 0

    def _take_part(self, hit: Hit) -> bool:
        following = hit.last < len(self.scan.words) and self.scan.words[hit.last]
        if following and following.startswith("نفس"):
            return False
        if self.expr.part is not None:
            return True
        self.expr.part = str(hit.senses["part"].value)
        self.expr.part_words = (hit.first, hit.last)
        return True

    def _take_weekday(self, hit: Hit) -> bool:
        self.expr.weekdays.append(int(hit.senses["weekday"].value))
        return True

    def _take_relday(self, hit: Hit) -> bool:
        if self.expr.relative is not None:
            return False
        self.expr.relative = int(hit.senses["relday"].value)
        return True

    def _take_month(self, hit: Hit) -> bool:
        self.expr.months.append(int(hit.senses["month"].value))
        return True

    def _take_month_word(self, hit: Hit) -> bool:
        word = self.scan.words[hit.first]
        if word.endswith("شهر") and not word.endswith("الشهر") and not self.expr.days:
            return self.scan.sense(hit.last, "month") is not None
        self.expr.month_word = True
        if hit.last - hit.first > 1:
            self.expr.near = "this" if "هذا" in word else "same"
        return True

    def _take_year_word(self, hit: Hit) -> bool:
        found = number_at(self.scan, hit.last)
        near = self.scan.sense(hit.last, "near_past")
        if near is not None:
            return True
        return bool(found and FIRST_YEAR <= found[0] <= LAST_YEAR)

    def _take_same_day(self, hit: Hit) -> bool:
        self.expr.same_day = True
        return True

    def _take_day_before(self, hit: Hit) -> bool:
        self.expr.offset = int(hit.senses["day_before"].value)
        return True

    def _take_window(self, hit: Hit) -> bool:
        self.expr.window = True
        return True

    def _take_vague_period(self, hit: Hit) -> bool:
        self.expr.vague = True
        return True

    def _take_near_past(self, hit: Hit) -> bool:
        if self.expr.last == self.expr.first:
            return False
        if self.expr.near is None:
            self.expr.near = str(hit.senses["near_past"].value)
        return True


def _joins(hit: Hit) -> bool:
    return "month" in hit.senses or "ord" in hit.senses
