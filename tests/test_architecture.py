"""Holds the rooms of the package to the imports that CONTRIBUTING.md allows them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "afterword"

ROOMS = {
    "model": set(),
    "source": {"model"},
    "playbook": {"model"},
    "views": {"model", "playbook"},
    "prose": {"model", "playbook"},
    "pen": {"model", "source", "playbook"},
    "exchange": {"model", "playbook", "views", "prose"},
    "pages": {"model", "playbook", "views", "prose"},
    "site": {"model", "source", "playbook", "views", "prose", "pen", "exchange", "pages"},
    "render": {"model", "source", "playbook", "views", "prose", "exchange", "pages"},
    "cli": {"model", "source", "playbook", "views", "prose", "pen", "exchange", "render"},
}

LIBRARIES = {
    "model": set(),
    "source": {"yaml", "filelock", "frontmatter", "holidays", "pathspec"},
    "playbook": {"holidays"},
    "views": set(),
    "prose": {"harper"},
    "pen": set(),
    "exchange": {"icalendar", "python_calamine"},
    "pages": {"jinja2", "markupsafe"},
    "site": {"jinja2", "markdown", "markupsafe", "mkdocs", "watchdog", "yaml"},
    "render": {"markupsafe", "yaml"},
    "cli": {"click", "yaml"},
}

FILES = [file for file in PACKAGE.rglob("*.py") if file.parent != PACKAGE]


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_what_the_table_allows(file: Path) -> None:
    room = file.relative_to(PACKAGE).parts[0]
    for name in _imports(file):
        top, _, rest = name.partition(".")
        if top == "afterword":
            other = rest.split(".")[0]
            assert other in ROOMS[room] | {room, ""}, f"{room} imports {name}"
        else:
            assert top in LIBRARIES[room] | sys.stdlib_module_names, f"{room} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_the_first_line_of_a_module_says_its_job(file: Path) -> None:
    said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    assert said.splitlines()[:1] != []
    assert said.splitlines()[0].endswith(".")


def test_the_clock_is_read_in_two_places_only() -> None:
    readers = {
        file.relative_to(PACKAGE).as_posix()
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "time_ns")
        if isinstance(node.value, ast.Attribute | ast.Name)
        and ast.unparse(node.value) in ("dt.datetime", "dt.date", "datetime", "date", "time")
    }
    assert readers == {"cli/clock.py", "site/plugin.py"}


def test_no_module_outgrows_a_head() -> None:
    assert [file.name for file in FILES if len(file.read_text("utf-8").splitlines()) > 400] == []


def test_the_contributors_table_is_the_one_that_holds() -> None:
    text = (PACKAGE.parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    for room in ROOMS:
        assert (f"| `{room}/` |" in text) == any((PACKAGE / room).glob("[a-z]*.py")), room
