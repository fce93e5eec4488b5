"""A text as a YAML scalar that reads back as the same text, with as few quotes as can be."""

from __future__ import annotations

import re

from afterword.source.nodes import MappingNode, ScalarNode, YamlError, compose

_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w .+@/()\-]*[\w.)])?\Z", re.ASCII)
_NEVER_PLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SMART = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab"


def scalar(text: str, *, flow: bool = False) -> str:
    """Return `text` as it stands behind a colon; `flow`: within braces or brackets.

    Plain where it reads back the same, else in single quotes, else (with control characters) in
    double ones.
    """
    if _NEVER_PLAIN.search(text):
        return _double_quoted(text)
    if _PLAIN.match(text) or (text[:1] not in _SMART and _reads_back(text, text, flow=flow)):
        return text
    quoted = "'" + text.replace("'", "''") + "'"
    return quoted if _reads_back(quoted, text, flow=flow) else _double_quoted(text)


def _double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _NEVER_PLAIN.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped) + '"'


def _reads_back(written: str, text: str, *, flow: bool) -> bool:
    """Whether a value, as written, is one scalar with this text and nothing besides."""
    if written in ("", "~") or written != written.strip():
        return False
    try:
        root = compose(f"{{k: {written}, l: x}}" if flow else f"k: {written}\nl: x")
    except YamlError:
        return False
    if not isinstance(root, MappingNode) or len(root.value) != 2:
        return False
    (key, value), (_, after) = root.value
    scalars = all(isinstance(node, ScalarNode) for node in (key, value, after))
    return scalars and (key.value, value.value, after.value) == ("k", text, "x")
