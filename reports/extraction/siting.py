"""Where a story happened: the place, how it is told, and the governorate."""

from __future__ import annotations

from .clauses import AIMED, ASSERTED, BACKGROUND, TRIED, Clause, Clauses
from .clitics import ARTICLE, FOR_THE
from .findings import SitingFinding
from .lexicon import with_and, word_list, words
from .namesakes import is_foreign, only_governorate, settle
from .nearer import closer
from .normalise import fold
from .relations import relate
from .scan import Scan
from .sites import Site, clitics
from .spans import Span
from .story import Story

HEIGHTS = word_list("places.toml", "heights")
NEAR = 25
"""Words on either side of a name within which a region is told with it."""
RANK = {
    "at": 0,
    "near": 2,
    "to": 2,
    "city": 3,
    "posted": 3.5,
    "origin": 4,
    "mention": 5,
    "region": 6,
}
UNDER_AN_AIM = 3.8
"""'shot while trying to cross near X': before where a man comes from."""


def choose_site(
    scan: Scan, clauses: Clauses, story: Story, before: list[Story]
) -> Site | None:
    """Return the site of the story: the first that is named as such."""
    sites = [
        site
        for clause in story.clauses
        for site in clause.sites
        if clauses.mode[site.first] in (ASSERTED, TRIED, BACKGROUND, AIMED)
    ]
    attacked = {
        site.first
        for clause in story.clauses
        for site in clause.sites
        if site.relation == "destination" and _is_attacked(clause, site)
    }
    named = [
        site
        for site in sites
        if not site.anaphor
        and (site.relation in RANK or site.first in attacked)
        and not _too_wide(site)
    ]
    entered = _entered(story) if any(site.relation == "to" for site in named) else set()

    def rank(site: Site) -> float:
        if site.relation == "destination":
            return RANK["to"] + 0.5
        if clauses.mode[site.first] == AIMED:
            return UNDER_AN_AIM if _rank(site) <= 2 else RANK["region"]
        entering = site.relation == "to" and site.first in entered
        return 0 if entering else _rank(site)

    best = min(named, key=lambda site: (rank(site), site.first), default=None)
    if best is not None and rank(best) <= 2:
        told = [one for one in named if clauses.mode[one.first] != AIMED]
        return closer(scan, best, told)
    if any(site.anaphor and clauses.mode[site.first] != AIMED for site in sites):
        pointed = _pointed_at(sites, before)
        if pointed is not None:
            return pointed
    if best is not None:
        return best
    return None


def _entered(story: Story) -> set[int]:
    """Return the places of sentences that tell of a raid."""
    raided = {
        clause.sentence
        for clause in story.clauses
        if any(hit.senses["event"].value == "ground_raid" for hit in clause.events)
    }
    return {
        site.first
        for clause in story.clauses
        if clause.sentence in raided
        for site in clause.sites
    }


def _is_attacked(clause: Clause, site: Site) -> bool:
    """'tried to slip towards the points around X': they attacked X."""
    return site.noun is not None and any(
        hit.senses["event"].value == "clash" and hit.first < site.start
        for hit in clause.events
    )


def _too_wide(site: Site) -> bool:
    return site.wide and site.relation in ("region", "mention", "near", "at", "origin")


def _rank(site: Site) -> float:
    return RANK[site.relation]


def _pointed_at(sites: list[Site], before: list[Story]) -> Site | None:
    """'the town' is the place people were said to come from, or that of before."""
    for site in sites:
        if site.relation == "origin" and not site.wide:
            return site
    for story in reversed(before):
        if story.own_place is not None:
            return story.own_place
    return None


def name_of(scan: Scan, text: str, site: Site) -> tuple[str, Span]:
    """Return the bare name and its span."""
    span = scan.span(site.first, site.last)
    cut = clitics(scan, site)
    whole = span.quote(text)
    span = Span(span.start + cut, span.end) if cut < len(whole) else span
    name = span.quote(text)
    if site.label.startswith(ARTICLE) and name.startswith(FOR_THE):
        name = ARTICLE + name[2:]
    for entry in site.entries:
        chief = entry.name_ar
        tail = name[len(chief) + 1 :]
        if (
            name != chief
            and name.startswith(chief + " ")
            and fold(tail) not in word_list("places.toml", "name_closers")
        ):
            name = chief
            span = Span(span.start, span.start + len(chief))
            break
    stem, _, adjective = name.rpartition(" ")
    if stem and site.noun == "site" and fold(adjective) in words("site_adjectives"):
        span = Span(span.start, span.end - len(adjective) - 1)
        name = stem
    head, _, tail = name.partition(" ")
    if tail and fold(head) in words("common_nouns") | HEIGHTS:
        span = Span(span.start + len(name) - len(tail), span.end)
        name = tail
    return name, span


def site_story(
    scan: Scan,
    text: str,
    clauses: Clauses,
    story: Story,
    before: list[Story],
    home: Site | None,
) -> SitingFinding | None:
    """Return where the story happened; home is the dateline's governorate."""
    site = choose_site(scan, clauses, story, before)
    story.own_place = site
    regions = _regions(clauses, story, site)
    if site is None:
        return _only_region(scan, story, regions, home)
    name, span = name_of(scan, text, site)
    governorate, ground, entry, suggestions = settle(scan, site, regions, home)
    if governorate is None and not site.entries and not is_foreign(scan, site):
        governorate, ground = _as_before(before)
    relation = relate(scan, clauses, story, site)
    told_by = (scan.span(*relation.words),) if relation.words else ()
    other = name_of(scan, text, relation.other)[0] if relation.other else None
    return SitingFinding(
        spans=(span, *told_by),
        hedge=scan.span(*relation.hedge).quote(text) if relation.hedge else None,
        rule=f"place-{site.relation}",
        inferred=site.relation == "origin",
        place_ar=name,
        place_key=entry.key if entry else None,
        suggestions=suggestions,
        governorate=governorate,
        governorate_spans=(scan.span(ground.first, ground.last),) if ground else (),
        relation=relation.name,
        distance_km=relation.distance_km,
        bearing=relation.bearing,
        other_place_ar=other,
    )


def _as_before(before: list[Story]) -> tuple[str | None, Site | None]:
    """A place that no list knows lies where the story told before it happened."""
    for story in reversed(before):
        place = story.own_place
        if place is not None and len(place.governorates()) == 1:
            return next(iter(place.governorates())), place
    return None, None


def _regions(clauses: Clauses, story: Story, site: Site | None) -> list[Site]:
    found = [
        one
        for clause in story.clauses
        for one in clause.sites
        if one.entries
        and one is not site
        and one.relation in ("region", "city", "near", "at")
        and clauses.mode[one.first] in (ASSERTED, TRIED, BACKGROUND)
        and not one.anaphor
    ]
    if site is None:
        return [one for one in found if one.wide or one.relation == "region"]
    after = [one for one in found if site.first < one.first < site.first + NEAR]
    wide = [one for one in found if one not in after and one.wide]
    before = [one for one in found if site.first - NEAR < one.first < site.first]
    return after + wide + [one for one in before if not one.wide]


def _only_region(
    scan: Scan, story: Story, regions: list[Site], home: Site | None
) -> SitingFinding | None:
    if not regions and home is not None and _in_the_countryside(scan, story):
        regions = [home]
    for region in regions:
        governorate = only_governorate(region)
        if governorate:
            return SitingFinding(
                spans=(scan.span(region.first, region.last),),
                rule="region-alone",
                place_ar=None,
                governorate=governorate,
                governorate_spans=(scan.span(region.first, region.last),),
                relation="countryside",
            )
    return None


def _in_the_countryside(scan: Scan, story: Story) -> bool:
    """'the eastern countryside' alone is that of the dateline's governorate."""
    countryside = with_and(words("countryside"))
    return any(
        scan.tells(countryside, clause.first, clause.last) for clause in story.clauses
    )
