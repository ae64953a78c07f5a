"""Counting in calendar months, as guidance does: three months after 31 January is 30 April, never 90 days."""

from calendar import monthrange
from datetime import date

SHORTEST_MONTH = 28


def months_after(on: date, months: int) -> date:
    """The same day so many months later, or earlier below nought; the last day where that month is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    day = on.day if on.day <= SHORTEST_MONTH else min(on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)
