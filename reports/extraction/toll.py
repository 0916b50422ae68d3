"""The toll of a story: who was harmed or taken, and who only stands by."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clauses import Clause
from .clitics import ARTICLE
from .group import Group
from .scan import Hit


@dataclass(slots=True)
class Victim:
    """One group with what befell it; part_of is its total."""

    outcome: str
    group: Group
    clause: Clause
    trigger: tuple[int, int]
    rival: bool = False
    superseded: bool = False
    part_of: Victim | None = None
    both_sides: bool = False
    hedge: tuple[int, int] | None = None
    rule: str = "harm"
    near: list[Hit] = field(default_factory=list)


@dataclass(slots=True)
class Toll:
    """All victims of a story, and the groups that only stand by."""

    victims: list[Victim] = field(default_factory=list)
    mentions: list[tuple[Group, Clause]] = field(default_factory=list)
    doers: list[tuple[Group, Clause]] = field(default_factory=list)
    words: set[int] = field(default_factory=set)


def same_sort(one: Group, other: Group) -> bool:
    categories = {one.category, other.category} - {"unknown"}
    return len(categories) <= 1 and len({one.unit, other.unit} - {None}) <= 1


def bare(word: str) -> str:
    return word.removeprefix(ARTICLE)


def merged(mention: Group, group: Group) -> Group:
    merged = Group(
        group.first,
        group.last,
        group.low if group.counted else mention.low,
        group.high if group.counted else mention.high,
        mention.category,
        unit=mention.unit or group.unit,
        nationality=mention.nationality or group.nationality,
        counted=group.counted or mention.counted,
        head=mention.head,
    )
    return merged
