"""The JSON of what an incident is made of: its places, units, findings and words."""

from __future__ import annotations

from rest_framework import serializers

from raids import choices

from .fields import Address, Bound, Code, Day, Flag, Number, Text, Whole


class PlaceNameSerializer(serializers.Serializer):
    """A place, as other things name it."""

    id = Whole()
    key = Text()
    name_ar = Text()
    name_en = Text()


class SourceSerializer(serializers.Serializer):
    """An organisation that publishes reports."""

    id = Whole()
    name_ar = Text()
    name_en = Text()
    url = Text(allow_null=True, help_text="Its own website.")


class HedgedSerializer(serializers.Serializer):
    """What every finding says of how sure it is, after what it states."""

    LAST = ("certainty", "hedge", "inferred", "accepted", "spans")

    certainty = Code(choices.Certainty, help_text="How the report puts it.")
    hedge = Text(
        allow_null=True, help_text="The Arabic words that soften it, such as «يرجح»."
    )
    inferred = Flag(help_text="Concluded from the words, rather than stated by them.")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Return the fields, what they state first."""
        fields = super().get_fields()
        last = {name: fields.pop(name) for name in self.LAST if name in fields}
        return {**fields, **last}


# --- rows: the findings that count, one object each ----------------------------------


class InvolvementRow(HedgedSerializer):
    """A unit's part in an incident."""

    id = Whole()
    unit = Text(source="unit.code", help_text="A code of `units/`.")
    name_ar = Text(source="unit.name_ar")
    name_en = Text(source="unit.name_en")
    role = Code(choices.Role)
    strength_min = Bound(help_text="Persons, at least.")
    strength_max = Bound(help_text="Persons, at most.")


class CountedRow(HedgedSerializer):
    """What was counted, as bounds."""

    id = Whole()
    unit = Text(
        source="unit.code",
        allow_null=True,
        help_text="The unit they belong to; null where none is stated.",
    )
    count_min = Bound(help_text="At least; null: unknown.")
    count_max = Bound(help_text="At most; null: unknown.")


class EquipmentRow(CountedRow):
    """What was flown, driven or fired."""

    kind = Code(choices.EquipmentKind)


class PersonsRow(CountedRow):
    """A count of persons, perhaps as part of another."""

    nationality = Text(
        allow_null=True, help_text="ISO 3166-1 code, or a region's name in English."
    )
    part_of = Whole(
        source="part_of_id",
        allow_null=True,
        help_text=(
            "The `id` of the total that already counts them; such a row adds nothing "
            "to a sum."
        ),
    )


class CasualtyRow(PersonsRow):
    """Persons killed, wounded or missing."""

    outcome = Code(choices.Outcome)
    category = Code(choices.CasualtyCategory)


class CaptiveRow(PersonsRow):
    """Persons taken."""

    category = Code(choices.CaptiveCategory)
    fate = Code(choices.CaptiveFate)


# --- findings: the same with their words, and when and where -------------------------


class SpanSerializer(serializers.Serializer):
    """Words of a report, by code points from the start of its text."""

    report = Whole(source="report_id")
    start = Whole()
    end = Whole(help_text="The first code point after the words.")
    quote = Text(help_text="The words themselves.")


class FindingSerializer(HedgedSerializer):
    """What every finding says when it is shown whole."""

    accepted = Flag(help_text="Of rival accounts, whether this one counts.")
    spans = SpanSerializer(many=True, source="spans.all", read_only=True)


class DatingSerializer(FindingSerializer):
    """When it happened."""

    id = Whole()
    date_start = Day(source="earliest")
    date_end = Day(source="latest", help_text="The last day, included.")
    date_precision = Code(choices.DatePrecision, source="precision")
    time_of_day = Code(choices.TimeOfDay, allow_null=True)


class SitingSerializer(FindingSerializer):
    """Where it happened, in its relation to a place."""

    id = Whole()
    place_ar = Text(
        source="name_ar", allow_null=True, help_text="As the report has it."
    )
    place = PlaceNameSerializer(allow_null=True, read_only=True)
    relation = Code(choices.PlaceRelation)
    distance_km = Number()
    other_place = PlaceNameSerializer(
        allow_null=True,
        read_only=True,
        help_text="The second place of “between A and B”.",
    )
    lat = Number(help_text="Given where the spot differs from the place's own.")
    lon = Number()
    radius_m = Whole(allow_null=True)


class InvolvementSerializer(FindingSerializer, InvolvementRow):
    """A unit's part, with its words."""


class EquipmentSerializer(FindingSerializer, EquipmentRow):
    """Equipment, with its words."""


class CasualtySerializer(FindingSerializer, CasualtyRow):
    """Casualties, with their words."""


class CaptiveSerializer(FindingSerializer, CaptiveRow):
    """Captives, with their words."""


# --- who told it ---------------------------------------------------------------------


class MentionRow(serializers.Serializer):
    """A report that tells of an incident."""

    id = Whole(source="report_id")
    url = Address(
        view_name="report-detail", lookup_field="report_id", lookup_url_kwarg="pk"
    )
    telling = Code(choices.Telling, help_text="As news, or told again.")


class MentionSerializer(MentionRow):
    """A report that tells of an incident, with who published it and when."""

    title = Text(source="report")
    source = SourceSerializer(source="report.source", read_only=True)  # type: ignore[assignment]
    published_on = Day(source="report.published_on", allow_null=True)
    start = Whole(allow_null=True, help_text="Where the passage begins; null: unknown.")
    end = Whole(allow_null=True)
