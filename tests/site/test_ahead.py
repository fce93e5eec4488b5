"""Pages that a second process makes are those that one process makes, whatever becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.test_incremental import _build, _files, _from_nothing, heard
from tests.site.test_kept_pages import Site

__all__ = ["heard"]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2,
    reason="no second process is used here",
)

BUILD = """
import logging, os, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from afterword.site import ahead, feeds, pages
from afterword.source import copies

ahead.FEWEST, copies.PATIENCE_SECONDS = 1, 1
taken, first = [], os.getpid()
take, make = pages.JournalPage.take, pages.JournalPage.make

def counted(page, made):
    taken.append(page)
    take(page, made)

def stopping(page):
    if os.getpid() != first and page.file.src_uri.startswith("interviews"):
        {stop}
    make(page)

write = feeds.Feed.write

def writing(feed):
    if os.getpid() != first:
        {stop_feeds}
    return write(feed)

pages.JournalPage.take, pages.JournalPage.make = counted, stopping
feeds.Feed.write = writing
logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(message)s")
config = load_config(sys.argv[1])
config.plugins.on_startup(command="build", dirty=False)
build(config)
config.plugins.on_shutdown()
print(len(taken))
"""
DRAFT = """---
date: 2026-11-17
company: Umbra
role: Engineer
interviewers: [Zoe Quill]
---
[Nowhere](nowhere.md), [there](../notes.md#there).

## Thank-you note: Zoe Quill

Dear Zoe, teh talk was good.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found = Site(tmp_path)
    found.tree.write("interviews/2026-11-17-umbra.md", DRAFT)
    found.tree.write("notes.md", "# Notes\n\n```afterword\nview: overdue\n```\n")
    return found


def _built(site: Site, stop: str, stop_feeds: str = "pass") -> int:
    """Build with a second process, and hold the site against one from nothing."""
    program = BUILD.replace("{stop}", stop).replace("{stop_feeds}", stop_feeds)
    command = [sys.executable, "-c", program, str(site.tree.folder / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wanted, said = _from_nothing(site.tree.folder, site.folder / "beside")
    assert _files(site.tree.folder / "site") == wanted
    # The theme's own notices stand beside what the build says.
    lines = {line for line in done.stderr.splitlines() if line.startswith(("WARNING ", "ERROR "))}
    assert sorted(lines) == sorted(set(said))
    return int(done.stdout)


def test_pages_are_made_ahead_but_for_those_with_proofs(site: Site) -> None:
    taken = _built(site, "pass")
    assert taken > 10
    _build(site.tree.folder)  # With what was kept of them.
    wanted, _ = _from_nothing(site.tree.folder, site.folder / "beside")
    assert _files(site.tree.folder / "site") == wanted


@pytest.mark.parametrize(
    "stop",
    [
        "os._exit(1)",
        "os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "raise MemoryError",
        "os.write(max(map(int, os.listdir('/proc/self/fd')[:-1])), b'no pickle at all' * 999)",
    ],
)
def test_what_the_second_process_does_not_make_is_made_by_the_first(site: Site, stop: str) -> None:
    _built(site, stop)


@pytest.mark.parametrize("stop", ["os._exit(1)", "import time; time.sleep(60)", "raise OSError"])
def test_files_that_the_second_process_does_not_write_are_written_by_the_first(
    site: Site, stop: str
) -> None:
    assert _built(site, "pass", stop) > 10


def test_a_second_process_ends_with_the_build(site: Site) -> None:
    before = set(_children())
    _built(site, "import time; time.sleep(60)")
    assert set(_children()) == before


def _children() -> list[str]:
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=False)
    return [line for line in found.stdout.splitlines() if "ahead.FEWEST" in line]
