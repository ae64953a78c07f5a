"""Time on a journey drawing: the last six months wide, the eighteen before narrower, earlier years pressed together.

Inspectors judge a file on its last six months and read back two years, so those get the room; each change of scale
is a band of its own with a caption, never a silent bend in the axis.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from caseaudit.web.drawings.text import width_of

RECENT_MONTHS = 6
LOOK_BACK_MONTHS = 24
TICK_SIZE = 12
_SHARE_AHEAD = 0.18
_GAP = 6
_BOLD = 1.08


@dataclass(frozen=True)
class Band:
    """A stretch of time drawn at one scale between two places on the drawing."""

    started_on: date
    ended_on: date
    left: float
    right: float
    caption: str

    def place(self, on: date) -> float:
        """Where a date falls, held inside the band."""
        days = max((self.ended_on - self.started_on).days, 1)
        share = min(max((on - self.started_on).days / days, 0.0), 1.0)
        return round(self.left + share * (self.right - self.left), 1)


@dataclass(frozen=True)
class Tick:
    """A mark on the axis; ``label`` is empty where there is no room for words."""

    x: float
    label: str


@dataclass(frozen=True)
class TimeScale:
    """The bands of a drawing up to its date, earliest first, and one for what is still to come if anything is."""

    bands: tuple[Band, ...]
    ahead: Band | None = None

    @property
    def right(self) -> float:
        """Where the drawing ends."""
        return self.ahead.right if self.ahead else self.bands[-1].right

    def place(self, on: date) -> float:
        """Where a date falls; dates outside the drawing are held at its edges."""
        last = self.ahead if self.ahead and on > self.ahead.started_on else self.bands[-1]
        band = next((band for band in self.bands if on < band.ended_on), last)
        return band.place(on)

    def ticks(self) -> tuple[Tick, ...]:
        """Years, quarters or months of each band, labelled from the right for as long as labels stay apart."""
        kept: list[Tick] = []
        limit = self.bands[-1].right
        for x, label in sorted(self._wanted(), reverse=True):
            fits = x + width_of(label, TICK_SIZE) + _GAP <= limit
            kept.append(Tick(x, label if fits else ""))
            limit = x if fits else limit
        return tuple(reversed(kept))

    def _wanted(self) -> Iterator[tuple[float, str]]:
        for band, (months, words) in zip(self.bands, _RHYTHMS[-len(self.bands) :], strict=True):
            on = _next_start(band.started_on, months)
            while on < band.ended_on:
                yield band.place(on), words(on)
                on = months_before(on, -months)


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, or the last day that month has."""
    count = on.year * 12 + on.month - 1 - months
    year, month = divmod(count, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(on.day, last))


def time_scale(first_on: date, as_at: date, *, left: float, right: float, last_on: date | None = None) -> TimeScale:
    """A scale from the first date to the as-at date, with only the bands that hold something.

    A ``last_on`` after the as-at date gets a band of its own for the days between.
    """
    if last_on is not None and last_on > as_at:
        room = round((right - left) * _SHARE_AHEAD, 1)
        ahead = Band(as_at, last_on, right - room, right, _fitting("Ahead", room))
        return TimeScale(time_scale(first_on, as_at, left=left, right=right - room).bands, ahead)
    recent_from = months_before(as_at, RECENT_MONTHS)
    look_back_from = months_before(as_at, LOOK_BACK_MONTHS)
    parts = [(recent_from, as_at, 0.46, "Last 6 months")]
    if first_on < recent_from:
        parts.insert(0, (look_back_from, recent_from, 0.32, "18 months before"))
    if first_on < look_back_from:
        parts.insert(0, (date(first_on.year, 1, 1), look_back_from, 0.22, "Earlier"))
    unit = (right - left) / sum(share for _, _, share, _ in parts)
    bands = []
    for started_on, ended_on, share, caption in parts:
        end = left + unit * share
        bands.append(Band(started_on, ended_on, round(left, 1), round(end, 1), _fitting(caption, end - left)))
        left = end
    return TimeScale(tuple(bands))


def _fitting(caption: str, room: float) -> str:
    words = caption.split()
    while words and width_of(" ".join(words), TICK_SIZE) * _BOLD + _GAP > room:
        words.pop()
    return " ".join(words)


def _next_start(on: date, months: int) -> date:
    start = date(on.year, on.month - (on.month - 1) % months, 1)
    return start if start == on else months_before(start, -months)


def _year(on: date) -> str:
    return str(on.year)


def _month_or_year(on: date) -> str:
    return str(on.year) if on.month == 1 else f"{on:%b}"


_RHYTHMS: tuple[tuple[int, Callable[[date], str]], ...] = ((12, _year), (3, _month_or_year), (1, _month_or_year))
