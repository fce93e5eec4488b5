"""Names in a note: whom it greets, spelled as in the front matter, and nobody else's by copying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.model.names import fold
from afterword.prose.finding import Slip
from afterword.prose.note import Note, Word, parts_of, whole

_TITLES = frozenset(
    ("mr", "mrs", "ms", "mx", "dr", "prof", "professor", "doctor", "miss", "mister")
)
_NOBODY_WORDS = """
all team everyone everybody there sir madam hiring manager committee recruiter folks ladies
gentlemen both colleagues interviewer interviewers panel whom it may concern
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_GREETING_WORDS = 5
_SHORTEST = 4
"""Shorter names are one letter away from too many others."""
_SHORTEST_GREETED = 3
"""In a greeting, whoever is greeted is known."""
_SHORT = 5
"""Names of so few letters are known again by their first one."""
_LONG = 8
"""Names of so many letters are known again with two letters wrong."""


def names(note: Note) -> Iterator[Slip]:
    """Yield what is wrong with the names in a note."""
    if not note.words:
        return
    yield from _greeting(note)
    misspelt = list(_misspelt(note))
    taken = [(slip.start, slip.end) for slip in misspelt]
    yield from misspelt
    for slip in (*_company_case(note), *_role(note), *_others(note)):
        if not any(start < slip.end and slip.start < end for start, end in taken):
            yield slip


def _greeting(note: Note) -> Iterator[Slip]:
    recipient = [fold(part) for part in parts_of(note.recipient)]
    if note.greeting is None:
        if not _begins_with(note, recipient):
            said = f"it greets nobody: begin with `Dear {note.recipient.split()[0]},`."
            yield Slip(0, 0, "GREETING", said)
        return
    start, whom = note.greeting
    known = {fold(part) for name in (note.recipient, *note.circle) for part in parts_of(name)}
    greeted = [part for part in parts_of(whom) if fold(part) not in _TITLES | {"and"}]
    wanted = f"`{note.recipient}`"
    if not greeted or all(fold(part) in _NOBODY for part in greeted):
        yield Slip(
            start, start + len(whom), "GREETING", f"it greets nobody by name; it is for {wanted}."
        )
        return
    for part in greeted:
        at = start + whom.index(part)
        place = (at, at + len(part))
        if fold(part) in known:
            if slip := _in_other_case(part, place, note):
                yield slip
        elif any(_is_short_for(part, own) for own in recipient):
            continue
        elif near := _nearest(part, note.recipient, *note.circle, shortest=_SHORTEST_GREETED):
            yield Slip(*place, "NAME", f"`{part}` is `{near}` in the front matter.")
        else:
            yield Slip(*place, "GREETING", f"it greets `{part}`, and is for {wanted}.")
    named = {fold(part) for part in greeted}
    if named <= known and not named & set(recipient):
        yield Slip(
            start, start + len(whom), "GREETING", f"it greets `{whom}`, and is for {wanted}."
        )


def _begins_with(note: Note, recipient: list[str]) -> bool:
    """Whether a short first line names the recipient: `Bonjour Nadège,` or just `Marcus,`."""
    line = note.text.strip().split("\n", 1)[0]
    words = parts_of(line)
    return len(words) <= _GREETING_WORDS and any(fold(word) in recipient for word in words)


def _is_short_for(part: str, name: str) -> bool:
    """Whether a word is a name's beginning, and short enough to be meant so: Ben for Benoit."""
    return 2 < len(part) <= len(name) - 2 and name.startswith(fold(part))


def _in_other_case(part: str, place: tuple[int, int], note: Note) -> Slip | None:
    """Return what is wrong with a name's capitals, if anything: `jane`, `Mcdonald`."""
    same = [name for name in _all_parts(note) if fold(name) == fold(part)]
    if part in same or part.isupper():
        return None
    return Slip(*place, "NAME", f"`{part}` is `{same[0]}` in the front matter.")


def _all_parts(note: Note) -> list[str]:
    return [part for name in (note.recipient, *note.circle) for part in parts_of(name)]


def _misspelt(note: Note) -> Iterator[Slip]:
    """Yield capitalized words that are a letter away from a name that belongs here."""
    behind = 0
    if note.greeting:
        behind = note.greeting[0] + len(note.greeting[1])
    people = {fold(part): part for part in _all_parts(note)}
    titles = (*note.companies, note.role)
    places = {fold(part): part for name in titles for part in parts_of(name)}
    for word in note.words:
        if word.start < behind or not word.text[:1].isupper():
            continue
        bare = word.text.removesuffix("'s").removesuffix("\u2019s")
        if fold(bare) in note.name_words or fold(word.text) in note.name_words:
            if fold(bare) in people and fold(bare) not in places:
                slip = _in_other_case(bare, (word.start, word.start + len(bare)), note)
                yield from (slip,) if slip else ()
            continue
        if fold(bare) in note.noted or _is_plain(word, note):
            continue
        if near := _nearest(bare, *people.values(), *note.companies):
            end = word.start + len(bare)
            yield Slip(word.start, end, "NAME", f"`{bare}` is `{near}` in the front matter.")


def _is_plain(word: Word, note: Note) -> bool:
    """Whether a word is capitalized only because a sentence begins with it."""
    lower = word.text.casefold()
    return word.first and any(other.text == lower for other in note.words)


def _company_case(note: Note) -> Iterator[Slip]:
    """Yield a company that is written with other capitals, blanks or endings than its own."""
    for company in note.companies:
        words = company.split()
        pattern = r"[\s\-]*".join(map(re.escape, words)) if len(words) > 1 else re.escape(company)
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", note.text, re.IGNORECASE):
            written = " ".join(found[0].split())
            single = len(words) == 1 and written.islower() and len(written) < _LONG
            if written != company and not (single and _reads_as_word(company)):
                said = f"`{written}` is `{company}` in the front matter."
                yield Slip(*found.span(), "NAME", said)


def _reads_as_word(company: str) -> bool:
    """Whether a company's name may well be a word of the language, such as Tide."""
    return company.isalpha() and company[1:].islower()


def _role(note: Note) -> Iterator[Slip]:
    """Yield what looks like the role's name with letters wrong or another word in it."""
    wanted = parts_of(note.role)
    if len(wanted) < 2:
        return
    target = [fold(part) for part in wanted]
    words = list(note.words)
    for at in range(len(words) - len(target) + 1):
        window = words[at : at + len(target)]
        found = [fold(word.text) for word in window]
        wrong = [index for index, part in enumerate(found) if part != target[index]]
        if len(wrong) != 1:
            continue
        index = wrong[0]
        word, right = window[index], wanted[index]
        apart = distance(found[index], target[index], _allowed(target[index]) + 1)
        plural = found[index] in (target[index] + "s", target[index] + "es")
        if not plural and 0 < apart <= _allowed(target[index]):
            yield Slip(
                word.start, word.end, "NAME", f"`{word.text}` is `{right}` in the role's name."
            )


def _others(note: Note) -> Iterator[Slip]:
    """Yield names from elsewhere in the journal that this entry's notes do not speak of."""
    for company in note.other_companies:
        spans = _places(company, note.text)
        if spans and not whole(company).search(note.notes):
            said = f"`{company}` is another company: this note goes to {_own(note)}."
            yield from (Slip(*span, "OTHER", said) for span in spans)
    own = {fold(part) for part in _all_parts(note)}
    for name in note.strangers:
        first = parts_of(name)[:1]
        forms = [name] + [part for part in first if fold(part) not in own | note.noted]
        for form in forms:
            spans = _places(form, note.text)
            if spans and whole(form).search(note.notes):
                break
            for start, end in spans:
                if note.greeting and start < note.greeting[0] + len(note.greeting[1]):
                    continue  # Said of the greeting already.
                said = f"`{form}` belongs to another company: this note goes to {_own(note)}."
                yield Slip(start, end, "OTHER", said)
            if spans:
                break
    mine, lowered = fold(note.role), note.text.lower()
    for role in note.other_roles:
        if not _may_stand(role.lower(), lowered) or fold(role) in mine or mine in fold(role):
            continue
        pattern = re.compile(whole(role).pattern, re.IGNORECASE)
        if not pattern.search(note.notes):
            for found in pattern.finditer(note.text):
                said = f"`{found[0]}` is another company's role; here it is `{note.role}`."
                yield Slip(*found.span(), "OTHER", said)


def _places(name: str, text: str) -> list[tuple[int, int]]:
    """Return where a name stands in a text as whole words."""
    return [each.span() for each in whole(name).finditer(text)] if _may_stand(name, text) else []


def _may_stand(name: str, text: str) -> bool:
    """Whether a name's first word is in a text: a journal holds hundreds that are not."""
    return next(iter(name.split()), name) in text


def _own(note: Note) -> str:
    company = note.companies[0] if note.companies else ""
    return f"{note.recipient} at {company}" if company else note.recipient


def _nearest(word: str, *among: str, shortest: int = _SHORTEST) -> str:
    """Return the part of a name that a word looks like, "" where it looks like none."""
    folded = fold(word)
    for part in (part for name in among for part in parts_of(name)):
        target = fold(part)
        short = len(target) <= _SHORT
        if len(target) < shortest or target == folded or (short and folded[:1] != target[:1]):
            continue
        if 0 < distance(folded, target, _allowed(target) + 1) <= _allowed(target):
            return part
    return ""


def _allowed(name: str) -> int:
    return 2 if len(name) >= _LONG else 1


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters to put in, leave out, change or swap, up to `limit`."""
    if abs(len(one) - len(other)) >= limit:
        return limit
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (char != wanted))
            if at > 1 and to > 1 and char == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
    return min(row[-1], limit)
