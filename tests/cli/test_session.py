"""Tests what every command starts from: its configuration, its day, and little to import."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import zoneinfo
from pathlib import Path

import click
import pytest

import afterword
from afterword.cli.main import main
from tests.cli.running import CONFIG, SAMPLE, run
from tests.playbook.journals import Tree

COMMANDS = ["due", "pipeline", "check"]
assert isinstance(main, click.Group)
EVERY = main.list_commands(click.Context(main))

JOURNAL = """\
== journal/updates/2026-11-18-acme.md
---
company: Acme Robotics
checklist:
  - {task: Call, due: 2026-11-22}
---
"""


def test_the_nearest_configuration_upwards_is_used(tree: Tree) -> None:
    root = tree(f"""\
{CONFIG}{JOURNAL}\
== journal/updates/deep/down/note.txt
A folder below the journal.
== journal/updates/other/mkdocs.yml
docs_dir: .
plugins: [afterword: {{today: 2026-12-24}}]
""")
    below = run(root / "journal/updates/deep/down", "due", "--json")
    assert (below.code, '"2026-11-18-acme/task-call"' in below.out) == (0, True)
    other = run(root / "journal/updates/other", "due")
    assert other.out.startswith("As of Thursday, 24 December 2026\n")


@pytest.mark.parametrize("option", ["-f", "--config-file"])
def test_another_configuration_can_be_named(tree: Tree, option: str) -> None:
    root = tree(f"""\
== here/mkdocs.yml
docs_dir: .
== there/search.yml
docs_dir: ../journal
plugins: [afterword: {{today: 2026-11-22}}]
{JOURNAL}""")
    ran = run(root / "here", "due", option, "../there/search.yml")
    assert (ran.code, ran.out[:31]) == (0, "As of Sunday, 22 November 2026\n")
    assert "2026-11-18-acme/task-call" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_configuration_a_command_says_where_to_go(tree: Tree, command: str) -> None:
    root = tree("== notes.md\nNo journal.\n")
    assert run(root, command) == (
        2,
        "",
        "afterword: no mkdocs.yml here or above; go to your journal, or name it with -f FILE.\n",
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_configuration_that_is_not_there_is_refused(tree: Tree, command: str) -> None:
    ran = run(tree(CONFIG), command, "-f", "other.yml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "afterword: other.yml: cannot be read (No such file or directory).\n"


def test_a_folder_as_configuration_is_refused(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL), "due", "-f", "journal")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("afterword: journal: cannot be read (")


def test_a_journals_folder_that_is_not_there_is_refused(tree: Tree) -> None:
    root = tree(CONFIG)
    here = root.resolve()
    assert run(root, "due") == (
        2,
        "",
        (
            f"afterword: {here / 'mkdocs.yml'}: the journal's folder {here / 'journal'} is not "
            "there; see `docs_dir:`.\n"
        ),
    )


@pytest.mark.parametrize("command", ["due", "pipeline"])
def test_a_wrong_setting_is_refused_with_its_place_and_listed_by_check(
    tree: Tree, command: str
) -> None:
    config = CONFIG + "      holidays: Atlantis\n      momentum: {live: many}\n"
    said = [
        (
            "mkdocs.yml:5:17: AW-SETTING `holidays: Atlantis` is no country: write its two "
            "letters, such as `US`, or with a subdivision `DE-BY`."
        ),
        "mkdocs.yml:6:24: AW-SETTING `live` wants a whole number, such as 3.",
    ]
    root = tree(config + JOURNAL)
    refused = run(root, command)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.removeprefix("afterword: ").splitlines() == said
    assert run(root, "check") == (1, "\n".join(said) + "\n", "2 errors, 0 warnings.\n")


def test_a_configuration_that_is_no_yaml_is_refused_with_its_place(tree: Tree) -> None:
    root = tree(f"== mkdocs.yml\nsite_name: A\nplugins: [afterword\n{JOURNAL}")
    ran = run(root, "due")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("afterword: mkdocs.yml:")
    assert "AW-SETTING" in ran.err


def test_a_journal_without_the_plugin_is_read_with_the_defaults_and_says_so(tree: Tree) -> None:
    root = tree(f"== mkdocs.yml\ndocs_dir: journal\n{JOURNAL}")
    ran = run(root, "due", "--today", "2026-11-22")
    assert ran.out.startswith("As of Sunday, 22 November 2026\n\nToday (1)\n")
    assert ran.err.endswith("mkdocs.yml: no `afterword` under `plugins:`; the defaults are used.\n")


def test_mkdocs_own_tags_elsewhere_in_the_configuration_are_passed_over(tree: Tree) -> None:
    root = tree(f"""\
== mkdocs.yml
docs_dir: journal
site_url: !ENV [SITE_URL, "https://journal.example"]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      options: !relative $config_dir
plugins:
  - afterword:
      today: 2026-11-22
{JOURNAL}""")
    assert run(root, "due").code == 0


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("11/24/2026", "'11/24/2026' is not an ISO date: write '2026-11-24'."),
        (
            "11/12/2026",
            "'11/12/2026' can be read in more than one way: write '2026-11-12' or '2026-12-11'.",
        ),
        (
            "2026-02-30",
            "'2026-02-30' is no day of the calendar: the month's last day is '2026-02-28'.",
        ),
        ("20261124", "'20261124' is not an ISO date: write '2026-11-24'."),
        ("tomorrow", "'tomorrow' is not a date: write year-month-day, such as '2026-11-18'."),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_day_that_is_no_iso_date_is_refused_with_the_form_meant(
    tree: Tree, command: str, given: str, meant: str
) -> None:
    ran = run(tree(CONFIG + JOURNAL), command, "--today", given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"Error: Invalid value for '--today': {meant}\n")


@pytest.mark.parametrize(
    ("today", "group"),
    [("2026-11-21", "Next 7 days (1)"), ("2026-11-22", "Today (1)"), ("2026-11-23", "Overdue (1)")],
)
def test_what_is_due_today_is_not_overdue(tree: Tree, today: str, group: str) -> None:
    ran = run(tree(CONFIG + JOURNAL), "due", "--today", today)
    assert ran.out.splitlines()[2] == group


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_today_is_the_day_in_the_journals_own_time_zone(tree: Tree, zone: str) -> None:
    """Kiritimati and Pago Pago are 25 hours apart: it is never the same day in both."""
    root = tree(CONFIG.replace("today: 2026-11-22", f"timezone: {zone}") + JOURNAL)
    before, ran, after = _day_in(zone), run(root, "due"), _day_in(zone)
    assert ran.out.splitlines()[0] in (before, after)


def _day_in(zone: str) -> str:
    now = dt.datetime.now(zoneinfo.ZoneInfo(zone))
    return f"As of {now:%A}, {now.day} {now:%B %Y}"


def test_without_a_time_zone_today_is_the_machines_day(tree: Tree) -> None:
    root = tree(CONFIG.replace("today: 2026-11-22", "ticking: true") + JOURNAL)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        before, ran, after = _day_in(zone), _process(root, ["due"], TZ=zone), _day_in(zone)
        assert ran.stdout.splitlines()[0] in (before, after)


def _process(
    root: Path, arguments: list[str], **variables: str
) -> subprocess.CompletedProcess[str]:
    code = f"from afterword.cli.main import main; main({arguments!r})"
    return _python(root, code, **variables)


def _python(root: Path, code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    package = Path(afterword.__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(package), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


_IMPORTED = """
import sys
from afterword.cli.main import main
main({arguments!r}, standalone_mode=False)
heavy = ("mkdocs", "material", "jinja2", "markdown", "holidays", "http.server", "icalendar")
print(",".join(name for name in heavy if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["due", "pipeline"])
@pytest.mark.parametrize(("country", "imported"), [("", ""), ("US", "holidays")])
def test_a_command_imports_nothing_it_does_not_need(
    tree: Tree, command: str, country: str, imported: str
) -> None:
    root = tree(CONFIG + (f"      holidays: {country}\n" if country else "") + JOURNAL)
    own = {"XDG_STATE_HOME": str(root / "state"), "LOCALAPPDATA": str(root / "state")}
    ran = _python(root, _IMPORTED.format(arguments=[command]), **own)
    assert (ran.returncode, ran.stderr) == (0, f"{imported}\n")


@pytest.mark.parametrize("command", EVERY)
def test_every_command_says_how_to_use_it_with_an_example(command: str) -> None:
    ran = run(SAMPLE.parent, command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"\n    afterword {command}" in ran.out.split("Examples:")[1]
    assert "--today DATE" in ran.out
    assert "-f, --config-file FILE" in ran.out or command == "init"


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_want_it_and_never_the_only_sign(
    tree: Tree, environment: dict[str, str], *, coloured: bool
) -> None:
    import pty

    root = tree(CONFIG + JOURNAL)
    piped = run(root, "due", "--today", "2026-11-24").out
    assert "\x1b" not in piped
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from afterword.cli.main import main; main()"]
    given = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(
        [*command, "due", "--today", "2026-11-24"],
        cwd=root,
        stdout=follower,
        stdin=follower,
        env={**given, "TERM": "xterm", **environment},
        check=True,
    )
    os.close(follower)
    shown = os.read(leader, 100_000).decode().replace("\r\n", "\n")
    os.close(leader)
    assert ("\x1b[31m" in shown) == coloured
    assert re.sub(r"\x1b\[\d*m", "", shown) == piped


def test_the_commands_are_listed_with_their_exit_codes() -> None:
    ran = run(SAMPLE.parent, "--help")
    assert ran.code == 0
    listed = [line.split()[0] for line in ran.out.split("Commands:\n")[1].splitlines()]
    assert listed == sorted(listed)
    assert {"check", "done", "due", "momentum", "people", "pipeline", "proof", "undo"} <= {*listed}
    assert "Exit codes: 0 fine, 1 something is wrong in the journal, 2 wrong usage or" in ran.out


def test_an_unknown_command_is_refused() -> None:
    ran = run(SAMPLE.parent, "dew")
    assert (ran.code, ran.out) == (2, "")
    assert "No such command 'dew'" in ran.err


def test_the_version_is_printed_on_its_own() -> None:
    assert run(SAMPLE.parent, "--version") == (
        0,
        f"afterword, version {afterword.__version__}\n",
        "",
    )


@pytest.mark.parametrize("pattern", ["!", "[z-a]"])
def test_patterns_that_are_none_are_told_with_their_place(tree: Tree, pattern: str) -> None:
    root = tree(
        f"== mkdocs.yml\ndocs_dir: journal\nexclude_docs: '{pattern}'\nplugins: [afterword]\n"
    )
    (root / "journal").mkdir()
    ran = run(root, "due")
    assert (ran.code, "mkdocs.yml:2:15: AW-SETTING `exclude_docs`: not patterns" in ran.err) == (
        2,
        True,
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_calendar_s_ends_is_refused(day: str) -> None:
    ran = run(SAMPLE.parent, "due", "--today", day)
    assert (ran.code, "is no day of a job search" in ran.err) == (2, True)


_PROGRAM = "from afterword.cli.main import main; main()"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without /dev/full")
def test_what_cannot_be_written_to_ends_with_a_message() -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-c", _PROGRAM, "due", "-f", str(SAMPLE)],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (
        2,
        "afterword: output: No space left on device.",
    )
