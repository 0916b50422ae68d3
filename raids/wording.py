"""Words an incident: its title and summary where no editor wrote one, and its counts.

Everything is said in the language active, or in the one asked for, from the accepted
findings alone: nothing is said that no finding states.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from .choices import DatePrecision, IncidentKind, PlaceRelation, Role

if TYPE_CHECKING:
    from .models import Incident, Involvement, Place, Siting, Unit


def title_of(incident: Incident, language: str | None = None) -> str:
    """Return the title in a language: the editor's, or one worded from the findings."""
    language = language or get_language() or "ar"
    written = incident.title_ar if language == "ar" else incident.title_en
    if written:
        return written
    with override(language):
        return worded_title(incident, language)


def worded_title(incident: Incident, language: str) -> str:
    """Word a title such as “Air landing by the Coalition in Buqrus”."""
    values = {
        "kind": incident.get_kind_display(),
        "by": joined(attackers(incident), language),
        "where": where_of(incident, language),
    }
    if incident.kind == IncidentKind.OTHER:
        return title_of_no_kind(incident, values)
    if values["by"] and values["where"]:
        return _("%(kind)s by %(by)s: %(where)s") % values
    if values["where"]:
        return _("%(kind)s: %(where)s") % values
    if values["by"]:
        return _("%(kind)s by %(by)s") % values
    return values["kind"]


def title_of_no_kind(incident: Incident, values: dict[str, str]) -> str:
    """Word the title of an incident whose kind has no name of its own.

    `values` are those of `worded_title`. “Near” leads to a place by itself in every
    language; a place alone takes a word of its own in some.
    """
    values = {**values, "kind": pgettext("title", "Incident")}
    place = incident.place
    if place is not None and not is_about(incident, place):
        at = pgettext("title of an incident of another kind", "%(place)s")
        values["where"] = at % {"place": values["where"]}
    if values["by"] and values["where"]:
        words = pgettext(
            "title of an incident of another kind", "%(kind)s by %(by)s: %(where)s"
        )
        return words % values
    if values["where"]:
        words = pgettext("title of an incident of another kind", "%(kind)s: %(where)s")
        return words % values
    return _("%(kind)s by %(by)s") % values if values["by"] else values["kind"]


def attackers(incident: Incident) -> list[Unit]:
    """Return the units that carried it out, as accepted."""
    return [one.unit for one in involved(incident) if one.role == Role.ATTACKER]


def involved(incident: Incident) -> Iterable[Involvement]:
    """Return the accepted involvements, from what a list has joined if it has."""
    joined_before = getattr(incident, "accepted_involvements", None)
    if joined_before is not None:
        return list(joined_before)
    if incident.pk is None:
        return []
    return list(incident.involvements.filter(accepted=True).select_related("unit"))


def where_of(incident: Incident, language: str) -> str:
    """Name the place, and its governorate where that has another name."""
    place = incident.place
    if place is None:
        return ""
    name = name_of(place, language)
    governorate = incident.governorate
    around = name_of(governorate, language) if governorate else name
    if is_about(incident, place):
        name = _("near %(place)s") % {"place": name}
    if around == name_of(place, language):
        return name
    return _("%(place)s, %(governorate)s") % {"place": name, "governorate": around}


def is_about(incident: Incident, place: Place) -> bool:
    """Tell whether the spot is told by a place it is not in: “25 km from al-Bulil”."""
    return incident.radius_m is not None and incident.radius_m > place.radius_m


def name_of(named: Place | Unit, language: str) -> str:
    """Return the name of a place or unit in a language."""
    return named.name_ar if language == "ar" else named.name_en


def joined(named: list[Unit], language: str) -> str:
    """Return names in a row, the last two with “and”."""
    names = [name_of(one, language) for one in named]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {
        "first": pgettext("between names in a row", ", ").join(names[:-1]),
        "last": names[-1],
    }


def summary_of(incident: Incident, language: str | None = None) -> str:
    """Return the summary in a language: the editor's, or the date and the totals."""
    language = language or get_language() or "ar"
    written = incident.summary_ar if language == "ar" else incident.summary_en
    if written:
        return written
    with override(language):
        parts = [date_words(incident), *total_words(incident)]
        return pgettext("between parts of a summary", ". ").join(filter(None, parts))


def total_words(incident: Incident) -> list[str]:
    """Say the totals that the report speaks of; one it is silent on is not said."""
    totals = [
        (_("Killed: %s"), "killed"),
        (_("Wounded: %s"), "wounded"),
        (_("Taken: %s"), "taken"),
    ]
    return [
        words
        % bounds_words(
            getattr(incident, f"{stem}_min"), getattr(incident, f"{stem}_max")
        )
        for words, stem in totals
        if getattr(incident, f"{stem}_stated")
    ]


def bounds_words(low: int | None, high: int | None, *, stated: bool = True) -> str:
    """Say a count by its bounds; unknown is said, and never as 0.

    With `stated` false the report speaks of no such thing, and nothing is said.
    """
    if not stated:
        return ""
    if low is None and high is None:
        return _("number not given")
    if low == high:
        return str(low)
    if high is None:
        return _("at least %d") % low
    if low is None:
        return _("at most %d") % high
    return _("%(low)d to %(high)d") % {"low": low, "high": high}


def date_words(incident: Incident, *, short: bool = False) -> str:
    """Say when an incident happened, no more closely than its report does."""
    if incident.occurred is None or incident.last_day is None:
        return _("date not given")
    return days_words(
        incident.occurred.lower,
        incident.last_day,
        incident.date_precision,
        short=short,
    )


def days_words(
    first: date, last: date, precision: str = "", *, short: bool = False
) -> str:
    """Say a day, a month, a year or the days from one to another, both included."""
    month = "M" if short else "F"
    if precision == DatePrecision.MONTH:
        return date_format(first, f"{month} Y")
    if precision == DatePrecision.YEAR:
        return date_format(first, "Y")
    if first == last:
        return date_format(first, f"j {month} Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, f'j {month} Y')}"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, f"j {month} Y"),
        "last": date_format(last, f"j {month} Y"),
    }


def siting_words(siting: Siting, language: str | None = None) -> str:
    """Say where, in the report's own relation: “25 km from al-Bulil”."""
    language = language or get_language() or "ar"
    with override(language):
        name = (
            name_of(siting.place, language) if siting.place else ""
        ) or siting.name_ar
        values = {
            "place": name,
            "other": name_of(siting.other_place, language)
            if siting.other_place
            else "",
            "distance": f"{siting.distance_km or 0:g}",
        }
        return _relation_words(siting.relation, bool(values["other"])) % values


def _relation_words(relation: str, with_other: bool) -> str:
    """Return the phrase of a relation, to be filled with place, other and distance."""
    if relation == PlaceRelation.DISTANCE and with_other:
        return _("%(place)s, %(distance)s km from %(other)s")
    return {
        PlaceRelation.AT: "%(place)s",
        PlaceRelation.NEAR: _("near %(place)s"),
        PlaceRelation.DISTANCE: _("%(distance)s km from %(place)s"),
        PlaceRelation.BETWEEN: _("between %(place)s and %(other)s"),
        PlaceRelation.COUNTRYSIDE: _("the countryside of %(place)s"),
    }.get(PlaceRelation(relation), "%(place)s")
