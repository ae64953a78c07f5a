from datetime import date

import pytest

from caseaudit.journey.guards import Moment, before_lists_begin, lists_begin


@pytest.mark.parametrize(
    ("as_at", "begins"),
    [
        (date(2021, 3, 16), date(2020, 9, 16)),
        (date(2021, 8, 31), date(2021, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2021, 12, 31), date(2021, 6, 30)),
        (date(2021, 6, 30), date(2020, 12, 30)),
        (date(1, 1, 1), date(1, 1, 1)),
    ],
)
def test_lists_go_back_six_months(as_at, begins):
    assert lists_begin(as_at) == begins


def test_the_first_day_of_the_lists_is_in_them():
    assert not before_lists_begin(Moment(date(2020, 9, 16), date(2021, 3, 16)))
    assert before_lists_begin(Moment(date(2020, 9, 15), date(2021, 3, 16)))
