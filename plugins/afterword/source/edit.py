"""The pure editor: from an entry's text and a change to the text with as little changed as can be.

Comments, quotes, order, indentation, line ends, byte order mark and final newline stay: the text is
spliced at the marks of the parser's nodes, never written anew.
"""

from __future__ import annotations

import re

from afterword.model.change import Change
from afterword.model.frozen import frozen
from afterword.model.problem import Place
from afterword.source.checklist import canonical_verb
from afterword.source.frontmatter import Lines, Split, split
from afterword.source.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YamlError,
    compose,
    is_blank,
)
from afterword.source.scalar import scalar

_COLON = re.compile(r"\s*:")
_BREAK = re.compile(r"\r\n|\r|\n")


class CannotEditError(Exception):
    """The text is written in a way that cannot be changed safely; the message says what to do."""


@frozen
class Splice:
    """Characters `start` to `end` of a text replaced by `new`."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """Return the text with the splice made."""
        return text[: self.start] + self.new + text[self.end :]

    def undone(self, text: str) -> Splice:
        """Return the splice that takes this one back; `text` is the one before."""
        return Splice(self.start, self.start + len(self.new), text[self.start : self.end])


def change_item(text: str, index: int, change: Change) -> Splice:
    """Return the splice that makes a change in the item of that place in the checklist.

    `index` counts the checklist's items from 0, as they stand in the file. Raises
    `CannotEditError` where the item is written in a way that no small change can be made in.
    """
    sheet = _Sheet(text)
    nodes = sheet.items()
    if index >= len(nodes):
        raise CannotEditError("the checklist has no such line any more.")
    node = nodes[index]
    if isinstance(node, ScalarNode):
        if change.value is None:
            raise CannotEditError("the line has no such detail.")
        flow = f"{{task: {scalar(node.value.strip(), flow=True)}, {_pair(change, flow=True)}}}"
        return Splice(sheet.at(node), sheet.end(node), flow)
    if not isinstance(node, MappingNode):
        raise CannotEditError("the line is a list; write it as `- task: ...`.")
    for position, (key, value) in enumerate(node.value):
        if canonical_verb(str(key.value)) == change.key:
            if change.value is None:
                return sheet.without(node, position)
            return sheet.with_value(node, value, key, change)
    if change.value is None:
        raise CannotEditError("the line has no such detail.")
    return sheet.with_pair(node, change)


def add_item(text: str, verb: str, wording: str, change: Change) -> Splice:
    """Return the splice that writes an implied task down, with a change made in it.

    One line is added below the checklist's others; where there is no checklist, its key as well.
    """
    sheet = _Sheet(text)
    pair = f"{scalar(verb, flow=True)}: {scalar(wording, flow=True)}"
    return sheet.with_item(f"{{{pair}, {_pair(change, flow=True)}}}")


def remove_item(text: str, index: int) -> Splice:
    """Return the splice that takes an item's whole lines away."""
    sheet = _Sheet(text)
    nodes = sheet.items()
    if index >= len(nodes):
        raise CannotEditError("the checklist has no such line any more.")
    return sheet.without_item(nodes, index)


def item_at(text: str, place: Place) -> int | None:
    """Return the position in the checklist of the item that begins at a place, if one does."""
    sheet, lines = _Sheet(text), Lines(text)
    found = (at for at, node in enumerate(sheet.items()) if lines.place(sheet.at(node)) == place)
    return next(found, None)


def _pair(change: Change, *, flow: bool) -> str:
    return f"{change.key}: {scalar(change.value or '', flow=flow)}"


class _Sheet:
    """An entry's text with its nodes, and the places in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        part: Split = split(text)
        if part.fault:
            raise CannotEditError(part.fault[2])
        self.start = part.start
        self.front = part.front
        self.body_line = part.body_line
        try:
            self.root = compose(part.front)
        except YamlError as error:
            raise CannotEditError(error.message) from None

    def at(self, node: Node) -> int:
        """Return the offset at which a node begins."""
        return self.start + int(node.start_mark.index)

    def end(self, node: Node) -> int:
        """Return the offset behind a node's last character, blanks and comments below it left out.

        The parser ends a block behind everything that follows, up to the next key.
        """
        if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(node, MappingNode) else last)
        stop = self.start + int(node.end_mark.index)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self.at(node) + len(self.text[self.at(node) : stop].rstrip())
        return stop

    def checklist(self) -> tuple[Node, Node] | None:
        """Return the key and the value of the checklist, `None` where there is none."""
        if isinstance(self.root, MappingNode):
            for key, value in self.root.value:
                if isinstance(key, ScalarNode) and key.value == "checklist":
                    return key, value
        return None

    def items(self) -> list[Node]:
        """Return the nodes of the checklist's items; a single value is a list of one."""
        found = self.checklist()
        if found is None:
            return []
        value = found[1]
        if isinstance(value, SequenceNode):
            return list(value.value)
        return [] if is_blank(value) else [value]

    def line_end(self, offset: int) -> tuple[int, str]:
        """Return where the line of an offset ends, and what ends it (`\\n` at the text's end)."""
        found = _BREAK.search(self.text, offset)
        return (found.start(), found[0]) if found else (len(self.text), self.newline())

    def newline(self) -> str:
        """Return what ends the lines of the text."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def one_line(self, node: Node) -> bool:
        """Whether a scalar stands on one line, so that a line can be put below it."""
        plain = isinstance(node, ScalarNode) and node.style not in ("|", ">")
        return plain and not _BREAK.search(self.text, self.at(node), self.end(node))

    # Details of one item

    def with_value(self, item: MappingNode, value: Node, key: Node, change: Change) -> Splice:
        """Return the splice that gives a detail that is there another value."""
        written = scalar(change.value or "", flow=bool(item.flow_style))
        if is_blank(value) and self.at(value) == self.end(value):
            colon = self.behind_colon(key)
            return Splice(colon, colon, f" {written}")
        return Splice(self.at(value), self.end(value), written)

    def with_pair(self, item: MappingNode, change: Change) -> Splice:
        """Return the splice that adds a detail to an item."""
        if item.flow_style:
            key, value = item.value[-1]
            end = max(self.end(value), self.end(key))
            if is_blank(value) and self.at(value) == self.end(value):
                # A comma right behind the colon would belong to the key.
                end = self.behind_colon(key)
                blank = " " if end > self.end(key) else ""
                return Splice(end, end, f"{blank}, {_pair(change, flow=True)}")
            return Splice(end, end, f", {_pair(change, flow=True)}")
        # Below the last detail that stands on one line: a block's end runs past what follows it.
        lines = [pair for pair in item.value if self.one_line(pair[1])]
        key, value = (lines or item.value)[-1]
        stop, newline = self.line_end(max(self.end(value), self.end(key)))
        indent = " " * int(item.start_mark.column)
        return Splice(stop, stop, f"{newline}{indent}{_pair(change, flow=False)}")

    def behind_colon(self, key: Node) -> int:
        """Return where the colon of a key without a value ends; `{apply}` has none."""
        found = _COLON.match(self.text, self.end(key))
        return found.end() if found else self.end(key)

    def without(self, item: MappingNode, position: int) -> Splice:
        """Return the splice that takes a detail away, with its line where it has one."""
        key, value = item.value[position]
        begin, end = self.at(key), max(self.end(value), self.end(key))
        if is_blank(value) and self.at(value) == self.end(value):
            end = self.behind_colon(key)
        if len(item.value) == 1:
            raise CannotEditError("nothing would be left of the line.")
        if item.flow_style:
            if position:
                before = item.value[position - 1]
                return Splice(max(self.end(before[1]), self.end(before[0])), end, "")
            return Splice(begin, self.at(item.value[1][0]), "")
        if position == 0:
            return Splice(begin, self.at(item.value[1][0]), "")
        line = self._line_start(begin)
        stop, newline = self.line_end(end)
        return Splice(line, min(stop + len(newline), len(self.text)), "")

    def _line_start(self, offset: int) -> int:
        before = self.text[:offset]
        return max(before.rfind("\n"), before.rfind("\r")) + 1

    # Items

    def with_item(self, item: str) -> Splice:
        """Return the splice that adds an item, given in braces, at the end of the checklist."""
        found = self.checklist()
        if found is None:
            return self._with_checklist(item)
        key, value = found
        if isinstance(value, SequenceNode):
            if value.flow_style:
                if not value.value:
                    inside = self.at(value) + 1
                    return Splice(inside, inside, item)
                end = self.end(value.value[-1])
                return Splice(end, end, f", {item}")
            stop, newline = self.line_end(self.end(value))
            indent = " " * int(value.start_mark.column)
            return Splice(stop, stop, f"{newline}{indent}- {item}")
        if not is_blank(value):
            if isinstance(value, MappingNode) and not value.flow_style:
                raise CannotEditError("`checklist:` is no list; put a `- ` before its line.")
            whole = self.text[self.at(value) : self.end(value)]
            if isinstance(value, ScalarNode):
                whole = f"{{task: {scalar(value.value.strip(), flow=True)}}}"
            return Splice(self.at(value), self.end(value), f"[{whole}, {item}]")
        if self.at(value) != self.end(value):  # A `~`.
            return Splice(self.at(value), self.end(value), f"[{item}]")
        if isinstance(self.root, MappingNode) and self.root.flow_style:
            colon = self.behind_colon(key)
            return Splice(colon, colon, f" [{item}]")
        stop, newline = self.line_end(self.behind_colon(key))
        indent = " " * (int(key.start_mark.column) + 2)
        return Splice(stop, stop, f"{newline}{indent}- {item}")

    def _with_checklist(self, item: str) -> Splice:
        newline = self.newline()
        if self.root is None or is_blank(self.root):
            if self.front or self._has_front():
                at = self.start + len(self.front)
                return Splice(at, at, f"checklist:{newline}  - {item}{newline}")
            # No front matter at all: it begins here.
            lines = f"---{newline}checklist:{newline}  - {item}{newline}---{newline}"
            return Splice(self.start, self.start, lines)
        if not isinstance(self.root, MappingNode):
            raise CannotEditError("the front matter is no lines of `key: value`.")
        if self.root.flow_style:
            _, value = self.root.value[-1]
            end = self.end(value)
            return Splice(end, end, f", checklist: [{item}]")
        at = self.start + len(self.front)
        indent = " " * int(self.root.value[0][0].start_mark.column)
        ends = self.front[-1:] in ("\n", "\r")
        before = "" if ends else newline
        after = newline if ends else ""
        lines = f"{indent}checklist:{newline}{indent}  - {item}"
        return Splice(at, at, f"{before}{lines}{after}")

    def _has_front(self) -> bool:
        """Whether the text has front matter, though an empty one."""
        before = self.text[: self.start].lstrip("\ufeff \t\r\n")
        return before.startswith("---")

    def without_item(self, nodes: list[Node], index: int) -> Splice:
        """Return the splice that takes an item away."""
        node = nodes[index]
        found = self.checklist()
        if found and isinstance(found[1], SequenceNode) and not found[1].flow_style:
            line = self._line_start(self.at(node))
            stop, newline = self.line_end(self.end(node))
            return Splice(line, min(stop + len(newline), len(self.text)), "")
        if index:
            return Splice(self.end(nodes[index - 1]), self.end(node), "")
        if len(nodes) > 1:
            return Splice(self.at(node), self.at(nodes[1]), "")
        return Splice(self.at(node), self.end(node), "")
