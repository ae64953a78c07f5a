"""A draw is a function of keys, seed and size, whatever order the keys come in."""

from hashlib import sha256
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from caseaudit.sampling.draw import draw_simple, draw_stratified, in_drawn_order, next_in_line, random_number

KEYS = st.sets(st.text("0123456789abcdef", min_size=4, max_size=8), min_size=1, max_size=60).map(sorted)
SEEDS = st.text("abcdefghijklmnop0123456789", min_size=1, max_size=20)


def test_a_random_number_is_the_hash_of_seed_bar_key():
    assert random_number("7", "ab12") == sha256(b"7|ab12").hexdigest()


def test_a_draw_that_was_made_once_comes_out_for_ever():
    keys = [f"{number:032x}" for number in range(100)]

    assert [int(key, 16) for key in draw_simple(keys, "2026-04", 5)] == [90, 59, 29, 34, 26]


@given(KEYS, SEEDS, st.randoms(use_true_random=False), st.data())
def test_the_order_the_keys_come_in_does_not_matter(keys, seed, random: Random, data):
    size = data.draw(st.integers(0, len(keys)))
    shuffled = list(keys)
    random.shuffle(shuffled)

    assert draw_simple(keys, seed, size) == draw_simple(shuffled, seed, size)


@given(KEYS, SEEDS, st.data())
def test_a_larger_draw_begins_with_the_smaller_one(keys, seed, data):
    size = data.draw(st.integers(0, len(keys)))
    larger = data.draw(st.integers(size, len(keys)))

    assert draw_simple(keys, seed, larger)[:size] == draw_simple(keys, seed, size)


@given(KEYS, SEEDS, st.data())
def test_the_replacement_is_what_a_larger_draw_would_have_taken_next(keys, seed, data):
    size = data.draw(st.integers(0, len(keys) - 1))
    drawn = draw_simple(keys, seed, size)

    assert next_in_line(keys, seed, drawn) == draw_simple(keys, seed, size + 1)[-1]


def test_there_is_no_replacement_when_every_case_file_was_drawn():
    assert next_in_line(["a", "b"], "seed", ["b", "a"]) is None


@given(st.dictionaries(st.sampled_from(["closed", "early_help", "looked_after"]), KEYS, min_size=1), SEEDS, st.data())
def test_a_stratified_draw_takes_the_lowest_numbers_of_each_stratum(strata, seed, data):
    strata = {name: [name + key for key in keys] for name, keys in strata.items()}
    size = data.draw(st.integers(len(strata), sum(map(len, strata.values()))))

    drawn = draw_stratified(strata, seed, size)

    assert sum(map(len, drawn.values())) == size
    for name, keys in drawn.items():
        assert keys
        assert keys == in_drawn_order(strata[name], seed)[: len(keys)]


def test_ten_thousand_draws_take_every_case_file_about_equally_often():
    keys = [f"{number:02x}" for number in range(20)]
    taken = dict.fromkeys(keys, 0)
    for seed in range(10_000):
        for key in draw_simple(keys, str(seed), 5):
            taken[key] += 1

    # Each is due 2,500, give or take 43: five standard deviations would not happen to a fair draw.
    assert all(abs(count - 2500) < 5 * 43.3 for count in taken.values())
