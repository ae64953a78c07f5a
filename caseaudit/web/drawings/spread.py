"""A sample beside its frame, value by value, drawn as pairs of bars on one scale."""

from collections.abc import Callable
from dataclasses import dataclass

from caseaudit.sampling.spread import Spread
from caseaudit.web.drawings.bars import PairedBar, paired_bar

LEAST_FOR_SHARES = 10
_TITLES = {"level": "Case level", "team": "Team", "age": "Age", "sex": "Sex"}


@dataclass(frozen=True)
class SpreadLine:
    """One value of a trait: its numbers, its shares where the sample is large enough, and its bar."""

    value: str
    frame: int
    sample: int
    frame_share: float
    sample_share: float | None
    bar: PairedBar | None


@dataclass(frozen=True)
class DrawnSpread:
    """One trait of the case files, frame against sample."""

    trait: str
    title: str
    lines: tuple[SpreadLine, ...]


def drawn_spread(spread: Spread, level_title: Callable[[str], str]) -> DrawnSpread:
    """The spread with its bars; a sample under ten case files is given as counts alone."""
    frame, sample = spread.frame_cases, spread.sample_cases
    shares = [(row.frame / frame if frame else 0.0, row.sample / sample if sample else 0.0) for row in spread.rows]
    largest = max((max(pair) for pair in shares), default=0.0)
    has_shares = sample >= LEAST_FOR_SHARES
    lines = tuple(
        SpreadLine(
            value=level_title(row.value) if spread.trait == "level" else row.value,
            frame=row.frame,
            sample=row.sample,
            frame_share=in_frame,
            sample_share=in_sample if has_shares else None,
            bar=paired_bar(in_frame, in_sample, largest=largest) if has_shares else None,
        )
        for row, (in_frame, in_sample) in zip(spread.rows, shares, strict=True)
    )
    return DrawnSpread(spread.trait, _TITLES.get(spread.trait, spread.trait), lines)
