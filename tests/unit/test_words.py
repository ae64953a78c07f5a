"""How dates, counts and lists read."""

from datetime import UTC, date, datetime

import pytest

from caseaudit.words import age_in_words, count_of, in_words, long_date, long_moment, since


def test_a_date_is_written_in_full():
    assert long_date(date(2024, 6, 3)) == "3 June 2024"


@pytest.mark.parametrize(
    "hour, said",
    [(0, "12:05am"), (9, "9:05am"), (12, "12:05pm"), (14, "2:05pm")],
)
def test_a_moment_is_written_on_the_twelve_hour_clock(hour: int, said: str):
    assert long_moment(datetime(2024, 1, 3, hour, 5, tzinfo=UTC)) == f"3 January 2024 at {said}"


def test_a_moment_in_summer_is_an_hour_ahead_of_utc_and_may_be_the_next_day():
    assert long_moment(datetime(2024, 6, 3, 23, 5, tzinfo=UTC)) == "4 June 2024 at 12:05am"


@pytest.mark.parametrize("count, said", [(0, "0 cases"), (1, "1 case"), (1200, "1,200 cases")])
def test_a_count_agrees_with_its_noun(count: int, said: str):
    assert count_of(count, "case") == said


def test_a_noun_may_have_a_plural_of_its_own():
    assert count_of(2, "child", "children") == "2 children"


@pytest.mark.parametrize(
    "items, said", [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_items_read_as_a_sentence(items: list[str], said: str):
    assert in_words(items) == said


@pytest.mark.parametrize(
    "years, said",
    [(0.0, "under 1 month"), (0.5, "6 months"), (1.99, "23 months"), (2.0, "2 years"), (7.9, "7 years")],
)
def test_an_age_is_in_months_for_a_baby_and_in_years_after(years: float, said: str):
    assert age_in_words(years) == said


def test_a_child_not_born_and_an_age_not_known_are_told_apart():
    assert age_in_words(None, is_unborn=True) == "not born yet"
    assert age_in_words(None) == "age not known"


def test_what_stands_on_the_date_of_the_lists_is_not_said_to_have_begun_then():
    assert since(date(2026, 3, 31), date(2026, 3, 31)) == "as at 31 March 2026"
    assert since(date(2026, 3, 30), date(2026, 3, 31)) == "since 30 March 2026"
