"""Tests which files of the folder are read, which are kept out, and which are never opened."""

from __future__ import annotations

import builtins
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afterword.source.files import MAX_FOLDERS, Scan, scan

Tree = Callable[[str], Path]


def said(found: Scan) -> list[str]:
    return sorted(str(problem) for problem in found.problems)


def test_pages_are_read_with_their_bytes_and_other_files_only_named(tree: Tree) -> None:
    root = tree(
        """\
        == index.md
        Hello
        == interviews/2026/a.markdown
        == notes.txt
        == img/logo.png
        """
    )
    found = scan(root)
    assert found.pages == {"index.md": b"Hello\n", "interviews/2026/a.markdown": b""}
    assert (found.others, found.problems) == ({"notes.txt", "img/logo.png"}, [])


@pytest.mark.parametrize(
    "name",
    [
        "a.md~",
        "#a.md#",
        ".#a.md",
        "a.md.orig",
        "a.md.rej",
        "a.md.bak",
        ".a.md.swp",
        "a.md.tmp",
        "4913",
        ".hidden.md",
        ".git/config.md",
        ".obsidian/workspace.md",
    ],
)
def test_backup_swap_and_dot_files_are_left_out_without_a_word(tree: Tree, name: str) -> None:
    root = tree(f"== interviews/a.md\n== interviews/{name}\nold\n")
    assert scan(root) == Scan(pages={"interviews/a.md": b""})


@pytest.mark.parametrize(
    "name",
    [
        "a (conflicted copy).md",
        "a (Jane's conflicted copy 2026-11-18).md",
        "a (conflicted copy 2026-11-18 140312).md",
        "a (Case Conflict).md",
        "a (Case Conflict 1).md",
        "a.sync-conflict-20261118-140312-ABCDEFG.md",
        "a.sync-conflict-1.md",
        "cv (conflicted copy).pdf",
    ],
)
def test_a_conflicted_copy_is_told_and_not_published(tree: Tree, name: str) -> None:
    found = scan(tree(f"== interviews/a.md\n== interviews/{name}\n"))
    assert (list(found.pages), found.others) == (["interviews/a.md"], set())
    assert said(found) == [
        (
            f"interviews/{name}:1:1: AW-COPY a conflicted copy; take over what is missing in the "
            "original, delete this."
        )
    ]


def test_an_entry_about_a_conflict_is_no_conflicted_copy(tree: Tree) -> None:
    root = tree("== interviews/2026-11-18 conflict resolution (panel).md\n")
    assert list(scan(root).pages) == ["interviews/2026-11-18 conflict resolution (panel).md"]


def test_links_out_of_the_journal_are_told_and_neither_read_nor_published(tree: Tree) -> None:
    top = tree("== journal/index.md\n== outside/secret.md\nsecret\n")
    root = top / "journal"
    (root / "link.md").symlink_to(top / "outside" / "secret.md")
    (root / "photo.png").symlink_to("../outside/secret.md")
    (root / "folder").symlink_to(top / "outside", target_is_directory=True)
    found = scan(root)
    assert (found.pages, found.others) == ({"index.md": b""}, set())
    assert said(found) == [
        f"{name}:1:1: AW-OUTSIDE a link out of the journal; copy the file in, or delete the link."
        for name in ("folder", "link.md", "photo.png")
    ]


def test_a_folder_beside_the_journal_whose_name_begins_alike_is_outside(tree: Tree) -> None:
    top = tree("== journal/index.md\n== journal-old/secret.md\nsecret\n")
    (top / "journal" / "link.md").symlink_to(top / "journal-old" / "secret.md")
    found = scan(top / "journal")
    assert list(found.pages) == ["index.md"]
    assert [problem.code for problem in found.problems] == ["AW-OUTSIDE"]


def test_a_link_inside_the_journal_is_read(tree: Tree) -> None:
    root = tree("== drafts/a.md\nHello\n== interviews/b.md\n")
    (root / "interviews" / "a.md").symlink_to("../drafts/a.md")
    found = scan(root)
    assert found.pages["interviews/a.md"] == b"Hello\n"
    assert found.problems == []


def test_folders_that_link_to_one_another_come_to_an_end(tree: Tree) -> None:
    root = tree("== a/one.md\n== b/two.md\n")
    (root / "a" / "up").symlink_to("..", target_is_directory=True)
    (root / "b" / "self").symlink_to(".", target_is_directory=True)
    assert sorted(scan(root).pages) == ["a/one.md", "b/two.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_told_and_never_opened(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree("== index.md\n")
    os.mkfifo(root / "pipe.md")
    os.mkfifo(root / "pipe")
    (root / "link.md").symlink_to("pipe.md")

    def guarded(really: Callable[..., Any]) -> Callable[..., Any]:
        def open_(path: Any, *args: Any, **options: Any) -> Any:
            # Without this the test would wait for ever where it should fail.
            if not isinstance(path, int) and stat.S_ISFIFO(os.stat(path).st_mode):
                pytest.fail(f"opened {path}")
            return really(path, *args, **options)

        return open_

    monkeypatch.setattr(builtins, "open", guarded(builtins.open))
    monkeypatch.setattr(io, "open", guarded(io.open))
    monkeypatch.setattr(os, "open", guarded(os.open))
    found = scan(root)
    monkeypatch.undo()
    assert (list(found.pages), found.others) == (["index.md"], set())
    assert said(found) == [
        f"{name}:1:1: AW-SPECIAL not a regular file; move it out of the journal."
        for name in ("link.md", "pipe.md", "pipe")
    ]


def test_a_link_to_nothing_is_told_with_the_cause(tree: Tree) -> None:
    root = tree("== index.md\n")
    (root / "gone.md").symlink_to("nowhere.md")
    found = scan(root)
    assert found.unread == {"gone.md": "No such file or directory"}
    assert said(found) == [
        (
            "gone.md:1:1: AW-READ cannot be read (No such file or directory); check that it is "
            "there and yours."
        )
    ]


def test_a_file_that_may_not_be_read_is_told_and_the_others_are_read(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree("== a.md\nHello\n== locked.md\n== z.md\n")
    really = builtins.open

    # A root user may read everything, so the refusal is played.
    def refuse(path: Any, *args: Any, **options: Any) -> Any:
        if str(path).endswith("locked.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *args, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    found = scan(root)
    assert found.pages == {"a.md": b"Hello\n", "z.md": b""}
    assert said(found) == [
        (
            "locked.md:1:1: AW-READ cannot be read (Permission denied); check that it is there and "
            "yours."
        )
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("foo/index.md", "foo.md"),
        ("bar/README.md", "bar.md"),
        ("README.md", "index.md"),
        ("Acme.md", "acme.md"),
        ("cafe\u0301.md", "caf\u00e9.md"),
        ("interviews/Acme/a.md", "interviews/acme/a.md"),
    ],
    ids=["folder", "README", "home", "case", "Unicode form", "folder's case"],
)
def test_two_pages_with_one_address_are_told_with_both_names(
    tree: Tree, first: str, second: str
) -> None:
    root = tree(f"== {first}\n== {second}\n")
    if len(list(root.rglob("*.md"))) < 2:
        pytest.skip("this file system holds them for one")
    assert said(scan(root)) == [
        (
            f"{second}:1:1: AW-URL would be written to the same address as `{first}`; rename one "
            "of the two."
        )
    ]


def test_what_exclude_docs_names_is_not_even_opened(tree: Tree) -> None:
    root = tree("== a.md\n== drafts/b.md\n== drafts/c.png\n")
    found = scan(root, lambda path: path.startswith("drafts/"))
    assert found == Scan(pages={"a.md": b""})


def test_a_folder_that_is_not_there_is_told() -> None:
    found = scan(Path("no such folder"))
    assert said(found) == [
        (
            ".:1:1: AW-READ cannot be read (No such file or directory); check that it is there and "
            "yours."
        )
    ]


def test_a_name_that_is_no_text_is_told_and_passed_over(tree: Tree) -> None:
    root = tree("== a.md\n")
    try:
        (root / os.fsdecode(b"caf\xe9.md")).write_text("x")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    found = scan(root)
    assert list(found.pages) == ["a.md"]
    assert [str(problem) for problem in found.problems] == [
        "caf?.md:1:1: AW-ENCODING its name is not UTF-8; rename it."
    ]


def test_folders_so_deep_that_programs_end_are_told(tree: Tree) -> None:
    root = tree("== a.md\n")
    deep = root
    for _ in range(MAX_FOLDERS + 5):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "b.md").write_text("x")
    found = scan(root)
    assert list(found.pages) == ["a.md"]
    assert [problem.code for problem in found.problems] == ["AW-DEPTH"]
