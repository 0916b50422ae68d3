"""Which of several places of one name is meant, and in which governorate."""

from __future__ import annotations

from .gazetteer import PlaceEntry
from .lexicon import word_list
from .scan import LINE, Scan
from .sites import Site

ADJACENT = 3
"""Words between a name and the region that it is told with."""
WIDE = ("countryside", "governorate", "district")
CITY_AND_AROUND = {"Damascus": "Rif Dimashq"}
KINDS = (
    "city",
    "town",
    "village",
    "camp",
    "neighbourhood",
    "site",
    "desert",
    "district",
    "subdistrict",
    "governorate",
)
BY_NOUN = {
    "quarter": ("neighbourhood",),
    "camp": ("camp",),
    "city": ("city", "town"),
    "town": ("town", "city", "village"),
    "village": ("village", "town"),
    "land": ("desert", "site"),
}


def noun_before(scan: Scan, site: Site) -> str:
    """Return which noun stands right before a name: quarter, camp, city, ..."""
    if site.first <= 0 or site.start >= site.first:
        return ""
    word = scan.words[site.first - 1]
    for noun in BY_NOUN:
        listed = word_list("places.toml", noun)
        if word in listed or word[1:] in listed:
            return noun
    return ""


def settle(
    scan: Scan, site: Site, regions: list[Site], home: Site | None
) -> tuple[str | None, Site | None, PlaceEntry | None, tuple[str, ...]]:
    """Return governorate, the site that told it, the place, and the keys of the
    places that may be meant where none is certain."""
    if is_foreign(scan, site):
        return None, None, None, ()
    governorate, ground = _told_governorate(scan, site, regions, home)
    fitting = [
        entry for entry in site.entries if governorate in (None, entry.governorate)
    ]
    fitting = _within(fitting, regions) or fitting
    entry = _likeliest(fitting, noun_before(scan, site), governorate is None)
    if governorate is None and entry is not None:
        governorate = entry.governorate
    suggestions = () if entry else tuple(one.key for one in fitting[:5])
    return governorate, ground, entry, suggestions


def _within(entries: list[PlaceEntry], regions: list[Site]) -> list[PlaceEntry]:
    """Return those entries that lie in a city or district named with them."""
    around = {entry.key for region in regions for entry in region.entries}
    wide = {entry.governorate for region in regions for entry in region.entries}
    inside = [entry for entry in entries if entry.parent in around]
    narrow = [one for one in inside if one.parent and "governorate" not in one.parent]
    return narrow if wide else []


def _likeliest(
    entries: list[PlaceEntry], noun: str, unplaced: bool
) -> PlaceEntry | None:
    """Return the settlement before the district of its name; among namesakes of
    several governorates only one that stands out by its kind."""
    wanted = [entry for entry in entries if entry.kind in BY_NOUN.get(noun, ())]
    ranked = sorted(wanted or entries, key=lambda entry: KINDS.index(entry.kind))
    if not ranked:
        return None
    first = ranked[0]
    rivals = [one for one in ranked[1:] if one.governorate != first.governorate]
    if unplaced and rivals:
        stands_out = first.kind in ("city", "town") and all(
            one.kind not in ("city", "town") for one in rivals
        )
        return first if stands_out else None
    return first


def only_governorate(site: Site) -> str | None:
    """Return the governorate that a name stands for by itself."""
    for entry in site.entries:
        if entry.kind == "governorate":
            return entry.governorate
    found = site.governorates()
    return next(iter(found)) if len(found) == 1 else None


def _told_governorate(
    scan: Scan, site: Site, regions: list[Site], home: Site | None
) -> tuple[str | None, Site | None]:
    """The name's own governorate where it is one; else the region told with it."""
    own = site.governorates()
    named = [(one, only_governorate(one)) for one in regions]
    told = [(one, name) for one, name in named if name]
    if len(own) == 1:
        only = next(iter(own))
        ground = next((one for one, name in told if name == only), None)
        if ground is None and told and _is_region_of(scan, site, told[0][0]):
            return told[0][1], told[0][0]
        if ground is None and told and _is_beside(scan, site, told[0][0]):
            return told[0][1], told[0][0]
        headed = only_governorate(home) if home is not None else None
        if ground is None and headed and (_stretches(site) or _under(scan, site, home)):
            return headed, home
        return only, ground
    for one, name in told:
        if name in own:
            return name, one
        if not own:
            return _around_damascus(scan, one, name), one
    for one, name in told:
        if 0 <= one.first - site.last <= ADJACENT:
            return name, one
    if home is not None:
        headed = only_governorate(home)
        if headed and (not own or headed in own):
            return headed, home
    if told and not own:
        return told[0][1], told[0][0]
    return None, None


def _is_region_of(scan: Scan, site: Site, region: Site) -> bool:
    """'X in the countryside of Hama': not 'the road from X to Hama'."""
    if not 0 <= region.first - site.last <= ADJACENT:
        return False
    leads = [
        scan.sense(index, "place_word") for index in range(site.last, region.first)
    ]
    return any(word is not None and word.value in WIDE for word in leads)


def _is_beside(scan: Scan, site: Site, region: Site) -> bool:
    """'X, west of the town of Y': a village of this name lies by Y, whatever
    other village the name is known for."""
    if not _village(site) or not 0 <= region.first - site.last <= ADJACENT:
        return False
    leads = [
        scan.sense(index, "place_word") for index in range(site.last, region.first)
    ]
    return any(word is not None and word.value == "compass" for word in leads)


def _village(site: Site) -> bool:
    """Villages share their names; one known in B may stand in a report from A."""
    return all(entry.kind == "village" for entry in site.entries)


def _under(scan: Scan, site: Site, home: Site | None) -> bool:
    """Tell whether a village stands in the paragraph that the heading opens."""
    if home is None or not _village(site) or home.last > site.first:
        return False
    return all(gap < LINE for gap in scan.gaps[home.last : site.first])


def _stretches(site: Site) -> bool:
    """A desert or a range reaches into more governorates than its entry tells."""
    return all(entry.kind == "desert" for entry in site.entries)


def _around_damascus(scan: Scan, region: Site, name: str) -> str:
    """'west of Damascus' is no more in the city, which is a governorate of its own."""
    led = [
        scan.sense(index, "place_word")
        for index in range(region.start - 2, region.first)
    ]
    outside = any(word is not None and word.value == "compass" for word in led)
    return CITY_AND_AROUND.get(name, name) if outside else name


def is_foreign(scan: Scan, site: Site) -> bool:
    """'the Lebanese town of Hermel', 'on the Iraqi side of the border'."""
    after = scan.words[site.last : site.last + 6]
    if after and after[0] in word_list("places.toml", "foreign"):
        return True
    abroad = word_list("places.toml", "abroad")
    for index, word in enumerate(after):
        if scan.gaps[site.last + index] > 1:
            return False
        pair = f"{word} {after[index + 1]}" if index + 1 < len(after) else ""
        if pair in abroad:
            return True
    return False
