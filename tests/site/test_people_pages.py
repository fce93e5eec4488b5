"""Tests the pages of people, and the notes that wait to be sent, in a built site."""

from __future__ import annotations

import json

import pytest

from tests.playbook.journals import Tree
from tests.site.built import build_tree

JOURNAL = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Engineer
interviewers:
  - Jane Doe <jane@acme.example>
  - {name: Raj Patel, linkedin: "javascript:alert(1)", phone: +1 415 555 0100}
---
Jane asked about queues.
"""


def test_everyone_has_a_page_and_is_led_to_from_their_entry(tree: Tree) -> None:
    built = build_tree(tree(JOURNAL))
    entry = built.page("interviews/2026-11-18-acme/")
    assert "../../people/jane-doe/" in entry.attributes("a", "href")
    raj = built.page("people/raj-patel/")
    assert "javascript:alert(1)" in raj.article
    assert "+1 415 555 0100" in raj.article
    for page in built.pages().values():
        schemes = {link.split(":")[0] for link in page.attributes("a", "href") if ":" in link}
        assert schemes <= {"http", "https", "mailto"}
    assert built.dead_links() == []


def test_a_page_of_the_users_about_a_person_has_their_prose_and_what_the_journal_says(
    tree: Tree,
) -> None:
    page = "== journal/people/jane.md\n---\nname: Jane Doe\nemail: jane@acme.example\n"
    page += "keep_in_touch: weekly\n---\nLikes **sailing**.\n"
    built = build_tree(tree(JOURNAL + page))
    jane = built.page("people/jane/")
    assert "Likes sailing ." in jane.article or "Likes sailing." in jane.article
    assert "Jane asked about queues." in jane.article
    assert "every week, as their page says" in jane.article
    assert not (built.folder / "people" / "jane-doe").exists()
    assert "../people/jane/" in built.page("people/").attributes("a", "href")
    assert built.dead_links() == []


def test_the_users_own_overview_of_people_wins(tree: Tree) -> None:
    built = build_tree(tree(JOURNAL + "== journal/people/README.md\n# My people\n"))
    assert "My people" in built.page("people/").article
    assert "Jane Doe" in built.page("people/jane-doe/").article


@pytest.mark.parametrize(
    "name", ["Index", "README", "<img src=x onerror=alert(1)> & sons", "\u202eevil"]
)
def test_a_name_is_text_whatever_it_says(tree: Tree, name: str) -> None:
    who = f"interviewers:\n  - name: {json.dumps(name)}\n"
    entry = f"== journal/interviews/2026-11-18-acme.md\n---\ncompany: Acme\n{who}---\n"
    built = build_tree(tree(entry))
    assert "People" in built.page("people/").article
    assert " ".join(name.split()) in built.page("people/").article
    for page in built.pages().values():
        assert "onerror" not in {key for _, each in page.elements for key in each}


def test_someone_who_is_only_in_private_entries_is_not_to_be_found(tree: Tree) -> None:
    built = build_tree(tree(JOURNAL.replace("role: Engineer", "role: Engineer\nprivate: true")))
    assert "Jane" not in built.search_text()
    assert "Jane" not in json.dumps(built.data())
    assert "Jane asked about queues." in built.page("people/jane-doe/").article


def test_addresses_that_are_private_are_not_to_be_found(tree: Tree) -> None:
    private = JOURNAL.replace("role: Engineer", "role: Engineer\nprivate: [interviewers]")
    public = "== journal/conversations/2026-11-19-jane.md\n---\npeople:\n"
    public += "  - {name: Jane Doe, company: Acme Robotics}\n---\n"
    built = build_tree(tree(private + public))
    assert "Jane Doe" in built.search_text()
    assert "jane@acme.example" not in built.search_text()


def test_a_private_page_about_someone_who_was_never_met_is_not_to_be_found(tree: Tree) -> None:
    page = "== journal/people/ada.md\n---\nname: Ada Nowhere\nprivate: true\n---\nOnly for me.\n"
    built = build_tree(tree(JOURNAL + page))
    assert "Only for me." in built.page("people/ada/").article
    index = (built.folder / "search" / "search_index.json").read_text("utf-8")
    assert "Nowhere" not in index
    assert "Only for me" not in index


def test_the_script_stands_in_the_site_and_holds_nothing_of_the_journal(tree: Tree) -> None:
    built = build_tree(tree(JOURNAL))
    script = (built.folder / "assets" / "afterword.js").read_text("utf-8")
    assert "data-aw-copy" in script
    assert "Jane" not in script
    assert "assets/afterword.js" in built.page("").attributes("script", "src")


def test_a_pages_own_name_does_not_keep_a_feed_away(tree: Tree) -> None:
    built = build_tree(tree(JOURNAL + "== journal/afterword.md\n# About\n"))
    assert built.data()["format"] == 1
    assert "About" in built.page("afterword/").article
