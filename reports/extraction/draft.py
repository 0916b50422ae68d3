"""A story becomes a draft incident: each stage asked in turn, spans attached."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clauses import Clauses
from .dates import DateExpr
from .equipment import Piece, find_pieces
from .findings import (
    CaptiveFinding,
    CasualtyFinding,
    DatingFinding,
    DraftIncident,
    EquipmentFinding,
    KindFinding,
    SitingFinding,
    TimeOfDayFinding,
)
from .group import Codes
from .harm import HarmReader
from .hedges import Hedges
from .hedging import Hedging
from .involvement import Side, involve
from .kinds import kind_of
from .lexicon import words
from .reconcile import accept, settle_sides, split_sides
from .roles import RoleReader
from .scan import Scan
from .signs import Role
from .sites import Site
from .siting import site_story
from .spans import Span
from .story import Dated, Story
from .toll import Toll, Victim

DAYS = frozenset({"day", "night"})


@dataclass(slots=True)
class Desk:
    """What all stories of a report share."""

    scan: Scan
    text: str
    clauses: Clauses
    codes: Codes
    homes: tuple[Site | None, ...]
    title_roles: list[Role]
    hedges: Hedges
    bodies: dict[str, str] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """What was read in a story, kept for those that refer to it."""

    kind: tuple[str, tuple[int, int], str]
    sides: list[Side]
    pieces: list[Piece]
    toll: Toll
    siting: SitingFinding | None


def read_story(desk: Desk, story: Story, before: list[Story]) -> bool:
    """Read a story and keep it at the desk; False if it is no incident of its own.

    The stories must come in the order of the text, all before any is drafted."""
    paragraph = story.clauses[0].paragraph
    home = desk.homes[paragraph] if desk.homes else None
    siting = site_story(desk.scan, desk.text, desk.clauses, story, before, home)
    dated = _dated(story)
    if story.own_place is None and (
        dated is None or dated.when.precision in ("month", "year")
    ):
        return False
    toll = HarmReader(desk.scan, desk.clauses, story, desk.codes, desk.bodies).read()
    desk.told[id(story)] = _tell(desk, story, toll, siting)
    return True


def draft(desk: Desk, story: Story) -> DraftIncident:
    """Return the draft of a story that was read."""
    scan, told = desk.scan, desk.told[id(story)]
    kind, place, rule = told.kind
    rows = _settled_rows(told.toll, told.sides)
    hurt = [(victim, ok) for victim, ok in rows if victim.outcome != "taken"]
    taken = [(victim, ok) for victim, ok in rows if victim.outcome == "taken"]
    hedging = Hedging(scan, desk.text, desk.hedges, story)
    kind_found = KindFinding(spans=(scan.span(*place),), rule=rule, kind=kind)
    return DraftIncident(
        kind=hedging.at(kind_found, place[0]),
        dating=hedging.dating(_dating(desk, story, _dated(story)), _dated(story)),
        siting=hedging.siting(told.siting),
        involvements=tuple(
            hedging.side(side, side.finding(scan, desk.text)) for side in told.sides
        ),
        equipment=tuple(
            hedging.piece(piece, _equipment(scan, piece)) for piece in told.pieces
        ),
        told=story.told,
        segment=_segment(scan, story),
        casualties=tuple(
            hedging.victim(v, _casualty(desk, v, ok, hurt)) for v, ok in hurt
        ),
        captives=tuple(
            hedging.victim(v, _captive(desk, v, ok, taken)) for v, ok in taken
        ),
    )


def _tell(desk: Desk, story: Story, toll: Toll, siting: SitingFinding | None) -> Told:
    """Return kind, sides and equipment; a twin takes what it lacks from its twin."""
    reader = RoleReader(desk.scan, desk.clauses, story, desk.codes, toll, desk.bodies)
    roles = reader.read()
    kind = kind_of(desk.scan, desk.clauses, story, toll)
    pieces = find_pieces(desk.scan, desk.clauses, story)
    twin = desk.told.get(id(story.twin_of))
    before = desk.told.get(id(story.parent))
    if twin is not None:
        if not twin.pieces:
            twin.pieces += pieces
        return Told(twin.kind, twin.sides, pieces or twin.pieces, toll, siting)
    sides = involve(
        desk.scan,
        desk.clauses,
        toll,
        roles,
        kind[0],
        [] if story.parent is not None else desk.title_roles,
        before.sides if before and _goes_with(story, kind[0]) else [],
        before.sides if before else [],
    )
    _remember_gunmen(desk, sides, toll)
    return Told(kind, sides, pieces, toll, siting)


def _goes_with(story: Story, kind: str) -> bool:
    """Tell whether a story without a doer may take the one told just before."""
    if story.parent is None or kind == "explosion":
        return False
    return story.clauses[0].paragraph == story.parent.clauses[-1].paragraph


def _remember_gunmen(desk: Desk, sides: list[Side], toll: Toll) -> None:
    """'the gunmen' later are those of the side that attacked here."""
    for side in sides:
        if side.role == "attacker" and side.unit.startswith(("other:", "unknown")):
            for word in words("the_gunmen"):
                desk.bodies.setdefault(word, side.unit)


def _dated(story: Story) -> Dated | None:
    """Return the date of a story; one without takes that of the news before it."""
    found, before = story.dating(), story.parent
    if found is not None or before is None or story.apart:
        return found
    if "retelling" in (story.told, before.told):
        return None
    return _dated(before)


def _segment(scan: Scan, story: Story) -> Span:
    return scan.span(story.clauses[0].first, story.clauses[-1].last)


def _dating(desk: Desk, story: Story, dated: Dated | None) -> DatingFinding | None:
    part = _part_of_day(desk, story)
    time_of_day = None
    if part is not None and part.part and part.part_words:
        time_of_day = TimeOfDayFinding(
            spans=(desk.scan.span(*part.part_words),),
            rule="part-of-day",
            value=part.part,
        )
    if dated is None and time_of_day is None:
        return None
    if dated is None:
        assert time_of_day is not None
        return DatingFinding(
            spans=time_of_day.spans,
            rule="part-of-day-alone",
            earliest=None,
            latest=None,
            precision="unknown",
            time_of_day=time_of_day,
        )
    own = dated in story.dates
    return DatingFinding(
        spans=(desk.scan.span(dated.expr.first, dated.expr.last),),
        rule="day-of-telling" if dated.spoken else ("date" if own else "same-day"),
        inferred=dated.spoken or dated.when.inferred or not own,
        earliest=dated.when.earliest(),
        latest=dated.when.latest(),
        precision=_precision(dated),
        time_of_day=time_of_day,
    )


def _precision(dated: Dated) -> str:
    """A day on which a thing was only reported tells that much and no more."""
    precision = dated.when.precision
    return "published" if dated.published and precision in DAYS else precision


def _part_of_day(desk: Desk, story: Story) -> DateExpr | None:
    dating = story.dating()
    if dating is not None and dating.expr.part and not dating.spoken:
        return dating.expr
    spoken = {id(one.expr) for one in story.dates if one.spoken}
    for clause in story.clauses:
        for expr in clause.dates:
            if not expr.part or expr.ends or id(expr) in spoken:
                continue
            before = desk.scan.words[max(0, expr.first - 4) : expr.first]
            if not words("until").isdisjoint(before) or desk.clauses.mode[expr.first]:
                continue
            if not expr.has_day() or any(one.expr is expr for one in story.dates):
                return expr
    return None


def _equipment(scan: Scan, piece: Piece) -> EquipmentFinding:
    spans = [scan.span(piece.first, piece.last)]
    if piece.told_at is not None:
        spans.append(scan.span(*piece.told_at))
    return EquipmentFinding(
        spans=tuple(sorted(spans)),
        rule="equipment",
        kind=piece.kind,
        count_min=piece.low,
        count_max=piece.high,
    )


def _settled_rows(toll: Toll, sides: list[Side]) -> list[tuple[Victim, bool]]:
    """Return the victims, their sides settled, with whether each counts."""
    targets = [side.unit for side in sides if side.role == "target"]
    attackers = [side.unit for side in sides if side.role == "attacker"]
    fighting = [unit for unit in (*attackers, *targets) if unit != "civilians"]
    split_sides(toll, fighting)
    settle_sides(toll, attackers, targets)
    return accept(toll)


def _ground(desk: Desk, victim: Victim) -> dict[str, object]:
    scan, group = desk.scan, victim.group
    spans = {scan.span(group.first, group.last), scan.span(*victim.trigger)}
    return {"spans": tuple(sorted(spans)), "rule": victim.rule}


def _part_of(victim: Victim, rows: list[tuple[Victim, bool]]) -> int | None:
    for number, (one, _) in enumerate(rows):
        if one is victim.part_of:
            return number
    return None


def _casualty(
    desk: Desk, victim: Victim, ok: bool, rows: list[tuple[Victim, bool]]
) -> CasualtyFinding:
    group = victim.group
    return CasualtyFinding(
        **_ground(desk, victim),  # type: ignore[arg-type]
        outcome=victim.outcome,
        unit=group.unit,
        category=group.category,
        nationality=group.nationality,
        count_min=group.low,
        count_max=group.high,
        part_of=_part_of(victim, rows),
        accepted=ok,
    )


def _captive(
    desk: Desk, victim: Victim, ok: bool, rows: list[tuple[Victim, bool]]
) -> CaptiveFinding:
    group = victim.group
    category = (
        group.category if group.category in ("combatant", "civilian") else "unknown"
    )
    if group.category in ("child", "woman"):
        category = "unknown"
    return CaptiveFinding(
        **_ground(desk, victim),  # type: ignore[arg-type]
        unit=group.unit,
        category=category,
        nationality=group.nationality,
        count_min=group.low,
        count_max=group.high,
        part_of=_part_of(victim, rows),
        accepted=ok,
    )
