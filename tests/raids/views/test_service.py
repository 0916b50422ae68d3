"""What machines ask of the site."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client


def test_health_answers_when_the_database_does(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_health_says_when_the_database_does_not_answer(
    client: Client, db: None
) -> None:
    def refuse(*_arguments: Any) -> Any:
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt"])
def test_machines_are_sent_to_no_language(client: Client, db: None, path: str) -> None:
    assert client.get(path, headers={"accept-language": "ar"}).status_code == 200


def test_crawlers_are_kept_from_filtered_views(client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /*?" in robots
    assert "Disallow: /admin/" in robots
