"""From the text of a report to draft incidents: the stages in their order."""

from __future__ import annotations

from datetime import date

from .calendar import Clock, own_anchor
from .clauses import Clauses, cut
from .dates import DateExpr, find_dates
from .doubts import Known, with_doubts
from .draft import Desk, draft, read_story
from .findings import (
    DraftIncident,
    PublishedFinding,
    Reading,
    Warning,  # noqa: A004 - the contract
)
from .formations import mark_formations
from .frame import Frame, find_frame
from .gazetteer import Gazetteer
from .group import Codes
from .harm_in_context import mark_harm
from .hedges import Hedges
from .lexicon import lexicon_for, lexicon_hash
from .normalise import normalise
from .roles import RoleReader
from .roster import Roster
from .scan import Scan, scan
from .segment import Segmenter
from .signs import Role
from .sites import Site, find_sites
from .spans import Stretch
from .story import Story

VERSION = "1.0.0"
LONGEST = 40_000
"""Characters of a text that are read; a report has some 3,000, and work grows with
the square of a text that is one endless sentence."""


def read(
    text: str, *, published_on: date | None, places: Gazetteer, units: Roster
) -> Reading:
    """Read one report; newlines are already LF, and offsets count from this text."""
    found = scan(normalise(text[:LONGEST]), lexicon_for(places, units))
    mark_formations(found, text)
    frame = find_frame(found)
    dates = find_dates(found)
    told_on = _told_on(found, frame, dates)
    clock = Clock(published_on or (told_on.value if told_on else None))
    codes = Codes(units, clock.anchor or _era(dates))
    codes.learn(found)
    mark_harm(found, codes)
    clauses = cut(found, frame.body, dates)
    stories = Segmenter(found, clauses, clock, frame.heads).run()
    desk = Desk(
        found,
        text,
        clauses,
        codes,
        _homes(found, frame),
        _title_roles(found, frame, codes),
        Hedges(found, clauses),
        codes.bodies,
    )
    return Reading(
        incidents=tuple(
            with_doubts(
                desk, _drafts(desk, stories), Known(places, units, clock.anchor)
            )
        ),
        warnings=_warnings(text),
        title=_span(found, frame.title),
        dateline=_span(found, frame.dateline),
        noise=tuple(found.span(*line) for line in frame.noise),
        published_on=told_on,
        reader_version=VERSION,
        lexicon_hash=lexicon_hash(),
        text=text,
    )


def _span(scan: Scan, stretch: Stretch | None):  # type: ignore[no-untyped-def]
    return scan.span(*stretch) if stretch else None


def _told_on(
    scan: Scan, frame: Frame, dates: list[DateExpr]
) -> PublishedFinding | None:
    """Return the day of publication that the dateline or the text gives."""
    if frame.dateline is not None:
        for expr in dates:
            if frame.dateline.first <= expr.first < frame.dateline.last:
                when = Clock(None).resolve(expr)
                if when is not None and when.end is not None:
                    return PublishedFinding(
                        spans=(scan.span(expr.first, expr.last),),
                        rule="dateline",
                        value=when.end,
                    )
    own = own_anchor(dates)
    if own is None:
        return None
    return PublishedFinding(
        spans=(scan.span(own[1].first, own[1].last),),
        rule="today-with-its-date",
        inferred=True,
        value=own[0],
    )


def _era(dates: list[DateExpr]) -> date | None:
    """Return about when a report without a day of its own tells, for its units."""
    known = [
        date(one.year, one.months[0] if one.months else 1, 28)
        for one in dates
        if one.year
    ]
    return max(known, default=None)


def _warnings(text: str) -> tuple[Warning, ...]:
    if len(text) <= LONGEST:
        return ()
    values = {"read": LONGEST, "length": len(text)}
    return (Warning(code="text-cut-short", spans=(), values=values),)


def _homes(scan: Scan, frame: Frame) -> tuple[Site | None, ...]:
    """Return the governorate under which each paragraph of the body stands."""
    home = _home(scan, frame.dateline)
    homes: list[Site | None] = []
    for head in frame.heads:
        home = _home(scan, head) or home
        homes.append(home)
    return tuple(homes)


def _home(scan: Scan, head: Stretch | None) -> Site | None:
    if head is None:
        return None
    sites = [site for site in find_sites(scan, head) if site.entries]
    return sites[0] if sites else None


def _title_roles(scan: Scan, frame: Frame, codes: Codes) -> list[Role]:
    if frame.title is None:
        return []
    clauses: Clauses = cut(scan, (frame.title,), [])
    return RoleReader(scan, clauses, Story(clauses=clauses.items), codes).read()


def _drafts(desk: Desk, stories: list[Story]) -> list[tuple[Story, DraftIncident]]:
    kept: list[Story] = []
    for number, story in enumerate(stories):
        if read_story(desk, story, stories[:number]):
            kept.append(story)
    return [(story, draft(desk, story)) for story in kept]
