"""One form for letters, digits and quotation marks, with a way back.

Most changes swap one character for one; those that drop a character (vowel
marks, tatweel, direction marks) are remembered, so that every offset leads back
to the text as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

SWAPS = (
    ("\u0623", "\u0627"),  # hamza above
    ("\u0625", "\u0627"),  # hamza below
    ("\u0622", "\u0627"),  # madda
    ("\u0671", "\u0627"),  # wasla
    ("\u0649", "\u064a"),  # alef maqsura
    ("\u0629", "\u0647"),  # ta marbuta
    ("\u06cc", "\u064a"),  # Persian yeh
    ("\u06a9", "\u0643"),  # Persian kaf
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u3000", " "),
    ("\t", " "),
    ("_", " "),
    *((chr(0x660 + digit), str(digit)) for digit in range(10)),
    *((chr(0x6F0 + digit), str(digit)) for digit in range(10)),
)
DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
    "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]+"
)


@dataclass(frozen=True, slots=True)
class NormText:
    """Normalised text; drops[k] is the normalised offset before which, in all,
    lost[k + 1] characters of the original had been dropped; lost[0] is 0."""

    text: str
    drops: tuple[int, ...]
    lost: tuple[int, ...]

    def start_of(self, offset: int) -> int:
        """Return the original offset of the normalised character at offset."""
        return offset + self.lost[bisect_right(self.drops, offset)]

    def end_of(self, offset: int) -> int:
        """Return the original end of a normalised end, marks on its last letter in."""
        return offset + self.lost[bisect_right(self.drops, offset)]


def fold_letters(text: str) -> str:
    """Swap letters, digits and spaces one for one; the length stays."""
    for old, new in SWAPS:
        text = text.replace(old, new)
    return text


def fold(text: str) -> str:
    """Return the normalised form of a word or name, where offsets do not matter."""
    return DROPPED.sub("", fold_letters(text))


def normalise(text: str) -> NormText:
    """Return the normalised text with the record of what was dropped."""
    folded = fold_letters(text)
    drops: list[int] = []
    lost = [0]
    kept: list[str] = []
    end = total = 0
    for match in DROPPED.finditer(folded):
        start, after = match.span()
        kept.append(folded[end:start])
        drops.append(start - total)
        total += after - start
        lost.append(total)
        end = after
    kept.append(folded[end:])
    return NormText("".join(kept), tuple(drops), tuple(lost))
