"""The reading at the desk: drafts beside their words, corrected, accepted, once."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raids.models import (
    Captive,
    Casualty,
    Dating,
    Incident,
    Mention,
    Place,
    Siting,
    Unit,
)
from reports.models import Report
from tests.factories import (
    DatingFactory,
    IncidentFactory,
    PlaceFactory,
    PublishedIncidentFactory,
    ReportFactory,
    SitingFactory,
)
from tests.raids.admin.pages import errors_of, fields_of, messages_of


def page_of(report: Report) -> str:
    return reverse("admin:raids_incident_read", args=[report.pk])


def accept(client: Client, report: Report, **changed: Any) -> Any:
    """Send the page as it is but for what is changed; `__` in names is a dash."""
    fields = fields_of(client.get(page_of(report)))
    fields |= {name.replace("__", "-"): value for name, value in changed.items()}
    return client.post(page_of(report), fields, follow=True)


def add_row(kind: str, number: int = 0, **values: Any) -> dict[str, Any]:
    """Return the fields of a row added to the first draft, as by the page's script."""
    usual = {"certainty": "stated", "accepted": "on", "words": "", "passages": ""}
    prefix = f"d0-{kind}"
    row = {
        f"{prefix}-{number}-{name}": value for name, value in (usual | values).items()
    }
    return {f"{prefix}-TOTAL_FORMS": number + 1, **row}


# --- what the page shows -------------------------------------------------------------


def test_the_words_found_are_marked_and_name_their_field(
    editor_client: Client, report: Report
) -> None:
    response = editor_client.get(page_of(report))
    html = response.content.decode()
    marked = re.findall(
        r'<mark [^>]*data-facts="([^"]*)"[^>]*><a[^>]*>([^<]*)</a>', html
    )
    places = [words for facts, words in marked if "d0-siting-0" in facts.split()]
    assert any("ذيبان" in words for words in places)
    assert 'id="d0-siting-0"' in html


def test_the_marked_text_is_the_reports_text(
    editor_client: Client, report: Report
) -> None:
    page = editor_client.get(page_of(report)).context["page"]
    assert re.sub(r"<[^>]*>", "", page.text) == report.text


def test_the_forms_are_filled_with_what_was_read(
    editor_client: Client, report: Report, dhiban: Place
) -> None:
    fields = fields_of(editor_client.get(page_of(report)))
    assert fields["d0-decision"] == "new"
    assert fields["d0-kind"] == "air_landing"
    assert fields["d0-dating-0-earliest"] == "2017-03-07"
    assert fields["d0-siting-0-place"] == str(dhiban.pk)


def test_a_report_of_nothing_says_so_and_offers_to_add_by_hand(
    editor_client: Client, dhiban: Place
) -> None:
    response = editor_client.get(page_of(ReportFactory(text="الطقس جميل اليوم.")))
    html = response.content.decode()
    assert "found no incident" in html
    assert "d0-decision" in html


def test_a_report_that_is_not_there_is_a_404(editor_client: Client) -> None:
    assert editor_client.get("/admin/raids/incident/read/999/").status_code == 404


# --- accepting -----------------------------------------------------------------------


def test_an_accepted_draft_is_an_incident_with_its_words(
    editor_client: Client, report: Report, dhiban: Place
) -> None:
    response = accept(editor_client, report, why="Clear enough")
    incident = Incident.objects.get()
    assert (incident.status, incident.place) == ("draft", dhiban)
    assert incident.created_by.username == "editor"
    words = {span.quote for span in Siting.objects.get().spans.all()}
    assert any("ذيبان" in one for one in words)
    assert str(incident.pk) in response.request["PATH_INFO"]


def test_a_corrected_value_is_what_is_kept_and_names_no_rule(
    editor_client: Client, report: Report
) -> None:
    accept(editor_client, report, d0__dating__0__time_of_day="night")
    dating = Dating.objects.get()
    assert (dating.time_of_day, dating.rule) == ("night", "")
    assert dating.spans.exists()


def test_an_untouched_value_keeps_the_rule_that_found_it(
    editor_client: Client, report: Report
) -> None:
    accept(editor_client, report)
    assert Dating.objects.get().rule != ""


def test_a_row_left_out_is_not_made(editor_client: Client, report: Report) -> None:
    accept(editor_client, report, d0__casualty__0__DELETE="on")
    assert not Casualty.objects.exists()


def test_a_row_added_by_hand_may_rest_on_no_words(
    editor_client: Client, report: Report
) -> None:
    row = add_row("captive", category="unknown", fate="unknown", count_min="2")
    accept(editor_client, report, **row)
    captive = Captive.objects.get()
    assert (captive.count_min, captive.count_max) == (2, None)
    assert not captive.spans.exists()


def test_words_typed_in_are_found_in_the_report(
    editor_client: Client, report: Report
) -> None:
    row = add_row(
        "captive", category="unknown", fate="unknown", words="وأسفرت  العملية"
    )
    accept(editor_client, report, **row)
    assert [span.quote for span in Captive.objects.get().spans.all()] == [
        "وأسفرت العملية"
    ]


def test_words_that_are_not_there_are_refused_at_their_field(
    editor_client: Client, report: Report
) -> None:
    row = add_row("captive", category="unknown", fate="unknown", words="كلمات أخرى")
    response = accept(editor_client, report, **row)
    form = response.context["page"].reviews[0].rows[Captive].forms[0]
    assert "is not in the report" in form.errors["words"][0]
    assert not Incident.objects.exists()


def test_words_that_stand_twice_are_refused_at_their_field(
    editor_client: Client, report: Report
) -> None:
    row = add_row("captive", category="unknown", fate="unknown", words="ال")
    response = accept(editor_client, report, **row)
    form = response.context["page"].reviews[0].rows[Captive].forms[0]
    assert "times" in form.errors["words"][0]


def test_offsets_chosen_by_script_tell_apart_words_that_stand_twice(
    editor_client: Client, report: Report
) -> None:
    start = report.text.rindex("ال")
    passages = f"{report.pk}:{start}-{start + 2}"
    row = add_row(
        "captive", category="unknown", fate="unknown", words="ال", passages=passages
    )
    accept(editor_client, report, **row)
    assert Captive.objects.get().spans.get().start == start


@pytest.mark.parametrize(
    "passages", ["1:5-99999", "0:0-4", "x", "{pk}:9-9", "{pk}:9-3"]
)
def test_offsets_outside_the_report_are_refused(
    editor_client: Client, report: Report, passages: str
) -> None:
    passages = passages.format(pk=report.pk)
    given: dict[str, Any] = {"passages": passages, "words": "ذيبان"}
    row = add_row("captive", category="unknown", fate="unknown", **given)
    response = accept(editor_client, report, **row)
    assert "d0-captive-0-words" in fields_of(response)
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("changed", "kind", "field", "told"),
    [
        ({"d0-casualty-0-count_min": "0"}, Casualty, "count_min", "never 0"),
        ({"d0-casualty-0-count_min": "9"}, Casualty, "count_max", "Exchange"),
        ({"d0-dating-0-earliest": "2017-03-09"}, Dating, "latest", "before the first"),
        ({"d0-dating-0-latest": "2017-03-09"}, Dating, "latest", "one day"),
        ({"d0-dating-0-earliest": ""}, Dating, "earliest", "required"),
        ({"d0-siting-0-relation": "distance"}, Siting, "distance_km", "kilometres"),
        ({"d0-siting-0-relation": "between"}, Siting, "other_place", "second place"),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_entered_is_lost(
    editor_client: Client,
    report: Report,
    changed: dict[str, str],
    kind: Any,
    field: str,
    told: str,
) -> None:
    sent = {**changed, "d0-casualty-0-hedge": "نحو", "why": "Because"}
    response = accept(editor_client, report, **sent)
    form = response.context["page"].reviews[0].rows[kind].forms[0]
    assert told in form.errors[field][0]
    kept = fields_of(response)
    assert {name: kept[name] for name in sent} == sent
    assert not Incident.objects.exists()


def test_digits_may_be_arabic(editor_client: Client, report: Report) -> None:
    changed = {"d0-casualty-0-count_min": "٣", "d0-casualty-0-count_max": "٥"}
    accept(editor_client, report, **changed)
    incident = Incident.objects.get()
    assert (incident.killed_min, incident.killed_max) == (3, 5)


def test_of_two_dates_only_one_may_count(editor_client: Client, report: Report) -> None:
    day: dict[str, Any] = {"earliest": "2017-03-08", "latest": "2017-03-08"}
    day["precision"] = "day"
    response = accept(editor_client, report, **add_row("dating", 1, **day))
    form = response.context["page"].reviews[0].rows[Dating].forms[1]
    assert "Only one" in form.errors["accepted"][0] or "only one" in errors_of(form)


def test_a_rival_date_stands_beside_without_counting(
    editor_client: Client, report: Report
) -> None:
    day = {"earliest": "2017-03-08", "latest": "2017-03-08", "precision": "day"}
    row = add_row("dating", 1, **day)
    del row["d0-dating-1-accepted"]
    accept(editor_client, report, **row)
    incident = Incident.objects.get()
    assert incident.datings.count() == 2
    assert incident.last_day == datetime.date(2017, 3, 7)


def test_a_part_is_bound_to_its_total_by_the_rows_number(
    editor_client: Client, report: Report
) -> None:
    part = {"outcome": "killed", "category": "child", "count_min": "2", "part_of": "1"}
    accept(editor_client, report, **add_row("casualty", 1, **part))
    child = Casualty.objects.get(category="child")
    assert child.part_of is not None
    assert child.part_of == Casualty.objects.get(category="civilian")
    assert Incident.objects.get().killed_min == 4


def test_a_part_of_a_row_that_is_left_out_is_refused(
    editor_client: Client, report: Report
) -> None:
    part = {"outcome": "killed", "category": "child", "count_min": "2", "part_of": "1"}
    row = add_row("casualty", 1, **part)
    sent = {**row, "d0-casualty-0-DELETE": "on"}
    response = accept(editor_client, report, **sent)
    form = response.context["page"].reviews[0].rows[Casualty].forms[1]
    assert "part_of" in form.errors


# --- places and units by name --------------------------------------------------------


def test_without_scripts_a_place_is_named(
    editor_client: Client, report: Report
) -> None:
    other = PlaceFactory(name_ar="الشحيل", name_en="Shuhayl")
    accept(editor_client, report, d0__siting__0__place_typed="الشحيل")
    assert Incident.objects.get().place == other


def test_a_name_of_several_places_is_asked_about(
    editor_client: Client, report: Report
) -> None:
    PlaceFactory.create_batch(2, name_ar="الصالحية", name_en="Salihiyah")
    response = accept(editor_client, report, d0__siting__0__place_typed="الصالحية")
    form = response.context["page"].reviews[0].rows[Siting].forms[0]
    assert "several" in form.errors["place"][0]


def test_a_name_of_no_place_is_told(editor_client: Client, report: Report) -> None:
    response = accept(editor_client, report, d0__siting__0__place_typed="قرية الخيال")
    form = response.context["page"].reviews[0].rows[Siting].forms[0]
    assert "not known" in form.errors["place"][0]


@pytest.mark.parametrize("field", ["place", "place_typed", "other_place"])
@pytest.mark.parametrize("value", ["\x00", "new:other:x", "9" * 30, "-1", "٣"])
def test_nothing_sent_for_a_place_breaks_the_page(
    editor_client: Client, report: Report, field: str, value: str
) -> None:
    response = accept(editor_client, report, **{f"d0-siting-0-{field}": value})
    assert response.status_code == 200
    assert "page" in response.context, "it is refused, and the page shown again"


def test_a_spot_at_a_distance_becomes_an_area(
    editor_client: Client, report: Report
) -> None:
    changed = {"d0-siting-0-relation": "distance", "d0-siting-0-distance_km": "25"}
    accept(editor_client, report, **changed)
    radius = Incident.objects.get().radius_m
    assert radius is not None
    assert radius >= 25_000


def test_a_unit_that_the_site_does_not_know_is_stored_with_the_incident(
    editor_client: Client, report: Report
) -> None:
    new = {"unit": "new:other:لواء الشمال", "role": "support"}
    response = accept(editor_client, report, **add_row("involvement", 1, **new))
    assert response.status_code == 200
    unit = Unit.objects.get(code="other:لواء الشمال")
    assert Incident.objects.get().involvements.filter(unit=unit).exists()


def test_a_new_unit_whose_name_no_address_can_hold_is_stored_all_the_same(
    editor_client: Client, report: Report
) -> None:
    new = {"unit": 'new:other:كتيبة "س/ص"', "role": "support"}
    response = accept(editor_client, report, **add_row("involvement", 1, **new))
    assert response.status_code == 200
    unit = Unit.objects.get(code="other:كتيبة س-ص")
    assert Incident.objects.get().involvements.filter(unit=unit).exists()


# --- again and again -----------------------------------------------------------------


def test_the_same_page_sent_twice_doubles_nothing(
    editor_client: Client, report: Report
) -> None:
    fields = fields_of(editor_client.get(page_of(report)))
    editor_client.post(page_of(report), fields)
    response = editor_client.post(page_of(report), fields, follow=True)
    assert Incident.objects.count() == 1
    assert "not doubled" in messages_of(response)


def test_an_accepted_draft_is_shown_as_being_in_the_catalogue(
    editor_client: Client, report: Report
) -> None:
    accept(editor_client, report)
    response = editor_client.get(page_of(report))
    review = response.context["page"].reviews[0]
    assert review.made == Incident.objects.get()
    assert "d0-decision" not in fields_of(response)


def test_an_incident_added_by_hand_is_not_doubled_either(
    editor_client: Client, report: Report
) -> None:
    accept(editor_client, report)
    fields = fields_of(editor_client.get(page_of(report)))
    by_hand = {**fields, "d1-decision": "new", "d1-kind": "clash"}
    editor_client.post(page_of(report), by_hand)
    editor_client.post(page_of(report), by_hand)
    assert sorted(Incident.objects.values_list("kind", flat=True)) == [
        "air_landing",
        "clash",
    ]


def test_an_incident_by_hand_needs_a_kind(
    editor_client: Client, report: Report
) -> None:
    changed = {"d0-decision": "leave", "d1-decision": "new"}
    response = accept(editor_client, report, **changed)
    assert "kind" in response.context["page"].by_hand.form.errors
    assert not Incident.objects.exists()


def test_all_drafts_or_none_are_made(editor_client: Client, report: Report) -> None:
    changed = {
        "d1-decision": "new",
        "d1-kind": "clash",
        "d0-casualty-0-count_min": "0",
    }
    accept(editor_client, report, **changed)
    assert not Incident.objects.exists()


def test_a_draft_left_out_is_not_judged(editor_client: Client, report: Report) -> None:
    changed = {"d0-decision": "leave", "d0-casualty-0-count_min": "0"}
    response = accept(editor_client, report, **changed)
    assert "Nothing was chosen" in messages_of(response)
    assert not Incident.objects.exists()


# --- retellings ----------------------------------------------------------------------


@pytest.fixture
def known(dhiban: Place) -> Incident:
    """A published incident of the same place and day."""
    return PublishedIncidentFactory(siting__place=dhiban)


def test_a_known_incident_that_looks_the_same_is_offered_first(
    editor_client: Client, known: Incident, report: Report
) -> None:
    response = editor_client.get(page_of(report))
    form = response.context["page"].reviews[0].form
    assert form.fields["decision"].choices[0][0] == f"link:{known.pk}"
    assert "d0-decision" not in fields_of(response), "the editor is to decide"


def test_no_decision_where_one_is_asked_is_an_error(
    editor_client: Client, known: Incident, report: Report
) -> None:
    response = accept(editor_client, report)
    assert "decision" in response.context["page"].reviews[0].form.errors
    assert Incident.objects.count() == 1


def test_a_retelling_is_linked_and_makes_no_incident(
    editor_client: Client, known: Incident, report: Report
) -> None:
    accept(
        editor_client,
        report,
        d0__decision=f"link:{known.pk}",
        d0__telling="retelling",
    )
    assert Incident.objects.get() == known
    mention = Mention.objects.get(report=report)
    assert (mention.incident, mention.telling) == (known, "retelling")
    assert mention.start is not None


def test_any_incident_can_be_linked_by_its_reference(
    editor_client: Client, report: Report
) -> None:
    other = PublishedIncidentFactory()
    changed = {"d0-decision": "other", "d0-other": other.reference}
    accept(editor_client, report, **changed)
    assert report.mentions.get().incident == other


def test_a_reference_that_is_not_there_is_told_at_its_field(
    editor_client: Client, report: Report
) -> None:
    changed = {"d0-decision": "other", "d0-other": "1999-0001"}
    response = accept(editor_client, report, **changed)
    assert "1999-0001" in response.context["page"].reviews[0].form.errors["other"][0]


def test_an_incident_of_another_month_is_not_offered(
    editor_client: Client, dhiban: Place, report: Report
) -> None:
    far = IncidentFactory()
    DatingFactory(incident=far, earliest=datetime.date(2017, 5, 7))
    SitingFactory(incident=far, place=dhiban)
    response = editor_client.get(page_of(report))
    assert response.context["page"].reviews[0].offered == []
