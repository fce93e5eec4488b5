"""Promises 10 to 18: whatever a file holds is read as meant, or told with its place; never guessed.

What is wrong is told by `afterword check` with path, line and column, and the site is built.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guarantees.outside import (
    CONFIG,
    ENTRY,
    JOURNAL,
    MKDOCS,
    PATH,
    SAMPLE,
    ask,
    checksums,
)
from tests.site.built import build_tree

Tree = Callable[[str], Path]
GOOD = "2026-11-18-acme"
BROKEN = "journal/interviews/2026-11-19-broken.md"


def _front(lines: str) -> str:
    return f"---\ndate: 2026-11-18\ncompany: Acme\n{lines}\n---\nThe text.\n"


def _with(tree: Tree, text: str | bytes) -> Path:
    """Return a journal with a good entry and one that holds `text`."""
    root = tree(JOURNAL)
    data = text.encode() if isinstance(text, str) else text
    (root / BROKEN).write_bytes(data)
    return root


def _told(root: Path, code: int = 1) -> list[str]:
    """Return what `check` prints of the second entry, without its path."""
    said = ask(root, "check")
    assert said.code == code, said.out
    lines = said.out.splitlines()
    assert all(line.startswith(f"{BROKEN}:") for line in lines), said.out
    return [line.removeprefix(f"{BROKEN}:") for line in lines]


UNREADABLE = {
    "malformed": ("company: [Acme\nsecret: SECRET", r"4:10: AW-YAML a bracket is not closed"),
    "tab": ("\tsecret: SECRET", r"4:1: AW-YAML a tab at the start of the line: indent with spaces"),
    "smart quotes": ("hear_back_by: \u201cSECRET\u201d", r"4:15: AW-QUOTES typographic quotes"),
    "never closed": (None, r"1:1: AW-DELIMITER front matter never closed: put a line `---` before"),
    "never opened": (None, r"1:1: AW-DELIMITER front matter without its opening"),
    "odd opening": (None, r"1:1: AW-DELIMITER `\u2014` does not open front matter: write `---`"),
}
WHOLE = {
    "never closed": "---\ndate: 2026-11-18\ncompany: SECRET\n\nThe text.\n",
    "never opened": "date: 2026-11-18\ncompany: SECRET\n---\nThe text.\n",
    "odd opening": "\u2014\ndate: 2026-11-18\ncompany: SECRET\n---\nThe text.\n",
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_10_what_cannot_be_read_is_told_with_its_place_and_the_site_is_built(
    tree: Tree, case: str
) -> None:
    lines, said = UNREADABLE[case]
    root = _with(tree, WHOLE[case] if lines is None else _front(lines))
    told = _told(root)
    assert any(re.match(said, line) for line in told), told
    built = build_tree(root)
    card = built.page("interviews/2026-11-19-broken/")
    assert "The text." in card.article
    problems = built.page("problems/").article
    assert "interviews/2026-11-19-broken.md" in problems
    assert told[0].split()[1] in problems
    # Neither the page nor the index shows front matter, and the other entry is as it was.
    assert "date: 2026-11-18" not in card.raw + built.search_text()
    if case != "smart quotes":  # An entry in all but one field is shown as one.
        assert "This entry cannot be read" in card.article
        assert "SECRET" not in card.raw + built.search_text()
    assert "It went well." in built.page(f"interviews/{GOOD}/").article


def test_10_a_strict_build_fails_and_a_plain_one_does_not(tree: Tree) -> None:
    root = _with(tree, _front("company: [Acme"))
    assert ask(root, "build", "-q", program=MKDOCS).code == 0
    strict = ask(root, "build", "--strict", program=MKDOCS)
    assert strict.code == 1
    assert "interviews/2026-11-19-broken.md:" in strict.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"---\ndate: 2026-11-18\ncompany: Caf\xe9\n---\n", "byte 33 (0xe9) is not UTF-8"),
        ("---\ndate: 2026-11-18\n---\n".encode("utf-16"), "UTF-16 from byte 0"),
        (b"---\ndate: 2026-11-18\ncompany: A\x00\n---\n", "U+0000 at byte 31"),
        (b"---\ndate: 2026-11-18\ncompany: \xc3\xa9\x1b\n---\n", "U+001B at byte 32"),
    ],
)
def test_11_what_is_no_text_is_told_with_its_byte(tree: Tree, data: bytes, said: str) -> None:
    (told,) = _told(_with(tree, data))
    assert said in told


NEST = 25_000
TOO_MUCH = {
    "over 1 MB": (_front("") + "x" * 1_000_000, "AW-SIZE"),
    "deep brackets": (_front("x-a: " + "[" * NEST), "AW-DEPTH"),
    "deep blocks": (_front("x-a:\n  " + "- " * NEST + "x"), "AW-DEPTH"),
    "over 1,000 tasks": (
        _front("checklist:\n" + "".join(f"- task: t{number}\n" for number in range(1001))),
        "AW-MANY",
    ),
    # Just under 1 MB: each of these took longer than a second.
    "brackets": (_front("x-a: [" + "[], " * 200_000 + "]"), "AW-SIZE"),
    "repeated keys": (_front("a: 1\n" * 150_000), "AW-SIZE"),
    "odd people": (_front("interviewers: [" + "{nmae: x}," * 80_000 + "]"), "AW-SIZE"),
    "unknown keys": (_front("".join(f"k{n}:\n" for n in range(110_000))), "AW-SIZE"),
    "keys of one task": (_front("checklist: [{" + "a," * 480_000 + "}]"), "AW-SIZE"),
    "opened addresses": (_front("interviewers: " + "<," * 480_000), ""),
    "a long name": (_front("role: " + "a " * 400_000), ""),
    "a long word": (_front("role: " + "a" * 900_000), ""),
    "blocks": (_front("") + "```afterword\nview: x\n```\n" * 30_000, "AW-MANY"),
    "notes": (_front("interviewers: [A, B]") + "## Thank-you note: A\n" * 40_000, "AW-MANY"),
    "just within": (_front("x-a: {" + "a: 1," * 9900 + "}"), "AW-MANY"),
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_11_too_much_is_a_problem_within_a_second_and_no_crash(tree: Tree, case: str) -> None:
    text, code = TOO_MUCH[case]
    assert len(text.encode()) < 1_000_000 or case == "over 1 MB"
    plain = _seconds(tree(JOURNAL))
    root = _with(tree, text)
    seconds = _seconds(root)
    told = _told(root, 1 if code else 0)
    assert [line for line in told if f" {code} " in line] or not code
    # Beside what the command takes for a small journal; once more where the machine was busy.
    assert min(seconds, _seconds(root)) - plain < 1


def _seconds(root: Path) -> float:
    """Return the processor time that a check takes, whatever else the machine does."""
    before = os.times()
    ask(root, "check")
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ("role: A\nrole: B", 1, "5:1: AW-REPEATED `role` stands on line 4 and again on line 5"),
        ("intervewers: Jane", 0, "4:1: AW-KEY unknown key `intervewers` in an entry. Did you mean"),
        ("role: [A, B]", 1, "4:7: AW-TYPE `role` wants a single value, not a list."),
        ("checklist: {thank: {a: b}}", 1, "4:20: AW-TYPE `thank` wants a single value, not a map"),
    ],
)
def test_12_repeated_and_unknown_keys_and_wrong_types_are_named(
    tree: Tree, lines: str, code: int, told: str
) -> None:
    root = _with(tree, _front(lines))
    assert any(line.startswith(told) for line in _told(root, code)), _told(root, code)
    assert ask(root, "check", "--strict").code == 1


def test_13_times_codes_numbers_and_versions_stay_as_written(tree: Tree) -> None:
    people = "interviewers:\n  - {name: Jane, phone: 0612345670}\n  - {name: Raj, phone: +14155550}"
    own = "x-country: NO\nx-version: 1.10\nx-octal: 010\nx-on: on\nx-exp: 1e3\nx-sexa: 12:30"
    root = _with(tree, _front(f"time: 12:30\nround: 1.10\n{people}\n{own}"))
    entries = json.loads(ask(root, "export", "json").out)["entries"]
    entry = next(each for each in entries if each["company"] == "Acme")
    assert (entry["time"], entry["round"]) == ("12:30", "1.10")
    phones = [each["phone"] for each in entry["interviewers"]]
    assert phones == ["0612345670", "+14155550"]
    assert list(entry["extra"].values()) == ["NO", "1.10", "010", "on", "1e3", "12:30"]
    article = build_tree(root).page("interviews/2026-11-19-broken/").article
    for text in ("12:30", "0612345670", "+14155550", "1.10", "NO", "010", "1e3"):
        assert text in article


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-02-30", "`2026-02-28`"),
        ("26-03-01", "`2026-03-01`"),
        ("20260301", "`2026-03-01`"),
        ("March 1", "-03-01`"),
        ("11/12/2026", "`2026-11-12`|`2026-12-11`"),
    ],
)
def test_14_another_date_is_answered_with_the_iso_form_and_never_guessed(
    tree: Tree, written: str, meant: str
) -> None:
    root = _with(tree, _front(f"hear_back_by: {written}"))
    (told,) = [line for line in _told(root) if " AW-DATE " in line]
    assert told.startswith("4:15: AW-DATE `hear_back_by`: ")
    assert all(form in told for form in meant.split("|"))
    entries = json.loads(ask(root, "export", "json").out)["entries"]
    entry = next(each for each in entries if each["company"] == "Acme")
    assert not entry.get("hear_back_by")


def test_15_due_today_is_not_overdue_in_the_journals_own_time_zone(tree: Tree) -> None:
    """At one moment it is two days on the two sides of the date line, and each is right."""
    states = set()
    for zone, name in (("Pacific/Kiritimati", "+14"), ("Etc/GMT+12", "-12")):
        config = CONFIG.replace("today: 2026-11-22", f"timezone: {zone}")
        root = tree(config + f"== {PATH}\n{ENTRY}")
        hours = int(name)
        day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + hours * 3600))
        due = ENTRY.replace("code sample\n", f"code sample\n    due: {day}\n")
        (root / PATH).write_text(due, "utf-8")
        tasks = json.loads(ask(root, "due", "--json").out)
        task = next(each for each in tasks if each["id"] == SAMPLE)
        assert (task["state"], task["days_overdue"]) == ("today", 0)
        states.add(day)
    assert len(states) == 2


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        ("2026-11-20", "upcoming", 0),
        ("2026-11-21", "today", 0),
        ("2026-11-22", "overdue", 1),
        ("2027-01-01", "overdue", 41),
        ("2028-03-01", "overdue", 466),  # A leap day and a year's end passed.
        ("2026-10-01", "upcoming", 0),  # A clock that was set back.
    ],
)
def test_15_days_count_over_year_ends_leap_days_and_clocks_set_back(
    tree: Tree, today: str, state: str, days: int
) -> None:
    root = tree(JOURNAL)
    due = ENTRY.replace("code sample\n", "code sample\n    due: 2026-11-21\n")
    (root / PATH).write_text(due, "utf-8")
    before = checksums(root)
    tasks = json.loads(ask(root, "due", "--json", "--days", "500", "--today", today).out)
    task = next(each for each in tasks if each["id"] == SAMPLE)
    assert (task["due"], task["state"], task["days_overdue"]) == ("2026-11-21", state, days)
    assert checksums(root) == before


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"),  # The hour left out.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # The hour that comes twice.
        ("America/New_York", "2026-11-25", "09:00", "2026-11-25T14:00"),
    ],
)
def test_15_an_hour_that_is_left_out_or_comes_twice_keeps_its_day(
    tree: Tree, zone: str, day: str, hour: str, utc: str
) -> None:
    from tests.exchange.calendars import both

    root = tree(CONFIG.replace("today: 2026-11-22", f"timezone: {zone}\n      today: {day}"))
    file = root / "journal/interviews/2026-01-01-acme.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\ndate: {day}\ntime: {hour}\ncompany: Acme\n---\n", "utf-8")
    events = both(ask(root, "export", "ics").out.encode())
    (event,) = [each for each in events if hasattr(each.start, "hour")]
    assert event.start.isoformat()[:16] == utc
    assert f"{hour}" in build_tree(root).page("interviews/2026-01-01-acme/").article


def test_15_the_site_says_for_which_day_it_was_built(tree: Tree) -> None:
    """That it corrects itself on a later one is shown in tests/browser/test_day.py."""
    root = tree(JOURNAL.replace("      today: 2026-11-22\n", "      timezone: Asia/Tokyo\n"))
    html = build_tree(root).page("")
    metas = [each for tag, each in html.elements if tag == "meta"]
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 9 * 3600))
    assert {"name": "afterword-built", "content": day} in metas
    assert {"name": "afterword-zone", "content": "Asia/Tokyo"} in metas


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("interviews/2026-11-19-x.md", "updates/2026-11-19-x.md", "AW-ID"),
        ("notes/a.md", "notes/a/index.md", "AW-URL"),
        ("notes/A.md", "notes/a.md", "AW-URL"),
        ("notes/caf\u00e9.md", "notes/cafe\u0301.md", "AW-URL"),
    ],
)
def test_16_two_files_with_one_id_or_address_are_both_named(
    tree: Tree, first: str, second: str, code: str
) -> None:
    root = tree(JOURNAL)
    text = "---\ndate: 2026-11-19\ncompany: Acme Robotics\n---\n"
    for name in (first, second):
        file = root / "journal" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if code == "AW-ID" else "# A page\n", "utf-8")
    said = ask(root, "check")
    assert said.code == 1
    (line,) = [line for line in said.out.splitlines() if f" {code} " in line]
    assert first in line
    assert second in line


def test_16_names_equal_but_for_case_spaces_or_unicode_form_are_one(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal/interviews").mkdir(parents=True)
    for number, name in enumerate(("Caf\u00e9  Noir", "Cafe\u0301 Noir", "CAF\u00c9 NOIR")):
        text = f"---\ncompany: {name}\nrole: Cook\ninterviewers: Zo\u00eb Orr\n---\n"
        (root / f"journal/interviews/2026-11-1{number}-x.md").write_text(text, "utf-8")
    data = json.loads(ask(root, "export", "json").out)
    assert (len(data["opportunities"]), len(data["people"])) == (1, 1)


CONFLICT = ENTRY.replace(
    "role: Backend Engineer\n",
    "<<<<<<< HEAD\nrole: Backend Engineer\n=======\nrole: Engineer\n>>>>>>> other\n",
)


def test_17_a_merge_conflict_is_told_by_its_line_and_refuses_ticks(tree: Tree) -> None:
    root = tree(JOURNAL)
    (root / PATH).write_text(CONFLICT, "utf-8")
    before = checksums(root)
    said = ask(root, "check")
    assert said.code == 1
    assert f"{PATH}:4:1: AW-CONFLICT unresolved merge conflict at line 4" in said.out
    assert "Send the code sample" not in ask(root, "due").out
    assert json.loads(ask(root, "export", "json").out)["entries"] == []
    refused = ask(root, "done", SAMPLE)
    assert refused.code == 2
    assert checksums(root) == before


def test_17_copies_that_lie_about_are_not_published(tree: Tree) -> None:
    root = tree(JOURNAL)
    kept = ("x (conflicted copy).md", "x.sync-conflict-1.md")
    for name in ("a.md~", "#a.md#", ".a.md.swp", "a.md.orig", "4913", *kept):
        (root / PATH).with_name(name).write_text("A-STRAY-COPY", "utf-8")
    said = ask(root, "check")
    assert [line.split(":")[0].rsplit("/", 1)[1] for line in said.out.splitlines()] == list(kept)
    built = build_tree(root)
    for file in built.folder.rglob("*"):
        assert not file.is_file() or b"A-STRAY-COPY" not in file.read_bytes()


@pytest.mark.parametrize("text", ["", "---\n---\n", "\n\n", "\ufeff", "---\n---"])
def test_18_an_empty_file_says_what_is_missing_and_the_site_is_built(tree: Tree, text: str) -> None:
    root = _with(tree, text)
    (root / BROKEN).rename((root / BROKEN).with_name("broken.md"))
    said = ask(root, "check")
    assert said.code == 1
    assert "no date: add `date: 2026-11-18`" in said.out
    assert "no date" in build_tree(root).page("interviews/broken/").article


def test_18_an_empty_journal_is_built_and_says_what_to_do_next(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal").mkdir()
    assert ask(root, "check").code == 0
    assert ask(root, "build", "-q", "--strict", program=MKDOCS).code == 0
    for words in (("due",), ("pipeline",), ("people",), ("offers",), ("momentum",), ("week",)):
        assert ask(root, *words).code == 0
    assert "Write the first entry" in build_tree(root).page("").article
