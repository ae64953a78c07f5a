"""Dates in an invented council: working days before and after each other, none later than the lists themselves."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

AS_AT = date(2026, 3, 31)
LISTS_BEGIN = date(2025, 10, 1)
ADOPTION_LISTS_BEGIN = date(2025, 4, 1)
_OFFICE_CLOSED = {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)}


def working_day(on: date) -> date:
    """The day itself, or the next on which the office is open; never later than the last open day of the lists."""
    day, step = on, timedelta(days=1)
    while _is_closed(day):
        day += step
    if day > AS_AT:
        day = AS_AT
        while _is_closed(day):
            day -= step
    return day


def ago(rng: Random, least: int, most: int) -> date:
    """A working day between ``least`` and ``most`` days before the lists."""
    return working_day(AS_AT - timedelta(days=rng.randint(least, most)))


def later(rng: Random, on: date, least: int, most: int) -> date:
    """A working day between ``least`` and ``most`` days after another."""
    return working_day(on + timedelta(days=rng.randint(least, most)))


def rounds(rng: Random, start: date, first: int, every: int) -> Iterator[date]:
    """Meetings that come round: the first after ``first`` days at most, then every ``every`` days until the lists."""
    on = later(rng, start, first - 14, first)
    while on < AS_AT:
        yield on
        on = later(rng, on, every - 25, every)


def in_lists(on: date | None) -> bool:
    """Whether the six months that the lists cover hold this day."""
    return on is not None and LISTS_BEGIN <= on <= AS_AT


def _is_closed(day: date) -> bool:
    return day.weekday() > 4 or day in _OFFICE_CLOSED
