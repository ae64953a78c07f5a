"""The geometry of bars: lengths in proportion, whiskers inside, squares that count."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.reporting.figures import Figure, figure_of
from caseaudit.sampling.spread import Spread, SpreadRow
from caseaudit.web.drawings.answers import drawn_figure
from caseaudit.web.drawings.bars import count_squares, divided_bar, paired_bar, proportion_bar
from caseaudit.web.drawings.spread import drawn_spread

COUNTS = st.lists(st.integers(0, 200), min_size=1, max_size=4).filter(any)


def a_figure(count: int, of: int, *, is_estimate: bool = True) -> Figure:
    ids = [f"case {number}" for number in range(of)]
    return figure_of(ids[:count], ids, is_estimate=is_estimate)


def test_half_is_drawn_half_way():
    bar = proportion_bar(0.5, (0.3, 0.7))

    assert bar.fill == (bar.left + bar.right) / 2
    assert bar.left < bar.low < bar.fill < bar.high < bar.right


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_bar_and_its_whisker_stay_on_the_drawing(proportion: float, one: float, other: float):
    bar = proportion_bar(proportion, (min(one, other), max(one, other)))

    assert bar.left <= bar.fill <= bar.right
    assert bar.left <= bar.low <= bar.high <= bar.right


def test_there_is_no_whisker_without_an_interval():
    bar = proportion_bar(0.5)

    assert (bar.low, bar.high) == (None, None)


@given(COUNTS)
def test_the_parts_of_a_divided_bar_fill_it_side_by_side(counts: list[int]):
    bar = divided_bar([(str(index), count) for index, count in enumerate(counts)])

    assert bar.parts[0].left == 0
    assert bar.parts[-1].left + bar.parts[-1].width == pytest.approx(bar.width)
    for before, after in pairwise(bar.parts):
        assert before.left + before.width == pytest.approx(after.left)
    assert len(bar.parts) == sum(1 for count in counts if count)


def test_squares_count_one_by_one():
    drawn = count_squares([("yes", 3), ("no", 5)])

    assert [square.key for square in drawn.squares] == ["yes"] * 3 + ["no"] * 5
    assert drawn.squares[-1].x + drawn.size <= drawn.width


def test_more_squares_than_fit_are_refused():
    with pytest.raises(ValueError, match="cannot be drawn"):
        count_squares([("yes", 40)])


def test_pairs_of_bars_share_one_scale():
    larger, smaller = paired_bar(0.4, 0.2, largest=0.4), paired_bar(0.1, 0.2, largest=0.4)

    assert larger.frame == larger.right
    assert larger.sample == smaller.sample


def test_nine_case_files_are_squares_and_ten_are_a_bar_with_its_interval():
    few, enough = drawn_figure(a_figure(3, 9)), drawn_figure(a_figure(3, 10))

    assert few.squares
    assert not few.proportion
    assert enough.proportion
    assert enough.proportion.low is not None


def test_a_pick_is_drawn_without_an_interval():
    drawn = drawn_figure(a_figure(6, 12, is_estimate=False))

    assert drawn.proportion
    assert drawn.proportion.low is None


def test_nothing_is_drawn_where_nothing_applies():
    drawn = drawn_figure(a_figure(0, 0))

    assert (drawn.squares, drawn.proportion, drawn.divided) == (None, None, None)


def test_a_small_sample_is_set_beside_its_frame_as_counts_alone():
    spread = Spread("level", (SpreadRow("looked_after", 60, 5), SpreadRow("closed", 40, 4)))

    drawn = drawn_spread(spread, str.upper)

    assert [(line.value, line.sample_share, line.bar) for line in drawn.lines] == [
        ("LOOKED_AFTER", None, None),
        ("CLOSED", None, None),
    ]


def test_a_larger_sample_is_set_beside_its_frame_in_shares():
    spread = Spread("team", (SpreadRow("North", 60, 5), SpreadRow("South", 40, 5)))

    drawn = drawn_spread(spread, str.upper)

    assert [(line.value, line.frame_share, line.sample_share) for line in drawn.lines] == [
        ("North", 0.6, 0.5),
        ("South", 0.4, 0.5),
    ]
