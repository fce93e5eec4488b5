"""What changed commit by commit as plain data, for `afterword history --json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from afterword.exchange.data import FORMAT
from afterword.views.history import Step


def history_data(steps: Iterable[Step], today: dt.date) -> dict[str, Any]:
    """Return the history; `commit` and `day` are null for what is not committed yet."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "steps": [
            {
                "commit": step.commit or None,
                "day": step.day.isoformat() if step.day else None,
                "what": step.what,
                "entry": step.entry,
                "path": step.path,
                "name": step.name,
                "date": step.date.isoformat() if step.date else None,
                "company": step.company,
                "role": step.role,
                "changes": [
                    {"what": each.what, "before": each.before, "after": each.after}
                    for each in step.changes
                ],
            }
            for step in steps
        ],
    }
