"""The commands that fill the catalogue: safe to repeat, and clear about each fault."""

from __future__ import annotations

import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from raids import samples, tables
from raids.choices import PlaceKind
from raids.models import Incident, Mention, Place, Unit
from reports.models import Report

pytestmark = pytest.mark.django_db

PLACES = """\
key,name_ar,name_en,kind,parent,governorate,lat,lon,pcode,spellings_ar,needs_context
dhiban,ذيبان,Dhiban,town,mayadin-district,Deir ez-Zor,35.01,40.51,C5,ذبيان|ديبان,0
mayadin-district,الميادين,Mayadin,district,dez,Deir ez-Zor,35.02,40.45,,,1
dez,دير الزور,Deir ez-Zor,governorate,,Deir ez-Zor,35.33,40.14,SY09,,0
"""
UNITS = """\
code,name_ar,name_en,kind,parent,spellings_ar,spellings_en,source
sdf,قوات سوريا الديمقراطية,Syrian Democratic Forces,armed_group,,قسد,SDF,vocabulary
other:حات,وحدات مكافحة الإرهاب,Counter-Terrorism Units,armed_group,sdf,,YAT,checked
"""


@pytest.fixture
def places_csv(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(PLACES, encoding="utf-8")
    return path


@pytest.fixture
def units_csv(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    path.write_text(UNITS, encoding="utf-8")
    return path


def run(*words: Any) -> tuple[str, str]:
    """Run a command; return what it said and what it complained of."""
    said, complained = StringIO(), StringIO()
    call_command(*words, stdout=said, stderr=complained, no_color=True)
    return said.getvalue().strip(), complained.getvalue().strip()


def append(path: Path, *lines: str) -> None:
    """Write more lines to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


# --- places --------------------------------------------------------------------------


def test_places_are_loaded_whatever_the_order_of_the_lines(places_csv: Path) -> None:
    said, complained = run("load_places", places_csv)
    assert said == "Places: 3 new, 0 changed, 0 unchanged, 0 at fault."
    assert complained == ""
    place = Place.objects.get(key="dhiban")
    assert place.parent == Place.objects.get(key="mayadin-district")
    assert place.governorate == Place.objects.get(key="dez")
    assert (place.lat, place.lon, place.pcode) == (35.01, 40.51, "C5")
    assert place.spellings_ar == ["ذبيان", "ديبان"]
    assert (place.needs_context, place.parent.needs_context) == (False, True)


def test_a_governorate_names_itself(places_csv: Path) -> None:
    run("load_places", places_csv)
    governorate = Place.objects.get(kind=PlaceKind.GOVERNORATE)
    assert governorate.governorate == governorate


def test_places_loaded_again_are_neither_doubled_nor_touched(places_csv: Path) -> None:
    run("load_places", places_csv)
    before = history(Place)
    said, _ = run("load_places", places_csv)
    assert said == "Places: 0 new, 0 changed, 3 unchanged, 0 at fault."
    assert Place.objects.count() == 3
    assert history(Place) == before


def test_a_row_mended_in_the_file_is_mended_on_the_site(places_csv: Path) -> None:
    run("load_places", places_csv)
    places_csv.write_text(PLACES.replace("40.51", "40.52"), encoding="utf-8")
    said, _ = run("load_places", places_csv)
    assert said == "Places: 0 new, 1 changed, 2 unchanged, 0 at fault."
    assert Place.objects.get(key="dhiban").lon == 40.52


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("bad,ذيبان,Dhiban,hamlet,,Deir ez-Zor,,,,,", "hamlet"),
        ("bad,ذيبان,Dhiban,town,nowhere,Deir ez-Zor,,,,,", "nowhere"),
        ("bad,ذيبان,Dhiban,town,,Atlantis,,,,,", "Atlantis"),
        ("bad,ذيبان,Dhiban,town,,Deir ez-Zor,35,east,,,", "east"),
        ("bad,ذيبان,Dhiban,town,,Deir ez-Zor,95,40,,,", "on_earth"),
        ("bad,ذيبان,Dhiban,town,,Deir ez-Zor,35,,,,", "come_together"),
        ("bad,,Dhiban,town,,Deir ez-Zor,,,,,", ""),
        ("bad,ذيبان,Dhiban,town,,Deir ez-Zor,,,C5,,", "C5"),
        ("bad,ذيبان,Dhiban,town", ""),
        ("a bad key,ذيبان,Dhiban,town,,Deir ez-Zor,,,,,", ""),
    ],
    ids=[
        "kind",
        "parent",
        "governorate",
        "no number",
        "off the earth",
        "half a point",
        "no name",
        "p-code taken",
        "too short",
        "key",
    ],
)
def test_a_bad_place_is_named_and_the_others_go_on(
    line: str, fault: str, places_csv: Path
) -> None:
    append(places_csv, line, "later,لاحق,Later,village,,Deir ez-Zor,,,,,0")
    said, complained = run("load_places", places_csv)
    assert said == "Places: 4 new, 0 changed, 0 unchanged, 1 at fault."
    assert len(complained.splitlines()) == 1
    assert complained.startswith(f"places.csv, line 5 ({line.split(',')[0]})")
    assert fault in complained
    assert Place.objects.filter(key="later").exists()
    assert Place.objects.count() == 4


def test_a_file_without_its_columns_is_refused_with_what_they_are(
    tmp_path: Path,
) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,kind\nDhiban,town\n", encoding="utf-8")
    with pytest.raises((CommandError, ValidationError), match="key, name_ar"):
        run("load_places", path)


def test_a_place_that_was_mended_in_a_fault_s_row_keeps_what_it_was(
    places_csv: Path,
) -> None:
    run("load_places", places_csv)
    places_csv.write_text(
        PLACES.replace("dhiban,ذيبان,Dhiban,town", "dhiban,ذيبان,Dhiban,hamlet"),
        encoding="utf-8",
    )
    run("load_places", places_csv)
    assert Place.objects.get(key="dhiban").kind == PlaceKind.TOWN


def test_loading_again_asks_no_query_for_each_row(
    places_csv: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    append(
        places_csv,
        *(
            f"v{number},قرية,Village,village,dez,Deir ez-Zor,,,,,0"
            for number in range(40)
        ),
    )
    run("load_places", places_csv)
    with django_assert_max_num_queries(10):
        run("load_places", places_csv)


# --- units ---------------------------------------------------------------------------


def test_units_are_loaded_with_their_parents(units_csv: Path) -> None:
    said, complained = run("load_units", units_csv)
    assert (said, complained) == (
        "Units: 2 new, 0 changed, 0 unchanged, 0 at fault.",
        "",
    )
    unit = Unit.objects.get(code="other:حات")
    assert unit.parent == Unit.objects.get(code="sdf")
    assert unit.spellings_en == ["YAT"]


def test_units_loaded_again_are_neither_doubled_nor_touched(units_csv: Path) -> None:
    run("load_units", units_csv)
    before = history(Unit)
    said, _ = run("load_units", units_csv)
    assert said == "Units: 0 new, 0 changed, 2 unchanged, 0 at fault."
    assert history(Unit) == before


@pytest.mark.parametrize(
    "line",
    [
        "bad,اسم,Name,no_such_kind,,,,",
        "bad,,Name,armed group,,,,",
        "bad,اسم,Name,MILITIAKIND,x,,,",
    ],
    ids=["kind", "no name", "parent"],
)
def test_a_bad_unit_is_named_and_the_others_go_on(line: str, units_csv: Path) -> None:
    append(units_csv, line, "later,لاحق,Later,armed group,,,,")
    said, complained = run("load_units", units_csv)
    assert said == "Units: 3 new, 0 changed, 0 unchanged, 1 at fault."
    assert complained.startswith("units.csv, line 4 (bad)")


def history(model: type[Place | Unit]) -> int:
    """Return how many changes the history of a model holds."""
    return model.pgh_event_model._default_manager.count()  # type: ignore[union-attr]


# --- what comes with the project -----------------------------------------------------


def test_samples_ask_for_the_gazetteer_first() -> None:
    with pytest.raises(CommandError, match="load_places"):
        run("load_sample")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The gazetteer and units that come with the project, once for these tests."""
    from django.db import transaction

    class TakenBack(Exception):
        """Undoes what was loaded."""

    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                yield [run("load_places"), run("load_units")]
                raise TakenBack
        except TakenBack:
            pass


def test_the_project_s_own_files_have_no_fault(loaded: list[tuple[str, str]]) -> None:
    for said, complained in loaded:
        assert complained == ""
        assert "0 at fault" in said
    assert Place.objects.filter(kind=PlaceKind.GOVERNORATE).count() == 14


@pytest.fixture
def few_samples(tmp_path: Path) -> Path:
    """A folder with three of the project's samples."""
    for path in sorted(samples.FOLDER.iterdir())[:6]:
        shutil.copy(path, tmp_path)
    return tmp_path


def enter(folder: Path) -> list[samples.Entered]:
    """Enter the samples of a folder."""
    return list(samples.enter_all(folder))


def test_samples_are_published_as_they_are_annotated(
    loaded: object, few_samples: Path
) -> None:
    entered = enter(few_samples)
    annotated = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(few_samples.glob("*.json"))
    ]
    assert [one.published + len(one.unpublished) for one in entered] == [
        len(one["incidents"]) for one in annotated
    ]
    assert all(Incident.objects.values_list("is_sample", flat=True))
    assert all(report.facts_from for report in Report.objects.all())


def test_samples_entered_again_are_not_doubled(
    loaded: object, few_samples: Path
) -> None:
    enter(few_samples)
    before = (Report.objects.count(), Incident.objects.count(), Mention.objects.count())
    again = enter(few_samples)
    assert all(one.was_there and one.published == 0 for one in again)
    after = (Report.objects.count(), Incident.objects.count(), Mention.objects.count())
    assert after == before


def test_a_sample_that_failed_is_entered_whole_the_next_time(
    loaded: object, few_samples: Path
) -> None:
    path = min(few_samples.glob("*.json"))
    sound = path.read_text(encoding="utf-8")
    broken = json.loads(sound)
    broken["incidents"][0]["kind"] = "no such kind"
    path.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(Exception, match=r"kind_is_a_code|no such kind"):
        enter(few_samples)
    path.write_text(sound, encoding="utf-8")
    first = enter(few_samples)[0]
    assert not first.was_there
    assert first.published + len(first.unpublished) == len(broken["incidents"])


def test_tables_of_the_project_are_where_the_commands_look() -> None:
    assert tables.PLACES_CSV.is_file()
    assert tables.UNITS_CSV.is_file()
