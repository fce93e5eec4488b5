"""Tests which parts of an entry, and which files it names, are drafts of thank-you notes."""

from __future__ import annotations

import pytest

from afterword.model.entry import Draft
from afterword.model.problem import Place
from afterword.source.drafts import drafts_in
from tests.playbook.journals import Tree, look, problems_of, tasks_of


def _drafts(body: str) -> list[tuple[str, str, int]]:
    return [(each.to, each.text, each.line) for each in drafts_in(body, 10, "x.md")]


@pytest.mark.parametrize(
    ("body", "drafts"),
    [
        ("", []),
        ("Dear Jane, ...\n", []),
        ("## Thank-you note: Jane Doe\n\nDear Jane\n", [("Jane Doe", "Dear Jane", 12)]),
        ("Said.\n\n### thank-you Note:  Jane ##\nDear\n\nJane\n\n", [("Jane", "Dear\n\nJane", 13)]),
        ("## Thank-you note: Jane\na\n### More\nb\n## Else\nc\n", [("Jane", "a\n### More\nb", 11)]),
        (
            "## Thank-you note: Jane\na\n## Thank-you note: Raj\nb\n",
            [("Jane", "a", 11), ("Raj", "b", 13)],
        ),
        ("## Thank-you note: Jane\n", [("Jane", "", 11)]),
        ("## Thank-you note:\nDear\n", [("", "Dear", 11)]),
        ("```\n## Thank-you note: Jane\n```\n", []),
        (
            "## Thank-you note: Jane\n```\n## no heading\n```\nb\n",
            [("Jane", "```\n## no heading\n```\nb", 11)],
        ),
        ("# Thank-you note: Jane\na\n", []),
        ("## Thank-you note: Jane\r\n\r\nDear\r\nJane\r\n", [("Jane", "Dear\nJane", 12)]),
    ],
)
def test_a_draft_stands_below_its_heading(body: str, drafts: list[tuple[str, str, int]]) -> None:
    assert _drafts(body) == drafts


ENTRY = """\
== interviews/2026-11-18-acme.md
---
company: Acme
interviewers: [Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>]
checklist:
  - thank: Jane
    note: {note}
---
Notes.
"""


@pytest.mark.parametrize(
    ("note", "path"),
    [
        ("jane.md", "interviews/jane.md"),
        ("drafts/jane.txt", "drafts/jane.txt"),
        ("../drafts/jane.txt", "drafts/jane.txt"),
    ],
)
def test_a_note_names_a_file_beside_the_entry_or_from_the_top(
    tree: Tree, note: str, path: str
) -> None:
    root = tree(ENTRY.format(note=note) + f"== {path}\nDear Jane,\n\nthank you.\n")
    task = tasks_of(root, "2026-11-18")["2026-11-18-acme/thank-jane-doe"]
    assert task.draft == Draft("Jane", "Dear Jane,\n\nthank you.", path, 1, Place(5, 5))
    assert [step.done for step in task.steps] == [True, False, False]
    assert problems_of(root, "2026-11-18") == []
    assert [entry.id for entry in look(root, "2026-11-18").journal.entries] == ["2026-11-18-acme"]


def test_a_notes_own_front_matter_is_no_part_of_it(tree: Tree) -> None:
    root = tree(ENTRY.format(note="jane.md") + "== interviews/jane.md\n---\nx: 1\n---\nDear Jane\n")
    task = tasks_of(root, "2026-11-18")["2026-11-18-acme/thank-jane-doe"]
    assert task.draft is not None
    assert (task.draft.text, task.draft.line) == ("Dear Jane", 4)


def test_a_file_that_is_not_there_is_named(tree: Tree) -> None:
    root = tree(ENTRY.format(note="jane.md"))
    assert problems_of(root, "2026-11-18") == [
        (
            "interviews/2026-11-18-acme.md:5:5: AW-NOTE `note: jane.md` names no file of the "
            "journal, beside the entry or from its top."
        )
    ]


def test_what_to_remember_is_no_file(tree: Tree) -> None:
    root = tree(ENTRY.format(note="by hand, with regards to Raj"))
    task = tasks_of(root, "2026-11-18")["2026-11-18-acme/thank-jane-doe"]
    assert task.draft is None
    assert [step.done for step in task.steps] == [False, False, False]


def test_a_file_that_is_no_text_is_named_with_its_fault(tree: Tree) -> None:
    root = tree(ENTRY.format(note="jane.md"))
    (root / "interviews" / "jane.md").write_bytes(b"Dear Jane \xff\n")
    assert problems_of(root, "2026-11-18") == [
        "interviews/jane.md:1:11: AW-ENCODING byte 10 (0xff) is not UTF-8; save the file as UTF-8."
    ]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (
            "Janet",
            (
                "the thank-you note for `Janet` belongs to nobody who is thanked in this entry "
                "(Jane Doe, Raj Patel): spell the name as above, or add `- thank: Janet`."
            ),
        ),
        ("", "a thank-you note without a name: write `## Thank-you note: Jane Doe`."),
    ],
)
def test_a_draft_for_nobody_is_named(tree: Tree, heading: str, said: str) -> None:
    entry = ENTRY.format(note="by hand") + f"\n## Thank-you note: {heading}\n\nDear ...\n"
    assert problems_of(tree(entry), "2026-11-18") == [
        f"interviews/2026-11-18-acme.md:10:1: AW-WHO {said}"
    ]


def test_the_entrys_own_text_leaves_its_drafts_out(tree: Tree) -> None:
    text = (
        ENTRY.format(note="by hand") + "\n## Thank-you note: Raj\n\nDear Raj,\n\n## After\nMore.\n"
    )
    (entry,) = look(tree(text), "2026-11-18").journal.entries
    assert entry.own_text.split() == ["Notes.", "##", "After", "More."]


def test_a_heading_that_nothing_stands_below_is_no_drafted_note(tree: Tree) -> None:
    root = tree("""\
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
interviewers: [Jane Doe <jane@acme.example>, Raj Patel]
---
## Thank-you note: Jane Doe

## Thank-you note: Raj Patel

Dear Raj,
""")
    tasks = tasks_of(root, "2026-11-18")
    drafted = {name: task.steps[0].done for name, task in tasks.items() if task.verb == "thank"}
    assert drafted == {
        "2026-11-18-acme/thank-jane-doe": False,
        "2026-11-18-acme/thank-raj-patel": True,
    }
