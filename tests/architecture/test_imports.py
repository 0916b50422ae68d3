"""Imports run one way: config, raids, reports, reports.extraction."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
READER = "reports.extraction"


def test_every_import_contract_of_pyproject_is_kept() -> None:
    linted = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_the_reader_imports_the_standard_library_only() -> None:
    graph = grimp.build_graph("reports", include_external_packages=True, cache_dir=None)
    modules = {READER, *graph.find_descendants(READER)}
    imported = {
        name.split(".")[0] if not name.startswith(READER) else READER
        for module in modules
        for name in graph.find_modules_directly_imported_by(module)
    }
    assert imported - sys.stdlib_module_names <= {READER}
