"""The codes of the catalogue, with the words people see for them.

They are the codes of the codebook (`docs/codebook.md`), shared with readings, the API
and exports: a code, once published, keeps its meaning.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IncidentKind(models.TextChoices):
    """What sort of event it was."""

    AIR_LANDING = "air_landing", _("Air landing")
    GROUND_RAID = "ground_raid", _("Ground raid")
    AIR_STRIKE = "air_strike", _("Air strike")
    SHELLING = "shelling", _("Shelling")
    CLASH = "clash", _("Clash")
    AMBUSH = "ambush", _("Ambush")
    ARREST = "arrest", _("Arrest")
    ASSASSINATION = "assassination", _("Assassination")
    EXPLOSION = "explosion", _("Explosion")
    OTHER = "other", pgettext_lazy("incident kind", "Other")


class IncidentStatus(models.TextChoices):
    """How far an incident has come; only published ones are public."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


class Certainty(models.TextChoices):
    """How the report puts it."""

    STATED = "stated", _("Stated")
    LIKELY = "likely", _("Likely")
    CLAIMED = "claimed", _("Claimed")
    DISPUTED = "disputed", _("Disputed")


class DatePrecision(models.TextChoices):
    """How closely the report dates the event."""

    DAY = "day", _("to the day")
    NIGHT = "night", _("a night between two days")
    RANGE = "range", _("within these days")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    PUBLISHED = "published", _("by the day it was first reported")


class TimeOfDay(models.TextChoices):
    """The part of the day that the report names."""

    DAWN = "dawn", _("Dawn")
    MORNING = "morning", _("Morning")
    NOON = "noon", _("Noon")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")
    NIGHT = "night", _("Night")
    MIDNIGHT = "midnight", _("Midnight")


class PlaceKind(models.TextChoices):
    """What sort of place the gazetteer's row is, from the largest."""

    GOVERNORATE = "governorate", pgettext_lazy("kind of place", "Governorate")
    DISTRICT = "district", _("District")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    CITY = "city", _("City")
    TOWN = "town", _("Town")
    VILLAGE = "village", _("Village")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    CAMP = "camp", _("Camp")
    SITE = "site", _("Site")
    DESERT = "desert", _("Desert")


class PlaceRelation(models.TextChoices):
    """How the event's spot lies to the place that the report names."""

    AT = "at", _("in")
    NEAR = "near", _("near")
    DISTANCE = "distance", _("at a distance from")
    BETWEEN = "between", _("between")
    COUNTRYSIDE = "countryside", _("in the countryside of")


class UnitKind(models.TextChoices):
    """What sort of actor it is."""

    STATE = "state", _("Forces of a state or coalition")
    ARMED_GROUP = "armed_group", _("Armed group")
    UNKNOWN = "unknown", _("Unidentified")
    CIVILIAN = "civilian", _("Civilians")


class Role(models.TextChoices):
    """What part a unit has in an incident."""

    ATTACKER = "attacker", _("Attacker")
    TARGET = "target", _("Target")
    SUPPORT = "support", _("Support")


class EquipmentKind(models.TextChoices):
    """What was flown, driven or fired."""

    HELICOPTER = "helicopter", _("Helicopter")
    WARPLANE = "warplane", _("Warplane")
    DRONE = "drone", _("Drone")
    AIRCRAFT = "aircraft", _("Aircraft")
    VEHICLE = "vehicle", _("Vehicle")
    BOAT = "boat", _("Boat")
    MISSILE = "missile", _("Missile")
    OTHER = "other", pgettext_lazy("equipment", "Other")


class Outcome(models.TextChoices):
    """What befell a casualty."""

    KILLED = "killed", _("Killed")
    WOUNDED = "wounded", _("Wounded")
    MISSING = "missing", _("Missing")


class CasualtyCategory(models.TextChoices):
    """Who the casualties were, as far as the text says."""

    COMBATANT = "combatant", _("Combatants")
    CIVILIAN = "civilian", _("Civilians")
    CHILD = "child", _("Children")
    WOMAN = "woman", _("Women")
    UNKNOWN = "unknown", _("Not stated")


class CaptiveCategory(models.TextChoices):
    """Who the persons taken were, as far as the text says."""

    COMBATANT = "combatant", _("Combatants")
    CIVILIAN = "civilian", _("Civilians")
    UNKNOWN = "unknown", _("Not stated")


class CaptiveFate(models.TextChoices):
    """What the report says became of the persons taken."""

    HELD = "held", _("Held")
    RELEASED = "released", _("Released")
    KILLED = "killed", _("Killed")
    EXTRACTED = "extracted", _("Taken out as the raiders’ own people")
    UNKNOWN = "unknown", _("Not stated")


class Telling(models.TextChoices):
    """Whether a report brings an incident as news or tells it again."""

    NEWS = "news", _("News")
    RETELLING = "retelling", _("Retelling")
