"""Which addresses the OpenAPI description tells of."""

from __future__ import annotations

from typing import Any

from django.urls import get_resolver
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings


class VersionOneGenerator(SchemaGenerator):
    """Looks at the addresses of version 1 alone; the site's pages are none of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        patterns = [
            one
            for one in get_resolver().url_patterns
            if getattr(one, "namespace", None) == "v1"
        ]
        super().__init__(*args, **{**kwargs, "patterns": patterns})

    def get_schema(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the description, its version as the settings have it."""
        schema: dict[str, Any] = super().get_schema(*args, **kwargs)
        schema["info"]["version"] = spectacular_settings.VERSION
        return schema
