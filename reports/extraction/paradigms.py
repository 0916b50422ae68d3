"""Writes out the forms of a word from the one form that the lexicon holds.

All forms are in normalised letters.  Each form comes with what it tells:
number (sg, du, pl or empty), and suffix (True when a pronoun is attached).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .clitics import ARTICLE

PRONOUNS = ("ه", "ها", "هم", "هما")


class Form(NamedTuple):
    """One written form of a word."""

    text: str
    number: str = ""
    suffix: bool = False


def verb_forms(stem: str) -> Iterator[Form]:
    """Write out the past of a verb given in the third person masculine singular."""
    head, _, tail = stem.partition(" ")
    tail = f" {tail}" if tail else ""
    weak = head[-1] in "يا"
    base = head[:-1] if weak else head
    plain = head if not weak else base + "ا"
    yield Form(head + tail, "sg")
    yield Form(base + "ت" + tail, "sg")
    yield Form(base + "وا" + tail, "pl")
    yield Form(base + "تا" + tail, "du")
    yield Form((head if weak else head + "ا") + tail, "du")
    for pronoun in PRONOUNS:
        yield Form(plain + pronoun + tail, "sg", True)
        yield Form(base + "ت" + pronoun + tail, "sg", True)
        yield Form(base + "و" + pronoun + tail, "pl", True)


def present_forms(stem: str) -> Iterator[Form]:
    """Write out the present of a verb given with its prefix."""
    for prefix in ("ي", "ت"):
        form = prefix + stem[1:]
        yield Form(form, "sg")
        yield Form(form + "ون", "pl")
        for pronoun in PRONOUNS:
            yield Form(form + pronoun, "sg", True)


def noun_forms(noun: str, number: str) -> Iterator[Form]:
    """Write out a noun: bare, with the article on a second word, with pronouns."""
    yield Form(noun, number)
    words = noun.split()
    if len(words) == 2:
        yield Form(f"{ARTICLE}{words[0]} {ARTICLE}{words[1]}", number, True)
        return
    if len(words) == 1 and not noun.startswith(ARTICLE):
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
        for pronoun in PRONOUNS:
            yield Form(stem + pronoun, number, True)


def origin_forms(adjective: str) -> Iterator[Form]:
    """Write out an adjective of origin given in the masculine singular."""
    yield Form(adjective, "sg")
    yield Form(adjective + "ا", "sg")
    yield Form(adjective + "ه", "sg")
    for ending in ("ين", "ون", "ات"):
        yield Form(adjective + ending, "pl")
    for ending in ("ان", "تان", "تين"):
        yield Form(adjective + ending, "du")
