"""`afterword` blocks in the text of pages: found, and read to what they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from afterword.model.due import Unit
from afterword.model.entry import Entry, Kind, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.names import fold
from afterword.model.problem import Place, Problem, problem_at
from afterword.model.query import FILTERS, VIEWS, Bound, FromToday, Query
from afterword.model.task import VERBS
from afterword.source.context import MAX_ITEMS, Context
from afterword.source.dates import read_date
from afterword.source.frontmatter import Split
from afterword.source.nodes import MappingNode, Node, ScalarNode, YamlError, compose, is_blank
from afterword.source.suggest import did_you_mean

NAME = "afterword"
"""The word behind the fence that makes a block of it."""

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\r\n]*?)[ \t]*\Z")
_NAMES = ("company", "role", "person", "verb", "tag")
"""The filters that look for a name which something in the journal has to have."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FROM_TODAY = re.compile(
    r"today(?:\s*(?P<sign>[+\-\u2212])\s*(?P<amount>\d{1,4})\s*(?P<unit>days?|weeks?|months?))?\Z",
    re.IGNORECASE,
)


@frozen
class Block:
    """One block: where it stands in the text, and what it asks for.

    `start` and `end` count characters of the text, its indentation not included, the line end
    behind it neither. `query` is `None` where it cannot be read; `problems` say why, with their
    lines and columns in the file.
    """

    start: int
    end: int
    query: Query | None
    problems: tuple[Problem, ...] = ()


def blocks_in(text: str, path: str = "", first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a text, which begins on line `first_line` of the file `path`.

    What stands in another fence, such as an example of a block, is none.
    """
    if NAME not in text:
        return ()
    return tuple(_blocks(text, path, first_line))


def _blocks(text: str, path: str, first_line: int) -> Iterator[Block]:
    lines = list(_lines(text))
    fence, begun, count = "", -1, 0
    for index, (_, line) in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            closes = found and found["fence"].startswith(fence) and not found["info"]
            if closes and begun >= 0:
                count += 1
                if count > MAX_ITEMS:
                    yield _one_too_many(lines[begun], lines[index], path, first_line + begun)
                    return
                yield _block(text, lines[begun : index + 1], path, first_line + begun)
            if closes:
                fence, begun = "", -1
        elif found:
            fence = found["fence"]
            begun = index if found["info"] == NAME else -1
    if fence and begun >= 0:
        start, line = lines[begun]
        column = len(line) - len(line.lstrip()) + 1
        said = "this block is never closed: end it with a line of the same marks."
        problem = problem_at(path, Place(first_line + begun, column), "AW-BLOCK", said)
        yield Block(start + column - 1, len(text.rstrip()), None, (problem,))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each line, without what ends it."""
    position = 0
    while position < len(text):
        found = _LINE.match(text, position)
        if found is None:
            return
        yield position, found[0].rstrip("\r\n")
        position = found.end()


def _one_too_many(
    opening: tuple[int, str], closing: tuple[int, str], path: str, line: int
) -> Block:
    said = f"more than {MAX_ITEMS:,} blocks on one page; those from here on are not drawn."
    indent = len(opening[1]) - len(opening[1].lstrip(" \t"))
    problem = problem_at(path, Place(line, indent + 1), "AW-MANY", said)
    return Block(opening[0] + indent, closing[0] + len(closing[1]), None, (problem,))


def _block(text: str, lines: list[tuple[int, str]], path: str, line: int) -> Block:
    (start, opening), *inner, (last, closing) = lines
    indent = len(opening) - len(opening.lstrip(" \t"))
    # What stands left of the fence belongs to what the block stands in, such as a list.
    cut = [min(indent, len(each) - len(each.lstrip(" \t"))) for _, each in inner]
    content = "".join(each[at:] + "\n" for (_, each), at in zip(inner, cut, strict=True))
    query, problems = read_query(content)
    told = tuple(
        replace(
            each,
            path=path,
            line=line + each.line,
            column=each.column + (cut[each.line - 1] if each.line <= len(cut) else indent),
            fix=None,
        )
        for each in problems
    )
    if query is not None:
        places = {
            key: Place(line + place.line, place.column + indent)
            for key, place in query.places.items()
        }
        query = replace(query, places=places)
    return Block(start + indent, last + len(closing), query, told)


def read_query(content: str) -> tuple[Query | None, tuple[Problem, ...]]:
    """Read what stands between the fences; places count from its first line and column.

    The query is `None` where it cannot be read as meant: a filter that is passed over would show
    more than was asked for.
    """
    context = Context("", content, Split(content, 0, "", 1))
    try:
        root = compose(content)
    except YamlError as refused:
        context.report("AW-BLOCK", context.place_of_index(refused.index), refused.message)
        return None, tuple(context.problems)
    if not isinstance(root, MappingNode):
        at: Node | Place = root if root is not None and not is_blank(root) else Place(1, 1)
        said = "a block is lines of `key: value`, the first of them such as `view: overdue`."
        context.report("AW-BLOCK", at, said)
        return None, tuple(context.problems)
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    fields = list(context.mapping(root, "a block"))
    view = next((context.text(node, key) for key, _, node in fields if key == "view"), "")
    if view not in VIEWS:
        node = next((node for key, _, node in fields if key == "view"), root)
        said = f"`{view}` is no view.{did_you_mean(view, VIEWS)}" if view else "no `view:`."
        context.report("AW-BLOCK", node, f"{said} There are {', '.join(VIEWS)}.")
        return None, tuple(context.problems)
    filters = FILTERS[VIEWS[view].rows]
    for key, key_node, node in fields:
        places[key] = context.place(node)
        if key == "view":
            continue
        if key not in filters:
            takes = ", ".join(filters) or "none"
            near = did_you_mean(key, filters)
            context.report(
                "AW-BLOCK", key_node, f"`{view}` has no filter `{key}`.{near} It takes: {takes}."
            )
            continue
        value, said = _READERS.get(key, _text)(context.text(node, key))
        if said and isinstance(node, ScalarNode):  # What is no scalar is told already.
            context.report("AW-BLOCK", node, f"`{key}`: {said}")
        values[key] = value
    if context.problems:
        problems = tuple(replace(each, code="AW-BLOCK") for each in context.problems)
        return None, problems
    return Query(view, **values, places=places), ()


def _text(text: str) -> tuple[str, str]:
    return text, "" if text else "it is empty; write what is looked for, or delete the line."


def _bound(text: str) -> tuple[Bound | None, str]:
    if found := _FROM_TODAY.match(" ".join(text.split())):
        amount = int(found["amount"] or 0)
        unit = Unit((found["unit"] or "day").lower().removesuffix("s"))
        return FromToday(amount if found["sign"] == "+" else -amount, unit), ""
    day, said = read_date(text)
    return day, f"{said} `today - 2 weeks` will do as well." if said else ""


def _limit(text: str) -> tuple[int, str]:
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10_000:
        return int(text), ""
    return 0, f"`{text}` is no number of rows, such as 5."


def _word(
    words: type[Kind | Stage | Outcome],
) -> Callable[[str], tuple[Kind | Stage | Outcome | None, str]]:
    def read(text: str) -> tuple[Kind | Stage | Outcome | None, str]:
        try:
            return words(text.lower()), ""
        except ValueError:
            known = [each.value for each in words]
            return None, f"`{text}` is none of {', '.join(known)}.{did_you_mean(text, known)}"

    return read


_READERS: dict[str, Callable[[str], tuple[Any, str]]] = {
    "since": _bound,
    "until": _bound,
    "limit": _limit,
    "kind": _word(Kind),
    "stage": _word(Stage),
    "outcome": _word(Outcome),
}


def unknown_names(
    blocks: Iterable[Block], path: str, entries: Iterable[Entry], verbs: Iterable[str]
) -> Iterator[Problem]:
    """Yield the names that blocks ask for and no entry has: what is misspelt finds nothing.

    `verbs` are the user's own, besides those of the playbook and those that a checklist uses.
    """
    queries = [block.query for block in blocks if block.query]
    asked = [(query, key) for query in queries for key in _NAMES if getattr(query, key)]
    if not asked:
        return
    known: dict[str, dict[str, str]] = {key: {} for key in _NAMES}
    known["verb"] = {fold(verb): verb for verb in (*VERBS, *verbs)}
    for entry in entries:
        for key, names in (
            ("company", (entry.company,)),
            ("role", (entry.role,)),
            ("tag", entry.tags),
            ("verb", tuple(item.verb for item in entry.checklist)),
            ("person", tuple(name for each in entry.mentions for name in (each.name, each.email))),
        ):
            known[key].update((fold(name), name) for name in names if name)
    for query, key in asked:
        wanted = fold(getattr(query, key))
        if key == "verb":
            wanted = wanted.replace("-", "_").replace(" ", "_")
        part_will_do = key == "person" and any(wanted in name for name in known[key])
        if wanted not in known[key] and not part_will_do:
            yield _unknown(path, query, key, known[key])


def _unknown(path: str, query: Query, key: str, known: Mapping[str, str]) -> Problem:
    text = getattr(query, key)
    near = get_close_matches(fold(text), known, n=1, cutoff=0.7)
    hint = f" Did you mean `{known[near[0]]}`?" if near else ""
    said = f"no entry has the {key} `{text}`, so that this block shows nothing.{hint}"
    return problem_at(path, query.place_of(key), "AW-FILTER", said)
