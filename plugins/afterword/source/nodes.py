"""YAML composed to nodes with marks, behind limits that hold before libyaml sees a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import yaml

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same nodes, ten times slower.
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)


MAX_DEPTH = 50
"""Levels of lists and mappings: an entry needs five; 25,000 end libyaml with a crash."""
MAX_NODES = 20_000
"""Keys, values and lists of one front matter: 1,000 tasks with ten details each; more would take
longer than anybody waits."""

_SUSPECT = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*!]\S|<<[ \t]*:)", re.MULTILINE)
_INDENTING = bytes.maketrans(b"\t?:-", b"    ")
_DEEP = b" " * (MAX_DEPTH // 2)
_EXOTIC = re.compile("[\r\x85\u2028\u2029]")

Node = yaml.nodes.Node
ScalarNode = yaml.nodes.ScalarNode
SequenceNode = yaml.nodes.SequenceNode
MappingNode = yaml.nodes.MappingNode


class _Loader(_Parser):
    """A composer that resolves no tags: each field reads its scalar's own text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class YamlError(Exception):
    """YAML that is not read: `code`, `index` (offset in the text) and `message` say why."""

    def __init__(self, code: str, index: int, message: str) -> None:
        super().__init__(message)
        self.code, self.index, self.message = code, index, message


def compose(text: str) -> Node | None:
    """Return the root node of `text`, `None` where it is empty.

    Raises `YamlError` for what is not YAML, is nested deeper than `MAX_DEPTH`, holds more than
    `MAX_NODES`, or uses anchors, aliases, merge keys or tags.
    """
    marked = any(mark in text for mark in ("&", "*", "!", "<<"))
    if (marked and _SUSPECT.search(text)) or _may_be_deep(text) or len(text) > MAX_NODES:
        _check_events(text)
    return compose_configuration(text)


def compose_configuration(text: str) -> Node | None:
    """Return the root node of a configuration file, in which anchors and tags are allowed.

    Raises `YamlError` for what is not YAML. The file is the user's own set-up, which MkDocs reads
    without limits as well.
    """
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _explained(text, error) from None
    except yaml.YAMLError as error:
        raise YamlError("AW-YAML", 0, f"not readable as YAML ({error}).") from None
    finally:
        if hasattr(loader, "dispose"):
            loader.dispose()
    return node


def _may_be_deep(text: str) -> bool:
    """Whether `text` can be nested deeper than allowed; errs on the side of looking closely.

    A level in brackets takes a bracket, two levels in block form a column of indentation.
    """
    if text.count("[") + text.count("{") > MAX_DEPTH:
        return True
    return _DEEP in text.encode("utf-8", "surrogatepass").translate(_INDENTING)


_PLAIN = "an entry is plain values: write the value out here"


def _check_events(text: str) -> None:
    """Refuse what only the parser tells from text: depth, number, anchors, aliases and tags.

    The parser keeps its state off the stack; it is the composer that recurses.
    """
    depth = nodes = 0
    try:
        events: Iterator[Any] = yaml.parse(text, Loader=cast("Any", _Loader))
        for event in events:
            index = event.start_mark.index
            nodes += isinstance(event, yaml.NodeEvent)
            if nodes > MAX_NODES:
                said = f"more than {MAX_NODES:,} values in the front matter; split this entry."
                raise YamlError("AW-SIZE", index, said)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    said = f"nested more than {MAX_DEPTH} levels deep; an entry needs five at most."
                    raise YamlError("AW-DEPTH", index, said)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.AliasEvent):
                raise YamlError("AW-ALIAS", index, f"the alias `*{event.anchor}`; {_PLAIN}.")
            if getattr(event, "anchor", None):
                said = f"the anchor `&{event.anchor}`; {_PLAIN}, or quote it."
                raise YamlError("AW-ALIAS", index, said)
            if getattr(event, "tag", None) not in (None, "", "!"):
                said = f"the tag `{event.tag}`; {_PLAIN}, or quote it."
                raise YamlError("AW-ALIAS", index, said)
            if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
                raise YamlError("AW-ALIAS", index, f"the merge key `<<`; {_PLAIN}.")
    except yaml.MarkedYAMLError as error:
        raise _explained(text, error) from None


_HINTS = {
    "cannot start any token": (
        "YAML allows no tab here, and no `@`, `` ` `` or `%` at the start of a value: use spaces, "
        "or put the value in quotes"
    ),
    "mapping values are not allowed": (
        "a colon followed by a blank inside a value: put the whole value in quotes; or the line "
        "above is not finished"
    ),
    "could not find expected ':'": (
        "this line has no `key: value`; give it one, or indent it if it belongs to the line above"
    ),
    "did not find expected key": (
        "the indentation does not fit the lines above, or a quote or bracket before it is not "
        "closed as meant"
    ),
    "did not find expected '-' indicator": (
        "the list's lines are not indented alike, or something stands behind a bracket or quote"
    ),
    "did not find expected ',' or": "a bracket is not closed, or a comma is missing",
    "did not find expected node content": "a bracket is not closed, or a value is missing",
    "while scanning a quoted scalar": "a quote that is never closed",
    "block sequence entries are not allowed": (
        "a list begins on the line below its key, each item on a line of its own"
    ),
    "unknown escape character": (
        "in double quotes a backslash needs another one; single quotes take it as it is"
    ),
    "expected a single document": "a second document begins here: delete this line",
    "undefined alias": "`*` at the start of a value: put the value in quotes",
    "expected alphabetic or numeric character": (
        "`*` or `&` at the start of a value: put the value in quotes"
    ),
}
"""What libyaml's words mean to someone who writes an entry, by a part of them."""


_NO_BLANK = re.compile(r"[ \t]*(?:- )?(\w+):(?!//)([^\s:/][^\r\n]{0,60})")
_PLAIN_ITEM = re.compile(r"^[ \t]*- ([^\r\n:{\['\"]+)\r?\n[ \t]+\w+\Z", re.MULTILINE)


def _explained(text: str, error: yaml.MarkedYAMLError) -> YamlError:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark else 0
    begun = "found unexpected end of stream" in said or "while parsing a flow" in said
    if (begun or "simple key" in said) and error.context_mark:
        # Where the quote, bracket or key began says more than where its end was missed.
        index = error.context_mark.index
    hint = next((hint for part, hint in _HINTS.items() if part in said), None)
    if found := _NO_BLANK.match(text, text.rfind("\n", 0, index) + 1):
        hint = f"no blank behind the colon: write `{found[1]}: {found[2]}`"
    elif "mapping values" in said and (found := _PLAIN_ITEM.search(text[:index])):
        hint = f"no verb in the line above: write `- task: {found[1]}`, and its details below"
    line = text[text.rfind("\n", 0, index) + 1 :].split("\n", 1)[0]
    if "\t" in line[: len(line) - len(line.lstrip())] or line[:1] == "\t":
        hint = "a tab at the start of the line: indent with spaces"
    said = (error.problem or error.context or "not readable").strip()
    return YamlError("AW-YAML", index, f"{hint or 'not readable as YAML'} (YAML: {said}).")


def has_exotic_breaks(text: str) -> bool:
    """Whether libyaml counts lines in `text` otherwise than editors do (CR, NEL, LS, PS)."""
    return "\r" in text if text.isascii() else _EXOTIC.search(text) is not None


def is_blank(node: Node) -> bool:
    """Whether a scalar holds nothing: `key:` or `key: ~`."""
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~")


_COMMENT = re.compile(r"[^\s#][ \t]+(#[^\s#!][^\n]*)")


def cut_short(root: Node, text: str) -> Iterator[tuple[ScalarNode, str]]:
    """Yield each plain scalar behind which ` #` follows with text at once, and that text.

    `role: Engineer #2` is `Engineer` with a comment in YAML; who comments writes `# text`.
    """
    if " #" not in text and "\t#" not in text:
        return
    found = {match.start() + 1: match[1].rstrip() for match in _COMMENT.finditer(text)}
    if found:
        for node in _scalars(root):
            rest = found.get(node.end_mark.index)
            if rest is not None and not node.style:
                yield node, rest


def _scalars(root: Node) -> Iterator[ScalarNode]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            waiting += (value for _, value in reversed(node.value))
        else:
            waiting += reversed(node.value)
