"""The sentences of "After the Interview": someone who only writes entries is led through them.

Each test writes a journal as its keeper would, builds the site, runs the command, and finds the
advice in both.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.cli.running import SAMPLE, run
from tests.playbook.journals import Tree
from tests.site.built import Built, build_site, build_tree

CONFIG = """\
== mkdocs.yml
site_name: Search
docs_dir: journal
theme:
  name: material
plugins:
  - search
  - afterword:
      today: {today}
"""

PANEL = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
round: Panel
interviewers:
  - Jane Doe <jane@acme.example>
  - Raj Patel
---
Jane asked how I would find the duplicate bookings in the ledger, and drew the night job.
Raj wanted to hear about the rollout that I had stopped.
"""

GOOD = """
## Thank-you note: Jane Doe

Dear Jane,

Thank you for the hour on Wednesday, and for drawing the night job as it really is.

I went on thinking about the duplicate bookings, and would begin with the two queues that both write
to the ledger.

The position interests me very much, and I would enjoy working on it with you.

Kind regards,
Alex
"""


def _search(tree: Tree, journal: str, today: str) -> tuple[Path, Built]:
    root = tree(CONFIG.format(today=today) + journal)
    return root, build_tree(root)


def _due(root: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(root, "due", "--json", *options).out)
    return found


def _labels(root: Path, *options: str) -> list[str]:
    return [task["label"] for task in _due(root, *options)]


def test_1_send_a_note_to_each_person_and_collect_an_address_from_each(tree: Tree) -> None:
    root, site = _search(tree, PANEL, "2026-11-19")
    due = {task["label"]: (task["due"], task["state"], task["implied"]) for task in _due(root)}
    for label in ("Thank Jane Doe", "Thank Raj Patel", "Ask Raj Patel for a card or an address"):
        assert due[label] == ("2026-11-19", "today", True)
        assert label in site.page("").article
        assert label in site.page("interviews/2026-11-18-acme/").article
    assert "Ask Jane Doe" not in " ".join(due)
    assert "no address" in site.page("people/").article
    assert "To do 3 Thank Raj Patel" not in site.page("people/jane-doe/").article
    assert "Ask Raj Patel for a card" in site.page("people/raj-patel/").article
    # It is the next business day: nobody is forgotten because the interview was on a Friday.
    friday = PANEL.replace("2026-11-18", "2026-11-20")
    root, _ = _search(tree, friday, "2026-11-22")
    assert {task["due"] for task in _due(root) if task["verb"] == "thank"} >= {"2026-11-23"}


def test_2_keep_it_brief_with_thanks_and_interest(tree: Tree) -> None:
    root, site = _search(tree, PANEL + GOOD, "2026-11-19")
    assert run(root, "proof").code == 0
    page = site.page("interviews/2026-11-18-acme/").article
    words = len(GOOD.split("Jane Doe", 1)[1].split())
    assert f"To Jane Doe {words} words (75 to 150 are usual) nothing found" in page
    curt = GOOD.replace("Thank you for", "I remember").replace(
        "The position interests me very much, and I would enjoy", "It was something,"
    )
    long = GOOD.replace(
        "\nKind regards", "\n" + "And then there was more to say. " * 30 + "\n\nKind"
    )
    for draft, codes in ((curt, ["INTEREST", "THANKS"]), (long, ["LENGTH"])):
        root, site = _search(tree, PANEL + draft, "2026-11-19")
        ran = run(root, "proof", "--json")
        (proof,) = json.loads(ran.out)
        assert ran.code == 1
        found = [finding["code"] for finding in proof["findings"]]
        assert [code for code in found if code in codes] == codes
        page = site.page("interviews/2026-11-18-acme/").article
        assert all(code in page for code in codes)


def test_3_have_it_proofread_by_someone_trusted_before_it_is_sent(tree: Tree) -> None:
    flawed = GOOD.replace("the hour", "you time").replace("Dear Jane", "Dear Jan")
    root, site = _search(tree, PANEL + flawed, "2026-11-19")
    ran = run(root, "proof")
    assert ran.code == 1
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == [
        "journal/interviews/2026-11-18-acme.md:14:6",
        "journal/interviews/2026-11-18-acme.md:16:15",
    ]
    entry = "interviews/2026-11-18-acme/"
    assert "drafted not proofread not sent yet" in site.page(entry).article
    assert "drafted not proofread not sent yet" in site.page("").article
    assert "2 findings in the draft" in site.page("").article
    assert "Next: have it read by someone you trust" in site.page(entry).article
    assert not [link for link in site.page(entry).attributes("a", "href") if "subject=" in link]
    # Read by Sam, it can be sent: from the page, with its text.
    read = PANEL.replace("---\nJane", "checklist:\n  - {thank: Jane, proofread_by: Sam}\n---\nJane")
    root, site = _search(tree, read + GOOD, "2026-11-19")
    (link,) = [link for link in site.page(entry).attributes("a", "href") if "subject=" in link]
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "jane@acme.example")
    body = parse_qs(parts.query)["body"][0].replace("\r\n", "\n")
    assert body.startswith("Dear Jane,\n\nThank you for the hour on Wednesday")
    assert body.endswith("Kind regards,\nAlex")
    assert "proofread by Sam" in site.page(entry).article
    # Sent unread, it is a warning for as long as nobody is named.
    sent = PANEL.replace("---\nJane", "checklist:\n  - {thank: Jane, done: 2026-11-19}\n---\nJane")
    root, site = _search(tree, sent, "2026-11-20")
    assert "AW-PROOF" in run(root, "check").out
    assert "AW-PROOF" in site.page("problems/").article


def test_4_invite_each_interviewer_and_keep_in_contact(tree: Tree) -> None:
    note = "checklist:\n  - connect: Jane Doe\n    note: Good to meet you on Wednesday, Jane.\n"
    root, site = _search(tree, PANEL.replace("---\nJane", note + "---\nJane"), "2026-11-20")
    due = {task["label"]: task["due"] for task in _due(root)}
    assert due["Connect with Jane Doe on LinkedIn"] == "2026-11-23"
    assert due["Connect with Raj Patel on LinkedIn"] == "2026-11-23"
    page = site.page("people/jane-doe/").article
    assert "LinkedIn invitation to do Good to meet you on Wednesday, Jane. 36 of 200 char" in page
    # Job or no job: with the matter over, they are to be written to every four months.
    over = PANEL.replace("round: Panel", "outcome: rejected").replace(
        "---\nJane",
        "checklist:\n  - {thank: Jane, done: 2026-11-19, proofread_by: Sam}\n"
        "  - {connect: Jane, done: 2026-11-20, accepted: true}\n---\nJane",
    )
    root, site = _search(tree, over, "2027-03-20")
    (jane,) = [
        row for row in json.loads(run(root, "people", "--json").out) if "Jane" in row["name"]
    ]
    assert (jane["next_touch"], jane["late"], jane["invitation"]) == (
        "2027-03-20",
        True,
        "accepted",
    )
    assert "Time to be in touch" in site.page("people/").article
    assert "Keep in touch" in site.page("").article
    assert "Jane Doe every 4 months to keep in touch" in site.page("").article


def test_5_follow_up_and_meanwhile_keep_interviewing_and_networking(tree: Tree) -> None:
    promised = PANEL.replace("round: Panel", "round: Panel\nhear_back_by: 2026-11-24")
    root, site = _search(tree, promised, "2026-11-27")
    (follow_up,) = [task for task in _due(root) if task["verb"] == "follow_up"]
    assert (follow_up["due"], follow_up["state"]) == ("2026-11-26", "overdue")
    assert follow_up["reason"] == "due 26 Nov: they said 24 Nov, plus 2 business days"
    assert follow_up["reason"] in site.page("overdue/").article
    # Waiting for one answer is no reason to stop.
    root, site = _search(tree, promised, "2026-12-01")
    said = "Since the interview at Acme Robotics (Panel) on 18 Nov nothing has begun elsewhere"
    (slump,) = [
        signal
        for signal in json.loads(run(root, "momentum", "--json").out)["signals"]
        if signal["name"] == "after a good interview"
    ]
    assert slump["sentence"].startswith(said)
    assert said in site.page("momentum/").article
    assert "What would change it: keep applying and talking to people" in (
        site.page("momentum/").article
    )


def test_6_do_not_stop_before_an_offer_is_accepted(tree: Tree) -> None:
    offer = "== journal/offers/2026-11-25-acme.md\n---\ncompany: Acme Robotics\n"
    offer += "role: Backend Engineer\ndeadline: 2026-12-04\n{}---\n"
    root, site = _search(tree, PANEL + offer.format(""), "2026-12-03")
    said = "1 live opportunity, 2 fewer than the 3 to keep up: look for 2 more"
    assert said in run(root, "due").out
    assert said in site.page("").article
    # Accepted, the search is let be.
    accepted = PANEL + offer.format("outcome: accepted\n")
    root, site = _search(tree, accepted, "2026-12-03")
    assert "fewer than" not in site.page("").article + site.page("momentum/").article
    assert json.loads(run(root, "momentum", "--json").out)["signals"] == []
    # Taken back, it wakes up.
    gone = "== journal/updates/2026-12-02-acme.md\n---\ncompany: Acme Robotics\n"
    gone += "role: Backend Engineer\noutcome: rescinded\n---\n"
    root, site = _search(tree, accepted + gone, "2026-12-03")
    assert "No live opportunities, 3 fewer than the 3 to keep up" in site.page("").article
    assert "No live opportunities, 3 fewer than the 3" in run(root, "momentum").out


def test_7_more_possibilities_are_more_leverage_perhaps_several_offers(tree: Tree) -> None:
    offer = "== journal/offers/2026-11-19-{name}.md\n---\ncompany: {name}\nrole: Engineer\n"
    offer += "deadline: {deadline}\nterms: {{{terms}, currency: USD, bonus: none}}\n---\n"
    tide = offer.format(name="Tide", deadline="2026-12-04", terms="base: 118000, sign_on: 10000")
    promised = PANEL.replace("round: Panel", "hear_back_by: 2026-11-27")
    # One offer is an egg in one basket: the page says who else could answer before it is due.
    root, site = _search(tree, promised + tide, "2026-11-20")
    tell = "Follow up with Acme Robotics"
    page = site.page("offers/").article
    assert "Answer by Fri 4 Dec \u00b7 in 14 days , 10 business days" in page
    assert "Acme Robotics, Backend Engineer before the deadline They said 27 Nov" in page
    assert f"Tell them: {tell} , due today" in page
    assert tell in _labels(root)
    printed = run(root, "offers").out
    assert "they said 27 Nov; before the deadline; tell them: 2026-11-19-Tide/follow-up" in printed
    # The other one answers with an offer of its own, and both stand side by side.
    acme = offer.format(
        name="Acme Robotics", deadline="2026-12-01", terms="base: 121000, equity: 900 options"
    ).replace("role: Engineer", "role: Backend Engineer")
    acme = acme.replace("2026-11-19-Acme Robotics", "2026-11-24-acme")
    root, site = _search(tree, promised + tide + acme, "2026-11-25")
    page = site.page("offers/").article
    assert page.index("Side by side") < page.index("Year one at least 121,000 USD")
    assert "at least 121,000 USD not known: sign-on 128,000 USD" in page
    assert "A usual year 121,000 USD highest in USD 118,000 USD" in page
    assert "900 options value not known not known" in page
    found = json.loads(run(root, "offers", "--json").out)["offers"]
    assert [(each["company"], each["days"]) for each in found] == [
        ("Acme Robotics", 6),
        ("Tide", 9),
    ]
    assert found[0]["year_one"]["unknown"] == ["sign-on"]
    # It is leverage: the better figure asked for is written as an update, and stays beside the old.
    raised = "== journal/updates/2026-11-26-tide.md\n---\ncompany: Tide\nrole: Engineer\n"
    raised += "terms: {base: 124000}\n---\n"
    root, site = _search(tree, promised + tide + acme + raised, "2026-11-26")
    page = site.page("offers/").article
    assert "A usual year 121,000 USD 124,000 USD highest in USD" in page
    assert "Base 118,000 \u2192 124,000 on Thu 26 Nov" in page
    assert "Base 118,000 -> 124,000 on 26 Nov" in run(root, "offers").out
    assert "Base 118,000 \u2192 124,000" in site.page("opportunities/tide-engineer/").article


@pytest.mark.parametrize("day", ["2026-11-22", "2026-12-22"])
def test_every_row_of_overdue_can_still_be_acted_on(tmp_path: Path, day: str) -> None:
    """Nothing on the list is about what ended, what has passed, or what is too late.

    The day of the sample journal, and one thirty days later on which nothing was written since.
    """
    config = SAMPLE.read_text("utf-8").replace("today: 2026-11-22", f"today: {day}")
    config = config.replace("docs_dir: journal", f"docs_dir: {SAMPLE.parent / 'journal'}")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    site = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    data = site.data()
    entries = {entry["id"]: entry for entry in data["entries"]}
    live = {each["id"] for each in data["opportunities"] if each["live"]}
    overdue = [task for task in _due(tmp_path) if task["state"] == "overdue"]
    assert overdue != []
    for task in overdue:
        entry = entries[task["entry"]]
        personal = task["verb"] in ("thank", "connect") or "for a card" in task["label"]
        assert task["opportunity"] in live or personal, task
        age = {"thank": 14, "connect": 30, "follow_up": 45, "apply": 30}.get(task["verb"], 365)
        assert task["days_overdue"] <= age, task
        # What prepares for a day is off the list when that day has passed.
        for key in ("deadline", "apply_by"):
            passed = entry.get(key, "9999") < day
            prepares = task["verb"] == "task" and task["due"] <= entry.get(key, "0000")
            assert not (passed and prepares), task
        assert unquote(task["label"]) in site.page("overdue/").article
