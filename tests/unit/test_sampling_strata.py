"""Sample sizes by stratum: proportional, whole, adding up, and nobody left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.sampling.strata import is_proportional, sizes_of_strata

FRAMES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 400), min_size=1)


def with_size(least):
    return FRAMES.flatmap(lambda frame: st.tuples(st.just(frame), st.integers(least(frame), sum(frame.values()))))


def test_shares_are_proportional_by_largest_remainder():
    # Hamilton's method by hand: 20 × 470/1000 = 9.4, 20 × 330/1000 = 6.6, 20 × 200/1000 = 4.
    assert sizes_of_strata({"a": 470, "b": 330, "c": 200}, 20) == {"a": 9, "b": 7, "c": 4}


def test_a_tie_goes_to_the_larger_stratum_then_to_the_first_by_name():
    assert sizes_of_strata({"c": 50, "b": 50, "a": 50}, 8, at_least={}) == {"a": 3, "b": 3, "c": 2}
    assert sizes_of_strata({"a": 10, "b": 30}, 2, at_least={}) == {"a": 0, "b": 2}


def test_a_small_stratum_gives_two_so_that_its_files_can_be_compared():
    assert sizes_of_strata({"many": 990, "few": 10}, 20) == {"many": 18, "few": 2}


def test_a_stratum_of_one_gives_its_one():
    assert sizes_of_strata({"many": 99, "single": 1}, 20) == {"many": 19, "single": 1}


def test_a_small_sample_takes_one_from_each_stratum_before_two_from_any():
    assert sizes_of_strata({"a": 900, "b": 60, "c": 40}, 4) == {"a": 2, "b": 1, "c": 1}


def test_a_stratum_without_case_files_is_not_mentioned():
    assert sizes_of_strata({"a": 5, "b": 0}, 3) == {"a": 3}


def test_more_than_there_is_cannot_be_shared_out():
    with pytest.raises(ValueError, match="cannot be drawn"):
        sizes_of_strata({"a": 5}, 6)


@given(with_size(len))
def test_sizes_add_up_fit_and_leave_no_stratum_out(drawn):
    frame, size = drawn
    sizes = sizes_of_strata(frame, size)

    assert sum(sizes.values()) == size
    assert all(1 <= sizes[name] <= frame[name] for name in frame)


@given(with_size(lambda frame: sum(min(2, count) for count in frame.values())))
def test_every_stratum_gives_two_where_the_size_allows(drawn):
    frame, size = drawn

    assert all(given >= min(2, frame[name]) for name, given in sizes_of_strata(frame, size).items())


@given(with_size(len), st.data())
def test_a_larger_sample_can_keep_every_case_file_of_an_earlier_one(drawn, data):
    frame, size = drawn
    earlier = sizes_of_strata(frame, size)
    larger = data.draw(st.integers(size, sum(frame.values())))

    extended = sizes_of_strata(frame, larger, at_least=earlier)

    assert sum(extended.values()) == larger
    assert all(earlier[name] <= extended[name] <= frame[name] for name in frame)


def test_proportional_means_to_within_one_case_file():
    assert is_proportional({"a": 470, "b": 330, "c": 200}, {"a": 9, "b": 7, "c": 4})
    assert not is_proportional({"many": 990, "few": 10}, {"many": 18, "few": 2})


def test_a_draw_of_one_from_each_level_is_not_in_proportion_where_the_levels_differ_in_size():
    assert not is_proportional({"closed": 96, "plan": 48}, {"closed": 1, "plan": 1})
    assert is_proportional({"closed": 72, "plan": 48}, {"closed": 1, "plan": 1})


def test_a_level_that_gave_nothing_is_not_in_proportion():
    assert not is_proportional({"closed": 40, "plan": 1}, {"closed": 8, "plan": 0})
