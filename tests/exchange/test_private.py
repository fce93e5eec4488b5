"""Tests that nothing private is left in the data: no word, no day, no trace of what it caused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from afterword.exchange.data import document, to_json
from tests.playbook.journals import Tree, look

TODAY = "2026-11-22"

FIELDS = {
    "time": ("interviews", "03:33", "03:33"),
    "title": ("interviews", "Canary", "canary"),
    "company": ("interviews", "Canary", "canary"),
    "role": ("interviews", "Canary", "canary"),
    "opportunity": ("interviews", "canary-role", "canary"),
    "contact": ("interviews", "Canary <bird@canary.example>", "canary"),
    "agency": ("interviews", "Canary", "canary"),
    "people": ("interviews", "{name: Canary, phone: canary, company: Canary}", "canary"),
    "url": ("interviews", "https://canary.example", "canary"),
    "source": ("interviews", "Canary", "canary"),
    "tags": ("interviews", "[canary]", "canary"),
    "checklist": (
        "interviews",
        (
            "[{thank: Jane, note: canary, via: canary, done: 2026-11-19}, {follow_up: Canary}, "
            "{task: canary, snoozed: 2026-12-01 canary}, {connect: Jane, skipped: canary}]"
        ),
        "canary",
    ),
    "outcome": ("interviews", "withdrawn", "withdrawn"),
    "stage": ("interviews", "screening", "screening"),
    "hear_back_by": ("interviews", "2031-03-07", "2031"),
    "resumes": ("interviews", "2031-03-07", "2031"),
    "round": ("interviews", "Canary", "canary"),
    "format": ("interviews", "Canary", "canary"),
    "interviewers": (
        "interviews",
        (
            "{name: Canary, email: bird@canary.example, title: Canary, notes: canary, "
            "linkedin: https://www.linkedin.com/in/canary}"
        ),
        "canary",
    ),
    "duration": ("interviews", "Canary", "canary"),
    "x-mood": ("interviews", "{canary: canary}", "canary"),
    "apply_by": ("applications", "2031-03-07", "2031"),
    "resume": ("applications", "canary.pdf", "canary"),
    "pay": ("applications", "{base: canary}", "canary"),
    "deadline": ("offers", "2031-03-07", "2031"),
    "terms": ("offers", "{base: canary}", "canary"),
    "date": ("updates", "2031-03-07", "2031"),
}
"""Each field with the kind of entry that it stands in, a value, and what would betray it."""


def _feed(journal: str, tree: Tree, *, with_private: bool = False) -> dict[str, Any]:
    snapshot = look(tree(journal), TODAY)
    found: dict[str, Any] = json.loads(to_json(document(snapshot, with_private=with_private)))
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_a_private_field_leaves_no_trace_and_its_neighbours_stay(tree: Tree, field: str) -> None:
    folder, value, trace = FIELDS[field]
    lines = {"date": "2026-11-18", "company": "Acme", "role": "Engineer", "source": "a friend"}
    lines |= {"interviewers": "Jane Doe"} if folder == "interviews" else {}
    lines[field] = value
    text = "".join(f"{key}: {each}\n" for key, each in lines.items())
    journal = f"== {folder}/one.md\n---\n{text}private: [{field}]\n---\nIts text.\n"
    everything = json.dumps(_feed(journal, tree, with_private=True)).casefold()
    assert trace in everything
    public = _feed(journal, tree)
    assert trace not in json.dumps(public).casefold()
    if field not in ("source", "date"):
        assert [entry["source"] for entry in public["entries"]] == ["a friend"]
        assert [entry["body"] for entry in public["entries"]] == ["Its text.\n"]


PRIVATE = """\
== applications/2026-11-02-acme.md
---
company: Acme Robotics
role: Engineer
---
== interviews/2026-11-09-canary.md
---
company: Acme Robotics
role: Engineer
title: Canary
contact: Canary Contact <bird@canary.example>
interviewers:
  - {name: Canary Bird, email: bird@canary.example, title: Canary, phone: canary, notes: canary,
     linkedin: https://www.linkedin.com/in/canary, company: Canary Labs}
people: Canary Child
agency: Canary Agency
url: canary
source: canary
tags: [canary]
round: Canary
format: canary
duration: canary
hear_back_by: 2031-03-07
resumes: 2031-03-08
x-canary: canary
canary: canary
outcome: withdrawn
private: true
checklist:
  - {thank: Canary Bird, note: canary, via: canary, done: 2031-03-09}
  - {connect: Canary, skipped: canary}
  - {follow_up: Canary, due: deadline}
  - {task: Canary, snoozed: 2031-03-10 canary, x-canary: canary}
  - {canary: canary}
---
Canary.

## Thank-you note: Canary Bird
== offers/2026-11-16-canary.md
---
company: Canary Works
role: Canary Keeper
deadline: 2031-03-11
terms: {base: canary}
outcome: accepted
private: true
---
== interviews/2026-11-17-canary-broken.md
---
company: [Canary
private: true
---
== opportunities/canary-works-canary-keeper.md
---
aliases: [Canary]
---
Canary.
== people/canary-bird.md
---
email: bird@canary.example
title: Canary
---
Canary.
"""


def test_private_entries_leave_no_trace_at_all(tree: Tree) -> None:
    everything = json.dumps(_feed(PRIVATE, tree, with_private=True)).casefold()
    assert "canary" in everything
    assert "2031" in everything
    text = json.dumps(_feed(PRIVATE, tree)).casefold()
    assert [trace for trace in ("canary", "2031", "withdrawn", "accepted") if trace in text] == []


def test_what_is_left_is_as_if_the_private_entries_had_never_been_written(tree: Tree) -> None:
    left = _feed(PRIVATE, tree)
    assert [task["reason"] for task in left["tasks"]] == [
        "due 9 Nov: the application of 2 Nov, plus 5 business days"
    ]
    assert [entry["id"] for entry in left["entries"]] == ["2026-11-02-acme"]
    assert [(each["stage"], each["outcome"]) for each in left["opportunities"]] == [
        ("applied", None)
    ]
    assert left["people"] == left["problems"] == []


def test_a_file_with_something_private_in_it_has_no_problems_in_the_data(tree: Tree) -> None:
    journal = """\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        url: nowhere
        checklist:
          - {task: Sign, due: deadline}
          - {thank: Jane Doe}
        private: [interviewers, url]
        ---
        """
    codes = [each["code"] for each in _feed(journal, tree, with_private=True)["problems"]]
    assert codes == ["AW-LINK", "AW-ANCHOR"]
    assert _feed(journal, tree)["problems"] == []


def test_a_file_that_cannot_tell_what_is_private_is_not_spoken_of(tree: Tree) -> None:
    journal = """\
        == interviews/2026-11-18-canary.md
        ---
        company: [Canary
        private: true
        ---
        """
    assert len(_feed(journal, tree, with_private=True)["problems"]) == 1
    assert "canary" not in json.dumps(_feed(journal, tree)).casefold()


def test_another_files_problem_does_not_name_a_private_file(tree: Tree) -> None:
    journal = """\
        == interviews/canary/2026-11-18-acme.md
        ---
        company: Acme
        interviewers: Jane Doe
        private: true
        ---
        == interviews/open/2026-11-18-acme.md
        ---
        company: Acme
        interviewers: Jane Doe
        ---
        == interviews/2026-11-19-canary.md
        ---
        company: Borealis
        interviewers: Jane Doe
        outcome: rejected
        private: true
        ---
        == interviews/2026-11-20-borealis.md
        ---
        company: Borealis, Inc.
        interviewers: Jane Doe
        ---
        """
    told = [each["code"] for each in _feed(journal, tree, with_private=True)["problems"]]
    assert told == ["AW-NEAR", "AW-ID"]
    assert _feed(journal, tree)["problems"] == []


def test_problems_in_files_without_anything_private_stay(tree: Tree) -> None:
    journal = (
        "== updates/2026-11-18-acme.md\n---\nurl: nowhere\n---\n"
        "== updates/2026-11-19-canary.md\n---\nurl: canary\nprivate: true\n---\n"
    )
    assert [each["path"] for each in _feed(journal, tree)["problems"]] == [
        "updates/2026-11-18-acme.md"
    ]


@pytest.mark.parametrize(
    "page",
    [
        "opportunities/canary-works-canary-keeper.md\n---\nurl: nowhere",
        "people/canary-bird.md\n---\ncompny: Nowhere",
    ],
    ids=["an opportunity's", "a person's"],
)
def test_a_problem_in_a_page_about_something_private_does_not_name_it(
    tree: Tree, page: str
) -> None:
    journal = f"{PRIVATE[: PRIVATE.index('== opportunities/')]}== {page}\n---\n"
    assert "canary" not in json.dumps(_feed(journal, tree)).casefold()


@pytest.mark.parametrize("field", ["company", "role", "opportunity"])
def test_a_page_about_what_a_private_field_names_does_not_name_it(tree: Tree, field: str) -> None:
    lines = {"company": "Acme", "role": "Engineer"} | {field: "Canary"}
    name = "canary" if field == "opportunity" else "-".join(lines.values()).lower()
    text = "".join(f"{key}: {each}\n" for key, each in lines.items())
    journal = (
        f"== applications/2026-11-18-a.md\n---\n{text}private: [{field}]\n---\n"
        f"== opportunities/{name}.md\nProse.\n"
    )
    assert _feed(journal, tree, with_private=True)["problems"] == []
    assert "canary" not in json.dumps(_feed(journal, tree)).casefold()


def test_without_anything_private_the_data_is_whole(tree: Tree) -> None:
    journal = PRIVATE[: PRIVATE.index("== interviews/2026-11-09-canary.md")]
    assert _feed(journal, tree) == _feed(journal, tree, with_private=True)


@pytest.mark.parametrize(
    "said",
    [
        "private: {pay: true}",
        "private: [[pay]]",
        "private:\n  - pay: true",
        "private: false\nprivate: true",
        "Private: true",
        "PRIVATE: [pay]",
        "privat: true",
        "private : true",
        "\u201cprivate\u201d: true",
    ],
)
def test_what_is_meant_to_be_private_and_cannot_be_read_is_kept_back_whole(
    tree: Tree, said: str
) -> None:
    text = f"---\ncompany: Canary\npay: canary\n{said}\n---\nCanary.\n"
    root = tree(f"== applications/2026-11-20-a.md\n{text}")
    snapshot = look(root, TODAY)
    assert "canary" in to_json(document(snapshot, with_private=True)).casefold()
    assert "canary" not in to_json(document(snapshot, with_private=False)).casefold()


@pytest.mark.parametrize("said", ["private: true", "Private: yes", "private: [email]"])
def test_a_page_that_says_so_is_private(tree: Tree, said: str) -> None:
    entry = "== interviews/2026-11-18-acme.md\n---\ncompany: Acme\ninterviewers: Jane Doe\n---\n"
    page = f"---\ntitle: Canary\nemail: bird@canary.example\n{said}\n---\nCanary.\n"
    root = tree(f"{entry}== people/jane-doe.md\n{page}== opportunities/acme.md\n{page}")
    snapshot = look(root, TODAY)
    assert "canary" in to_json(document(snapshot, with_private=True)).casefold()
    public = to_json(document(snapshot, with_private=False))
    assert "canary" not in public.casefold()
    assert "Jane Doe" in public


def test_that_a_field_is_private_is_not_told(tree: Tree) -> None:
    root = tree("== updates/2026-11-20-a.md\n---\ncompany: A\nsource: x\nprivate: source\n---\n")
    (entry,) = document(look(root, TODAY), with_private=False)["entries"]
    assert entry.keys() == {"id", "path", "kind", "date", "company"}


def test_a_conflicted_copy_of_a_private_entry_is_not_spoken_of(tree: Tree) -> None:
    text = "---\ncompany: A\nprivate: true\n---\n"
    root = tree(
        f"== updates/2026-11-20-canary.md\n{text}"
        f"== updates/2026-11-20-canary (Conflicted copy 2026).md\n{text}"
    )
    snapshot = look(root, TODAY)
    assert [problem.code for problem in snapshot.problems] == ["AW-COPY"]
    assert "canary" not in to_json(document(snapshot, with_private=False))
