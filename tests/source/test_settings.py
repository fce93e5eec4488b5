"""Tests the plugin's settings: each one right, and wrong with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from afterword.model.due import Anchor, DueRule, Interval, Offset, Unit
from afterword.model.entry import Kind, Stage
from afterword.model.rules import RULES
from afterword.model.settings import FOLDERS, SILENCE, Settings
from afterword.source.config import read_settings
from afterword.source.settings import SETTINGS

RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("timezone: Europe/Berlin", {"timezone": "Europe/Berlin"}),
    ("holidays: US", {"holidays": "US"}),
    ("holidays: NO", {"holidays": "NO"}),
    ("holidays: de-BY", {"holidays": "DE-BY"}),
    ("today: 2026-11-22", {"today": dt.date(2026, 11, 22)}),
    (
        "keep_in_touch: {live: every 2 weeks, after: never}",
        {"keep_in_touch_live": Interval(2, Unit.WEEK), "keep_in_touch_after": Interval(0)},
    ),
    ("keep_in_touch: {after: yearly}", {"keep_in_touch_after": Interval(12)}),
    ("linkedin_note: 300", {"linkedin_note": 300}),
    ("dialect: en-gb", {"dialect": "en-GB"}),
    (
        "playbook: {thank: {due: +2 business days, expires: 20}, connect: off}",
        {
            "playbook": {
                **RULES,
                "thank": replace(
                    RULES["thank"],
                    due=DueRule((Offset(Anchor.DATE, 2, Unit.BUSINESS_DAY),)),
                    expires=20,
                ),
                "connect": replace(RULES["connect"], off=True),
            }
        },
    ),
    (
        "playbook:\n  second_follow_up: {due: done + 1 week, expires: never}\n  apply: {off: true}",
        {
            "playbook": {
                **RULES,
                "second_follow_up": replace(
                    RULES["second_follow_up"],
                    due=DueRule((Offset(Anchor.DONE, 1, Unit.WEEK),)),
                    expires=None,
                ),
                "apply": replace(RULES["apply"], off=True),
            }
        },
    ),
    ("momentum: {live: 5, quiet_days: 10}", {"live": 5, "quiet_days": 10}),
    ("momentum: {quiet_days: 10}", {"quiet_days": 10}),
    ("silence: {applied: 30}", {"silence": {**SILENCE, Stage.APPLIED: 30}}),
    ("folders: {calls: interview}", {"folders": {**FOLDERS, "calls": Kind.INTERVIEW}}),
    ("keys: [mood, referred_by]", {"keys": frozenset({"mood", "referred_by"})}),
    ("keys: mood", {"keys": frozenset({"mood"})}),
    ("verbs: [research, Look up]", {"verbs": frozenset({"research", "look_up"})}),
    ("format: 1", {}),
    ("ticking: false", {"ticking": False}),
    ("ticking: Off", {"ticking": False}),
    ("publish: yes", {"publish": True}),
    ("share: false", {}),
    ("share: true", {"share": True}),
    ("timezone:\nholidays: ~\nplaybook:\nverbs:", {}),
    ("{}", {}),
    ("", {}),
]

WRONG = [
    (
        "keep_in_touch: {live: sometimes}",
        "1:23: `keep_in_touch: live`: `sometimes` is not an interval: write how often, such as",
    ),
    ("keep_in_touch: {now: monthly}", "1:17: no setting `keep_in_touch: now`."),
    ("linkedin_note: long", "1:16: `linkedin_note` wants a whole number, such as 3."),
    (
        "dialect: English",
        "1:10: `dialect: English`: write one of en-US, en-GB, en-AU, en-CA, en-IN.",
    ),
    ("timezone: Berlin", "1:11: `timezone: Berlin` is no IANA name: write one such as"),
    ("timezone: ../../etc/passwd", "1:11: `timezone: ../../etc/passwd` is no IANA name"),
    ("timezone: [Europe/Berlin]", "1:11: "),
    ("holidays: Germany", "1:11: `holidays: Germany` is no country: write its two letters"),
    ("holidays: DE-ZZ", "1:11: `DE` has no subdivision `ZZ` (BB, BE, BW, BY,"),
    ("today: 22.11.2026", "1:8: `today`: `22.11.2026` is not an ISO date: write `2026-11-22`."),
    ("playbook: {thnk: off}", "1:12: no rule `thnk`. Did you mean `thank`?"),
    ("playbook: {thank: {due: soon}}", "1:25: `soon` is neither an ISO date nor a rule"),
    ("playbook: {thank: {expires: soon}}", "1:29: `expires` wants a whole number"),
    ("playbook: {thank: {off: maybe}}", "1:25: `off` wants `true` or `false`."),
    ("playbook: {thank: {duee: x}}", "1:20: a rule has no `duee`. Did you mean `due`?"),
    ("playbook: [thank]", "1:11: `playbook` wants `key: value` lines, not a list."),
    ("momentum: {live: many}", "1:18: `live` wants a whole number"),
    ("momentum: {live: -1}", "1:18: `live` wants a whole number"),
    ("momentum: {liv: 3}", "1:12: no setting `momentum: liv`. Did you mean `live`?"),
    ("silence: {aplied: 30}", "1:11: no stage `aplied`. Did you mean `applied`?"),
    ("silence: {applied: long}", "1:20: `applied` wants a whole number"),
    ("folders: {calls: call}", "1:18: `calls: call`: write one of application, interview,"),
    ("keys: {mood: good}", "1:7: "),
    ("verbs: {research: x}", "1:8: "),
    ("format: 2", "1:9: `format: 2` is newer than what this Afterword knows (1): install a newer"),
    ("format: new", "1:9: `format` wants a whole number; the newest form is 1."),
    ("format: 0", "1:9: `format` wants a whole number"),
    ("ticking: maybe", "1:10: `ticking` wants `true` or `false`."),
    ("publish: 1", "1:10: `publish` wants `true` or `false`."),
    ("share: ture", "1:8: `share` wants `true` or `false`."),
    ("\n\ntickin: true", "3:1: no setting `tickin`. Did you mean `ticking`?"),
    ("ticking: [", "1:11: "),
]


@pytest.mark.parametrize(("text", "changes"), RIGHT)
def test_a_setting_is_read(text: str, changes: dict[str, Any]) -> None:
    assert read_settings(text, "mkdocs.yml") == (replace(Settings(), **changes), ())


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_a_wrong_setting_is_told_with_its_place_and_stays_at_its_default(
    text: str, problem: str
) -> None:
    settings, problems = read_settings(text, "mkdocs.yml")
    assert settings == Settings()
    place, _, message = problem.partition(": ")
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"mkdocs.yml:{place}: AW-SETTING {message}")


def test_every_setting_is_tried_right_and_wrong() -> None:
    assert {text.split(":")[0] for text, _ in RIGHT} >= set(SETTINGS)
    assert {text.split(":")[0] for text, _ in WRONG} >= set(SETTINGS)


def test_a_setting_given_twice_is_told_with_both_lines() -> None:
    settings, problems = read_settings("publish: true\npublish: false\n", "mkdocs.yml")
    assert settings.publish
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml:2:1: AW-SETTING `publish` stands on line 1 and again on line 2; keep one."
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!ENV AFTERWORD_ZONE", "Europe/Rome"),
        ("!ENV [AFTERWORD_NONE, AFTERWORD_ZONE, Europe/Berlin]", "Europe/Rome"),
        ("!ENV [AFTERWORD_NONE, Europe/Berlin]", "Europe/Berlin"),
        ("!ENV AFTERWORD_NONE", ""),
    ],
    ids=["set", "one of several set", "fallback", "not set"],
)
def test_the_environment_may_give_a_setting(
    monkeypatch: pytest.MonkeyPatch, written: str, expected: str
) -> None:
    monkeypatch.setenv("AFTERWORD_ZONE", "Europe/Rome")
    monkeypatch.delenv("AFTERWORD_NONE", raising=False)
    assert read_settings(f"timezone: {written}", "mkdocs.yml") == (
        Settings(timezone=expected),
        (),
    )
