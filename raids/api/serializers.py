"""The shapes of version 1, each field by hand: what stands here is promised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from raids import choices, wording
from raids.models import Incident

from . import rows
from .fields import (
    Address,
    AddressOf,
    Bound,
    Code,
    Day,
    Flag,
    Moment,
    Number,
    Text,
    Texts,
    Whole,
)


class Titled(serializers.CharField):
    """A title or summary in one language: an editor's, or worded from the findings."""

    def __init__(
        self, words: Callable[[Incident, str], str], language: str, **options: Any
    ) -> None:
        self.words, self.language = words, language
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, value: Any) -> str:
        """Return the words."""
        return str(self.words(value, self.language))


# --- incidents -----------------------------------------------------------------------


class IncidentRowSerializer(serializers.Serializer):
    """An incident in a list: the answers that count, and how sure they are."""

    reference = Text(help_text="Its stable name, to cite it by.")
    url = Address(view_name="incident-detail", lookup_field="reference")
    kind = Code(choices.IncidentKind)
    title_ar = Titled(wording.title_of, "ar")
    title_en = Titled(wording.title_of, "en")
    is_sample = Flag(help_text="Whether it comes with the program, as a sample.")
    date_start = Day(source="occurred.lower", help_text="The first day it may be.")
    date_end = Day(source="last_day", help_text="The last day it may be, included.")
    date_precision = Code(choices.DatePrecision)
    time_of_day = Code(choices.TimeOfDay, allow_null=True)
    date_certainty = Code(choices.Certainty, source="dating.certainty")
    date_hedge = Text(source="dating.hedge", allow_null=True)
    date_inferred = Flag(
        source="dating.inferred", help_text="Concluded from the words, not stated."
    )
    place_ar = serializers.SerializerMethodField(
        help_text="The place as the report names it."
    )
    place = rows.PlaceNameSerializer(read_only=True)
    place_relation = Code(choices.PlaceRelation, source="siting.relation")
    place_certainty = Code(choices.Certainty, source="siting.certainty")
    place_hedge = Text(source="siting.hedge", allow_null=True)
    governorate = Text(source="governorate.name_en", allow_null=True)
    lat = Number(help_text="Degrees north (WGS 84).")
    lon = Number(help_text="Degrees east (WGS 84).")
    radius_m = Whole(
        allow_null=True, help_text="Metres from lat and lon that it may have been."
    )
    units = rows.InvolvementRow(
        many=True, source="accepted_involvements", read_only=True
    )
    equipment = rows.EquipmentRow(
        many=True, source="accepted_equipment", read_only=True
    )
    casualties = rows.CasualtyRow(
        many=True, source="accepted_casualties", read_only=True
    )
    captives = rows.CaptiveRow(many=True, source="accepted_captives", read_only=True)
    has_killed = Flag(
        source="killed_stated",
        help_text="Whether the reports speak of killed, in whatever number.",
    )
    killed_min = Bound(help_text="All killed, at least; parts of totals left out.")
    killed_max = Bound()
    has_wounded = Flag(source="wounded_stated")
    wounded_min = Bound()
    wounded_max = Bound()
    has_captives = Flag(source="taken_stated")
    captives_min = Bound(source="taken_min")
    captives_max = Bound(source="taken_max")
    civilians_killed_min = Bound(help_text="Those of the killed called civilians.")
    civilians_killed_max = Bound()
    reports = rows.MentionRow(many=True, source="mentions.all", read_only=True)
    published_at = Moment()
    updated_at = Moment()

    def get_place_ar(self, incident: Any) -> str:
        """Return the report's own name of the place, else the gazetteer's."""
        return str(incident.siting.name_ar or incident.place.name_ar)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the row; what is published has one date and one place that count."""
        [instance.dating] = instance.accepted_datings
        [instance.siting] = instance.accepted_sitings
        row: dict[str, Any] = super().to_representation(instance)
        return row


class FindingsSerializer(serializers.Serializer):
    """Findings by their kinds, each with the words it rests on."""

    dates = rows.DatingSerializer(many=True, read_only=True)
    places = rows.SitingSerializer(many=True, read_only=True)
    units = rows.InvolvementSerializer(many=True, read_only=True)
    equipment = rows.EquipmentSerializer(many=True, read_only=True)
    casualties = rows.CasualtySerializer(many=True, read_only=True)
    captives = rows.CaptiveSerializer(many=True, read_only=True)


class IncidentSerializer(IncidentRowSerializer):
    """An incident whole: with every finding, its words, and rival accounts."""

    summary_ar = Titled(wording.summary_of, "ar")
    summary_en = Titled(wording.summary_of, "en")
    kind_spans = rows.SpanSerializer(many=True, source="kind_spans.all", read_only=True)
    findings = FindingsSerializer(read_only=True, help_text="Those that count.")
    rivals = FindingsSerializer(
        read_only=True, help_text="Rival accounts, which do not count."
    )
    reports = rows.MentionSerializer(many=True, source="mentions.all", read_only=True)


# --- reports -------------------------------------------------------------------------


class ReportRowSerializer(serializers.Serializer):
    """A report in a list, without its text."""

    id = Whole()
    url = Address(view_name="report-detail")
    source = rows.SourceSerializer(read_only=True)  # type: ignore[assignment]
    title = Text(source="*", help_text="Its title, or the first line of its text.")
    dateline = Text(allow_null=True)
    published_on = Day(allow_null=True, help_text="Null: unknown.")
    original_url = Text(source="url", allow_null=True, help_text="Where it stands.")
    facts_from = Text(
        allow_null=True,
        help_text="For a sample worded for this project: who published the facts.",
    )
    is_sample = Flag()
    length = Whole(help_text="Code points of its text.")


class ToldIncidentSerializer(serializers.Serializer):
    """An incident that a report tells of, and in which passage."""

    reference = Text(source="incident.reference")
    url = AddressOf(
        view_name="incident-detail", source="incident", lookup_field="reference"
    )
    kind = Code(choices.IncidentKind, source="incident.kind")
    telling = Code(choices.Telling)
    start = Whole(allow_null=True, help_text="Where the passage begins; null: unknown.")
    end = Whole(allow_null=True)


class WordsSerializer(serializers.Serializer):
    """Words of a report, with what they state of which incident."""

    start = Whole()
    end = Whole(help_text="The first code point after the words.")
    quote = Text()
    incident = Text(help_text="The reference.")
    states = serializers.ChoiceField(
        choices=["kind", *FindingsSerializer().fields], read_only=True
    )
    finding = Whole(allow_null=True, help_text="The finding's `id` in the incident.")
    accepted = Flag()


class ReportSerializer(ReportRowSerializer):
    """A report whole: its text, and the words that published incidents rest on."""

    text = Text(help_text="As published; offsets count its code points.")
    incidents = ToldIncidentSerializer(many=True, read_only=True)
    words = WordsSerializer(many=True, read_only=True)


# --- places, units -------------------------------------------------------------------


class PlaceSerializer(serializers.Serializer):
    """A row of the gazetteer."""

    id = Whole()
    key = Text()
    url = Address(view_name="place-detail")
    name_ar = Text()
    name_en = Text()
    spellings_ar = Texts()
    spellings_en = Texts()
    kind = Code(choices.PlaceKind)
    parent = Text(  # type: ignore[assignment]
        source="parent.key", allow_null=True, help_text="The key of what it lies in."
    )
    governorate = Text(source="governorate.name_en", allow_null=True)
    lat = Number()
    lon = Number()
    radius_m = Whole(help_text="Metres that it may reach from lat and lon.")
    geonames_id = Whole(allow_null=True)
    pcode = Text(allow_null=True, help_text="The p-code of the United Nations' OCHA.")


class UnitSerializer(serializers.Serializer):
    """An armed actor."""

    code = Text()
    url = Address(view_name="unit-detail", lookup_field="code")
    name_ar = Text()
    name_en = Text()
    spellings_ar = Texts()
    spellings_en = Texts()
    kind = Code(choices.UnitKind)
    parent = Text(  # type: ignore[assignment]
        source="parent.code", allow_null=True, help_text="The code of its whole."
    )


# --- errors --------------------------------------------------------------------------


class BadParameterSerializer(serializers.Serializer):
    """What is wrong with one parameter."""

    parameter = serializers.CharField()
    message = serializers.CharField()
    allowed = Texts(required=False)


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = BadParameterSerializer(many=True, required=False)  # type: ignore[assignment]
