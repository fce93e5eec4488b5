"""Tests how a folder becomes a journal: kinds by folder, ids, pages about things, faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.model.entry import Broken, Kind
from afterword.model.settings import FOLDERS, Settings
from afterword.source.load import load_journal

Tree = Callable[[str], Path]

HEAD = "---\ndate: 2026-11-18\ncompany: Acme Robotics\nrole: Engineer\n"


def test_the_folder_gives_the_kind_at_any_depth_and_the_key_overrides_it(tree: Tree) -> None:
    root = tree(
        "".join(
            f"== {path}\n{HEAD}{key}---\n"
            for path, key in {
                "applications/a.md": "",
                "2026/Interviews/acme/b.md": "",
                "conversations/interviews/c.md": "",
                "offers/d.md": "",
                "updates/e.md": "kind: interview\n",
                "calls/f.md": "",
                "interviews/index.md": "",
                "interviews/README.md": "",
                "notes/g.md": "",
                "opportunities/interviews.md": "",
            }.items()
        )
    )
    settings = Settings(folders={**FOLDERS, "calls": Kind.CONVERSATION})
    journal = load_journal(root, settings).journal
    assert {entry.path: entry.kind for entry in journal.entries} == {
        "applications/a.md": Kind.APPLICATION,
        "2026/Interviews/acme/b.md": Kind.INTERVIEW,
        "conversations/interviews/c.md": Kind.INTERVIEW,
        "offers/d.md": Kind.OFFER,
        "updates/e.md": Kind.INTERVIEW,
        "calls/f.md": Kind.CONVERSATION,
    }


def test_pages_about_opportunities_and_people_are_brought_together_with_the_entries(
    tree: Tree,
) -> None:
    root = tree(
        """\
        == interviews/a.md
        ---
        date: 2026-11-18
        company: Acme Robotics
        role: Engineer
        interviewers: Jane Doe
        ---
        == opportunities/acme-robotics-engineer.md
        Why I want it.
        == opportunities/index.md
        All of them.
        == people/jane-doe.md
        ---
        name: Jane Doe
        company: Acme Robotics
        phone: 0612345670
        ---
        """
    )
    loaded = load_journal(root, Settings())
    assert loaded.journal.problems == ()
    opportunity = loaded.journal.opportunities["acme-robotics-engineer"]
    assert opportunity.page is not None
    assert opportunity.page.body == "Why I want it.\n"
    assert loaded.journal.people.by_id["jane-doe"].phones == ("0612345670",)


def test_two_entries_with_one_stem_are_told_with_both_names_and_stay_apart(tree: Tree) -> None:
    root = tree(
        f"== interviews/acme.md\n{HEAD}---\nFirst.\n== offers/Acme.md\n{HEAD}---\nSecond.\n"
    )
    journal = load_journal(root, Settings()).journal
    assert sorted(entry.body for entry in journal.entries) == ["First.\n", "Second.\n"]
    assert len(journal.by_id) == 2
    assert [str(problem) for problem in journal.problems] == [
        (
            "offers/Acme.md:1:1: AW-ID has the same file name as `interviews/acme.md`, so that "
            "their tasks cannot be told apart; rename one of the two."
        )
    ]


def test_an_entry_with_a_name_of_its_own_is_not_told_for_the_two_that_share_one(
    tree: Tree,
) -> None:
    root = tree(
        "".join(
            f"== {path}\n{HEAD}---\n"
            for path in ("interviews/acme.md", "offers/acme.md", "updates/acme-2.md")
        )
    )
    journal = load_journal(root, Settings()).journal
    assert {problem.path for problem in journal.problems} == {"offers/acme.md"}
    assert journal.by_id["acme-2"].path == "updates/acme-2.md"
    assert len(journal.by_id) == 3


def test_an_empty_journal_is_loaded_without_complaint(tmp_path: Path) -> None:
    loaded = load_journal(tmp_path, Settings())
    assert (loaded.journal.entries, loaded.journal.problems, loaded.journal.broken) == ((), (), ())
    assert loaded.publishable == frozenset()


def test_an_empty_file_is_a_broken_entry_that_says_what_is_missing(tree: Tree) -> None:
    journal = load_journal(tree("== interviews/a.md\n"), Settings()).journal
    assert journal.broken == (Broken("a", "interviews/a.md", Kind.INTERVIEW),)
    assert [problem.code for problem in journal.problems] == ["AW-MISSING", "AW-MISSING"]


def test_one_broken_entry_leaves_the_others_in_order(tree: Tree) -> None:
    root = tree(
        f"== interviews/a.md\n{HEAD}---\n== interviews/b.md\n---\ndate: [\n---\nText.\n"
        f"== interviews/c.md\n{HEAD}---\n"
    )
    journal = load_journal(root, Settings()).journal
    assert [entry.id for entry in journal.entries] == ["a", "c"]
    assert journal.broken == (Broken("b", "interviews/b.md", Kind.INTERVIEW, "Text.\n", 4),)


def test_an_entry_that_cannot_be_opened_stands_among_the_broken_ones(tree: Tree) -> None:
    root = tree("== interviews/a.md\n")
    (root / "interviews" / "gone.md").symlink_to("nowhere.md")
    journal = load_journal(root, Settings()).journal
    assert Broken("gone", "interviews/gone.md", Kind.INTERVIEW) in journal.broken
    assert "AW-READ" in {problem.code for problem in journal.problems}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\na: &x [*x]\n---\nText.\n", "AW-ALIAS"),
        ("---\na: b: c\n---\nText.\n", "AW-YAML"),
        ("+++\na: b\n+++\nText.\n", "AW-DELIMITER"),
        ("---\na: b\n---\nText.\n<<<<<<< HEAD\n", "AW-CONFLICT"),
    ],
)
def test_front_matter_of_an_ordinary_page_that_harms_mkdocs_is_kept_from_it(
    tree: Tree, text: str, code: str
) -> None:
    loaded = load_journal(
        tree(f"== hello.md\n{text}== fine.md\n---\ntitle: Fine\n---\n"), Settings()
    )
    assert [(problem.path, problem.code) for problem in loaded.journal.problems] == [
        ("hello.md", code)
    ]
    assert list(loaded.refused) == ["hello.md"]
    assert loaded.refused["hello.md"].body.startswith("Text.\n")


def test_only_what_was_read_or_is_known_may_be_published(tree: Tree) -> None:
    root = tree(
        "== index.md\n== a.md~\n== a (conflicted copy).md\n== img/a.png\n== .env\n== drafts/b.md\n"
    )
    loaded = load_journal(root, Settings(), lambda path: path.startswith("drafts/"))
    assert loaded.publishable == {"index.md", "img/a.png"}


def test_file_names_in_any_script_make_ids_in_one_unicode_form(tree: Tree) -> None:
    root = tree(f"== interviews/2026-11-18 Cafe\u0301 東京.md\n{HEAD}---\n")
    assert list(load_journal(root, Settings()).journal.by_id) == ["2026-11-18 Caf\u00e9 東京"]
