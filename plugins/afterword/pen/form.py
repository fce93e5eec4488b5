"""What is said of a new entry, made ready to be written: the same for the command and the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from afterword.model.entry import Kind
from afterword.playbook.snapshot import Snapshot
from afterword.source.dates import read_date
from afterword.source.format import newer
from afterword.source.people import split_name
from afterword.source.schema import DATES, FIELDS, with_article
from afterword.source.write import RefusedError

Said = dict[str, str | Sequence[str] | Mapping[str, str]]

OTHERWISE = frozenset({"date", "kind", "checklist", "interviewers", "people", "terms"})
"""Fields that are asked for under another name, or in another form than one text."""
NAMES = tuple(field.name for field in FIELDS if field.name not in OTHERWISE)
"""Fields that are said as one text."""
NEEDS_COMPANY = frozenset({Kind.APPLICATION, Kind.INTERVIEW, Kind.OFFER})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class FieldError(RefusedError):
    """What was said of one field cannot be taken; `field` is its name."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def one_line(text: str) -> str:
    """Return a text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def fields_of(
    kind: Kind, given: Mapping[str, str], people: Sequence[str], snapshot: Snapshot
) -> Said:
    """Return the fields of a new entry as its file is to say them.

    `given` are texts by the name of the field, dates as ISO has them; what is empty is not given.
    `people` are those who were met, as names or `Name <e-mail>`; a name alone that the journal
    knows gets its address. Raises a `FieldError`.
    """
    said: Said = {}
    for name, whole in given.items():
        text = one_line(whole)
        if not text:
            continue
        if name == "tags" or (name == "private" and "," in text):
            said[name] = [part.strip() for part in text.split(",") if part.strip()]
        elif name in DATES:
            day, wrong = read_date(text)
            if day is None:
                raise FieldError(name, f"`{name}`: {wrong}")
            said[name] = day.isoformat()
        else:
            change = newer(name, text)
            said[name] = change.new if change else text
    named = [_person(text, snapshot) for text in people if text.strip()]
    if named:
        said["interviewers" if kind is Kind.INTERVIEW else "people"] = named
    if kind in NEEDS_COMPANY and "company" not in said:
        raise FieldError("company", f"which company? {with_article(kind).capitalize()} wants one.")
    for name, value in said.items():
        check_characters(name, *_texts(value))
    return said


def check_characters(name: str, *texts: str) -> None:
    """Raise a `FieldError` where a text holds what no entry can hold."""
    for text in texts:
        if odd := _CONTROL.search(text):
            said = f"the control character U+{ord(odd[0]):04X} cannot stand in an entry."
            raise FieldError(name, said)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise FieldError(name, "half a character cannot stand in an entry.")


def _texts(value: str | Sequence[str] | Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        yield from value.values() if isinstance(value, Mapping) else value


def _person(whole: str, snapshot: Snapshot) -> str:
    text = one_line(whole)
    name, email = split_name(text)
    if not name:
        wanted = "a name is wanted, such as `Jane Doe <jane@acme.example>`."
        raise FieldError("people", f"{text}: {wanted}")
    return text if email else _known_address(name, snapshot) or text


def _known_address(name: str, snapshot: Snapshot) -> str:
    found = [
        person
        for person in snapshot.journal.people.by_id.values()
        if person.name.casefold() == name.casefold() and person.emails
    ]
    return f"{found[0].name} <{found[0].emails[-1]}>" if len(found) == 1 else ""
