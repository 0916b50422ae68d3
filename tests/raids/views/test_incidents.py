"""The explorer's list, and the page of an incident."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from raids import actions
from raids.choices import Certainty, IncidentKind
from raids.models import Incident, Place, Unit
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    InvolvementFactory,
    span_of,
)
from tests.raids.views.conftest import many, published

Query = dict[str, Any]


def text_of(client: Client, path: str, query: Query | None = None) -> str:
    """Return a page's text without its tags, spaces drawn together."""
    content = client.get(path, query).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


# --- the list ------------------------------------------------------------------------


def test_list_says_when_where_who_and_how_many(
    client: Client, landing: Incident
) -> None:
    shown = text_of(client, "/en/incidents/")
    assert "1 incident" in shown
    for words in ("7 Mar 2017", "Dhiban", "Deir ez-Zor", "International Coalition"):
        assert words in shown
    assert "at least 25" in shown


def test_home_and_list_are_one_page(client: Client, landing: Incident) -> None:
    assert "Dhiban" in text_of(client, "/en/")


def test_unknown_count_is_called_unknown_and_never_zero(
    client: Client, dhiban: Place
) -> None:
    published(dhiban, killed={})
    page = client.get("/en/incidents/").content.decode()
    assert "number not given" in page
    assert not re.search(r"<dd[^>]*>\s*0\b", page)


def test_sentence_names_kind_and_filters_in_words(
    client: Client, landing: Incident
) -> None:
    query = {
        "kind": "air_landing",
        "governorate": "Deir ez-Zor",
        "from": "2017-01-01",
        "to": "2019-12-31",
    }
    english = text_of(client, "/en/incidents/", query)
    assert "1 air landing, in Deir ez-Zor governorate, 2017 to 2019" in english
    arabic = text_of(client, "/ar/incidents/", query)
    assert "إنزال جوي واحد، في محافظة دير الزور، من 2017 إلى 2019" in arabic


def test_chip_takes_its_own_filter_off_and_keeps_the_others(
    client: Client, landing: Incident
) -> None:
    response = client.get(
        "/en/incidents/", {"kind": "air_landing", "governorate": "Deir ez-Zor"}
    )
    chips = {chip.words: chip.off for chip in response.context["listing"].chips}
    assert chips["Air landing"] == "?governorate=Deir+ez-Zor"


def test_unknown_parameter_is_named_with_what_is_allowed(
    client: Client, landing: Incident
) -> None:
    response = client.get(
        "/en/incidents/", {"kindd": "air_landing", "to": "2018-01-01"}
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert "kindd" in page
    assert "Did you mean “kind”?" in page
    assert 'value="2018-01-01"' in page, "the form keeps what was fine"
    assert "Dhiban" not in page, "nothing is shown that was not asked for"


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("kind", "air_landng"),
        ("from", "yesterday"),
        ("killed_min", "-1"),
        ("q", "\0"),
        ("<script>", "1"),
        ("page", "0"),
        ("page", "x"),
        ("page", "99"),
    ],
)
def test_bad_value_is_refused_by_name(
    client: Client, landing: Incident, parameter: str, value: str
) -> None:
    for language in ("ar", "en"):
        response = client.get(f"/{language}/incidents/", {parameter: value})
        assert response.status_code == 400
        assert parameter in [
            problem.parameter for problem in response.context["listing"].problems
        ]


def test_reversed_period_is_refused(client: Client, landing: Incident) -> None:
    query = {"from": "2019-01-01", "to": "2018-01-01"}
    assert client.get("/en/incidents/", query).status_code == 400


def test_pages_keep_every_filter(
    client: Client, dhiban: Place, coalition: Unit
) -> None:
    many(dhiban, coalition, 31)
    query = {"unit": "coalition", "ordering": "oldest"}
    first = client.get("/en/incidents/", query)
    assert first.context["links"] == {"next": "?unit=coalition&ordering=oldest&page=2"}
    second = client.get("/en/incidents/", {**query, "page": "2"})
    assert len(second.context["page"]) == 1
    assert second.context["links"] == {"previous": "?unit=coalition&ordering=oldest"}


def test_form_carries_filters_it_does_not_ask(
    client: Client, landing: Incident
) -> None:
    page = client.get("/en/incidents/", {"place": "dhiban"}).content.decode()
    assert '<input type="hidden" name="place" value="dhiban">' in page


def test_nothing_found_offers_each_filter_off(
    client: Client, landing: Incident
) -> None:
    shown = text_of(client, "/en/incidents/", {"kind": "clash"})
    assert "No incident fits all of these filters" in shown
    assert "without: Clash" in shown


def test_empty_catalogue_says_how_it_fills(client: Client, db: None) -> None:
    assert "Nothing has been published yet" in text_of(client, "/en/incidents/")


def test_doubt_shows_where_a_fact_is_hedged_or_rivalled(
    client: Client, landing: Incident, coalition: Unit
) -> None:
    assert "Accounts differ" not in text_of(client, "/en/incidents/")
    CasualtyFactory.create(
        incident=landing, accepted=False, certainty=Certainty.CLAIMED, count=40
    )
    shown = text_of(client, "/en/incidents/")
    assert "Accounts differ on some facts" in shown
    assert "Some facts are not stated outright" not in shown, "a rival does not count"
    landing.involvements.update(certainty=Certainty.LIKELY)
    assert "Some facts are not stated outright" in text_of(client, "/en/incidents/")


def test_sample_is_called_a_sample_and_nothing_else_is(
    client: Client, landing: Incident
) -> None:
    assert "This is a sample" not in text_of(client, "/en/incidents/")
    Incident.objects.update(is_sample=True)
    landing.mentions.get().report.__class__.objects.update(
        is_sample=True, facts_from="Rozana", url="https://rozana.example/page"
    )
    for path in ("/en/incidents/", "/en/units/", "/en/data/", "/en/reports/"):
        assert "This is a sample catalogue." in text_of(client, path)
    page = client.get(landing.get_absolute_url()).content.decode()
    assert "https://rozana.example/page" in page
    assert "Rozana" in page


def test_some_samples_among_real_incidents_are_called_some(
    client: Client, landing: Incident
) -> None:
    assert landing.place is not None
    sample = published(landing.place)
    Incident.objects.filter(pk=sample.pk).update(is_sample=True)
    for path in ("/en/incidents/", "/en/units/", "/en/data/"):
        shown = text_of(client, path)
        assert "This is a sample catalogue." not in shown
    for path in ("/en/incidents/", "/en/data/"):
        assert "Some incidents here are samples." in text_of(client, path)


def test_a_fact_that_rests_on_no_words_says_so_and_is_not_called_stated(
    client: Client, landing: Incident
) -> None:
    CaptiveFactory.create(incident=landing, spans=[], count=2)
    address = landing.get_absolute_url()
    page = client.get(address, headers={"accept-language": "en"})
    row = re.search(r'<tr id="fact-captive-.*?</tr>', page.content.decode(), re.S)
    assert row is not None
    shown = row.group()
    assert "no-words" in shown
    assert "certainty-stated" not in shown


def test_coordinates_are_said_in_the_language_of_the_page(
    client: Client, landing: Incident
) -> None:
    landing.sitings.update(lat=35.8, lon=36.8, radius_m=500)
    for language, said in (
        ("ar", "35.80° شمالاً، 36.80° شرقاً"),
        ("en", "35.80° N, 36.80° E"),
    ):
        assert said in text_of(client, f"/{language}/incidents/{landing.reference}/")


def test_language_link_keeps_page_and_filters(
    client: Client, landing: Incident
) -> None:
    page = client.get(
        "/ar/incidents/?kind=air_landing&q=%D8%B0%D9%8A%D8%A8%D8%A7%D9%86"
    )
    assert (
        'href="/en/incidents/?kind=air_landing&amp;q=%D8%B0%D9%8A%D8%A8%D8%A7%D9%86"'
        in page.content.decode()
    )


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_page_says_its_language_and_direction(
    client: Client, landing: Incident, language: str, direction: str
) -> None:
    page = client.get(f"/{language}/incidents/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_address_without_a_language_goes_to_the_readers(
    client: Client, landing: Incident
) -> None:
    response = client.get("/incidents/?kind=clash", headers={"accept-language": "en"})
    assert response["location"] == "/en/incidents/?kind=clash"
    assert client.get("/")["location"] == "/ar/"


def test_list_asks_the_same_number_of_queries_for_2_rows_and_12(
    dhiban: Place, coalition: Unit, queries_of: Callable[[str], int]
) -> None:
    # Totals, rows, their units, the facets (kind, governorate, unit, two for years)
    # and the names of governorates and units.
    many(dhiban, coalition, 2)
    few = queries_of("/en/incidents/")
    many(dhiban, coalition, 10)
    assert queries_of("/en/incidents/") == few
    assert few <= 12


# --- one incident --------------------------------------------------------------------


def test_facts_and_words_lead_to_each_other(client: Client, landing: Incident) -> None:
    page = client.get(landing.get_absolute_url()).content.decode()
    dating = landing.datings.get()
    span = dating.spans.get()
    anchor = f"w{span.report_id}-{span.start}"
    assert f'href="#{anchor}"' in page
    assert f'<mark id="{anchor}" data-facts="dating-{dating.pk}"' in page
    assert f'href="#fact-dating-{dating.pk}"' in page
    assert f'id="fact-dating-{dating.pk}"' in page


def test_hedge_is_shown_with_its_arabic_cue(client: Client, landing: Incident) -> None:
    landing.involvements.update(certainty=Certainty.LIKELY, hedge="يرجح")
    page = client.get(f"/en/incidents/{landing.reference}/").content.decode()
    assert "Likely" in page
    assert '<q class="hedge" lang="ar" dir="rtl">يرجح</q>' in page


def test_rival_accounts_stand_side_by_side(client: Client, landing: Incident) -> None:
    words = [span_of(landing.mentions.get().report, "شخصين")]
    CaptiveFactory.create(incident=landing, count=2, spans=words)
    CaptiveFactory.create(incident=landing, count=5, accepted=False, spans=words)
    shown = text_of(client, f"/en/incidents/{landing.reference}/")
    assert "Where accounts differ" in shown
    assert "rival account, not counted" in shown


def test_part_of_a_total_follows_its_total(client: Client, landing: Incident) -> None:
    total = landing.casualties.get()
    CasualtyFactory.create(incident=landing, count=3, part_of=total)
    assert "of whom 3" in text_of(client, f"/en/incidents/{landing.reference}/")


def test_merged_reference_leads_to_the_survivor_for_good(
    client: Client, landing: Incident, dhiban: Place
) -> None:
    other = published(dhiban, day=datetime.date(2017, 3, 8))
    actions.merge(by=other.created_by, incident=other, into=landing, why="the same")
    response = client.get(f"/en/incidents/{other.reference}/")
    assert response.status_code == 301
    assert response["location"] == f"/en/incidents/{landing.reference}/"


def test_withdrawn_incident_says_so_and_nothing_more(
    client: Client, landing: Incident
) -> None:
    actions.withdraw(by=landing.created_by, incident=landing, why="wrong")
    for language in ("ar", "en"):
        response = client.get(f"/{language}/incidents/{landing.reference}/")
        assert response.status_code == 410
        page = response.content.decode()
        assert str(landing.reference) in page
        assert "Dhiban" not in page
        assert "ذيبان" not in page


def test_reference_merged_into_a_withdrawn_incident_is_gone(
    client: Client, landing: Incident, dhiban: Place
) -> None:
    other = published(dhiban, day=datetime.date(2017, 3, 8))
    actions.merge(by=other.created_by, incident=other, into=landing, why="the same")
    landing.refresh_from_db()
    actions.withdraw(by=landing.created_by, incident=landing, why="wrong")
    assert client.get(f"/en/incidents/{other.reference}/").status_code == 410


def test_unknown_reference_is_not_found(client: Client, landing: Incident) -> None:
    assert client.get("/en/incidents/1999-0001/").status_code == 404


def test_text_of_a_report_is_escaped(client: Client, dhiban: Place) -> None:
    incident = published(
        dhiban,
        mention__report__text="فجر 7 آذار 2017 بلدة ذيبان <script>alert(1)</script>",
    )
    page = client.get(f"/en/incidents/{incident.reference}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_page_links_its_data(client: Client, landing: Incident) -> None:
    page = client.get(f"/en/incidents/{landing.reference}/").content.decode()
    assert f"/api/v1/incidents/{landing.reference}/" in page


def test_incident_asks_the_same_number_of_queries_for_2_facts_and_12(
    client: Client, landing: Incident, coalition: Unit, queries_of: Callable[[str], int]
) -> None:
    # The incident twice (its standing, then itself), six kinds of finding with their
    # words and reports, its kind's words, mentions, neighbours.
    words = [span_of(landing.mentions.get().report, "شخصين")]
    path = f"/en/incidents/{landing.reference}/"
    for kind in (CaptiveFactory, CasualtyFactory):
        kind.create(incident=landing, unit=coalition, spans=words)
    few = queries_of(path)
    for _more in range(5):
        for kind in (CaptiveFactory, CasualtyFactory):
            kind.create(incident=landing, unit=coalition, spans=words)
    assert queries_of(path) == few
    assert few <= 32


def test_kind_of_incident_has_its_own_plural_in_arabic(
    client: Client, dhiban: Place
) -> None:
    for day in (1, 2):
        published(
            dhiban, day=datetime.date(2018, 1, day), kind=IncidentKind.GROUND_RAID
        )
    query = {"kind": "ground_raid"}
    assert "مداهمتان بريتان" in text_of(client, "/ar/incidents/", query)


def test_role_shows_with_its_unit(
    client: Client, landing: Incident, coalition: Unit
) -> None:
    InvolvementFactory.create(
        incident=landing, unit=coalition, role="support", strength_min=20
    )
    shown = text_of(client, f"/en/incidents/{landing.reference}/")
    assert "strength: at least 20" in shown
