"""Tests foreign text as Markdown: rendered, it shows as it was written, and is nothing but text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.exchange.markup import block, inline, text_of
from afterword.source.drafts import drafts_in

EXTENSIONS = ["attr_list", "def_list", "footnotes", "tables", "admonition", "toc"]
EXTENSIONS += ["pymdownx.superfences", "pymdownx.details", "pymdownx.betterem", "pymdownx.tilde"]
HARMLESS = {"p", "br", "ul", "li"}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


def _seen(text: str) -> _Seen:
    seen = _Seen()
    seen.feed(markdown.markdown(text, extensions=EXTENSIONS))
    seen.close()
    return seen


TRAPS = [
    "## Thank-you note: Jane Doe",
    "# x",
    "<script>alert(1)</script> <b>x</b> &lt; &amp; AT&T R&D;",
    "[a](javascript:alert(1)) ![b](http://x.example/y.png) <http://x.example>",
    "[ref]: http://x.example 'y'",
    "*[HTML]: Hyper",
    "a\n===\nb\n---\nc",
    "a | b\n--- | ---\n1 | 2",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "***\n___\n- - -\n---\n...",
    "```afterword\noverdue\n```\n~~~\nx\n~~~",
    "> quoted\n+ plus\n* star\n1. one\n2) two",
    "    code\n\tcode",
    "Term\n: definition",
    "!!! note\n    x\n??? note\n/// x",
    "word {: .class #id} **bold** __b__ _i_ snake_case `code` ~~gone~~ ==m== ^^i^^ \\ \\*",
    "[TOC]\n[^1]: note",
    "--8<-- 'mkdocs.yml'",
    "{{ config }} {% raw %}",
    "<<<<<<< HEAD\n=======\n>>>>>>> x\n||||||| y",
    "-\n+\n- a\n- b\n-c",
    "\u202eright to left\u202c \U0001f600 =HYPERLINK(1)",
]


@pytest.mark.parametrize("text", TRAPS)
def test_it_shows_as_it_was_written(text: str) -> None:
    seen = _seen(block(text))
    assert seen.tags <= HARMLESS
    assert seen.text.split() == re.sub(r"^- (?=\w)", "", text, flags=re.MULTILINE).split()
    assert drafts_in(block(text), 1, "x.md") == ()
    assert not re.search(r"^[<>|]{7}", block(text), re.MULTILINE)
    assert _seen(f"- Column: {inline(text)}").text.split() == ["Column:", *text.split()]


@given(st.text(st.sampled_from("ab #*_-+=>|:!?/[](){}<&;~^`\\.1)\n\t\"'"), max_size=40))
def test_whatever_signs_it_is_made_of(text: str) -> None:
    seen = _seen("x\n\n" + block(text))
    assert seen.tags <= HARMLESS
    said = "".join(seen.text.split())
    # Items of a list lose the hyphen before them, and nothing else.
    assert said.replace("-", "") == "x" + "".join(text.split()).replace("-", "")


def test_html_keeps_its_lines_lists_and_addresses() -> None:
    html = (
        "<h2>Who</h2><p>We run <b>boats</b> &amp; trains,<br>daily.</p>"
        "<ul><li><p>On call</p></li><li>See <a href='https://x.example/a'>more</a></li></ul>"
        "<img alt='Logo' src='https://x.example/l.png'>"
        "<img src='y.png'> 3 < 4 <broken"
    )
    assert text_of(html).split("\n") == [
        "Who",
        "",
        "We run boats & trains,",
        "daily.",
        "",
        "- On call",
        "",
        "- See more (https://x.example/a)",
        "",
        "Logo (https://x.example/l.png)(y.png) 3 < 4 <broken",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Only if 3<x and y>2 then",
        "a<b and c>d",
        "before <!-- a comment --> after",
        "<?php echo 1 ?> x",
        "<![CDATA[cd]]>",
        "<script>alert(1)</script>",
        "<List<String>> and </List>",
        "<p class='x>hello",
        "<!DOCTYPE html>",
    ],
)
def test_what_is_no_tag_for_text_stays_as_it_is_written(text: str) -> None:
    assert text_of(text) == text


def test_a_link_that_is_never_closed_keeps_its_address() -> None:
    assert text_of("<p>See <a href='https://x.example/a'>more") == "See more (https://x.example/a)"
