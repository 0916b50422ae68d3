"""From the text of a report to draft incidents: the stages in their order."""

from __future__ import annotations

from datetime import date

from .findings import Reading
from .gazetteer import Gazetteer
from .lexicon import lexicon_for, lexicon_hash
from .normalise import normalise
from .roster import Roster
from .scan import scan

VERSION = "1.0.0"


def read(
    text: str, *, published_on: date | None, places: Gazetteer, units: Roster
) -> Reading:
    """Read one report; newlines are already LF, and offsets count from this text."""
    scan(normalise(text), lexicon_for(places, units))
    return Reading(
        incidents=(),
        warnings=(),
        title=None,
        dateline=None,
        noise=(),
        published_on=None,
        reader_version=VERSION,
        lexicon_hash=lexicon_hash(),
        text=text,
    )
