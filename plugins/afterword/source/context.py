"""The file being read: turns nodes and offsets into places and gathers its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from afterword.model.entry import Data
from afterword.model.problem import Fix, Place, Problem, problem_at
from afterword.source.frontmatter import Lines, Split
from afterword.source.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    has_exotic_breaks,
    is_blank,
)
from afterword.source.suggest import certain, did_you_mean

_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab"
_SMART = re.compile(f"[{_QUOTES}].*[\u201c\u201d\u2018\u2019\u00bb]\\Z", re.DOTALL)


MAX_ITEMS = 1000
"""Items of one list that are read: tasks, people, tags."""
MAX_MESSAGE = 400
"""Characters of a message, which may quote what stands in the file."""
MAX_PROBLEMS = 100
"""Problems told of one file; what is wrong so often has one cause."""


class Context:
    """Where a reader stands: the file's path and text, and the problems met so far."""

    def __init__(self, path: str, text: str, split: Split) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._lines = Lines(text)
        self._start = split.start
        # libyaml's own line count is the editors' unless odd line ends are about.
        self._counted = has_exotic_breaks(split.front)
        self._lines_before = Lines(text[: split.start]).place(split.start).line - 1

    def place(self, node: Node) -> Place:
        """Return where the node begins in the file."""
        mark = node.start_mark
        if self._counted:
            return self.place_of_index(mark.index)
        return Place(mark.line + 1 + self._lines_before, mark.column + 1)

    def place_of_index(self, index: int) -> Place:
        """Return the place of a character of the front matter."""
        return self.place_of_offset(self._start + index)

    def place_of_offset(self, offset: int) -> Place:
        """Return the place of a character of the file."""
        return self._lines.place(offset)

    def report(
        self,
        code: str,
        at: Node | Place,
        message: str,
        *,
        instead: str | None = None,
        before: str = "",
    ) -> None:
        """Add a problem at a node or a place.

        `instead` is what a scalar is certainly meant to be, `before` what is missing before it.
        """
        if len(self.problems) > MAX_PROBLEMS:
            return
        place = at if isinstance(at, Place) else self.place(at)
        if len(message) > MAX_MESSAGE:
            message = f"{message[: MAX_MESSAGE // 2]} ... {message[-MAX_MESSAGE // 2 :]}"
        if len(self.problems) == MAX_PROBLEMS:
            code, message = "AW-MANY", f"more than {MAX_PROBLEMS} problems; put those above right."
        fix = None
        if (instead or before) and isinstance(at, ScalarNode) and at.style not in ("|", ">"):
            start, end = self._start + at.start_mark.index, self._start + at.end_mark.index
            fix = Fix(start, end, instead) if instead else Fix(start, start, before)
        self.problems.append(problem_at(self.path, place, code, message, fix))

    def mapping(self, node: Node, what: str) -> Iterator[tuple[str, Node, Node]]:
        """Yield `(key, key node, value node)` of a mapping; reports what is not one.

        A repeated key is an error with both lines; its first value stays.
        """
        if not isinstance(node, MappingNode):
            if not is_blank(node):
                self.report("AW-TYPE", node, f"{what} wants `key: value` lines, not {_kind(node)}.")
            return
        first: dict[str, Node] = {}
        for key_node, value in node.value:
            if not isinstance(key_node, ScalarNode):
                self.report("AW-TYPE", key_node, f"a key is a single word, not {_kind(key_node)}.")
                continue
            key = key_node.value
            if key[:1] in _QUOTES and not key_node.style and _SMART.match(key):
                self.report("AW-QUOTES", key_node, _smart_advice(key))
            elif key in first:
                if len(self.problems) > MAX_PROBLEMS:
                    continue
                line = self.place(first[key]).line
                self.report(
                    "AW-REPEATED",
                    key_node,
                    f"`{key}` stands on line {line} and again on line {self.place(key_node).line}; "
                    "keep one.",
                )
            else:
                first[key] = key_node
                yield key, key_node, value

    def text(self, node: Node, what: str) -> str:
        """Return a scalar's own text, one line of it; anything else is reported."""
        if isinstance(node, ScalarNode):
            value: str = node.value
            if not node.style:
                if value in ("", "~"):
                    return ""
                if value[0] in _QUOTES and _SMART.match(value):
                    self.report("AW-QUOTES", node, _smart_advice(value))
            return value.strip()
        self.report("AW-TYPE", node, f"`{what}` wants a single value, not {_kind(node)}.")
        return ""

    def items(self, node: Node) -> list[Node]:
        """Return the items of a list; a single value is a list of one, nothing an empty one."""
        if not isinstance(node, SequenceNode):
            return [] if is_blank(node) else [node]
        found: list[Node] = node.value
        if len(found) > MAX_ITEMS:
            said = f"{len(found):,} items in one list; at most {MAX_ITEMS:,} are read."
            self.report("AW-MANY", node, said)
        return found[:MAX_ITEMS]

    def data(self, node: Node) -> Data:
        """Return a value of the user's own as it stands: texts, lists and mappings."""
        if isinstance(node, SequenceNode):
            return tuple(self.data(item) for item in node.value)
        if isinstance(node, MappingNode):
            return self.data_mapping(node, "this")
        value: str = node.value
        return "" if is_blank(node) else value

    def data_mapping(self, node: Node, what: str) -> Mapping[str, Data]:
        """Return a mapping of the user's own; anything else is reported."""
        return {key: self.data(value) for key, _, value in self.mapping(node, what)}

    def unknown_key(self, key: str, node: Node, known: list[str], where: str) -> None:
        """Report a key that nothing knows, with the one that may be meant."""
        if len(self.problems) > MAX_PROBLEMS:
            return  # Looking for what may be meant takes longer than all the rest.
        self.report(
            "AW-KEY",
            node,
            f"unknown key `{key}` in {where}.{did_you_mean(key, known)} "
            "A key of your own begins with `x-`.",
            instead=certain(key, known),
        )


def _kind(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    return "a mapping" if isinstance(node, MappingNode) else "a single value"


def _smart_advice(text: str) -> str:
    inner = text.strip(_QUOTES + "\u00bb")
    return f'typographic quotes are no quotes in YAML: write `"{inner}"` or `{inner}`.'
