"""What the documents name is there: files, commands, scripts, settings, pages."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("raids/**/*.md"),
        *ROOT.glob("reports/**/*.md"),
        *ROOT.glob("tests/**/*.md"),
    ]
)
NOT_IN_THE_TREE = ("var/", ".venv/", "node_modules/")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[\w-]+(?:/[\w.*-]+)+/?|[\w-]+/|[\w-]+\.(?:py|md|toml|csv|in)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
SETTING_CALLS = {"flag", "words", "word", "number"}
READ_BY_SCRIPTS = {"PYTHON", "CHROMIUM"}
NOT_FOR_OPERATORS = {"DJANGO_SETTINGS_MODULE", "INZAL_ENTERED", "PATH"}

by_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


def named_paths(document: Path) -> Iterator[str]:
    """Yield every piece of code in a document that reads like a path of the tree."""
    for code in CODE.findall(document.read_text()):
        if PATH.fullmatch(code) and not code.startswith(NOT_IN_THE_TREE):
            yield code


def is_there(name: str, document: Path) -> bool:
    """Say whether a path is in the tree: from its root, from the document, anywhere."""
    return any(
        any(folder.glob(name.rstrip("/"))) for folder in (ROOT, document.parent)
    ) or ("/" not in name.rstrip("/") and any_below(name.rstrip("/")))


def any_below(name: str) -> bool:
    """Say whether one of the project's own folders holds a file of this name."""
    folders = ("config", "raids", "reports", "tests", "docs", "templates", "static")
    return any(any((ROOT / folder).rglob(name)) for folder in folders)


@by_document
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    assert [
        name for name in named_paths(document) if not is_there(name, document)
    ] == []


@by_document
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@by_document
def test_every_command_that_a_document_names_exists(document: Path) -> None:
    named = set(COMMAND.findall(document.read_text()))
    assert named <= set(get_commands())


@by_document
def test_every_script_that_a_document_names_can_be_run(document: Path) -> None:
    named = set(re.findall(r"\bscript/[a-z_]+|\.ci/run", document.read_text()))
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


def settings_read() -> set[str]:
    """Return every name that the site reads from the environment."""
    names = set()
    for file in [*ROOT.glob("config/**/*.py"), ROOT / "manage.py"]:
        for node in ast.walk(ast.parse(file.read_text())):
            names |= name_read(node)
    return names - NOT_FOR_OPERATORS


def name_read(node: ast.AST) -> set[str]:
    """Return the name that a call such as environment.flag("HTTPS") reads."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return set()
    called, owner = node.func.attr, ast.unparse(node.func.value)
    if not (owner == "os.environ" and called == "get") and not (
        owner == "environment" and called in SETTING_CALLS
    ):
        return set()
    match node.args[0]:
        case ast.Constant(value=str(name)):
            return {name}
    return set()


def test_the_table_of_settings_is_what_the_site_reads() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", text, flags=re.MULTILINE))
    assert table == settings_read() | READ_BY_SCRIPTS


def test_the_example_of_settings_lists_all_that_the_site_reads() -> None:
    text = (ROOT / ".env.example").read_text()
    listed = set(re.findall(r"^#([A-Z_]+)=", text, flags=re.MULTILINE))
    assert listed == settings_read() - {"INZAL_ENV_FILE"}
