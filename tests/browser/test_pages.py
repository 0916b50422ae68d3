"""Journeys through the public pages, with a real browser."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from raids.models import Incident
from tests.factories import (
    CaptiveFactory,
    CasualtyFactory,
    GovernorateFactory,
    InvolvementFactory,
    PlaceFactory,
    PublishedIncidentFactory,
    UnitFactory,
    span_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1400, "height": 900}


@pytest.fixture
def landing(live_server: object) -> Incident:
    """A landing in Dhiban with all kinds of facts, and a clash beside it."""
    governorate = GovernorateFactory.create(name_ar="دير الزور", name_en="Deir ez-Zor")
    dhiban = PlaceFactory.create(
        name_ar="ذيبان", name_en="Dhiban", governorate=governorate
    )
    incident = PublishedIncidentFactory.create(siting__place=dhiban)
    report = incident.mentions.get().report
    taken = [span_of(report, "وأسرت شخصين على الأقل")]
    unit = UnitFactory.create(
        code="coalition", name_ar="التحالف الدولي", name_en="International Coalition"
    )
    InvolvementFactory.create(
        incident=incident, unit=unit, spans=[span_of(report, "التحالف الدولي")]
    )
    CaptiveFactory.create(incident=incident, count_min=2, spans=taken)
    CaptiveFactory.create(
        incident=incident,
        count=5,
        accepted=False,
        certainty="claimed",
        hedge="رجحت مصادر",
        spans=taken,
    )
    CasualtyFactory.create(incident=incident)
    PublishedIncidentFactory.create(
        kind="clash",
        siting__place=dhiban,
        dating__earliest=datetime.date(2018, 5, 1),
    )
    return incident


@pytest.fixture
def without_scripts(browser: Browser, live_server: object) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


def paths(incident: Incident, language: str) -> list[str]:
    """Return an address of each type of page."""
    report, unit = incident.mentions.get().report, incident.involvements.get().unit
    assert incident.place
    return [
        f"/{language}/{rest}"
        for rest in (
            "incidents/",
            "incidents/?kind=clash&unit=coalition",
            "incidents/?nonsense=1",
            f"incidents/{incident.reference}/",
            "reports/",
            f"reports/{report.pk}/",
            f"places/{incident.place.pk}/",
            "units/",
            f"units/{unit.code}/",
            "data/",
            "nowhere/",
        )
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_breaks_a_rule_of_accessibility(
    page: Page, landing: Incident, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    broken = []
    for path in paths(landing, language):
        page.goto(path)
        results = Axe().run(page)
        if results.violations_count:
            broken.append(f"{path}\n{results.generate_report()}")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_is_wider_than_its_screen(
    page: Page, landing: Incident, language: str
) -> None:
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for path in paths(landing, language):
            page.goto(path)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{path} is {width} wide"


def test_analyst_narrows_the_list_and_reads_an_incident(
    page: Page, landing: Incident
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto("/en/")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 incidents")
    page.get_by_role("checkbox", name="Air landing").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 air landing")
    page.get_by_role("heading", level=3).get_by_role("link").click()
    expect(page.locator(".account.chosen")).to_contain_text("at least 2")

    taken = page.locator("tr", has_text="at least 2")
    words = page.locator("mark", has_text="وأسرت شخصين على الأقل")
    taken.hover()
    expect(words).to_have_class("is-lit")
    page.mouse.move(0, 0)
    words.hover()
    expect(taken).to_have_class("is-lit")
    taken.get_by_role("link", name="وأسرت شخصين").click()
    expect(words).to_be_in_viewport()
    assert said == [], "the browser complained of nothing"


def test_facts_and_words_lead_to_each_other_without_scripts(
    without_scripts: Page, landing: Incident
) -> None:
    page = without_scripts
    page.goto(f"/ar/incidents/{landing.reference}/")
    words = page.locator("mark", has_text="وأسرت شخصين على الأقل")
    plain = words.evaluate("mark => getComputedStyle(mark).backgroundColor")
    page.locator("tr", has_text="2 على الأقل").get_by_role(
        "link", name="وأسرت شخصين"
    ).click()
    lit = words.evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert lit != plain
    words.get_by_role("link").click()
    assert "#fact-captive-" in page.url


def test_filters_work_without_scripts_on_a_phone(
    without_scripts: Page, landing: Incident
) -> None:
    page = without_scripts
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/ar/incidents/")
    expect(page.get_by_role("button", name="عرض")).to_be_hidden()
    page.get_by_role("link", name="البحث والتصفية").click()
    page.get_by_role("checkbox", name="اشتباك").check()
    page.get_by_role("button", name="عرض").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("اشتباك واحد")
    page.get_by_role("link", name="اشتباك إزالة هذا الشرط").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("حادثتان")


def test_what_is_printed_from_a_dark_screen_has_the_light_colours(
    page: Page, landing: Incident
) -> None:
    def tint() -> str:
        said: str = page.evaluate(
            "getComputedStyle(document.documentElement)"
            ".getPropertyValue('--tint-when').trim()"
        )
        return said

    page.goto(f"/ar/incidents/{landing.reference}/")
    page.emulate_media(color_scheme="light")
    light = tint()
    page.emulate_media(color_scheme="dark")
    assert tint() != light
    page.emulate_media(color_scheme="dark", media="print")
    assert tint() == light


def test_reader_changes_the_language_and_stays(page: Page, landing: Incident) -> None:
    page.goto("/ar/incidents/?kind=clash")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 clash")
    assert page.url.endswith("/en/incidents/?kind=clash")


def test_first_key_skips_to_the_content(page: Page, landing: Incident) -> None:
    page.goto("/en/incidents/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
