"""A draft as it is sent: the subject, and the text without Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from afterword.model.entry import Draft, Entry, Kind
from afterword.model.text import as_mail

SUBJECT = re.compile(r"\A[ \t]*subject:[ \t]*(.*?)[ \t]*(?:\n|\Z)", re.IGNORECASE)
"""The first line of a draft may give the subject."""
_EVENT = {Kind.INTERVIEW: "interview", Kind.CONVERSATION: "conversation", Kind.OFFER: "offer"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail program is given."""

    subject: str
    text: str


def letter(draft: Draft, entry: Entry) -> Letter:
    """Return a draft ready to be sent.

    The subject is that of a first line `Subject: ...`, else it thanks for the day.
    """
    given = SUBJECT.match(draft.text)
    text = draft.text[given.end() :] if given else draft.text
    event = _EVENT.get(entry.kind, "your time")
    named = event if event == "your time" else f"the {event}"
    subject = given[1] if given and given[1] else f"Thank you for {named} on {entry.date:%A}"
    return Letter(subject, as_mail(text))
