"""The units: their list, and the page of one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.test import Client

from raids.choices import Role
from raids.models import Incident, Place, Unit
from tests.factories import InvolvementFactory, UnitFactory
from tests.raids.views.conftest import many, published


def test_list_counts_an_incident_of_a_part_for_the_whole_once(
    client: Client, landing: Incident, coalition: Unit
) -> None:
    part = UnitFactory.create(parent=coalition)
    InvolvementFactory.create(incident=landing, unit=part, role=Role.SUPPORT)
    counts = {
        row["code"]: row["count"] for row in client.get("/en/units/").context["units"]
    }
    assert counts == {"coalition": 1, part.code: 1}


def test_unit_of_a_draft_is_not_listed(client: Client, landing: Incident) -> None:
    InvolvementFactory.create(unit__name_en="Secret faction")
    assert "Secret faction" not in client.get("/en/units/").content.decode()


def test_unit_with_an_arabic_code_has_its_page(client: Client, dhiban: Place) -> None:
    unit = UnitFactory.create(name_ar="حراس الدين", name_en="Hurras al-Din")
    published(dhiban, unit=unit)
    response = client.get(f"/en/units/{quote('other:حراس الدين')}/")
    assert response.status_code == 200
    assert response.context["totals"].incidents == 1


def test_roles_are_counted_and_lead_to_their_incidents(
    client: Client, landing: Incident, coalition: Unit
) -> None:
    response = client.get("/en/units/coalition/")
    assert response.context["roles"] == [
        {
            "label": Role.ATTACKER.label,
            "count": 1,
            "url": "/en/incidents/?attacker=coalition",
        }
    ]


def test_unknown_unit_is_not_found(client: Client, db: None) -> None:
    assert client.get("/en/units/nobody/").status_code == 404


def test_list_asks_the_same_number_of_queries_for_2_rows_and_12(
    dhiban: Place, queries_of: Callable[[str], int]
) -> None:
    # Units with their counts, all units, whether any incident is a sample.
    def more(number: int) -> None:
        for unit in UnitFactory.create_batch(number):
            published(dhiban, unit=unit)

    more(2)
    few = queries_of("/en/units/")
    more(10)
    assert queries_of("/en/units/") == few
    assert few <= 3


def test_unit_asks_the_same_number_of_queries_for_2_rows_and_12(
    dhiban: Place, coalition: Unit, queries_of: Callable[[str], int]
) -> None:
    # The unit, what the filter names, totals, rows, their units, parts, roles.
    many(dhiban, coalition, 2)
    few = queries_of("/en/units/coalition/")
    many(dhiban, coalition, 10)
    assert queries_of("/en/units/coalition/") == few
    assert few <= 8
