"""Foreign text as Markdown that shows it as it was written: nothing in it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_INLINE = re.compile(r"[\\`*\[{<~^]|(?<![^\W_])_|_(?![^\W_])|==+|\+\++|&(?=#?\w+;)")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "=": "&#61;", "^": "&#94;"}
_NUMBER = re.compile(r"(\d+)([.)])(?=\s|\Z)")
_OPENS = re.compile(r"[#>]|[+\-](?=\s|\Z)|!!!")
_OPENS_MORE = re.compile(r"[:|]|\?\?\?|///")
_RULER = re.compile(r"[-=:|\s]+\Z")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"- (?=\S)(?![-\s]+\Z)")


def inline(text: str) -> str:
    """Return a text in one line, as it shows within a line of Markdown."""
    return _INLINE.sub(_escaped, " ".join(text.split()))


def _escaped(found: re.Match[str]) -> str:
    return "".join(_ENTITIES.get(char, "\\" + char) for char in found[0])


def block(text: str) -> str:
    """Return a text of any number of lines as paragraphs; lines that begin with `- ` are a list.

    Each line stays a line, and indentation is taken away: it would make code of it.
    """
    paragraphs: list[str] = []
    lines: list[str] = []
    bullets = False
    for raw in [*_BREAK.split(text), ""]:
        line = raw.strip()
        bullet = bool(_BULLET.match(line))
        if lines and (not line or bullet != bullets):
            paragraphs.append(("\n" if bullets else "  \n").join(lines))
            lines = []
        if line:
            bullets = bullet
            lines.append("- " + _line(line[2:]) if bullet else _line(line))
    return "\n\n".join(paragraphs)


def _line(text: str) -> str:
    """Return one line so that it begins no heading, list, quotation, table or the like."""
    text = text.strip()
    if _RULER.match(text):
        return (
            text.replace("-", "\\-")
            .replace("=", "&#61;")
            .replace(":", "&#58;")
            .replace("|", "&#124;")
        )
    if number := _NUMBER.match(text):
        return f"{number[1]}\\{number[2]}{_rest(text[number.end() :])}"
    if _OPENS.match(text):
        return f"\\{text[0]}{_rest(text[1:])}"
    if _OPENS_MORE.match(text):
        return f"&#{ord(text[0])};{_rest(text[1:])}"
    return inline(text)


def _rest(text: str) -> str:
    return (" " if text[:1].isspace() else "") + inline(text)


_BLOCK_TAGS = (
    "address article blockquote div dl dt dd footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p "
    "pre section table ul"
)
_BLOCKS = frozenset(re.findall(r"\w+", _BLOCK_TAGS))
_OTHER_TAGS = (
    "a abbr acronym b bdi bdo big body br caption center cite code col colgroup del dfn em font "
    "head html i img ins kbd li mark q s samp small span strike strong sub sup tbody td tfoot th "
    "thead tr tt u var wbr"
)
_VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
_NO_TAG = re.compile(
    rf"<(?!/?(?:{'|'.join(f'{_BLOCK_TAGS} {_OTHER_TAGS}'.split())})"
    rf"(?:\s+[\w:-]+\s*=\s*{_VALUE})*\s*/?>)",
    re.IGNORECASE,
)
"""What opens a tag to the parser and is none: an unknown name, or words for attributes."""


class _Text(HTMLParser):
    """Gathers the text of HTML: blocks on lines of their own, items of lists behind `- `."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "tr":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        elif tag == "img":
            said, source = (dict(attrs).get(name) or "" for name in ("alt", "src"))
            self.parts.append(" ".join(filter(None, (said, source and f"({source})"))))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        while self._links:
            self._end_link()

    def _end_link(self) -> None:
        if self._links and (target := self._links.pop()):
            self.parts.append(f" ({target})")


def text_of(html: str) -> str:
    """Return the text of a cell in HTML, with its lines, lists and the addresses of its links.

    Whatever is no tag of HTML for text, such as a comparison or a comment, stays as it is written.
    """
    parser = _Text()
    parser.feed(_NO_TAG.sub("&lt;", html))
    parser.close()
    return "\n".join(_tidied("".join(parser.parts))).strip()


def _tidied(text: str) -> Iterator[str]:
    """Yield the lines, a blank one at most between two; a lone `- ` takes the line after it."""
    blank, lone = True, False
    for raw in text.split("\n"):
        line = raw.strip()
        if line == "-" and not lone:
            lone = True
        elif line:
            yield f"- {line}" if lone else line
            blank, lone = False, False
        elif not (blank or lone):
            yield ""
            blank = True
    if lone:
        yield "-"
