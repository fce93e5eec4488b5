"""Tests that what is looked for in a shorter way is found as by the patterns that it spares."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model import links
from afterword.model.person import part_of_name
from afterword.source.frontmatter import HANDLER, decode
from afterword.source.nodes import _may_be_deep, has_exotic_breaks

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


@given(st.lists(st.sampled_from(["---", "...", "\n", "\r\n", "\r", " ", "a: b", "-"])))
def test_front_matter_ends_where_the_pattern_finds_its_end(parts: list[str]) -> None:
    text = "---\n" + "".join(parts)
    found = HANDLER.FM_BOUNDARY.split(text, 2)
    if len(found) == 3:
        assert HANDLER.split(text) == tuple(found[1:])
    else:
        with pytest.raises(ValueError, match="unpack"):
            HANDLER.split(text)


@given(st.text(st.sampled_from("ab\n\r\t\x00\x0b\x1f\x7f\x80\x85\x9f\xa0\xe9\ufeff\ufffe\uffff")))
def test_control_characters_are_found(text: str) -> None:
    text = "ab" + text
    found = _CONTROL.search(text)
    _, fault = decode(text.encode())
    assert (fault and fault[:2]) == (("AW-CONTROL", found.start()) if found else None)


@given(st.text(st.sampled_from("a\n\r\x85\u2028\u2029\xe9")))
def test_odd_line_ends_are_found(text: str) -> None:
    assert has_exotic_breaks(text) == bool(re.search("[\r\x85\u2028\u2029]", text))


@given(st.text(st.sampled_from(" \t?:-"), min_size=20, max_size=30), st.text(max_size=9))
def test_deep_indentation_is_found(indent: str, rest: str) -> None:
    text = f"a:\n{indent}{rest}"
    assert _may_be_deep(text) == bool(re.search(r"[ \t?:-]{25}", text))


@given(
    st.text(st.sampled_from("ab -'.\u2003"), min_size=1), st.text(st.sampled_from("ab -'.\u2003"))
)
def test_a_part_of_a_name_begins_where_a_word_does(wanted: str, name: str) -> None:
    pattern = r"(?:^|[\s\-'.])" + re.escape(wanted)
    assert part_of_name(wanted)(name) == bool(re.search(pattern, name))


_ADDRESS = st.lists(
    st.sampled_from(
        ["http", "https", "HTTP", "://", "a", "b-c", ".", "..", "/", "?", "#", "@", ":"]
    )
    | st.sampled_from(["80", "x", "%20", "[", "]", "&", "=", "~", "+", "_", " ", "\n", '"', "\xe9"])
).map("".join)


@given(_ADDRESS | _ADDRESS.map("https://a".__add__))
def test_plain_addresses_are_links_as_all_are(address: str) -> None:
    told = links.link_target.__wrapped__(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "_PLAIN", re.compile(r"(?!)"))
        assert told == links.link_target.__wrapped__(address)
