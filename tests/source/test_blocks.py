"""Tests blocks in pages: where they are found, how they are read, what is wrong with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.due import Unit
from afterword.model.entry import Kind, Outcome
from afterword.model.query import FILTERS, VIEWS, FromToday, Query
from afterword.source.blocks import blocks_in, read_query
from tests.playbook.journals import Tree, problems_of

FIRST = 10
"""The line of the file on which the texts of these tests begin."""


def _said(text: str) -> list[str]:
    return [str(each) for block in blocks_in(text, "a.md", FIRST) for each in block.problems]


def _found(text: str) -> list[str]:
    return [text[block.start : block.end] for block in blocks_in(text)]


def test_a_block_is_a_fence_with_the_word_behind_it() -> None:
    text = (
        "Text.\n\n```afterword\nview: overdue\n```\n\n~~~~ afterword  \nview: done\n~~~~\nMore.\n"
    )
    assert _found(text) == [
        "```afterword\nview: overdue\n```",
        "~~~~ afterword  \nview: done\n~~~~",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```python\nview: overdue\n```\n",
        "````markdown\n```afterword\nview: overdue\n```\n````\n",
        "~~~\n```afterword\nview: overdue\n```\n~~~\n",
        "```afterword title\nview: overdue\n```\n",
        "`afterword`\n",
        "",
    ],
)
def test_what_is_no_block_stays_as_it_is(text: str) -> None:
    assert _found(text) == []


def test_a_block_in_a_list_leaves_the_indentation_to_the_list() -> None:
    text = "- One\n\n    ```afterword\n    view: entries\n      kind: x\n    ```\n"
    (block,) = blocks_in(text, "a.md", FIRST)
    assert text[: block.start].endswith("\n    ")
    assert block.query is None
    assert _said("- a\n\n    ```afterword\n    view: entries\n    kind: x\n    ```\n") == [
        (
            "a.md:14:11: AW-BLOCK `kind`: `x` is none of application, interview, conversation, "
            "offer, update."
        )
    ]


def test_line_ends_of_any_system_and_characters_of_any_script() -> None:
    text = "a\r\n```afterword\r\nview: done\r\ncompany: \U0001f600 Caf\u00e9\r\n```\r\n"
    (block,) = blocks_in(text, "a.md", FIRST)
    assert block.query is not None
    assert block.query == Query("done", company="\U0001f600 Caf\u00e9", places=block.query.places)
    assert block.query.place_of("company") == (13, 10)
    assert text[block.end :] == "\r\n"


def test_every_filter_is_read_as_it_wants() -> None:
    query, problems = read_query(
        "view: entries\ncompany: NO\nrole: Engineer\nperson: jane@acme.example\nkind: Interview\n"
        "tag: remote\nsince: today - 2 weeks\nuntil: 2026-11-18\nlimit: 5\n"
    )
    assert problems == ()
    assert query is not None
    assert (query.company, query.role, query.person) == ("NO", "Engineer", "jane@acme.example")
    assert (query.kind, query.tag, query.limit) == (Kind.INTERVIEW, "remote", 5)
    assert (query.since, query.until) == (FromToday(-2, Unit.WEEK), dt.date(2026, 11, 18))
    assert query.is_narrowed
    query, _ = read_query("view: pipeline\nstage: applied\noutcome: on-hold\n")
    assert query is not None
    assert query.outcome is Outcome.ON_HOLD


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "12:1: AW-BLOCK a block is lines of `key: value`, the first of them such as"),
        ("overdue", "12:1: AW-BLOCK a block is lines of `key: value`"),
        ("company: Acme", "12:1: AW-BLOCK no `view:`. There are agenda, overdue"),
        ("view: overdu", "12:7: AW-BLOCK `overdu` is no view. Did you mean `overdue`?"),
        (
            "view: overdue\nlmit: 5",
            "13:1: AW-BLOCK `overdue` has no filter `lmit`. Did you mean `limit`? It takes: ",
        ),
        ("view: momentum\ncompany: Acme", "13:1: AW-BLOCK `momentum` has no filter `company`."),
        ("view: people\nverb: thank", "13:1: AW-BLOCK `people` has no filter `verb`."),
        ("view: done\nlimit: -1", "13:8: AW-BLOCK `limit`: `-1` is no number of rows"),
        ("view: done\nsince: yesterday", "13:8: AW-BLOCK `since`: `yesterday` is not a date"),
        ("view: done\nsince: 11/12/2026", "13:8: AW-BLOCK `since`: `11/12/2026` can be read in"),
        ("view: done\ncompany:", "13:9: AW-BLOCK `company`: it is empty"),
        ("view: done\ncompany: [a, b]", "13:10: AW-BLOCK `company` wants a single value"),
        ("view: done\nview: open", "13:1: AW-BLOCK `view` stands on line 1 and again on line 2"),
        ("view: [", "13:1: AW-BLOCK a bracket is not closed"),
        ("view: *x", "12:7: AW-BLOCK the alias"),
    ],
)
def test_a_mistake_has_its_line_and_what_to_write(lines: str, said: str) -> None:
    found = _said(f"Text.\n```afterword\n{lines}\n```\n")
    assert len(found) == 1
    assert found[0].startswith(f"a.md:{said}"), found[0]


def test_a_block_that_is_never_closed_is_told() -> None:
    assert _said("a\n  ```afterword\nview: done\n") == [
        "a.md:11:3: AW-BLOCK this block is never closed: end it with a line of the same marks."
    ]


@given(st.text(alphabet="`~ \nafterword:view-\t\r[]{}'\"*&#\u2028x", max_size=200))
def test_no_text_makes_it_stumble(text: str) -> None:
    blocks = blocks_in(text, "a.md", FIRST)
    ends = [0, *(block.end for block in blocks)]
    for block, before in zip(blocks, ends, strict=False):
        assert before <= block.start <= block.end <= len(text)
        assert (block.query is None) == bool(block.problems)


def test_names_that_nothing_has_are_told_with_what_may_be_meant(tree: Tree) -> None:
    root = tree(
        "== interviews/2026-11-18-acme.md\n---\ncompany: Acme Robotics\nrole: Engineer\n"
        "interviewers: Jane Doe <jane@acme.example>\ntags: [remote]\n---\n\n"
        "```afterword\nview: open\ncompany: Acme Robotic\n```\n"
        "== notes/a.md\n---\ntitle: A\n---\n```afterword\nview: entries\nperson: jane\n"
        "role: enginer\ntag: remote\n```\n"
        "== people/jane-doe.md\n```afterword\nview: open\nverb: thnk\nperson: nobody\n```\n"
    )
    assert [each for each in problems_of(root, "2026-11-22") if "AW-FILTER" in each] == [
        (
            "interviews/2026-11-18-acme.md:10:10: AW-FILTER no entry has the company "
            "`Acme Robotic`, so that this block shows nothing. Did you mean `Acme Robotics`?"
        ),
        (
            "notes/a.md:7:7: AW-FILTER no entry has the role `enginer`, so that this block shows "
            "nothing. Did you mean `Engineer`?"
        ),
        (
            "people/jane-doe.md:3:7: AW-FILTER no entry has the verb `thnk`, so that this block "
            "shows nothing. Did you mean `thank`?"
        ),
        (
            "people/jane-doe.md:4:9: AW-FILTER no entry has the person `nobody`, so that this "
            "block shows nothing."
        ),
    ]


def test_every_view_and_filter_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference.md").read_text("utf-8")
    for name, view in VIEWS.items():
        filters = ", ".join(f"`{each}`" for each in FILTERS[view.rows]) or "none"
        assert f"| `{name}` | {view.meaning} | {filters} |" in page
    for name in {each for filters in FILTERS.values() for each in filters}:
        assert f"\n| `{name}` | " in page
