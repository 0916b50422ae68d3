"""How dates, counts and names read on a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override
from psycopg2.extras import DateRange

from raids.models import Incident, Place
from raids.templatetags import raids_tags


def render(source: str, **context: object) -> str:
    """Return what a template with the catalogue's tags says."""
    return Template("{% load raids_tags %}" + source).render(Context(context))


def test_toll_tells_unknown_from_unsaid() -> None:
    incident = Incident(killed_stated=True, wounded_stated=False, taken_min=3)
    with override("en"):
        assert raids_tags.toll(incident, "killed") == "number not given"
        assert raids_tags.toll(incident, "wounded") == ""
        incident.taken_stated = True
        assert raids_tags.toll(incident, "taken") == "at least 3"


def test_undated_incident_says_so() -> None:
    with override("en"):
        assert render("{{ one|when }}", one=Incident()) == "date not given"


def test_short_date_is_for_lists() -> None:
    day = date(2017, 8, 24)
    incident = Incident(
        occurred=DateRange(day, date(2017, 8, 25)), last_day=day, date_precision="day"
    )
    with override("ar"):
        assert render('{{ one|when:"short" }}', one=incident) == "24 آب 2017"
        assert render("{{ one|when }}", one=incident) == "24 آب/أغسطس 2017"


def test_arabic_words_carry_their_language_and_are_escaped() -> None:
    assert render("{% arabic words %}", words="<ب>") == (
        '<bdi lang="ar" dir="rtl">&lt;ب&gt;</bdi>'
    )


def test_governorate_of_the_same_name_is_not_said_twice() -> None:
    idlib, aleppo = Place(name_en="Idlib"), Place(name_en="Aleppo")
    with override("en"):
        same = Incident(place=Place(name_en="Idlib"), governorate=idlib)
        assert raids_tags.governorate_apart(same) is None
        other = Incident(place=Place(name_en="Manbij"), governorate=aleppo)
        assert raids_tags.governorate_apart(other) is aleppo


def test_distances_are_no_finer_than_known() -> None:
    assert raids_tags.kilometres(1_500) == "1.5"
    assert raids_tags.kilometres(30_000) == "30"


def test_language_links_lead_to_the_same_page_named_in_its_own_tongue() -> None:
    request = RequestFactory().get("/en/incidents/?kind=clash")
    with override("en"):
        [link] = raids_tags.language_links(Context({"request": request}))
    assert link["path"] == "/ar/incidents/?kind=clash"
    assert link["name"] == "العربية"
    assert link["dir"] == "rtl"


def test_written_title_is_told_from_a_worded_one() -> None:
    incident = Incident(title_en="Landing at Dhiban")
    with override("en"):
        assert raids_tags.title_is_written(incident)
    with override("ar"):
        assert not raids_tags.title_is_written(incident)


@pytest.mark.django_db
def test_the_footer_leads_to_the_source_where_an_operator_says_it(
    client: Client, settings: Any
) -> None:
    address = "https://example.org/inzal.git"
    assert address not in client.get("/en/data/").content.decode()
    settings.SOURCE_URL = address
    assert f'href="{address}"' in client.get("/en/data/").content.decode()
