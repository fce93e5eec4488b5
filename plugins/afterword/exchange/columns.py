"""What other programs' columns and words mean: which program it is, each header, each status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from afterword.exchange.days import Order
from afterword.model.entry import IMPORT_KEY, Outcome, Stage

BODY = "-"
"""The field of a column that stays in the entry's text."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "date": "the day of the application",
        "saved": "the day on which the posting was saved; counts where there is no other",
        "company": "the company; needed",
        "role": "the position",
        "title": "a heading of your own",
        "status": "a word of the table below, which becomes a stage or an outcome",
        "stage": "the same, in a column of its own",
        "outcome": "the same, in a column of its own",
        "url": "the posting's address",
        "source": "where it came from",
        "agency": "the firm in between",
        "contact": "whoever one writes to",
        "email": "their address",
        "phone": "their number",
        "resume": "which CV was sent",
        "pay": "what the posting says of pay",
        "pay_from": "the lower end of the pay",
        "pay_to": "the upper end",
        "pay_currency": "its currency",
        "pay_period": "for how long it is paid",
        "apply_by": "the last day for applications",
        "hear_back_by": "the day by which they promised an answer",
        "location": "the place, as `x-location`",
        "tags": "words of your own, separated by commas",
        "notes": "a section of the text under the column's name",
        "html": "the same, where the cell is written in HTML",
        "first_name": "of a person",
        "last_name": "of a person",
        "linkedin": "a person's profile",
        BODY: "a line of the text, `- Column: value`, as every column that is not known",
    }
)
"""The fields that a column can be read as, and what each means."""

DATES = ("date", "saved", "apply_by", "hear_back_by")
"""The fields whose columns hold dates."""


_OWN_KEY = re.compile(r"x-[\w-]+\Z")


def is_own_key(field: str) -> bool:
    """Whether a column is to be read as a key of the user's own; the row's mark is none."""
    return _OWN_KEY.match(field) is not None and field != IMPORT_KEY


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "date": _words(
            "date, application date, date applied, applied date, applied on, applied at, "
            "applied, date of application, submitted, date submitted, submitted on, sent, "
            "date sent, submission date, apply date"
        ),
        "saved": _words(
            "saved date, date saved, saved, saved at, saved on, added at, date added, added, "
            "added on, created at, created, date created"
        ),
        "company": _words(
            "company, company name, employer, employer name, organisation, organization, "
            "firm, company / organization"
        ),
        "role": _words(
            "role, job title, title, position, position title, job, job role, role title, "
            "vacancy, job position"
        ),
        "status": _words(
            "status, application status, stage, current status, current stage, status name, "
            "list name, list, result, outcome"
        ),
        "url": _words(
            "url, job url, link, job link, posting, job posting, posting url, job post, job "
            "posting url, link to job, link to posting, website, listing"
        ),
        "source": _words(
            "source, job board, found on, where found, channel, platform, referral, found via, via"
        ),
        "agency": _words("agency, recruitment agency, staffing agency"),
        "contact": _words(
            "contact, contact name, contact person, recruiter, recruiter name, hiring "
            "manager, point of contact"
        ),
        "email": _words("email, e-mail, contact email, recruiter email, email address"),
        "phone": _words(
            "phone, contact phone, phone number, recruiter phone, telephone, contact phone number"
        ),
        "resume": _words("resume, cv, resume name, resume version, cv version, resume used"),
        "pay": _words("pay, salary, salary range, compensation, pay range, wage"),
        "pay_from": _words("min salary, salary min, minimum salary"),
        "pay_to": _words("max salary, salary max, maximum salary"),
        "pay_currency": _words("salary currency, currency"),
        "pay_period": _words("salary pay period, pay period, salary period"),
        "apply_by": _words("deadline, apply by, closing date, application deadline"),
        "hear_back_by": _words("hear back by, answer by, response by"),
        "location": _words("location, job location, city, place, office"),
        "tags": _words("tags, labels, keywords"),
        "notes": _words(
            "notes, note, comments, comment, remarks, description, job description, question "
            "and answers, next steps"
        ),
    }
)
"""Headers, in any case and with any signs between their words, by the field they mean."""


def key_of(header: str) -> str:
    """Return the form in which two headers are one: their letters and digits in lower case.

    A header without any, such as `#`, is only the same as itself.
    """
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(char for char in folded if char.isalnum()) or folded.strip()


_BY_KEY = {key_of(each): field for field, headers in SYNONYMS.items() for each in headers}


@dataclass(frozen=True, slots=True)
class Source:
    """A program whose export is known by its headers.

    `needs` are the headers by which it is told, `fields` what it calls them and means by it where
    that is another thing than usual. `order` is that of its dates where it is fixed. `leads` says
    that every row is a saved posting, `people` that it is a person.
    """

    name: str
    title: str
    needs: tuple[str, ...]
    fields: Mapping[str, str]
    order: Order | None = None
    leads: bool = False
    people: bool = False


SOURCES: tuple[Source, ...] = (
    Source(
        "linkedin-connections",
        "LinkedIn, Connections.csv",
        ("First Name", "Last Name", "Connected On"),
        {
            "First Name": "first_name",
            "Last Name": "last_name",
            "URL": "linkedin",
            "Email Address": "email",
            "Company": "company",
            "Position": "role",
            "Connected On": BODY,
        },
        people=True,
    ),
    Source(
        "linkedin-applications",
        "LinkedIn, Job Applications.csv",
        ("Application Date", "Company Name", "Job Title", "Job Url"),
        {
            "Application Date": "date",
            "Company Name": "company",
            "Job Title": "role",
            "Job Url": "url",
            "Resume Name": "resume",
            "Question And Answers": "notes",
            # Yours, as you gave them with the application; nobody to write to.
            "Contact Email": BODY,
            "Contact Phone Number": BODY,
        },
        Order.MONTH_FIRST,
    ),
    Source(
        "linkedin-saved",
        "LinkedIn, Saved Jobs.csv",
        ("Saved Date", "Job Url", "Job Title", "Company Name"),
        {"Saved Date": "saved", "Job Url": "url", "Job Title": "role", "Company Name": "company"},
        Order.MONTH_FIRST,
        leads=True,
    ),
    Source(
        "teal",
        "Teal",
        ("company_name", "role", "added_at", "applied_at"),
        {
            "company_name": "company",
            "role": "role",
            "location": "location",
            "url": "url",
            "source": "source",
            "min_salary": "pay_from",
            "max_salary": "pay_to",
            "salary_currency": "pay_currency",
            "salary_pay_period": "pay_period",
            "added_at": "saved",
            "applied_at": "date",
            "statusName": "status",
            "status": "status",
            "id": BODY,
            "excitement": BODY,
            "follow_up_at": BODY,
            "updated_at": BODY,
            "archived_at": BODY,
        },
    ),
    Source(
        "huntr",
        "Huntr",
        ("listName", "title", "companyName"),
        {
            "listName": "status",
            "title": "role",
            "companyName": "company",
            "location": "location",
            "htmlDescription": "html",
            "requirements": "html",
        },
    ),
    Source(
        "simplify",
        "Simplify",
        ("Company Name", "Job Title", "Status", "Applied Date", "Job URL"),
        {
            "Company Name": "company",
            "Job Title": "role",
            "Status": "status",
            "Applied Date": "date",
            "Status Date": BODY,
            "Location": "location",
            "Job Type": BODY,
            "Job URL": "url",
        },
    ),
    Source(
        "career-ops",
        "career-ops, the table of applications",
        ("Date", "Company", "Role", "Score", "Status", "Report"),
        {
            "#": BODY,
            "Date": "date",
            "Company": "company",
            "Role": "role",
            "Score": BODY,
            "Status": "status",
            "PDF": BODY,
            "Report": BODY,
            "Notes": "notes",
        },
    ),
)
"""Every program that is known, the ones with the surest marks first."""

PLAIN = Source("table", "a plain table", (), {})
"""Any other table, read by the usual names of its columns."""

_KEYS = {source.name: frozenset(map(key_of, source.needs)) for source in SOURCES}


def recognise(row: Sequence[str]) -> Source | None:
    """Return the program whose headers a row holds; a plain table needs a company and one more."""
    keys = {key for cell in row if (key := key_of(cell))}
    for source in SOURCES:
        if _KEYS[source.name] <= keys:
            return source
    meant = {_BY_KEY[key] for key in keys if key in _BY_KEY}
    return PLAIN if "company" in meant and meant & {"role", "date", "saved", "status"} else None


def known_headers(row: Sequence[str]) -> int:
    """Return how many cells of a row are headers that mean something."""
    return sum(key_of(cell) in _BY_KEY for cell in row)


def header_with(rows: Sequence[Sequence[str]], wanted: Iterable[str]) -> int | None:
    """Return the index of the first row that holds all the headers `wanted`."""
    keys = set(map(key_of, wanted))
    return next((at for at, row in enumerate(rows) if keys <= set(map(key_of, row))), None)


def fields_of(header: Sequence[str], source: Source, asked: Mapping[str, str]) -> tuple[str, ...]:
    """Return the field that each column is read as.

    What is `asked` for comes first, by header; then what the program means; then the usual names.
    """
    own = {key_of(name): field for name, field in source.fields.items()}
    wanted = {key_of(name): field for name, field in asked.items()}
    usual = {} if source.people else _BY_KEY
    return tuple(
        asked.get(name)
        or wanted.get(key_of(name))
        or own.get(key_of(name))
        or usual.get(key_of(name), BODY)
        for name in header
    )


Meaning = tuple[Stage | None, Outcome | None]

_LEAD = (Stage.LEAD, None)
_APPLIED = (Stage.APPLIED, None)

STATUSES: Mapping[Meaning, tuple[str, ...]] = MappingProxyType(
    {
        _LEAD: _words(
            "lead, saved, bookmarked, wishlist, to apply, interested, applying, not applied, "
            "backlog, to do, evaluated, want to apply, interested in"
        ),
        _APPLIED: _words(
            "applied, submitted, sent, application sent, application submitted, applied "
            "online, pending, waiting, in review, under review, in progress"
        ),
        (Stage.SCREENING, None): _words(
            "screening, screen, phone screen, recruiter screen, phone screening, phone "
            "interview, recruiter call, responded, contacted"
        ),
        (Stage.INTERVIEWING, None): _words(
            "interviewing, interview, interviews, onsite, on site, assessment, take home, "
            "first interview, second interview, final interview, technical interview, "
            "interviewed, final round, technical, interview scheduled, coding challenge, test"
        ),
        (Stage.OFFER, None): _words(
            "offer, offered, offer received, negotiating, negotiation, offers"
        ),
        (None, Outcome.ACCEPTED): _words("accepted, offer accepted, hired, signed"),
        (None, Outcome.REJECTED): _words(
            "rejected, not selected, rejection, turned down, declined by company, "
            "unsuccessful, denied, not moving forward"
        ),
        (None, Outcome.WITHDRAWN): _words("withdrawn, i withdrew, withdrew"),
        (Stage.LEAD, Outcome.WITHDRAWN): _words("discarded, skip, skipped, not interested"),
        (None, Outcome.DECLINED): _words("declined, offer declined, i declined, declined offer"),
        (None, Outcome.GHOSTED): _words("ghosted, no response, no answer, no reply"),
        (None, Outcome.CLOSED): _words(
            "closed, archived, expired, position filled, filled, position closed, job closed"
        ),
        (None, Outcome.ON_HOLD): _words("on hold, paused, postponed"),
        (None, Outcome.RESCINDED): _words("rescinded, offer rescinded"),
    }
)
"""The words that other programs and people use for where an application stands."""

_BY_WORDS = {words: meaning for meaning, each in STATUSES.items() for words in each}


def status_of(text: str) -> Meaning | None:
    """Return what a status means as stage and outcome, `None` where it is not known."""
    words = " ".join(re.findall(r"[^\W\d_]+", text.casefold()))
    return _BY_WORDS.get(words)


_SAME: Mapping[Stage | None, frozenset[str]] = MappingProxyType(
    {
        Stage.LEAD: frozenset({"saved", "bookmarked", "wishlist"}),
        Stage.APPLIED: frozenset({"submitted"}),
        Stage.INTERVIEWING: frozenset({"interview", "interviews"}),
        Stage.OFFER: frozenset({"offers", "offered"}),
    }
)
"""Words that say no more than the stage does."""


def is_plain_word(text: str, meaning: Meaning) -> bool:
    """Whether an entry that says the meaning says all that the status does."""
    stage, outcome = meaning
    words = "-".join(re.findall(r"[^\W\d_]+", text.casefold()))
    if not "".join(text.split()).isalpha():
        return False
    return words == (outcome or stage) or (outcome is None and words in _SAME.get(stage, ()))
