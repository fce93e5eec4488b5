"""The site by other engines: Zensical from rendered sources, ProperDocs also with the plugin.

`AFTERWORD_ENGINES` names the folder of their programs, as `python .ci/release.py engines` sets it.
"""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.sites import HOSTILE, ROOT, assert_same, build, render_journal

Tree = Callable[[str], Path]
PROGRAMS = os.environ.get("AFTERWORD_ENGINES", "")
ZENSICAL, PROPERDOCS = (str(Path(PROGRAMS, name)) for name in ("zensical", "properdocs"))
_PACKAGES = os.pathsep.join(site.getsitepackages())
"""Where the theme is, which ProperDocs' own environment has not."""
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


def test_zensical_builds_the_same_site(own: Path, tmp_path: Path) -> None:
    assert render_journal(ROOT, tmp_path / "it").exit_code == 0
    _run(ZENSICAL, "build", "--strict", cwd=tmp_path / "it")
    assert_same(own, tmp_path / "it/site")
    for path in ("index.html", "404.html"):
        text = (tmp_path / "it/site" / path).read_text("utf-8")
        assert text.index("Content-Security-Policy") < text.index("<link")


@pytest.mark.parametrize("directories", ["true", "false"])
def test_zensical_shows_odd_names_and_hides_what_is_private(
    tree: Tree, tmp_path: Path, directories: str
) -> None:
    root = tree(HOSTILE.replace("docs_dir:", f"use_directory_urls: {directories}\ndocs_dir:", 1))
    assert render_journal(root, tmp_path / "sources").exit_code == 0
    build(root, tmp_path / "own", strict=False)
    _run(ZENSICAL, "build", cwd=tmp_path / "sources")
    assert_same(tmp_path / "own", tmp_path / "sources/site")
    index = (tmp_path / "sources/site/search.json").read_text("utf-8")
    for word in ("Hidden Works", "Nobody finds", "Secret", "broken"):
        assert word not in index
    assert "overdue" not in index.lower()


def test_properdocs_builds_the_rendered_sources(own: Path, tmp_path: Path) -> None:
    assert render_journal(ROOT, tmp_path / "it").exit_code == 0
    words = ("build", "--strict", "-f", "mkdocs.yml", "--site-dir")
    _run(PROPERDOCS, *words, str(tmp_path / "site"), cwd=tmp_path / "it", PYTHONPATH=_PACKAGES)
    assert_same(own, tmp_path / "site")


def test_properdocs_builds_the_site_with_the_plugin(own: Path, tmp_path: Path) -> None:
    path = os.pathsep.join((str(ROOT / "plugins"), _PACKAGES))
    for _ in range(2):  # The second time with pages kept.
        words = ("build", "--quiet", "--strict", "--site-dir", str(tmp_path))
        _run(PROPERDOCS, *words, PYTHONPATH=path)
        for file in own.rglob("*.html"):
            other = (tmp_path / file.relative_to(own)).read_text("utf-8")
            assert GENERATOR.sub("", other) == GENERATOR.sub("", file.read_text("utf-8")), file
