"""Tests what the proof of a note finds, and what it lets pass."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.settings import Settings
from afterword.playbook.snapshot import take_snapshot
from afterword.prose.engine import dialect_of
from afterword.prose.finding import FINDINGS
from afterword.prose.proof import FOREIGN, UNCHECKED, open_drafts, proofs
from afterword.prose.slips import slips
from afterword.source.load import load_journal
from tests.playbook.journals import Tree, look
from tests.prose.notes import BODY, JOURNAL, NOTES, codes, letter, no_engine, proof_of

__all__ = ["no_engine"]

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_a_good_note_passes(tree: Tree) -> None:
    proof = proof_of(tree, letter())
    assert (proof.findings, proof.remark) == ((), "")
    assert proof.count == len(letter().split())


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("", ["EMPTY"]),
        ("Dear Jane, ...", ["INTEREST", "SPECIFIC", "THANKS", "UNFINISHED"]),
        (letter(BODY.replace("The position", "The [position]")), ["UNFINISHED"]),
        (letter(BODY.replace("the two queues", "XXX")), ["UNFINISHED"]),
        (letter(BODY.replace("Thank you for", "I recall")), ["THANKS"]),
        (letter(BODY.replace("Thank you for", "I am grateful for")), []),
        (letter(BODY.split("\n\nThe position")[0] + "\n"), ["INTEREST"]),
        (letter(BODY + "One more thing came to my mind. " * 30 + "\n"), ["LENGTH"]),
        (
            letter("Thank you for your time today. I am very interested in the position.\n"),
            ["SPECIFIC"],
        ),
    ],
)
def test_what_a_note_has_to_say(tree: Tree, draft: str, found: list[str]) -> None:
    assert sorted(codes(tree, draft)) == found


@pytest.mark.parametrize(
    ("greeting", "found"),
    [
        ("Dear Jane,", []),
        ("Hi Jane!", []),
        ("Hello Jane McDonald,", []),
        ("Dear Ms. McDonald,", []),
        ("Dear Dr. McDonald:", []),
        ("Dear Jane and Raj,", []),
        ("Bonjour Jane,", []),
        ("Jane,", []),
        ("Dear Jan,", ["NAME"]),
        ("Dear jane,", ["NAME"]),
        ("Dear Ms. Mcdonald,", ["NAME"]),
        ("Dear Ms. MacDonald,", ["NAME"]),
        ("Dear Raj,", ["GREETING"]),
        ("Dear Benoit,", ["GREETING"]),
        ("Dear all,", ["GREETING"]),
        ("Dear hiring manager,", ["GREETING"]),
        ("To whom it may concern,", ["GREETING"]),
    ],
)
def test_whom_a_note_greets(tree: Tree, greeting: str, found: list[str]) -> None:
    assert codes(tree, letter(greeting=greeting)) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I like Acme Robotics.", []),
        ("I like Acme.", []),
        ("I like Acme Robotics' ledger.", []),
        ("I like Acme robotics.", ["NAME"]),
        ("I like ACME Robotics.", ["NAME"]),
        ("I like Acme Robotic.", ["NAME"]),
        ("The Senior Backend Engineer position is it.", []),
        ("A senior backend engineer learns.", []),
        ("The Senior Backend Enginer position is it.", ["NAME"]),
        ("The Senior Backed Engineer position is it.", ["NAME"]),
        ("Please greet Raj.", []),
        ("Please greet Raj Pattel.", ["NAME"]),
        ("Rita from Northgate Talent called.", []),
        ("I like Tide Analytics.", ["OTHER"]),
        ("It is the Staff Data Engineer position.", ["OTHER"]),
        ("As Benoit Lachance said, it is late.", ["OTHER"]),
        ("As Benoit said, it is late.", ["OTHER"]),
    ],
)
def test_names_are_spelled_as_in_the_front_matter_and_nobody_elses(
    tree: Tree, said: str, found: list[str]
) -> None:
    assert codes(tree, letter(BODY.rstrip() + f"\n{said}\n")) == found


def test_another_company_that_the_notes_speak_of_is_no_slip_of_copying(tree: Tree) -> None:
    draft = letter(BODY.rstrip() + "\nAt Tide Analytics we had the same.\n")
    assert codes(tree, draft, NOTES + "I told the story of Tide Analytics.\n") == []


def test_two_people_of_one_company_are_not_sent_the_same(tree: Tree) -> None:
    second = "\n## Thank-you note: Raj Patel\n\n" + letter(
        BODY.replace("and Raj", "and Jane"), "Dear Raj,"
    )
    root = tree(JOURNAL.format(draft=letter() + second, notes=NOTES))
    journal = load_journal(root, Settings()).journal
    found = proofs(take_snapshot(journal, dt.date(2026, 11, 19), Settings()))
    assert {name: [each.code for each in proof.findings] for name, proof in found.items()} == {
        "2026-11-18-acme/thank-jane-mcdonald": [],
        "2026-11-18-acme/thank-raj-patel": ["SAME"],
    }
    (finding,) = found["2026-11-18-acme/thank-raj-patel"].findings
    assert "the note to Jane McDonald (interviews/2026-11-18-acme.md)" in finding.message


@pytest.mark.parametrize(
    "slip",
    [
        "I look forward to [hear] from you.",
        "Thank you for [you] time.",
        "I liked [you're team] a lot.",
        "[Your right] about the queues.",
        "[Its clear] that the job is hard.",
        "It took more [then] an hour.",
        "I [could of] said more.",
        "I would not [loose] an hour.",
        "Thank you for the [advise].",
        "I am very interested [on] the job.",
        "We [discussed about] queues.",
        "Thank you for [meet] me.",
        "It was [great meeting] on Wednesday.",
        "I left with [the the] feeling.",
        "It is what [i] want.",
        "The questions [was] good.",
        "Thank you for the hour on Wednesday[,] it was a pleasure.",
        "I enjoyed the talk[,] it was short.",
        "We spoke about it for a long [time]",
    ],
)
def test_slips_of_busy_writers_are_found_in_their_place(slip: str) -> None:
    before, rest = slip.split("[")
    wrong, after = rest.split("]")
    found = list(slips(before + wrong + after))
    assert any(
        each.start < len(before) + len(wrong) and each.end > len(before) for each in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "I look forward to hearing from you.",
        "When we spoke, I was still at school.",
        "You were right: your right hand knows.",
        "It may be the courier, it may be the clinic.",
        "I had had enough of it, and that that was so is known.",
        "Thank you for meeting with me, and for the tour.",
        "If it were mine, I would wait.",
        "Kind regards,\nAlex",
        "Its queue is long, and then it is short.",
    ],
)
def test_right_english_is_let_pass(text: str) -> None:
    assert list(slips(text)) == []


def test_spelling_is_checked_with_the_names_and_terms_of_the_entry(tree: Tree) -> None:
    draft = letter(
        BODY.rstrip() + "\nThe McDonald's `zurrgl` queue, the KDX9 at Wexcombe and teh ledger.\n"
    )
    proof = proof_of(tree, draft, NOTES + "We spoke of `zurrgl`.\n")
    assert [(each.code, each.message.split(" is ")[0]) for each in proof.findings] == [
        ("GRAMMAR", "`teh`: Did you mean the definite article? Perhaps `the`.")
    ]
    assert str(proof.findings[0]).startswith("interviews/2026-11-18-acme.md:23:57: GRAMMAR")


def test_without_the_extra_the_proof_says_what_it_did_not_check(
    tree: Tree, no_engine: None
) -> None:
    proof = proof_of(tree, letter(BODY.replace("hour", "hourr").replace("the two", "the the two")))
    assert proof.remark == UNCHECKED
    assert [finding.code for finding in proof.findings] == ["GRAMMAR"]


def test_a_note_in_another_language_is_looked_at_for_names_only(tree: Tree) -> None:
    german = (
        "Liebe Jane,\n\nvielen Dank f\u00fcr das Gespr\u00e4ch am Mittwoch und f\u00fcr die "
        "Zeichnung der n\u00e4chtlichen Jobs bei Tide Analytics. Ich freue mich sehr auf die "
        "Stelle und w\u00fcrde gerne mit Ihnen arbeiten.\n\nViele Gr\u00fc\u00dfe\nAlex\n"
    )
    proof = proof_of(tree, german)
    assert proof.remark == FOREIGN
    assert [finding.code for finding in proof.findings] == ["OTHER"]


def test_only_what_is_not_sent_yet_is_read(tree: Tree) -> None:
    sent = JOURNAL.replace(
        "  - Raj Patel <raj@acme.example>\n",
        "  - Raj Patel <raj@acme.example>\nchecklist: [{{thank: Jane, done: 2026-11-19}}]\n",
    )
    root = tree(sent.format(draft="Dear Jan, teh end", notes=NOTES))
    assert open_drafts(look(root, "2026-11-19")) == ()
    # Too late is not sent: writing anyway is the user's choice.
    (task,) = open_drafts(look(tree(JOURNAL.format(draft="x", notes="")), "2026-12-20"))
    assert task.state == "missed"


@pytest.mark.parametrize(
    ("setting", "holidays", "dialect"),
    [("", "", "en-US"), ("", "DE-BY", "en-US"), ("", "GB-SCT", "en-GB"), ("en-AU", "GB", "en-AU")],
)
def test_the_english_is_that_of_the_setting_or_the_country(
    setting: str, holidays: str, dialect: str
) -> None:
    assert dialect_of(setting, holidays) == dialect


def test_british_spelling_is_right_where_it_is_asked_for(tree: Tree) -> None:
    draft = letter(BODY.rstrip() + "\nThe colour of the programme pleased me.\n")
    root = tree(JOURNAL.format(draft=draft, notes=NOTES))
    journal = load_journal(root, Settings()).journal
    for settings, found in ((Settings(), True), (Settings(holidays="GB"), False)):
        (proof,) = proofs(take_snapshot(journal, dt.date(2026, 11, 19), settings)).values()
        assert any("colour" in each.message for each in proof.findings) == found


_WORDS = """Dear Jane , . Acme Robotics Robotic Raj Tide I its your you're then than look forward to
hear ... [x] \u00e9 \U0001f9ea the the ) ( ** ` _ Engineer"""
_words = st.lists(st.sampled_from([*_WORDS.split(), "\n\n", "\n"]), max_size=40)


@given(_words)
def test_any_text_can_be_proofread_and_every_finding_has_its_place(words: list[str]) -> None:
    text = " ".join(words)
    for slip in slips(text):
        assert 0 <= slip.start <= slip.end <= len(text)
        assert slip.code in FINDINGS
        assert slip.message


def _make_proof() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_proof", DOCS / "make_proof.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_proof"] = module  # Its dataclasses look themselves up there.
    spec.loader.exec_module(module)
    return module


def test_the_figures_in_the_documentation_are_those_of_the_code() -> None:
    assert (DOCS / "proof.md").read_text("utf-8") == _make_proof().page()
