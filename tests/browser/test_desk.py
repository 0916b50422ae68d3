"""An editor's journey in a browser: from a pasted report to a public incident."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from raids.models import Captive, Incident, Place
from reports.models import Report
from tests.factories import SourceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAMPLES = Path(__file__).parents[2] / "raids" / "data" / "samples"


@pytest.fixture
def sample(live_server: object, editor: User) -> str:
    """A site with its places, units and a source; the text of a sample."""
    call_command("load_places", verbosity=0)
    call_command("load_units", verbosity=0)
    SourceFactory()
    return (SAMPLES / "a05.txt").read_text(encoding="utf-8")


@pytest.fixture
def english(browser: Browser, live_server: object) -> Iterator[Page]:
    """A page of a browser that asks for English; what its console says is an error."""
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        locale="en",
        viewport={"width": 1400, "height": 900},
    )
    page = context.new_page()
    said: list[str] = []

    def listen(line: ConsoleMessage) -> None:
        if line.type == "error":
            said.append(line.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert not said, "the security policy or a script complained"


@pytest.fixture
def without_scripts(browser: Browser, live_server: object) -> Iterator[Page]:
    """A page of a browser that runs no scripts and asks for English."""
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        locale="en",
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


def log_in(page: Page) -> None:
    page.goto("/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "editor")
    page.click("input[type=submit]")


def paste(page: Page, text: str) -> None:
    """Paste a report and come to its reading."""
    page.goto("/admin/reports/report/add/")
    page.fill("#id_text", text)
    page.fill("#id_published_on", "2019-07-16")
    page.click("input[name=_save]")
    expect(page.locator("h1")).to_have_text("Reading of a report")


def select_words(page: Page, words: str) -> None:
    """Select words in the report's text, as a hand with a mouse does."""
    found = page.evaluate(
        """(words) => {
            const text = document.querySelector(".report-text");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return true;
            }
            return false;
        }""",
        words,
    )
    assert found, f"{words} is not in one piece of the text"


def test_a_pasted_report_is_read_accepted_published_and_public(
    english: Page, sample: str
) -> None:
    log_in(english)
    paste(english, sample)
    expect(english.locator("mark[data-tint=place]").first).to_be_visible()
    expect(english.locator("#id_d0-dating-0-earliest")).to_have_value("2019-07-16")
    english.click("text=Accept what is chosen")
    expect(english.locator(".messagelist")).to_contain_text("1 incident was made")
    english.click("input[name=_publish]")
    expect(english.locator(".badge-status")).to_have_text("Published")
    incident = Incident.objects.get()
    english.goto("/en/incidents/")
    english.click(f"a[href*='{incident.reference}'] >> nth=0")
    expect(english.locator("main")).to_contain_text("At-Takihi")


def test_a_field_lights_its_words_and_a_word_leads_to_its_field(
    english: Page, sample: str
) -> None:
    log_in(english)
    paste(english, sample)
    english.focus("#id_d0-siting-0-relation")
    expect(english.locator("mark.is-lit").first).to_have_text("الطكيحي")
    english.click("mark[data-facts~=d0-dating-0] a >> nth=0")
    expect(english.locator("#id_d0-dating-0-earliest")).to_be_focused()


def test_a_row_is_added_and_rests_on_the_words_selected(
    english: Page, sample: str
) -> None:
    log_in(english)
    paste(english, sample)
    english.click("#d0-captive-group .add-row a")
    select_words(english, "مصير القيادي")
    english.click("#d0-captive-0 .take-words")
    english.select_option("#id_d0-captive-0-category", "combatant")
    english.click("text=Accept what is chosen")
    expect(english.locator(".messagelist")).to_contain_text("1 incident was made")
    assert [span.quote for span in Captive.objects.get().spans.all()] == [
        "مصير القيادي"
    ]


def test_a_place_is_chosen_as_it_is_typed(english: Page, sample: str) -> None:
    log_in(english)
    paste(english, sample)
    english.click("#d0-siting-0 .field-place .select2-selection")
    english.locator(".select2-search__field").press_sequentially("Hajin")
    english.click(".select2-results__option:has-text('Hajin') >> nth=0")
    english.click("text=Accept what is chosen")
    expect(english.locator(".desk-status")).to_contain_text("Hajin")


def test_the_journey_needs_no_scripts(without_scripts: Page, sample: str) -> None:
    page = without_scripts
    log_in(page)
    page.goto("/admin/reports/report/add/")
    page.fill("#id_text", sample)
    page.fill("#id_published_on", "2019-07-16")
    page.click("input[name=_save]")
    page.fill("input[name=d0-siting-0-place_typed]", "هجين")
    page.click("text=Accept what is chosen")
    page.click("input[name=_publish]")
    expect(page.locator(".badge-status")).to_have_text("Published")
    assert Incident.objects.get().place == Place.objects.get(name_ar="هجين")
    assert Report.objects.count() == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_no_fault_with_the_reading(
    browser: Browser, live_server: object, sample: str, language: str
) -> None:
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        locale="en",
    )
    page = context.new_page()
    log_in(page)
    paste(page, sample)
    if language == "ar":
        page.click(".language-switch button")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
