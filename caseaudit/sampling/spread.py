"""A sample beside its frame, trait by trait, so that a lopsided draw is seen before anyone opens a file."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

NOT_RECORDED = "Not recorded"
UNBORN = "Unborn"

# The Department for Education's age bands in its statistics on children in need and looked after.
AGE_BANDS: tuple[tuple[float, str], ...] = (
    (1, "Under 1"),
    (5, "1 to 4"),
    (10, "5 to 9"),
    (16, "10 to 15"),
    (18, "16 and 17"),
    (float("inf"), "18 and over"),
)


@dataclass(frozen=True)
class CaseTraits:
    """What is compared about a case file of the frame, and whether it is in the sample."""

    level: str
    team: str | None
    age: float | None
    is_unborn: bool
    sex: str | None
    is_sampled: bool


@dataclass(frozen=True)
class SpreadRow:
    """How many case files of the frame and of the sample share one value."""

    value: str
    frame: int
    sample: int


@dataclass(frozen=True)
class Spread:
    """Every value of one trait: "level", "team", "age" or "sex"; level values are keys for the page to put in words."""

    trait: str
    rows: tuple[SpreadRow, ...]

    @property
    def frame_cases(self) -> int:
        """How many case files the frame has."""
        return sum(row.frame for row in self.rows)

    @property
    def sample_cases(self) -> int:
        """How many case files the sample has."""
        return sum(row.sample for row in self.rows)


def age_band(age: float | None, is_unborn: bool) -> str:
    """The band an age in years falls in."""
    if is_unborn:
        return UNBORN
    if age is None:
        return NOT_RECORDED
    return next(title for below, title in AGE_BANDS if age < below)


def spreads_of(cases: Sequence[CaseTraits]) -> tuple[Spread, ...]:
    """One spread for each trait; levels with most case files first, teams and sexes by name, ages from young to old."""
    return (
        _spread("level", cases, lambda case: case.level, by_size=True),
        _spread("team", cases, lambda case: case.team or NOT_RECORDED),
        _spread("age", cases, lambda case: age_band(case.age, case.is_unborn), order=_AGE_ORDER),
        _spread("sex", cases, lambda case: case.sex or NOT_RECORDED),
    )


_AGE_ORDER = (UNBORN, *(title for _, title in AGE_BANDS), NOT_RECORDED)


def _spread(
    trait: str,
    cases: Iterable[CaseTraits],
    value_of: Callable[[CaseTraits], str],
    *,
    by_size: bool = False,
    order: Sequence[str] = (),
) -> Spread:
    frame: Counter[str] = Counter()
    sample: Counter[str] = Counter()
    for case in cases:
        frame[value_of(case)] += 1
        sample[value_of(case)] += case.is_sampled

    def place(value: str) -> tuple[int, bool, str]:
        if order:
            return order.index(value), False, value
        return -frame[value] if by_size else 0, value == NOT_RECORDED, value

    return Spread(trait, tuple(SpreadRow(value, frame[value], sample[value]) for value in sorted(frame, key=place)))
