"""Counting in calendar months, as guidance does: three months after 31 January is 30 April, never 90 days."""

from calendar import monthrange
from datetime import date


def months_after(on: date, months: int) -> date:
    """The same day so many months later, or earlier below nought; the last day where that month is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
