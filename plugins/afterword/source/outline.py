"""The text that a new entry begins with: headings to write below, by kind."""

from __future__ import annotations

from afterword.model.entry import Entry, Kind, Stage

_INTERVIEW = ("What they asked", "What went well", "What I would say differently", "What is next")
_SECTIONS = {
    Kind.APPLICATION: ("Why this one", "What I sent"),
    Kind.CONVERSATION: ("What we talked about", "What I can do for them", "What is next"),
    Kind.OFFER: ("What they offer", "What I want to ask or change", "What speaks for and against"),
    Kind.UPDATE: ("What happened",),
}


def outline(entry: Entry) -> str:
    """Return the body of a new entry; each interviewer has a place for the thank-you note."""
    if entry.kind is Kind.INTERVIEW:
        titles = [*(("The task",) if entry.is_take_home else _INTERVIEW)]
        titles += (f"Thank-you note: {' '.join(each.name.split())}" for each in entry.met)
    elif entry.stage is Stage.LEAD:
        titles = ["Why this one"]
    else:
        titles = [*_SECTIONS[entry.kind]]
    return "".join(f"\n## {title}\n" for title in titles)
