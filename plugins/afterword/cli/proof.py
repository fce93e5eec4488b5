"""`afterword proof`: spelling, grammar and content of thank-you notes that are not sent yet."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from afterword.cli.session import (
    WRONG,
    Session,
    journal_options,
    mention_problems,
    open_session,
    print_json,
    refuse,
    shown_path,
)
from afterword.model.entry import Entry
from afterword.prose.finding import USUAL_WORDS
from afterword.prose.proof import Proof, proofs


@click.command("proof")
@click.argument("entries", nargs=-1, metavar="[ENTRY]...")
@click.option("--json", "as_json", is_flag=True, help="Print the proofs as a JSON array.")
@journal_options
def command(
    entries: tuple[str, ...], as_json: bool, config_file: Path | None, today: dt.date | None
) -> None:
    """Spelling, grammar and content of thank-you notes that are not sent yet.

    ENTRY is an entry's id, or any unique part of it; without one, every draft is read. Exits with
    1 where there is anything to put right. It does not stand in for someone you trust.

    \b
    Examples:
      afterword proof
      afterword proof 2026-11-18-acme
      afterword proof --json | jq '.[].findings[]'
    """
    session = open_session(config_file, today)
    chosen = {_entry(session, text).id for text in entries}
    found = [
        proof
        for proof in proofs(session.snapshot).values()
        if not chosen or proof.task.entry in chosen
    ]
    if as_json:
        from afterword.exchange.data import proof_data

        print_json([proof_data(proof) for proof in found])
    else:
        _print(found, session)
    mention_problems(session)
    if any(proof.findings for proof in found):
        sys.exit(WRONG)


def _entry(session: Session, text: str) -> Entry:
    """Return the entry that a part of an id means, or end with the choices."""
    journal = session.snapshot.journal
    if text in journal.by_id:
        return journal.by_id[text]
    stem = Path(text).stem if text.endswith(".md") else text
    found = [entry for entry in journal.entries if stem.casefold() in entry.id.casefold()]
    if not found:
        refuse(f"no entry `{text}`; its id is its file's name without the ending.")
    if len(found) > 1:
        choices = "\n".join(f"  {entry.id}" for entry in found)
        refuse(f"`{text}` can be any of these:\n{choices}")
    return found[0]


def _print(found: Sequence[Proof], session: Session) -> None:
    low, high = USUAL_WORDS
    for proof in found:
        for finding in proof.findings:
            click.echo(str(replace(finding, path=shown_path(session, finding.path))))
    for proof in found:
        where = f"{proof.task.object} ({proof.task.entry})"
        said = f"{proof.count} words ({low} to {high} are usual), {_count(proof.findings)}"
        remark = f" {proof.remark}" if proof.remark else ""
        click.echo(f"{where}: {said}.{remark}", err=True)
    if not found:
        click.echo("No draft is waiting: every note is sent, or not begun.", err=True)


def _count(findings: Iterable[object]) -> str:
    number = len(list(findings))
    if not number:
        return "nothing found"
    return "1 finding" if number == 1 else f"{number} findings"
