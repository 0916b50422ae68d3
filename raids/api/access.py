"""Who may read, and in which language they are told what is wrong."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override
from rest_framework.permissions import AllowAny


class Public:
    """Opens a view to everybody: no account, no cookie, messages in English.

    The default of the settings refuses; each public view says so by this class.
    """

    authentication_classes: Any = ()
    permission_classes: Any = (AllowAny,)

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        """Answer the request, whatever language the browser asks for."""
        with override("en"):
            return super().dispatch(*args, **kwargs)  # type: ignore[misc]
