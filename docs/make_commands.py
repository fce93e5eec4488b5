"""Writes `docs/commands.md` from the commands' own help: `python docs/make_commands.py`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from afterword.cli.main import main

TARGET = Path(__file__).parent / "commands.md"

_HEAD = """\
# Commands

This page is written from the code by `docs/make_commands.py`;
`afterword COMMAND --help` says the same.

Every command takes `-f/--config-file FILE` (the `mkdocs.yml` to use; default: the nearest one
upwards) and `--today DATE` (look at the journal as on this day).
Data goes to standard output, all else to standard error.
Exit codes: 0 fine, 1 something is wrong in the journal, 2 wrong usage or refused.
Colour is used in a terminal only, never as the only sign, and not where `NO_COLOR` is set.

A TASK is an id as `afterword due` prints it, or any unique part of one; `acme/follow-up` is one
part of the entry's id and one of the task's.
Where a DATE is asked for, the command line takes `today`, `yesterday`, `tomorrow`, `friday`,
`next friday`, `last friday`, `in 3 days`, `2 weeks ago`, `in 4 business days`, `18 nov` and ISO
dates; what is meant is shown, and written, as an ISO date.
`next friday` is the first Friday after today, `friday` today where today is one.
Dates in numbers other than ISO are never guessed.

Tab completes commands, options, tasks, companies, roles and people, once the shell is told:

```sh
eval "$(_AFTERWORD_COMPLETE=bash_source afterword)"    # in ~/.bashrc
eval "$(_AFTERWORD_COMPLETE=zsh_source afterword)"     # in ~/.zshrc
_AFTERWORD_COMPLETE=fish_source afterword | source     # in ~/.config/fish/config.fish
```
"""
_COMMON = frozenset({"config_file", "today"})


def commands_page() -> str:
    """Return the whole page."""
    return _HEAD + "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    group = main
    assert isinstance(group, click.Group)
    context = click.Context(group, info_name="afterword")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield ""
        yield f"## afterword {name}"
        yield ""
        usage = command.collect_usage_pieces(click.Context(command, info_name=name))
        yield f"`{' '.join(['afterword', name, *usage])}`"
        yield ""
        text, _, examples = inspect.cleandoc(command.help or "").partition("\b\nExamples:\n")
        yield re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())
        yield ""
        if options := list(_options(command)):
            yield "| option | meaning |"
            yield "|---|---|"
            yield from options
            yield ""
        yield "```sh"
        yield from (line.removeprefix("  ") for line in examples.rstrip().splitlines())
        yield "```"


def _options(command: click.Command) -> Iterator[str]:
    context = click.Context(command)
    for option in command.params:
        shown = isinstance(option, click.Option) and option.name not in _COMMON
        record = option.get_help_record(context) if shown else None
        if record:
            name, meaning = (re.sub(r"\s+", " ", part).replace("|", "\\|") for part in record)
            yield f"| `{name}` | {meaning} |"


if __name__ == "__main__":
    TARGET.write_text(commands_page(), encoding="utf-8")
