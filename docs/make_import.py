"""Writes `docs/import.md` from what the importer knows: `python docs/make_import.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.exchange.columns import BODY, FIELDS, SOURCES, STATUSES, SYNONYMS
from afterword.exchange.days import EARLIEST, SHORT_SINCE, YEARS_AHEAD, Order
from afterword.exchange.tables import (
    HEADER_WITHIN,
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    SPREADSHEETS,
)
from afterword.model.folder import TEXTS

TARGET = Path(__file__).parent / "import.md"

_HEAD = """\
# Import

The tables of this page are written from the code by `docs/make_import.py`.

`afterword import FILE` says what each row of a file becomes, what was not understood, and in which
file it would stand; then, in a terminal, it asks whether to write. Elsewhere `--yes` writes, and
`--dry-run` never does.

- **One row becomes one entry**: an application, or a saved posting with `stage: lead`. A row of
  LinkedIn's connections becomes a page in `people/`.
- **Each row is written whole or not at all.** A row without company or date is refused by its
  number, with the reason, and the command exits with 2; the others are written all the same.
- **Running it twice adds nothing.** An entry carries the mark of its row and the day of the import,
  `x-import: table/0123456789ab 2026-11-18`, which pages do not show. You may edit and rename the
  entry, and move it anywhere in the journal; leave the mark, and its row stays "already there".
  A newer export whose row has changed, or an entry that you wrote by hand, is known by company,
  role and date; if the status is now another one, it is told, and never written by itself.
- **Nothing becomes overdue.** What the playbook would have wanted before the day of the import is
  left out, and so is what it would want of older entries since the import tells of more: an offer
  of last week asks you to tell nobody whom you import today. Nor does an import move an entry
  without role to another opportunity. An acceptance that is imported brings no withdrawals along,
  since its row does not say when it was. What becomes overdue all the same, as when a second
  application takes up a matter that had ended, is told beforehand: `would make overdue: ...`.
  Applications that nobody has answered for 45 days would each be suggested as ghosted;
  `--ghosted` writes that outcome, if you want to be rid of them at once.
- **Nothing is dropped.** A column that is not known, and a value that was not understood, stands in
  the entry's text, below its notes, as `- Column: value`. `N/A` counts as nothing. Where two
  columns are statuses, the furthest stage and the first outcome count; the other stays in the text.
  Of HTML, what is no tag for text stays as it is written: comparisons, comments, unknown tags.
- **Nothing is written over**, and nothing in a cell becomes markup: it shows as it was written.
"""

_DATES = f"""\
A column of dates is read by its own evidence: one that holds `13/02/2026` is day-first throughout.
Where no row settles it, the command shows the row, asks in a terminal, and elsewhere refuses until
{" or ".join(f"`--dates {order}`" for order in Order)} is said;
where two rows contradict one another it names both.
The order that is used stands in the list of columns.

- ISO dates, `2026/11/18`, `20261118`, `18.11.2026`, `11/18/26`, `18 Nov 2026`,
  `November 18, 2026`, and dates of spreadsheets.
- A moment with a zone, such as `2026-11-18T03:10:00Z`, is the day in the journal's time zone;
  exact midnight is a date already, so that no day is lost.
  Where a cell gives a time of day as well, its text is kept.
- Years of two digits are 20YY, and no more than {SHORT_SINCE} years ago.
  What lies before {EARLIEST}, or more than {YEARS_AHEAD} years ahead, is not understood.
- `--on DATE` is the day for rows that have none; there is no default.
"""

_FILES = f"""\
- CSV with commas, semicolons, tabs or bars, in UTF-8 (with or without a mark),
  UTF-16 with a mark, else Windows-1252, which is told; UTF-32, and UTF-16 without a mark, are
  refused.
  The header is looked for in the first {HEADER_WITHIN} rows; what stands above it is left out,
  and told.
- A Markdown file (`.md`) with a table.
- Spreadsheets ({", ".join(f"`{suffix}`" for suffix in SPREADSHEETS)}) with the extra `xlsx`
  (`pip install "CLONE[xlsx]"`); `--sheet NAME` where several sheets could be read.
- At most {MAX_BYTES // 1_000_000} MB, {MAX_ROWS:,} rows and {MAX_COLUMNS:,} columns;
  blank rows and columns do not count.
"""

_PEOPLE = """\
Connections are not people you met, and there may be hundreds of them.
Those of whom the journal knows something (their name, address, profile or company)
get a page in `people/`; the others are listed and passed over, unless you say `--all`.
Somebody who has a page already keeps it as it is; what the row says besides is told.
The e-mail address and phone number in LinkedIn's applications are your own; they stay in the text.
"""

_JSON = f"""\
`afterword import journal.json` takes in what `afterword export json` wrote:
each file at its own path and to the byte, so that export and import together are a move to another
machine. An entry whose keys were changed in the JSON, or that comes without its `text`, is written
anew from what they say. A file that is there already and says the same is left alone; one that says
something else is refused, never written over.
Paths that lead out of the journal, through a link or to where nothing is read are refused, each by
itself, and files whose names do not end in
{", ".join(f"`{suffix}`" for suffix in TEXTS)}.
"""


def import_page() -> str:
    """Return the whole page."""
    text = _HEAD + "".join(f"{line}\n" for line in _lines())
    return re.sub(r"\n{3,}", "\n\n", text)


def _lines() -> Iterator[str]:
    yield from _section("Files", _FILES)
    yield from _section(
        "Programs",
        "Known by their headers, in any order and case. Columns that are not named here are read "
        "by the usual names below.\n",
    )
    for source in SOURCES:
        yield f"### {source.title}"
        yield ""
        yield from _table(
            ("column", "becomes"),
            ((f"`{name}`", _shown(field)) for name, field in source.fields.items()),
        )
        if source.order:
            yield f"Its dates are {source.order} unless they show otherwise."
            yield ""
    yield from _section(
        "Any other table",
        "A table that names a company, and a role, a date or a status besides, is read by the "
        "usual "
        'names of its columns. Any other is told: `--map "Firma=company" --map "Rating=-"` says '
        f"what columns are; `{BODY}` keeps one in the text.\n",
    )
    yield from _table(
        ("field", "what it is", "usual names of the column"),
        (
            (f"`{field}`", meaning, ", ".join(SYNONYMS.get(field, ())))
            for field, meaning in FIELDS.items()
        ),
    )
    yield from _section(
        "Status",
        "A word that is not listed is told, stays in the text, and leaves an application without "
        "outcome. So does a word that says more than its stage, such as `Onsite`.\n",
    )
    yield from _table(
        ("written as", "words"),
        (
            (
                " and ".join(
                    f"`{key}: {word}`"
                    for key, word in (("stage", stage), ("outcome", outcome))
                    if word and (key, word) != ("stage", "applied")
                )
                or "an application",
                ", ".join(words),
            )
            for (stage, outcome), words in STATUSES.items()
        ),
    )
    yield from _section("Dates", _DATES)
    yield from _section("People", _PEOPLE)
    yield from _section("Another journal", _JSON, last=True)


def _shown(field: str) -> str:
    return "a line of the text" if field == BODY else f"`{field}`"


def _section(title: str, text: str, *, last: bool = False) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield from text.rstrip("\n").split("\n")
    if not last:
        yield ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(import_page(), encoding="utf-8")
