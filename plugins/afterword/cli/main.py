"""The command `afterword`; each subcommand is imported when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from afterword import __version__
from afterword.cli.remembered import COMMANDS, Call, run

_COMMANDS = {
    "check": "What is wrong in the journal, with file, line and column.",
    "done": "Tick tasks off.",
    "drafted": "Say that a thank-you note is drafted.",
    "due": "What is overdue, due today and coming.",
    "export": "The journal for other programs: ics, csv, json, log.",
    "history": "When a company's stages, dates and tasks changed, as git knows.",
    "import": "Take in what another program or journal holds.",
    "init": "Make a new journal of your own, ready to serve, under git.",
    "momentum": "Whether the search is still moving, and what would change it.",
    "offers": "What each offer comes to, until when, and who could answer before.",
    "new": "Write a new entry with its checklist.",
    "people": "Everyone you met: what is owed to them, and when to be in touch.",
    "pipeline": "Where every opportunity stands.",
    "proof": "What to put right in thank-you notes that are not sent yet.",
    "proofread": "Say who proofread a thank-you note.",
    "render": "The site's sources for another generator, such as Zensical.",
    "serve": "The site on this machine, where tasks are ticked.",
    "skip": "Settle a task that is not going to be done.",
    "snooze": "Put a task off.",
    "undo": "Take the last tick of a task back.",
    "week": "What happened in a week, what was done, what moved, what is next.",
}
_MODULES = {"import": "importing"}
"""The modules of commands whose name is a word of Python's own."""


class _Lazy(click.Group):
    """A group that knows its commands' names and imports only the one that is called."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Run the program; what only reads the journal prints again what is still right."""
        # A command ends before there is anything to collect; looking for it takes a tenth of its
        # time.
        gc.disable()
        words = sys.argv[1:]
        if args is not None or not words or words[0] not in COMMANDS:
            return super().main(args, *rest, **named)
        call = Call(words)
        code = call.print_again()
        return run(call, super().main) if code is None else sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what cannot be written to, such as a full disk, ends it with a message."""
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise  # Whoever reads has seen enough; click ends it without a word.
        except OSError as error:
            click.echo(f"afterword: {error.filename or 'output'}: {error.strerror}.", err=True)
            # What is left in the buffer would be tried again at the very end.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(2)
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"afterword.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="afterword")
@click.pass_context
def main(context: click.Context) -> None:
    """Keep a job search moving: what is owed to whom, and where everything stands.

    Exit codes: 0 fine, 1 something is wrong in the journal, 2 wrong usage or refused.
    """
    # Colour and weight are for terminals only; there, click sees to it.
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False
