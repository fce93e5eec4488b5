"""The one table of front-matter fields: how each is read, where it belongs, what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from afterword.model.entry import EVENT_OUTCOMES, Data, Kind, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.links import link_target
from afterword.source.context import Context
from afterword.source.dates import certain_date, certain_time, read_date, read_time
from afterword.source.format import newer, said_of
from afterword.source.nodes import Node, ScalarNode
from afterword.source.people import read_people
from afterword.source.suggest import certain, closest, did_you_mean
from afterword.source.terms import read_terms

Reader = Callable[[Context, Node, str], Any]
_Word = TypeVar("_Word", bound=StrEnum)


@frozen
class Field:
    """One front-matter key.

    `read` takes its node; `kinds` are the kinds of entry it belongs to (none: all); `example` is
    the value as it stands behind the colon. `words` are all that it can be, where they are few.
    """

    name: str
    read: Reader
    meaning: str
    example: str
    kinds: tuple[Kind, ...] = ()
    words: tuple[str, ...] = ()


def _date(context: Context, node: Node, what: str) -> dt.date | None:
    text = context.text(node, what)
    if not text:
        return None
    day, said = read_date(text)
    if day is None:
        context.report("AW-DATE", node, f"`{what}`: {said}", instead=certain_date(text))
    return day


def _time(context: Context, node: Node, what: str) -> dt.time | None:
    text = context.text(node, what)
    if not text:
        return None
    time, said = read_time(text)
    if time is None:
        context.report("AW-TIME", node, f"`{what}`: {said}", instead=certain_time(text))
    return time


def _word(words: type[_Word]) -> Reader:
    known = {word.value: word for word in words}

    def read(context: Context, node: Node, what: str) -> _Word | None:
        text = context.text(node, what)
        if not text:
            return None
        plain = "-".join(text.lower().replace("_", "-").split())
        if change := newer(what, plain):
            context.report("AW-OLD", node, said_of(change), instead=change.new)
            plain = change.new
        if plain in known:
            return known[plain]
        context.report(
            "AW-VALUE",
            node,
            f"`{what}: {text}` is none of {', '.join(known)}.{did_you_mean(plain, known)}",
            instead=certain(plain, known),
        )
        return None

    return read


def _tags(context: Context, node: Node, what: str) -> tuple[str, ...]:
    if isinstance(node, ScalarNode):
        return tuple(part.strip() for part in context.text(node, what).split(",") if part.strip())
    return tuple(text for item in context.items(node) if (text := context.text(item, what)))


def _url(context: Context, node: Node, what: str) -> str:
    text = context.text(node, what)
    if text and link_target(text) is None:
        context.report(
            "AW-LINK",
            node,
            f"`{text}` is no http, https or mailto address; it is shown as text.",
        )
    return text


WHOLE = "*"
"""Stands among the private fields for the entry as a whole."""


def _private(context: Context, node: Node, what: str) -> frozenset[str]:
    if isinstance(node, ScalarNode):
        text = context.text(node, what).lower()
        if text in ("true", "yes", "false", "no", ""):
            return frozenset({WHOLE} if text in ("true", "yes") else ())
    items = context.items(node)
    names = {name for item in items if (name := context.text(item, what))}
    # What was to be kept back and cannot be told is kept back whole.
    return frozenset(names | {WHOLE} if any(not _is_word(item) for item in items) else names)


def _is_word(node: Node) -> bool:
    return isinstance(node, ScalarNode)


def means_private(key: str) -> bool:
    """Whether a key that is not `private` is probably meant to be."""
    plain = key.strip("\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb \"'")
    # Most keys are not even near; to find the nearest of all fields takes thirty times longer.
    near = key != "private" and closest(plain, ("private",)) is not None
    return near and closest(plain, BY_NAME) == "private"


def _data(context: Context, node: Node, what: str) -> Data:
    return context.data(node)


def _raw_node(context: Context, node: Node, what: str) -> Node:
    return node


_INTERVIEW, _APPLICATION, _OFFER = (Kind.INTERVIEW,), (Kind.APPLICATION,), (Kind.OFFER,)

FIELDS: tuple[Field, ...] = (
    Field("date", _date, "the day of the event; else the file name's leading date", "2026-11-18"),
    Field(
        "time",
        _time,
        "when it begins, in the journal's time zone; a day is in the order of times, then of file "
        "names, an update without a time last",
        "14:30",
    ),
    Field(
        "kind",
        _word(Kind),
        "what the entry is about; else the folder says so",
        "interview",
        words=tuple(Kind),
    ),
    Field("title", Context.text, "a heading of your own", "Lunch with the team"),
    Field(
        "company",
        Context.text,
        "the company; optional in conversations and updates",
        "Acme Robotics",
    ),
    Field("role", Context.text, "the position, as it was advertised", "Senior Backend Engineer"),
    Field(
        "opportunity",
        Context.text,
        "the opportunity's id, where company and role do not say it",
        "acme-robotics-backend",
    ),
    Field(
        "contact",
        read_people,
        "whoever one writes to: recruiter, coordinator",
        "Rita Cole <rita@acme.example>",
    ),
    Field(
        "agency",
        Context.text,
        "the firm in between, for which the contact works",
        "Northgate Talent",
    ),
    Field("people", read_people, "others who were met or spoken to", "Sam Lee, Ana Ruiz"),
    Field("url", _url, "the posting, or anything to look at", "https://acme.example/jobs/17"),
    Field("source", Context.text, "where it came from", "referral by Ana"),
    Field("tags", _tags, "words of your own", "[backend, remote]"),
    Field("checklist", _raw_node, "the tasks", "a list, see below"),
    Field(
        "outcome",
        _word(Outcome),
        "how the event or the opportunity ended or paused",
        "advanced",
        words=tuple(Outcome),
    ),
    Field(
        "stage",
        _word(Stage),
        "the stage this counts for, where the kind does not say it",
        "screening",
        words=tuple(Stage),
    ),
    Field("hear_back_by", _date, "the day by which they promised an answer", "2026-11-27"),
    Field(
        "resumes", _date, "the day on which a postponed position is taken up again", "2027-01-11"
    ),
    Field(
        "private",
        _private,
        "keep the entry, or these fields, out of search, feeds and copies",
        "[pay, terms]",
    ),
    Field("round", Context.text, "which round", "Onsite", _INTERVIEW),
    Field("format", Context.text, "phone, video, on site, take-home", "video", _INTERVIEW),
    Field(
        "interviewers",
        read_people,
        "everyone who interviewed you",
        "Jane Doe <jane.doe@acme.example>",
        _INTERVIEW,
    ),
    Field("duration", Context.text, "how long it took", "45 minutes", _INTERVIEW),
    Field("apply_by", _date, "the last day for applications", "2026-12-04", _APPLICATION),
    Field("resume", Context.text, "which CV was sent", "cv-2026-10-backend.pdf", _APPLICATION),
    Field("pay", _data, "what the posting says of pay", "95,000-115,000 EUR", _APPLICATION),
    Field(
        "deadline",
        _date,
        "the day by which the offer must be answered; in an interview, take-home work handed in",
        "2026-12-04",
        (*_OFFER, *_INTERVIEW),
    ),
    Field(
        "terms",
        read_terms,
        "base, currency, bonus, sign_on, ... as offered; in an update, what changed of them",
        "{base: 118000, currency: USD}",
        (*_OFFER, Kind.UPDATE),
    ),
)

BY_NAME = {each.name: each for each in FIELDS}
DATES = frozenset(each.name for each in FIELDS if each.read is _date)
"""The fields that hold a date."""


def check_private(
    context: Context, node: Node, names: frozenset[str], own: frozenset[str]
) -> frozenset[str]:
    """Return the private fields; a name that is none is reported, and keeps all back."""
    known = {WHOLE, *BY_NAME, *own}
    unknown = {name for name in names if name not in known and not name.startswith("x-")}
    for item in context.items(node) if unknown else ():
        name = item.value.strip() if isinstance(item, ScalarNode) else ""
        if name in unknown:
            context.report(
                "AW-VALUE",
                item,
                f"`private` wants `true` or names of fields; `{name}` is none."
                f"{did_you_mean(name, BY_NAME)}",
            )
    # What was to be kept back and cannot be told is kept back whole.
    return names | {WHOLE} if unknown else names


def with_article(kind: Kind) -> str:
    """Return a kind with its article: `an interview`."""
    return f"a {kind}" if kind is Kind.CONVERSATION else f"an {kind}"


def check_outcome(context: Context, node: Node, kind: Kind, outcome: Outcome) -> Outcome | None:
    """Return the outcome, or report one that only an event can have."""
    if outcome in EVENT_OUTCOMES and kind not in (Kind.INTERVIEW, Kind.CONVERSATION):
        context.report(
            "AW-VALUE",
            node,
            f"`outcome: {outcome}` is for interviews and conversations; {with_article(kind)} ends "
            "with " + ", ".join(each for each in Outcome if each not in EVENT_OUTCOMES) + ".",
        )
        return None
    return outcome
