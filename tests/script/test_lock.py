"""A lock that is older than what it is made from is found without a network."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("requirements.in", "requirements.txt", "requirements-dev.in")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the locks and of the script that looks at them."""
    (tmp_path / "script").mkdir()
    for name in (*FILES, "requirements-dev.txt", "script/lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def check(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run script/lock --check."""
    return subprocess.run(
        [checkout / "script" / "lock", "--check"], capture_output=True, text=True
    )


def test_the_committed_locks_are_fresh(checkout: Path) -> None:
    checked = check(checkout)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("changed", FILES)
def test_a_change_in_what_a_lock_is_made_from_is_found(
    checkout: Path, changed: str
) -> None:
    with (checkout / changed).open("a") as file:
        file.write("# another line\n")
    checked = check(checkout)
    assert checked.returncode == 1
    assert "run script/lock" in checked.stdout
