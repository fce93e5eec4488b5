"""One file to one entry: front matter read field by field, everything odd reported."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from afterword.model.entry import EMPTY, Broken, Data, Entry, Kind
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.model.problem import START, Place, Problem
from afterword.model.settings import Settings
from afterword.source.checklist import read_checklist
from afterword.source.context import MAX_ITEMS, Context
from afterword.source.dates import read_date, read_interval
from afterword.source.drafts import drafts_in
from afterword.source.format import newer, said_of
from afterword.source.frontmatter import Split, decode, split
from afterword.source.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    YamlError,
    compose,
    cut_short,
    is_blank,
)
from afterword.source.schema import (
    BY_NAME,
    WHOLE,
    check_outcome,
    check_private,
    means_private,
    with_article,
)

_ENTRY_ONLY = frozenset({"checklist", "company", "hear_back_by", "interviewers", "outcome"})
_NOT_BEFORE = ("hear_back_by", "resumes", "deadline")
"""Fields whose day comes after that of the event."""
_FAR_APART = 366
"""Days between `date:` and the date in the file's name; events are moved, but hardly by a year."""
_LEADING_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


def entry_id(path: str) -> str:
    """Return an entry's id: the stem of its file name, in Unicode's composed form."""
    return unicodedata.normalize("NFC", posixpath.splitext(posixpath.basename(path))[0])


def read_entry(
    data: bytes, path: str, kind: Kind, settings: Settings
) -> tuple[Entry | Broken, tuple[Problem, ...]]:
    """Read one file of an entries folder, of which the folder says `kind`.

    Returns the entry, or a `Broken` where no date can be told or the front matter cannot be read,
    with every problem found. Never raises for anything that the file holds.
    """
    part, root, context = _open(data, path)
    identity = entry_id(path)
    broken = Broken(identity, path, kind, part.body, part.body_line)
    if context.problems:
        return broken, tuple(context.problems)
    _report_comments(context, root, part.front)
    values, places, extra = _read_fields(context, root, kind, settings)
    kind = values.pop("kind", None) or kind
    date: dt.date | None = values.pop("date", None)
    if date is None and "date" not in places:
        if found := _LEADING_DATE.match(identity):
            date, said = read_date(found[1])
            if date is None:
                context.report("AW-DATE", START, f"the file's name: {said}")
        else:
            context.report(
                "AW-MISSING",
                START,
                "no date: add `date: 2026-11-18`, or begin the file's name with the date.",
            )
    elif date is None and not any(each.message.startswith("`date`") for each in context.problems):
        context.report("AW-MISSING", places["date"], "`date` is empty: write `date: 2026-11-18`.")
    if not values.get("company") and kind not in (Kind.CONVERSATION, Kind.UPDATE):
        context.report(
            "AW-MISSING",
            places.get("company", START),
            f"no company: {with_article(kind)} wants `company: Acme Robotics`.",
        )
    if date is None:
        return broken, tuple(context.problems)
    _check_order(context, date, identity, values, places)
    private = values.pop("private", frozenset())
    drafts = drafts_in(part.body, part.body_line, path)
    if len(drafts) > MAX_ITEMS:
        said = f"{len(drafts):,} thank-you notes in one entry; at most {MAX_ITEMS:,} are read."
        context.report("AW-MANY", drafts[MAX_ITEMS].place, said)
    entry = Entry(
        id=identity,
        path=path,
        kind=kind,
        date=date,
        private=WHOLE in private,
        private_fields=private - {WHOLE},
        extra=extra or EMPTY,
        body=part.body,
        body_line=part.body_line,
        drafts=drafts[:MAX_ITEMS],
        places=places,
        **values,
    )
    return entry, tuple(context.problems)


def _check_order(
    context: Context,
    date: dt.date,
    identity: str,
    values: Mapping[str, Any],
    places: Mapping[str, Place],
) -> None:
    """Report dates that can hardly be right beside the day of the event."""
    for key in _NOT_BEFORE:
        day = values.get(key)
        if day is not None and day < date:
            context.report(
                "AW-ORDER",
                places[key],
                f"`{key}: {day}` lies before the day of the event, {date}; put one of them right.",
            )
    found = _LEADING_DATE.match(identity)
    named = read_date(found[1])[0] if found else None
    if named is not None and abs((named - date).days) > _FAR_APART and "date" in places:
        context.report(
            "AW-ORDER",
            places["date"],
            f"`date: {date}`, but the file's name says {named}, more than a year apart; put one of "
            "them right.",
        )


def _open(data: bytes, path: str) -> tuple[Split, Node | None, Context]:
    """Return the file taken apart and composed; the context holds why it could not be."""
    text, fault = decode(data)
    part = split(text)
    context = Context(path, text, part)
    if fault:
        code, offset, message = fault
        context.report(code, context.place_of_offset(offset), message)
        part = Split(
            part.front, part.start, _CONTROL.sub("\ufffd", part.body), part.body_line, part.fault
        )
    elif part.fault:
        code, offset, message = part.fault
        context.report(code, context.place_of_offset(offset), message)
    if context.problems:
        return part, None, context
    root = None
    try:
        root = compose(part.front)
    except YamlError as refused:
        context.report(refused.code, context.place_of_index(refused.index), refused.message)
    if root is not None and not isinstance(root, MappingNode) and not is_blank(root):
        context.report(
            "AW-YAML", root, "front matter is lines of `key: value`, such as `date: 2026-11-18`."
        )
    return part, root, context


def _report_comments(context: Context, root: Node | None, front: str) -> None:
    if root is None:
        return
    for node, rest in cut_short(root, front):
        whole = f"{node.value} {rest}".replace('"', '\\"')
        context.report(
            "AW-COMMENT",
            node,
            f"` {rest}` is a comment here, so that only `{node.value}` is read: write "
            f'`"{whole}"`, or a blank behind the `#`.',
        )


def _read_fields(
    context: Context, root: Node | None, kind: Kind, settings: Settings
) -> tuple[dict[str, Any], dict[str, Place], dict[str, Data]]:
    """Return the values by field name, the place of each key, and the keys of the user's own."""
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    extra: dict[str, Data] = {}
    if root is None:
        return values, places, extra
    fields = list(context.mapping(root, "front matter"))
    if _hides_more(root):
        values["private"] = frozenset({WHOLE})
    for key, _, node in fields:
        if key == "kind":
            kind = BY_NAME["kind"].read(context, node, key) or kind
            values["kind"] = kind
    for key, key_node, node in _renewed(context, fields):
        if key == "kind":
            continue
        field = BY_NAME.get(key)
        places[key] = context.place(key_node)
        if field is None:
            if not key.startswith("x-") and key not in settings.keys:
                context.unknown_key(key, key_node, list(BY_NAME), "an entry")
            extra[key] = context.data(node)
        elif key == "checklist":
            values[key] = read_checklist(context, node, settings.verbs)
        else:
            value = field.read(context, node, key)
            if key == "private":
                value = check_private(context, node, value, settings.keys)
            if key == "outcome" and value is not None:
                value = check_outcome(context, node, kind, value)
            if value is not None:
                values[key] = value | values.get(key, value) if key == "private" else value
            if field.kinds and kind not in field.kinds:
                context.report(
                    "AW-KEY",
                    key_node,
                    f"`{key}` belongs in {with_article(field.kinds[0])}, not in "
                    f"{with_article(kind)}.",
                )
    return values, places, extra


def _renewed(
    context: Context, fields: list[tuple[str, Node, Node]]
) -> Iterator[tuple[str, Node, Node]]:
    """Yield the fields with keys of older formats under their new names, and report those."""
    present = {key for key, _, _ in fields}
    for key, key_node, node in fields:
        change = newer("", key)
        if change is None or change.new in present:
            yield key, key_node, node
        else:
            context.report("AW-OLD", key_node, said_of(change), instead=change.new)
            yield change.new, key_node, node


def _hides_more(root: Node) -> bool:
    """Whether a key that is misspelt, or stands again, is meant to keep the entry back.

    It is kept back whole then: what is published by mistake cannot be taken back.
    """
    if not isinstance(root, MappingNode):
        return False
    keys = [key.value for key, _ in root.value if isinstance(key, ScalarNode)]
    unknown = (key for key in keys if key not in BY_NAME and key[:2] != "x-")
    return keys.count("private") > 1 or any(means_private(key) for key in unknown)


_OPPORTUNITY_TEXTS = ("company", "role", "agency", "source")
_PERSON_TEXTS = ("name", "email", "phone", "linkedin", "title", "company")
OPPORTUNITY_KEYS = (*_OPPORTUNITY_TEXTS, "aliases", "url", "tags", "contact", "private")
"""What a page about an opportunity may say; any other key of it is a fact shown as given."""
PERSON_PAGE_KEYS = (*_PERSON_TEXTS, "keep_in_touch", "aliases", "private")
"""What a page about a person may say."""


def read_opportunity_page(data: bytes, path: str) -> tuple[OpportunityPage, tuple[Problem, ...]]:
    """Read a file `opportunities/<slug>.md`; facts that are not fields of it are kept as given."""
    part, root, context = _open(data, path)
    _report_comments(context, root, part.front)
    values: dict[str, Any] = {}
    facts: dict[str, Data] = {}
    if root is not None:
        for key, _, node in context.mapping(root, "front matter"):
            if key in _OPPORTUNITY_TEXTS:
                values[key] = context.text(node, key)
            elif key == "aliases":
                values[key] = BY_NAME["tags"].read(context, node, key)
            elif key in ("url", "tags", "contact"):
                values[key] = BY_NAME[key].read(context, node, key)
            elif key == "private":
                values[key] = _page_is_private(context, node)
            else:
                facts[key] = context.data(node)
    page = OpportunityPage(
        slug=entry_id(path),
        path=path,
        facts=facts,
        body=part.body,
        body_line=part.body_line,
        **values | ({"private": True} if _hides(root, context) else {}),
    )
    return page, tuple(context.problems)


def read_person_page(data: bytes, path: str) -> tuple[PersonPage, tuple[Problem, ...]]:
    """Read a file `people/<slug>.md`."""
    part, root, context = _open(data, path)
    _report_comments(context, root, part.front)
    values: dict[str, Any] = {}
    if root is not None:
        for key, key_node, node in context.mapping(root, "front matter"):
            if key in _PERSON_TEXTS:
                values[key] = context.text(node, key)
            elif key == "keep_in_touch":
                values[key], said = read_interval(context.text(node, key))
                if said:
                    context.report("AW-VALUE", node, f"`{key}`: {said}")
            elif key == "aliases":
                values[key] = BY_NAME["tags"].read(context, node, key)
            elif key == "private":
                values[key] = _page_is_private(context, node)
            elif not key.startswith("x-"):
                context.unknown_key(key, key_node, list(PERSON_PAGE_KEYS), "a person's page")
    page = PersonPage(
        slug=entry_id(path),
        path=path,
        body=part.body,
        body_line=part.body_line,
        **values | ({"private": True} if _hides(root, context) else {}),
    )
    return page, tuple(context.problems)


def _page_is_private(context: Context, node: Node) -> bool:
    """Return whether a page is kept out of search, feeds and copies; it is so as a whole."""
    names = BY_NAME["private"].read(context, node, "private")
    if names - {WHOLE}:
        said = "`private` of a page wants `true`; a page is private as a whole."
        context.report("AW-VALUE", node, said)
    return bool(names)


def _hides(root: Node | None, context: Context) -> bool:
    """Whether a page that cannot be read, or says so by a misspelt key, is kept back."""
    return bool(context.problems) if root is None else _hides_more(root)


def check_page(data: bytes, path: str) -> tuple[Split, tuple[Problem, ...]]:
    """Check an ordinary page's front matter before MkDocs gets to read it.

    One that says what only entries say has probably been put into the wrong folder.
    """
    part, root, context = _open(data, path)
    if isinstance(root, MappingNode) and not context.problems:
        keys = {key.value: key for key, _ in root.value}
        stray = next((key for name, key in keys.items() if name in _ENTRY_ONLY), None)
        if stray is not None:
            context.report(
                "AW-FOLDER",
                stray,
                f"`{stray.value}` makes this look like an entry, but `{path}` stands in no folder "
                "of entries: move it to applications, interviews, conversations, offers or "
                "updates.",
            )
    return part, tuple(context.problems)
