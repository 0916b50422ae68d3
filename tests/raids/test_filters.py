"""What may be asked of the catalogue, and how clearly the rest is refused."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from raids.choices import (
    CasualtyCategory,
    Certainty,
    DatePrecision,
    EquipmentKind,
    IncidentKind,
    Outcome,
    Role,
)
from raids.filters import (
    IncidentFilter,
    PlaceFilter,
    Problem,
    ReportFilter,
    UnitFilter,
    public_reports,
    public_units,
)
from raids.filters.fields import MOST_VALUES, MOST_WORDS
from raids.models import Incident, Place, Unit
from reports.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MARCH_7 = datetime.date(2017, 3, 7)


def found(query: str) -> list[Incident]:
    """Return the incidents that a query string finds, and insist that it is right."""
    filterset = asked(query)
    assert filterset.problems() == []
    return list(filterset.qs)


def asked(query: str) -> IncidentFilter:
    """Return the filter set of a query string."""
    return IncidentFilter(QueryDict(query), Incident.objects.published())


def problem_of(query: str) -> Problem:
    """Return the one problem that a query string has."""
    [problem] = asked(query).problems()
    return problem


def an_incident(**values: Any) -> Incident:
    """Return a published incident."""
    return make.PublishedIncidentFactory.create(**values)


def listed_unit(**values: Any) -> Unit:
    """Return a unit of the codebook, which is public by itself."""
    unit: Unit = make.UnitFactory.create(source="vocabulary", **values)
    return unit


def another_source() -> Source:
    """Return a source other than the usual one."""
    return make.SourceFactory.create(name_en="Another", name_ar="مصدر آخر")


# --- each filter ---------------------------------------------------------------------


def test_nothing_asked_finds_everything_newest_first() -> None:
    old = an_incident(dating__earliest=MARCH_7 - DAY)
    new = an_incident(dating__earliest=MARCH_7)
    assert found("") == [new, old]


def test_an_empty_value_asks_nothing() -> None:
    incident = an_incident()
    assert found("q=&kind=&from=&killed_min=&has_captives=&bbox=") == [incident]


def test_kinds_repeated_are_any_of_them() -> None:
    landing = an_incident(kind=IncidentKind.AIR_LANDING)
    raid = an_incident(kind=IncidentKind.GROUND_RAID)
    an_incident(kind=IncidentKind.SHELLING)
    assert set(found("kind=air_landing&kind=ground_raid")) == {landing, raid}


def test_filters_of_different_names_must_all_hold() -> None:
    incident = an_incident(kind=IncidentKind.AIR_LANDING)
    other = an_incident(kind=IncidentKind.GROUND_RAID)
    both = f"place={incident.place_id}&kind="
    assert found(both + incident.kind) == [incident]
    assert found(both + other.kind) == []


@pytest.mark.parametrize("column", ["name_en", "key"])
def test_governorate_is_found_by_english_name_and_by_key(column: str) -> None:
    incident = an_incident()
    an_incident()
    assert found(f"governorate={getattr(incident.governorate, column)}") == [incident]


@pytest.mark.parametrize("column", ["pk", "key"])
def test_place_is_found_by_number_and_by_key(column: str) -> None:
    incident = an_incident()
    an_incident()
    assert found(f"place={getattr(incident.place, column)}") == [incident]


def test_a_place_includes_all_that_lies_in_it() -> None:
    governorate = make.GovernorateFactory.create()
    town = make.PlaceFactory.create(governorate=governorate)
    quarter = make.PlaceFactory.create(parent=town, governorate=governorate)
    street = make.PlaceFactory.create(parent=quarter, governorate=governorate)
    incident = an_incident(siting__place=street)
    an_incident()
    assert found(f"place={town.key}") == [incident]
    assert found(f"place={governorate.key}") == [incident]
    assert found(f"place={quarter.key}&place={town.key}") == [incident]


def test_unit_finds_every_role_attacker_and_target_their_own() -> None:
    unit = make.UnitFactory.create(code="coalition")
    by_role = {role: an_incident() for role in Role}
    for role, incident in by_role.items():
        make.InvolvementFactory.create(incident=incident, unit=unit, role=role)
    assert set(found("unit=coalition")) == set(by_role.values())
    assert found("attacker=coalition") == [by_role[Role.ATTACKER]]
    assert found("target=coalition") == [by_role[Role.TARGET]]


def test_a_unit_includes_its_own_units_and_codes_may_be_arabic() -> None:
    whole = make.UnitFactory.create(code="other:فيلق الشام")
    part = make.UnitFactory.create(parent=whole)
    incident = an_incident()
    make.InvolvementFactory.create(incident=incident, unit=part)
    make.InvolvementFactory.create(incident=incident, unit=whole, role=Role.SUPPORT)
    assert found("unit=other:فيلق الشام") == [incident]


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("from=2017-03-07", True),
        ("from=2017-03-08", True),
        ("from=2017-03-09", False),
        ("to=2017-03-07", True),
        ("to=2017-03-06", False),
        ("from=2017-03-08&to=2017-03-08", True),
        ("from=2017-03-07&to=2017-03-07", True),
        ("from=2017-01-01&to=2017-03-06", False),
    ],
)
def test_dates_find_what_may_have_happened_within_them(query: str, finds: bool) -> None:
    an_incident(
        dating__earliest=MARCH_7,
        dating__latest=MARCH_7 + DAY,
        dating__precision=DatePrecision.NIGHT,
    )
    assert bool(found(query)) is finds


@pytest.mark.parametrize(
    ("parameter", "values"),
    [
        ("killed_min", {"outcome": Outcome.KILLED}),
        (
            "civilians_killed_min",
            {"outcome": Outcome.KILLED, "category": CasualtyCategory.CIVILIAN},
        ),
    ],
)
def test_a_least_number_of_killed_is_one_known_for_certain(
    parameter: str, values: dict[str, str]
) -> None:
    exact, at_most, unknown = an_incident(), an_incident(), an_incident()
    make.CasualtyFactory.create(incident=exact, count=3, **values)
    make.CasualtyFactory.create(incident=at_most, count_max=9, **values)
    make.CasualtyFactory.create(incident=unknown, **values)
    assert found(f"{parameter}=3") == [exact]
    assert found(f"{parameter}=1") == [exact]
    assert found(f"{parameter}=4") == []


def test_captives_told_in_no_number_are_captives_all_the_same() -> None:
    counted, told, without = an_incident(), an_incident(), an_incident()
    make.CaptiveFactory.create(incident=counted, count=2)
    make.CaptiveFactory.create(incident=told)
    assert found("captives_min=1") == [counted]
    assert set(found("has_captives=true")) == {counted, told}
    assert found("has_captives=false") == [without]


def test_certainty_is_of_any_finding_that_counts() -> None:
    claimed, rival = an_incident(), an_incident()
    make.CaptiveFactory.create(incident=claimed, certainty=Certainty.CLAIMED)
    make.CaptiveFactory.create(
        incident=rival, certainty=Certainty.CLAIMED, accepted=False
    )
    assert found("certainty=claimed") == [claimed]


def test_nationality_is_of_casualties_and_captives() -> None:
    killed, taken = an_incident(), an_incident()
    make.CasualtyFactory.create(incident=killed, nationality="IQ")
    make.CaptiveFactory.create(incident=taken, nationality="IQ")
    an_incident()
    assert set(found("nationality=iq")) == {killed, taken}


def test_equipment_repeated_gives_an_incident_once() -> None:
    incident = an_incident()
    for kind in (EquipmentKind.HELICOPTER, EquipmentKind.DRONE):
        make.EquipmentFactory.create(incident=incident, kind=kind)
    assert found("equipment=helicopter&equipment=drone") == [incident]


def test_rivals_that_do_not_count_are_not_found() -> None:
    incident = an_incident()
    unit = make.UnitFactory.create(code="is")
    make.InvolvementFactory.create(incident=incident, unit=unit, accepted=False)
    make.EquipmentFactory.create(incident=incident, accepted=False)
    assert found("unit=is") == found("equipment=helicopter") == []


def test_report_and_source_find_what_they_tell() -> None:
    incident = an_incident()
    an_incident(mention__report__source=another_source())
    report = incident.mentions.get().report
    assert found(f"report={report.pk}") == [incident]
    assert found(f"source={report.source_id}") == [incident]


def test_a_report_that_is_not_public_is_not_known_here() -> None:
    draft = make.MentionFactory.create()
    assert draft.report not in public_reports()
    assert problem_of(f"report={draft.report_id}").parameter == "report"


def test_a_unit_that_only_a_draft_names_is_not_known_here() -> None:
    unit = make.UnitFactory.create(code="other:سر")
    make.InvolvementFactory.create(unit=unit)
    problem = problem_of("unit=other:سرّ")
    assert unit.code not in [*problem.allowed, problem.message]
    assert unit not in public_units()
    assert (unit.code, str(unit)) not in asked("").form.fields["unit"].choices
    incident = an_incident()
    make.CaptiveFactory.create(incident=incident, unit=unit)
    assert unit in public_units()


def test_bbox_takes_the_centre() -> None:
    incident = an_incident()
    assert found("bbox=39.9,34.9,40.1,35.1") == [incident]
    assert found("bbox=36,34.9,37,35.1") == []


def test_updated_since_takes_offsets_even_with_the_plus_sign_lost() -> None:
    incident = an_incident()
    moment = incident.updated_at.astimezone(datetime.UTC)
    assert found(f"updated_since={moment.isoformat()}") == [incident]
    assert found(f"updated_since={moment:%Y-%m-%d}") == [incident]
    later = (moment + datetime.timedelta(seconds=1)).isoformat()
    assert found(f"updated_since={later}") == []


def test_orderings_put_unknown_numbers_last() -> None:
    many, few, unknown = an_incident(), an_incident(), an_incident()
    for incident, count in ((many, 9), (few, 1), (unknown, None)):
        make.CasualtyFactory.create(incident=incident, count=count)
        make.CaptiveFactory.create(incident=incident, count=count)
    assert found("ordering=killed") == [many, few, unknown]
    assert found("ordering=captives") == [many, few, unknown]
    assert found("ordering=oldest") == [many, few, unknown]
    assert found("ordering=updated") == [unknown, few, many]


# --- search --------------------------------------------------------------------------


@pytest.fixture
def landing() -> Incident:
    """A landing in al-Shuhayl by the Coalition."""
    place = make.PlaceFactory.create(
        name_ar="الشحيل", name_en="al-Shuhayl", spellings_en=["Shheil", "Ash Shuhayl"]
    )
    unit = make.UnitFactory.create(name_ar="التحالف الدولي", spellings_ar=["أمريكا"])
    incident = an_incident(
        siting__place=place, mention__report__title="عمليّة أمنيّة فجراً"
    )
    make.InvolvementFactory.create(incident=incident, unit=unit)
    an_incident(kind=IncidentKind.SHELLING, mention__report__text="قصف")
    return incident


@pytest.mark.parametrize(
    "words",
    [
        "الشحيل",
        "شحيل",
        "al shuhayl",
        "AL-SHUHAYL",
        "shheil",
        "تحالف",
        "امريكا",
        "عملية امنيه",
        "الشحيل التحالف عملية",
        "اقتادتهما",
        "air landing",
        "الشُّحَيْل",
    ],
)
def test_search_folds_letters_and_looks_everywhere(
    landing: Incident, words: str
) -> None:
    assert found(f"q={words}") == [landing]


def test_search_finds_the_reference(landing: Incident) -> None:
    assert found(f"q={landing.reference}") == [landing]


@pytest.mark.parametrize("words", ["الشحيل ذيبان غائبة", "100%", "a_b", "\\"])
def test_search_wants_every_word_and_takes_signs_as_they_are(
    landing: Incident, words: str
) -> None:
    assert asked(f"q={words}").qs.count() == 0


# --- refusals ------------------------------------------------------------------------


def test_an_unknown_parameter_is_named_with_the_nearest() -> None:
    an_incident()
    problem = problem_of("governorat=Aleppo")
    assert problem.parameter == "governorat"
    assert "governorate" in problem.message
    assert "governorate" in problem.allowed
    assert not asked("governorat=Aleppo").qs.exists()


def test_parameters_of_the_caller_are_known() -> None:
    data = QueryDict("page=2&pgae=3")
    assert [p.parameter for p in IncidentFilter.unknown_parameters(data, {"page"})] == [
        "pgae"
    ]
    assert IncidentFilter(QueryDict("page=2"), also={"page"}).is_valid()


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("kind", "landing"),
        ("governorate", "Narnia"),
        ("place", "nowhere"),
        ("place", "99999999999999999999"),
        ("place", "%00"),
        ("unit", "coalitoin"),
        ("attacker", "0"),
        ("target", "%00"),
        ("from", "2020-13-45"),
        ("from", "07.03.2017"),
        ("to", "yesterday"),
        ("killed_min", "0"),
        ("killed_min", "-1"),
        ("killed_min", "3.5"),
        ("killed_min", "99999999999999999999"),
        ("captives_min", "two"),
        ("civilians_killed_min", "1e3"),
        ("has_captives", "maybe"),
        ("certainty", "sure"),
        ("nationality", "I'Q"),
        ("equipment", "broom"),
        ("report", "x"),
        ("source", "-1"),
        ("bbox", "1,2,3"),
        ("bbox", "nan,0,1,1"),
        ("bbox", "10,0,1,1"),
        ("bbox", "0,0,inf,1"),
        ("updated_since", "soon"),
        ("updated_since", "0001-01-01T00:00:00%2B14:00"),
        ("ordering", "random"),
        ("q", "a%00b"),
        ("q", "ـــ"),
        ("q", "x" * 1_000_000),
        ("q", "a b c d e f g h i j k l m n"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_shows_nothing(
    parameter: str, value: str
) -> None:
    an_incident()
    problem = problem_of(f"{parameter}={value}")
    assert problem.parameter == parameter
    assert 0 < len(problem.message) < 300
    assert not asked(f"{parameter}={value}").qs.exists()


def test_codes_that_are_few_are_all_told() -> None:
    assert problem_of("kind=landing").allowed == tuple(IncidentKind.values)


def test_the_nearest_unit_is_suggested() -> None:
    listed_unit(code="coalition")
    assert "coalition" in problem_of("unit=coalitoin").message


def test_a_reversed_range_is_refused_on_both_names() -> None:
    problems = asked("from=2019-01-01&to=2018-01-01").problems()
    assert [problem.parameter for problem in problems] == ["from", "to"]


def test_a_single_value_given_twice_is_refused() -> None:
    assert problem_of("from=2019-01-01&from=2018-01-01").parameter == "from"


def test_too_many_values_are_refused() -> None:
    query = "&".join(f"place={number}" for number in range(MOST_VALUES + 1))
    assert str(MOST_VALUES) in problem_of(query).message


def test_too_many_words_are_refused() -> None:
    query = "+".join(f"w{number}" for number in range(MOST_WORDS + 1))
    assert str(MOST_WORDS) in problem_of(f"q={query}").message


# --- in words ------------------------------------------------------------------------


def test_what_is_on_is_told_in_words() -> None:
    incident = an_incident()
    assert incident.place
    filterset = asked(
        f"kind=air_landing&kind=clash&place={incident.place.key}&from=2017-01-02"
        "&killed_min=3&has_captives=true&ordering=oldest"
    )
    with override("en"):
        assert filterset.clauses() == [
            ("kind", "air_landing", "Air landing"),
            ("kind", "clash", "Clash"),
            ("place", incident.place.key, f"in {incident.place.name_en}"),
            ("from", "2017-01-02", "from Jan. 2, 2017"),
            ("killed_min", "3", "at least 3 killed"),
            ("has_captives", "true", "persons taken: Yes"),
        ]


def test_every_filter_has_words_for_every_value() -> None:
    listed_unit(code="coalition")
    incident = an_incident()
    make.CaptiveFactory.create(incident=incident, nationality="IQ")
    report = incident.mentions.get().report
    own = {
        "governorate": [incident.governorate.key] if incident.governorate else [],
        "place": [incident.place.key] if incident.place else [],
        "target": ["coalition"],
        "report": [str(report.pk)],
        "source": [str(report.source_id)],
    }
    examples = {
        name: [filter_.example]
        for name, filter_ in IncidentFilter.base_filters.items()
        if name != "ordering"
    }
    filterset = IncidentFilter({**examples, **own}, Incident.objects.published())
    assert filterset.problems() == []
    clauses = filterset.clauses()
    assert [clause.parameter for clause in clauses] == list(examples)
    assert all(clause.words for clause in clauses)


# --- the form ------------------------------------------------------------------------


def test_the_form_offers_its_choices_in_the_language_of_the_page() -> None:
    listed_unit(code="sdf", name_en="Democratic Forces")
    form = IncidentFilter(QueryDict("unit=sdf")).form
    with override("en"):
        assert "Democratic Forces" in str(form["unit"])
        assert "selected" in str(form["unit"])


def test_asking_takes_one_query_for_the_rows_and_one_for_each_name(
    django_assert_num_queries: Any,
) -> None:
    incident = an_incident()
    place = incident.place
    listed_unit(code="sdf")
    filterset = asked(f"place={place.key if place else ''}&unit=sdf&q=قرية")
    with django_assert_num_queries(3):  # the place, the unit, the incidents
        list(filterset.qs)


# --- the other lists -----------------------------------------------------------------


def test_reports_by_words_source_and_day() -> None:
    report = make.ReportFactory.create(title="أنباء")
    other = make.ReportFactory.create(
        source=another_source(), published_on=MARCH_7 - 9 * DAY, title="قصف"
    )
    for row in (report, other):
        make.PublishedIncidentFactory.create(mention__report=row)

    def reports(query: str) -> list[Any]:
        filterset = ReportFilter(QueryDict(query), public_reports())
        assert filterset.problems() == []
        return list(filterset.qs)

    assert reports("") == [report, other]
    assert reports("ordering=oldest") == [other, report]
    assert reports("q=انباء") == [report]
    assert reports(f"source={report.source_id}") == [report]
    assert reports("from=2017-03-01") == [report]
    assert reports("to=2017-03-01") == [other]


def test_places_by_name_kind_and_what_they_lie_in() -> None:
    governorate = make.GovernorateFactory.create()
    village = make.PlaceFactory.create(
        name_ar="ذيبان", name_en="Dhiban", governorate=governorate
    )

    def places(query: str) -> list[Place]:
        filterset = PlaceFilter(QueryDict(query), Place.objects.all())
        assert filterset.problems() == []
        return list(filterset.qs)

    assert places("q=dhiban") == places("q=ذيبان") == [village]
    assert places("kind=village") == [village]
    assert set(places(f"within={governorate.key}")) == {village, governorate}
    assert places("bbox=0,0,1,1") == []


def test_units_by_name_and_what_they_are_part_of() -> None:
    whole = listed_unit(name_en="Whole")
    part = listed_unit(name_en="Part", parent=whole)

    def units(query: str) -> list[Unit]:
        filterset = UnitFilter(QueryDict(query), Unit.objects.all())
        assert filterset.problems() == []
        return list(filterset.qs)

    assert units(f"within={whole.code}") == [part, whole]
    assert units("q=part") == [part]
    assert set(units("kind=armed_group")) == {part, whole}
