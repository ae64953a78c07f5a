"""A figure says no more than it knows."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.reporting.figures import TOO_FEW, figure_of, percent
from caseaudit.stats.intervals import wilson


def ids(count):
    return [UUID(int=number) for number in range(1, count + 1)]


def figure(count, of, *, is_estimate=True):
    return figure_of(ids(of)[:count], ids(of), is_estimate=is_estimate)


def test_a_figure_of_ten_or_more_has_a_percentage_and_wilsons_interval():
    assert figure(12, 20).sentence == "12 of 20 (60%; 95% interval 39% to 78%)"
    assert figure(12, 20).interval == wilson(12, 20)


def test_a_figure_of_nine_is_counts_only_and_says_why():
    small = figure(9, 9)

    assert (small.proportion, small.interval) == (None, None)
    assert small.sentence == "9 of 9"
    assert small.note == TOO_FEW


def test_a_figure_of_nothing_is_nothing_of_nothing():
    assert figure(0, 0).sentence == "0 of 0"


def test_files_that_were_picked_have_a_percentage_of_themselves_and_no_interval():
    assert figure(6, 12, is_estimate=False).sentence == "6 of 12 (50%)"


def test_none_of_many_still_may_be_some():
    assert figure(0, 20).sentence == "0 of 20 (0%; 95% interval 0% to 16%)"


def test_a_figure_names_each_case_file_behind_it_once():
    one = UUID(int=1)
    doubled = figure_of([one, one], [one, one, UUID(int=2)], is_estimate=True)

    assert doubled.count == 2
    assert doubled.case_ids == (one,)
    assert doubled.of_ids == (one, UUID(int=2))


@pytest.mark.parametrize(
    ("proportion", "words"),
    [(0, "0%"), (0.001, "under 1%"), (0.005, "1%"), (0.125, "13%"), (0.994, "99%"), (0.999, "over 99%"), (1, "100%")],
)
def test_a_percentage_is_whole_and_never_rounds_to_none_or_all(proportion, words):
    assert percent(proportion) == words


@given(st.integers(0, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.booleans())
def test_no_figure_has_an_interval_without_a_percentage_or_a_percentage_below_ten(counts, is_estimate):
    found = figure(*counts, is_estimate=is_estimate)

    assert (found.proportion is None) == (counts[1] < 10)
    assert (found.interval is not None) == (counts[1] >= 10 and is_estimate)
