"""One track of a journey as a lane: bars for where the child stood, marks beneath them for what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseaudit.web.drawings.marks import SHAPES, Mark, Moment, marks_of
from caseaudit.web.drawings.scale import TimeScale
from caseaudit.web.drawings.targets import TARGET, Target, targets_of
from caseaudit.web.drawings.text import width_of
from caseaudit.words import long_date, since

TITLE_HEIGHT = 22
BAR_HEIGHT = 24
BAR_GAP = 6
PADDING = 8
LABEL_SIZE = 13
BAR_LOOKS = {"now": "Open now", "then": "Open then", "closed": "Not open"}
_LEAST_BAR = 4
_INSET = 6


@dataclass(frozen=True)
class Period:
    """A stretch of a journey to be drawn as a bar; one that still runs has no end."""

    started_on: date
    ended_on: date | None
    title: str
    is_open: bool


@dataclass(frozen=True)
class Bar:
    """A period on the drawing; ``label`` is empty where the words do not fit inside."""

    left: float
    right: float
    label: str
    title: str
    is_open: bool
    runs_on: bool

    @property
    def look(self) -> str:
        """Which of BAR_LOOKS it is drawn as."""
        if not self.is_open:
            return "closed"
        return "now" if self.runs_on else "then"


@dataclass(frozen=True)
class MarkRow:
    """The marks of one shape, on one line of a lane, in the links they are pressed by."""

    shape: str
    y: float
    targets: tuple[Target, ...]
    height: int = TARGET

    @property
    def top(self) -> float:
        """Where the line begins."""
        return self.y - self.height / 2

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark of the line, the earliest first."""
        return tuple(mark for target in self.targets for mark in target.marks)


@dataclass(frozen=True)
class Lane:
    """One track from ``top`` to ``top + height``."""

    title: str
    top: float
    height: float
    bar_top: float
    bars: tuple[Bar, ...]
    rows: tuple[MarkRow, ...]


def lane(title: str, periods: Sequence[Period], moments: Sequence[Moment], scale: TimeScale, *, top: float) -> Lane:
    """The lane of one track, as tall as what is in it."""
    right = scale.right
    bar_top = top + TITLE_HEIGHT
    y = bar_top + (BAR_HEIGHT + BAR_GAP if periods else 0)
    rows = []
    for shape in SHAPES:
        alike = sorted((moment for moment in moments if moment.shape == shape), key=lambda moment: moment.on)
        if alike:
            places = [scale.place(moment.on) for moment in alike]
            targets = targets_of(marks_of(alike, places, right=right), right=right)
            rows.append(MarkRow(shape, y + TARGET / 2, targets))
            y += TARGET
    return Lane(title, top, y + PADDING - top, bar_top, bars_of(periods, scale), tuple(rows))


def bars_of(periods: Sequence[Period], scale: TimeScale) -> tuple[Bar, ...]:
    """Bars in the order of their dates, each at least wide enough to see and none covering the one before."""
    edge = scale.bands[-1].right
    in_order = sorted(periods, key=lambda period: (period.started_on, period.ended_on or date.max))
    spans: list[tuple[float, float]] = []
    for period in in_order:
        left = max(scale.place(period.started_on), spans[-1][1] if spans else 0.0)
        right = scale.place(period.ended_on) if period.ended_on else edge
        spans.append((left, max(right, left + _LEAST_BAR)))
    return tuple(
        _bar(period, left, right, scale.bands[-1].ended_on)
        for period, (left, right) in zip(in_order, _held_inside(spans, edge), strict=True)
    )


def _held_inside(spans: Sequence[tuple[float, float]], edge: float) -> list[tuple[float, float]]:
    held: list[tuple[float, float]] = []
    for left, right in reversed(spans):
        right = min(right, held[0][0] if held else edge)
        held.insert(0, (round(min(left, right - _LEAST_BAR), 1), round(right, 1)))
    return held


def _bar(period: Period, left: float, right: float, as_at: date) -> Bar:
    fits = width_of(period.title, LABEL_SIZE) + 2 * _INSET <= right - left
    label = period.title if fits else ""
    return Bar(left, right, label, _words(period, as_at), period.is_open, period.ended_on is None)


def _words(period: Period, as_at: date) -> str:
    if period.ended_on is None:
        return f"{period.title} {since(period.started_on, as_at)}"
    if period.ended_on == period.started_on:
        return f"{period.title} on {long_date(period.started_on)}"
    return f"{period.title}, {long_date(period.started_on)} to {long_date(period.ended_on)}"
