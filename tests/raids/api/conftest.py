"""What the API's tests share: a reader without an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Answer = Any
Get = Callable[..., Answer]


@pytest.fixture
def get(db: None, client: Client) -> Get:
    """Return the reading of an address below `/api/v1/`, by a stranger.

    The answer is the JSON of a 200; `status=` expects another.
    """

    def read(path: str, *, status: int = 200, **parameters: Any) -> Answer:
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == status, response.content[:2_000].decode()
        return response.json()

    return read
