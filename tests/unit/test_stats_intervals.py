"""Wilson's interval against printed figures, and the properties that make it honest at the ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.stats.intervals import Interval, normal_quantile, wilson

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


# Newcombe 1998, Two-sided confidence intervals for the single proportion, Stat. Med. 17: 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_printed_limits(count, n, low, high):
    interval = wilson(count, n)

    assert round(interval.low, 4) == low
    assert round(interval.high, 4) == high


def test_nothing_seen_gives_no_interval():
    assert wilson(0, 0) is None


@given(st.integers(1, 5000))
def test_none_of_n_still_has_an_upper_limit_and_all_of_n_a_lower_one(n):
    none, every = wilson(0, n), wilson(n, n)

    assert none.low == 0.0
    assert 0 < none.high < 1
    assert every.high == 1.0
    assert every.low == pytest.approx(1 - none.high)


@given(COUNTS)
def test_the_interval_holds_the_proportion_and_stays_within_nought_and_one(counts):
    count, n = counts
    interval = wilson(count, n)

    assert 0 <= interval.low <= count / n <= interval.high <= 1


@given(COUNTS)
def test_yes_and_no_are_mirror_images(counts):
    count, n = counts
    yes, no = wilson(count, n), wilson(n - count, n)

    assert yes.low == pytest.approx(1 - no.high, abs=1e-12)
    assert yes.high == pytest.approx(1 - no.low, abs=1e-12)


@given(COUNTS)
def test_more_files_at_the_same_proportion_narrow_the_interval(counts):
    count, n = counts

    assert wilson(4 * count, 4 * n).width < wilson(count, n).width


@given(COUNTS)
def test_more_confidence_widens_the_interval(counts):
    assert wilson(*counts, confidence=0.99).width > wilson(*counts, confidence=0.9).width


@pytest.mark.parametrize(
    ("count", "n", "confidence"), [(-1, 5, 0.95), (6, 5, 0.95), (0, -1, 0.95), (1, 2, 1.0), (1, 2, 0)]
)
def test_what_is_no_proportion_is_refused(count, n, confidence):
    with pytest.raises(ValueError, match="is not a"):
        wilson(count, n, confidence)


def test_the_normal_quantile_is_that_of_the_tables():
    assert normal_quantile(0.975) == pytest.approx(1.959964, abs=1e-6)


def test_wilson_agrees_with_scipy():
    from scipy.stats import binomtest

    for count, n in ((0, 7), (3, 10), (12, 12), (40, 240)):
        theirs = binomtest(count, n).proportion_ci(0.95, "wilson")
        assert wilson(count, n) == Interval(pytest.approx(theirs.low, abs=1e-9), pytest.approx(theirs.high), 0.95)
