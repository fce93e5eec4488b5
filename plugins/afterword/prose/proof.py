"""The proof of every thank-you note that is not sent yet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from afterword.model.entry import Draft, Entry, Kind
from afterword.model.names import fold
from afterword.model.opportunity import Opportunity
from afterword.model.settings import Settings
from afterword.model.task import State, Task
from afterword.playbook.snapshot import Snapshot
from afterword.prose.alike import alike
from afterword.prose.content import content
from afterword.prose.engine import Engine, dialect_of, engine
from afterword.prose.finding import Finding, Slip
from afterword.prose.kept import Keeper, KeptFindings
from afterword.prose.letter import Letter, letter
from afterword.prose.names import distance, names
from afterword.prose.note import WORD, Note, body, distinct, parts_of

UNCHECKED = (
    'Spelling and grammar were not checked: install the extra, `pip install "CLONE[proof]"`, CLONE '
    "being the folder of your clone of Afterword."
)
FOREIGN = "It is not in English, so that spelling, grammar and content were not checked."

_CALENDAR = frozenset(
    f"{day:%A}" for day in (dt.date(2026, 11, 23) + dt.timedelta(days=n) for n in range(7))
) | frozenset(f"{dt.date(2026, month, 1):%B}" for month in range(1, 13))
_CODE = re.compile(r"`([^`\n]+)`")
_MIXED = re.compile(r"[A-Z]|\d")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proof of one draft found.

    `count` is its number of words; `letter` what is sent; `remark` says what could not be checked,
    "" where all was.
    """

    task: Task
    draft: Draft
    letter: Letter
    count: int
    findings: tuple[Finding, ...]
    remark: str = ""

    @property
    def may_be_sent(self) -> bool:
        """Whether someone has read it, where someone is to: after an interview."""
        return all(step.done for step in self.task.steps if step.name == "proofread")


def open_drafts(snapshot: Snapshot) -> tuple[Task, ...]:
    """Return the thank-yous that have a draft and are neither sent nor skipped."""
    return tuple(filter(is_to_be_read, snapshot.tasks))


def is_to_be_read(task: Task) -> bool:
    """Whether there is a proof of a task's draft: until it is sent or skipped."""
    return bool(task.draft) and task.state not in (State.DONE, State.SKIPPED)


def prepare(snapshot: Snapshot, keeper: Keeper | None = None, *, apart: bool = False) -> bool:
    """Begin to read the drafts that were not read before, or to load the dictionary for them.

    They are read `apart`, from `begin` on, where this process wants the dictionary just once.
    Returns whether there are none, so that nobody has to wait for proofs.
    """
    wanted = open_drafts(snapshot)
    checker = KeptFindings(_engine(snapshot.settings), keeper) if wanted else None
    unknown = [
        task
        for task in wanted
        if checker and task.draft and not checker.knows(task.id, body(task.draft))
    ]
    if not unknown:
        if apart:
            _engine(snapshot.settings).read_apart(())
        return True
    if apart:
        notes = map(_Maker(snapshot).note, unknown)
        _engine(snapshot.settings).read_apart(
            [(note.text, _right(note)) for note in notes if _is_read(note)]
        )
    else:
        _engine(snapshot.settings).prepare()
    return False


def prepare_apart(settings: Settings) -> None:
    """Have the dictionary loaded by another process, before it is known which drafts there are.

    To be followed by `prepare`, for drafts that are read `apart`.
    """
    _engine(settings).prepare_apart()


def begin(settings: Settings) -> None:
    """Begin to read the drafts that are to be read apart."""
    _engine(settings).begin()


def proofs(snapshot: Snapshot, keeper: Keeper | None = None) -> dict[str, Proof]:
    """Return the proof of every draft that is not sent, by the id of its thank-you.

    What `keeper` still knows from before is not worked out again.
    """
    found: dict[str, Proof] = {}
    wanted = open_drafts(snapshot)
    if not wanted:
        return found
    checker = KeptFindings(_engine(snapshot.settings), keeper)
    maker = _Maker(snapshot)
    drafted = [task for task in snapshot.tasks if task.draft]
    for task in wanted:
        before = [maker.note(other) for other in drafted if _compared(other, task)]
        found[task.id] = _proof(task, maker.note(task), before, checker)
    checker.keep()
    return found


def _engine(settings: Settings) -> Engine:
    return engine(dialect_of(settings.dialect, settings.holidays))


def _compared(other: Task, task: Task) -> bool:
    """Whether a note is looked at for being repeated: at the same company, before this one."""
    if fold(other.company) != fold(task.company) or other.person == task.person:
        return False
    if other.draft is None or task.draft is None:
        return False
    return (other.date, other.draft.path, other.draft.line) < (
        task.date,
        task.draft.path,
        task.draft.line,
    )


def _proof(task: Task, note: Note, before: Sequence[Note], checker: KeptFindings) -> Proof:
    found = [*content(note), *names(note)]
    if same := alike(note, before):
        found.append(same)
    remark = ""
    if note.words and not note.is_english:
        remark = FOREIGN
    elif _is_read(note):
        from afterword.prose.slips import slips  # Its many patterns take time to compile.

        language = list(slips(note.text))
        if checker.is_installed():
            found_by_engine = checker.check(task.id, note.text, _right(note))
            language = _merged(language, (s for s in found_by_engine if not _is_term(s, note)))
        else:
            remark = UNCHECKED
        found += (slip for slip in language if not _overlaps(slip, found))
    findings = sorted({_placed(slip, note.draft) for slip in found})
    return Proof(
        task, note.draft, letter(note.draft, note.entry), note.count, tuple(findings), remark
    )


def _is_term(slip: Slip, note: Note) -> bool:
    """Whether a word that no dictionary knows is a name or a term after all.

    A capitalized word within a sentence is a name, unless it looks like a day or a month; those
    that belong here are compared with the front matter anyway. A word that the entry's notes spell
    so as well is a term, unless a letter is all that parts it from a word beginning alike: then it
    is wrong in both.
    """
    word = note.text[slip.start : slip.end]
    bare = word.removesuffix("'s").removesuffix("\u2019s")
    if fold(bare) in note.name_words:
        return True
    if any(way.replace(" ", "") == word for way in slip.ways):
        return fold(word) in note.noted  # Two words to a dictionary, one to the trade.
    if slip.code != "SPELLING":
        return False
    if _MIXED.search(word[1:]) or (word.isupper() and len(word) > 1):
        return True
    first = next((each.first for each in note.words if each.start == slip.start), False)
    if word[0].isupper() and not first:
        return not _CALENDAR.intersection(slip.ways)
    near = [way for way in slip.ways if fold(way)[:1] == fold(word)[:1]]
    apart = min((distance(fold(word), fold(way), 3) for way in near), default=3)
    return apart > 1 and (fold(word) in note.noted or word[0].isupper())


def _merged(one: Iterable[Slip], other: Iterable[Slip]) -> list[Slip]:
    kept = list(one)
    kept += [slip for slip in other if not _overlaps(slip, kept)]
    return kept


def _overlaps(slip: Slip, others: Iterable[Slip]) -> bool:
    return any(each.start < slip.end and slip.start < each.end for each in others)


def _placed(slip: Slip, draft: Draft) -> Finding:
    line = draft.text.count("\n", 0, slip.start)
    column = slip.start - (draft.text.rfind("\n", 0, slip.start) + 1) + 1
    return Finding(draft.path, draft.line + line, column, slip.code, slip.message)


def _is_read(note: Note) -> bool:
    """Whether a draft is read for its language."""
    return bool(note.words) and note.is_english


def _right(note: Note) -> tuple[str, ...]:
    return tuple(sorted(set(_dictionary(note))))


def _dictionary(note: Note) -> Iterator[str]:
    """Yield the words that are right as the journal spells them: names, and technical words."""
    everyone = (note.recipient, *note.circle, *note.strangers)
    companies = (*note.companies, *note.other_companies)
    for name in (*everyone, *companies, note.role, note.entry.round, *note.entry.tags):
        yield from re.split(r"[\s\-]+", name)
    for found in _CODE.finditer(note.notes):
        yield found[1]
    for word in WORD.findall(note.notes):
        if word[0].isupper() or _MIXED.search(word):
            yield from (word, word.removesuffix("'s").removesuffix("\u2019s"))


class _Maker:
    """Gathers what notes are compared to, from the whole journal."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._journal = snapshot.journal
        self._met = [
            (fold(entry.company), mention.name)
            for entry in snapshot.journal.entries
            if entry.kind is Kind.INTERVIEW
            for mention in entry.interviewers
        ]
        self._notes: dict[str, Note] = {}

    def note(self, task: Task) -> Note:
        """Return a thank-you's draft with its circumstances."""
        if task.id not in self._notes:
            self._notes[task.id] = self._note(task)
        return self._notes[task.id]

    def _note(self, task: Task) -> Note:
        if task.draft is None:
            raise ValueError(task.id)
        entry = self._journal.by_id[task.entry]
        opportunity = self._journal.opportunity(entry)
        entries = opportunity.entries if opportunity else (entry,)
        mine = {fold(each.company) for each in entries} | {fold(entry.company)}
        named = [mention.name for each in entries for mention in each.mentions]
        own = distinct([entry.company, entry.agency, *(each.agency for each in entries)])
        known = {fold(name) for name in named} | {fold(task.object)}
        return Note(
            draft=task.draft,
            entry=entry,
            recipient=task.object,
            circle=distinct(name for name in named if fold(name) != fold(task.object)),
            companies=own,
            role=entry.role or (opportunity.role if opportunity else ""),
            strangers=distinct(
                name
                for company, name in self._met
                if company not in mine and fold(name) not in known
            ),
            other_companies=self._other_companies(own),
            other_roles=self._other_roles(opportunity),
            notes=_front(entry) + entry.own_text,
        )

    def _other_companies(self, own: Sequence[str]) -> tuple[str, ...]:
        mine = {fold(name) for name in own}
        every = distinct(each.company for each in self._journal.opportunities.values())
        return tuple(name for name in every if fold(name) not in mine)

    def _other_roles(self, own: Opportunity | None) -> tuple[str, ...]:
        every = self._journal.opportunities.values()
        return distinct(
            each.role
            for each in every
            if own is None or fold(each.company) != fold(own.company)
            if len(parts_of(each.role)) > 1
        )


def _front(entry: Entry) -> str:
    """Return what an entry's front matter says besides names, for comparing."""
    notes = (mention.notes for mention in entry.mentions)
    return "\n".join([entry.round, entry.format, entry.source, *entry.tags, *notes, ""])
