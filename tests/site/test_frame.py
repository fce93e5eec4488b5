"""Pages drawn from a shared frame are those that the theme draws one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.site import aside, frame
from tests.site.built import CONFIG, SAMPLE, build_site, build_tree

Tree = Callable[[str], Path]

JOURNAL = """\
== journal/interviews/2026-11-18-acme.md
---
company: "<b>Acme</b> & \\"Sons\\""
role: Engineer
interviewers: Jane Doe <jane@acme.example>
tags: [remote]
---
Went well.

## What *they* asked & why

## Next
### Deeper
== journal/interviews/2026-11-19-tide.md
---
company: Tide
role: Engineer
---
== journal/interviews/2026/2026-11-20-tide.md
---
company: Tide
role: Engineer
---
== journal/index.md
---
description: My own front page
---
# Mine
== journal/interviews/index.md
# All interviews
== journal/notes.md
---
hide: [navigation, toc]
---
Plain.
"""

CONFIGURATIONS = {
    "plain": "",
    "address": "site_url: https://journal.example/search/\nsite_description: A search\n",
    "files": "use_directory_urls: false\n",
    "edited": "repo_url: https://git.example/me/search\nedit_uri: edit/main/\n",
    "navigation": "nav:\n  - index.md\n  - Notes: [notes.md, interviews/index.md]\n",
}
FEATURES = """\
theme:
  name: material
  features: [navigation.tabs, navigation.path, navigation.footer, navigation.top, toc.integrate,
             content.action.edit, navigation.indexes]
"""


def _without_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (aside, frame):
        monkeypatch.setattr(room, "can_frame", lambda _: False)


def _files(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.suffix in (".html", ".json"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("features", ["", FEATURES], ids=["", "features"])
@pytest.mark.parametrize("case", CONFIGURATIONS)
def test_a_site_is_the_same_with_and_without_frames(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, features: str
) -> None:
    root = tree(JOURNAL)
    config = CONFIG.replace("theme:\n  name: material\n", features) if features else CONFIG
    (root / "mkdocs.yml").write_text(config + CONFIGURATIONS[case], "utf-8")
    framed = _files(build_tree(root).folder)
    _without_frames(monkeypatch)
    assert _files(build_site(root / "mkdocs.yml", tmp_path / "whole").folder) == framed


def test_the_sample_is_the_same_with_and_without_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    framed = _files(build_site(SAMPLE, tmp_path / "framed").folder)
    _without_frames(monkeypatch)
    assert _files(build_site(SAMPLE, tmp_path / "whole").folder) == framed


@pytest.mark.parametrize("name", ["main.html", "partials/footer.html"])
def test_a_template_of_the_users_sees_every_page(tree: Tree, name: str) -> None:
    root = tree(JOURNAL)
    (root / "mine" / name).parent.mkdir(parents=True)
    (root / "mine" / name).write_text(
        "{% if page %}<p>{{ page.file.src_uri }}</p>{% endif %}", "utf-8"
    )
    config = CONFIG.replace("name: material\n", "name: material\n  custom_dir: mine\n")
    built = build_tree(root, config)
    for path in ("interviews/2026-11-18-acme", "interviews/2026-11-19-tide"):
        assert f"<p>{path}.md</p>" in built.page(f"{path}/").raw
