"""All tasks of a journal on a given day, each with its state and the reason for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from afterword.model.due import Anchor, DueRule
from afterword.model.entry import Done, Draft, Entry, Item, Kind
from afterword.model.journal import Journal
from afterword.model.problem import Problem, problem_at
from afterword.model.rules import DECIDE_NOTICES
from afterword.model.settings import Settings
from afterword.model.task import OPEN, State, Step, Task
from afterword.playbook.aims import Aim, label_of, needs_proofreader, task_ids, written_aims
from afterword.playbook.calendar import BusinessCalendar, business_calendar
from afterword.playbook.drafts import drafts_by_person
from afterword.playbook.due import Derived, anchors_of, derive, say_day
from afterword.playbook.implied import told_too_late, with_implied
from afterword.playbook.states import Day

_SUGGESTIONS = {"follow_up": "ghosted?", "decide": "lapsed?"}


def tasks_on(
    journal: Journal, today: dt.date, settings: Settings
) -> tuple[tuple[Task, ...], tuple[Problem, ...]]:
    """Return every task of the journal as it stands on `today`, and what is wrong with them.

    `today` is a day in the journal's time zone. Tasks come in the order of the entries, the
    written ones of an entry before the implied ones.
    """
    aims, said = aims_on(journal, today, settings)
    problems = list(said)
    day = Day(journal, today)
    tasks = [
        task
        for identity in aims
        for task in _tasks_of(journal.by_id[identity], aims[identity], day, settings, problems)
    ]
    return tuple(tasks), tuple(problems)


Aims = Mapping[str, Sequence[Aim]]


def aims_on(
    journal: Journal, today: dt.date, settings: Settings
) -> tuple[Aims, tuple[Problem, ...]]:
    """Return what is to be done by entry, before anything is dated, and what is wrong with it.

    It takes the whole journal to know what one entry implies; to date that takes the entry alone.
    """
    problems: list[Problem] = []
    written: dict[str, list[Aim]] = {}
    for entry in journal.entries:
        written[entry.id], said = written_aims(entry, journal)
        problems += said
    return with_implied(written, journal, today, settings.playbook), tuple(problems)


def tasks_of(
    identity: str, aims: Aims, journal: Journal, today: dt.date, settings: Settings
) -> tuple[Task, ...]:
    """Return the tasks of one entry, the same as in `tasks_on`; none where there is no such entry.

    `aims` are those of `aims_on` for the same journal, day and settings.
    """
    entry = journal.by_id.get(identity)
    if entry is None:
        return ()
    return tuple(_tasks_of(entry, aims[identity], Day(journal, today), settings, []))


def _tasks_of(
    entry: Entry, aims: Sequence[Aim], day: Day, settings: Settings, problems: list[Problem]
) -> Iterator[Task]:
    calendar = business_calendar(settings.holidays)
    drafts = drafts_by_person(entry, aims, day, problems) if entry.drafts else {}
    for aim, task_id in zip(aims, task_ids(aims), strict=True):
        wanted = aim.verb == "thank" and aim.person
        draft = drafts.get(aim.person.id) if wanted and aim.person else None
        task = _task(aim, task_id, draft, day, calendar, problems)
        if not told_too_late(aim, task.due):
            yield task
        if aim.verb == "connect":
            problems += _too_long(aim, settings.linkedin_note)
    problems += _nobody(entry, aims, day.today)


def _task(
    aim: Aim,
    task_id: str,
    draft: Draft | None,
    day: Day,
    calendar: BusinessCalendar,
    problems: list[Problem],
) -> Task:
    entry, item, today = aim.entry, aim.item, day.today
    derived = _due(aim, calendar, today, problems)
    due = derived.day if derived else None
    reason = derived.reason if derived else "no due date"
    if derived is None and aim.previous:
        reason = "counts from the day the follow-up before it is done"
    if derived is None and aim.verb == "decide":
        reason = "no deadline is known: ask for one, and add `deadline:`"
    if item and item.snoozed:
        because = f" ({item.snoozed_because})" if item.snoozed_because else ""
        reason = f"put off to {say_day(item.snoozed, today)}{because}; was {reason}"
        due = item.snoozed
    if aim.other and aim.verb == "follow_up":
        until = f", to be answered by {say_day(entry.deadline, today)}" if entry.deadline else ""
        reason = f"an offer from {entry.company} is in hand{until}; {reason}"
    last = _last(aim, derived, due)
    moot_after = day.last_day(aim, due)
    state, reason = _state(aim, derived, due, last, reason, day)
    opportunity = aim.other or day.journal.opportunity(entry)
    closed = aim.verb == "apply" and entry.apply_by is not None and entry.apply_by < today
    if state is State.OVERDUE and closed:
        reason += "; ask whether they still take one, or write an update with `outcome: closed`"
    steps = _steps(aim, draft)
    if needs_proofreader(aim) and item and item.done and not item.proofread_by:
        problems.append(
            problem_at(
                entry.path,
                item.place,
                "AW-PROOF",
                f"the note to {aim.object} was sent, but nobody proofread it: add `proofread_by:` "
                "with the name, or `proofread_by: nobody`.",
            )
        )
    return Task(
        id=task_id,
        entry=entry.id,
        path=entry.path,
        line=item.place.line if item and not day.journal.shared else None,
        verb=aim.verb,
        object=aim.object,
        person=aim.person.id if aim.person else "",
        label=label_of(aim),
        due=due,
        reason=reason,
        state=state,
        days_overdue=(today - due).days if due and state is State.OVERDUE else 0,
        implied=item is None,
        steps=steps,
        opportunity=opportunity.id if opportunity else "",
        company=opportunity.company if opportunity else entry.company,
        role=opportunity.role if opportunity else entry.role,
        date=entry.date,
        done_on=item.done if item and isinstance(item.done, dt.date) else None,
        skipped=item.skipped if item else "",
        note=item.note if item else "",
        via=item.via if item else "",
        suggestion=_SUGGESTIONS.get(aim.verb, "") if state is State.MISSED else "",
        notices=_notices(aim, due, calendar),
        accepted=item.accepted if item else None,
        place=item.place if item else None,
        draft=draft,
        last=min(filter(None, (last, moot_after)), default=None) if state in OPEN else None,
        then=State.MOOT if moot_after and (not last or moot_after <= last) else State.MISSED,
    )


def _last(aim: Aim, derived: Derived | None, due: dt.date | None) -> dt.date | None:
    """Return the last day on which a task may be done with good effect, if there is one."""
    if derived is None or due is None or aim.rule is None or aim.rule.expires is None:
        return None
    return max(_later(derived.base, aim.rule.expires), due)


def _state(
    aim: Aim,
    derived: Derived | None,
    due: dt.date | None,
    last: dt.date | None,
    reason: str,
    day: Day,
) -> tuple[State, str]:
    """Return the state and the reason, which for moot and missed ones says why they are."""
    item, today = aim.item, day.today
    if item and item.done:
        when = f" on {say_day(item.done, today)}" if isinstance(item.done, dt.date) else ""
        return State.DONE, f"done{when}; was {derived.reason}" if derived else f"done{when}"
    if item and item.skipped:
        return State.SKIPPED, f"skipped: {item.skipped}"
    if why := day.moot(aim) or day.too_late_now(aim, due):
        return State.MOOT, f"not needed: {why}"
    if due is None:
        return State.UNDATED, reason
    if last is not None and today > last:
        return State.MISSED, f"too late after {say_day(last, today)}; was {reason}"
    if due < today:
        return State.OVERDUE, reason
    return (State.TODAY if due == today else State.UPCOMING), reason


def _later(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max


def _due(
    aim: Aim, calendar: BusinessCalendar, today: dt.date, problems: list[Problem]
) -> Derived | None:
    anchors = anchors_of(aim.entry)
    if aim.item and aim.item.due:
        derived = derive(aim.item.due, anchors, aim.entry, calendar, today)
        if derived is None:
            problems.append(_no_anchor(aim.entry, aim.item, aim.item.due))
        return derived
    if aim.rule is None:
        return None
    if aim.rule.name == "application_follow_up" and aim.entry.applied_on:
        anchors[Anchor.DATE] = aim.entry.applied_on
    if aim.previous is not None:
        done_on = _done_on(aim.previous, calendar, today, problems)
        if done_on is None:
            return None
        anchors[Anchor.DONE] = done_on
    return derive(aim.rule.due, anchors, aim.entry, calendar, today)


def _done_on(
    previous: Aim, calendar: BusinessCalendar, today: dt.date, problems: list[Problem]
) -> dt.date | None:
    """Return the day the previous follow-up was done; for `done: true`, when it was due."""
    done = previous.item.done if previous.item else None
    if isinstance(done, dt.date):
        return done
    if not done:
        return None
    derived = _due(previous, calendar, today, problems)
    return derived.day if derived else previous.entry.date


def _no_anchor(entry: Entry, item: Item, due: DueRule) -> Problem:
    names = [str(getattr(part, "anchor", "")) for part in due.alternatives]
    wanted = " or ".join(f"`{name}:`" for name in names if name)
    return problem_at(
        entry.path,
        item.place,
        "AW-ANCHOR",
        f"`due: {due}` counts from a date that is not given: add {wanted} to the entry, or "
        "another way behind `, else`.",
    )


def _notices(aim: Aim, due: dt.date | None, calendar: BusinessCalendar) -> tuple[dt.date, ...]:
    if aim.verb != "decide" or due is None:
        return ()
    return tuple(calendar.add(due, -days)[0] for days in DECIDE_NOTICES)


def _steps(aim: Aim, draft: Draft | None) -> tuple[Step, ...]:
    """Return the three steps of a thank-you after an interview; other tasks have none."""
    if not needs_proofreader(aim):
        return ()
    item = aim.item
    sent = bool(item and item.done)
    drafted = item.drafted if item else None
    reader = item.proofread_by if item else ""
    return (
        Step("drafted", sent or bool(drafted) or bool(draft and draft.text), _on(drafted)),
        Step("proofread", bool(reader), by=reader),
        Step("sent", sent, _on(item.done if item else None)),
    )


def _on(done: Done) -> dt.date | None:
    return done if isinstance(done, dt.date) else None


def _too_long(aim: Aim, limit: int) -> tuple[Problem, ...]:
    item = aim.item
    if item is None or item.done or item.skipped or len(item.note) <= limit:
        return ()
    said = (
        f"the note to {aim.object} has {len(item.note)} characters, and LinkedIn takes {limit}: "
        "shorten it (300 with Premium, see the setting `linkedin_note`)."
    )
    return (problem_at(aim.entry.path, item.place, "AW-LONG", said),)


def _nobody(entry: Entry, aims: Sequence[Aim], today: dt.date) -> tuple[Problem, ...]:
    held = entry.kind is Kind.INTERVIEW and entry.took_place(today)
    if not held or entry.met or entry.is_take_home or any(aim.verb == "thank" for aim in aims):
        return ()
    return (
        problem_at(
            entry.path,
            entry.place_of("date"),
            "AW-NOBODY",
            "an interview without interviewers, so that nobody is thanked: add `interviewers:`.",
        ),
    )
