"""Where each page stands in the site's sources, so that pages can link to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.model.person import Person

TODAY = "index.md"
OVERDUE = "overdue/index.md"
COMING = "coming/index.md"
"""Only where Today cannot show all that is coming."""
PIPELINE = "pipeline/index.md"
OFFERS = "offers/index.md"
PEOPLE = "people/index.md"
MOMENTUM = "momentum/index.md"
WEEKS = "weeks/index.md"
RECORD = "weeks/record.md"
RECORD_TABLE = "weeks/work-search-record.csv"
ARCHIVE = "archive/index.md"
PROBLEMS = "problems/index.md"
STYLESHEET = "assets/afterword.css"
SCRIPT = "assets/afterword.js"
SEARCH_SCRIPT = "assets/afterword-search.js"
DATA = "afterword.json"
CALENDAR = "afterword.ics"

NAVIGATION = (
    TODAY,
    OVERDUE,
    PIPELINE,
    OFFERS,
    PEOPLE,
    MOMENTUM,
    WEEKS,
    ARCHIVE,
    PROBLEMS,
)
"""The pages of the navigation, in order."""


def folder(path: str) -> str:
    """Return the folder that a page stands in."""
    return path.rpartition("/")[0]


def opportunity_path(identity: str) -> str:
    """Return the source path of an opportunity's page."""
    return f"opportunities/{identity}.md"


def person_path(person: Person) -> str:
    """Return the source path of a person's page: that of the user's own where there is one."""
    return person.page.path if person.page else f"people/{person.id}.md"


def year_path(year: int) -> str:
    """Return the source path of a year of the archive."""
    return f"archive/{year}.md"


def week_path(identity: str) -> str:
    """Return the source path of a week's page, by its ISO 8601 name."""
    return f"weeks/{identity}.md"
