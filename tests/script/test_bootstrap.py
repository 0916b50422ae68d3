"""What is missing on a machine is told in a sentence with its fix."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = (
    *("sh", "dirname", "cat", "cmp", "mkdir", "df", "awk", "sed", "tail", "grep"),
    *("sort", "wc", "tr", "tee", "rm", "flock"),
)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with a space in its name that holds a bare checkout and a bare PATH."""
    checkout = tmp_path / "a checkout"
    (checkout / "script").mkdir(parents=True)
    for name in ("script/bootstrap", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, checkout / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in filter(shutil.which, TOOLS):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def bootstrap(
    machine: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the copy of script/bootstrap with nothing else on the PATH."""
    return subprocess.run(
        [machine / "a checkout" / "script" / "bootstrap", *arguments],
        cwd="/",
        env={"PATH": str(machine / "tools"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def put_python(machine: Path, script: str) -> None:
    """Put a program called python3 on the PATH."""
    python = machine / "tools" / "python3"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)


def test_no_python_is_told_with_the_packages_to_install(machine: Path) -> None:
    told = bootstrap(machine)
    assert told.returncode == 1
    assert "apt-get install python3 python3-venv" in told.stderr


def test_a_python_too_old_counts_as_none(machine: Path) -> None:
    put_python(machine, "exit 1")
    assert "Python 3.11 or later is needed" in bootstrap(machine).stderr


def test_a_python_without_venv_is_told_with_the_package(machine: Path) -> None:
    put_python(machine, 'case "$*" in *ensurepip*) exit 1 ;; esac')
    told = bootstrap(machine)
    assert told.returncode == 1
    assert "python3 has no venv module" in told.stderr
    assert "apt-get install python3-venv" in told.stderr


def test_a_wrong_python_by_name_is_not_passed_over(machine: Path) -> None:
    put_python(machine, "exit 0")
    told = bootstrap(machine, PYTHON="/nowhere/python3")
    assert told.returncode == 1
    assert "PYTHON=/nowhere/python3 is no Python 3.11 or later" in told.stderr


def test_an_unknown_argument_is_refused(machine: Path) -> None:
    assert "unknown argument --developer" in bootstrap(machine, "--developer").stderr


def test_an_index_out_of_reach_is_told(machine: Path) -> None:
    told = bootstrap(
        machine,
        PYTHON=sys.executable,
        PIP_INDEX_URL="http://127.0.0.1:1/simple",
        PIP_CONFIG_FILE="/dev/null",
        PIP_RETRIES="0",
    )
    assert told.returncode == 1
    assert "the package index cannot be reached" in told.stderr


def test_a_second_run_finds_all_there_and_says_nothing() -> None:
    again = subprocess.run(
        [ROOT / "script" / "bootstrap", "--dev"], capture_output=True, text=True
    )
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
