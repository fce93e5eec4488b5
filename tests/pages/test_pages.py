"""Whole pages as they are drawn, for one small journal that has something for each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from afterword.model.settings import Settings
from afterword.pages.render import Renderer
from afterword.playbook.snapshot import take_snapshot
from afterword.source.load import load_journal

JOURNAL = """\
== applications/2026-11-02-acme.md
---
company: Acme Robotics
role: Backend Engineer
source: referral by Ana
url: https://acme.example/jobs/17
contact: Rita Cole <rita@acme.example>
---
== applications/2026-11-19-nimbus.md
---
company: Nimbus
role: Data Engineer
stage: lead
apply_by: 2026-11-25
pay: {from: 90000, to: 110000, currency: EUR}
---
== interviews/2026-11-18-acme.md
---
time: 14:00
company: Acme Robotics
role: Backend Engineer
round: Onsite
interviewers:
  - Jane Doe <jane@acme.example>
  - {name: Raj Patel, title: Staff Engineer, linkedin: https://www.linkedin.com/in/raj}
hear_back_by: 2026-11-27
tags: [robots]
x-mood: hopeful
checklist:
  - {thank: Jane Doe, proofread_by: Sam, done: 2026-11-19, via: e-mail}
  - {connect: Raj Patel, skipped: not wanted}
  - {task: Send the code sample, due: 2026-11-22}
---
They asked about <queues> & retries. Jane drew the *night* job.

## Thank-you note: Raj Patel

Dear Raj,

Thank you for "teh" question.
== interviews/2026-11-24-acme.md
---
company: Acme Robotics
role: Backend Engineer
round: Final
interviewers: Zo\u00eb
checklist:
  - {task: Prepare questions, due: date - 1 business day, snoozed: 2026-11-23 waiting for Ana}
---
== interviews/2026-11-20-broken.md
---
company: [Broken
---
Its text.
== updates/2026-11-21-orbit.md
---
company: Orbit
role: Platform Engineer
outcome: on-hold
resumes: 2027-01-11
---
== updates/2026-11-20-tide.md
---
company: Tide
role: Engineer
outcome: closed
---
== notes/refused.md
---
x: *y
---
"""

TODAY = dt.date(2026, 11, 22)


class Html(SingleFileSnapshotExtension):
    """One file to a page, so that a change of a page is a change of one file."""

    _write_mode = WriteMode.TEXT
    file_extension = "html"


@pytest.fixture
def whole(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Html)


@pytest.fixture
def renderer(tree: Callable[[str], Path]) -> Renderer:
    settings = Settings(holidays="US")
    journal = load_journal(tree(JOURNAL), settings).journal
    return Renderer(take_snapshot(journal, TODAY, settings))


def _url(path: str) -> str:
    return "/" + path


@pytest.mark.parametrize(
    "title",
    [
        "Today",
        "Overdue",
        "Pipeline",
        "People",
        "Momentum",
        "Archive",
        "2026",
        "Problems",
        "Jane Doe",
    ],
)
def test_view(renderer: Renderer, whole: SnapshotAssertion, title: str) -> None:
    view = next(view for view in renderer.views() if view.title == title)
    assert renderer.draw(view, _url) == whole


def test_opportunity(renderer: Renderer, whole: SnapshotAssertion) -> None:
    view = renderer.opportunity_view("acme-robotics-backend-engineer")
    assert renderer.draw(view, _url, prose="<p>Worth it.</p>") == whole


@pytest.mark.parametrize("name", ["2026-11-18-acme", "2026-11-19-nimbus"])
def test_entry(renderer: Renderer, whole: SnapshotAssertion, name: str) -> None:
    entry = renderer.snapshot.journal.by_id[name]
    head = renderer.entry_head(entry, _url, has_body=bool(entry.body.strip()))
    assert head + "<!-- text -->\n" + renderer.entry_foot(entry, _url) == whole


def test_an_entry_that_cannot_be_read(renderer: Renderer, whole: SnapshotAssertion) -> None:
    (broken,) = renderer.snapshot.journal.broken
    assert renderer.broken_head(broken, _url) == whole


def test_a_page_whose_front_matter_is_refused(renderer: Renderer, whole: SnapshotAssertion) -> None:
    assert renderer.refused_head("notes/refused.md", _url) == whole


def test_an_empty_journal_says_what_to_do(tmp_path: Path, whole: SnapshotAssertion) -> None:
    journal = load_journal(tmp_path, Settings()).journal
    renderer = Renderer(take_snapshot(journal, TODAY, Settings()))
    drawn = [f"<!-- {view.title} -->\n{renderer.draw(view, _url)}" for view in renderer.views()]
    assert "\n".join(drawn) == whole
