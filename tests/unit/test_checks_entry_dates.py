"""When each entry of a chronology happened."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.checks.casefile import Entry
from caseaudit.checks.entry_dates import is_placed_to_month, place_entries

AUDIT = date(2024, 10, 10)
OPENED = date(2023, 1, 9)


def placed(*dates):
    return place_entries([Entry(on) for on in dates], by=AUDIT)


@pytest.mark.parametrize(
    "written, first, last",
    [
        ("3.9.24", date(2024, 9, 3), date(2024, 9, 3)),
        ("w/c 3/6", date(2024, 6, 3), date(2024, 6, 3)),
        ("Mon 4.3", date(2024, 3, 4), date(2024, 3, 4)),
        ("Febuary 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("Sept–Dec 2023", date(2023, 9, 1), date(2023, 12, 31)),
        ("Nov 23 - Jan 24", date(2023, 11, 1), date(2024, 1, 31)),
        ("3-7 June 2024", date(2024, 6, 3), date(2024, 6, 7)),
        ("28 Feb – 3 Mar 2024", date(2024, 2, 28), date(2024, 3, 3)),
        ("Xmas 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("c. 2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2018-2020", date(2018, 1, 1), date(2020, 12, 31)),
        ("2019/20", date(2019, 1, 1), date(2020, 12, 31)),
        ("Spring 2019", date(2019, 1, 1), date(2019, 5, 31)),
        ("12/3/24 (recorded 20/4/24)", date(2024, 3, 12), date(2024, 3, 12)),
    ],
)
def test_an_entry_is_placed_however_its_date_is_written(written, first, last):
    [found] = placed(written)

    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("written", ["", "last week", "summer", "recently", "20204", "31/02/2024", "ditto", "12th"])
def test_what_cannot_be_placed_alone_is_not(written):
    assert placed(written) == (None,)


@pytest.mark.parametrize(
    "leaning, on",
    [("12th", date(2024, 6, 12)), ("ditto", date(2024, 5, 28)), ("Thurs 30th", date(2024, 5, 30))],
)
def test_a_date_may_lean_on_the_entry_before(leaning, on):
    found = placed("28 May 2024", leaning)[1]

    assert found is not None
    assert found.first == on


def test_a_day_with_no_year_comes_before_the_next_entry_that_has_one():
    found = placed("14/11/22", "3/12", "9 January", "6/2/23")

    assert [one.first for one in found if one] == [
        date(2022, 11, 14), date(2022, 12, 3), date(2023, 1, 9), date(2023, 2, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written, is_close",
    [("2019", True), ("Spring 2019", True), ("Summer 2024", False), ("2024", False), ("June 2024", True)],
)
def test_a_year_is_close_enough_only_before_the_case_opened(written, is_close):
    assert is_placed_to_month(placed(written)[0], OPENED) is is_close


@given(st.lists(st.text(max_size=30), max_size=5))
def test_no_date_breaks_the_placing(dates):
    found = placed(*dates)

    assert len(found) == len(dates)
    assert all(one is None or one.first <= one.last for one in found)
