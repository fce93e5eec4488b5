"""The tasks that an entry brings along though its checklist does not mention them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from afterword.model.due import Anchor, Offset
from afterword.model.entry import ENDINGS, Entry, Kind, Outcome, Stage
from afterword.model.journal import Journal
from afterword.model.names import fold
from afterword.model.opportunity import Opportunity, Standing, standing
from afterword.model.rules import MAX_FOLLOW_UPS, Rule
from afterword.playbook.aims import (
    HAND_IN,
    Aim,
    asking,
    name_in,
    opportunity_object,
    withdrawal,
)

_HANDING_IN = ("hand in", "send in", "turn in", "submit")
_IN_INTERVIEWS = frozenset({Stage.SCREENING, Stage.INTERVIEWING})


def with_implied(
    written: Mapping[str, Sequence[Aim]],
    journal: Journal,
    today: dt.date,
    rules: Mapping[str, Rule],
) -> dict[str, list[Aim]]:
    """Return each entry's aims, the written ones with their rule, then the implied ones.

    Nothing is implied before an event's date, nor for one that was cancelled or missed. What was
    due before an import told of it is left out by `told_too_late`, once the day is known.
    """
    thanked = {
        _thank_key(entry_aim.entry, entry_aim.person.id)
        for aims in written.values()
        for entry_aim in aims
        if entry_aim.verb == "thank" and entry_aim.person
    }
    connected = {
        aim.person.id
        for aims in written.values()
        for aim in aims
        if aim.verb == "connect" and aim.person
    }
    asked = {
        aim.person.id
        for aims in written.values()
        for aim in aims
        if aim.verb == "task" and aim.person
    }
    found: dict[str, list[Aim]] = {}
    for entry in journal.entries:
        aims = _ruled(written[entry.id], rules)
        if entry.took_place(today):
            for mention in entry.met:
                person = journal.people.of(entry, mention)
                name = mention.name
                key = _thank_key(entry, person.id)
                if key not in thanked and not rules["thank"].off:
                    thanked.add(key)
                    aims.append(Aim(entry, "thank", name, person=person, rule=rules["thank"]))
                if not (person.has_address or person.id in asked or rules["address"].off):
                    asked.add(person.id)
                    ask = asking(name)
                    aims.append(Aim(entry, "task", ask, person=person, rule=rules["address"]))
                if person.id not in connected and not rules["connect"].off:
                    connected.add(person.id)
                    aims.append(Aim(entry, "connect", name, person=person, rule=rules["connect"]))
            aims += _matters(entry, aims, journal, today, rules)
        found[entry.id] = aims
    return found


def _thank_key(entry: Entry, person: str) -> tuple[str, str, dt.date]:
    return person, fold(entry.company), entry.date


def _ruled(aims: Sequence[Aim], rules: Mapping[str, Rule]) -> list[Aim]:
    """Give each written aim the rule that says when it is due unless the line does."""
    ruled: list[Aim] = []
    previous: Aim | None = None
    for aim in aims:
        if aim.verb == "task":
            ruled.append(aim.ruled_by(_task_rule(aim, rules)))
        elif aim.verb != "follow_up":
            ruled.append(aim.ruled_by(rules.get(aim.verb)))
        elif aim.other:
            ruled.append(aim.ruled_by(rules["offer_follow_up"]))
        else:
            rule = rules["second_follow_up"] if previous else _follow_up_rule(aim.entry, rules)
            previous = aim.ruled_by(rule, previous)
            ruled.append(previous)
    return ruled


def _task_rule(aim: Aim, rules: Mapping[str, Rule]) -> Rule | None:
    """Return the rule of a task in the playbook's own words."""
    if aim.other:
        return rules["withdraw"]
    if aim.person:
        return rules["address"]
    return rules["hand_in"] if hands_in(aim) else None


def hands_in(aim: Aim) -> bool:
    """Whether a task hands take-home work in: it says so, or is due on the very deadline."""
    if aim.verb != "task" or aim.entry.kind is not Kind.INTERVIEW or not aim.entry.deadline:
        return False
    due = aim.item.due if aim.item else None
    on_deadline = due is not None and due.alternatives[0] == Offset(Anchor.DEADLINE)
    return on_deadline or fold(aim.object).startswith(_HANDING_IN)


def _follow_up_rule(entry: Entry, rules: Mapping[str, Rule]) -> Rule:
    if entry.kind is Kind.INTERVIEW:
        return rules["interview_follow_up"]
    if entry.kind is Kind.APPLICATION and (entry.stage is not Stage.LEAD or entry.applied_on):
        return rules["application_follow_up"]
    return rules["promised_follow_up"]


def _matters(
    entry: Entry,
    aims: Sequence[Aim],
    journal: Journal,
    today: dt.date,
    rules: Mapping[str, Rule],
) -> Iterator[Aim]:
    """Yield what an entry implies about its opportunity, and about the others."""
    lead = entry.kind is Kind.APPLICATION and entry.stage is Stage.LEAD
    if lead and not rules["apply"].off and not any(aim.verb == "apply" for aim in aims):
        yield Aim(entry, "apply", entry.company, rule=rules["apply"])
    take_home = entry.kind is Kind.INTERVIEW and entry.deadline is not None
    if take_home and not rules["hand_in"].off and not any(map(hands_in, aims)):
        yield Aim(entry, "task", HAND_IN, rule=rules["hand_in"])
    undecided = entry.kind is Kind.OFFER and entry.outcome not in ENDINGS
    if undecided and not rules["decide"].off and not any(aim.verb == "decide" for aim in aims):
        yield Aim(entry, "decide", entry.company, rule=rules["decide"])
    yield from _follow_ups(entry, aims, journal, rules)
    if undecided and not rules["offer_follow_up"].off:
        yield from _tell_the_others(entry, aims, journal, rules["offer_follow_up"])
    if entry.outcome is Outcome.ACCEPTED and not rules["withdraw"].off:
        yield from _withdraw(entry, aims, journal, today, rules["withdraw"])


def _follow_ups(
    entry: Entry, aims: Sequence[Aim], journal: Journal, rules: Mapping[str, Rule]
) -> Iterator[Aim]:
    mine = [aim for aim in aims if aim.verb == "follow_up" and not aim.other]
    if mine:
        last = mine[-1]
        second = rules["second_follow_up"]
        silent = last.item is not None and last.item.done and not last.item.skipped
        if silent and len(mine) < MAX_FOLLOW_UPS and not second.off:
            yield Aim(
                entry, "follow_up", last.object, person=last.person, previous=last, rule=second
            )
        return
    rule = _follow_up_rule(entry, rules)
    promised = entry.hear_back_by or entry.resumes
    always = rule.name in ("interview_follow_up", "application_follow_up")
    if rule.off or not (always or promised):
        return
    contact = journal.contact_of(entry)
    if contact:
        person = journal.people.of(*contact)
        name = name_in(entry, person, journal)
        yield Aim(entry, "follow_up", name, person=person, rule=rule)
    else:
        yield Aim(entry, "follow_up", entry.company, rule=rule)


def _tell_the_others(
    entry: Entry, aims: Sequence[Aim], journal: Journal, rule: Rule
) -> Iterator[Aim]:
    """Yield a follow-up with each opportunity that was in interviews when the offer came."""
    told = {aim.other.id for aim in aims if aim.other}
    shared = _shared(journal)
    for other in _others(entry, journal):
        if other.id not in told and _in_interviews(standing(other, entry.date)):
            named = opportunity_object(other, shared)
            yield Aim(entry, "follow_up", named, other=other, rule=rule)


def _withdraw(
    entry: Entry, aims: Sequence[Aim], journal: Journal, today: dt.date, rule: Rule
) -> Iterator[Aim]:
    """Yield a withdrawal from each opportunity that was live when the offer was accepted.

    An imported row says when the application was sent, and not when its offer was accepted.
    """
    own = journal.opportunity(entry)
    if own is None or standing(own, today).outcome is not Outcome.ACCEPTED or entry.imported_on:
        return
    written = {aim.other.id for aim in aims if aim.verb == "task" and aim.other}
    shared = _shared(journal)
    for other in _others(entry, journal):
        if other.id not in written and _can_be_left(standing(other, entry.date)):
            yield Aim(entry, "task", withdrawal(other, shared), other=other, rule=rule)


def _in_interviews(stands: Standing) -> bool:
    return stands.live and stands.stage in _IN_INTERVIEWS


def _can_be_left(stands: Standing) -> bool:
    """Whether there is something to withdraw from."""
    return stands.live and stands.stage is not Stage.LEAD


def _shared(journal: Journal) -> Counter[str]:
    """Return how many opportunities each company has, by its folded name."""
    return Counter(fold(each.company) for each in journal.opportunities.values())


def told_too_late(aim: Aim, due: dt.date | None) -> bool:
    """Whether an implied task was due before an import told of what it follows from.

    That is its entry, or what made it concern another opportunity.
    """
    if aim.item is not None or due is None:
        return False
    if aim.entry.came_after(due):
        return True
    if aim.other is None:
        return False
    known = tuple(entry for entry in aim.other.entries if not entry.came_after(due))
    wanted = _in_interviews if aim.verb == "follow_up" else _can_be_left
    return known != aim.other.entries and not wanted(
        standing(replace(aim.other, entries=known), aim.entry.date)
    )


def _others(entry: Entry, journal: Journal) -> Iterator[Opportunity]:
    own = journal.opportunity_of.get(entry.id)
    return (each for identity, each in journal.opportunities.items() if identity != own)
