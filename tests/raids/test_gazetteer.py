"""The gazetteer's data files keep the promises that readers and maps build on."""

from __future__ import annotations

import csv
import importlib.machinery
import importlib.util
import math
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "raids" / "data"
GOVERNORATES = {
    "Deir ez-Zor",
    "Raqqa",
    "Hasakah",
    "Aleppo",
    "Idlib",
    "Homs",
    "Hama",
    "Latakia",
    "Tartus",
    "Daraa",
    "Suwayda",
    "Quneitra",
    "Damascus",
    "Rif Dimashq",
}
RANK = {
    "governorate": 0,
    "district": 1,
    "subdistrict": 2,
    "city": 3,
    "town": 3,
    "village": 4,
    "neighbourhood": 5,
    "camp": 5,
    "site": 5,
    "desert": 5,
}
# Homs reaches from the Lebanese to the Iraqi border; a quarter lies in its town.
FARTHEST_KM = {"governorate": 260, "district": 150, "city": 15, "town": 15}
SETTLEMENTS = {"city", "town", "village", "neighbourhood", "camp"}
SOURCES = {"geonames", "wikipedia", "ocha", "editorial"}
# Tatweel, vowel marks, Persian yeh and kaf, direction marks, no-break space.
FOREIGN = re.compile(
    "[\u0640\u064b-\u065f\u0670\u06cc\u06a9"
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00a0]"
)

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        assert tuple(reader.fieldnames or ()) == build_places().COLUMNS
        return list(reader)


@cache
def places() -> tuple[Row, ...]:
    return tuple(read("places.csv"))


@cache
def by_key() -> dict[str, Row]:
    return {row["key"]: row for row in places()}


@cache
def build_places() -> ModuleType:
    path = str(ROOT / "script" / "build_places")
    loader = importlib.machinery.SourceFileLoader("build_places", path)
    spec = importlib.util.spec_from_loader("build_places", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def fold(name: str) -> str:
    for written, plain in zip("أإآٱىة", "ااااي\u0647", strict=True):
        name = name.replace(written, plain)
    return name


def arabic_names(row: Row) -> list[str]:
    return [row["name_ar"], *filter(None, row["spellings_ar"].split("|"))]


def kilometres(one: Row, other: Row) -> float:
    lat1, lon1 = math.radians(float(one["lat"])), math.radians(float(one["lon"]))
    lat2, lon2 = math.radians(float(other["lat"])), math.radians(float(other["lon"]))
    inner = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(inner))


def located() -> list[Row]:
    return [row for row in places() if row["lat"]]


def group(kind: str) -> str:
    return "settlement" if kind in SETTLEMENTS else kind


def test_keys_are_unique_ascii_slugs() -> None:
    assert len(by_key()) == len(places())
    bad = [key for key in by_key() if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key)]
    assert bad == []


def test_every_place_has_both_names_a_kind_and_a_named_source() -> None:
    for row in places():
        assert row["name_ar"], row["key"]
        assert row["name_en"], row["key"]
        assert row["kind"] in RANK, row["key"]
        assert row["source"] in SOURCES, row["key"]
        assert row["needs_context"] in {"0", "1"}, row["key"]


def test_all_fourteen_governorates_are_there_and_no_other() -> None:
    assert {row["governorate"] for row in places()} == GOVERNORATES
    heads = [row for row in places() if row["kind"] == "governorate"]
    assert {row["governorate"] for row in heads} == GOVERNORATES
    assert len(heads) == len(GOVERNORATES)


def test_every_governorate_names_settlements_of_its_own() -> None:
    counts: dict[str, int] = defaultdict(int)
    for row in places():
        counts[row["governorate"]] += row["kind"] in SETTLEMENTS
    assert min(counts.values()) >= 30


def test_parent_exists_is_wider_and_lies_in_the_same_governorate() -> None:
    for row in places():
        if row["kind"] == "governorate":
            assert row["parent"] == "", row["key"]
            continue
        parent = by_key()[row["parent"]]
        assert RANK[parent["kind"]] < RANK[row["kind"]], row["key"]
        assert parent["governorate"] == row["governorate"], row["key"]


def test_arabic_names_are_written_plainly() -> None:
    for row in places():
        for name in arabic_names(row):
            assert not FOREIGN.search(name), (row["key"], name)
            assert name == " ".join(name.split()), (row["key"], name)
            assert re.fullmatch("[ء-يA-Z0-9 ]+", name), (row["key"], name)


def test_names_carry_no_title_of_their_kind() -> None:
    titles = ("بلدة ", "قرية ", "حي ", "ناحية ", "محافظة ")
    titled = [
        (row["key"], name)
        for row in places()
        for name in arabic_names(row)
        if name.startswith(titles)
    ]
    assert titled == []


def test_spellings_are_listed_once_and_differ_from_the_name() -> None:
    for row in places():
        folded = [fold(name) for name in arabic_names(row)]
        assert len(folded) == len(set(folded)), row["key"]
        latin = [row["name_en"], *filter(None, row["spellings_en"].split("|"))]
        assert len(latin) == len({name.casefold() for name in latin}), row["key"]


def test_same_name_in_one_governorate_means_two_places_with_other_parents() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in places():
        name = (fold(row["name_ar"]), row["governorate"], group(row["kind"]))
        identity = (*name, row["parent"])
        assert identity not in seen, (row["key"], seen.get(identity))
        seen[identity] = row["key"]


def test_coordinates_are_both_there_or_neither_and_lie_in_syria() -> None:
    for row in places():
        assert bool(row["lat"]) == bool(row["lon"]), row["key"]
        if row["lat"]:
            assert 32.3 <= float(row["lat"]) <= 37.35, row["key"]
            assert 35.6 <= float(row["lon"]) <= 42.4, row["key"]


def test_places_lie_within_reach_of_their_parent() -> None:
    for row in located():
        parent = by_key().get(row["parent"])
        if parent and parent["lat"]:
            limit = FARTHEST_KM.get(parent["kind"], 15)
            assert kilometres(row, parent) <= limit, row["key"]


def test_places_lie_near_a_geonames_place_of_their_governorate() -> None:
    anchors = [row for row in places() if row["geonames_id"]]
    for row in located():
        if row["kind"] in {"governorate", "district"}:
            continue
        nearest = sorted(anchors, key=lambda anchor: kilometres(row, anchor))[:12]
        near = {anchor["governorate"] for anchor in nearest}
        assert row["governorate"] in near, (row["key"], near)


def test_a_geonames_id_and_a_pcode_belong_to_one_place() -> None:
    for column in ("geonames_id", "pcode"):
        values = [row[column] for row in places() if row[column]]
        assert len(values) == len(set(values)), column


@pytest.mark.parametrize(
    "word", ["السبت", "العمر", "وزارة", "السجن", "مجازر", "الجراح", "طويل", "حلف"]
)
def test_everyday_words_are_no_spelling_that_stands_alone(word: str) -> None:
    bare = {fold(word), fold(word).removeprefix("ال"), fold(word).removeprefix("و")}
    taken = [
        row["key"]
        for row in places()
        for name in arabic_names(row)
        if fold(name) in bare and row["needs_context"] == "0"
    ]
    assert taken == []


@pytest.mark.parametrize(
    "name", ["الطبقة", "الباب", "السلمية", "الحمراء", "الوعر", "تدمر", "الكبر"]
)
def test_common_words_among_the_names_need_context(name: str) -> None:
    found = [row for row in places() if row["name_ar"] == name]
    assert found
    assert all(row["needs_context"] == "1" for row in found)


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("كوباني", "ain-al-arab"),
        ("ديريك", "al-malikiyah"),
        ("سري كانيه", "ras-al-ayn"),
        ("أبو كمال", "al-bukamal"),
        ("ديرالزور", "deir-ez-zor"),
        ("التيفور", "t4-airbase"),
    ],
)
def test_other_usual_names_lead_to_the_place(spelling: str, key: str) -> None:
    names = {fold(name) for name in arabic_names(by_key()[key])}
    assert fold(spelling) in names


def test_reviewed_list_goes_far_beyond_geonames() -> None:
    reviewed = read("villages.csv")
    assert sum(1 for row in reviewed if not row["geonames_id"]) >= 250


def test_places_are_the_reviewed_list_in_canonical_order() -> None:
    reviewed = {row["key"]: row for row in read("villages.csv")}
    assert reviewed.keys() == by_key().keys()
    for row in places():
        listed = reviewed[row["key"]]
        assert row["spellings_ar"] == listed["spellings_ar"], row["key"]
        assert listed["lat"] in {"", row["lat"]}, row["key"]
    assert list(places()) == sorted(places(), key=build_places().canonical)


def test_latin_variants_cover_how_researchers_spell() -> None:
    assert {"Tell Hamis", "Tall Hamis"} <= set(build_places().variants("Tal Hamis"))
    assert {"Bukamal", "Al Bukamal"} <= set(build_places().variants("Al-Bukamal"))
    assert {"Susah", "Al-Susah"} <= set(build_places().variants("As-Susah"))
