"""Slips of busy writers that the grammar engine lets pass, one rule each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afterword.prose.finding import Slip

_Said = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, which of its groups is wrong, and what to say of it."""

    pattern: re.Pattern[str]
    say: _Said
    group: int | str


def _rule(
    pattern: str, say: str | _Said, group: int | str = 0, flags: int = re.IGNORECASE
) -> _Rule:
    said: _Said = say if callable(say) else lambda found: str(say).format(found[0])
    return _Rule(re.compile(pattern, flags), said, group)


_SINGULAR = (
    "opportunity|interview|position|role|conversation|meeting|chance|pleasure|job|discussion|tour|"
    "call|question|idea|problem|answer|way"
)
"""One thing each; teams and companies are left out, which British writers take for several."""
_PLURAL = (
    "teams|questions|problems|people|colleagues|nurses|engineers|customers|tools|challenges|"
    "details|plans|ideas|students|patients|drivers|devices|numbers|methods|projects|answers|"
    "children|parents|teachers|designers|results|examples|things|parts|steps|systems|clients"
)
_PERSON = "friend|person|colleague|nurse|engineer|customer|teacher|designer|student|patient|manager"
_VERBS = "work|make|use|need|want|know|take|give|come|go|have|run|live|teach|say|pay|think|help|ask"
_DONE_YESTERDAY = (
    "try|go|see|meet|talk|speak|ask|visit|start|show|tell|send|write|learn|have|do|make"
)
_COUNTABLE = "impression|opportunity|chance|decision|answer|look|mistake|difference|suggestion"
_KIND = "great|interesting|good|wonderful|lovely|pleasant|nice|fascinating|long|short|fine"
_THINGS_OF_YOURS = (
    "time|help|patience|kindness|advice|call|e-?mail|reply|answer|question|questions|insight|"
    "insights|interest|hospitality|support|consideration|candor|honesty|openness|team|company|"
    "colleagues|office|department|product|products|customers|group|staff|work|offer|school|ward|"
    "studio|lab|laboratory|clients|approach|plans|feedback|guidance"
)
_SPLICED = re.compile(
    r",[ \t\n]+(?=(?:I|we|you|he|she|it|they|this|that)(?:['\u2019](?:m|ve|d|ll|re|s)|[ \t]+"
    r"(?:am|is|are|was|were|have|had|has|do|did|will|would|can|could|should|may|might|think|know|"
    r"feel|hope|believe|look|enjoyed|learned|liked|loved|found|want|wanted|worked|felt|saw|led|"
    r"built|made|really|also|still|never|especially|appreciate|seems?|sounds?))\b)"
)
_SUBORDINATE = re.compile(
    r"\b(?:when|if|as|after|although|because|while|since|before|once|that|which|who|whom|whose|"
    r"what|where|whether|how|why|though|until|unless|whenever|wherever|whatever|for|so|than|and|but"
    r"|or)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[\s\"'*_]*(?:I|we|you|he|she|it|they|this|that|there)(?:['\u2019]\w+)?[ \t\n]+\w+|"
    r"[\s\"'*_]*(?:the|your|our|my|their)\b(?:[ \t\n]+\w+){1,3}[ \t\n]+"
    r"(?:is|are|was|were|has|have)\b",
    re.IGNORECASE,
)

_LAST_LINE = re.compile(r"[^\n]+(?=\n[ \t]*\n|\s*\Z)")
_SENTENCE_WORDS = 6
"""A closing has fewer words."""
_ASKING = re.compile(r"\s*(?:thank you|thanks|many thanks|please)\b(?:\s+\S+){3,}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"')\u201d\u2019]*\s+|\n\s*\n")

_ING = {"get": "getting", "begin": "beginning", "chat": "chatting", "plan": "planning"}


def _ing(verb: str) -> str:
    verb = verb.lower()
    return _ING.get(verb) or (verb.removesuffix("e") if not verb.endswith("ee") else verb) + "ing"


def _write_ing(before: str) -> _Said:
    return lambda found: f"`{before} {found[1]}`: write `{before} {_ing(found[1])}`."


def _write(right: str) -> _Said:
    return lambda found: f"`{found[0]}`: write `{found.expand(right)}`."


_RULES = (
    _rule(r"\b(exited)\s+(?:about|to|by|at)\b", "write `excited`.", 1),
    _rule(r"\b(?:be|being|been|a|as)\s+part\s+(off)\b", "write `of`.", 1),
    _rule(r"\bexplain(?:ed|ing)?\s+(me|us)\b", "one explains something to somebody.", 1),
    _rule(
        r"\b(?:walk|walked|walking|go|went|going|talk|talked|talking|came|come|lead|led|read)\s+(?:me\s+|us\s+)?"
        r"(trough)\b",
        "write `through`.",
        1,
    ),
    _rule(
        r"\b(?:help(?:ed|s)?\s+(?:me|us|you|them)\s+to|want(?:ed)?\s+to|have\s+to|had\s+to|able\s+to|going\s+to)\s+"
        r"(had|was|were|went|did|saw|made|knew|took|gave)\b",
        "after `to` comes the plain verb.",
        1,
    ),
    _rule(
        r"\bI\s+(have\s+\w+(?:ed|ne|wn|en|t))\b[^.!?,\n]{0,60}\b(?:yesterday|last\s+(?:week|month|year)|"
        r"in\s+20\d\d|ago)\b",
        "it is over: write it without `have`.",
        1,
    ),
    _rule(r"(?:(?<=[.!?]\s)|(?<=\n)|\A)(me and my)\b", "write `my ... and I`.", 1),
    _rule(
        r"\b(?:the|this|that|last|these)\s+(passed)\s+(?:day|week|month|year|few)",
        "write `past`.",
        1,
    ),
    _rule(r"\b(quiet)\s+(?:a\s+(?:few|lot|bit)|an?\s+\w+|some)\b", "write `quite`.", 1),
    _rule(r"\bI\s+am\s+agree\b", "`{0}`: write `I agree`."),
    _rule(r"\b(?:I|we|you|they|it|he|she|which|that|who)\s+(use)\s+to\b", "write `used to`.", 1),
    _rule(
        r"\b(?:have|has|had)\s+(learn|work|see|go|do|be|take|give|speak|write|know|meet|talk|ask)\b"
        r"(?!\s*-)",
        lambda found: f"`{found[1]}` wants another form after `have`.",
        1,
    ),
    _rule(
        r"\b(?:explain(?:ing)?|understand|see|learn|show(?:ing)?|tell(?:ing)?|hear|about)\s+"
        r"(?:(?:me|us|you)\s+)?(?:how|why|where|when|what)\s+(does|do|did)\s+(?:the|your|a|it|you|they)\b",
        "no question stands here: the verb comes behind.",
        1,
    ),
    _rule(
        r"\b(informations|advices|feedbacks|knowledges|equipments|homeworks|furnitures|softwares|"
        r"researches)\b",
        "this word has no plural.",
        1,
    ),
    _rule(
        r"\b(it['\u2019]s)\s+(?:staff|team|customers|people|clients|employees|students|products|"
        r"patients|users|readers|members|size|history|future|mission|culture)\b",
        "`it's` is `it is`: write `its`.",
        1,
    ),
    _rule(
        rf"\b(?:get|got|gave|give|have|had|make|made|leave|left|take|took)\s+({_COUNTABLE})\b",
        lambda found: f"`{found[1]}` wants `a`, `an` or `the` before it.",
        1,
    ),
    _rule(
        rf"\b(?:{_PLURAL}|those)\s+who\s+(is|was|has|does|pays|works|makes|uses|needs|wants|knows|"
        r"takes|gives|comes|goes|runs|lives|says|thinks|helps|asks)\b",
        "they are several: the verb is for one.",
        1,
    ),
    _rule(
        rf"\b(?:an?|the|one|my|your)\s+(?:{_PERSON})\s+who\s+({_VERBS})\b",
        "it is one person: the verb wants an `s`.",
        1,
    ),
    _rule(
        rf"\bI\s+({_DONE_YESTERDAY})\b[^.!?\n]{{0,60}}\b(?:yesterday|last\s+(?:night|week|month))\b",
        lambda found: f"`{found[1]}`: it is over, so write it in the past.",
        1,
    ),
    _rule(
        r"\bto\s+(here)\b(?=\s+(?:from|about|that|how|what|your|more|back|it|them|him|her|you)\b)",
        "write `hear`.",
        1,
    ),
    _rule(
        r"\b(?:hear|heard|learn|learned|it|you|back|away|different|come|came|coming)\s+(form)\b"
        r"(?=\s+(?:you|the|your|an?|my|it|him|her|them|us|this|that|each)\b)",
        "write `from`.",
        1,
    ),
    _rule(
        r"\ban?\s+(quite)\s+(?:place|room|moment|corner|hour|office|space|week|voice|street|town|"
        r"day|ward|desk)\b",
        "write `quiet`.",
        1,
    ),
    _rule(r"\b(who['\u2019]s)\s+\w+\s+(?:is|are|was|were|have|had)\b", "write `whose`.", 1),
    _rule(
        r"\b(it['\u2019]s)\s+(?:own|first|second|third|last|purpose|value|shape|name)\b(?!\s+come)",
        "`it's` is `it is`: write `its`.",
        1,
    ),
    _rule(
        r"\ba\s+(lot)\s+(?!(?:of|more|less|to|about|from|for|in|on|at|that|and|than|better|easier|"
        r"like|faster|since|as|with|when|if|while|during|over|again|by|but|because|I|we|the|here|"
        r"there|today|yesterday|until)\b)\w+",
        "write `a lot of`.",
        1,
    ),
    _rule(r"\b(?:in|on|the)\s+(principal)\b(?=\s*[,.;]|\s+that)", "write `principle`.", 1),
    _rule(r"\b(?:my|our|pass\s+on|their)\s+(complements)\b", "praise is `compliments`.", 1),
    _rule(r"\bcostumers?\b", "`{0}`: people who buy are customers."),
    _rule(
        r"\bforward\s+to\s+(hear|meet|work|see|speak|talk|join|discuss|learn|receive|get|start|"
        r"continue|visit|contribute|help|explore|know|read)\b(?=\s+(?:from|with|you|about|your|the|"
        r"more|again|in|on|at|for|to|how|what|our|this)\b|[.,])",
        _write_ing("forward to"),
        1,
    ),
    _rule(
        rf"\byou['\u2019]re\s+(?:{_THINGS_OF_YOURS})\b", "`{0}`: write `your` for what is theirs."
    ),
    _rule(
        r"(?<![\w'\u2019])your\s+(?:right|welcome|looking|going|doing|building|trying|hiring|using|"
        r"facing|absolutely|not|so|very|quite|really)\b(?!\s+(?:hand|side|way|of))",
        "`{0}`: write `you're` for `you are`.",
    ),
    _rule(
        r"(?:\A|(?<=[.!?,;:]\s)|(?<=\n)|(?<=\bthat\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bthink\s))"
        r"its\s+(?:clear|great|good|been|an?|the|not|also|very|really|rare|hard|easy|important|"
        r"exactly|something|obvious|my|where|why|how|no|just|still|always|never|quite|only)\b",
        "`{0}`: write `it's` for `it is`.",
    ),
    _rule(
        rf"\b(?:for|of|with|about|in|on|at|from|meet|meeting|join|joining)\s+(you)\s+"
        rf"(?:{_THINGS_OF_YOURS})\b(?!\s+(?:me|us))",
        "`you` stands for `your`.",
        1,
    ),
    _rule(
        r"\b(?:more|less|better|worse|larger|smaller|rather|other|earlier|later|faster|slower|"
        r"easier|harder|longer|shorter|older|fewer|greater|higher|lower|closer|bigger|stronger|"
        r"sooner|different|younger|cheaper|safer)(?:\s+\w+){0,2}?\s+(then)\b(?!\s*[,.;])",
        "`then` is for time: write `than`.",
        1,
    ),
    _rule(r"\b(could|would|should|might|must)\s+of\b", _write(r"\1 have")),
    _rule(r"\b(?:to|not|never|might|could|would|will)\s+(loose)\b", "`loose`: write `lose`.", 1),
    _rule(
        r"\b(?:your|the|his|her|their|for|of|some|good|kind|that|any)\s+(advise)\b",
        "the noun is spelled `advice`.",
        1,
    ),
    _rule(r"\b(?:to|can|could|would|will)\s+(advice)\b", "the verb is spelled `advise`.", 1),
    _rule(r"\binterested\s+(on|about|for|at)\b", "`interested {0}`: write `interested in`.", 1),
    _rule(
        r"\b(?:my|an|strong|great|real|genuine)\s+interest\s+(on|for|about)\s+(?:the|this|your)\b",
        "write `interest in`.",
        1,
    ),
    _rule(r"\b(?:excited|enthusiastic)\s+(on|of)\s+", "write `about`.", 1),
    _rule(r"\bdiscuss(?:ed|ing)?\s+(about)\b", "`discuss` takes no `about`.", 1),
    _rule(
        r"\bthank(?:s|\s+you)(?:\s+(?:so|very)\s+much)?\s+for\s+(meet|take|show|explain|invite|give|"
        r"make|share|see|speak|talk|walk|let)\b",
        _write_ing("for"),
        1,
    ),
    _rule(
        rf"\b(?:for|have|had|is|was|be|on|in|about|during|after|such)\s+((?:{_KIND})\s+"
        rf"(?:{_SINGULAR}))\b",
        lambda found: f"`{found[1]}` wants `a`, `the` or `our` before it.",
        1,
    ),
    _rule(
        rf"\b(?:for|in|about|of|have|had)\s+((?!meeting\s+with)(?:{_SINGULAR})\s+(?:to|with|on|at|of|about|that|"
        rf"yesterday|today))\b(?<!work with)(?<!work on)(?<!way of)",
        lambda found: f"`{found[1].split()[0]}` wants `the`, `a` or `our` before it.",
        1,
    ),
    _rule(
        r"\b(?:was|is|be)\s+((?:pleasure|honor|privilege|delight)\s+(?:to|meeting|speaking|talking))",
        lambda found: f"`{found[1].split()[0]}` wants `a` before it.",
        1,
    ),
    _rule(
        r"(?<!of )(?<!with )\b(?:we|they)\s+(was|is|has|does)\b",
        "`{0}`: for several, write the plural.",
        1,
    ),
    _rule(r"(?<!and )\bI\s+(is|are|has|does)\b", "`{0}`: with `I`, write another form.", 1, 0),
    _rule(
        rf"\b(?:the|your|this|my)\s+(?:{_SINGULAR})\s+(have|are|were|do|seem|sound|look|make)\b",
        lambda found: f"it is one: `{found[1]}` is for several.",
        1,
    ),
    _rule(
        rf"\b(?:the|your|these|those|my|our)\s+(?:{_PLURAL})\s+(is|was|has|does|seems|sounds)\b",
        lambda found: f"they are several: `{found[1]}` is for one.",
        1,
    ),
    _rule(
        r"(?:(?<=[\s(])|\A)(i)(?=['\u2019](?:m|ve|d|ll)\b|[ \t\n])", "write a capital `I`.", 1, 0
    ),
    _rule(r"\b(?!had\b|that\b)([^\W\d_]+)\s+\1\b", lambda found: f"`{found[1]}` stands twice."),
)


def slips(text: str) -> Iterator[Slip]:
    """Yield the slips in an English text, each place once."""
    taken: set[int] = set()
    for rule in _RULES:
        for found in rule.pattern.finditer(text):
            start, end = found.span(rule.group)
            if start not in taken:
                taken.add(start)
                yield Slip(start, end, "GRAMMAR", rule.say(found))
    yield from _unstopped(text)
    for found in _SPLICED.finditer(text):
        if _joins_clauses(text, found.start()):
            said = "a comma joins two sentences: write a full stop, or a word such as `and`."
            yield Slip(found.start(), found.start() + 1, "GRAMMAR", said)


def _same_beginning(one: str, other: str) -> bool:
    """Whether two clauses begin alike, as in `it may be this, it may be that`: that is rhetoric."""
    first, second = one.casefold().split()[:2], other.casefold().split()[:2]
    return len(first) == 2 and first == second


def _unstopped(text: str) -> Iterator[Slip]:
    """Yield the ends of paragraphs in mid-sentence: no mark stands there, and the line is long."""
    for found in _LAST_LINE.finditer(text):
        line = found[0].rstrip()
        sentence = _SENTENCE_END.split(line)[-1]
        if line[-1:].isalnum() and len(sentence.split()) >= _SENTENCE_WORDS:
            end = found.start() + len(line)
            word = found.start() + line.rfind(" ") + 1
            yield Slip(word, end, "GRAMMAR", "the sentence ends without a mark: add a full stop.")


def _joins_clauses(text: str, comma: int) -> bool:
    """Whether what stands before a comma is a whole sentence already."""
    before = _SENTENCE_END.split(text[:comma])[-1]
    if _same_beginning(before, text[comma + 1 :]):
        return False
    if _ASKING.match(before):
        return "," not in before
    if "," in before or _SUBORDINATE.search(before):
        return False
    return _CLAUSE.match(before) is not None
