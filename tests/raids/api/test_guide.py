"""The worked examples of `docs/api.md` work as they stand, by real curl and Python."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from raids.filters import IncidentFilter
from raids.models import Incident
from tests import factories as make

GUIDE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SITE = "http://127.0.0.1:8000"
COMMANDS = [
    command
    for language, block in BLOCK.findall(GUIDE)
    if language == "sh"
    for command in re.split(r"\n(?=curl )", block.strip())
]
PYTHON = [block for language, block in BLOCK.findall(GUIDE) if language == "python"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def incident() -> Incident:
    """The first incident of 2017, which the examples ask for."""
    one: Incident = make.PublishedIncidentFactory.create(
        siting__place__governorate__name_en="Deir ez-Zor",
        dating__earliest=datetime.date(2017, 3, 7),
    )
    make.UnitFactory.create(code="other:فيلق الشام", source="vocabulary")
    unit = make.UnitFactory.create(code="coalition")
    make.InvolvementFactory.create(incident=one, unit=unit)
    total = make.CaptiveFactory.create(incident=one, count_min=2)
    make.CaptiveFactory.create(incident=one, count=1, part_of=total)
    another = make.PublishedIncidentFactory.create()
    make.CaptiveFactory.create(incident=another)
    return one


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("command", COMMANDS)
def test_curl_is_answered(live_server: Any, incident: Incident, command: str) -> None:
    assert incident.reference == "2017-0001"
    ran = subprocess.run(
        command.replace("curl ", "curl --silent ", 1).replace(SITE, live_server.url),
        shell=True,
        capture_output=True,
        timeout=60,
        check=True,
    )
    answer = json.loads(ran.stdout)
    if "kidn" in command:
        assert answer["detail"] == "Not understood: from, kidn."
    else:
        assert answer.get("results") or answer.get("reference") or answer.get("code")


def run_python(address: str, *blocks: str) -> dict[str, Any]:
    """Run blocks of the guide one after the other, and return their names."""
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block.replace(SITE, address), names)
    return names


def test_python_reads_whole_lists(live_server: Any, incident: Incident) -> None:
    names = run_python(live_server.url, PYTHON[0])
    assert {row["reference"] for row in names["raids"]} == {"2017-0001", "2017-0002"}


def test_pandas_counts_as_the_catalogue_does(
    live_server: Any, incident: Incident
) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    names = run_python(live_server.url, *PYTHON)
    told = names["incidents"].set_index("reference")["captives_min"]
    assert told["2017-0001"] == names["by_incident"]["2017-0001"] == 2
    assert told.isna()["2017-0002"]
    assert names["by_incident"].isna()["2017-0002"]


def test_the_problem_shown_is_the_one_given(client: Client) -> None:
    [shown] = [block for language, block in BLOCK.findall(GUIDE) if language == "json"]
    expected = json.loads(shown)
    given = client.get("/api/v1/incidents/?kidn=clash&from=2020-13-45").json()
    assert given["errors"][1]["allowed"][:2] == expected["errors"][1]["allowed"][:2]
    expected["errors"][1]["allowed"] = given["errors"][1]["allowed"]
    assert given == expected


def test_the_examples_of_filters_are_those_of_the_description() -> None:
    shown = dict(re.findall(r"^\| `(\w+)` \| .* \| `([^`]+)` \|$", GUIDE, re.MULTILINE))
    for name, filter_ in IncidentFilter.base_filters.items():
        if name != "ordering":
            assert shown[name] == filter_.example, name
