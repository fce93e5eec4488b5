"""What `afterword new` asks in a terminal, by the kind of the entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from afterword.cli.asking import ask
from afterword.cli.dates import say_date
from afterword.cli.session import Session
from afterword.model.entry import Kind, Outcome, Stage
from afterword.model.names import fold
from afterword.pen.form import NEEDS_COMPANY
from afterword.source.dates import read_time

_ASKED = {
    Kind.APPLICATION: ("company", "role", "on", "stage", "url", "source", "apply_by"),
    Kind.INTERVIEW: ("company", "role", "on", "time", "round", "with", "hear_back_by"),
    Kind.CONVERSATION: ("with", "company", "on", "title"),
    Kind.OFFER: ("company", "role", "on", "deadline"),
    Kind.UPDATE: ("company", "role", "on", "outcome", "title", "hear_back_by"),
}
_QUESTION = {
    "company": "Company",
    "role": "Role",
    "on": "Day",
    "time": "Time, such as 14:30",
    "round": "Round",
    "with": "Who was there; a name, or Name <e-mail>",
    "title": "What it was, in a few words",
    "stage": "Sent already? `lead` if only saved",
    "url": "Address of the posting",
    "source": "Where it came from",
    "apply_by": "Last day to apply",
    "hear_back_by": "The day by which they will answer",
    "deadline": "The day by which it must be answered",
    "outcome": "What became of it",
}
_Read = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: fields as the file is to say them, and who was there."""

    fields: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()


def answers(session: Session, kind: Kind, given: Mapping[str, str]) -> Answers:
    """Ask for everything that a kind wants and that is not `given`; Enter leaves it out."""
    found: dict[str, str] = {}
    people: list[str] = []
    for name in _ASKED[kind]:
        if given.get(name):
            continue
        if name == "with":
            people = _people(session, given.get("company") or found.get("company", ""))
            continue
        text = ask(
            _QUESTION[name],
            known=_known(session, name, given.get("company") or found.get("company", "")),
            default=session.snapshot.today.isoformat() if name == "on" else "",
            wanted=name == "company" and kind in NEEDS_COMPANY,
            read=_reader(session, name),
        )
        if text:
            found["date" if name == "on" else name] = text
    return Answers(found, tuple(people))


def _people(session: Session, company: str) -> list[str]:
    known = _known(session, "with", company)
    found: list[str] = []
    while True:
        more = "; Enter ends" if found else ""
        text = ask(
            _QUESTION["with"] + more,
            known=known,
            read=lambda said: (_completed(said, known), ""),
        )
        if not text:
            return found
        found.append(text)


def _completed(said: str, known: list[str]) -> str:
    """Return a known person whose name begins so, with the address; else what was said."""
    meant = [each for each in known if fold(each.split(" <", 1)[0]) == fold(said)]
    return meant[0] if len(meant) == 1 else said


def _known(session: Session, name: str, company: str) -> list[str]:
    journal = session.snapshot.journal
    latest = list(reversed(journal.entries))
    if name == "company":
        return list(dict.fromkeys(entry.company for entry in latest if entry.company))
    if name == "role":
        same = [entry for entry in latest if fold(entry.company) == fold(company)]
        return list(dict.fromkeys(entry.role for entry in same if entry.role))
    if name == "with":
        people = journal.people.by_id.values()
        first = [p for p in people if fold(company) in map(fold, p.companies)]
        ordered = [*first, *(p for p in people if p not in first)]
        return [f"{p.name} <{p.emails[-1]}>" if p.emails else p.name for p in ordered]
    if name in ("round", "source"):
        values = (getattr(entry, name) for entry in latest)
        return list(dict.fromkeys(value for value in values if value))
    if name == "outcome":
        return [outcome.value for outcome in Outcome]
    return [stage.value for stage in Stage] if name == "stage" else []


def _reader(session: Session, name: str) -> _Read | None:
    if name in ("on", "hear_back_by", "deadline", "apply_by"):
        past = name == "on"
        holidays = session.config.settings.holidays

        def read_day(text: str) -> tuple[str, str]:
            day, wrong = say_date(text, session.snapshot.today, past=past, holidays=holidays)
            return (day.isoformat() if day else "", wrong)

        return read_day
    if name == "time":
        return _read_time
    if name in ("outcome", "stage"):
        words = [each.value for each in (Outcome if name == "outcome" else Stage)]
        return lambda text: _read_word(text, words)
    return None


def _read_time(text: str) -> tuple[str, str]:
    time, wrong = read_time(text)
    return (f"{time:%H:%M}" if time else "", wrong)


def _read_word(text: str, words: list[str]) -> tuple[str, str]:
    plain = "-".join(text.lower().split())
    return (plain, "") if plain in words else ("", f"One of {', '.join(words)}.")
