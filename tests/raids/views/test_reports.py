"""The reports that the public may read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from raids import actions
from raids.models import Incident, Place, Unit
from tests.factories import (
    DatingFactory,
    IncidentFactory,
    MentionFactory,
    ReportFactory,
    span_of,
)
from tests.raids.views.conftest import many


def test_report_without_a_published_incident_is_not_found(
    client: Client, landing: Incident
) -> None:
    hidden = ReportFactory.create(title="Hidden report")
    MentionFactory.create(report=hidden)
    assert client.get(f"/en/reports/{hidden.pk}/").status_code == 404
    assert "Hidden report" not in client.get("/en/reports/").content.decode()


def test_report_of_a_withdrawn_incident_is_not_found(
    client: Client, landing: Incident
) -> None:
    report = landing.mentions.get().report
    actions.withdraw(by=landing.created_by, incident=landing, why="wrong")
    assert client.get(f"/en/reports/{report.pk}/").status_code == 404


def test_only_words_of_published_incidents_are_marked(
    client: Client, landing: Incident
) -> None:
    report = landing.mentions.get().report
    draft = IncidentFactory.create()
    MentionFactory.create(report=report, incident=draft)
    words = span_of(report, "وأسرت شخصين على الأقل")
    dating = DatingFactory.create(incident=draft, spans=[words])
    page = client.get(f"/en/reports/{report.pk}/").content.decode()
    assert f'id="w{report.pk}-{words.start}"' not in page
    assert f"dating-{dating.pk}" not in page
    assert "<mark" in page
    assert "1 incident read from it" in page


def test_mark_leads_to_the_fact_on_its_incidents_page(
    client: Client, landing: Incident
) -> None:
    report = landing.mentions.get().report
    dating = landing.datings.get()
    page = client.get(f"/en/reports/{report.pk}/").content.decode()
    assert f'href="{path_of(landing)}#fact-dating-{dating.pk}"' in page


def test_incident_leads_to_its_words_in_the_text(
    client: Client, landing: Incident
) -> None:
    report = landing.mentions.get().report
    page = client.get(f"/en/reports/{report.pk}/").content.decode()
    first = min(
        finding.spans.get().start
        for finding in (landing.datings.get(), landing.sitings.get())
    )
    assert f'<a href="#w{report.pk}-{first}">Its words in the text</a>' in page


def path_of(incident: Incident) -> str:
    """Return the address of an incident's English page."""
    return f"/en/incidents/{incident.reference}/"


def test_whole_text_is_shown_as_it_was(client: Client, landing: Incident) -> None:
    report = landing.mentions.get().report
    words = client.get(f"/en/reports/{report.pk}/").context["words"]
    assert "".join(piece.text for piece in words) == report.text


@pytest.mark.parametrize(
    ("parameter", "value"), [("from", "soon"), ("nonsense", "1"), ("page", "2")]
)
def test_bad_address_is_refused_by_name(
    client: Client, landing: Incident, parameter: str, value: str
) -> None:
    response = client.get("/en/reports/", {parameter: value})
    assert response.status_code == 400
    assert parameter in response.content.decode()


def test_list_asks_the_same_number_of_queries_for_2_rows_and_12(
    dhiban: Place, coalition: Unit, queries_of: Callable[[str], int]
) -> None:
    # The count, the rows with their source and number of incidents.
    many(dhiban, coalition, 2)
    few = queries_of("/en/reports/")
    many(dhiban, coalition, 10)
    assert queries_of("/en/reports/") == few
    assert few <= 3
