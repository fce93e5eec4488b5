"""The playbook as data: which tasks an entry brings along, when they are due, when they lapse."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from afterword.model.due import Anchor, DueRule, Offset, Unit
from afterword.model.frozen import frozen


@frozen
class Rule:
    """One row of the playbook.

    `expires` is the number of calendar days after the rule's anchor at which an open task leaves
    Overdue as missed; `None`: it does not. `off` leaves the implied task out; a task that is
    written down stays. `meaning` and `source` say what the row is for and where it comes from.
    """

    name: str
    due: DueRule
    expires: int | None
    meaning: str
    source: str
    off: bool = False


def _rule(*alternatives: Offset) -> DueRule:
    return DueRule(alternatives)


def _business(anchor: Anchor, days: int) -> Offset:
    return Offset(anchor, days, Unit.BUSINESS_DAY)


_PROMISED = (_business(Anchor.HEAR_BACK_BY, 2), _business(Anchor.RESUMES, 2))

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            Rule(
                "thank",
                _rule(_business(Anchor.DATE, 1)),
                14,
                "After an interview or a conversation: thank each person, once per person, "
                "company and day.",
                "within 24 hours: Robert Half 2017, TopResume 2017, Indeed",
            ),
            Rule(
                "connect",
                _rule(_business(Anchor.DATE, 3)),
                30,
                "After an interview or a conversation: invite each person to connect, once ever.",
                "after the thank-you: Winston Resources; others only if agreed, or at the end",
            ),
            Rule(
                "address",
                _rule(_business(Anchor.DATE, 1)),
                14,
                "After an interview or a conversation with someone whose address is not known: "
                "ask for a card or an address.",
                "After the Interview: collect a card from each person you meet",
            ),
            Rule(
                "hand_in",
                _rule(Offset(Anchor.DEADLINE)),
                7,
                "Take-home work, an interview with `deadline:`: hand it in.",
                "the day they set",
            ),
            Rule(
                "interview_follow_up",
                _rule(*_PROMISED, _business(Anchor.DEADLINE, 5), _business(Anchor.DATE, 5)),
                30,
                "After an interview: follow up with the contact or the company.",
                "promised date + 1-2 days, else 5-7 business days: Indeed, careery.pro",
            ),
            Rule(
                "application_follow_up",
                _rule(*_PROMISED, _business(Anchor.DATE, 5)),
                45,
                "After an application was sent: follow up.",
                "5 business days; others 7-14 calendar days",
            ),
            Rule(
                "promised_follow_up",
                _rule(*_PROMISED),
                30,
                "After any other entry that gives `hear_back_by` or `resumes`: follow up.",
                "promised date + 1-2 days: Indeed",
            ),
            Rule(
                "second_follow_up",
                _rule(_business(Anchor.DONE, 5)),
                30,
                "Still silent after a follow-up: once more, two in all.",
                "careery.pro; others three",
            ),
            Rule(
                "apply",
                _rule(Offset(Anchor.APPLY_BY), _business(Anchor.DATE, 5)),
                30,
                "A lead: apply.",
                "before the posting closes, else within a week",
            ),
            Rule(
                "decide",
                _rule(Offset(Anchor.DEADLINE)),
                0,
                "An offer: decide by its deadline; announced 3 and 1 business days before.",
                "the deadline is asked for; 3-5 business days are typical: Climb the Ladder",
            ),
            Rule(
                "offer_follow_up",
                _rule(_business(Anchor.DATE, 1)),
                None,
                "An offer in hand: tell each other opportunity that is in interviews.",
                "After the Interview: several offers to choose from are leverage",
            ),
            Rule(
                "withdraw",
                _rule(_business(Anchor.DATE, 1)),
                None,
                "An offer accepted: withdraw from each other live opportunity, with thanks.",
                "each person met is worth keeping in contact with",
            ),
        )
    }
)
"""The defaults, by name; the setting `playbook:` changes `due`, `expires` and `off` of each."""

MAX_FOLLOW_UPS = 2
"""Follow-ups in all before one lets go (careery.pro; others say three)."""

DECIDE_NOTICES = (3, 1)
"""Business days before an offer's deadline on which Today announces it."""

FEWEST_FOR_RATES = 10
"""Opportunities below which no rate and no median is told (Hired: 10; career-ops: 20)."""

PAST_DAYS = 30
"""How far back a calendar's events go, in calendar days, where nothing else is asked for."""
