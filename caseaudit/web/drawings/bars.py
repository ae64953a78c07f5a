"""Counts and proportions as bars: a share with its interval, small counts as squares, two shares side by side.

A bar stands beside its own words in the same table row, so a screen reader is told the figure once, by the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 300
HEIGHT = 26
_MARGIN = 2
_SQUARE = 16
_SQUARE_STEP = 20

Counts = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class ProportionBar:
    """A share of all as a length, with the ends of its interval where it has one."""

    width: int
    height: int
    left: float
    right: float
    fill: float
    low: float | None
    high: float | None
    quarters: tuple[float, ...]


@dataclass(frozen=True)
class Square:
    """One case file of a count too small for a percentage; ``key`` says which part it belongs to."""

    x: float
    key: str


@dataclass(frozen=True)
class CountSquares:
    """A small count as one square a case file, each drawn as its part is."""

    width: int
    height: int
    size: int
    top: float
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Part:
    """One part of a divided bar."""

    key: str
    left: float
    width: float


@dataclass(frozen=True)
class DividedBar:
    """A whole divided into its parts in the order given, with a whisker over the interval of the first."""

    width: int
    height: int
    parts: tuple[Part, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class PairedBar:
    """Two shares of two wholes one above the other: the frame's and the sample's."""

    width: int
    height: int
    left: float
    right: float
    frame: float
    sample: float
    quarters: tuple[float, ...]


def proportion_bar(
    proportion: float, interval: tuple[float, float] | None = None, *, width: int = WIDTH
) -> ProportionBar:
    """A proportion from 0 to 1 on a scale from nought to all, with a whisker over its interval."""
    left, right = float(_MARGIN), float(width - _MARGIN)
    low, high = (_along(left, right, end) for end in interval) if interval else (None, None)
    return ProportionBar(width, HEIGHT, left, right, _along(left, right, proportion), low, high, _quarters(left, right))


def count_squares(counts: Counts, *, width: int = WIDTH) -> CountSquares:
    """A few case files as squares, part by part; raises ValueError where they would not fit."""
    keys = [key for key, count in counts for _ in range(count)]
    if _MARGIN + len(keys) * _SQUARE_STEP > width:
        raise ValueError(f"{len(keys)} squares cannot be drawn on {width} pixels.")
    squares = tuple(Square(_MARGIN + index * _SQUARE_STEP, key) for index, key in enumerate(keys))
    return CountSquares(width, HEIGHT, _SQUARE, (HEIGHT - _SQUARE) / 2, squares)


def divided_bar(counts: Counts, interval: tuple[float, float] | None = None, *, width: int = WIDTH) -> DividedBar:
    """Counts as parts of one bar that together are the whole width; empty parts are left out."""
    whole = sum(count for _, count in counts)
    parts: list[Part] = []
    seen = 0
    for key, count in counts:
        if count:
            left = _along(0.0, float(width), seen / whole)
            seen += count
            part_width = round(_along(0.0, float(width), seen / whole) - left, 1)
            parts.append(Part(key, left, part_width))
    low, high = (_along(0.0, float(width), end) for end in interval) if interval else (None, None)
    return DividedBar(width, HEIGHT, tuple(parts), low, high)


def paired_bar(frame: float, sample: float, *, largest: float = 1.0, width: int = WIDTH) -> PairedBar:
    """The frame's share and the sample's, on a scale that ends at ``largest`` so that several pairs can be compared."""
    left, right = float(_MARGIN), float(width - _MARGIN)
    ends = (_along(left, right, share / largest if largest else 0.0) for share in (frame, sample))
    return PairedBar(width, HEIGHT, left, right, *ends, _quarters(left, right))


def _along(left: float, right: float, share: float) -> float:
    return round(left + (right - left) * min(max(share, 0.0), 1.0), 1)


def _quarters(left: float, right: float) -> tuple[float, ...]:
    return tuple(_along(left, right, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0))
