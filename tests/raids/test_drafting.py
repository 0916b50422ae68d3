"""A reading put into the catalogue's own terms, before anything is stored."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from raids import geography
from raids.choices import UnitKind
from raids.drafting import DraftedFinding, KnownRows, dating_of, draft_of, drafts_for
from raids.models import (
    Captive,
    Casualty,
    Dating,
    Equipment,
    Incident,
    Involvement,
    Place,
    Siting,
    Unit,
)
from reports.extraction import (
    CaptiveFinding,
    CasualtyFinding,
    DatingFinding,
    DraftIncident,
    EquipmentFinding,
    InvolvementFinding,
    KindFinding,
    SitingFinding,
    Span,
)
from reports.extraction.findings import TimeOfDayFinding
from tests.factories import (
    GovernorateFactory,
    PlaceFactory,
    ReportFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2017, 3, 7)
SOME = (Span(3, 9),)
SHARED: dict[str, Any] = {"spans": SOME, "rule": "a.rule"}


@pytest.fixture
def governorate() -> Place:
    return GovernorateFactory.create(
        key="deir-ez-zor-governorate", name_ar="دير الزور", name_en="Deir ez-Zor"
    )


@pytest.fixture
def dhiban(governorate: Place) -> Place:
    return PlaceFactory.create(
        key="dhiban",
        name_ar="ذيبان",
        name_en="Dhiban",
        kind="town",
        lat=35.016,
        lon=40.516,
        governorate=governorate,
    )


@pytest.fixture
def mayadin(governorate: Place) -> Place:
    return PlaceFactory.create(
        key="mayadin",
        name_ar="الميادين",
        name_en="Mayadin",
        kind="city",
        lat=35.019,
        lon=40.453,
        governorate=governorate,
    )


def read(**values: Any) -> DraftIncident:
    """Return an incident as the reader hands it over."""
    nothing: dict[str, Any] = {
        "kind": KindFinding(kind="air_landing", **SHARED),
        "dating": None,
        "siting": None,
        "involvements": (),
        "equipment": (),
        "casualties": (),
        "captives": (),
        "told": "news",
        "segment": Span(0, 40),
    }
    return DraftIncident(**{**nothing, **values})


def known(*places: Place, units: tuple[Unit, ...] = ()) -> KnownRows:
    """Return the rows that a reading names."""
    return KnownRows(
        {place.key: place for place in places}, {unit.code: unit for unit in units}
    )


def only(model: type, incident: DraftIncident, rows: KnownRows) -> DraftedFinding:
    """Return the one finding of a kind that an incident as read gives."""
    [finding] = draft_of(incident, rows).of(model)
    return finding


def siting(**values: Any) -> DraftIncident:
    """Return an incident of which the reader found only the place."""
    found = SitingFinding(**{"place_ar": None, **SHARED, **values})
    return read(siting=found)


# --- the whole -----------------------------------------------------------------------


def test_kind_telling_and_passage_are_the_reader_s() -> None:
    draft = draft_of(read(told="retelling"), known())
    assert (draft.kind, draft.kind_spans) == ("air_landing", SOME)
    assert (draft.telling, draft.passage) == ("retelling", Span(0, 40))
    assert draft.findings == ()


def test_every_finding_keeps_its_hedge_certainty_rule_and_words() -> None:
    captives = CaptiveFinding(
        unit=None,
        category="unknown",
        spans=SOME,
        rule="people.taken",
        certainty="claimed",
        hedge="أنباء عن",
        inferred=True,
    )
    finding = only(Captive, read(captives=(captives,)), known())
    assert finding.spans == SOME
    assert finding.values["hedge"] == "أنباء عن"
    assert finding.values["certainty"] == "claimed"
    assert finding.values["rule"] == "people.taken"
    assert finding.values["inferred"] is True


# --- when ----------------------------------------------------------------------------


def test_a_date_takes_its_time_of_day_with_the_words_of_both() -> None:
    time = TimeOfDayFinding(value="dawn", spans=(Span(0, 3),), rule="dates.time")
    dating = DatingFinding(
        earliest=DAY, latest=DAY, precision="day", time_of_day=time, **SHARED
    )
    finding = only(Dating, read(dating=dating), known())
    assert finding.values["earliest"] == finding.values["latest"] == DAY
    assert finding.values["time_of_day"] == "dawn"
    assert finding.spans == (Span(0, 3), Span(3, 9))


def test_a_date_without_any_day_is_no_finding() -> None:
    dating = DatingFinding(earliest=None, latest=None, precision="month", **SHARED)
    assert draft_of(read(dating=dating), known()).of(Dating) == []


def test_a_month_is_dated_from_its_first_day_to_its_last(dhiban: Place) -> None:
    report = ReportFactory.create(
        text="نفذت قوات التحالف الدولي إنزالاً جوياً في بلدة ذيبان في آذار 2017.",
        published_on=datetime.date(2018, 1, 1),
    )
    [draft] = drafts_for(report).drafts
    [date] = draft.of(Dating)
    assert date.values["precision"] == "month"
    assert date.values["earliest"] == datetime.date(2017, 3, 1)
    assert date.values["latest"] == datetime.date(2017, 3, 31)


# --- where ---------------------------------------------------------------------------


def test_a_place_of_the_gazetteer_is_its_row(dhiban: Place) -> None:
    finding = only(Siting, siting(place_ar="ذيبان", place_key="dhiban"), known(dhiban))
    assert finding.values["place"] == dhiban
    assert finding.values["name_ar"] == "ذيبان"
    assert "lat" not in finding.values, "the place's own coordinates serve"


def test_a_place_unknown_keeps_its_name_and_takes_no_other_for_it(
    governorate: Place,
) -> None:
    incident = siting(place_ar="تل مجهول", governorate="Deir ez-Zor")
    finding = only(Siting, incident, known(governorate))
    assert finding.values["place"] is None
    assert finding.values["name_ar"] == "تل مجهول"


def test_where_the_text_names_a_governorate_alone_it_is_the_place(
    governorate: Place,
) -> None:
    incident = siting(governorate="Deir ez-Zor", governorate_spans=(Span(0, 2),))
    finding = only(Siting, incident, known(governorate))
    assert finding.values["place"] == governorate
    assert finding.values["name_ar"] == "دير الزور"
    assert finding.spans == (Span(0, 2), Span(3, 9))


def test_no_place_at_all_is_no_finding() -> None:
    assert draft_of(siting(), known()).of(Siting) == []


def test_a_distance_is_an_area_around_the_place_and_never_its_pin(
    dhiban: Place,
) -> None:
    incident = siting(
        place_ar="ذيبان", place_key="dhiban", relation="distance", distance_km=25.0
    )
    values = only(Siting, incident, known(dhiban)).values
    assert (values["relation"], values["distance_km"]) == ("distance", 25.0)
    assert (values["lat"], values["lon"]) == (dhiban.lat, dhiban.lon)
    assert values["radius_m"] == 25_000 + dhiban.radius_m


def test_a_distance_with_a_direction_lies_on_that_side(dhiban: Place) -> None:
    incident = siting(
        place_ar="ذيبان",
        place_key="dhiban",
        relation="distance",
        distance_km=25.0,
        bearing="north",
    )
    values = only(Siting, incident, known(dhiban)).values
    assert dhiban.lat is not None
    assert values["lat"] > dhiban.lat + 0.2
    assert values["radius_m"] < 25_000


def test_a_place_that_lies_so_far_from_another_is_drawn_from_that_one(
    dhiban: Place, mayadin: Place, governorate: Place
) -> None:
    """“Tell, 5 km west of Mayadin” is an area by Mayadin where Tell's spot is unknown,
    and Tell itself where it is known; never 5 km from Tell."""
    tell = PlaceFactory.create(key="tell", lat=None, lon=None, governorate=governorate)
    told = {"relation": "distance", "distance_km": 5.0, "bearing": "west"}
    told |= {"other_place_ar": "الميادين", "governorate": "Deir ez-Zor"}
    rows = known(dhiban, mayadin, tell)
    unknown = siting(place_ar="تل", place_key="tell", **told)
    values = only(Siting, unknown, rows).values
    assert values["other_place"] == mayadin
    assert mayadin.lon is not None
    assert values["lon"] < mayadin.lon - 0.04
    spot = siting(place_ar="ذيبان", place_key="dhiban", **told)
    assert "lat" not in only(Siting, spot, rows).values


def test_about_an_hour_is_kept_with_the_date() -> None:
    time = TimeOfDayFinding(spans=(Span(9, 12),), rule="t", value="dawn", hedge="قرابة")
    found = DatingFinding(
        spans=(Span(0, 8),),
        rule="d",
        earliest=DAY,
        latest=DAY,
        precision="day",
        time_of_day=time,
    )
    drafted = dating_of(found)
    assert drafted is not None
    assert (drafted.values["certainty"], drafted.values["hedge"]) == ("stated", "قرابة")


def test_a_distance_nobody_measured_is_near(dhiban: Place) -> None:
    incident = siting(place_ar="ذيبان", place_key="dhiban", relation="distance")
    assert only(Siting, incident, known(dhiban)).values["relation"] == "near"


def test_between_two_places_is_an_area_that_holds_both(
    dhiban: Place, mayadin: Place
) -> None:
    incident = siting(
        place_ar="ذيبان",
        place_key="dhiban",
        relation="between",
        other_place_ar="الميادين",
        governorate="Deir ez-Zor",
    )
    values = only(Siting, incident, known(dhiban, mayadin)).values
    assert values["other_place"] == mayadin
    for place in (dhiban, mayadin):
        assert place.lat is not None
        assert place.lon is not None
        apart = geography.distance_m(values["lat"], values["lon"], place.lat, place.lon)
        assert apart < values["radius_m"]


def test_between_a_place_and_one_unknown_is_near_the_first(dhiban: Place) -> None:
    incident = siting(
        place_ar="ذيبان",
        place_key="dhiban",
        relation="between",
        other_place_ar="تل مجهول",
    )
    values = only(Siting, incident, known(dhiban)).values
    assert (values["relation"], values["other_place"]) == ("near", None)


def test_a_second_place_that_may_be_either_of_two_is_neither(
    dhiban: Place, mayadin: Place
) -> None:
    PlaceFactory.create(name_ar="الميادين")
    incident = siting(
        place_ar="ذيبان",
        place_key="dhiban",
        relation="between",
        other_place_ar="الميادين",
    )
    values = only(Siting, incident, known(dhiban, mayadin)).values
    assert values["other_place"] is None


def test_a_place_without_coordinates_gives_no_area(governorate: Place) -> None:
    place = PlaceFactory.create(key="tell", lat=None, lon=None, governorate=governorate)
    incident = siting(
        place_ar="تل", place_key="tell", relation="distance", distance_km=5.0
    )
    assert "lat" not in only(Siting, incident, known(place)).values


# --- who and what --------------------------------------------------------------------


def test_a_unit_of_the_site_is_its_row() -> None:
    unit = UnitFactory.create(code="sdf")
    found = InvolvementFinding(
        unit="sdf", role="support", strength_min=25, strength_max=None, **SHARED
    )
    values = only(Involvement, read(involvements=(found,)), known(units=(unit,))).values
    assert (values["unit"], values["role"]) == (unit, "support")
    assert (values["strength_min"], values["strength_max"]) == (25, None)


def test_a_unit_new_to_the_site_is_one_unsaved_row_for_all_that_name_it() -> None:
    code = "other:لواء المجهول"
    incident = read(
        involvements=(InvolvementFinding(unit=code, role="target", **SHARED),),
        captives=(CaptiveFinding(unit=code, category="combatant", **SHARED),),
    )
    first, second = draft_of(incident, known()).findings
    unit = first.values["unit"]
    assert unit is second.values["unit"]
    assert (unit.pk, unit.name_ar) == (None, "لواء المجهول")
    assert unit.kind in UnitKind.values


def test_no_unit_is_null() -> None:
    found = CaptiveFinding(unit=None, category="unknown", **SHARED)
    assert only(Captive, read(captives=(found,)), known()).values["unit"] is None


def test_unknown_count_is_null_never_zero() -> None:
    found = EquipmentFinding(kind="helicopter", **SHARED)
    values = only(Equipment, read(equipment=(found,)), known()).values
    assert (values["count_min"], values["count_max"]) == (None, None)


def test_parts_point_at_their_totals_among_all_the_draft_s_findings() -> None:
    total = CasualtyFinding(
        outcome="killed", unit=None, category="civilian", count_min=14, **SHARED
    )
    part = CasualtyFinding(
        outcome="killed", unit=None, category="child", count_min=5, part_of=0, **SHARED
    )
    taken = CaptiveFinding(unit=None, category="unknown", count_min=7, **SHARED)
    of_taken = CaptiveFinding(
        unit=None, category="unknown", nationality="IQ", part_of=0, **SHARED
    )
    draft = draft_of(
        read(
            equipment=(EquipmentFinding(kind="helicopter", **SHARED),),
            casualties=(total, part),
            captives=(taken, of_taken),
        ),
        known(),
    )
    parts = [finding for finding in draft.findings if finding.part_of is not None]
    totals = [draft.findings[one.part_of or 0] for one in parts]
    assert [one.model for one in totals] == [Casualty, Captive]
    assert [one.values["count_min"] for one in totals] == [14, 7]


def test_rivals_and_fates_are_the_reader_s() -> None:
    rival = CaptiveFinding(
        unit=None, category="unknown", fate="released", accepted=False, **SHARED
    )
    silent = CaptiveFinding(unit=None, category="unknown", **SHARED)
    first, second = draft_of(read(captives=(rival, silent)), known()).of(Captive)
    assert (first.values["accepted"], first.values["fate"]) == (False, "released")
    assert (second.values["accepted"], second.values["fate"]) == (True, "unknown")


# --- from a stored report ------------------------------------------------------------


def test_a_report_is_read_with_the_site_s_own_places_and_units(dhiban: Place) -> None:
    UnitFactory.create(
        code="coalition", name_ar="قوات التحالف الدولي", name_en="Coalition"
    )
    report = ReportFactory.create()
    [draft] = drafts_for(report).drafts
    [place], [date] = draft.of(Siting), draft.of(Dating)
    assert place.values["place"] == dhiban
    assert date.values["earliest"] == DAY
    units = [finding.values["unit"].code for finding in draft.of(Involvement)]
    assert "coalition" in units


def test_words_of_every_finding_lie_within_the_report(dhiban: Place) -> None:
    report = ReportFactory.create()
    for draft in drafts_for(report).drafts:
        for finding in draft.findings:
            assert finding.spans, finding
            for span in finding.spans:
                assert 0 <= span.start < span.end <= len(report.text)


def test_a_place_added_later_is_known_at_once(governorate: Place) -> None:
    report = ReportFactory.create()
    [before] = drafts_for(report).drafts
    assert all(one.values["place"] is None for one in before.of(Siting))
    place = PlaceFactory.create(name_ar="ذيبان", governorate=governorate)
    [after] = drafts_for(report).drafts
    assert [one.values["place"] for one in after.of(Siting)] == [place]


def test_reading_stores_nothing(dhiban: Place) -> None:
    drafts_for(ReportFactory.create())
    assert not Incident.objects.exists()
    assert not Unit.objects.exists()


def test_reading_again_asks_only_for_what_the_report_names(
    dhiban: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    UnitFactory.create(code="coalition", name_ar="التحالف الدولي")
    report = ReportFactory.create()
    drafts_for(report)
    # The version of the places and of the units; the places and units it names.
    with django_assert_num_queries(4):
        drafts_for(report)
