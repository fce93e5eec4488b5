"""What a thank-you note has to say: brevity, thanks, interest, and something of that day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.model.names import fold
from afterword.prose.finding import MOST_WORDS, USUAL_WORDS, Slip
from afterword.prose.note import Note

_PLACEHOLDER = re.compile(
    r"\[[^\]\n]{1,40}\](?!\()|\{\{?[^}\n]{1,40}\}\}?|<(?!https?:|mailto:)[A-Za-z][^<>@\n]{0,40}>|"
    r"\b(?:X{2,}|TODO|TBD|FIXME|lorem ipsum)\b|_{3,}"
)
_TRAILING = re.compile(r"(?:\.\.\.|\u2026)[ \t]*(?=\n\s*\n|\s*\Z)")
_THANKS = re.compile(
    r"\b(?:thank|thanks|thankful|thank-you|grateful|gratitude|appreciat\w*|obliged|indebted)\b"
    r"|\b(?:kind|generous|good) of you\b",
    re.IGNORECASE,
)
_INTEREST = re.compile(
    r"\binterest(?:ed|s)?\b|\bexcit(?:ed|ing|ement)\b|\benthusias\w+|\bkeen(?:ly)?\b|\beager\w*"
    r"|\b(?:delighted|thrilled|proud|honou?red) to\b|\bimagine myself\b|\bsee myself\b"
    r"|(?:\bwould|['\u2019]d) (?:very much |really |gladly |dearly |also |be \w+ to )?(?:love|like|"
    r"enjoy|welcome|relish|join|accept|jump at|come|start|"
    r"be (?:proud|delighted)|be (?:glad|happy) to (?:join|work|do|be|take|accept|start|come))\b"
    r"|\bhop(?:e|ing) (?:I['\u2019]ll|I will|we['\u2019]ll|to be able|that we|very much)\b"
    r"|\bvery much hope\b|\bup my alley\b|\bI (?:have|['\u2019]ve) been waiting for\b"
    r"|\bnothing would please me\b|\bmy idea of\b|\bsounds like (?:me|my|the|exactly)\b"
    r"|\bbe of use\b|\b(?:could|can|would) contribute\b"
    r"|\bwhat (?:I|I have|I['\u2019]ve) (?:been |am |was )?(?:look|want|hop|wish)\w+"
    r"|\bwant (?:to|this|the)\b|\bhop(?:e|ing) to (?:join|work|contribute|be|build|help|start)\b"
    r"|\b(?:the|a|this) (?:job|role|position|post|work|team)(?: that)? (?:I|we) (?:want|would)\b"
    r"|\b(?:more|even more) convinced\b|\bexactly (?:the|what|where|why)\b|\bmy first choice\b"
    r"|\b(?:great|good|strong|right|real|perfect) (?:fit|match|place)\b"
    r"|\b(?:join|joining) (?:you|your|the)\b|\bbe part of\b|\bapplied for\b.*\bbecause\b"
    r"|\blook(?:ing)? forward to (?:work|join|contribut|help|the next|meeting|seeing|continu)",
    re.IGNORECASE,
)
_GENERIC_WORDS = """
about above after again all also although always and any appreciate appreciated are around as ask
asked at back be because been before being best better between both but can challenges chance
clear colleagues come company conversation could culture day dear did discuss discussed discussing
discussion do does doing each earlier email enjoy enjoyed even every excited exciting experience
first fit for forward from further future gave get give given glad go good got great had happy has
have hear hearing help her here hi him his hope how i if in information insight insights interest
interested interesting into interview is it its job just keen kind kindly know last learn learned
learning learnt leave let like listening little long look looking lot love made make many may me
meet meeting mine moment more most much must my need new next no not note now of off on once one
only open opportunities opportunity or organization other our out over own part people perhaps
person place please pleasure position possible process question questions quite read really
regards role said same say second see send set several shall share shared sharing should show
since sincerely skills so some something soon speak speaking spent step steps still such sure take
taking talk talked talking team tell than thank thanks that the their them then there these they
thing things think this those though thought three time to today together tomorrow too took truly
two understand understanding until up us use very view want warm was way we week well went were
what when where which while who whole why will wish wishes with without words work worked working
world would write year years yesterday yet you your yours monday tuesday wednesday thursday friday
saturday sunday morning afternoon evening confident contribute contributing addition environment
background impressed impressive passion passionate dynamic innovative goals mission vision values
growth member candidate hiring manager decision detail details
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ies", "ed", "es", "ly", "er", "s", "e", "y")
_ENOUGH_SHARED = 2
_ENOUGH_NOTED = 12
_ENOUGH_OWN = 8


def content(note: Note) -> Iterator[Slip]:
    """Yield what a note lacks or has too much of."""
    text = note.text
    if not note.words:
        yield Slip(0, 0, "EMPTY", "nothing stands below the heading yet: write the note here.")
        return
    yield from _unfinished(text)
    if note.count > MOST_WORDS:
        low, high = USUAL_WORDS
        said = f"{note.count} words: {low} to {high} are read, above {MOST_WORDS} are not."
        yield Slip(0, 0, "LENGTH", said)
    if not note.is_english:
        return
    if not _THANKS.search(text):
        yield Slip(0, 0, "THANKS", "no word of thanks: begin with thanking them for their time.")
    if note.is_after_interview and not _INTEREST.search(text):
        said = "no word of interest: say that you want the position, and why."
        yield Slip(0, 0, "INTEREST", said)
    if not _is_specific(note):
        said = "it could be sent to anyone: name one thing that you talked about."
        yield Slip(0, 0, "SPECIFIC", said)


def _unfinished(text: str) -> Iterator[Slip]:
    for found in _PLACEHOLDER.finditer(text):
        yield Slip(*found.span(), "UNFINISHED", f"`{found[0]}` is a placeholder: fill it in.")
    for found in _TRAILING.finditer(text):
        yield Slip(*found.span(), "UNFINISHED", "the sentence breaks off: finish it.")


def _is_specific(note: Note) -> bool:
    """Whether a note speaks of what the entry's own notes speak of.

    Where these say too little to compare with, it has to hold some words that are not to be found
    in every such note.
    """
    own = {_stem(each) for each in map(fold, _plain_words(note.text)) if _tells(each, note)}
    noted = {_stem(each) for each in note.noted if _tells(each, note)}
    shared = len(own & noted) >= (_ENOUGH_SHARED if note.count >= USUAL_WORDS[0] else 1)
    return shared or (len(noted) < _ENOUGH_NOTED and len(own) >= _ENOUGH_OWN)


def _plain_words(text: str) -> Iterator[str]:
    yield from re.findall(r"[^\W_]+", text)


def _tells(word: str, note: Note) -> bool:
    """Whether a folded word says something of its own: no filler, and no name."""
    return len(word) > 2 and word not in _GENERIC and word not in note.name_words


def _stem(word: str) -> str:
    """Return a word without its ending, so that `retries` and `retry` are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
