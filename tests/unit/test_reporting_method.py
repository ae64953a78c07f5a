"""The sentences that stand beside figures say no more than the design allows."""

from caseaudit.reporting.method import method_sentences
from caseaudit.reporting.progress import RoundProgress
from caseaudit.sampling.design import SIMPLE_RANDOM, STRATIFIED, TARGETED, design_of, kept, read_back

ALL_IN = RoundProgress(drawn=20, set_aside=0, replacements=0, in_sample=20, allocated=20, accepted=20, withdrawn=0)


def said(method, frame, drawn, *, seed_was_given=False, progress=ALL_IN):
    return " ".join(method_sentences(design_of(method, frame, drawn, seed_was_given), progress))


def test_a_proportional_draw_speaks_for_the_whole_frame():
    words = said(STRATIFIED, {"a": 400, "b": 200}, {"a": 13, "b": 7})

    assert "nearly in proportion to its size, so figures are not weighted" in words
    assert "the true figure for all 600 case files" in words


def test_a_lopsided_draw_says_what_its_overall_figures_lean_to():
    words = said(STRATIFIED, {"many": 990, "few": 10}, {"many": 18, "few": 2})

    assert "lean towards those levels" in words
    assert "for all 1,000" not in words
    assert "mixed as they are in the sample" in words


def test_a_simple_random_draw_says_nothing_of_levels():
    assert "level" not in said(SIMPLE_RANDOM, {"": 600}, {"": 20})


def test_a_pick_claims_no_interval():
    words = said(TARGETED, {"": 600}, {"": 20})

    assert "Wilson" not in words
    assert "says nothing about other files" in words


def test_a_chosen_seed_and_files_set_aside_or_open_are_owned_up_to():
    progress = RoundProgress(
        drawn=20, set_aside=2, replacements=1, in_sample=19, allocated=19, accepted=15, withdrawn=2
    )

    words = said(SIMPLE_RANDOM, {"": 600}, {"": 20}, seed_was_given=True, progress=progress)

    assert "seed was chosen by a person" in words
    assert "15 of 19 case files. 2 case files set aside, 1 replaced. 4 still open" in words
    assert "seed" not in said(SIMPLE_RANDOM, {"": 600}, {"": 20})


def test_a_design_is_read_back_as_it_was_kept():
    design = design_of(STRATIFIED, {"many": 990, "few": 10}, {"many": 18, "few": 2}, True)

    assert read_back(STRATIFIED, 20, kept(design)) == design
