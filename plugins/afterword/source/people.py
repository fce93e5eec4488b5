"""People as a file names them: a name, `Name <e-mail>`, a mapping, or several of these."""

from __future__ import annotations

import re

from afterword.model.entry import Mention
from afterword.source.context import MAX_ITEMS, Context
from afterword.source.nodes import MappingNode, Node, ScalarNode

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+\Z|[^\s@<>,;]+@localhost\Z")
_SUFFIXES = frozenset(
    "phd ph.d. md m.d. mba jr jr. sr sr. ii iii iv esq esq. cpa pe pmp".split()  # noqa: SIM905
)

PERSON_KEYS = ("name", "email", "title", "phone", "linkedin", "company", "notes")


def split_name(text: str) -> tuple[str, str]:
    """Return name and e-mail of `Name <e-mail>`; what is not there is empty."""
    text = text.strip()
    name, bracket, rest = text.rpartition("<")
    if bracket and rest.endswith(">") and not set("<>") & set(name):
        return name.strip(), rest[:-1].strip().removeprefix("mailto:")
    return ("", text) if _EMAIL.match(text) else (text, "")


def read_people(context: Context, node: Node, what: str) -> tuple[Mention, ...]:
    """Return everyone that a field names; what cannot be read is reported and left out."""
    if isinstance(node, ScalarNode):
        parts = _parts(context.text(node, what))
        if len(parts) > MAX_ITEMS:
            context.report(
                "AW-MANY", node, f"{len(parts):,} names; at most {MAX_ITEMS:,} are read."
            )
        mentions = [_from_text(context, node, part) for part in parts[:MAX_ITEMS]]
    else:
        mentions = [
            _from_mapping(context, item, what)
            if isinstance(item, MappingNode)
            else _from_text(context, item, context.text(item, what))
            for item in context.items(node)
        ]
    return tuple(mention for mention in mentions if mention is not None)


def _parts(text: str) -> list[str]:
    """Split names in one line at commas; a title behind a name (`, PhD`) stays with it."""
    parts: list[list[str]] = []
    unclosed = False
    for part in text.split(","):
        name = split_name(part)[0].casefold()
        if parts and (unclosed or name in _SUFFIXES):
            parts[-1].append(part)
        elif part.strip():
            parts.append([part])
        else:
            continue
        if "<" in part or ">" in part:
            unclosed = part.rfind("<") > part.rfind(">")
    return [",".join(part).strip() for part in parts]


def _from_text(context: Context, node: Node, text: str) -> Mention | None:
    name, email = split_name(text)
    return _checked(context, node, Mention(name, email, place=context.place(node)))


def _from_mapping(context: Context, node: Node, what: str) -> Mention | None:
    values: dict[str, str] = {}
    for key, key_node, value in context.mapping(node, f"a person in `{what}`"):
        if key in PERSON_KEYS:
            values[key] = context.text(value, key)
        elif not key.startswith("x-"):
            context.unknown_key(key, key_node, list(PERSON_KEYS), f"a person of `{what}`")
    name, email = split_name(values.pop("name", ""))
    values["email"] = values.get("email", "") or email
    return _checked(context, node, Mention(name, **values, place=context.place(node)))


def _checked(context: Context, node: Node, mention: Mention) -> Mention | None:
    if not mention.name:
        meant = mention.email or mention.linkedin
        said = f"`{meant}` has no name" if meant else "a person without a name"
        context.report("AW-PERSON", node, f"{said}: write `Jane Doe <jane@acme.example>`.")
        return None
    if mention.email and not _EMAIL.match(mention.email):
        context.report(
            "AW-EMAIL", node, f"`{mention.email}` is not an e-mail address; it becomes no link."
        )
    return mention
