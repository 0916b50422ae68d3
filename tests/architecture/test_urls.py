"""What is not published is nowhere public, and every public address answers.

A draft with words found nowhere else is put beside a published incident; then every
address is walked, pages in both languages and the API alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from raids import actions
from raids.models import Incident
from tests.factories import (
    DatingFactory,
    IncidentFactory,
    InvolvementFactory,
    MentionFactory,
    PublishedIncidentFactory,
    ReportFactory,
    SitingFactory,
    span_of,
)

TITLE_EN, TITLE_AR = "Qxzvw hidden landing", "إنزال خفيّ لا يُنشر"
WORDS = "كلمات لا ترد في أي تقرير آخر"
REPORT = "draft-report-title"
UNIT = "Unit that only the draft names"
SECRETS = (TITLE_EN, TITLE_AR, WORDS, REPORT, UNIT)

PRIVATE = ("admin/",)
"""Addresses that ask for a login; their own tests hold them."""


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Yield every route below a resolver, whole."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def hidden(status: str) -> Incident:
    """Return an unpublished incident, with words, a unit and a report of its own."""
    report = ReportFactory.create(
        title=REPORT,
        text=f"{WORDS} ({status}) فجر 7 آذار 2017 بلدة ذيبان",
    )
    incident = IncidentFactory.create(title_en=TITLE_EN, title_ar=TITLE_AR)
    spans = [span_of(report, WORDS)]
    MentionFactory.create(report=report, incident=incident)
    DatingFactory.create(incident=incident, spans=spans)
    SitingFactory.create(incident=incident, spans=spans)
    InvolvementFactory.create(incident=incident, spans=spans, unit__name_en=UNIT)
    if status != "draft":
        actions.submit_for_review(by=incident.created_by, incident=incident)
    if status == "withdrawn":
        actions.publish(by=incident.created_by, incident=incident)
        actions.withdraw(by=incident.created_by, incident=incident, why="wrong")
    return incident


@pytest.fixture
def public(db: None) -> Incident:
    """The one published incident; one of its report's drafts is not."""
    incident = PublishedIncidentFactory.create()
    report = incident.mentions.get().report
    second = IncidentFactory.create(title_en=TITLE_EN, title_ar=TITLE_AR)
    MentionFactory.create(report=report, incident=second)
    InvolvementFactory.create(incident=second, spans=[span_of(report, "إنزالاً جوياً")])
    return incident


def addresses(incident: Incident) -> dict[str, list[str]]:
    """Return an address, or several, for every public route."""
    report, place = incident.mentions.get().report, incident.place
    unit = InvolvementFactory.create(incident=incident, unit__name_en="Known").unit
    assert place is not None
    named = {
        "incidents/": f"incidents/{incident.reference}/",
        "reports/": f"reports/{report.pk}/",
        "places/": f"places/{place.pk}/",
        "units/": f"units/{unit.code}/",
    }
    found: dict[str, list[str]] = {}
    for route in routes(get_resolver()):
        if route.startswith(PRIVATE):
            continue
        language, _, rest = route.partition("/")
        pages = language in {"ar", "en"}
        head, tail = (f"{language}/", rest) if pages else ("", route)
        if tail.startswith("api/v1/"):
            head, tail = "api/v1/", tail.removeprefix("api/v1/")
        plain = tail.removeprefix("^").removesuffix("$")
        collection, takes_a_name, _ = re.split(r"([<(]|$)", plain, maxsplit=1)
        filled = named[collection] if takes_a_name else plain
        others = ("ar/", "en/") if pages else (head,)
        found[route] = [f"/{other}{filled}" for other in others]
    return found


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_unpublished_incident_shows_nowhere(
    client: Client, public: Incident, status: str
) -> None:
    hidden(status)
    for paths in addresses(public).values():
        for path in paths:
            shown = client.get(path).content.decode(errors="replace")
            for secret in SECRETS:
                assert secret not in shown, f"{secret!r} stands in {path}"


def test_search_and_filters_do_not_find_a_draft(
    client: Client, public: Incident
) -> None:
    draft = hidden("draft")
    report = draft.mentions.get().report
    for query in ({"q": WORDS}, {"q": "Qxzvw"}):
        page = client.get("/en/incidents/", query)
        assert page.context["totals"].incidents == 0
        found = client.get("/api/v1/incidents/", query).json()
        assert found["results"] == []
    unit = draft.involvements.get().unit
    for query in ({"report": str(report.pk)}, {"unit": unit.code}):
        assert client.get("/en/incidents/", query).status_code == 400
        assert client.get("/api/v1/incidents/", query).status_code == 400


def test_addresses_of_a_draft_do_not_answer(client: Client, public: Incident) -> None:
    draft = hidden("draft")
    report = draft.mentions.get().report
    for path in (
        f"/en/incidents/{draft.pk}/",
        f"/en/reports/{report.pk}/",
        f"/en/units/{draft.involvements.get().unit.code}/",
        f"/api/v1/incidents/{draft.pk}/",
        f"/api/v1/reports/{report.pk}/",
        f"/api/v1/units/{draft.involvements.get().unit.code}/",
    ):
        assert client.get(path).status_code == 404


def test_every_public_address_answers(client: Client, public: Incident) -> None:
    for route, paths in addresses(public).items():
        if route == "api/v1/^.*/$":  # says that nothing is there
            continue
        for path in paths:
            assert client.get(path).status_code == 200, f"{path} of {route}"
