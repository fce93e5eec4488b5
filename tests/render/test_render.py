"""What is rendered is the plugin's site, once another generator has built it."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.render.sites import HOSTILE, ROOT, assert_same, build, pages, render_journal

Tree = Callable[[str], Path]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's own site, its sources, and their site by plain MkDocs."""
    folder = tmp_path_factory.mktemp("rendered")
    build(ROOT, folder / "own")
    assert render_journal(ROOT, folder / "sources").exit_code == 0
    build(folder / "sources", folder / "other")
    return folder


def test_plain_mkdocs_builds_the_same_site(sample: Path) -> None:
    assert_same(sample / "own", sample / "other")
    assert len(dict(pages(sample / "own"))["index.html"].navigation) > 9


def test_what_is_drawn_is_one_block_to_every_reader_of_markdown(sample: Path) -> None:
    found = 0
    for file in (sample / "sources/docs").rglob("*.md"):
        for drawn in re.findall(r"<aside .*?</aside>", file.read_text("utf-8"), re.DOTALL):
            assert not re.search(r"\n[ \t]*\n", drawn), file
            found += 1
    assert found > 90


@pytest.mark.parametrize(
    "path",
    [
        "mkdocs.yml",
        "overrides/main.html",
        "docs/interviews/2026-11-19-larkfield-energy-panel.md",
        "docs/people/carla-medeiros.md",
        "docs/archive/index.md",
    ],
)
def test_sources_read_well(sample: Path, path: str, snapshot: SnapshotAssertion) -> None:
    assert (sample / "sources" / path).read_text("utf-8") == snapshot


def test_what_a_page_may_load_is_said_before_anything_is_loaded(sample: Path) -> None:
    for file in ("index.html", "404.html", "offers/index.html"):
        own, other = ((sample / site / file).read_text("utf-8") for site in ("own", "other"))
        policy = own[own.index("<meta http-equiv") :].split(">", 1)[0]
        assert policy in other
        assert other.index(policy) < min(other.index("<link"), other.index("<script"))


@pytest.mark.parametrize("directories", ["true", "false"])
def test_odd_names_and_blocks_come_through_and_nothing_private_is_found(
    tree: Tree, tmp_path: Path, directories: str
) -> None:
    root = tree(HOSTILE.replace("docs_dir:", f"use_directory_urls: {directories}\ndocs_dir:", 1))
    assert render_journal(root, tmp_path / "sources").exit_code == 0
    build(root, tmp_path / "own", strict=False)
    build(tmp_path / "sources", tmp_path / "other")
    assert_same(tmp_path / "own", tmp_path / "other")
    for site in ("own", "other"):
        index = (tmp_path / site / "search/search_index.json").read_text("utf-8")
        assert "old friend" in index
        for word in ("Hidden Works", "Nobody finds", "Secret", "broken"):
            assert word not in index
        assert "overdue" not in index.lower()


def test_the_navigation_of_the_configuration_stays(tree: Tree, tmp_path: Path) -> None:
    nav = "nav:\n  - Now: index.md\n  - Mine: notes.md\n  - Late: overdue/index.md\ndocs_dir:"
    root = tree(HOSTILE.replace("docs_dir:", nav, 1))
    assert render_journal(root, tmp_path / "sources").exit_code == 0
    build(root, tmp_path / "own", strict=False)
    build(tmp_path / "sources", tmp_path / "other")
    assert_same(tmp_path / "own", tmp_path / "other")


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_rendered_again_it_is_the_same_and_only_its_own_files_go(
    tree: Tree, tmp_path: Path
) -> None:
    root, folder = tree(HOSTILE), tmp_path / "sources"
    render_journal(root, folder)
    before = _bytes(folder)
    (folder / "mine.txt").write_text("mine")
    shutil.rmtree(folder / "docs/people")
    render_journal(root, folder)
    (folder / "mine.txt").unlink()
    assert _bytes(folder) == before
    (root / "journal/interviews/2026-11-19-private.md").unlink()
    (folder / "mine.txt").write_text("mine")
    render_journal(root, folder)
    assert not (folder / "docs/interviews/2026-11-19-private.md").exists()
    assert (folder / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["journal", "journal/below", ".", "others", "file"])
def test_a_folder_of_something_else_is_refused_and_left(
    tree: Tree, tmp_path: Path, place: str
) -> None:
    root = tree(HOSTILE)
    (root / "others").mkdir()
    (root / "others/letter.txt").write_text("mine")
    (root / "file").write_text("mine")
    before = {path: data for path, data in _bytes(root).items() if ".cache" not in path}
    ran = render_journal(root, root / place)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "name " in ran.stderr
    assert {path: data for path, data in _bytes(root).items() if ".cache" not in path} == before


def test_what_stops_in_the_midst_is_made_whole_by_the_next_time(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, folder = tree(HOSTILE), tmp_path / "sources"
    render_journal(root, folder)
    (root / "journal/interviews/2026-11-19-private.md").unlink()
    render_journal(root, tmp_path / "whole")
    write, move = Path.write_bytes, os.replace

    def full(path: Path, data: bytes) -> int:
        if path.name == "index.md":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, data)

    before = _bytes(folder)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        ran = render_journal(root, folder)
    assert (ran.exit_code, "No space left" in ran.stderr) == (2, True)
    assert _bytes(folder) == before
    left = [10]

    def stopped(source: Path, target: Path) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(errno.EIO, "Input/output error", str(target))
        move(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", stopped)
        for place in (folder, tmp_path / "new"):
            left[0] = 10
            assert render_journal(root, place).exit_code == 2
    for place in (folder, tmp_path / "new"):
        assert render_journal(root, place).exit_code == 0
        assert _bytes(place) == _bytes(tmp_path / "whole")
    assert not list(tmp_path.glob(".*.new"))


def test_nothing_is_written_through_a_link(tree: Tree, tmp_path: Path) -> None:
    root, folder = tree(HOSTILE), tmp_path / "sources"
    render_journal(root, folder)
    shutil.rmtree(folder / "docs")
    (folder / "docs").symlink_to(root / "journal")
    before = _bytes(root / "journal")
    ran = render_journal(root, folder)
    assert (ran.exit_code, "a link" in ran.stderr) == (2, True)
    assert _bytes(root / "journal") == before


def test_a_shared_copy_is_rendered_as_one(tree: Tree, tmp_path: Path) -> None:
    root = tree(HOSTILE.replace("{today: 2026-11-20}", "{today: 2026-11-20, share: true}"))
    assert render_journal(root, tmp_path / "sources").exit_code == 0
    rendered = b"\n".join(_bytes(tmp_path / "sources").values())
    for word in (b"Jane", b"odd.example", b"note[^1]", b"My notes", b"Hidden", b"footnotes"):
        assert word not in rendered
    build(tmp_path / "sources", tmp_path / "other")


def test_a_shared_copy_and_the_journals_own_site_have_folders_of_their_own(
    tree: Tree, tmp_path: Path
) -> None:
    root = tree(HOSTILE)
    own = (root / "mkdocs.yml").read_text()
    (root / "share.yml").write_text(own.replace("2026-11-20}", "2026-11-20, share: true}"))
    both = [("mkdocs.yml", "own"), ("share.yml", "copy")]
    for name, folder in both:
        assert render_journal(root, tmp_path / folder, name).exit_code == 0
    for (name, _), (_, folder) in zip(both, reversed(both), strict=True):
        before = _bytes(tmp_path / folder)
        ran = render_journal(root, tmp_path / folder, name)
        assert (ran.exit_code, "stay apart" in ran.stderr) == (2, True)
        assert _bytes(tmp_path / folder) == before
