"""What can be wrong in a journal: places, problems and the list of every problem code."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from afterword.model.frozen import frozen


class Place(NamedTuple):
    """Where something stands in a file: line and column, both counted from 1 in characters."""

    line: int
    column: int


START = Place(1, 1)


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """What stands there cannot be read as meant. Fails `check` and `mkdocs build --strict`."""
    WARNING = "warning"
    """It can be read, but is probably not what was meant. Fails only `check --strict`."""


class Code(NamedTuple):
    """One kind of problem: its severity and a sentence for the reference."""

    severity: Severity
    meaning: str


_E, _W = Severity.ERROR, Severity.WARNING

CODES: dict[str, Code] = {
    "AW-ENCODING": Code(_E, "The file is not UTF-8 text; the byte offset is named."),
    "AW-CONTROL": Code(_E, "A NUL or another control character stands in the file."),
    "AW-SIZE": Code(
        _E, "The file is larger than 1 MB, or its front matter holds over 20,000 values."
    ),
    "AW-DEPTH": Code(_E, "The front matter is nested too deeply."),
    "AW-MANY": Code(
        _E,
        "More than 1,000 items in a list, notes or blocks in a file, or 100 problems.",
    ),
    "AW-READ": Code(_E, "The file cannot be opened or read."),
    "AW-CONFLICT": Code(_E, "Git's conflict markers are still in the file."),
    "AW-DELIMITER": Code(_E, "The front matter's opening or closing `---` is missing or odd."),
    "AW-YAML": Code(_E, "The front matter is not YAML: a missing colon or quote, a tab, ..."),
    "AW-QUOTES": Code(_E, "Typographic quotes stand where YAML wants straight ones or none."),
    "AW-ALIAS": Code(_E, "An anchor, alias, merge key or tag: an entry is plain values only."),
    "AW-REPEATED": Code(_E, "A key stands twice; both lines are named."),
    "AW-DATE": Code(_E, "Not a date in the form 2026-11-18, or a day that does not exist."),
    "AW-TIME": Code(_E, "Not a time of day in the form 14:30."),
    "AW-DUE": Code(_E, "Not a due date or a rule such as `+2 business days`."),
    "AW-TYPE": Code(_E, "A list, mapping or single value where another of them belongs."),
    "AW-VALUE": Code(_E, "Not one of the words that this field knows."),
    "AW-PERSON": Code(_E, "A person without a name."),
    "AW-ITEM": Code(_E, "A checklist item that is not one verb with its details."),
    "AW-MISSING": Code(_E, "A required field is missing: a date, or a company."),
    "AW-ID": Code(_E, "Two entries have one file name, so that their tasks cannot be told apart."),
    "AW-URL": Code(_E, "Two pages would be written to one address."),
    "AW-OUTSIDE": Code(_E, "A link that leads out of the journal: neither read nor published."),
    "AW-SPECIAL": Code(_E, "Not a regular file: a pipe, socket or device is never opened."),
    "AW-BLOCK": Code(_E, "A block that shows a view in a page cannot be read as meant."),
    "AW-SETTING": Code(_E, "A setting in mkdocs.yml that cannot be read as meant."),
    "AW-KEY": Code(_W, "An unknown key, or one that has no effect in this kind of entry."),
    "AW-OLD": Code(_W, "Written as in an older format; it is read, and `--fix` moves it on."),
    "AW-VERB": Code(_W, "An unknown verb; the task is kept."),
    "AW-PLAIN": Code(_W, "A checklist line without a verb; it is read as a `task`."),
    "AW-WHO": Code(_W, "A checklist names someone who is unknown, or a name that several share."),
    "AW-ANCHOR": Code(_W, "A due rule counts from a date that this entry does not give."),
    "AW-ROLE": Code(_W, "An entry without role that could belong to several opportunities."),
    "AW-NEAR": Code(_W, "Two companies, or two roles at one, are spelled nearly the same."),
    "AW-ORDER": Code(_W, "Two dates of an entry that can hardly both be right."),
    "AW-COMMENT": Code(_W, "A ` #` in a value without quotes: YAML takes the rest for a comment."),
    "AW-ENDED": Code(_W, "Something happens after the opportunity ended, without `reopened`."),
    "AW-PROOF": Code(_W, "A thank-you was sent that nobody proofread."),
    "AW-FILTER": Code(_W, "A block asks for a company, role, person, verb or tag that is nowhere."),
    "AW-NOTE": Code(_W, "A thank-you's `note:` names a file that is not there."),
    "AW-LONG": Code(_W, "A note to an invitation that is longer than LinkedIn takes."),
    "AW-NOBODY": Code(_W, "An interview was held, but no interviewer is named: nobody to thank."),
    "AW-LINK": Code(_W, "Not an address that becomes a link (http, https or mailto)."),
    "AW-EMAIL": Code(_W, "Not an e-mail address."),
    "AW-COPY": Code(_W, "A conflicted copy left by a sync program; it is not published."),
    "AW-FOLDER": Code(_W, "A page that looks like an entry, but stands in no entries' folder."),
    "AW-TERM": Code(_W, "An offer's figure that cannot be read as meant; it is shown as written."),
    "AW-ORPHAN": Code(_W, "A page about an opportunity to which no entry belongs."),
}
"""Every code, with its severity: the reference in the documentation is tested against this."""


@frozen
class Fix:
    """The one certain answer to a problem: `new` in the place of some characters of the file.

    `start` and `end` count characters of the file's text, from 0.
    """

    start: int
    end: int
    new: str


@frozen
class Problem:
    """Something wrong in a file.

    `path` is relative to the journal's folder with `/` between its parts (a setting's is the
    configuration file's name); `line` and `column` count from 1; `message` says what is wrong and
    what to write instead. `fix` is there where only one thing can be meant.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: Fix | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """The severity of the problem's code."""
        return CODES[self.code].severity

    @property
    def is_error(self) -> bool:
        """Whether the problem is an error rather than a warning."""
        return self.severity is Severity.ERROR

    def __lt__(self, other: Problem) -> bool:
        """Whether the problem comes before another: by file, then place."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.line, self.column, self.code, self.message)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


def problem_at(path: str, place: Place, code: str, message: str, fix: Fix | None = None) -> Problem:
    """Return the problem that stands at `place` of the file `path`."""
    return Problem(path, place.line, place.column, code, message, fix)
