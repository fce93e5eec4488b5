"""Tests `afterword new`: whole files, what is asked in a terminal, and what is refused."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.running import CONFIG, run
from tests.playbook.journals import Tree

KNOWN = """\
== journal/interviews/2026-11-10-acme-screen.md
---
company: Acme Robotics
role: Backend Engineer
stage: screening
interviewers: Rita Cole <rita@acme.example>
---
"""
JOURNAL = CONFIG + KNOWN
WITH = ("--with", "Jane Doe <jane@acme.example>")


def test_an_interview_with_everything_said(tree: Tree) -> None:
    root = tree(JOURNAL)
    ran = run(
        *(root, "new", "interview", "--company", "Acme Robotics", "--role", "Backend Engineer"),
        *("--on", "yesterday", "--round", "Onsite", "--time", "14:30", *WITH),
        *("--with", "Rita Cole", "--hear-back-by", "next friday"),
        *("--task", "Send the sample: all of it", "--due", "next tuesday"),
    )
    assert (ran.code, ran.out) == (0, "journal/interviews/2026-11-21-acme-robotics-onsite.md\n")
    assert ran.err == (
        "--hear-back-by next friday: 2026-11-27, a Friday\n"
        "--on yesterday: 2026-11-21, a Saturday\n"
        "--due next tuesday: 2026-11-24, a Tuesday\n"
        "  2026-11-23  Thank Jane Doe\n"
        "  2026-11-23  Thank Rita Cole\n"
        "  2026-11-24  Send the sample: all of it\n"
        "  2026-11-25  Connect with Jane Doe on LinkedIn\n"
        "  2026-12-01  Follow up with Acme Robotics\n"
    )
    assert (
        (root / ran.out.strip()).read_text("utf-8")
        == """\
---
date: 2026-11-21
time: 14:30
company: Acme Robotics
role: Backend Engineer
round: Onsite
interviewers:
  - Jane Doe <jane@acme.example>
  - Rita Cole <rita@acme.example>
hear_back_by: 2026-11-27
checklist:
  - task: 'Send the sample: all of it'
    due: 2026-11-24
  - thank: Jane Doe
    due: +1 business day
  - connect: Jane Doe
    due: +3 business days
  - thank: Rita Cole
    due: +1 business day
  - follow_up: Acme Robotics
    due: hear_back_by + 2 business days
---

## What they asked

## What went well

## What I would say differently

## What is next

## Thank-you note: Jane Doe

## Thank-you note: Rita Cole
"""
    )
    assert run(root, "check", "--strict").code == 0


@pytest.mark.parametrize(
    ("words", "path", "front"),
    [
        (
            [
                "application",
                "--company",
                "NO",
                "--role",
                "C#: dev",
                "--apply-by",
                "in 2 weeks",
                "--stage",
                "lead",
                "--url",
                "https://x.example/#a",
                "--tags",
                "remote, a: b",
            ],
            "journal/applications/2026-11-22-no.md",
            (
                "date: 2026-11-22\ncompany: NO\nrole: 'C#: dev'\nstage: lead\n"
                "url: https://x.example/#a\ntags: [remote, 'a: b']\napply_by: 2026-12-06\n"
                "checklist:\n  - apply: NO\n    due: apply_by\n"
            ),
        ),
        (
            ["application", "--company", "Nimbus", "--private", "pay, source", "--pay", "90,000"],
            "journal/applications/2026-11-22-nimbus.md",
            (
                "date: 2026-11-22\ncompany: Nimbus\npay: 90,000\nprivate: [pay, source]\n"
                "checklist:\n  - follow_up: Nimbus\n"
                "    due: hear_back_by + 2 business days, else +5 business days\n"
            ),
        ),
        (
            ["conversation", "--with", "Ana Ruiz <ana@x.example>", "--title", "Coffee"],
            "journal/conversations/2026-11-22-ana-ruiz.md",
            (
                "date: 2026-11-22\ntitle: Coffee\npeople:\n  - Ana Ruiz <ana@x.example>\n"
                "checklist:\n  - thank: Ana Ruiz\n    due: +1 business day\n"
                "  - connect: Ana Ruiz\n    due: +3 business days\n"
            ),
        ),
        (
            [
                "offer",
                "--company",
                "Tide",
                "--deadline",
                "2026-12-01",
                "--terms",
                "base=118000",
                "--terms",
                "bonus=10 %",
                "--set",
                "x-place=Denver",
            ],
            "journal/offers/2026-11-22-tide-offer.md",
            (
                "date: 2026-11-22\ncompany: Tide\nterms: {base: 118000, bonus: 10 %}\n"
                "deadline: 2026-12-01\nx-place: Denver\n"
                "checklist:\n  - decide: Tide\n    due: deadline\n"
            ),
        ),
        (
            ["offer", "--company", "Tide", "--terms", "x: y={z}"],
            "journal/offers/2026-11-22-tide-offer.md",
            (
                "date: 2026-11-22\ncompany: Tide\nterms: {'x: y': '{z}'}\n"
                "checklist:\n  - decide: Tide\n"
            ),
        ),
        (
            [
                "update",
                "--company",
                "Acme Robotics",
                "--outcome",
                "on hold",
                "--resumes",
                "2027-01-11",
            ],
            "journal/updates/2026-11-22-acme-robotics-on-hold.md",
            (
                "date: 2026-11-22\ncompany: Acme Robotics\noutcome: on-hold\nresumes: 2027-01-11\n"
                "checklist:\n  - follow_up: Acme Robotics\n"
                "    due: hear_back_by + 2 business days, else resumes + 2 business days\n"
            ),
        ),
        (
            ["interview", "--company", "Tide", "--format", "take-home", "--deadline", "in 3 days"],
            "journal/interviews/2026-11-22-tide-take-home.md",
            (
                "date: 2026-11-22\ncompany: Tide\nformat: take-home\ndeadline: 2026-11-25\n"
                "checklist:\n  - task: Hand in the take-home work\n    due: deadline\n"
                "  - follow_up: Tide\n"
                "    due: hear_back_by + 2 business days, else deadline + 5 business days\n"
            ),
        ),
    ],
)
def test_each_kind_is_written_with_its_checklist(
    tree: Tree, words: list[str], path: str, front: str
) -> None:
    root = tree(JOURNAL)
    ran = run(root, "new", *words)
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert (root / path).read_text("utf-8").startswith(f"---\n{front}---\n\n## ")
    assert run(root, "check", "--strict").err in ("No problems.\n", _ONE_COMPANY)
    others = ("2026-11-10-", "2026-11-22-tide-offer/follow-up")
    due = json.loads(run(root, "due", "--json").out)
    assert [t["id"] for t in due if t["implied"] and not t["id"].startswith(others)] == []


_ONE_COMPANY = "0 errors, 1 warning.\n"


def test_a_checklist_follows_the_event_and_the_promise_when_they_move(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal").mkdir()
    path = run(root, "new", "interview", "--company", "Tide", *WITH, "--on", "tomorrow").out.strip()
    text = (root / path).read_text("utf-8")
    moved = text.replace("2026-11-23", "2026-11-30\nhear_back_by: 2026-12-10")
    (root / path).write_text(moved, "utf-8")
    due = run(root, "due", "--json", "--days", "60").out
    assert re.findall(r'"due": "(.*)"', due) == ["2026-12-01", "2026-12-03", "2026-12-14"]


def test_a_file_that_is_there_is_never_written_over(tree: Tree) -> None:
    root = tree(CONFIG + "== journal/interviews/2026-11-22-tide-interview.md\nMine.\n")
    (root / "journal/old").mkdir()
    (root / "journal/old/2026-11-22-tide-interview-2.md").write_text("", "utf-8")
    paths = [run(root, "new", "interview", "--company", "Tide", *WITH).out for _ in range(2)]
    assert paths[0] == "journal/interviews/2026-11-22-tide-interview-2.md\n"
    assert paths[1] == "journal/interviews/2026-11-22-tide-interview-3.md\n"
    assert (root / "journal/interviews/2026-11-22-tide-interview.md").read_text() == "Mine.\n"


def test_two_at_once_get_two_names(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal").mkdir()
    command = [sys.executable, "-c", "from afterword.cli.main import main; main()"]
    command += ["new", "interview", "--company", "Tide"]
    begun = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    paths = {process.communicate()[0].decode() for process in begun}
    assert len(paths) == 8
    assert len(list((root / "journal/interviews").glob("*.md"))) == 8


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["interview"], "which company? Say `afterword new interview --company NAME`"),
        (["update", "--outcome", "rejectd"], "Did you mean `rejected`?"),
        (["update", "--deadline", "2026-12-01"], "`deadline` belongs in an offer, not in an"),
        (["update", "--on", "11/12/2026"], "--on: `11/12/2026` can be read in more than one way"),
        (["update", "--hear-back-by", "soon"], "--hear-back-by: `soon` is not a date"),
        (["update", "--time", "3pm"], "write `15:00`"),
        (["conversation", "--with", "jane@acme.example"], "a name is wanted"),
        (["conversation", "--with", "Jane <jane@acme>"], "is not an e-mail address"),
        (["update", "--due", "friday"], "--due without a --task"),
        (["update", "--task", "Call", "--due", "soon"], "--due: `soon` is not a date"),
        (["offer", "--company", "A", "--terms", "118000"], "--terms 118000: write KEY=VALUE"),
        (["update", "--set", "colour=red"], "unknown key `colour`"),
        (["update", "--company", "A\x01"], "the control character U+0001"),
        (["update", "--text", "A\x01"], "the control character U+0001"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_nothing_is_written(
    tree: Tree, words: list[str], said: str
) -> None:
    root = tree(JOURNAL)
    before = sorted(root.rglob("*.md"))
    ran = run(root, "new", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert sorted(root.rglob("*.md")) == before


def test_what_is_odd_about_a_new_entry_is_said(tree: Tree) -> None:
    ran = run(tree(JOURNAL), "new", "application", "--company", "Acme Robotic")
    assert ran.code == 0
    assert "AW-NEAR" in ran.err


def test_the_editor_opens_the_entry_and_what_is_wrong_then_is_said(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(JOURNAL)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i 's/^company/compny/'")
    ran = run(root, "new", "update", "--company", "Tide", "--edit")
    assert ran.code == 0
    assert "2026-11-22-tide-update.md:3:1: AW-KEY unknown key `compny`" in ran.err
    monkeypatch.setenv("EDITOR", "no-such-editor")
    ran = run(root, "new", "update", "--company", "Tide", "--edit")
    assert (ran.code, "The entry is written" in ran.err) == (2, True)


def test_a_folder_of_ones_own_is_used(tree: Tree) -> None:
    root = tree("""\
== mkdocs.yml
docs_dir: journal
plugins:
  - afterword: {today: 2026-11-22, folders: {rounds: interview}}
== journal/rounds/note.txt
Here.
""")
    ran = run(root, "new", "interview", "--company", "Tide", *WITH)
    assert ran.out == "journal/rounds/2026-11-22-tide-interview.md\n"


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_in_a_terminal_it_asks_and_completes_what_the_journal_knows(tree: Tree) -> None:
    root = tree(JOURNAL)
    typed = [
        (b"Company: ", b"acm\t\n"),
        (b"Role: ", b"Ba\t\n"),
        (b"Day [2026-11-22]: ", b"yesterday\n"),
        (b"14:30: ", b"3pm\n"),
        (b"write `15:00`", b"15:00\n"),
        (b"Round: ", b"\n"),
        (b"Name <e-mail>: ", b"Rita Cole\n"),
        (b"Enter ends: ", b"Jane Doe <jane@acme.example>\n"),
        (b"Enter ends: ", b"\n"),
        (b"will answer: ", b"next friday\n"),
    ]
    shown = _in_a_terminal(root, ["new", "interview"], typed)
    assert "journal/interviews/2026-11-21-acme-robotics-interview.md" in shown
    text = (root / "journal/interviews/2026-11-21-acme-robotics-interview.md").read_text("utf-8")
    assert (
        text.split("checklist:")[0]
        == """\
---
date: 2026-11-21
time: 15:00
company: Acme Robotics
role: Backend Engineer
interviewers:
  - Rita Cole <rita@acme.example>
  - Jane Doe <jane@acme.example>
hear_back_by: 2026-11-27
"""
    )


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_a_company_that_is_nearly_a_known_one_is_asked_about(tree: Tree) -> None:
    root = tree(JOURNAL)
    typed = [
        (b"Company: ", b"Acme Robotcs\n"),
        (b"the journal knows?", b"\n"),
        (b"Role: ", b"\n"),
        (b"2026-11-22]: ", b"\n"),
        (b"became of it: ", b"reject\n"),
        (b"One of advanced", b"rejected\n"),
        (b"a few words: ", b"\n"),
        (b"will answer: ", b"\n"),
    ]
    shown = _in_a_terminal(root, ["new", "update"], typed)
    assert "journal/updates/2026-11-22-acme-robotics-rejected.md" in shown


def _in_a_terminal(root: Path, words: list[str], typed: list[tuple[bytes, bytes]]) -> str:
    """Run a command in a pseudo-terminal, typing each text once its prompt is there."""
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from afterword.cli.main import main; main()", *words]
    environment = {**os.environ, "TERM": "dumb", "INPUTRC": os.devnull}
    process = subprocess.Popen(
        command, cwd=root, stdin=follower, stdout=follower, stderr=follower, env=environment
    )
    os.close(follower)
    stop = threading.Timer(60, process.kill)
    stop.start()
    shown, seen = b"", 0
    waiting = list(typed)
    with contextlib.suppress(OSError):
        while select.select([leader], [], [], 30)[0]:
            part = os.read(leader, 4096)
            if not part:
                break
            shown += part
            if waiting and waiting[0][0] in shown[seen:]:
                seen = len(shown)
                os.write(leader, waiting.pop(0)[1])
    process.wait()
    stop.cancel()
    os.close(leader)
    assert (waiting, process.returncode) == ([], 0), shown.decode()
    return shown.decode()


def test_an_entry_is_not_written_where_it_would_not_be_read(tree: Tree, tmp_path: Path) -> None:
    root = tree(CONFIG.replace("plugins:", "exclude_docs: '*draft*'\nplugins:"))
    (root / "outside").mkdir()
    (root / "journal").mkdir(exist_ok=True)
    (root / "journal" / "applications").symlink_to(root / "outside")
    said = ("new", "application", "--role", "Dev", "--on", "2026-11-20", "--company")
    ran = run(root, *said, "Acme")
    assert (ran.code, "is a link, and nothing is read there" in ran.err) == (2, True)
    assert list((root / "outside").iterdir()) == []
    (root / "journal" / "applications").unlink()
    ran = run(root, *said, "Draftworks")
    assert (ran.code, "is left out by `exclude_docs`" in ran.err) == (2, True)
    assert run(root, *said, "Acme", "--text", "\udcff").code == 2
    assert not (root / "journal" / "applications").exists()
    assert run(root, *said, "Acme").code == 0
