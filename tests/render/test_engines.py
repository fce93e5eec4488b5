"""The sample by other engines: Zensical from its sources, ProperDocs with the plugin.

`AFTERWORD_ENGINES` names the folder of their programs, as `python .ci/release.py engines` sets it.
"""

from __future__ import annotations

import json
import os
import re
import site
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli.main import main

from .sites import found_in, pages
from .test_render import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = os.environ.get("AFTERWORD_ENGINES", "")
GENERATOR = re.compile(r"<meta name=\"generator\"[^>]*>")
pytestmark = pytest.mark.skipif(not PROGRAMS, reason="python .ci/release.py engines runs these")


def _run(*words: str, cwd: Path = ROOT, **more: str) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}
    subprocess.run(words, check=True, cwd=cwd, env=environment)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's site as MkDocs builds it with the plugin."""
    folder = tmp_path_factory.mktemp("own")
    _run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder))
    return folder


def test_zensical_builds_the_same_pages_and_links(own: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["render", str(tmp_path / "it")]).exit_code == 0
    _run(str(Path(PROGRAMS, "zensical")), "build", cwd=tmp_path / "it")
    wanted, found = dict(pages(own)), dict(pages(tmp_path / "it/site"))
    assert list(found) == list(wanted)
    about = {path for path in wanted if found[path].words != wanted[path].words}
    # The user's text on the page of an opportunity or a person stands below, not within.
    assert {path.split("/")[0] for path in about} == {"opportunities", "people"}
    for path, page in wanted.items():
        assert sorted(found[path].words) == sorted(page.words), path
        assert found[path].links == page.links, path
        assert found[path].navigation == page.navigation, path
    for path in ("index.html", "404.html"):
        text = (tmp_path / "it/site" / path).read_text("utf-8")
        assert text.index("Content-Security-Policy") < text.index("<link")


@pytest.mark.parametrize("directories", ["true", "false"])
def test_zensical_shows_odd_names_and_finds_nothing_private(
    tree: Callable[[str], Path], tmp_path: Path, directories: str
) -> None:
    root = tree(HOSTILE.replace("docs_dir:", f"use_directory_urls: {directories}\ndocs_dir:", 1))
    config = str(root / "mkdocs.yml")
    _run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", str(tmp_path / "own"))
    assert CliRunner().invoke(main, ["render", str(tmp_path / "it"), "-f", config]).exit_code == 0
    _run(str(Path(PROGRAMS, "zensical")), "build", cwd=tmp_path / "it")
    wanted, found = dict(pages(tmp_path / "own")), dict(pages(tmp_path / "it/site"))
    assert list(found) == list(wanted)
    for path, page in wanted.items():
        assert (found[path].words, found[path].links) == (page.words, page.links), path
    assert found_in(tmp_path / "it/site").keys() == found_in(tmp_path / "own").keys()
    assert "Hidden Works" not in (tmp_path / "it/site/search.json").read_text("utf-8")


def test_zensical_searches_the_same_pages_and_no_task(own: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["render", str(tmp_path / "it")]).exit_code == 0
    _run(str(Path(PROGRAMS, "zensical")), "build", cwd=tmp_path / "it")
    wanted = json.loads((own / "search/search_index.json").read_text("utf-8"))["docs"]
    found = json.loads((tmp_path / "it/site/search.json").read_text("utf-8"))["items"]
    assert {each["location"].partition("#")[0] for each in found} == {
        each["location"].partition("#")[0] for each in wanted
    }
    assert not [each["location"] for each in found if "overdue" in each["text"]]


def test_properdocs_builds_the_site_with_the_plugin(own: Path, tmp_path: Path) -> None:
    program = str(Path(PROGRAMS, "properdocs"))
    path = os.pathsep.join((str(ROOT / "plugins"), *site.getsitepackages()))
    for _ in range(2):  # The second time with pages kept.
        _run(program, "build", "--quiet", "--strict", "--site-dir", str(tmp_path), PYTHONPATH=path)
        for file in own.rglob("*.html"):
            other = (tmp_path / file.relative_to(own)).read_text("utf-8")
            assert GENERATOR.sub("", other) == GENERATOR.sub("", file.read_text("utf-8")), file
