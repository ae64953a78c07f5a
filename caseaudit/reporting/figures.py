"""One figure and its honesty: the count, what it is a count of, and how far it can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from caseaudit.stats.intervals import CONFIDENCE, Interval, wilson

FEWEST_FOR_A_PERCENTAGE = 10
TOO_FEW = "Too few to give a percentage."
NONE_APPLIED = "Applied to none of these case files."


@dataclass(frozen=True)
class Figure:
    """How many of the applicable; ``proportion`` and ``interval`` are None where they would say more than is known.

    ``case_ids`` are the case files counted and ``of_ids`` those the figure is a count of, for whoever wants to look.
    """

    count: int
    applicable: int
    not_applicable: int = 0
    not_recorded: int = 0
    not_answered: int = 0
    proportion: float | None = None
    interval: Interval | None = None
    case_ids: tuple[UUID, ...] = ()
    of_ids: tuple[UUID, ...] = ()

    @property
    def is_too_small(self) -> bool:
        """Whether there are too few to give a percentage."""
        return self.applicable < FEWEST_FOR_A_PERCENTAGE

    @property
    def sentence(self) -> str:
        """The figure in words, such as 12 of 20 (60%; 95% interval 39% to 78%)."""
        counted = f"{self.count:,} of {self.applicable:,}"
        if self.proportion is None:
            return counted
        if self.interval is None:
            return f"{counted} ({percent(self.proportion)})"
        ends = f"{percent(self.interval.low)} to {percent(self.interval.high)}"
        return f"{counted} ({percent(self.proportion)}; {percent(self.interval.confidence)} interval {ends})"

    @property
    def note(self) -> str:
        """What to say beside the figure; empty where it stands on its own."""
        if self.applicable == 0:
            return NONE_APPLIED
        return TOO_FEW if self.is_too_small else ""


def figure_of(
    counted: Sequence[UUID],
    of: Sequence[UUID],
    *,
    is_estimate: bool,
    not_applicable: int = 0,
    not_recorded: int = 0,
    not_answered: int = 0,
) -> Figure:
    """The figure for the counted among the applicable; only a drawn sample has an interval, and only from 10 up."""
    is_large_enough = len(of) >= FEWEST_FOR_A_PERCENTAGE
    return Figure(
        count=len(counted),
        applicable=len(of),
        not_applicable=not_applicable,
        not_recorded=not_recorded,
        not_answered=not_answered,
        proportion=len(counted) / len(of) if is_large_enough else None,
        interval=wilson(len(counted), len(of), CONFIDENCE) if is_large_enough and is_estimate else None,
        case_ids=tuple(dict.fromkeys(counted)),
        of_ids=tuple(dict.fromkeys(of)),
    )


def figure_of_counts(count: int, of: int) -> Figure:
    """The figure for counts of things that are not case files, with its interval from 10 up."""
    if of < FEWEST_FOR_A_PERCENTAGE:
        return Figure(count, of)
    return Figure(count, of, proportion=count / of, interval=wilson(count, of, CONFIDENCE))


def percent(proportion: float) -> str:
    """A proportion as a whole percentage, rounded half up; never 0% or 100% where it is not quite."""
    if 0 < proportion < 0.005:
        return "under 1%"
    if 0.995 <= proportion < 1:
        return "over 99%"
    return f"{int(proportion * 100 + 0.5)}%"
