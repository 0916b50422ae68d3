"""Where words stand in a report: offsets in code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text that was passed in; start < end."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]


class Stretch(NamedTuple):
    """A stretch of words of a Scan, by word number; end exclusive."""

    first: int
    last: int
