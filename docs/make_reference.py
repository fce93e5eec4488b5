"""Writes `docs/reference.md` from the tables in the code: `python docs/make_reference.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.model.due import Anchor
from afterword.model.entry import EVENT_OUTCOMES, Kind, Outcome, Stage
from afterword.model.problem import CODES
from afterword.model.query import FILTERS, VIEWS
from afterword.model.rules import DECIDE_NOTICES, FEWEST_FOR_RATES, MAX_FOLLOW_UPS, RULES
from afterword.model.settings import SILENCE, Settings
from afterword.model.task import VERBS, State
from afterword.model.terms import TERMS
from afterword.prose.finding import MOST_WORDS, USUAL_WORDS
from afterword.source.checklist import DETAILS
from afterword.source.entry import OPPORTUNITY_KEYS, PERSON_PAGE_KEYS
from afterword.source.people import PERSON_KEYS
from afterword.source.schema import FIELDS
from afterword.source.settings import SETTINGS

TARGET = Path(__file__).parent / "reference.md"

_VERBS = {
    "thank": "a thank-you to a person of the entry; three steps after an interview: drafted, "
    "proofread, sent",
    "connect": "an invitation to connect; `skipped: not wanted` settles it",
    "follow_up": "a follow-up with a person, with the company (its name, or nothing), or with "
    "another opportunity (its company)",
    "apply": "apply to a saved posting",
    "decide": "answer an offer",
    "task": "anything else, in your own words",
}
_ANCHORS = {
    "date": "the entry's own date; what a bare `+2 business days` counts from",
    "hear_back_by": "the day by which they promised an answer",
    "deadline": "the day by which the offer must be answered",
    "apply_by": "the last day for applications",
    "resumes": "the day on which a postponed position is taken up again",
    "done": "the day the follow-up before was done; in the setting `playbook` only",
}
_STATES = {
    "overdue": "open, and due before today",
    "today": "open and due today, which is not overdue",
    "upcoming": "open, and due later",
    "undated": "open, without a due date",
    "done": "`done:` says so",
    "skipped": "`skipped:` says why not",
    "moot": "not needed any more, because something happened since; the reason says what",
    "missed": "too late to be done with good effect; shown apart from Overdue",
}


def reference() -> str:
    """Return the whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Reference"
    yield ""
    yield "This page is written from the code by `docs/make_reference.py`."
    yield from _section(
        "Fields",
        "The front matter of an entry. Dates are ISO: `2026-11-18`. "
        "Keys that begin with `x-` are your own.",
    )
    yield from _table(
        ("key", "in", "meaning", "example"),
        (
            (
                _code(field.name),
                ", ".join(field.kinds) or "all",
                field.meaning,
                _code(f"{field.name}: {field.example}")
                if field.name != "checklist"
                else "see below",
            )
            for field in FIELDS
        ),
    )
    yield from _section(
        "People",
        "A name, `Name <e-mail>`, or a mapping with the keys "
        f"{_words(PERSON_KEYS)}; a list of these, or names in one line separated "
        "by commas. The same e-mail or LinkedIn address is one person; else the "
        "same name at the same company.",
    )
    yield from _section("Pages about an opportunity or a person", "")
    yield (
        "`opportunities/<slug>.md` says what lasts about one opportunity: "
        f"{_words(OPPORTUNITY_KEYS)}, "
        "and any other key as a fact of your own. The slug is company and role in lower case, "
        "joined by hyphens: `acme-robotics-senior-backend-engineer`. `aliases` are former names of "
        "company or role; entries that use them belong to the same opportunity. Its text stands "
        "on top of the opportunity's page."
    )
    yield ""
    yield (
        f"`people/<slug>.md` does the same for one person: {_words(PERSON_PAGE_KEYS)}. "
        "`keep_in_touch:` is `monthly`, `every 4 months`, `yearly`, `never`, or the like. Someone "
        "whom several entries name is one person by e-mail or LinkedIn address, or by name and "
        "company; the person's page says which."
    )
    yield from _section("Thank-you notes", "")
    yield (
        "A draft stands in the entry below a heading `## Thank-you note: NAME`, up to the next "
        "heading of that level; or `note:` of the checklist's `thank` names a file (`.md`, `.txt`) "
        "beside the entry or from the journal's top. A first line `Subject: ...` is the mail's "
        "subject. The entry's page shows what the proof found, and opens the note in the mail "
        "program once `proofread_by:` is filled in; after conversations nobody has to read it. "
        "`note:` of a `connect` is the text of the LinkedIn invitation, whose characters are "
        "counted."
    )
    yield from _section("Kinds, stages, outcomes", "")
    yield f"- `kind:` {_words(Kind)}; the folder says it"
    yield f"- `stage:` {_words(Stage)}, in this order"
    events = [each for each in Outcome if each in EVENT_OUTCOMES]
    yield f"- `outcome:` of an interview or conversation: {_words(events)}"
    others = [each for each in Outcome if each not in EVENT_OUTCOMES]
    yield f"- `outcome:` of the opportunity, in any entry: {_words(others)}"
    yield ""
    yield (
        "An application raises the stage to applied (`stage: lead`: only saved), an interview "
        "that was held to interviewing (`stage: screening` for a screen), an offer to offer. "
        "The furthest stage is kept whatever becomes of it. An entry without role joins the "
        "company's only live opportunity."
    )
    yield from _section("Terms of an offer", "")
    yield (
        "`terms:` of an offer, and of an update that changes them, is a mapping: "
        f"{_words(TERMS)}, and any key of your own. How figures are written, and what an offer "
        "comes to, is on the page [Offers](offers.md)."
    )
    yield from _section(
        "Checklist",
        "One verb with its object to a line, and below it what has "
        "become of it. A part of a name will do, if only one person has it.",
    )
    yield from _table(("verb", "meaning"), ((_code(verb), _VERBS[verb]) for verb in VERBS))
    yield ""
    yield from _table(
        ("detail", "for", "meaning"),
        ((_code(each.name), ", ".join(each.verbs) or "all", each.meaning) for each in DETAILS),
    )
    yield ""
    yield from _table(("state", "meaning"), ((str(state), _STATES[state.value]) for state in State))
    yield from _section(
        "Due rules",
        "`due:` is a date, or an anchor with `+ N` or `- N` "
        "`business days`, `days`, `weeks` or `months`: "
        "`hear_back_by + 2 business days`. Alternatives stand behind `, else`: "
        "`deadline - 1 business day, else +3 days`. Business days skip weekends "
        "and the public holidays of the setting `holidays`.",
    )
    yield from _table(
        ("anchor", "meaning"), ((_code(anchor), _ANCHORS[anchor.value]) for anchor in Anchor)
    )
    yield from _section(
        "Playbook",
        "What an entry brings along though its checklist does not "
        "mention it. The setting `playbook` changes each rule by its name.",
    )
    yield from _table(
        ("rule", "what", "due", "missed after", "source"),
        (
            (
                _code(rule.name),
                rule.meaning,
                _code(str(rule.due)),
                "never" if rule.expires is None else f"{rule.expires} days",
                rule.source,
            )
            for rule in RULES.values()
        ),
    )
    yield ""
    yield (
        f"Follow-ups are {MAX_FOLLOW_UPS} in all; they are moot as soon as anything later "
        "happens to the opportunity. A decision is announced "
        f"{' and '.join(map(str, DECIDE_NOTICES))} business days before its deadline. Days "
        "are counted from the day that the rule counts from."
    )
    yield from _section("Settings", "In `mkdocs.yml`, under the plugin `afterword`.")
    yield from _table(
        ("setting", "meaning", "example"),
        (
            (_code(name), setting.meaning, _code(f"{name}: {setting.example}"))
            for name, setting in SETTINGS.items()
        ),
    )
    yield from _section(
        "Defaults, and the setting that changes each",
        "Where the figures come from; sources that disagree are named with them.",
    )
    yield from _table(("default", "figure", "setting", "source"), _defaults())
    yield ""
    silence = ", ".join(f"{stage} {days}" for stage, days in SILENCE.items())
    yield f"Silence, in calendar days, before an opportunity is marked as quiet: {silence}."
    yield from _blocks()
    yield from _section(
        "Problem codes",
        "Errors fail `afterword check` and `mkdocs build "
        "--strict`; warnings fail `afterword check --strict`.",
    )
    yield from _table(
        ("code", "severity", "meaning"),
        ((_code(name), str(code.severity), code.meaning) for name, code in CODES.items()),
    )


FILTER_MEANINGS = {
    "company": "the company, as entries spell it",
    "role": "the role, as entries spell it",
    "person": "any part of a name, or an e-mail address",
    "verb": "the task's verb",
    "kind": "the kind of entry: " + ", ".join(Kind),
    "tag": "one of the entry's tags",
    "stage": "where the opportunity stands: " + ", ".join(Stage),
    "outcome": "how it ended or paused",
    "since": "the first day that counts: `2026-11-01`, `today`, `today - 2 weeks`",
    "until": "the last day that counts, written alike",
    "limit": "at most so many rows; below them stands how many more there are",
}


def _blocks() -> Iterator[str]:
    yield from _section(
        "Views in your own pages",
        "A fenced block whose first line ends in `afterword` shows a view in any page of the "
        "journal, an entry included, and is drawn anew with every build:",
    )
    yield from ("````markdown", "```afterword", "view: overdue", "company: Acme Robotics")
    yield from ("since: today - 2 weeks", "limit: 5", "```", "````", "")
    yield (
        "A mistake in a block is a problem with its line, and the block says so in the page. "
        "What it shows is not in the search index."
    )
    yield ""
    yield from _table(
        ("view", "shows", "filters"),
        (
            (_code(name), view.meaning, ", ".join(map(_code, FILTERS[view.rows])) or "none")
            for name, view in VIEWS.items()
        ),
    )
    yield ""
    yield from _table(
        ("filter", "meaning"),
        ((_code(name), meaning) for name, meaning in FILTER_MEANINGS.items()),
    )


def _defaults() -> Iterator[tuple[str, ...]]:
    for rule in RULES.values():
        figure = f"{_code(str(rule.due))}, missed after {rule.expires} days"
        if rule.expires is None:
            figure = f"{_code(str(rule.due))}, never missed"
        yield rule.meaning, figure, _code(f"playbook: {{{rule.name}: ...}}"), rule.source
    plain = Settings()
    low, high = USUAL_WORDS
    yield (
        "Follow-ups before one lets go",
        f"{MAX_FOLLOW_UPS} in all",
        "`playbook: {second_follow_up: off}` for one",
        RULES["second_follow_up"].source,
    )
    yield (
        "*ghosted?* is suggested after the last contact",
        (
            f"{RULES['interview_follow_up'].expires} days in interviews, "
            f"{RULES['application_follow_up'].expires} after applying"
        ),
        "`expires` of `interview_follow_up` and `application_follow_up`",
        "trackers range from 14 to 60 days",
    )
    yield (
        "Silence before an opportunity is marked as quiet",
        ", ".join(f"{stage} {days}" for stage, days in SILENCE.items()),
        "`silence`",
        "strelov1/freehire; only the first is well measured",
    )
    yield (
        "Live opportunities to keep up",
        str(plain.live),
        "`momentum: {live: ...}`",
        "one coach's figure (dorothyrawlinson.com)",
    )
    yield (
        "Days without a new step before the search counts as quiet",
        str(plain.quiet_days),
        "`momentum: {quiet_days: ...}`",
        "a working week",
    )
    yield (
        "Keep in touch while a matter is live",
        str(plain.keep_in_touch_live),
        "`keep_in_touch: {live: ...}`, or a person's page",
        "career-horizons.com",
    )
    yield (
        "Keep in touch afterwards",
        str(plain.keep_in_touch_after),
        "`keep_in_touch: {after: ...}`, or a person's page",
        "selfgrowth.com: 3 to 6 months",
    )
    yield (
        "Note to a LinkedIn invitation",
        f"{plain.linkedin_note} characters",
        "`linkedin_note`",
        "200 free, 300 with Premium: linkedhelper.com, lettercounter.org",
    )
    yield (
        "Length of a thank-you note",
        f"{low} to {high} words, flagged above {MOST_WORDS}",
        "none: it is said, not enforced",
        "style guides; older ones allow a page",
    )
    yield (
        "Opportunities below which no rate and no median is told",
        str(FEWEST_FOR_RATES),
        "none",
        "Hired: 10; career-ops: 20",
    )


def _section(title: str, text: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    if text:
        yield text
        yield ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(re.sub(r"\|", r"\\|", cell) for cell in row) + " |"


def _code(text: str) -> str:
    return f"`{text}`"


def _words(words: Iterable[str]) -> str:
    return ", ".join(_code(str(word)) for word in words)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
