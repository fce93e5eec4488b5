"""Tests that commands keep what they read, and say the same from what is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import holidays
import pytest
from click.testing import CliRunner

from afterword.cli.main import main
from afterword.playbook.calendar import business_calendar
from afterword.source.settings import countries_known

SAMPLE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("command", ["due", "pipeline", "people", "check"])
def test_a_command_says_the_same_from_what_is_kept(tmp_path: Path, command: str) -> None:
    shutil.copytree(SAMPLE / "journal", tmp_path / "journal")
    shutil.copy(SAMPLE / "mkdocs.yml", tmp_path)
    asked = [command, "-f", str(tmp_path / "mkdocs.yml")]
    first, second = (CliRunner().invoke(main, asked) for _ in range(2))
    assert (tmp_path / ".cache" / "afterword.sqlite").is_file()
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
    (tmp_path / ".cache" / "afterword.sqlite").write_bytes(b"damaged\n" * 1000)
    third = CliRunner().invoke(main, asked)
    assert third.stdout == first.stdout
    assert third.stderr.count("made anew") == 1


def test_holidays_are_kept_for_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    (tmp_path / "journal" / "interviews").mkdir(parents=True)
    (tmp_path / "journal" / "interviews" / "2026-11-24-a.md").write_text(
        "---\ncompany: Acme\n---\nText.\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "docs_dir: journal\nplugins:\n  - afterword: {holidays: US, today: 2026-11-25}\n"
    )
    asked = ["due", "-f", str(tmp_path / "mkdocs.yml")]
    business_calendar.cache_clear()
    first = CliRunner().invoke(main, asked)
    assert first.exit_code == 0
    # As in a process of its own, for any journal, in which the library must not be asked.
    business_calendar.cache_clear()
    countries_known.clear()
    monkeypatch.setattr(holidays, "country_holidays", pytest.fail)
    monkeypatch.setattr(holidays, "list_supported_countries", pytest.fail)
    shutil.rmtree(tmp_path / ".cache")
    second = CliRunner().invoke(main, asked)
    business_calendar.cache_clear()
    assert second.output == first.output


def test_without_a_place_for_the_user_holidays_are_the_librarys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "journal" / "interviews").mkdir(parents=True)
    (tmp_path / "journal" / "interviews" / "2026-11-24-a.md").write_text(
        "---\ncompany: Acme\ninterviewers: Jane Doe\n---\nText.\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "docs_dir: journal\nplugins:\n  - afterword: {holidays: US, today: 2026-11-25}\n"
    )
    (tmp_path / "file").write_text("no folder")
    asked = ["due", "-f", str(tmp_path / "mkdocs.yml")]
    outputs = []
    for state in ("state", "state", "file"):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / state))
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / state))
        shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        business_calendar.cache_clear()
        countries_known.clear()
        outputs.append(CliRunner().invoke(main, asked).stdout)
    business_calendar.cache_clear()
    assert "Thanksgiving" in outputs[0]
    assert outputs == outputs[:1] * 3
