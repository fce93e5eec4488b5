"""Tests how an entry's fields are read: as written, by kind, forgiving but never silent."""

from __future__ import annotations

import datetime as dt

import pytest

from afterword.model.due import Interval
from afterword.model.entry import EVENT_OUTCOMES, Broken, Entry, Kind, Outcome, Stage
from afterword.model.settings import Settings
from afterword.source.entry import check_page, read_opportunity_page, read_person_page

from .reading import entry_of, faults_of, front, read

EVERYDAY = """\
---
date: 2026-11-18
company: Acme Robotics
role: Senior Backend Engineer
round: Onsite
interviewers:
  - Jane Doe <jane.doe@acme.example>
  - name: Raj Patel
    title: Staff Engineer
    linkedin: https://www.linkedin.com/in/rajpatel
hear_back_by: 2026-11-27
checklist:
  - thank: Jane Doe
    proofread_by: Sam
    done: 2026-11-18
  - connect: Raj Patel
  - follow_up: Jane Doe
    due: 2026-12-01
  - task: Send the code sample they asked for
    due: +2 business days
---
What went well, what they asked, what I would say differently.
"""


def test_the_everyday_entry_is_read_whole_and_without_complaint() -> None:
    entry, problems = read(EVERYDAY, "interviews/2026/2026-11-18-acme-onsite.md")
    assert problems == []
    assert isinstance(entry, Entry)
    assert (entry.id, entry.kind, entry.date) == (
        "2026-11-18-acme-onsite",
        Kind.INTERVIEW,
        dt.date(2026, 11, 18),
    )
    assert (entry.company, entry.role, entry.round, entry.hear_back_by) == (
        "Acme Robotics",
        "Senior Backend Engineer",
        "Onsite",
        dt.date(2026, 11, 27),
    )
    assert [(who.name, who.email, who.title) for who in entry.interviewers] == [
        ("Jane Doe", "jane.doe@acme.example", ""),
        ("Raj Patel", "", "Staff Engineer"),
    ]
    assert [
        (item.verb, item.object, item.done, str(item.due or "")) for item in entry.checklist
    ] == [
        ("thank", "Jane Doe", dt.date(2026, 11, 18), ""),
        ("connect", "Raj Patel", None, ""),
        ("follow_up", "Jane Doe", None, "2026-12-01"),
        ("task", "Send the code sample they asked for", None, "date + 2 business days"),
    ]
    assert (entry.body, entry.body_line) == (EVERYDAY.split("---\n")[2], 22)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("NO", "NO"),
        ("null", "null"),
        ("1.10", "1.10"),
        ("007", "007"),
        ("12:30", "12:30"),
        ("2026-11-18", "2026-11-18"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ('"Foo #1"', "Foo #1"),
        ("'Foo #1'", "Foo #1"),
        ("Foo#1", "Foo#1"),
        ("~", ""),
        ('"~"', "~"),
        ("Jane \u201cJJ\u201d Doe", "Jane \u201cJJ\u201d Doe"),
    ],
)
def test_a_text_is_kept_as_it_is_written(written: str, expected: str) -> None:
    assert entry_of(f"role: {written}").role == expected


def test_country_codes_phone_numbers_and_versions_keep_every_sign() -> None:
    entry = entry_of(
        "interviewers:\n"
        "- {name: Jane Doe, phone: 0612345670}\n"
        "- {name: Raj Patel, phone: +14155550123}\n"
        "tags: [NO, 1.10, 09:30]\n"
        "x-office: {country: NO, floor: 010}"
    )
    assert [who.phone for who in entry.interviewers] == ["0612345670", "+14155550123"]
    assert entry.tags == ("NO", "1.10", "09:30")
    assert entry.extra == {"x-office": {"country": "NO", "floor": "010"}}


@pytest.mark.parametrize(("written", "hour"), [("12:30", 12), ("09:30", 9), ("'14:30'", 14)])
def test_a_time_is_a_time_and_no_number(written: str, hour: int) -> None:
    assert entry_of(f"time: {written}").time == dt.time(hour, 30)


def test_keys_that_other_readers_stumble_over_are_only_unknown() -> None:
    entry, problems = faults_of("content: a\nhandler: b\n1: c")
    assert entry.extra == {"content": "a", "handler": "b", "1": "c"}
    assert [problem.split(" in an")[0] for problem in problems] == [
        "4:1: AW-KEY unknown key `content`",
        "5:1: AW-KEY unknown key `handler`",
        "6:1: AW-KEY unknown key `1`",
    ]


def test_keys_of_ones_own_begin_with_x_or_are_listed_in_the_settings() -> None:
    entry = entry_of("x-mood: good\nmood: [a, {b: c}]", settings=Settings(keys=frozenset({"mood"})))
    assert entry.extra == {"x-mood": "good", "mood": ("a", {"b": "c"})}


def test_of_a_repeated_key_the_first_value_stays() -> None:
    assert faults_of("role: Engineer\nrole: Manager")[0].role == "Engineer"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_key_kind_decides_before_the_folder(kind: Kind) -> None:
    assert entry_of(f"kind: {kind.value.title()}", Kind.UPDATE).kind is kind


def test_an_unknown_kind_is_told_and_the_folders_stays() -> None:
    entry, problems = faults_of("kind: intervew", Kind.INTERVIEW)
    assert entry.kind is Kind.INTERVIEW
    assert problems == [
        (
            "4:7: AW-VALUE `kind: intervew` is none of application, interview, conversation, "
            "offer, update. Did you mean `interview`?"
        )
    ]


def test_the_date_may_stand_in_the_file_name() -> None:
    entry, problems = read("Coffee.\n", "conversations/2026-11-18 Jane.md", Kind.CONVERSATION)
    assert problems == []
    assert isinstance(entry, Entry)
    assert (entry.id, entry.date, entry.body) == (
        "2026-11-18 Jane",
        dt.date(2026, 11, 18),
        "Coffee.\n",
    )


def test_the_key_date_decides_before_the_file_name() -> None:
    entry, _ = read(front("role: x"), "interviews/2026-01-01-acme.md")
    assert isinstance(entry, Entry)
    assert entry.date == dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (
            "interviews/acme.md",
            (
                "1:1: AW-MISSING no date: add `date: 2026-11-18`, or begin the file's name with "
                "the date."
            ),
        ),
        (
            "interviews/2026-02-30-acme.md",
            (
                "1:1: AW-DATE the file's name: `2026-02-30` is no day of the calendar: the month's "
                "last day is `2026-02-28`."
            ),
        ),
    ],
)
def test_without_a_date_an_entry_is_broken_and_keeps_its_text(path: str, problem: str) -> None:
    entry, problems = read("---\ncompany: Acme\n---\nWent well.\n", path)
    assert isinstance(entry, Broken)
    assert (entry.kind, entry.body, entry.body_line) == (Kind.INTERVIEW, "Went well.\n", 4)
    assert problems == [f"{path}:{problem}"]


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        ("", "3:1: AW-MISSING `date` is empty: write `date: 2026-11-18`."),
        (
            " March 1",
            (
                "3:7: AW-DATE `date`: `March 1` has no year: write it as year-03-01, such as "
                "`2026-03-01`."
            ),
        ),
        (" [2026-11-18]", "3:7: AW-TYPE `date` wants a single value, not a list."),
    ],
)
def test_a_date_that_is_wrong_is_told_once_and_not_taken_from_the_file_name(
    date: str, problem: str
) -> None:
    path = "interviews/2026-11-18-acme.md"
    entry, problems = read(f"---\ncompany: Acme\ndate:{date}\n---\n", path)
    assert isinstance(entry, Broken)
    assert problems == [f"{path}:{problem}"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "role: C# Engineer #2",
            (
                "3:7: AW-COMMENT ` #2` is a comment here, so that only `C# Engineer` is read: "
                'write `"C# Engineer #2"`, or a blank behind the `#`.'
            ),
        ),
        ("role: Engineer # the second one", ""),
        ("role: Engineer#2", ""),
        ('role: "Engineer #2"', ""),
        ("x-a: |\n  One #2", ""),
        (
            "hear_back_by: 2025-11-27",
            (
                "3:1: AW-ORDER `hear_back_by: 2025-11-27` lies before the day of the event, "
                "2026-11-18; put one of them right."
            ),
        ),
        ("hear_back_by: 2026-11-18", ""),
    ],
)
def test_what_is_read_but_hardly_meant_so_is_a_warning(lines: str, said: str) -> None:
    entry, problems = read(f"---\ndate: 2026-11-18\n{lines}\ncompany: Acme\n---\n")
    assert isinstance(entry, Entry)
    assert problems == ([f"interviews/acme.md:{said}"] if said else [])


def test_a_date_far_from_the_file_s_name_is_a_warning_and_one_that_was_moved_is_none() -> None:
    path = "interviews/2026-11-18-acme.md"
    _, problems = read("---\ndate: 2062-11-18\ncompany: Acme\n---\n", path)
    assert problems == [
        (
            f"{path}:2:1: AW-ORDER `date: 2062-11-18`, but the file's name says 2026-11-18, more "
            "than a year apart; put one of them right."
        )
    ]
    assert read("---\ndate: 2027-02-18\ncompany: Acme\n---\n", path)[1] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_company_is_wanted_except_in_conversations_and_updates(kind: Kind) -> None:
    entry, problems = read("---\ndate: 2026-11-18\n---\n", kind=kind)
    assert isinstance(entry, Entry)
    if kind in (Kind.CONVERSATION, Kind.UPDATE):
        assert problems == []
    else:
        assert problems == [
            (
                f"interviews/acme.md:1:1: AW-MISSING no company: an {kind} wants "
                "`company: Acme Robotics`."
            )
        ]


def test_an_empty_file_and_empty_front_matter_say_what_is_missing() -> None:
    expected = [
        (
            "interviews/acme.md:1:1: AW-MISSING no date: add `date: 2026-11-18`, or begin the "
            "file's name with the date."
        ),
        (
            "interviews/acme.md:1:1: AW-MISSING no company: an interview wants "
            "`company: Acme Robotics`."
        ),
    ]
    assert read("") == (Broken("acme", "interviews/acme.md", Kind.INTERVIEW), expected)
    assert read("---\n---\n")[1] == expected
    assert read("---\n# only a comment\n---\n")[1] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("on hold", Outcome.ON_HOLD),
        ("On-Hold", Outcome.ON_HOLD),
        ("on_hold", Outcome.ON_HOLD),
        ("no show", Outcome.NO_SHOW),
        ("Cancelled", Outcome.CANCELLED),
        ("REJECTED", Outcome.REJECTED),
    ],
)
def test_an_outcome_is_understood_in_its_usual_spellings(written: str, expected: Outcome) -> None:
    assert entry_of(f"outcome: {written}").outcome is expected


@pytest.mark.parametrize("kind", [Kind.APPLICATION, Kind.OFFER, Kind.UPDATE])
@pytest.mark.parametrize("outcome", sorted(EVENT_OUTCOMES))
def test_the_outcome_of_an_event_is_refused_where_there_was_none(
    kind: Kind, outcome: Outcome
) -> None:
    entry, problems = faults_of(f"outcome: {outcome}", kind)
    assert entry.outcome is None
    assert problems == [
        (
            f"4:10: AW-VALUE `outcome: {outcome}` is for interviews and conversations; an {kind} "
            "ends with rejected, withdrawn, declined, closed, ghosted, on-hold, reopened, "
            "accepted, rescinded."
        )
    ]


def test_the_outcome_is_judged_by_the_kind_even_when_that_is_written_below() -> None:
    assert entry_of("outcome: cancelled\nkind: interview", Kind.UPDATE).outcome is Outcome.CANCELLED


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_can_be_written(stage: Stage) -> None:
    assert entry_of(f"stage: {stage.value.title()}").stage is stage


@pytest.mark.parametrize(
    ("written", "whole", "fields"),
    [
        ("true", True, frozenset()),
        ("Yes", True, frozenset()),
        ("false", False, frozenset()),
        ("", False, frozenset()),
        ("pay", False, frozenset({"pay"})),
        ("[pay, terms, x-note]", False, frozenset({"pay", "terms", "x-note"})),
    ],
)
def test_private_is_the_whole_entry_or_some_fields(
    written: str, whole: bool, fields: frozenset[str]
) -> None:
    entry = entry_of(f"private: {written}")
    assert (entry.private, entry.private_fields) == (whole, fields)


def test_a_word_in_private_that_is_no_field_is_told_and_all_is_kept_back() -> None:
    entry, problems = faults_of("private: [pay, tems]")
    assert entry.private
    assert problems == [
        (
            "4:16: AW-VALUE `private` wants `true` or names of fields; `tems` is none. Did you "
            "mean `terms`?"
        )
    ]


def test_a_key_of_ones_own_can_be_private() -> None:
    settings = Settings(keys=frozenset({"mood"}))
    entry = entry_of("mood: low\nprivate: [mood]", settings=settings)
    assert (entry.private, entry.private_fields) == (False, frozenset({"mood"}))


def test_what_was_meant_to_be_private_and_cannot_be_read_stays_private() -> None:
    entry, problems = faults_of("private: ture")
    assert entry.private
    assert [problem.split(" `")[0] for problem in problems] == ["4:10: AW-VALUE"]


def test_an_offers_terms_are_kept_as_given() -> None:
    entry = entry_of("deadline: 2026-12-04\nterms: {base: 118000, bonus: [10 %, 1.10]}", Kind.OFFER)
    assert (entry.deadline, entry.terms) == (
        dt.date(2026, 12, 4),
        {"base": "118000", "bonus": ("10 %", "1.10")},
    )


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("terms: 118000", "4:8: AW-TYPE"),
        ("tags: [[a]]", "4:8: AW-TYPE"),
        ("role: {a: b}", "4:7: AW-TYPE"),
        ("hear_back_by: [2026-12-01]", "4:15: AW-TYPE"),
        ("[a, b]: c", "4:1: AW-TYPE"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_and_the_rest_is_read(lines: str, problem: str) -> None:
    entry, problems = faults_of(f"{lines}\ntitle: Hello", Kind.OFFER)
    assert entry.title == "Hello"
    assert [said.split(" ", 2)[:2] for said in problems] == [problem.split(" ")]


@pytest.mark.parametrize(
    "text",
    [
        "---\ndate: 2026-11-18\ncompany: Acme: Robotics\n---\nWent well.\n",
        "---\ndate: 2026-11-18\n\tcompany: Acme\n---\nWent well.\n",
        "---\n- date\n- company\n---\nWent well.\n",
        "---\njust some words\n---\nWent well.\n",
        "---\ndate: 2026-11-18\nchecklist:\n- [x] thank Jane\n---\nWent well.\n",
        "--\ndate: 2026-11-18\ncompany: Acme\n--\nWent well.\n",
        "---\ndate: 2026-11-18\ncompany: Acme\n\nWent well.\n",
    ],
    ids=["colon", "tab", "list", "words", "tick boxes", "odd delimiter", "not closed"],
)
def test_a_broken_entry_shows_its_text_and_none_of_its_front_matter(text: str) -> None:
    entry, problems = read(text)
    assert isinstance(entry, Broken)
    assert entry.body == "Went well.\n"
    assert len(problems) == 1


def test_a_page_about_an_opportunity_keeps_facts_of_its_own() -> None:
    page, problems = read_opportunity_page(
        b"---\ncompany: Acme\nrole: Engineer\naliases: [Senior Engineer, Acme Labs]\n"
        b"contact: Rita Cole <rita@acme.example>\nhiring_manager: NO\n---\nWhy I want it.\n",
        "opportunities/acme-engineer.md",
    )
    assert problems == ()
    assert (page.slug, page.company, page.role, page.aliases, page.facts, page.body) == (
        "acme-engineer",
        "Acme",
        "Engineer",
        ("Senior Engineer", "Acme Labs"),
        {"hiring_manager": "NO"},
        "Why I want it.\n",
    )
    assert [(who.name, who.email) for who in page.contact] == [("Rita Cole", "rita@acme.example")]


def test_a_page_about_a_person_tells_keys_that_it_does_not_know() -> None:
    page, problems = read_person_page(
        b"---\nname: Jane Doe\nemial: jane@acme.example\nkeep_in_touch: monthly\n"
        b"---\nMet in Lyon.\n",
        "people/jane-doe.md",
    )
    assert (page.slug, page.name, page.email, page.keep_in_touch, page.body) == (
        "jane-doe",
        "Jane Doe",
        "",
        Interval(1),
        "Met in Lyon.\n",
    )
    assert [str(problem) for problem in problems] == [
        (
            "people/jane-doe.md:3:1: AW-KEY unknown key `emial` in a person's page. Did you mean "
            "`email`? A key of your own begins with `x-`."
        )
    ]


@pytest.mark.parametrize(
    "text", ["# Hello\n", "---\ntitle: Hello\ntags: [a]\nhide: [toc]\n---\nText.\n"]
)
def test_an_ordinary_page_is_left_to_mkdocs(text: str) -> None:
    assert check_page(text.encode(), "hello.md")[1] == ()
