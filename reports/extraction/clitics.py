"""The letters that Arabic writes onto the next word."""

from __future__ import annotations

AND, SO = "و", "ف"
IN, FOR, LIKE = "ب", "ل", "ك"
ARTICLE = "ال"
FOR_THE = "لل"
OR = "او"
FEMININE_PAST = "ت"
DEFINITE_STARTS = (ARTICLE, AND + ARTICLE, IN + ARTICLE, FOR_THE)
"""How a word with the article may begin; the conjunction and preposition included."""


def bare(word: str) -> str:
    """Return a word without its article."""
    return word.removeprefix(ARTICLE)


def is_and(word: str) -> bool:
    """Tell whether a word begins with the letter of 'and' or 'so'."""
    return word[:1] in (AND, SO)
