"""Reads many texts on several cores, each process with its own built look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context

from .findings import Reading
from .gazetteer import Gazetteer, PlaceEntry
from .reader import read
from .roster import Roster, UnitEntry

CHUNK = 20
"""Texts a process takes at a time: enough that handing them over costs little."""

Asked = tuple[str, date | None]
"""A text and the day it was published, if known."""


@contextmanager
def reading_processes(
    processes: int, places: Gazetteer, units: Roster
) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that read with these places and units; see `read_many`."""
    with ProcessPoolExecutor(
        max_workers=processes,
        # Not forked: a child must not share what its parent holds open.
        mp_context=get_context("spawn"),
        initializer=_prepare,
        initargs=(places.entries, units.entries),
    ) as pool:
        yield pool


def read_many(pool: ProcessPoolExecutor, asked: Iterable[Asked]) -> Iterator[Reading]:
    """Yield the readings of texts, in their order."""
    return pool.map(_read, asked, chunksize=CHUNK)


_places = Gazetteer.from_entries(())
_units = Roster.from_entries(())


def _prepare(places: tuple[PlaceEntry, ...], units: tuple[UnitEntry, ...]) -> None:
    global _places, _units
    _places, _units = Gazetteer.from_entries(places), Roster.from_entries(units)


def _read(asked: Asked) -> Reading:
    text, published_on = asked
    return read(text, published_on=published_on, places=_places, units=_units)
