"""What a build does with files of every kind: the user's own pages, broken ones, private ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from afterword.cli.main import main
from tests.exchange.calendars import both
from tests.site.built import CONFIG, Built, build_tree

Tree = Callable[[str], Path]

GOOD = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Engineer
interviewers: Jane Doe <jane@acme.example>
---
Went well.
"""

BROKEN = {
    "malformed": "---\ndate: 2026-11-18\ncompany: [Acme\nsecret: SECRET\n---\nThe text.\n",
    "unclosed": "---\ndate: 2026-11-18\nsecret: SECRET\n\nThe text.\n",
    "tab": "---\ndate: 2026-11-18\n\tsecret: SECRET\n---\nThe text.\n",
    "no day": "---\ndate: 2026-02-30\nsecret: SECRET\n---\nThe text.\n",
    "conflict": "---\n<<<<<<< HEAD\nsecret: SECRET\n=======\n>>>>>>> x\n---\nThe text.\n",
    "anchor": "---\ndate: &d 2026-11-18\nsecret: SECRET\n---\nThe text.\n",
    "odd opening": "\u2014\u2014\u2014\ndate: 2026-11-18\nsecret: SECRET\n---\nThe text.\n",
    "closing at the end": "---\ndate: 2026-13-01\nsecret: SECRET\n---",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_entry_shows_its_problem_and_its_text_but_not_its_front_matter(
    tree: Tree, case: str
) -> None:
    root = tree(GOOD)
    file = root / "journal/interviews/broken.md"
    file.write_text(BROKEN[case], "utf-8")
    built = build_tree(root)
    html = built.page("interviews/broken/")
    assert "This entry cannot be read" in html.article
    if "The text." in BROKEN[case]:
        assert "The text." in html.article
    for place in (html.raw, built.search_text()):
        assert "SECRET" not in place
    assert "interviews/broken.md" in built.page("problems/").article
    assert "Went well." in built.page("interviews/2026-11-18-acme/").article


@pytest.mark.parametrize("case", BROKEN)
def test_build_and_check_give_the_same_list_and_both_fail(tree: Tree, case: str) -> None:
    root = tree(GOOD)
    (root / "journal/interviews/broken.md").write_text(BROKEN[case], "utf-8")
    built = build_tree(root)
    logged = [
        message.removeprefix("afterword: ")
        for level, message in built.messages
        if level in ("WARNING", "INFO") and message.startswith("afterword: ")
    ]
    checked = CliRunner().invoke(main, ["check", "-f", str(root / "mkdocs.yml")])
    printed = [line.split("journal/", 1)[1] for line in checked.stdout.splitlines()]
    assert printed == logged != []
    assert checked.exit_code == 1
    with pytest.raises(Abort):
        build_tree(root, strict=True)


def test_a_warning_alone_does_not_fail_a_strict_build(tree: Tree) -> None:
    root = tree(GOOD.replace("role:", "mood: fine\nrole:"))
    built = build_tree(root, strict=True)
    said = "AW-KEY unknown key `mood` in an entry. A key of your own begins with `x-`."
    assert ("INFO", f"afterword: interviews/2026-11-18-acme.md:3:1: {said}") in built.messages


def test_front_matter_that_would_crash_mkdocs_never_reaches_it_on_any_page(tree: Tree) -> None:
    root = tree(GOOD)
    deep = "---\nx: " + "[" * 25_000 + "\n---\nThe text.\n"
    bomb = "---\na: &a {k: 1}\nb: {<<: [*a, *a]}\n---\nThe text.\n"
    for folder in ("interviews", "opportunities", "people", "notes"):
        (root / "journal" / folder).mkdir(exist_ok=True)
        (root / "journal" / folder / "deep.md").write_text(deep, "utf-8")
        (root / "journal" / folder / "bomb.md").write_text(bomb.replace("bomb", folder), "utf-8")
    (root / "journal/interviews/deep.md").rename(root / "journal/interviews/deep-entry.md")
    built = build_tree(root)
    assert "nested more than 50 levels" in built.page("notes/deep/").article
    assert "The text." in built.page("notes/deep/").article
    assert "the anchor" in built.page("notes/bomb/").article
    assert "nested more than 50 levels" in built.page("interviews/deep-entry/").article


def test_text_that_looks_like_metadata_stays_in_the_text(tree: Tree) -> None:
    built = build_tree(
        tree("""\
        == journal/interviews/2026-11-18-acme.md
        ---
        company: Acme
        interviewers: Jane
        ---
        Mood: hopeful
        Energy: low

        ---
        second: block
        ---
    """)
    )
    article = built.page("interviews/2026-11-18-acme/").article
    assert "Mood: hopeful Energy: low" in article
    assert "second: block" in article


def test_a_page_of_the_users_with_the_same_destination_wins(tree: Tree) -> None:
    built = build_tree(
        tree(
            GOOD
            + """\
== journal/README.md
# My own start
== journal/overdue.md
# My own list
== journal/afterword.json
{"mine": true}
== journal/afterword.ics
My own calendar
"""
        )
    )
    assert "My own start" in built.page("").article
    assert "My own list" in built.page("overdue/").article
    assert built.data() == {"mine": True}
    assert (built.folder / "afterword.ics").read_text("utf-8") == "My own calendar\n"
    assert built.dead_links() == []


def test_ordinary_pages_are_mkdocs_own(tree: Tree) -> None:
    built = build_tree(
        tree(
            GOOD
            + """\
== journal/notes/salary.md
---
title: What I ask for
---
See [Acme](../interviews/2026-11-18-acme.md).
"""
        )
    )
    html = built.page("notes/salary/")
    assert "What I ask for" in html.article
    assert "../../interviews/2026-11-18-acme/" in html.attributes("a", "href")


def test_what_lies_about_is_neither_read_nor_published(tree: Tree) -> None:
    root = tree(GOOD)
    interviews = root / "journal/interviews"
    (root / "secret.md").write_text("SECRET\n", "utf-8")
    (interviews / "out.md").symlink_to(root / "secret.md")
    (interviews / "out.txt").symlink_to(root / "secret.md")
    os.mkfifo(interviews / "pipe.md")
    os.mkfifo(interviews / "pipe.txt")
    for name in (
        "a.md~",
        "#a.md#",
        "a.md.orig",
        "4913",
        "a (conflicted copy).md",
        "a.sync-conflict-1.md",
    ):
        (interviews / name).write_text("SECRET\n", "utf-8")
    built = build_tree(root)
    assert sorted(path.name for path in (built.folder / "interviews").iterdir()) == [
        "2026-11-18-acme"
    ]
    for file in built.folder.rglob("*"):
        if file.is_file():
            assert b"SECRET" not in file.read_bytes(), file
    problems = built.page("problems/").article
    for name in ("out.md", "pipe.md", "a (conflicted copy).md", "a.sync-conflict-1.md"):
        assert name in problems


def test_what_is_private_is_in_no_index_and_no_feed(tree: Tree) -> None:
    root = tree("""\
        == journal/interviews/2026-11-18-hush.md
        ---
        company: Hushcorp
        role: Spymaster
        private: true
        interviewers: Mata Hari <mata@hush.example>
        ---
        Whispered.
        == journal/offers/2026-11-19-open.md
        ---
        company: Opencorp
        role: Engineer
        private: [terms, x-mood]
        deadline: 2026-12-04
        terms: {base: 123456}
        x-mood: elated
        ---
    """)
    built = build_tree(root)
    assert "Hushcorp" in built.page("interviews/2026-11-18-hush/").article
    assert "123456" in built.page("offers/2026-11-19-open/").article
    feeds = [
        (built.folder / name).read_bytes().decode() for name in ("afterword.json", "afterword.ics")
    ]
    for text in (built.search_text(), *feeds):
        for word in ("Hush", "Spymaster", "Mata Hari", "Whispered", "123456", "elated"):
            assert word not in text
        assert "Opencorp" in text


def test_the_site_has_a_calendar_to_subscribe_to_and_names_it(tree: Tree) -> None:
    root = tree(GOOD)
    built = build_tree(root)
    data = (built.folder / "afterword.ics").read_bytes()
    assert "Follow up with Acme Robotics" in {each.summary for each in both(data)}
    exported = CliRunner().invoke(main, ["export", "ics", "-f", str(root / "mkdocs.yml")])
    assert exported.stdout_bytes == data
    assert "../afterword.ics" in built.page("archive/").attributes("a", "href")
    assert (build_tree(root).folder / "afterword.ics").read_bytes() == data


def test_an_empty_journal_builds_and_says_what_to_do(tree: Tree) -> None:
    built = build_tree(tree(""), strict=True)
    assert "Write the first entry" in built.page("").article
    assert "Nothing is overdue" in built.page("overdue/").article
    assert "No opportunity yet" in built.page("pipeline/").article
    assert built.dead_links() == []


def test_entries_keep_working_links_anchors_and_contents(tree: Tree) -> None:
    built = build_tree(
        tree(
            GOOD
            + """\
== journal/updates/2026-11-20-acme.md
---
company: Acme Robotics
---
## What they said

See [the round](../interviews/2026-11-18-acme.md#aw-thank-jane-doe).
"""
        ),
        strict=True,
    )
    html = built.page("updates/2026-11-20-acme/")
    assert "../../interviews/2026-11-18-acme/#aw-thank-jane-doe" in html.attributes("a", "href")
    assert "#what-they-said" in html.attributes("a", "href")
    assert built.dead_links() == []


def test_two_builds_of_one_process_give_the_same_site(tree: Tree) -> None:
    root = tree(GOOD)
    first = _files(build_tree(root))
    assert _files(build_tree(root)) == first


def _files(built: Built) -> dict[str, str]:
    return {path: html.raw for path, html in built.pages().items()} | {
        "search": built.search_text()
    }


NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; alert(1); //",
    "{{ 7 * 7 }} {% raw %}",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "[link](javascript:alert(1)) **bold** `code` | pipe",
    "&lt;not an entity&gt; &amp;",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \U0001f469\u200d\U0001f4bb",
    "W" * 300,
    "<!-- comment --> ]]> --> <style>*{display:none}</style>",
    "# heading\n".strip(),
)
TEXT_FIELDS = (
    "title",
    "company",
    "role",
    "agency",
    "source",
    "round",
    "format",
    "duration",
    "resume",
    "pay",
    "url",
    "x-own",
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_text_in_any_field_is_shown_as_written_and_does_nothing(tree: Tree, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    lines = [f"{name}: {quoted}" for name in TEXT_FIELDS]
    lines += [
        "interviewers:",
        f"  - name: {quoted}",
        f"    title: {quoted}",
        f"    linkedin: {quoted}",
        f"    email: {quoted}",
        f"tags: [{quoted}]",
        "checklist:",
        f"  - task: {quoted}",
        f"    note: {quoted}",
        "  - task: other",
        f"    skipped: {quoted}",
    ]
    entry = "---\ndate: 2026-11-18\n" + "\n".join(lines) + "\n---\n"
    root = tree("")
    for folder in ("interviews", "updates"):
        (root / "journal" / folder).mkdir(parents=True)
        (root / "journal" / folder / f"{folder}.md").write_text(entry, "utf-8")
    (root / "journal/interviews/plain.md").write_text(
        "---\ndate: 2026-11-18\ncompany: Plain\ninterviewers: Jane\n---\n", "utf-8"
    )
    # With the tags that Material shows where it is asked to.
    built = build_tree(root, CONFIG.replace("  - search\n", "  - search\n  - tags\n"))
    plain = built.page("interviews/plain/")
    wanted = " ".join(text.split())
    for address, times in (("interviews/interviews/", 8), ("", 1), ("pipeline/", 1)):
        html = built.page(address)
        assert html.article.count(wanted) >= times, address
    for path, html in built.pages().items():
        for tag in ("script", "img", "style", "iframe", "svg"):
            known = sum(found == tag for found, _ in plain.elements)
            assert sum(found == tag for found, _ in html.elements) <= known + 1, (path, tag)
        for tag, attributes in html.elements:
            assert not any(name.startswith("on") for name in attributes), (path, tag)
            for name in ("href", "src"):
                assert not attributes.get(name, "").lower().startswith("javascript"), (path, tag)


def test_mkdocs_configurations_with_a_navigation_of_their_own_keep_it(tree: Tree) -> None:
    built = build_tree(
        tree(GOOD), CONFIG + "nav:\n  - Late: overdue/index.md\n  - Start: index.md\n"
    )
    assert built.navigation("overdue/") == ["./", ".."]
