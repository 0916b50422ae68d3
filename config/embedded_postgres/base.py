"""The backend that Django loads: the stock one, which first sees to its server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from .server import USER, socket_directory


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection whose server is started on first use."""

    def get_connection_params(self) -> dict[str, Any]:
        """Fill in where the embedded server listens."""
        data = Path(self.settings_dict["DATA_DIRECTORY"])
        self.settings_dict["HOST"] = socket_directory(data)
        self.settings_dict["USER"] = USER
        return super().get_connection_params()
