"""How the figures were made, in sentences that stand beside them wherever they go."""

from caseaudit.reporting.figures import FEWEST_FOR_A_PERCENTAGE
from caseaudit.reporting.progress import RoundProgress
from caseaudit.sampling.design import Design
from caseaudit.words import count_of

PICKED = "Picked, not drawn: says nothing about other files."


def method_sentences(design: Design, progress: RoundProgress) -> tuple[str, ...]:
    """The method of a sample's figures: the draw, who counts, what the percentages and intervals mean."""
    return (
        *design.sentences(),
        _who_counts(progress),
        "Each question is counted over the case files it applies to: “not applicable” is left out, “not recorded on"
        " file” stays in and counts as not met.",
        f"Below {FEWEST_FOR_A_PERCENTAGE} case files only counts are given.",
        _interval(design),
    )


def _who_counts(progress: RoundProgress) -> str:
    accepted = f"Only accepted audits count: {progress.accepted:,} of {count_of(progress.in_sample, 'case file')}."
    if progress.set_aside:
        accepted += f" {count_of(progress.set_aside, 'case file')} set aside, {progress.replacements:,} replaced."
    if progress.is_open:
        accepted += f" {progress.is_open:,} still open, so the figures may change."
    return accepted


def _interval(design: Design) -> str:
    if not design.is_random:
        return f"{PICKED} No intervals are given."
    whole = f"the true figure for all {design.frame_cases:,} case files"
    if not design.is_proportional:
        whole = "the true figure for case files whose levels are mixed as they are in the sample"
    return (
        "The interval is Wilson’s 95% score interval: of 100 samples drawn this way, about 95 would have an interval"
        f" that holds {whole}. It makes no allowance for a small frame, so it is a little wide rather than too narrow."
        " Where flags are counted rather than case files, flags on one file are alike, and the true doubt is larger"
        " than the interval says."
    )
