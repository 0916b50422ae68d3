"""What a person should look at: each doubt with its words and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .draft import Desk
from .equipment import ALIKE
from .findings import (
    CaptiveFinding,
    CasualtyFinding,
    DraftIncident,
    SitingFinding,
    Warning,  # noqa: A004 - the contract
)
from .gazetteer import Gazetteer
from .group import Group
from .hedges import denial_of_captives
from .lexicon import word_list
from .normalise import fold
from .roster import Roster
from .spelling import near_names
from .story import Dated, Story
from .toll import Toll

MOST_GROUPS = 8
"""Groups of which all sums are tried; more, and any number fits."""
FLYING = ALIKE["aircraft"]
JOINT = "، "
Told = list[tuple[Story, DraftIncident]]


@dataclass(frozen=True, slots=True)
class Known:
    """What doubts are measured by: the names known, and the day of telling."""

    places: Gazetteer
    units: Roster
    anchor: date | None


def with_doubts(desk: Desk, told: Told, known: Known) -> list[DraftIncident]:
    """Return the drafts of a report with their warnings."""
    drafts = []
    for number, (story, draft) in enumerate(told):
        draft = _placed(draft, known)
        warnings = [
            *_of_place(draft, known),
            *_of_date(desk, story, draft, known.anchor),
            *_of_people(desk, story, draft),
            *_of_units(draft, known.units),
            *_of_aircraft(desk, story),
            *_of_others(draft, [one for _, one in told[:number]]),
        ]
        drafts.append(replace(draft, warnings=(*draft.warnings, *warnings)))
    return drafts


# ------------------------------------------------------------------------ places


def _placed(draft: DraftIncident, known: Known) -> DraftIncident:
    """Give a place its key where only one of its name lies in its governorate; else
    add the names that it may be a slip for."""
    siting = draft.siting
    if siting is None or not _is_unknown(siting) or siting.suggestions:
        return draft
    own = known.places.by_name.get(_folded(siting), ())
    there = [one for one in own if one.governorate == siting.governorate]
    if len(there) == 1:
        return replace(draft, siting=replace(siting, place_key=there[0].key))
    near = own or near_names(known.places, siting.place_ar or "", siting.governorate)
    keys = tuple(dict.fromkeys(one.key for one in near))
    return replace(draft, siting=replace(siting, suggestions=keys))


def _is_unknown(siting: SitingFinding) -> bool:
    return siting.place_ar is not None and siting.place_key is None


def _of_place(draft: DraftIncident, known: Known) -> Iterator[Warning]:
    siting = draft.siting
    if siting is None or not _is_unknown(siting):
        return
    name, spans = siting.place_ar, siting.spans[:1]
    own = known.places.by_name.get(_folded(siting), ())
    near = near_names(known.places, name or "", siting.governorate)
    if own:
        where = {one.governorate or "" for one in own}
        values = {"name": name, "governorates": ", ".join(sorted(where))}
        if len(own) > 1:
            yield Warning(code="ambiguous-place", spans=spans, values=values)
        else:
            yield Warning(code="place-elsewhere", spans=spans, values=values)
    elif near:
        names = JOINT.join(dict.fromkeys(one.name_ar for one in near))
        values = {"name": name, "suggestions": names}
        yield Warning(code="misspelt-place", spans=spans, values=values)
    else:
        yield Warning(code="unresolved-place", spans=spans, values={"name": name})


def _folded(siting: SitingFinding) -> str:
    return " ".join(fold(siting.place_ar or "").split())


# ------------------------------------------------------------------------- dates


def _of_date(
    desk: Desk, story: Story, draft: DraftIncident, anchor: date | None
) -> Iterator[Warning]:
    for dated in story.dates:
        expr, day = dated.expr, dated.when.end
        spans = (desk.scan.span(expr.first, expr.last),)
        if len(set(expr.months)) > 1 and len(expr.days) == 1:
            yield Warning(code="month-names-disagree", spans=spans)
        if day is None or not expr.days:
            continue
        values = {"date": day.isoformat()}
        if _other_weekday(dated, day):
            yield Warning(code="weekday-mismatch", spans=spans, values=values)
        if story.told == "news" and _other_day(dated, day, anchor):
            yield Warning(code="relative-day-mismatch", spans=spans, values=values)
    yield from _of_dating(desk, story, draft, anchor)


def _other_weekday(dated: Dated, day: date) -> bool:
    weekdays = dated.expr.weekdays
    return bool(weekdays) and day.weekday() not in weekdays


def _other_day(dated: Dated, day: date, anchor: date | None) -> bool:
    relative = dated.expr.relative
    if relative is None or anchor is None:
        return False
    told = anchor + timedelta(days=relative)
    return not (dated.when.start or day) <= told <= day


def _of_dating(
    desk: Desk, story: Story, draft: DraftIncident, anchor: date | None
) -> Iterator[Warning]:
    dating, dated = draft.dating, story.dating()
    if dating is None or dating.latest is None or dated is None:
        return
    values = {"date": dating.latest.isoformat()}
    if dating.precision == "published":
        yield Warning(
            code="dated-by-publication-only", spans=dating.spans, values=values
        )
    expr = dated.expr
    guessed = expr.days and expr.months and not (expr.year or expr.near_year)
    if guessed and (anchor is None or dating.latest.year != anchor.year):
        year = {"year": dating.latest.year}
        yield Warning(code="year-inferred", spans=dating.spans, values=year)


# ------------------------------------------------------------------------ people

People = CasualtyFinding | CaptiveFinding


def _of_people(desk: Desk, story: Story, draft: DraftIncident) -> Iterator[Warning]:
    toll = desk.told[id(story)].toll
    rows: list[People] = [*draft.casualties, *draft.captives]
    yield from _rival_counts(rows)
    yield from _families(desk, toll)
    yield from _sums(desk, toll)
    denial = denial_of_captives(desk.scan, story.clauses)
    if denial is not None and draft.captives:
        clause, _ = denial
        spans = (desk.scan.span(clause.first, clause.last),)
        yield Warning(code="disputed-captives", spans=spans)


def _rival_counts(rows: list[People]) -> Iterator[Warning]:
    rivals = [row for row in rows if not row.accepted]
    if rivals:
        spans = tuple(sorted({row.spans[-1] for row in rivals}))
        yield Warning(
            code="rival-counts", spans=spans, values={"accounts": len(rivals)}
        )


def _families(desk: Desk, toll: Toll) -> Iterator[Warning]:
    spans = sorted(
        desk.scan.span(victim.group.first, victim.group.last)
        for victim in toll.victims
        if victim.group.family and victim.group.low is None
    )
    if spans:
        yield Warning(code="family-of-unknown-size", spans=tuple(spans))


def _sums(desk: Desk, toll: Toll) -> Iterator[Warning]:
    """'the four members' where no groups told before come to four."""
    groups = [group for group, _ in toll.mentions]
    groups += [victim.group for victim in toll.victims]
    for group in groups:
        if not _restates(desk, group):
            continue
        before = [one for one in groups if one.first < group.first and one.low]
        if group.low in _totals(before) or _same_again(group, groups):
            continue
        spans = (desk.scan.span(group.first, group.last),)
        values = {"told": group.low}
        yield Warning(code="sum-does-not-fit", spans=spans, values=values)


def _restates(desk: Desk, group: Group) -> bool:
    """Tell whether a group is told by a number with the article: 'the four'."""
    if not (group.definite and group.counted) or group.pronoun or group.other:
        return False
    if group.low is None or group.low < 2:
        return False
    end = desk.scan.words[group.last - 1 : group.last + 1]
    if not word_list("doubts.toml", "remaining").isdisjoint(end):
        return False
    numbers = (desk.scan.hit_at[index] for index in range(group.first, group.last))
    return any(one and one.definite and "num" in one.senses for one in numbers)


def _totals(groups: list[Group]) -> set[int]:
    sums = {0}
    for group in groups[-MOST_GROUPS:]:
        sums |= {one + (group.low or 0) for one in sums}
    return sums


def _same_again(group: Group, groups: list[Group]) -> bool:
    return any(one.same_size(group) and one.first != group.first for one in groups)


# ----------------------------------------------------------- units, other drafts


def _of_units(draft: DraftIncident, units: Roster) -> Iterator[Warning]:
    for row in draft.involvements:
        if row.unit.startswith("other:") and row.unit not in units.by_code:
            name = row.unit.removeprefix("other:")
            if name not in units.by_code:
                values = {"name": name}
                yield Warning(code="unknown-unit", spans=row.spans[:1], values=values)


def _of_aircraft(desk: Desk, story: Story) -> Iterator[Warning]:
    """One aircraft, and later 'these aircraft': the one stays, the doubt is told."""
    flying = [one for one in desk.told[id(story)].pieces if one.kind in FLYING]
    if len(flying) != 1 or (flying[0].low, flying[0].high) != (1, 1):
        return
    one = flying[0]
    for clause in story.clauses:
        for hit in clause.hits if "equipment" in clause.cues else ():
            sense = hit.senses.get("equipment")
            if sense is None or hit.first < one.last or sense.number != "pl":
                continue
            if hit.definite and sense.value in FLYING:
                spans = (
                    desk.scan.span(one.first, one.last),
                    desk.scan.span(hit.first, hit.last),
                )
                yield Warning(code="one-aircraft-or-several", spans=spans)
                return


def _of_others(draft: DraftIncident, before: list[DraftIncident]) -> Iterator[Warning]:
    for other in before:
        if other.kind.kind != draft.kind.kind or not _same_day(draft, other):
            continue
        here, there = draft.siting, other.siting
        if here is None or there is None or not (here.place_ar and there.place_ar):
            continue
        spans = (*there.spans[:1], *here.spans[:1])
        values = {"place": here.place_ar, "other": there.place_ar}
        if here.place_ar == there.place_ar:
            yield Warning(
                code="two-incidents-same-place-day", spans=spans, values=values
            )
        elif draft.told != other.told and here.governorate == there.governorate:
            yield Warning(code="same-day-neighbour", spans=spans, values=values)


def _same_day(one: DraftIncident, other: DraftIncident) -> bool:
    if one.dating is None or other.dating is None or one.dating.latest is None:
        return False
    return one.dating.latest == other.dating.latest
