"""The backend that Django loads: the stock one, which first sees to its server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from . import server


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection whose server is started when it is not running."""

    def get_connection_params(self) -> dict[str, Any]:
        """Fill in where the embedded server listens."""
        self.settings_dict["HOST"] = server.ensure_running(
            Path(self.settings_dict["DATA_DIRECTORY"]),
            self.settings_dict.get("SERVER_SETTINGS"),
        )
        self.settings_dict["PORT"] = server.PORT
        self.settings_dict["USER"] = server.USER
        return super().get_connection_params()
