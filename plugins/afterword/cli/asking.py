"""Questions in a terminal, with what the journal knows offered for completion by Tab."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from afterword.model.names import fold, near_equal


def may_ask() -> bool:
    """Whether someone is there to answer: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    question: str,
    *,
    known: Sequence[str] = (),
    default: str = "",
    wanted: bool = False,
    read: Callable[[str], tuple[str, str]] | None = None,
) -> str:
    """Return an answer, "" for none; asks again while it is `wanted` or cannot be read.

    `known` are offered by Tab; an answer that is nearly one of them is asked about. `read` returns
    what is meant, or what to write instead.
    """
    while True:
        with _completing(known):
            answer = _answer(f"{question} [{default}]" if default else question)
        text = " ".join(answer.split()) or default
        if not text:
            if not wanted:
                return ""
            click.echo("  It is needed; Ctrl+C ends without writing anything.", err=True)
            continue
        if read is not None:
            meant, wrong = read(text)
            if wrong:
                click.echo(f"  {wrong}", err=True)
                continue
            if meant != text:
                click.echo(f"  {meant}", err=True)
            return meant
        return _as_known(text, known)


def _answer(shown: str) -> str:
    if sys.stdout.isatty():
        # Only so does the terminal's own line editing, and Tab with it, come into play.
        try:
            return input(f"{shown}: ")
        except (EOFError, KeyboardInterrupt):
            raise click.Abort from None
    return str(click.prompt(shown, default="", show_default=False, err=True))


def _as_known(text: str, known: Sequence[str]) -> str:
    """Return the spelling that the journal has, where one is meant."""
    for name in known:
        if fold(name) == fold(text):
            return name
    pairs = [pair for pair in near_equal([*known, text]) if text in pair]
    for first, second in pairs:
        other = first if second == text else second
        if click.confirm(f"  Is it `{other}`, which the journal knows?", default=True, err=True):
            return other
    return text


@contextmanager
def _completing(known: Sequence[str]) -> Iterator[None]:
    """Let Tab complete from what is known, where the terminal can."""
    try:
        import readline
    except ImportError:  # On Windows.
        yield
        return
    found: list[str] = []

    def complete(text: str, state: int) -> str | None:
        if state == 0:
            typed = fold(readline.get_line_buffer())
            found[:] = [name for name in known if fold(name).startswith(typed)]
        return found[state] if state < len(found) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
