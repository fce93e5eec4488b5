"""What is rendered is the plugin's site, once another generator has built it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli.main import main

from .sites import found_in, pages

Tree = Callable[[str], Path]
ROOT = Path(__file__).resolve().parents[2]
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")

HOSTILE = """== mkdocs.yml
site_name: Search
docs_dir: journal
theme:
  name: material
  features: [navigation.tabs]
plugins:
  - search
  - afterword: {today: 2026-11-20}
extra: {owner: Jane}
markdown_extensions: [footnotes, pymdownx.superfences, md_in_html, attr_list]
== journal/interviews/2026-11-18-odd.md
---
company: "<script>alert(1)</script> `code` [x](y) **b**"
role: "</aside></div> ``` ~~~ {: .c }"
round: "A & B &amp; C"
interviewers: ["Jane `<b>` Doe <jane@odd.example>"]
---
Text with `code`, a note[^1] and [a page](../notes.md).

[^1]: The note.

```afterword
view: overdue
```
== journal/interviews/2026-11-19-private.md
---
company: Hidden Works 😀
private: true
---
Nobody finds this.
== journal/notes.md
# My notes

- a list, [back](interviews/2026-11-18-odd.md)

```afterword
view: pipeline
```

The end.
== journal/interviews/2026-11-17-list.md
---
company: "*Star* _line_ `code` [x](y) {{ 1 }} 😀 ~~~"
role: "![i](k) <b> $x$ :smile:"
---
A footnote is written `[^a-z]`.

- what is open:

    ```afterword
    view: pipeline
    ```

    and more
"""


def _build(folder: Path, site: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*BUILD, "--site-dir", str(site)], check=True, cwd=folder, env=environment)


def _render(journal: Path, folder: Path) -> Result:
    config = str(journal / "mkdocs.yml")
    return CliRunner().invoke(main, ["render", str(folder), "-f", config])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the sample's site as the plugin builds it, and as plain MkDocs builds its sources."""
    folder = tmp_path_factory.mktemp("rendered")
    _build(ROOT, folder / "own")
    assert _render(ROOT, folder / "sources").exit_code == 0
    _build(folder / "sources", folder / "other")
    return folder / "own", folder / "other"


def test_every_page_has_the_same_address_and_the_same_links(sample: tuple[Path, Path]) -> None:
    own, other = (dict(pages(site)) for site in sample)
    assert list(own) == list(other)
    differ = [path for path, page in own.items() if page.links != other[path].links]
    assert differ == []


def test_every_page_has_the_same_navigation(sample: tuple[Path, Path]) -> None:
    own, other = (dict(pages(site)) for site in sample)
    assert "http://site/overdue/" in own["index.html"].navigation
    differ = [path for path, page in own.items() if page.navigation != other[path].navigation]
    assert differ == []


def test_the_navigation_of_ones_own_is_kept(tree: Tree, tmp_path: Path) -> None:
    mine = "nav:\n  - index.md\n  - Mine: notes.md\n"
    root = tree(HOSTILE.replace("site_name: Search\n", f"site_name: Search\n{mine}", 1))
    assert _render(root, tmp_path / "sources").exit_code == 0
    _build(tmp_path / "sources", tmp_path / "other")
    found = dict(pages(tmp_path / "other"))["index.html"].navigation
    assert set(found) == {"http://site/", "http://site/notes/"}


def test_what_a_page_may_load_is_said_before_anything_is_loaded(
    sample: tuple[Path, Path],
) -> None:
    for file in ("index.html", "404.html", "offers/index.html"):
        own, other = ((site / file).read_text("utf-8") for site in sample)
        policy = own[own.index("<meta http-equiv") :].split(">", 1)[0]
        assert other.index(policy) < min(other.index("<link"), other.index("<script"))


def test_every_page_says_the_same(sample: tuple[Path, Path]) -> None:
    own, other = (dict(pages(site)) for site in sample)
    differ = [path for path, page in own.items() if page.words != other[path].words]
    # The user's text on the page of an opportunity or a person stands below, not within.
    about = {path for path in differ if path.split("/")[0] in ("opportunities", "people")}
    assert set(differ) == about
    assert len(about) == 2
    for path in about:
        assert sorted(own[path].words) == sorted(other[path].words)


def test_the_search_finds_the_same_pages_by_the_same_words(sample: tuple[Path, Path]) -> None:
    own, other = map(found_in, sample)
    assert own.keys() == other.keys()
    for path, words in own.items():
        assert not {each for each in words ^ other[path] if each.isalnum()}, path


def test_feeds_are_the_same(sample: tuple[Path, Path]) -> None:
    own, other = sample
    for path in ("afterword.json", "afterword.ics", "weeks/record.csv"):
        found = sorted(own.rglob(Path(path).name))
        assert [file.read_bytes() for file in found] == [
            (other / file.relative_to(own)).read_bytes() for file in found
        ]


def test_odd_names_and_blocks_come_through_and_nothing_private_is_found(
    tree: Tree, tmp_path: Path
) -> None:
    root = tree(HOSTILE)
    assert _render(root, tmp_path / "sources").exit_code == 0
    _build(root, tmp_path / "own")
    _build(tmp_path / "sources", tmp_path / "other")
    own, other = dict(pages(tmp_path / "own")), dict(pages(tmp_path / "other"))
    assert list(own) == list(other)
    for path, page in own.items():
        assert page.words == other[path].words, path
        assert page.links == other[path].links, path
    assert found_in(tmp_path / "own").keys() == found_in(tmp_path / "other").keys()
    index = (tmp_path / "other/search/search_index.json").read_text("utf-8")
    assert "Hidden Works" not in index
    assert "overdue" not in index.lower()


def test_addresses_without_folders_are_kept(tree: Tree, tmp_path: Path) -> None:
    root = tree(HOSTILE.replace("docs_dir:", "use_directory_urls: false\ndocs_dir:", 1))
    assert _render(root, tmp_path / "sources").exit_code == 0
    _build(root, tmp_path / "own")
    _build(tmp_path / "sources", tmp_path / "other")
    own, other = dict(pages(tmp_path / "own")), dict(pages(tmp_path / "other"))
    assert {path: page.links for path, page in own.items()} == {
        path: page.links for path, page in other.items()
    }


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_rendered_again_it_is_the_same_and_only_its_own_files_go(
    tree: Tree, tmp_path: Path
) -> None:
    root, folder = tree(HOSTILE), tmp_path / "sources"
    _render(root, folder)
    before = _bytes(folder)
    (folder / "mine.txt").write_text("mine")
    shutil.rmtree(folder / "docs/people")
    _render(root, folder)
    (folder / "mine.txt").unlink()
    assert _bytes(folder) == before
    (root / "journal/interviews/2026-11-19-private.md").unlink()
    (folder / "mine.txt").write_text("mine")
    _render(root, folder)
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
    ran = _render(root, root / place)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "name " in ran.stderr
    assert {path: data for path, data in _bytes(root).items() if ".cache" not in path} == before


def test_a_shared_copy_is_rendered_as_one(tree: Tree, tmp_path: Path) -> None:
    root = tree(HOSTILE.replace("{today: 2026-11-20}", "{today: 2026-11-20, share: true}"))
    assert _render(root, tmp_path / "sources").exit_code == 0
    rendered = b"\n".join(_bytes(tmp_path / "sources").values())
    for word in (b"Jane", b"odd.example", b"note[^1]", b"My notes", b"Hidden", b"owner"):
        assert word not in rendered
    _build(tmp_path / "sources", tmp_path / "other")
