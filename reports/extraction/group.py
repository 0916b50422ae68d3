"""A group of people as one phrase names it, and the codes of its units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .clitics import ARTICLE, FOR_THE, bare
from .lexicon import words
from .roster import Roster
from .scan import Hit, Scan

CHANGE_OF_STATE = date(2024, 12, 8)


@dataclass(slots=True)
class Group:
    """People as one phrase names them; bounds None is an unstated number."""

    first: int
    last: int
    low: int | None
    high: int | None
    category: str
    unit: str | None = None
    nationality: str | None = None
    outcome: str | None = None
    definite: bool = False
    other: bool = False
    pronoun: bool = False
    family: bool = False
    own: bool = False
    counted: bool = False
    bare: bool = False
    head: str = ""
    loose: bool = False
    raiders: bool = False
    by_origin: bool = False
    hedge: tuple[int, int] | None = None

    def same_size(self, other: Group) -> bool:
        """Tell whether two groups have the same bounds."""
        return (self.low, self.high) == (other.low, other.high)


class Codes:
    """Turns a unit's code in the lexicon into one that may be reported.

    The Interior Ministry's forces are the state's own code only after the change of
    December 2024; before it their names meant other forces."""

    def __init__(self, roster: Roster, day: date | None) -> None:
        self.roster = roster
        self.after = day is not None and day >= CHANGE_OF_STATE
        self.bodies: dict[str, str] = {}
        self.known: dict[str, str] = {}

    def learn(self, scan: Scan) -> None:
        """Remember by its first word each formation that is named in full."""
        for hit in scan.of("unit"):
            if hit.last - hit.first > 1:
                head = scan.words[hit.first][len(hit.conjunction) :]
                head = bare(head.removeprefix(hit.preposition))
                if head in words("formations"):
                    self.bodies.setdefault(head, self.of(hit))

    def named(self, scan: Scan, hit: Hit) -> str:
        """Return the code for a unit's name; a short name means the full one."""
        word = scan.words[hit.first]
        head = word[len(hit.conjunction) :].removeprefix(hit.preposition)
        if hit.last - hit.first == 1 and head.startswith((ARTICLE, FOR_THE)):
            known = self.bodies.get(head[2:])
            if known and head[2:] in words("formations"):
                return known
        return self.of(hit)

    def of(self, hit: Hit) -> str:
        """Return the code to report for a unit's name."""
        return self.reported(str(hit.senses["unit"].value))

    def reported(self, code: str) -> str:
        """Return the code to report for a code of the roster."""
        known = self.known.get(code)
        if known is None:
            known = self.known[code] = self._reported(code)
        return known

    def _reported(self, code: str) -> str:
        if code in ("police", "general_security"):
            return "general_security" if self.after else "syrian_government"
        if code == "general-security-service":
            return "general_security" if self.after else "hts"
        if code == "internal-security":
            return "general_security" if self.after else "sdf"
        return self.roster.reported_code(code)
