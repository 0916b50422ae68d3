"""The words the reader knows: data/*.toml, read once, checked and frozen.

A Lexicon is a tree by words: from the root, each word of a form leads one step
further; where a form ends, its senses are kept.  The names of places and units
are added for the gazetteer and roster that the caller passes in.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Container, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from . import paradigms
from .clitics import AND, ARTICLE, FOR, FOR_THE, IN, LIKE, SO
from .gazetteer import WIDE_KINDS, Gazetteer, PlaceEntry
from .normalise import fold
from .paradigms import Form
from .roster import Roster

DATA = Path(__file__).parent / "data"
CACHE_LIMIT = 50_000
LONGEST_NAME = 12


class Sense(NamedTuple):
    """One meaning of a form."""

    cls: str
    value: Any
    number: str
    suffix: bool
    entry: Mapping[str, Any]


class Node:
    """One step of the tree: the words that may follow, the senses that end here."""

    __slots__ = ("next", "senses")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.senses: dict[str, Sense] | None = None


class Start(NamedTuple):
    """One way to part the clitics from a word that may begin a form."""

    node: Node
    conjunction: str
    preposition: str
    definite: bool


class Alone(NamedTuple):
    """What a word means by itself, its clitics parted."""

    senses: dict[str, Sense]
    conjunction: str
    preposition: str
    definite: bool


class Opening(NamedTuple):
    """What is known of a word as the first of a form: how it is read alone, the ways
    in which a longer form may begin with it, and the words that may be second in
    one; digits tells that it begins or ends with one."""

    alone: Alone | None
    longer: tuple[Start, ...]
    seconds: Container[str]
    digits: bool


class Openings(dict[str, Opening | None]):
    """Openings by word, found when first asked for; None for a word that begins
    nothing, as most unknown words do."""

    def __init__(self, root: Mapping[str, Node]) -> None:
        super().__init__()
        self.root = root

    def __missing__(self, word: str) -> Opening | None:
        if len(self) > CACHE_LIMIT:
            self.clear()
        starts = tuple(self._part(word))
        digits = word[0].isdecimal() or word[-1].isdecimal()
        found = _opening(starts, digits) if starts or digits else None
        self[word] = found
        return found

    def _part(self, word: str) -> Iterator[Start]:
        """Yield the ways to read a word as the first of a form, best first."""
        for rest, conjunction in _without(word, (AND, SO)):
            for core, preposition in _without_preposition(rest):
                node = self.root.get(core)
                if node is not None:
                    yield Start(node, conjunction, preposition, False)
                if core.startswith(ARTICLE) and len(core) > 3:
                    node = self.root.get(core[2:])
                    if node is not None:
                        yield Start(node, conjunction, preposition, True)


def _opening(starts: tuple[Start, ...], digits: bool) -> Opening:
    alone = next(
        (
            Alone(start.node.senses, *start[1:])
            for start in starts
            if start.node.senses is not None
        ),
        None,
    )
    longer = tuple(start for start in starts if start.node.next)
    return Opening(alone, longer, _seconds(longer), digits)


def _seconds(starts: tuple[Start, ...]) -> Container[str]:
    if len(starts) == 1:
        return starts[0].node.next
    return frozenset(word for start in starts for word in start.node.next)


class Lexicon:
    """The tree, and what was found out about single words so far."""

    def __init__(self) -> None:
        self.root: dict[str, Node] = {}
        self.openings = Openings(self.root)

    def add(self, form: str, sense: Sense) -> None:
        """Add one written form, before any text is scanned; a form has at most one
        sense of each class."""
        words = form.split()
        if not words or len(words) > LONGEST_NAME:
            return
        node = self.root.setdefault(words[0], Node())
        for word in words[1:]:
            node = node.next.setdefault(word, Node())
        if node.senses is None:
            node.senses = {}
        node.senses.setdefault(sense.cls, sense)


def _without(word: str, clitics: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield word, ""
    if len(word) > 2 and word[0] in clitics:
        yield word[1:], word[0]


def _without_preposition(word: str) -> Iterator[tuple[str, str]]:
    yield word, ""
    if len(word) < 3:
        return
    if word.startswith(FOR_THE):
        yield ARTICLE + word[2:], FOR
        yield word[1:], FOR
    elif word[0] in (IN, FOR, LIKE):
        yield word[1:], word[0]


# ------------------------------------------------------------ reading the files

ROLES_OF_CLASS = {
    "words": "num",
    "ordinals": "ord",
    "qualifier": "qual",
    "vague": "vague",
    "one_of": "one_of",
    "pronoun_one": "pronoun_one",
    "relative": "relday",
    "near_past": "near_past",
}


@cache
def files() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Read all data files; (name, content), in the order of their names."""
    return tuple(
        (path.name, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(DATA.glob("*.toml"))
    )


@cache
def lexicon_hash() -> str:
    """Return a short fingerprint of all data files."""
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def word_list(name: str, key: str) -> frozenset[str]:
    """Return one of the plain lists of words of a data file, normalised."""
    lists: Mapping[str, list[str]] = dict(files())[name].get("lists", {})
    return frozenset(fold(word) for word in lists[key])


@cache
def words(key: str) -> frozenset[str]:
    """Return one of the plain lists of words.toml."""
    return word_list("words.toml", key)


@cache
def with_and(listed: frozenset[str]) -> frozenset[str]:
    """Return a list of words and all of them joined by 'and': the words that are in
    the list once that letter is taken off."""
    joined = {AND + word for word in listed}
    return frozenset(joined.union(w for w in listed if not w.startswith(AND)))


def entry_forms(entry: Mapping[str, Any]) -> Iterator[Form]:
    """Write out all forms of one entry of a data file."""
    for key, number in (("singular", "sg"), ("dual", "du"), ("plural", "pl")):
        for noun in entry.get(key, ()):
            forms = paradigms.noun_forms(noun, number)
            yield from (form for form in forms if number == "pl" or not form.suffix)
    for noun in entry.get("noun", ()):
        yield from paradigms.noun_forms(noun, "")
    for form in entry.get("forms", ()):
        yield Form(form)
    for form in entry.get("past", ()):
        yield Form(form, "pl" if form.split()[0].endswith("وا") else "sg")
    for verb in entry.get("verb", ()):
        yield from paradigms.verb_forms(verb)
    for verb in entry.get("present", ()):
        yield from paradigms.present_forms(verb)


def senses(content: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    """Return every form of a data file with its sense."""
    for entry in content["entry"]:
        role = entry.get("role")
        cls = content["class"]
        if role is not None:
            cls = ROLES_OF_CLASS.get(role, role)
        elif cls == "cue":
            cls = entry["value"]
        for word, value in entry.get("words", {}).items():
            yield word, Sense(cls, value, "", False, entry)
        for form in entry_forms(entry):
            value = entry["value"]
            yield form.text, Sense(cls, value, form.number, form.suffix, entry)
        yield from _origin_senses(entry)


def _origin_senses(entry: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    for adjective, value in entry.get("countries", {}).items():
        for form in paradigms.origin_forms(adjective):
            yield form.text, Sense("origin", tuple(value), form.number, False, entry)
    for word, value in entry.get("plurals", {}).items():
        yield word, Sense("origin", tuple(value), "pl", False, entry)
    for word, value in entry.get("lands", {}).items():
        yield word, Sense("land", value, "", False, entry)


def _add_names(lexicon: Lexicon, places: Gazetteer, units: Roster) -> None:
    for name, entry in units.by_name.items():
        lexicon.add(name, Sense("unit", entry.code, "", False, {}))
    for name, entries in places.by_name.items():
        lexicon.add(name, Sense("place", entries, "", False, _sorts(entries)))


def _sorts(entries: tuple[PlaceEntry, ...]) -> dict[str, bool]:
    """Return what sorts of places share a name, so that no reading asks them all."""
    return {
        "wide": any(entry.kind == "governorate" for entry in entries),
        "only_wide": all(entry.kind in WIDE_KINDS for entry in entries),
        "common": all(entry.needs_context for entry in entries),
    }


@lru_cache(maxsize=8)
def lexicon_for(places: Gazetteer, units: Roster) -> Lexicon:
    """Build the lexicon with the given names; once for each pair of objects."""
    lexicon = Lexicon()
    for _, content in files():
        for form, sense in senses(content):
            lexicon.add(fold(form), sense)
    _add_names(lexicon, places, units)
    return lexicon
