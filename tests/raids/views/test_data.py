"""The page of what can be had."""

from __future__ import annotations

import pytest
from django.test import Client

from raids import choices
from raids.models import Incident


def test_page_leads_to_the_api_and_its_documentation(
    client: Client, landing: Incident
) -> None:
    page = client.get("/en/data/").content.decode()
    for path in ("incidents/", "reports/", "places/", "units/", "docs/", "schema/"):
        assert f'href="/api/v1/{path}"' in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_codebook_lists_every_code(client: Client, db: None, language: str) -> None:
    page = client.get(f"/{language}/data/").content.decode()
    for codes in (choices.IncidentKind, choices.Certainty, choices.PlaceRelation):
        for code in codes.values:
            assert f"<code>{code}</code>" in page
