"""A child's age on the day of the frame, whole from the birthday itself."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.intake.queries import age_at
from caseaudit.intake.tables import FrameCase


def born(on):
    return FrameCase(frame_id=UUID(int=1), case_key="a", child_ref="a", level="closed", born_on=on)


@pytest.mark.parametrize(
    ("born_on", "on", "years"),
    [
        (date(2016, 3, 31), date(2026, 3, 31), 10),
        (date(2016, 3, 31), date(2026, 3, 30), 9),
        (date(2008, 3, 31), date(2026, 3, 31), 18),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_a_child_is_a_year_older_on_the_birthday_and_not_before(born_on, on, years):
    assert int(age_at(born(born_on), on)) == years


@given(st.dates(date(1995, 1, 1), date(2026, 1, 1)), st.integers(0, 9000))
def test_nobody_grows_younger(born_on, days):
    on = born_on + timedelta(days)

    assert 0 <= age_at(born(born_on), on) < age_at(born(born_on), on + timedelta(1))
