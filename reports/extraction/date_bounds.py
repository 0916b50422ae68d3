"""Where an expression of time begins, and what leads to it."""

from __future__ import annotations

from .lexicon import word_list
from .numeric_dates import day_number
from .scan import COMMA, MARK, Scan


def is_since(scan: Scan, first: int) -> bool:
    """Tell whether 'since', or 'since the start of', leads to an expression."""
    begin = word_list("time.toml", "begin")
    since = word_list("time.toml", "since")
    for index in range(first - 1, max(first - 10, -1), -1):
        if scan.gaps[index + 1] >= COMMA:
            return False
        if scan.words[index] in since:
            return index == first - 1 or scan.words[index + 1] in begin
    return False


def follows(scan: Scan, first: int, key: str) -> bool:
    """Tell whether 'it began at' or 'it ended at' leads to an expression."""
    verbs = word_list("time.toml", key)
    return not verbs.isdisjoint(scan.words[max(first - 3, 0) : first])


def go_back(scan: Scan, index: int, floor: int) -> int:
    """Return where the expression begins: days may stand before their month."""
    start = index
    while start > floor and index - start < 8:
        if scan.gaps[start] > MARK:
            break
        before = start - 1
        word = scan.words[before]
        hit = scan.hit_at[before]
        if word in word_list("time.toml", "leads"):
            start = before
        elif word in word_list("time.toml", "up_to") and start > floor + 1:
            if not small_number(scan, before - 1):
                break
            start = before - 1
        elif small_number(scan, before) or (hit is not None and "ord" in hit.senses):
            start = hit.first if hit is not None else before
        else:
            break
    loose = word_list("time.toml", "loose_leads")
    while start < index and scan.words[start] in loose:
        start += 1
    return start


def small_number(scan: Scan, index: int) -> bool:
    word = day_number(scan.words[index])
    return len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31
