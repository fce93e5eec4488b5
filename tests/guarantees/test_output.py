"""Promises 19 to 21: what comes out is what was written, harmless, and nothing that is private."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from afterword.model.links import link_target
from tests.exchange.calendars import both
from tests.guarantees.outside import ENTRY, JOURNAL, MKDOCS, PATH, ask
from tests.site.built import Html, build_tree

Tree = Callable[[str], Path]

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
    "http://evil.example/x.js",
)
FIELDS = ("title", "company", "role", "agency", "source", "round", "format", "duration", "resume")


def _everywhere(text: str) -> str:
    """Return an entry that says a text in every field."""
    quoted = "'" + text.replace("'", "''") + "'"
    lines = [f"{name}: {quoted}" for name in (*FIELDS, "url", "x-own")]
    lines += ["interviewers:", f"  - name: {quoted}"]
    lines += [f"    {name}: {quoted}" for name in ("title", "linkedin", "email", "notes")]
    lines += [f"tags: [{quoted}]", "checklist:", f"  - task: {quoted}", f"    note: {quoted}"]
    lines += ["  - task: other", f"    skipped: {quoted}"]
    return "---\ndate: 2026-11-18\n" + "\n".join(lines) + "\n---\n"


def _own(html: Html, names: Sequence[str]) -> dict[str, int]:
    return {name: sum(tag == name for tag, _ in html.elements) for name in names}


@pytest.mark.parametrize("text", NAUGHTY)
def test_19_any_text_in_any_field_is_shown_as_written_and_does_nothing(
    tree: Tree, text: str
) -> None:
    """In a browser: tests/browser/test_attacks.py and test_everyone.py."""
    root = tree(JOURNAL)
    for folder in ("interviews", "updates", "offers", "applications", "conversations"):
        (root / "journal" / folder).mkdir(exist_ok=True)
        (root / "journal" / folder / f"{folder}.md").write_text(_everywhere(text), "utf-8")
    built = build_tree(root)
    pages = built.pages()
    plain = pages["interviews/2026-11-18-acme/index.html"]
    wanted = " ".join(text.split())
    shown = [path for path, html in pages.items() if wanted in html.article]
    for page in ("index.html", "pipeline/index.html", "people/index.html", "offers/index.html"):
        assert page in shown
    for folder in ("interviews", "updates", "offers", "applications", "conversations"):
        assert f"{folder}/{folder}/index.html" in shown
    active = ("script", "img", "style", "iframe", "object", "embed", "base", "form")
    for path, html in pages.items():
        for name, count in _own(html, active).items():
            assert count <= _own(plain, active)[name] + (name == "form"), (path, name)
        for tag, attributes in html.elements:
            assert not any(name.startswith("on") for name in attributes), (path, tag)
            for name in ("href", "src", "action", "srcset", "data"):
                value = attributes.get(name, "").lower()
                assert not re.match(r"\s*(javascript|data|vbscript):", value), (path, tag)
                # What is fetched by itself is the site's own; a link is followed by hand.
                loads = name != "href" or (tag == "link" and "canonical" not in str(attributes))
                assert not (loads and re.match(r"(https?:)?//", value)), (path, tag, value)
        assert "default-src 'self'" in html.raw


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://acme.example/a?b=c#d", True),
        ("HTTP://acme.example", True),
        ("mailto:jane@acme.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//evil.example", False),
        ("https:evil", False),
        ("https://", False),
        ("httpsx://acme.example", False),
        ("mailto:", False),
    ],
)
def test_19_only_web_and_mail_addresses_become_links(
    tree: Tree, address: str, *, is_link: bool
) -> None:
    root = tree(JOURNAL)
    written = ENTRY.replace("company:", f"url: {json.dumps(address)}\ncompany:")
    (root / PATH).write_text(written, "utf-8")
    html = build_tree(root).page("interviews/2026-11-18-acme/")
    assert (address in html.attributes("a", "href")) == is_link
    assert (link_target(address) is not None) == is_link


def test_20_two_parsers_read_the_calendar_alike_and_ids_stay(tree: Tree) -> None:
    root = tree(JOURNAL)
    (root / PATH).write_text(
        ENTRY.replace("Backend Engineer", "'R&D; \"C, C++\" \\n \U0001f600 \u05e9'").replace(
            "checklist", "time: 14:30\nchecklist"
        ),
        "utf-8",
    )
    first = {each.uid: each for each in both(ask(root, "export", "ics").out.encode())}
    # The very words, whatever the format has to escape.
    role = 'R&D; "C, C++" \\n \U0001f600 \u05e9'
    assert any(role in f"{each.summary} {each.description}" for each in first.values())
    moved = (root / PATH).read_text("utf-8").replace("sample\n", "sample\n    due: 2026-12-03\n")
    (root / PATH).write_text(moved, "utf-8")
    later = both(ask(root, "export", "ics", "--today", "2026-11-23").out.encode())
    assert {each.uid for each in later} == set(first) | {
        each.uid for each in later if "code sample" in each.summary
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_20_no_cell_of_a_table_is_a_formula(tree: Tree, sign: str) -> None:
    root = tree(JOURNAL)
    formula = f"{sign}HYPERLINK(A1)"
    written = ENTRY.replace("Backend Engineer", json.dumps(formula)).replace(
        "Send the code sample", json.dumps(f"{sign}1+1")
    )
    (root / PATH).write_text(written, "utf-8")
    for of in ("tasks", "entries", "opportunities", "people"):
        table = csv.reader(io.StringIO(ask(root, "export", "csv", "--of", of).out))
        for cell in (cell for row in table for cell in row):
            assert cell[:1] not in ("=", "+", "@", "\t", "\r"), cell
            assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), cell


HUSH = """\
== journal/interviews/2026-11-17-hush.md
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
x-mood: elated-and-tired
---
"""
SECRETS = ("Hush", "Spymaster", "Mata", "mata@", "Whispered", "123456", "elated-and-tired")


def test_21_what_is_private_is_in_no_index_feed_export_or_log(tree: Tree) -> None:
    root = tree(JOURNAL + HUSH)
    built = build_tree(root)
    texts = {
        name: (built.folder / name).read_text("utf-8")
        for name in ("search/search_index.json", "afterword.json", "afterword.ics")
    }
    texts["log"] = "\n".join(message for _, message in built.messages)
    for words in (
        ["ics"],
        ["log", "--since", "2026-01-01"],
        *(["csv", "--of", of] for of in ("tasks", "entries", "opportunities", "people")),
    ):
        texts[" ".join(words)] = ask(root, "export", *words).out
    for name, text in texts.items():
        assert [word for word in SECRETS if word in text] == [], name
    assert "Opencorp" in texts["search/search_index.json"]
    # On its own page, which is for the keeper alone, it is there.
    assert "Whispered." in built.page("interviews/2026-11-17-hush/").article
    assert "Whispered." in ask(root, "export", "json").out


def test_21_what_is_private_is_nowhere_in_a_shared_copy_nor_in_its_log(tree: Tree) -> None:
    root = tree(JOURNAL + HUSH)
    shared = (root / "mkdocs.yml").read_text("utf-8") + "      share: true\nsite_dir: shared\n"
    (root / "share.yml").write_text(shared, "utf-8")
    said = ask(root, "build", "-f", "share.yml", program=MKDOCS)
    assert said.code == 0, said.err
    files = [file for file in (root / "shared").rglob("*") if file.is_file()]
    assert len(files) > 20
    for word in (*SECRETS, "jane@acme.example", "Jane Doe"):
        assert word not in said.out + said.err
        for file in files:
            assert word.encode() not in file.read_bytes(), (word, file)
            assert word.casefold() not in file.as_posix().casefold()


@pytest.mark.parametrize("publish", [None, False, True])
def test_21_a_deployment_stops_before_anything_leaves_unless_it_is_opted_in(
    tree: Tree, tmp_path: Path, *, publish: bool | None
) -> None:
    """Deployed to a repository beside it: nothing of it is in there unless `publish: true`."""
    root = tree(JOURNAL)
    if publish is not None:
        with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write(f"      publish: {str(publish).lower()}\n")
    remote = tmp_path / "remote.git"
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@a.example")
    for words in (
        ("init", "-q", "--bare", str(remote)),
        ("init", "-q", "."),
        ("remote", "add", "origin", str(remote)),
        ("commit", "-q", "--allow-empty", "-m", "Begin"),
    ):
        subprocess.run((*git, *words), cwd=root, check=True)
    names = {"GIT_AUTHOR_NAME": "A", "GIT_COMMITTER_NAME": "A"}
    mails = {"GIT_AUTHOR_EMAIL": "a@a.example", "GIT_COMMITTER_EMAIL": "a@a.example"}
    said = ask(root, "gh-deploy", program=MKDOCS, environment=names | mails)
    heads = subprocess.run(
        ("git", "for-each-ref", "--format=%(refname)"),
        cwd=remote,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    if publish:
        assert (said.code, heads) == (0, ["refs/heads/gh-pages"]), said.err
    else:
        assert (said.code, heads) == (1, [])
        assert "publish: true" in said.out + said.err
        assert not (root / "site").exists()
