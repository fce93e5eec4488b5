"""After any change, a build that keeps pages makes the site that a build from nothing makes."""

from __future__ import annotations

import gzip
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from afterword.site import cache, plugin

EXAMPLES = int(os.environ.get("AFTERWORD_EXAMPLES", "6"))
"""How many sequences of changes are tried; more in a long run."""

CONFIG = """site_name: {name}
docs_dir: journal
site_url: {url}
theme:
  name: material
  font: false
{theme}validation:
  links:
    anchors: warn
markdown_extensions:
  - footnotes
  - attr_list
  - toc:
      permalink: true
{extensions}plugins:
  - search
  - afterword:
      today: {today}
{settings}"""
COMPANIES = ("Acme Robotics", "Tide", "Nimbus <b>")
PEOPLE = ("Jane Doe <jane@acme.example>", "Raj Patel", "Jane Doe")
BODIES = (
    "We spoke about caching.[^1]\n\n[^1]: And queues.\n",
    "See [the other](../interviews/2026-11-18-tide.md#aw-checklist).\n",
    "See [the first](2026-11-10-acme-robotics.md) and ![a plan](../plan.png).\n",
    "## Thank-you note: Jane Doe\n\nDear Jane, thank you for teh time at Acme Robotics.\n",
    "```afterword\nview: overdue\n```\n",
    "Jane asked much. Raj said less.\n\n# A heading\n\nMore, and [a note](../notes.md#more).\n",
)
TEXTS = (
    "And so on.\n",
    "\nA paragraph.\n",
    "\n## Another heading\n\n[There](#another-heading).\n",
    "\nRaj said that it was well. Jane, too.\n",
    "\n[No page](nowhere.md), [a heading](../notes.md#more).\n",
    "\nA last line without an end",
)
KINDS = ("applications", "interviews", "conversations", "offers", "updates")

Change = tuple[str, int, int, int]
CHANGES = (
    *("entry", "entry", "entry", "body", "body", "tick", "delete", "rename", "private", "tags"),
    *("broken", "person", "opportunity", "page", "image", "day", "name", "url", "nav", "theme"),
    *("extension", "setting", "override", "cache", "site", "nothing"),
    *("text", "text", "text", "text", "text"),
)
changes = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    min_size=4,
    max_size=9,
)


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Have MkDocs say what it says, whatever a test before this one made it keep to itself."""
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.INFO)
    yield
    log.setLevel(level)


class Tree:
    """A journal that is changed step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.journal = folder, folder / "journal"
        self.journal.mkdir(parents=True)
        self.config = {
            "name": "Search",
            "url": "https://journal.example/",
            "today": "2026-11-20",
            "theme": "",
            "extensions": "",
            "settings": "",
        }
        for number in range(4):
            self.entry(number, number, number)

    def change(self, change: Change) -> None:
        name, *numbers = change
        act: Callable[[int, int, int], None] = getattr(self, name)
        act(*numbers)
        (self.folder / "mkdocs.yml").write_text(CONFIG.format(**self.config), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        file = self.journal / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def some(self, number: int) -> Path | None:
        files = sorted(self.journal.rglob("*.md"))
        return files[number % len(files)] if files else None

    def entry(self, one: int, two: int, three: int) -> None:
        kind, company = KINDS[one % 5], COMPANIES[two % 3]
        slug = company.split(" <")[0].lower().replace(" ", "-")
        lines = [f"date: 2026-11-{10 + three:02}", f"company: {company}", "role: Engineer"]
        lines += [f"interviewers: ['{PEOPLE[three % 3]}', Raj Patel]"] * (kind == "interviews")
        lines += ["checklist:", "  - task: Send the sample", "    due: 2026-11-21"]
        text = "---\n" + "\n".join(lines) + "\n---\n" + BODIES[(one + three) % 6]
        self.write(f"{kind}/2026-11-{10 + three:02}-{slug}.md", text)

    def body(self, one: int, two: int, three: int) -> None:
        if file := self.some(one):
            text = file.read_text(encoding="utf-8")
            file.write_text(text + f"\nA line {two}.\n\n{BODIES[three % 6]}", encoding="utf-8")

    def text(self, one: int, two: int, three: int) -> None:
        """Write on, as one does while the site is looked at."""
        if file := self.some(one):
            text = file.read_text(encoding="utf-8")
            file.write_text(text + TEXTS[(two + three) % len(TEXTS)], encoding="utf-8")

    def tick(self, one: int, two: int, three: int) -> None:
        if file := self.some(one):
            text = file.read_text(encoding="utf-8")
            done = "due: 2026-11-21\n    done: 2026-11-19"
            file.write_text(text.replace("due: 2026-11-21\n", done + "\n", 1), encoding="utf-8")

    def delete(self, one: int, two: int, three: int) -> None:
        if file := self.some(one):
            file.unlink()

    def rename(self, one: int, two: int, three: int) -> None:
        if file := self.some(one):
            file.rename(file.with_name(f"2026-11-1{two}-moved-{three}.md"))

    def private(self, one: int, two: int, three: int) -> None:
        self.key(one, ("private: true", "private: [company]", "private: [notes]")[two % 3])

    def tags(self, one: int, two: int, three: int) -> None:
        self.key(one, f"tags: [a{two}, b]")

    def broken(self, one: int, two: int, three: int) -> None:
        self.key(one, ("company: [", "date: 2026-02-30", "unknown: 1")[two % 3])

    def key(self, number: int, line: str) -> None:
        if file := self.some(number):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")

    def person(self, one: int, two: int, three: int) -> None:
        self.write("people/jane-doe.md", f"---\nname: Jane Doe\n---\nShe likes {two}.\n")

    def opportunity(self, one: int, two: int, three: int) -> None:
        text = f"---\ncompany: Tide\nrole: Engineer\n---\nProse {two}. [A note](../notes.md)\n"
        self.write("opportunities/tide-engineer.md", text)

    def page(self, one: int, two: int, three: int) -> None:
        link = "interviews/2026-11-18-tide.md#aw-checklist"
        self.write("notes.md", f"# Notes {one}\n\n## More\n\n[An interview]({link}) {BODIES[4]}")

    def image(self, one: int, two: int, three: int) -> None:
        file = self.journal / "plan.png"
        file.unlink() if file.exists() else file.write_bytes(b"png")

    def day(self, one: int, two: int, three: int) -> None:
        self.config["today"] = f"2026-11-{16 + one}"

    def name(self, one: int, two: int, three: int) -> None:
        self.config["name"] = f"Search {one}"

    def url(self, one: int, two: int, three: int) -> None:
        self.config["url"] = ("https://journal.example/", "http://other.example/below/")[one % 2]

    def nav(self, one: int, two: int, three: int) -> None:
        file = self.some(two)
        path = file.relative_to(self.journal).as_posix() if file else "index.md"
        nav = f"nav:\n  - index.md\n  - Some: '{path}'\n  - people/index.md\n"
        self.config["settings"] = nav if one % 2 else ""

    def theme(self, one: int, two: int, three: int) -> None:
        features = ("", "  features: [navigation.tabs]\n", "  features: [toc.integrate]\n")
        self.config["theme"] = features[one % 3]

    def extension(self, one: int, two: int, three: int) -> None:
        extensions = ("", "  - tables\n", "  - pymdownx.snippets\n", "  - nl2br\n")
        self.config["extensions"] = extensions[one % 4]

    def setting(self, one: int, two: int, three: int) -> None:
        if not self.config["settings"].startswith("nav"):
            self.config["settings"] = f"      linkedin_note: {200 + one}\n"

    def override(self, one: int, two: int, three: int) -> None:
        block = "{% block extrahead %}<meta name='a' content='b'>{% endblock %}"
        text = "{% extends 'base.html' %}" + block
        folder = self.folder / "overrides"
        folder.mkdir(exist_ok=True)
        (folder / "main.html").write_text(text, encoding="utf-8")
        self.config["theme"] = "  custom_dir: overrides\n" if one % 2 else ""

    def cache(self, one: int, two: int, three: int) -> None:
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def site(self, one: int, two: int, three: int) -> None:
        site = self.folder / "site"
        for file in sorted(site.rglob("index.html"))[one::3]:
            file.unlink() if two % 2 else file.write_text("another", encoding="utf-8")

    def nothing(self, one: int, two: int, three: int) -> None:
        pass


@contextmanager
def _said() -> Iterator[list[str]]:
    found: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{record.levelname} {record.getMessage()}")

    ear, log = Ear(logging.WARNING), logging.getLogger("mkdocs")
    log.addHandler(ear)
    try:
        yield found
    finally:
        log.removeHandler(ear)


def _build(folder: Path) -> list[str]:
    with _said() as said:
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return sorted(said)


def _files(site: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            path = file.relative_to(site).as_posix()
            found[path] = gzip.decompress(data) if path.endswith(".gz") else data
    return found


def _from_nothing(folder: Path, beside: Path) -> tuple[dict[str, bytes], list[str]]:
    """Build as MkDocs does by itself: nothing kept, every page drawn whole, all files written."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(folder, beside, ignore=shutil.ignore_patterns(".cache", "site"))
    with pytest.MonkeyPatch.context() as plain:
        plain.setattr(cache, "why_not_kept", lambda *_: "it is compared")
        plain.setattr(plugin, "use_frames", lambda *_: None)
        said = _build(beside)
    return _files(beside / "site"), said


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # To shrink takes as many builds again.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(changes)
def test_a_build_that_keeps_pages_is_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Change]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    tree = Tree(folder / "journal")
    tree.change(("nothing", 0, 0, 0))
    _build(tree.folder)
    for step in steps:
        tree.change(step)
        said = _build(tree.folder)
        wanted, wanted_said = _from_nothing(tree.folder, folder / "beside")
        found = _files(tree.folder / "site")
        assert sorted(found) == sorted(wanted), step
        differ = [path for path, data in wanted.items() if found[path] != data]
        assert not differ, (step, differ)
        assert said == wanted_said, step
    shutil.rmtree(folder)


def test_only_pages_that_changed_are_written(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "journal")
    tree.change(("nothing", 0, 0, 0))
    _build(tree.folder)
    site = tree.folder / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    said = _build(tree.folder)
    after = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    assert said == _build(tree.folder)
    unchanged = {path for path in before if path.name != "404.html"}
    assert {path for path in unchanged if before[path] != after[path]} == set()
    file = tree.journal / "applications" / "2026-11-10-acme-robotics.md"
    file.write_text(file.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    _build(tree.folder)
    now = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    changed = {path.relative_to(site).as_posix() for path in unchanged if now[path] != after[path]}
    assert changed == {"applications/2026-11-10-acme-robotics/index.html"}


def test_a_strict_build_fails_as_often_as_it_is_tried(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "journal")
    tree.change(("page", 0, 0, 0))
    _build(tree.folder)
    linked = tree.journal / "interviews" / "2026-11-11-tide.md"
    assert linked.exists()
    tree.write("notes.md", "[An interview](interviews/2026-11-11-tide.md)\n")
    _build(tree.folder)
    linked.unlink()
    for _ in range(2):
        config = load_config(str(tree.folder / "mkdocs.yml"), strict=True)
        with pytest.raises(Abort):
            build(config)
