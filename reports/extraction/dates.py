"""Expressions of time: found by their words here, resolved in calendar.py."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clitics import ARTICLE, FOR
from .date_bounds import follows, go_back, is_since, small_number
from .lexicon import word_list
from .numeric_dates import day_number, is_year, numeric_at, numeric_starts
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
    "ago",
    "near_past",
)
BEGINNINGS = frozenset(CLASSES[:-1])
BOUND_TO = frozenset({"weekday", "relday", "ord", "month", "same_day", "day_word"})
LONGEST_AGO = 14


@dataclass(slots=True)
class DateExpr:
    """One expression of time, as its parts; words first to last. near tells which
    month is meant and near_year which year ('this', 'last', 'same'); since and
    begins that 'since' or 'it began at' leads to the expression."""

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
    window: int = 0
    vague: bool = False
    near_year: str | None = None
    since: bool = False
    begins: bool = False
    ends: bool = False

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
            self.part
            or self.months
            or self.vague
            or self.year
            or (self.month_word and self.near)
        )


def find_dates(scan: Scan) -> list[DateExpr]:
    """Return all expressions of time in the order of the text."""
    found: list[DateExpr] = []
    free = 0
    for index in _beginnings(scan):
        if index < free:
            continue
        start = go_back(scan, index, free)
        expr = _Reader(scan, start).read()
        if expr.last <= index:
            expr = _Reader(scan, index).read()
        if expr.tells() and expr.last > index:
            expr.since = is_since(scan, expr.first)
            expr.begins = follows(scan, expr.first, "begin_verbs")
            expr.ends = follows(scan, expr.first, "end_verbs")
            if not (found and _explains(scan, found[-1], expr)):
                found.append(expr)
            free = expr.last
    return found


def _explains(scan: Scan, told: DateExpr, expr: DateExpr) -> bool:
    """'two days ago, that is on Tuesday': the second tells the day more surely."""
    between = scan.words[told.last : expr.first]
    if len(between) != 1 or between[0] not in word_list("time.toml", "that_is"):
        return False
    if told.part and expr.part:
        return False
    told.relative, told.offset, told.same_day, told.vague = None, None, False, False
    told.weekdays, told.days, told.months = expr.weekdays, expr.days, expr.months
    told.year, told.near, told.month_word = expr.year, expr.near, expr.month_word
    told.relative = expr.relative
    if told.part is None:
        told.part, told.part_words = expr.part, expr.part_words
    return True


def _beginnings(scan: Scan) -> list[int]:
    """Return the words at which an expression of time may be recognised."""
    known = [hit.first for hit in scan.of(*BEGINNINGS)]
    return sorted([*known, *numeric_starts(scan)])


def _is_time(hit: Hit) -> bool:
    return not BEGINNINGS.isdisjoint(hit.senses)


class _Reader:
    """Takes the words of one expression, from its first word on."""

    def __init__(self, scan: Scan, start: int) -> None:
        self.scan = scan
        self.at = start
        self.end = start
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
            and at - self.at < 4
            and scan.words[at] in word_list("time.toml", "glue")
            and not self._begins_time(at)
        ):
            at += 1
        return at

    def _begins_time(self, at: int) -> bool:
        hit = self.scan.hit_at[at]
        return hit is not None and hit.first == at and _is_time(hit)

    def _take(self, at: int) -> bool:
        scan, expr = self.scan, self.expr
        if at >= len(scan.words):
            return False
        begun = expr.last > expr.first
        gap = max(scan.gaps[self.at : at + 1]) if begun else SPACE
        if gap > COMMA or (gap == COMMA and not self._goes_on(at)):
            return False
        during = scan.words[self.at] in word_list("time.toml", "during")
        if begun and at > self.at and during:
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
            word = scan.words[at]
            after_article = word.isdecimal() and scan.words[at - 1] == ARTICLE
            return after_article or day_number(word) != word
        if hit.conjunction:
            return False
        return "weekday" in hit.senses or ("ord" in hit.senses and hit.definite)

    def _take_digits(self, at: int) -> int:
        word = self.scan.words[at]
        numeric = numeric_at(self.scan, at)
        if numeric is not None:
            self.expr.year = numeric.year
            self.expr.months, self.expr.days = [numeric.month], [numeric.day]
            return numeric.last
        word = day_number(word)
        if not word.isdecimal() or len(word) > 4:
            return 0
        value = int(word)
        if len(word) == 4 and is_year(value):
            told = self.expr.months or self.expr.near or at > self.at
            if not told and not self._year_near(at):
                return 0
            self.expr.year = value
            return at + 1
        if 1 <= value <= 31 and not self.expr.months and self._leads_to_month(at + 1):
            self.expr.days.append(value)
            return self._last_of_range(at + 1)
        return 0

    def _last_of_range(self, at: int) -> int:
        """Take the second day of 'from 3 to 5 May'; return the word after it."""
        scan = self.scan
        up_to = at + 1 < len(scan.words) and scan.words[at] in word_list(
            "time.toml", "up_to"
        )
        if not up_to or not small_number(scan, at + 1):
            return at
        self.expr.days.append(int(day_number(scan.words[at + 1])))
        return at + 2

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
            if word not in word_list("time.toml", "before_month") and not (
                day_number(word).isdecimal() or scan.sense(step, "ord")
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
        definite = hit.definite or self.scan.words[hit.first].startswith(ARTICLE)
        if "ord" not in senses or expr.months or not (definite or begun):
            return 0
        if not self._leads_to_month(hit.last):
            return 0
        expr.days.append(int(senses["ord"].value))
        return hit.last

    def _take_class(self, cls: str, hit: Hit) -> int:
        self.end = hit.last
        taken = getattr(self, f"_take_{cls}")(hit)
        return self.end if taken else 0

    def _take_part(self, hit: Hit) -> bool:
        sense = hit.senses["part"]
        bound = sense.entry.get("bound") and not hit.definite
        if (bound and not self._time_follows(hit.last)) or self._is_blast(hit):
            return False
        self._set_part(str(sense.value), hit)
        return True

    def _is_blast(self, hit: Hit) -> bool:
        """'the two blew themselves up' is written like 'at dawn'."""
        following = self.scan.words[hit.last : hit.last + 1]
        return not word_list("time.toml", "selves").isdisjoint(following)

    def _set_part(self, part: str, hit: Hit) -> None:
        if self.expr.part is None:
            self.expr.part, self.expr.part_words = part, (hit.first, hit.last)

    def _time_follows(self, at: int) -> bool:
        """Tell whether a noun such as 'dawn' governs a day; else it may be a verb."""
        scan = self.scan
        if at >= len(scan.words) or scan.gaps[at] > MARK:
            return False
        if day_number(scan.words[at]).isdecimal() or scan.words[at] == ARTICLE:
            return self._leads_to_month(at)
        hit = scan.hit_at[at]
        return hit is not None and not BOUND_TO.isdisjoint(hit.senses)

    def _take_weekday(self, hit: Hit) -> bool:
        self.expr.weekdays.append(int(hit.senses["weekday"].value))
        return True

    def _take_relday(self, hit: Hit) -> bool:
        if self.expr.relative is not None or hit.preposition == FOR:
            return False
        if self._is_numbered(hit):
            return False
        sense = hit.senses["relday"]
        self.expr.relative = int(sense.value)
        if "part" in sense.entry:
            self._set_part(str(sense.entry["part"]), hit)
        return True

    def _is_numbered(self, hit: Hit) -> bool:
        """'the first day of May', 'the fourth day of the campaign' is no today."""
        ordinal = self.scan.starts_with(hit.last, "ord")
        return (
            ordinal is not None
            and self.scan.words[hit.last].startswith(ARTICLE)
            and hit.last - hit.first == 1
            and self.scan.gaps[hit.last] <= SPACE
            and int(hit.senses["relday"].value) == 0
        )

    def _take_ago(self, hit: Hit) -> bool:
        """Read 'three days ago'; 'two days before the attack' is none."""
        if self.expr.last > self.expr.first:
            return False
        at, about = hit.last, self.scan.starts_with(hit.last, "qual")
        at = about.last if about is not None else at
        count = number_at(self.scan, at)
        at = count[1] if count else at
        unit = self.scan.starts_with(at, "span_unit")
        if unit is None or unit.conjunction or self.scan.gaps[at] > MARK:
            return False
        after = self.scan.words[unit.last : unit.last + 2]
        before = self.scan.words[hit.first] in word_list("time.toml", "before_only")
        of = word_list("time.toml", "from" if before else "of")
        if not of.isdisjoint(after):
            return False
        one = not word_list("time.toml", "one").isdisjoint(after[:1])
        self.end = unit.last + one
        days = int(unit.senses["span_unit"].value) * (count[0] if count else 1)
        if about is not None or days > LONGEST_AGO:
            self.expr.vague = True
        else:
            self.expr.relative = -days
        return True

    def _take_month(self, hit: Hit) -> bool:
        if hit.senses["month"].entry.get("bound") and not self._is_month(hit):
            return False
        self.expr.months.append(int(hit.senses["month"].value))
        return True

    def _is_month(self, hit: Hit) -> bool:
        """A month's name that is also a word needs a day, month or year by it."""
        if self.expr.last > self.expr.first:
            return True
        beside = ("month", "year_word", "near_past")
        return any(self.scan.starts_with(hit.last, cls) for cls in beside)

    def _take_month_word(self, hit: Hit) -> bool:
        entry = hit.senses["month_word"].entry
        if entry.get("bare") and not self.expr.days:
            return self.scan.sense(hit.last, "month") is not None
        self.expr.month_word = True
        self.expr.vague = self.expr.vague or bool(entry.get("within"))
        self.expr.near = entry.get("near", self.expr.near)
        return True

    def _take_year_word(self, hit: Hit) -> bool:
        near = self.scan.starts_with(hit.last, "near_past")
        if near is not None:
            self.expr.near_year = str(near.senses["near_past"].value)
            self.end = near.last
            return True
        found = number_at(self.scan, hit.last)
        return bool(found and is_year(found[0]))

    def _take_same_day(self, hit: Hit) -> bool:
        self.expr.same_day = True
        return True

    def _take_day_before(self, hit: Hit) -> bool:
        sense = hit.senses["day_before"]
        self.expr.offset = int(sense.value)
        if "part" in sense.entry:
            self._set_part(str(sense.entry["part"]), hit)
        return True

    def _take_window(self, hit: Hit) -> bool:
        self.expr.window = int(hit.senses["window"].value)
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
