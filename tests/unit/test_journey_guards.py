from datetime import date

import pytest

from caseaudit.definitions.vocabulary import JOURNEY_GUARDS as VOCABULARY
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment, before_lists_begin, lists_begin


def test_every_guard_of_the_vocabulary_is_written_and_no_other():
    assert set(JOURNEY_GUARDS) == set(VOCABULARY)


@pytest.mark.parametrize(
    ("as_at", "begins"),
    [
        (date(2021, 3, 16), date(2020, 9, 16)),
        (date(2021, 8, 31), date(2021, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2021, 12, 31), date(2021, 6, 30)),
        (date(2021, 6, 30), date(2020, 12, 30)),
    ],
)
def test_lists_go_back_six_months(as_at, begins):
    assert lists_begin(as_at) == begins


def test_the_first_day_of_the_lists_is_in_them():
    assert not before_lists_begin(Moment(date(2020, 9, 16), date(2021, 3, 16)))
    assert before_lists_begin(Moment(date(2020, 9, 15), date(2021, 3, 16)))
