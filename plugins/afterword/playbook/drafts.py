"""Which thank-you each draft in an entry belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.model.entry import Draft, Entry
from afterword.model.names import few
from afterword.model.problem import Problem, problem_at
from afterword.playbook.aims import Aim
from afterword.playbook.states import Day


def drafts_by_person(
    entry: Entry, aims: Sequence[Aim], day: Day, problems: list[Problem]
) -> dict[str, Draft]:
    """Return the drafts of an entry by the id of the person they are for, the last one of each.

    A draft for someone who cannot be told, or who is not thanked in this entry, is reported: no
    list would show it.
    """
    thanked = {aim.person.id for aim in aims if aim.verb == "thank" and aim.person}
    found: dict[str, Draft] = {}
    for draft in entry.drafts:
        person, choices = day.journal.find_person(entry, draft.to)
        if not draft.to and len(thanked) == 1:
            found[next(iter(thanked))] = draft
        elif person is not None and person.id in thanked:
            found[person.id] = draft
        elif draft.sure and (person is None or entry.date <= day.today):
            problems.append(
                problem_at(entry.path, draft.place, "AW-WHO", _said(draft, choices, entry))
            )
    return found


def _said(draft: Draft, choices: Sequence[str], entry: Entry) -> str:
    if choices:
        named = few((f"`{name}`" for name in choices), " or ")
        return f"the thank-you note for `{draft.to}` can be for {named}: write the whole name."
    if not draft.to:
        return "a thank-you note without a name: write `## Thank-you note: Jane Doe`."
    named = few(dict.fromkeys(mention.name for mention in entry.mentions), ", ")
    known = f" ({named})" if named else ""
    return (
        f"the thank-you note for `{draft.to}` belongs to nobody who is thanked in this "
        f"entry{known}: spell the name as above, or add `- thank: {draft.to}`."
    )
