"""What builds that keep pages once got wrong, and what stops them half-way."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from afterword.site.folder import Output, SiteFolder
from afterword.site.kept import Row, Shelf
from afterword.site.links import Links
from afterword.source.store import Store

from .test_incremental import CONFIG, Tree, _build, _files, _from_nothing, heard

__all__ = ["heard"]

ENTRY = """---
date: 2026-11-17
company: Nimbus
role: Engineer
---
## Some Great Thing

All went well :smile:
"""
APPLICATION = "applications/2026-11-17-umbra.md"
PAGE = "interviews/2026-11-17-nimbus.md"
BUILT = "interviews/2026-11-17-nimbus/index.html"


class Site:
    """A journal with an interview, built now and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tree = folder, Tree(folder / "journal")
        self.plain = CONFIG.format(**self.tree.config)
        self.tree.write(PAGE, ENTRY)
        self.configure(self.plain)

    def configure(self, text: str) -> None:
        (self.tree.folder / "mkdocs.yml").write_text(text, "utf-8")

    def built(self) -> dict[str, bytes]:
        """Build, and return the files, which must be those of a build from nothing."""
        said = _build(self.tree.folder)
        found = _files(self.tree.folder / "site")
        wanted, wanted_said = _from_nothing(self.tree.folder, self.folder / "beside")
        assert sorted(found) == sorted(wanted)
        assert [path for path, data in wanted.items() if found[path] != data] == []
        assert said == wanted_said
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_draft_leaves_the_site_and_its_map(site: Site) -> None:
    assert BUILT in site.built()
    site.configure(site.plain + "draft_docs: |\n  2026-11-17-nimbus.md\n")
    for _ in range(2):
        found = site.built()
        assert BUILT not in found
        assert b"2026-11-17-nimbus" not in found["sitemap.xml"]


@pytest.mark.parametrize(
    ("below", "option"),
    [
        ("toc", "slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: CHOICE}}"),
        ("emoji", "emoji_index: !!python/name:CHOICE"),
    ],
)
def test_a_function_among_the_settings_is_part_of_them(site: Site, below: str, option: str) -> None:
    choices = {
        "toc": ("lower", "upper"),
        "emoji": ("pymdownx.emoji.gemoji", "material.extensions.emoji.twemoji"),
    }[below]
    place = {"toc": "permalink: true", "emoji": "- footnotes"}[below]
    more = {"toc": "\n      ", "emoji": "\n  - pymdownx.emoji:\n      "}[below]
    pages = []
    for choice in choices:
        text = place + more + option.replace("CHOICE", choice)
        site.configure(site.plain.replace(place, text))
        pages.append(site.built()[BUILT])
    assert pages[0] != pages[1]


HOOKS = {
    "the hook in hook.py goes by the files of all pages": """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority(-100)
def on_files(files, config):
    text = " ".join(file.src_uri for file in files.documentation_pages())
    files.append(File.generated(config, "list.txt", content=text))
    return files
""",
    "the hook in hook.py may change pages": """
from pathlib import Path

seen = []

def on_page_content(html, page, config, files):
    seen.append(f"{page.file.src_uri} {html}")

def on_post_build(config):
    (Path(config.site_dir) / "seen.txt").write_text("\\n".join(sorted(seen)), "utf-8")
    assert "<p>All went well" in "".join(seen)
    seen.clear()
""",
    "the hook in hook.py may change the navigation": """
from mkdocs.structure.nav import Link, Navigation

def on_nav(nav, config, files):
    links = [Link(file.src_uri, file.url) for file in files.documentation_pages()]
    return Navigation([*nav.items, *links], nav.pages)
""",
}


@pytest.mark.parametrize("why", HOOKS)
def test_hooks_see_the_files_of_all_pages(
    site: Site, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    (site.tree.folder / "hook.py").write_text(HOOKS[why], "utf-8")
    site.configure(site.plain + "hooks: [hook.py]\n")
    caplog.set_level("INFO", "mkdocs")
    for _ in range(2):
        site.built()
    assert f"Every page is made anew: {why}." in caplog.text


def test_templates_of_the_users_own_see_what_pages_say(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.tree.write(
        "all.txt",
        "{% for file in pages if file.page.content %}{{ file.page.content }}\n{% endfor %}",
    )
    site.configure(site.plain + "extra_templates: [all.txt]\n")
    caplog.set_level("INFO", "mkdocs")
    for _ in range(2):
        assert b"All went well" in site.built()["all.txt"]
    why = "templates of your own may show the text of any page"
    assert f"Every page is made anew: {why}." in caplog.text


def test_a_function_of_the_users_own_may_do_anything(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(site.tree.folder))
    (site.tree.folder / "own_slugs.py").write_text(
        "def slug(value, separator):\n    return 'own'\n", "utf-8"
    )
    caplog.set_level("INFO", "mkdocs")
    place = "permalink: true"
    slug = "!!python/name:own_slugs.slug ''"
    site.configure(site.plain.replace(place, f"{place}\n      slugify: {slug}"))
    site.built()
    assert "the function own_slugs.slug may make something else of a page" in caplog.text


def test_icons_of_ones_own_are_read_anew(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    (site.tree.folder / "icons").mkdir()
    (site.tree.folder / "icons" / "two.svg").write_text("<svg></svg>", "utf-8")
    emoji = (
        "\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
        f"      options: {{custom_icons: ['{site.tree.folder / 'icons'}']}}"
    )
    site.configure(site.plain.replace("  - footnotes", "  - footnotes" + emoji))
    caplog.set_level("INFO", "mkdocs")
    site.built()
    assert "Every page is made anew: pages may show icons of your own." in caplog.text


def test_a_file_may_take_the_place_of_a_page(site: Site) -> None:
    site.built()
    (site.tree.journal / PAGE).unlink()
    site.tree.write(BUILT, "<p>Mine.</p>")
    for _ in range(2):
        assert site.built()[BUILT] == b"<p>Mine.</p>"


def test_of_two_pages_at_one_address_the_same_one_stays(site: Site) -> None:
    site.tree.write("interviews/2026-11-17-nimbus/index.md", "# The other\n\nText.\n")
    for _ in range(2):
        assert b"The other" in site.built()[BUILT]


def test_what_another_build_wrote_meanwhile_is_not_taken_for_ones_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = SiteFolder.outputs

    def late(
        self: SiteFolder, digests: Iterable[tuple[str, str]], others: Iterable[str]
    ) -> dict[str, Output]:
        (Path(self.folder) / BUILT).write_text("another build's", "utf-8")
        return outputs(self, digests, others)

    with monkeypatch.context() as patched:
        patched.setattr(SiteFolder, "outputs", late)
        _build(site.tree.folder)
    assert b"another build's" not in site.built()[BUILT]


@pytest.mark.parametrize("stopped", [True, False])
def test_pages_are_not_taken_for_looked_at_that_were_not(
    site: Site, monkeypatch: pytest.MonkeyPatch, *, stopped: bool
) -> None:
    """A build is stopped before its end, or another one ends first, and all is as it was again."""
    site.tree.write(APPLICATION, ENTRY.replace("role:", "people: [Zoe Quill]\nrole:"))
    site.built()
    with monkeypatch.context() as patched:
        put = Shelf.put

        def late(self: Shelf, *arguments: Any) -> None:
            page.unlink()
            with patched.context() as plain:
                plain.setattr(Shelf, "put", put)
                _build(site.tree.folder)
            put(self, *arguments)

        if stopped:
            patched.setattr(Shelf, "put_links", lambda _: None)
        else:
            patched.setattr(Shelf, "put", late)
        page = site.tree.journal / "people" / "zoe-quill.md"
        page.parent.mkdir()
        page.write_text("Met at the fair.", "utf-8")
        _build(site.tree.folder)
        page.unlink(missing_ok=True)
    assert b"zoe-quill" not in site.built()["applications/2026-11-17-umbra/index.html"]


STOPPED = """
import os, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from afterword.site import folder

written = 0
class Stopping(folder.SiteFolder):
    def _see(self, *arguments):
        global written
        written += 1
        if written == int(sys.argv[2]):
            os._exit(9)
        super()._see(*arguments)

from afterword.site import cache
cache.SiteFolder = Stopping
config = load_config(sys.argv[1])
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


@pytest.mark.parametrize("after", [3, 30, 60])
def test_a_build_that_is_killed_leaves_nothing_that_is_believed(site: Site, after: int) -> None:
    site.built()
    site.configure(site.plain.replace("site_name: ", "site_name: Another "))
    found = subprocess.run(
        [sys.executable, "-c", STOPPED, str(site.tree.folder / "mkdocs.yml"), str(after)],
        check=False,
        capture_output=True,
    )
    assert found.returncode == 9, found.stderr.decode()
    (site.tree.journal / PAGE).write_text(ENTRY.replace("well", "better"), "utf-8")
    site.built()
    site.configure(site.plain)
    site.built()


def test_building_and_serving_by_turns_keeps_both_right(site: Site) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    def serve() -> None:
        config = load_config(
            str(site.tree.folder / "mkdocs.yml"), site_dir=str(site.folder / "served")
        )
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = "http://127.0.0.1:8000/"
        build(config, serve_url=config.site_url)
        config.plugins.on_shutdown()

    steps: tuple[Callable[[], object], ...] = (site.built, serve)
    for text in ("One.", "Two."):
        site.tree.write(PAGE, ENTRY + text)
        for step in steps:
            step()
        assert text in (site.folder / "served" / BUILT).read_text("utf-8")
        assert b"127.0.0.1" not in site.built()[BUILT]


def _store(site: Site) -> sqlite3.Connection:
    return sqlite3.connect(site.tree.folder / ".cache" / "afterword.sqlite", isolation_level=None)


def test_a_page_whose_content_is_gone_from_the_store_is_made_anew(site: Site) -> None:
    site.built()
    with closing(_store(site)) as store:
        store.execute("DELETE FROM kept WHERE room LIKE 'content %'")
    shutil.rmtree(site.tree.folder / "site")
    site.built()


def test_a_content_that_is_damaged_is_told_and_made_anew(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.built()
    with closing(_store(site)) as store:
        store.execute("UPDATE kept SET value = x'00' WHERE room LIKE 'content %'")
    shutil.rmtree(site.tree.folder / "site")
    with pytest.raises(Abort):
        _build(site.tree.folder)
    assert "Build it again" in caplog.text
    site.built()


@pytest.mark.parametrize("order", [(0, 1, 0), (0, 1, 1), (1, 0, 0), (0, 1)])
def test_of_two_builds_at_once_neither_says_that_all_links_were_looked_at(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    links = Links(Files([]))
    row = Row("key", ("", True, True, True, True, ()), "holes", "[{}, {}]", (), "")
    with Store(tmp_path, print) as store:

        def shelf() -> Shelf:
            return Shelf(store, "mkdocs.yml built", "identity", {})

        both = (shelf(), shelf())
        for each in both:
            assert not each.leads_as_before(links)
        for number in order:
            both[number].put({f"{number}.md": row}, {f"{number}.md": b""})
        for each in both:
            each.put_links()
        assert not shelf().leads_as_before(links)
        alone = shelf()
        assert not alone.leads_as_before(links)
        alone.put({"2.md": row}, {"2.md": b""})
        alone.put_links()
        assert shelf().leads_as_before(links)
