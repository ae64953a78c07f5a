"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.checks.dates import Precision, find_dates, plain, read_date

AUDIT = date(2025, 3, 31)


@pytest.mark.parametrize(
    "written, on",
    [
        ("3.9.24", date(2024, 9, 3)),
        ("03/09/2024", date(2024, 9, 3)),
        ("2024-09-03", date(2024, 9, 3)),
        ("3-Sep-24", date(2024, 9, 3)),
        ("Tue 3rd of September 2024", date(2024, 9, 3)),
        ("September 3rd, 2024", date(2024, 9, 3)),
        ("w/c 3/9/24", date(2024, 9, 3)),
        ("3 Sept ’24", date(2024, 9, 3)),
        ("28 Feb – 3 March 2025", date(2025, 3, 3)),
    ],
)
def test_a_day_is_read_however_it_is_written(written, on):
    read = read_date(written, by=AUDIT)

    assert read is not None
    assert (read.last, read.precision) == (on, Precision.DAY)


@pytest.mark.parametrize(
    "written, last",
    [
        ("Sept 2024", date(2024, 9, 30)),
        ("Sept–Dec 2023", date(2023, 12, 31)),
        ("09/2024", date(2024, 9, 30)),
        ("Feb 24", date(2024, 2, 29)),
        ("late November", date(2024, 11, 30)),
    ],
)
def test_a_month_is_placed_to_its_last_day(written, last):
    read = read_date(written, by=AUDIT)

    assert read is not None
    assert (read.last, read.precision) == (last, Precision.MONTH)


def test_a_year_alone_is_read_to_the_year():
    read = read_date("circa 2019", by=AUDIT)

    assert read is not None
    assert (read.first, read.last, read.precision) == (date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR)


@pytest.mark.parametrize(
    "written", ["", "last week", "summer", "recently", "31/02/2024", "3/6/20204", "9.30am", "13/13/24"]
)
def test_what_is_not_a_date_is_not_read_as_one(written):
    assert read_date(written, by=AUDIT) is None


def test_a_day_with_no_year_is_the_last_one_for_history_and_the_next_one_for_plans():
    [past] = find_dates("6 May", near=AUDIT, is_past=True)
    [coming] = find_dates("6 May", near=AUDIT)

    assert (past.first, coming.first) == (date(2024, 5, 6), date(2025, 5, 6))


def test_a_day_that_has_only_just_gone_is_not_put_off_to_next_year():
    [found] = find_dates("by 20 March", near=AUDIT)

    assert found.first == date(2025, 3, 20)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_dates(text):
    found = find_dates(text, near=AUDIT)

    assert all(0 <= dated.start < dated.end <= len(text) and dated.first <= dated.last for dated in found)
    assert len(plain(text)) == len(text)


@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%Y-%m-%d", "%a %d %b %Y"]),
)
def test_every_day_written_out_in_full_is_read_back(on, form):
    assert [dated.first for dated in find_dates(on.strftime(form), near=AUDIT)] == [on]
