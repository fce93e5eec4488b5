"""When something is due, as written: an ISO date, or a rule that counts from an anchor."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum

from afterword.model.frozen import frozen


class Anchor(StrEnum):
    """The date that a due rule counts from."""

    DATE = "date"
    """The entry's own date."""
    HEAR_BACK_BY = "hear_back_by"
    """The day by which they promised an answer."""
    DEADLINE = "deadline"
    """The day by which an offer must be answered."""
    APPLY_BY = "apply_by"
    """The last day for applications."""
    RESUMES = "resumes"
    """The day on which a postponed position is taken up again."""
    DONE = "done"
    """The day on which the previous task of the kind was done; in the playbook only."""


class Unit(StrEnum):
    """What a due rule counts in."""

    BUSINESS_DAY = "business day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@frozen
class Offset:
    """So many units before (negative) or after (positive) an anchor."""

    anchor: Anchor
    amount: int = 0
    unit: Unit = Unit.DAY

    def __str__(self) -> str:
        if not self.amount:
            return self.anchor.value
        sign = "+" if self.amount > 0 else "-"
        return f"{self.anchor.value} {sign} {count(abs(self.amount), self.unit)}"


@frozen
class DueRule:
    """Alternatives in order: the first whose anchor is known decides."""

    alternatives: tuple[Offset | dt.date, ...]

    def __str__(self) -> str:
        return ", else ".join(
            part.isoformat() if isinstance(part, dt.date) else str(part)
            for part in self.alternatives
        )


@frozen
class Interval:
    """How often something is to be done, such as every 4 months; an amount of 0 is never."""

    amount: int
    unit: Unit = Unit.MONTH

    def __str__(self) -> str:
        if not self.amount:
            return "never"
        return f"every {self.unit.value if self.amount == 1 else count(self.amount, self.unit)}"

    def after(self, day: dt.date) -> dt.date | None:
        """Return the day on which it is to be done next; `None`: never, or past the calendar."""
        try:
            if self.unit is Unit.MONTH:
                return add_months(day, self.amount) if self.amount else None
            days = self.amount * (7 if self.unit is Unit.WEEK else 1)
            return day + dt.timedelta(days=days) if self.amount else None
        except (OverflowError, ValueError):
            return None


def count(amount: int, unit: Unit) -> str:
    """Return the amount with its unit in words: `1 business day`, `2 weeks`."""
    return f"{amount} {unit}{'' if amount == 1 else 's'}"


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months on, or the month's last day where that day is missing."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
