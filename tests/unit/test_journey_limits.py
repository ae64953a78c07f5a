"""The day something is due: month ends, leap years, inclusive days, hours in dates, and the end of what is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.definitions.timescale import Unit
from caseaudit.errors import OutsideCalendar
from caseaudit.journey.limits import CannotCount, Due, Limit, due_after
from caseaudit.journey.working_days import WorkingDays
from tests.clocks import DEFINITIONS

DAYS = WorkingDays(DEFINITIONS.calendars["england-and-wales"])
COUNTED = [unit for unit in Unit if unit is not Unit.SCHOOL_DAYS]
LONGEST = {Unit.MONTHS: 40, Unit.YEARS: 3}
START = st.dates(date(1991, 1, 1), date(2024, 12, 31))


def due(start: str, n: int, unit: Unit, *, is_inclusive: bool = False) -> str:
    return due_after(date.fromisoformat(start), Limit(n, unit, is_inclusive), DAYS).on.isoformat()


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2024-03-31", 3, "2024-06-30"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-15", 3, "2025-03-15"),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_its_last(start, months, expected):
    assert due(start, months, Unit.MONTHS) == expected


def test_years_and_weeks_are_counted_as_such():
    assert due("2024-02-29", 2, Unit.YEARS) == "2026-02-28"
    assert due("2024-02-23", 1, Unit.WEEKS) == "2024-03-01"
    assert due("2024-02-05", 6, Unit.WEEKS) == "2024-03-18"


def test_twenty_eight_days_beginning_on_a_day_count_that_day():
    assert due("2024-02-01", 28, Unit.CALENDAR_DAYS, is_inclusive=True) == "2024-02-28"
    assert due("2024-02-01", 28, Unit.CALENDAR_DAYS) == "2024-02-29"


@pytest.mark.parametrize("start", ["2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01"])
def test_from_a_day_off_day_one_is_the_next_working_day(start):
    assert due(start, 1, Unit.WORKING_DAYS) == "2024-04-02"


@pytest.mark.parametrize(("hours", "surely", "last"), [(24, 0, 1), (48, 1, 2), (72, 2, 3)])
def test_hours_in_dates_have_a_day_on_which_nothing_can_be_told(hours, surely, last):
    start = date(2024, 3, 1)

    counted = due_after(start, Limit(hours, Unit.HOURS), DAYS)

    assert counted == Due(start + timedelta(days=last), start + timedelta(days=surely))


def test_school_days_are_not_counted_without_the_terms():
    with pytest.raises(CannotCount, match="school terms"):
        due("2024-03-01", 20, Unit.SCHOOL_DAYS)


def test_working_days_are_not_guessed_beyond_the_known_bank_holidays():
    with pytest.raises(OutsideCalendar):
        due("2028-12-20", 45, Unit.WORKING_DAYS)


@given(START, START, st.integers(0, 200), st.sampled_from(COUNTED))
def test_what_starts_later_is_never_due_earlier(one, other, n, unit):
    earlier, later = sorted((one, other))
    n = min(n, LONGEST.get(unit, n))

    first, second = due_after(earlier, Limit(n, unit), DAYS), due_after(later, Limit(n, unit), DAYS)

    assert first.on <= second.on
    assert first.surely_by <= second.surely_by


@given(START, st.integers(1, 150), st.sampled_from(COUNTED))
def test_a_longer_limit_is_never_due_earlier(start, n, unit):
    n = min(n, LONGEST.get(unit, n))

    assert due_after(start, Limit(n, unit), DAYS).on <= due_after(start, Limit(n + 1, unit), DAYS).on
