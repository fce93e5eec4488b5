"""Where each page stands in the site's sources, so that pages can link to one another."""

from __future__ import annotations

TODAY = "index.md"
OVERDUE = "overdue/index.md"
PIPELINE = "pipeline/index.md"
ARCHIVE = "archive/index.md"
PROBLEMS = "problems/index.md"
STYLESHEET = "assets/afterword.css"
DATA = "afterword.json"

NAVIGATION = (TODAY, OVERDUE, PIPELINE, ARCHIVE, PROBLEMS)
"""The pages of the navigation, in order."""


def opportunity_path(identity: str) -> str:
    """Return the source path of an opportunity's page."""
    return f"opportunities/{identity}.md"


def year_path(year: int) -> str:
    """Return the source path of a year of the archive."""
    return f"archive/{year}.md"
