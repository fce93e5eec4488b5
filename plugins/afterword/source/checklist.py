"""Checklist items: one verb with its object, and what has become of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from afterword.model.due import DueRule
from afterword.model.entry import EMPTY, Data, Done, Item
from afterword.model.frozen import frozen
from afterword.model.task import VERBS
from afterword.source.context import Context
from afterword.source.dates import certain_date, read_date, read_due
from afterword.source.nodes import MappingNode, Node, ScalarNode, is_blank
from afterword.source.scalar import scalar
from afterword.source.suggest import certain, did_you_mean

_SNOOZED = re.compile(r"(\S+)(?:\s+(?:because:?\s+)?(.*))?\Z", re.DOTALL)


@frozen
class Detail:
    """A key that a task may have: for which verbs (none: all), and what it means."""

    name: str
    verbs: tuple[str, ...]
    meaning: str


DETAILS = (
    Detail("due", (), "an ISO date, or a rule such as `+2 business days`"),
    Detail("done", (), "the date on which it was done, or `true`"),
    Detail("skipped", (), "why it is not going to be done"),
    Detail("snoozed", (), "the day it was put off to, then the reason; `due` keeps the old one"),
    Detail("note", (), "anything to remember; for `thank`, a file that holds the draft"),
    Detail("drafted", ("thank",), "when the note was drafted: a date, or `true`"),
    Detail("proofread_by", ("thank",), "who proofread the note; `nobody` says so openly"),
    Detail("via", ("thank",), "how it was sent: e-mail, card, ..."),
    Detail("accepted", ("connect",), "when the invitation was accepted: a date, or `true`"),
)
_DETAIL = {detail.name: detail for detail in DETAILS}


def read_checklist(context: Context, node: Node, own_verbs: frozenset[str]) -> tuple[Item, ...]:
    """Return the items of a checklist; what cannot be read as a task is reported."""
    known = {*VERBS, *own_verbs}
    items = (_read_item(context, each, known) for each in context.items(node))
    return tuple(item for item in items if item is not None)


@lru_cache(maxsize=1024)
def canonical_verb(key: str) -> str:
    """Return a verb in its one spelling: `follow-up` and `Follow up` are `follow_up`."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _read_item(context: Context, node: Node, known: set[str]) -> Item | None:
    if isinstance(node, ScalarNode):
        text = context.text(node, "checklist")
        if not text:
            context.report("AW-ITEM", node, "an empty checklist line: write `- thank: Jane Doe`.")
            return None
        said = f"read as a task without details: write `- task: {text}`."
        context.report("AW-PLAIN", node, said, before="task: ")
        return Item("task", text, place=context.place(node))
    if not isinstance(node, MappingNode):
        context.report("AW-ITEM", node, "a list inside the checklist: write `- thank: Jane Doe`.")
        return None
    verb, wording = "", ""
    values: dict[str, Any] = {}
    extra: dict[str, Data] = {}
    details: list[tuple[str, Node]] = []
    for key, key_node, value in context.mapping(node, "a task"):
        canonical = canonical_verb(key)
        if canonical in _DETAIL:
            values[canonical] = _READERS[canonical](context, value, canonical)
            details.append((canonical, key_node))
        elif key.startswith("x-"):
            extra[key] = context.data(value)
        elif not verb:
            verb, wording = _verb(context, key, key_node, known), context.text(value, key)
        elif canonical in known:
            context.report(
                "AW-ITEM",
                key_node,
                f"a second verb, `{key}`, in one task: begin a new line with `- {key}:`.",
            )
            extra[key] = context.data(value)
        else:
            context.unknown_key(key, key_node, list(_DETAIL), "a task")
            extra[key] = context.data(value)
    if not verb:
        context.report("AW-ITEM", node, "a task without a verb: begin it with `- thank: Jane Doe`.")
        return None
    for name, key_node in details:
        verbs = _DETAIL[name].verbs
        if verbs and verb not in verbs:
            context.report(
                "AW-KEY", key_node, f"`{name}` has no effect on `{verb}`; it is for {verbs[0]}."
            )
    snoozed, because = values.pop("snoozed", (None, ""))
    return Item(
        verb=verb,
        object=wording,
        snoozed=snoozed,
        snoozed_because=because,
        extra=extra or EMPTY,
        place=context.place(node),
        **values,
    )


def _verb(context: Context, key: str, node: Node, known: set[str]) -> str:
    verb = canonical_verb(key)
    if verb not in known:
        context.report(
            "AW-VERB",
            node,
            f"unknown verb `{key}`.{did_you_mean(key, sorted(known))} "
            "A verb of your own is listed under `verbs:` in mkdocs.yml.",
            instead=certain(key, known),
        )
    return verb


def _read_day(context: Context, node: Node, what: str) -> Done:
    text = context.text(node, what)
    if not text or text.lower() in ("false", "no"):
        return None
    if text.lower() in ("true", "yes"):
        return True
    day, said = read_date(text)
    if day is None:
        context.report(
            "AW-DATE",
            node,
            f"`{what}`: {said} `true` will do where the day is not known.",
            instead=certain_date(text),
        )
        # It says that something happened; only the day is unreadable.
        return True
    return day


def _read_due(context: Context, node: Node, what: str) -> DueRule | None:
    text = context.text(node, what)
    if not text:
        return None
    rule, said = read_due(text)
    if rule is None:
        context.report("AW-DUE", node, said, instead=certain_date(text))
    return rule


def _read_snoozed(context: Context, node: Node, what: str) -> tuple[Any, str]:
    found = _SNOOZED.match(context.text(node, what))
    if not found:
        return None, ""
    day, said = read_date(found[1])
    if day is None:
        meant = certain_date(found[1])
        context.report(
            "AW-DATE",
            node,
            f"`snoozed` begins with a date, then the reason: {said}",
            instead=scalar(f"{meant} {found[2] or ''}".strip(), flow=True) if meant else None,
        )
    return day, (found[2] or "").strip()


def _read_skipped(context: Context, node: Node, what: str) -> str:
    if is_blank(node):
        context.report("AW-VALUE", node, "`skipped` wants its reason: `skipped: not wanted`.")
        return "no reason given"
    text = context.text(node, what)
    return "" if text.lower() in ("false", "no") else text


_READERS: dict[str, Callable[[Context, Node, str], Any]] = {
    "due": _read_due,
    "done": _read_day,
    "skipped": _read_skipped,
    "snoozed": _read_snoozed,
    "note": Context.text,
    "drafted": _read_day,
    "proofread_by": Context.text,
    "via": Context.text,
    "accepted": _read_day,
}
