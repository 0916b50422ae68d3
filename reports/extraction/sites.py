"""Places: names that the gazetteer knows, and unknown names after a place noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .clitics import AND, ARTICLE, FOR_THE, IN
from .gazetteer import PlaceEntry
from .leading import NAMED_BY_NOUN, leading, relation_of, settled
from .lexicon import with_and, words
from .naming import bare_noun, listed, name_end
from .scan import MARK, SPACE, Hit, Scan
from .spans import Stretch


@dataclass(slots=True)
class Site:
    """A place as named; words first to last are the name, from start the phrase."""

    start: int
    first: int
    last: int
    relation: str
    entries: tuple[PlaceEntry, ...]
    noun: str | None
    wide: bool
    listed: bool = False
    anaphor: bool = False
    label: str = ""
    whole: bool = False
    called_after: tuple[PlaceEntry, ...] = ()

    def governorates(self) -> set[str]:
        """Return the governorates in which a place of this name lies, or the one
        that it is called after: the prison of Harim lies where Harim does."""
        entries = self.entries or self.called_after
        return {entry.governorate for entry in entries if entry.governorate}


def find_sites(scan: Scan, stretch: Stretch) -> list[Site]:
    """Return all places named in a stretch, in the order of the text."""
    found = _find(scan, stretch)
    for site in found:
        site.label = _label(scan, site)
    return found


def clitics(scan: Scan, site: Site) -> int:
    """Return how many letters before the name belong to no name."""
    hit = scan.hit_at[site.first]
    if site.whole:
        return 0
    if hit is None or hit.first != site.first:
        return 1 if site.listed else 0
    cut = len(hit.conjunction) + len(hit.preposition)
    return cut - 1 if scan.words[site.first][cut - 1 :].startswith(FOR_THE) else cut


def _label(scan: Scan, site: Site) -> str:
    """Return the normalised bare name."""
    name = scan.written(site.first, site.last)[clitics(scan, site) :]
    if name.startswith(FOR_THE):
        name = ARTICLE + name[2:]
    head, _, tail = name.partition(" ")
    return tail if tail and head in words("common_nouns") else name


def _find(scan: Scan, stretch: Stretch) -> list[Site]:
    found: list[Site] = []
    free = stretch.first
    anaphors = _anaphors()
    naming = [
        hit
        for hit in scan.hits_in(stretch.first, stretch.last)
        if "place" in hit.senses
        or "place_word" in hit.senses
        or scan.words[hit.last - 1] in anaphors
    ]
    for hit in naming:
        if hit.first < free:
            continue
        site = _site_at(scan, hit, stretch)
        if site is None:
            continue
        if found and found[-1].last == site.start and _joined(scan, site):
            site.listed = site.listed or hit.conjunction == AND
            between = found[-1].relation == "near" and site.relation == "at"
            if between or site.relation in ("mention", "region", "city"):
                site.relation = found[-1].relation
        found.append(site)
        free = max(site.last, hit.last)
        if (
            site.noun in words("plural_place_nouns")
            or site.listed
            or site.relation == "to"
        ):
            free = _listed(scan, site, found, stretch)
    return found


def _joined(scan: Scan, site: Site) -> bool:
    """Tell whether 'and' joins a place, or the noun before it, to the last one."""
    head = scan.hit_at[site.start]
    return head is not None and head.conjunction == AND


@cache
def _anaphors() -> frozenset[str]:
    """Return the words for 'the town', 'in the town', 'and the town'."""
    plain = words("place_anaphors")
    return with_and(plain).union(IN + word for word in plain)


def _site_at(scan: Scan, hit: Hit, stretch: Stretch) -> Site | None:
    if "place" in hit.senses:
        return _known(scan, hit, stretch)
    if scan.words[hit.last - 1] in _anaphors():
        return _anaphor(hit)
    word = hit.senses.get("place_word")
    if word is None:
        return None
    if hit.definite:
        return None
    noun_last = hit.last - hit.first > 1 and _ends_in_noun(scan, hit)
    if word.value in NAMED_BY_NOUN or noun_last:
        return _unknown(scan, hit, stretch)
    return None


def _ends_in_noun(scan: Scan, hit: Hit) -> bool:
    """'of the people of the village' announces a name as 'the village' does."""
    noun = scan.words[hit.last - 1]
    return noun in words("common_nouns")


def _anaphor(hit: Hit) -> Site:
    return Site(hit.first, hit.first, hit.last, "at", (), None, False, anaphor=True)


def _known(scan: Scan, hit: Hit, stretch: Stretch) -> Site | None:
    entries: tuple[PlaceEntry, ...] = hit.senses["place"].value
    start, relation, noun = leading(scan, hit, stretch.first)
    if hit.preposition and noun and scan.gaps[hit.first] <= SPACE:
        # After a place noun no preposition can stand: the letter is the name's own.
        kind = noun if noun in NAMED_BY_NOUN else "settlement"
        return Site(start, hit.first, hit.last, "at", (), kind, False, whole=True)
    if _lies_on(scan, start, stretch.first):
        relation = "region"
    sorts = hit.senses["place"].entry
    wide, only_wide = sorts["wide"], sorts["only_wide"]
    if noun and relation in ("at", "near") and (not wide or settled(noun)):
        wide = False
    elif only_wide:
        wide = True
    if wide and relation in ("at", "near", "mention"):
        within = hit.preposition == IN or _after_in(scan, hit) or noun == "site"
        relation = "city" if within else "region"
    common = sorts["common"] and not _named_site(scan, hit)
    if relation == "mention" and (len(hit.senses) > 1 or common):
        return None
    alone = start == hit.first or _only_preposition(scan, start, hit)
    if common and alone and not _placed_after(scan, hit):
        return None
    site = Site(start, hit.first, hit.last, relation, entries, noun, wide)
    if not _takes_its_noun(scan, site, stretch):
        _takes_an_adjective(scan, site, stretch)
    if site.noun is None and _named_site(scan, hit):
        site.noun = "site"
        if site.relation == "mention" and not _follows_link(scan, hit):
            site.relation = "at"
    return site


def _lies_on(scan: Scan, start: int, floor: int) -> bool:
    """'the town that lies on the slopes of X' tells where the town is."""
    return not listed("lying").isdisjoint(scan.words[max(floor, start - 3) : start])


def _takes_its_noun(scan: Scan, site: Site, stretch: Stretch) -> bool:
    """'Harim prison' is a site of its own, called after Harim."""
    before = scan.words[site.first - 1] if site.first > stretch.first else ""
    if before not in words("sites_in_name") or scan.gaps[site.first] > SPACE:
        return False
    if scan.written(site.first, site.last).startswith(before):
        return False
    site.first, site.noun, site.wide = site.first - 1, "site", False
    if site.relation in ("city", "region", "mention"):
        site.relation = "at"
    site.called_after, site.entries = site.entries, ()
    return True


def _takes_an_adjective(scan: Scan, site: Site, stretch: Stretch) -> None:
    """'Little Buwaydah' is not Buwaydah."""
    if site.noun != "settlement" or site.last >= stretch.last:
        return
    if scan.words[site.last] in listed("name_closers"):
        site.last += 1
        site.entries = ()


def _named_site(scan: Scan, hit: Hit) -> bool:
    """A name that begins with its own noun is no common word: 'Hamdan airport'."""
    head = scan.words[hit.first]
    plain = head.removeprefix(hit.conjunction).removeprefix(hit.preposition)
    return hit.last - hit.first > 1 and plain in words("sites_in_name")


def _follows_link(scan: Scan, hit: Hit) -> bool:
    """'from the base', 'to the base' name where something came from or went."""
    before = scan.words[hit.first - 1] if hit.first else ""
    return before.removeprefix(AND) in words("linking_prepositions")


def _only_preposition(scan: Scan, start: int, hit: Hit) -> bool:
    """Tell whether nothing but 'in' or 'at' leads to a name."""
    return hit.first - start == 1 and scan.words[start].removeprefix(AND) in words(
        "place_prepositions"
    )


def _placed_after(scan: Scan, hit: Hit) -> bool:
    """Tell whether a region or a compass point follows: 'in al-Bab, east of'."""
    following = scan.sense(hit.last, "place_word")
    return following is not None and following.value in ("countryside", "compass")


def _after_in(scan: Scan, hit: Hit) -> bool:
    before = hit.first - 1
    if before > 0 and scan.words[before] in listed("capital"):
        if scan.words[before].startswith(IN):
            return True
        before -= 1
    return before >= 0 and scan.words[before] in words("within")


def _unknown(scan: Scan, hit: Hit, stretch: Stretch) -> Site | None:
    """Take the one or two words after a place noun as the name of a place."""
    at = hit.last
    if at >= stretch.last or scan.gaps[at] > MARK:
        return None
    last = name_end(scan, hit, at, stretch.last)
    if last <= at:
        return None
    start, relation, _ = leading(scan, hit, stretch.first)
    own = str(hit.senses["place_word"].value)
    if own not in NAMED_BY_NOUN:
        relation = relation_of([own], {hit.preposition}, None)
    if relation == "mention":
        relation = "at"
    noun = bare_noun(scan.words[hit.last - 1])
    value = str(hit.senses["place_word"].value)
    first = at
    if noun in listed("built_sites") and _describes(scan.words[at]):
        return None
    if noun in words("sites_in_name"):
        first = hit.last - 1
        if noun in listed("loose_sites") and not scan.words[at].startswith(ARTICLE):
            return None
    elif value == "site" and noun not in words("sites_of_names"):
        return None
    kind = noun if noun in words("plural_place_nouns") else value
    return Site(start, first, last, relation, (), kind, False)


def _describes(word: str) -> bool:
    """Tell whether a word is an adjective that names nothing: 'a water crossing'."""
    return len(word) > 3 and not word.startswith(ARTICLE) and word.endswith(("ي", "يه"))


def _listed(scan: Scan, site: Site, found: list[Site], stretch: Stretch) -> int:
    """Take 'and B and C' after a plural place noun as further places."""
    at = site.last
    while at < stretch.last and scan.gaps[at] <= MARK:
        word = scan.words[at]
        hit = scan.hit_at[at]
        if hit is not None:
            if "place" not in hit.senses or hit.conjunction != AND:
                break
            entries = hit.senses["place"].value
            found.append(
                Site(at, at, hit.last, site.relation, entries, site.noun, False, True)
            )
            at = hit.last
        elif (
            site.noun in words("plural_place_nouns")
            and word.startswith(AND)
            and len(word) > 3
        ):
            found.append(
                Site(at, at, at + 1, site.relation, (), site.noun, False, True)
            )
            at += 1
        else:
            break
    return at
