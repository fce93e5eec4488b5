"""The rendered configuration is the journal's own, without what only the plugin knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.render.sites import build, render_journal

Tree = Callable[[str], Path]

ENTRY = "== journal/updates/2026-11-18-acme.md\n---\ncompany: Acme\n---\nWell.\n"
OWN = "plugins:\n  - afterword: {today: 2026-11-20}\n"


def _rendered(root: Path, folder: Path) -> Any:
    ran = render_journal(root, folder)
    assert ran.exit_code == 0, ran.stderr
    return yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("theme", "wanted"),
    [("", "material"), ("theme: mkdocs\n", "mkdocs"), ("theme: {name: material}\n", "material")],
)
def test_the_theme_stays_and_loads_no_fonts(
    tree: Tree, tmp_path: Path, theme: str, wanted: str
) -> None:
    root = tree(f"== mkdocs.yml\nsite_name: X\ndocs_dir: journal\n{theme}{OWN}{ENTRY}")
    found = _rendered(root, tmp_path / "it")["theme"]
    assert (found["name"], found["font"], found["custom_dir"]) == (wanted, False, "overrides")
    build(tmp_path / "it", tmp_path / "site")


def test_what_is_inherited_is_taken_over_the_nearest_first(tree: Tree, tmp_path: Path) -> None:
    files = "== base.yml\nsite_name: Base\nsite_description: From below\nextra: {a: 1, b: 1}\n"
    files += f"theme: {{name: material}}\n{OWN}"
    files += "== mkdocs.yml\nINHERIT: base.yml\nsite_name: X\ndocs_dir: journal\nextra: {b: 2}\n"
    found = _rendered(tree(files + ENTRY), tmp_path / "it")
    assert (found["site_name"], found["site_description"]) == ("X", "From below")
    assert found["extra"] == {"a": 1, "b": 2}
    assert not {"INHERIT", "afterword"} & found.keys()
    assert found["plugins"] == []


@pytest.mark.parametrize(
    ("plugins", "wanted"),
    [
        ("[search, tags, {afterword: {today: 2026-11-20}}]", ["search", "tags"]),
        ("{search: {lang: en}, afterword: {today: 2026-11-20}}", {"search": {"lang": "en"}}),
    ],
)
def test_other_plugins_and_own_styles_stay(
    tree: Tree, tmp_path: Path, plugins: str, wanted: object
) -> None:
    files = "== mkdocs.yml\nsite_name: X\ndocs_dir: journal\nextra_css: [own.css]\n"
    files += f"theme: material\nplugins: {plugins}\n== journal/own.css\nb {{ color: red }}\n"
    found = _rendered(tree(files + ENTRY), tmp_path / "it")
    assert found["plugins"] == wanted
    assert found["extra_css"] == ["assets/afterword.css", "own.css"]
    assert (tmp_path / "it/docs/own.css").is_file()
    build(tmp_path / "it", tmp_path / "site")


def test_parts_of_the_theme_are_refused_and_hooks_are_said_to_be_left_out(
    tree: Tree, tmp_path: Path
) -> None:
    files = "== mkdocs.yml\nsite_name: X\ndocs_dir: journal\nhooks: [own.py]\n== own.py\n"
    files += f"== other.yml\nsite_name: X\ndocs_dir: journal\n{OWN}"
    root = tree(files.replace("== own.py", OWN + "== own.py") + ENTRY)
    ran = render_journal(root, tmp_path / "it")
    assert (ran.exit_code, "`hooks:` are left out" in ran.stderr) == (0, True)
    theme = "theme: {name: material, custom_dir: own}\n"
    (root / "other.yml").write_text((root / "other.yml").read_text() + theme)
    (root / "own").mkdir()
    ran = render_journal(root, tmp_path / "other", "other.yml")
    assert (ran.exit_code, "`custom_dir:` is not rendered" in ran.stderr) == (2, True)
    assert not (tmp_path / "other").exists()


def test_a_folder_whose_list_of_files_cannot_be_read_is_left(tree: Tree, tmp_path: Path) -> None:
    root = tree(f"== mkdocs.yml\nsite_name: X\ndocs_dir: journal\n{OWN}{ENTRY}")
    for said in ("{", "[]", '{"files": []}'):
        (tmp_path / "it").mkdir(exist_ok=True)
        (tmp_path / "it/.afterword-rendered.json").write_text(said)
        ran = render_journal(root, tmp_path / "it")
        assert (ran.exit_code, "cannot be read" in ran.stderr) == (2, True)
        assert len(list((tmp_path / "it").iterdir())) == 1
