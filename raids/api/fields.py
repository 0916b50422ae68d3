"""How single values stand in JSON: unknown is null, never an empty text or 0."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db.models import TextChoices
from rest_framework import serializers


class Text(serializers.CharField):
    """A text; an empty one is null where the field may be."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)

    def to_representation(self, value: Any) -> Any:
        """Return the text, or null for an empty one."""
        text = super().to_representation(value)
        return text or None if self.allow_null else text


class Code(serializers.ChoiceField):
    """A code of the codebook, or null where none is stated."""

    def __init__(self, codes: type[TextChoices], **options: Any) -> None:
        # Without their labels, which change with the language of who asks.
        super().__init__(choices=codes.values, read_only=True, **options)

    def to_representation(self, value: Any) -> Any:
        """Return the code."""
        return str(value) if value else None


class Moment(serializers.DateTimeField):
    """A moment, in UTC, so that it can be given back as it is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, default_timezone=UTC, **options)


class Whole(serializers.IntegerField):
    """A whole number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)


class Bound(Whole):
    """The lower or the upper bound of a count; null where it is unknown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, min_value=1, **options)


class Number(serializers.FloatField):
    """A number that may be unknown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)


class Day(serializers.DateField):
    """A day of the calendar, without a time zone that could shift it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)


class Flag(serializers.BooleanField):
    """Yes or no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)


class Texts(serializers.ListField):
    """Several texts."""

    child = serializers.CharField()

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)


class Address(serializers.HyperlinkedIdentityField):
    """The API's own address of a row."""


class AddressOf(serializers.HyperlinkedRelatedField):
    """The API's own address of what a row names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)
