from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.definitions.library import read_definitions
from caseaudit.errors import OutsideCalendar
from caseaudit.journey.working_days import WorkingDays

DAYS = WorkingDays(read_definitions().calendars["england-and-wales"])


@pytest.mark.parametrize(
    ("start", "working_days", "due"),
    [
        (date(2021, 3, 1), 15, date(2021, 3, 22)),
        (date(2022, 5, 30), 4, date(2022, 6, 7)),  # two days off for the Platinum Jubilee
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # the Coronation
        (date(2023, 5, 9), 70, date(2023, 8, 16)),  # an inspection report, and the plan due on it
        (date(2021, 3, 6), 1, date(2021, 3, 8)),  # from a Saturday, day one is still Monday
        (date(2021, 3, 7), 1, date(2021, 3, 8)),
        (date(2020, 5, 7), 1, date(2020, 5, 11)),  # Early May moved to VE Day
    ],
)
def test_working_days_are_counted_from_the_next_one(start, working_days, due):
    assert DAYS.add(start, working_days) == due
    assert DAYS.between(start, due) == working_days


@pytest.mark.parametrize(
    ("on", "is_working"),
    [
        (date(2022, 9, 19), False),
        (date(2022, 6, 2), False),
        (date(2022, 5, 30), True),
        (date(2011, 4, 29), False),
        (date(1999, 12, 31), False),
        (date(1995, 5, 1), True),
        (date(1995, 5, 8), False),
        (date(2026, 11, 21), False),
        (date(2026, 11, 20), True),
    ],
)
def test_bank_holidays_and_weekends_are_no_working_days(on, is_working):
    assert DAYS.is_working(on) is is_working


@pytest.mark.parametrize(
    "count",
    [
        lambda: DAYS.is_working(date(1989, 12, 31)),
        lambda: DAYS.is_working(date(2029, 1, 1)),
        lambda: DAYS.add(date(2028, 12, 20), 45),
        lambda: DAYS.between(date(2028, 12, 20), date(2029, 1, 2)),
    ],
)
def test_nothing_is_guessed_beyond_the_years_that_are_known(count):
    with pytest.raises(OutsideCalendar, match="1 January 1990 to 31 December 2028"):
        count()


@given(st.dates(date(1990, 1, 2), date(2027, 12, 31)), st.integers(1, 200))
def test_the_day_due_is_a_working_day_and_as_far_as_was_asked(start, working_days):
    due = DAYS.add(start, working_days)

    every = [start + timedelta(days) for days in range(1, (due - start).days + 1)]
    assert sum(DAYS.is_working(on) for on in every) == working_days
    assert DAYS.is_working(due)
    assert DAYS.between(start, due) == working_days == -DAYS.between(due, start)
