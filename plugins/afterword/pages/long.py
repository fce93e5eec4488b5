"""The pages whose lists grow with the years, and those that the rest of their lists stands on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.model.entry import Entry
from afterword.model.problem import Problem
from afterword.model.task import Task
from afterword.model.totals import RULES
from afterword.pages import addresses
from afterword.pages.parts import Cut, Period, cut, even_share, in_parts, month_of, year_of
from afterword.pages.view import View
from afterword.playbook.snapshot import Snapshot
from afterword.views.agenda import RECENT_DAYS, Agenda
from afterword.views.offer_lines import side_by_side
from afterword.views.offers import Offer, Offers, offers
from afterword.views.people import PersonRow, to_be_in_touch
from afterword.views.pipeline import Pipeline, Row
from afterword.views.records import Year

TASKS_OF_TODAY = 60
"""Tasks that Today shows in all, so that it stays small: a task takes some 1.1 kB."""
TASKS_OF_A_PAGE = 200
"""Tasks on one page of Overdue or Coming, and tasks that stand ready there for later days."""
OFF_THE_LIST = 50
"""Tasks that Overdue shows as missed, and as not needed any more; they stand with their entries."""
SUGGESTED = 20
"""Opportunities that Today asks to settle; the board of Pipeline marks them all."""
PEOPLE = 100
"""People in one group of the page People."""
ENDED = 100
"""Ended opportunities on Pipeline."""
ANSWERED = 20
"""Offers side by side that are answered: a column for each."""
ENTRIES_OF_A_YEAR = 600
"""Entries of a year that are listed on one page."""
PROBLEMS = 300
"""Problems on one page."""


def task_views(found: Agenda, common: Mapping[str, Any]) -> Iterator[View]:
    """Yield Today, Overdue with the pages it needs, and Coming where Today cannot show it all."""
    announced = {task.id for task in found.announced}
    groups: dict[str, Sequence[Task]] = {
        "overdue": found.overdue,
        "today": found.today,
        "announced": found.announced,
        "soon": [task for task in found.soon if task.id not in announced],
        "undated": found.undated,
        "later": [task for task in found.later if task.id not in announced],
    }
    share = even_share(map(len, groups.values()), TASKS_OF_TODAY)
    coming = {name: tasks for name, tasks in groups.items() if name != "overdue"}
    ahead = [task for tasks in coming.values() for task in tasks]
    has_more = any(len(tasks) > share for tasks in coming.values())
    values = {"groups": groups, "share": share, "most_suggested": SUGGESTED}
    yield View(addresses.TODAY, "Today", "today.html", {**common, **values})
    yield from _overdue(found, common)
    if has_more:
        for part in in_parts(addresses.COMING, ahead, TASKS_OF_A_PAGE):
            here = {task.id for task in part.rows}
            shown = {name: [t for t in tasks if t.id in here] for name, tasks in coming.items()}
            yield View(
                part.path, "Coming", "coming.html", {**common, "part": part, "groups": shown}
            )


def _overdue(found: Agenda, common: Mapping[str, Any]) -> Iterator[View]:
    since = found.today_is - dt.timedelta(days=RECENT_DAYS)
    off = {
        "recent_days": RECENT_DAYS,
        "off_the_list": OFF_THE_LIST,
        "missed": found.missed_since(RECENT_DAYS),
        "moot": [task for task in found.moot if not task.due or task.due >= since],
        "waiting": (found.today + found.soon + found.later)[:TASKS_OF_A_PAGE],
    }
    for part in in_parts(addresses.OVERDUE, found.overdue, TASKS_OF_A_PAGE):
        yield View(part.path, "Overdue", "overdue.html", {**common, **off, "part": part})


def pipeline_views(board: Pipeline, common: Mapping[str, Any]) -> Iterator[View]:
    """Yield the board, and the years of what ended where it is too much for it."""
    folder = addresses.folder(addresses.PIPELINE)

    def year(row: Row) -> Period:
        return year_of(row.standing.outcome_on or dt.date.min, folder)

    ended = cut(board.ended, ENDED, year)
    values = {**common, "board": board, "ended": ended}
    yield View(addresses.PIPELINE, "Pipeline", "pipeline.html", values)
    yield from _years(ended, "Ended in {}", "ended_year.html")


def offer_views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the offers side by side, and the years of those answered where they are many."""
    found = offers(snapshot)
    folder = addresses.folder(addresses.OFFERS)

    def year(offer: Offer) -> Period:
        return year_of(offer.entry.date, folder)

    past = cut(found.past, ANSWERED, year)
    values = {
        "offers": Offers(found.open, past.shown),
        "past": past,
        "rules": RULES,
        "open_table": side_by_side(found.open),
        "past_table": side_by_side(past.shown),
    }
    yield View(addresses.OFFERS, "Offers", "offers.html", values)
    for period, rows in past.periods:
        values = {"period": period, "rows": rows, "table": side_by_side(rows), "rules": RULES}
        yield View(period.path, f"Offers of {period.title}", "offers_year.html", values)


def people_views(rows: Sequence[PersonRow]) -> Iterator[View]:
    """Yield everyone by what they are to the search, and by year where they are many."""
    folder = addresses.folder(addresses.PEOPLE)

    def year(row: PersonRow) -> Period:
        return year_of(row.last_touch or row.meetings[0].entry.date, folder)

    groups = {
        "late": to_be_in_touch(rows),
        "live": [row for row in rows if row.live and row.met],
        "rest": [row for row in rows if not row.live and row.met],
        "named": [row for row in rows if not row.met],
    }
    is_long = any(len(group) > PEOPLE for group in groups.values())
    named = [row for row in rows if row.last_touch or row.meetings]
    everyone = cut(named, PEOPLE if is_long else len(named), year)
    values = {"people": rows, "groups": groups, "most": PEOPLE, "everyone": everyone}
    yield View(addresses.PEOPLE, "People", "people.html", values)
    yield from _years(everyone, "People, {}", "people_year.html")


def _years(found: Cut[Any], title: str, template: str) -> Iterator[View]:
    for period, rows in found.periods:
        values = {"period": period, "rows": rows}
        yield View(period.path, title.format(period.title), template, values)


def year_views(years: Sequence[Year]) -> Iterator[View]:
    """Yield the years of the archive, and the months of one that is too long for a page."""
    folder = addresses.folder(addresses.ARCHIVE)

    def month(entry: Entry) -> Period:
        return month_of(entry.date, folder)

    for year in years:
        entries = [entry for _, group in year.months for entry in group]
        found = cut(entries, ENTRIES_OF_A_YEAR, month)
        values = {"year": year, "months": found.periods}
        yield View(addresses.year_path(year.year), str(year.year), "year.html", values)
        for period, rows in found.periods:
            values = {"year": year, "period": period, "rows": rows}
            yield View(period.path, period.title, "month.html", values)


def problem_views(snapshot: Snapshot) -> Iterator[View]:
    """Yield what is wrong in the files, those with errors first, on as many pages as it takes."""
    problems = snapshot.problems
    files = [
        (path, items[at : at + PROBLEMS])
        for path, items in _by_file(snapshot)
        for at in range(0, len(items), PROBLEMS)
    ]
    errors = sum(problem.is_error for problem in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    for part in in_parts(addresses.PROBLEMS, files, PROBLEMS, lambda file: len(file[1])):
        yield View(part.path, "Problems", "problems.html", {**counts, "part": part})


def _by_file(snapshot: Snapshot) -> list[tuple[str, Sequence[Problem]]]:
    return sorted(
        snapshot.problems_of.items(),
        key=lambda file: (not any(problem.is_error for problem in file[1]), file[0]),
    )
