"""Writes the tables of `docs/proof.md`: what a proof catches of notes with planted faults.

`python docs/make_proof.py` writes the page; with `--list` it prints what is missed, and every alarm
that answers no planted fault.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from afterword.model.entry import Draft
from afterword.model.settings import Settings
from afterword.playbook.snapshot import take_snapshot
from afterword.prose.finding import FINDINGS, Finding
from afterword.prose.proof import proofs
from afterword.source.load import load_journal

ROOT = Path(__file__).resolve().parents[1]
TUNED = ROOT / "tests" / "data" / "notes"
HELD_OUT = ROOT / "tests" / "data" / "notes-held-out"
"""Notes on which no rule had been tried before they were measured for the first time."""
PAGE = ROOT / "docs" / "proof.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
WHOLE = {
    "brevity": "LENGTH",
    "appreciation": "THANKS",
    "interest": "INTEREST",
    "specific": "SPECIFIC",
    "same": "SAME",
}
"""The kinds of fault that are nowhere in particular, with the finding that answers each."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault: in which note, of which kind, the wrong text, what is right."""

    entry: str
    person: str
    kind: str
    wrong: str
    right: str


@dataclass(slots=True)
class Measured:
    """What came of the corpus."""

    caught: list[Fault] = field(default_factory=list)
    missed: list[Fault] = field(default_factory=list)
    alarms: list[tuple[str, str, Finding]] = field(default_factory=list)
    good: int = 0
    flawed: int = 0
    disturbed: int = 0


def faults(corpus: Path) -> list[Fault]:
    """Return the key of a corpus."""
    lines = (corpus / "planted.txt").read_text("utf-8").splitlines()
    return [Fault(*(part.strip() for part in line.split(" | "))) for line in lines if line.strip()]


def measure(corpus: Path) -> Measured:
    """Proof a whole corpus and compare what is found with its key."""
    settings = Settings()
    loaded = load_journal(corpus, settings)
    # Every note is looked at on a day on which it is not too late to send it.
    found: dict[tuple[str, str], tuple[Draft, tuple[Finding, ...]]] = {}
    for day in sorted({entry.date for entry in loaded.journal.entries}):
        snapshot = take_snapshot(loaded.journal, day + dt.timedelta(days=1), settings)
        for proof in proofs(snapshot).values():
            if proof.remark:
                sys.exit(proof.remark)
            found[proof.task.entry, proof.task.object] = (proof.draft, proof.findings)
    key: dict[tuple[str, str], list[Fault]] = {note: [] for note in found}
    for fault in faults(corpus):
        key[fault.entry, fault.person].append(fault)
    result = Measured()
    for (entry, person), planted in key.items():
        draft, findings = found[entry, person]
        answered: set[Finding] = set()
        for fault in planted:
            answers = [each for each in findings if _answers(each, fault, draft)]
            answered.update(answers)
            (result.caught if answers else result.missed).append(fault)
        alarms = [(entry, person, each) for each in findings if each not in answered]
        result.alarms += alarms
        result.good += not planted
        result.flawed += bool(planted)
        result.disturbed += not planted and bool(alarms)
    return result


def _answers(finding: Finding, fault: Fault, draft: Draft) -> bool:
    if fault.kind in WHOLE:
        return finding.code == WHOLE[fault.kind]
    offset = draft.text.index(fault.wrong)
    line = draft.line + draft.text.count("\n", 0, offset)
    column = offset - (draft.text.rfind("\n", 0, offset) + 1) + 1
    if finding.code in WHOLE.values() or finding.line != line:
        return False
    # A word to either side: `the meeting` is told where `meeting` stands without its article.
    return column - 12 <= finding.column <= column + len(fault.wrong) + 1


def table(result: Measured) -> str:
    """Return the measured figures as Markdown."""
    caught = Counter(fault.kind for fault in result.caught)
    every = caught + Counter(fault.kind for fault in result.missed)
    rows = [f"| {kind} | {number} | {caught[kind]} |" for kind, number in every.most_common()]
    total = f"| **all** | **{every.total()}** | **{caught.total()}** |"
    good = [alarm for alarm in result.alarms if alarm[:2] not in _flawed(result)]
    return "\n".join(
        [
            f"{result.flawed} notes with {every.total()} planted faults, {result.good} good ones:",
            "",
            "| planted fault | in all | caught |",
            "|---|---|---|",
            *rows,
            total,
            "",
            _false_alarms(len(good), result.good, len(result.alarms) - len(good)),
        ]
    )


def _false_alarms(in_good: int, good: int, elsewhere: int) -> str:
    return f"False alarms: {in_good} in the {good} good notes, {elsewhere} in the others."


def _flawed(result: Measured) -> set[tuple[str, str]]:
    return {(fault.entry, fault.person) for fault in (*result.caught, *result.missed)}


def page() -> str:
    """Return the whole page, with the figures and the list of findings put in."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    parts = [
        "### The second set",
        table(measure(HELD_OUT)),
        "### The first set",
        table(measure(TUNED)),
        "## Findings",
        "\n".join(
            ["| finding | meaning |", "|---|---|"]
            + [f"| `{code}` | {meaning} |" for code, meaning in FINDINGS.items()]
        ),
    ]
    return f"{before}{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}{after}"


def _list(result: Measured) -> None:
    for fault in result.missed:
        print("missed:", fault.entry, fault.person, fault.kind, fault.wrong, "->", fault.right)
    for entry, person, alarm in result.alarms:
        which = "flawed" if (entry, person) in _flawed(result) else "good"
        print(f"alarm in a {which} note:", person, alarm)
    print(table(result))


if __name__ == "__main__":
    if "--list" in sys.argv[1:]:
        for each in (TUNED, HELD_OUT):
            _list(measure(each))
    else:
        PAGE.write_text(page(), encoding="utf-8")
