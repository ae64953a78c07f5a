"""The day something is due: working days, days, weeks, months and hours counted from the day a clock started."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from caseaudit.definitions.timescale import Unit
from caseaudit.journey.months import months_after
from caseaudit.journey.working_days import WorkingDays

_HOURS_IN_A_DAY = 24


class CannotCount(Exception):
    """A limit is in a unit that the dates at hand cannot give; the text says why."""


@dataclass(frozen=True)
class Limit:
    """How long a clock runs; an inclusive one counts the day it starts on."""

    n: int
    unit: Unit
    is_inclusive: bool = False


class Due(NamedTuple):
    """The last day that can be in time, and the last that surely is; they differ where only dates are known."""

    on: date
    surely_by: date


def due_after(start: date, limit: Limit, days: WorkingDays) -> Due:
    """When something is due; raises OutsideCalendar beyond the known bank holidays, CannotCount for school days."""
    if limit.unit is Unit.HOURS:
        return _after_hours(start, limit.n)
    on = _COUNTED[limit.unit](start, limit.n - limit.is_inclusive, days)
    return Due(on, on)


def _after_hours(start: date, hours: int) -> Due:
    # With dates alone the clock started somewhere in its first day: the last day may or may not be in time.
    last = start + timedelta(days=-(-hours // _HOURS_IN_A_DAY))
    return Due(last, start + timedelta(days=hours // _HOURS_IN_A_DAY - 1))


def _school_days(start: date, n: int, days: WorkingDays) -> date:
    raise CannotCount("The authority's school terms are not known, so school days cannot be counted.")


_COUNTED: Mapping[Unit, Callable[[date, int, WorkingDays], date]] = {
    Unit.SAME_DAY: lambda start, n, days: start,
    Unit.WORKING_DAYS: lambda start, n, days: days.add(start, n),
    Unit.SCHOOL_DAYS: _school_days,
    Unit.CALENDAR_DAYS: lambda start, n, days: start + timedelta(days=n),
    Unit.WEEKS: lambda start, n, days: start + timedelta(weeks=n),
    Unit.MONTHS: lambda start, n, days: months_after(start, n),
    Unit.YEARS: lambda start, n, days: months_after(start, 12 * n),
}
