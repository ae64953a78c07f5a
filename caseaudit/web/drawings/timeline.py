"""A child's journey as a drawing and as the same words in rows: a lane a track, bars for stays, marks for dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseaudit.definitions.journey import Journey
from caseaudit.journey.replay import Event, JourneySoFar, Misfit, Stay
from caseaudit.web.drawings.lanes import BAR_LOOKS, Lane, Period, lane
from caseaudit.web.drawings.marks import SHAPES, Moment, shape_of
from caseaudit.web.drawings.scale import Tick, TimeScale, time_scale
from caseaudit.words import count_of, in_words, long_date, since

WIDTHS = (288, 600, 920)
AXIS_HEIGHT = 40
ARROW = 10
_MARGIN = 8
_OTHER = "other"


@dataclass(frozen=True)
class PeriodRow:
    """A stay in words, for the table beneath the drawing."""

    track: str
    title: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class EventRow:
    """An event in words; ``misfit`` says why it does not fit the journey, and is empty where it does."""

    on: date
    track: str
    title: str
    detail: str
    misfit: str
    anchor: str = ""


@dataclass(frozen=True)
class DueDay:
    """The day a time limit fell or falls due: the event that started it, how it came out, and the row that tells it."""

    on: date
    trigger: str
    shape: str
    title: str
    anchor: str


@dataclass(frozen=True)
class Panel:
    """The drawing at one width."""

    width: int
    height: float
    scale: TimeScale
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class TimelineDrawing:
    """Everything a page needs to show a journey: the drawing at each width, narrowest first, its words and its rows."""

    title: str
    description: str
    as_at: date
    panels: tuple[Panel, ...]
    shapes: Mapping[str, str]
    periods: tuple[PeriodRow, ...]
    events: tuple[EventRow, ...]

    @property
    def misfits(self) -> int:
        """How many events do not fit the journey."""
        return sum(1 for event in self.events if event.misfit)

    @property
    def looks(self) -> Mapping[str, str]:
        """The kinds of bar that are drawn, with their words for the key."""
        drawn = {bar.look for lane in self.panels[-1].lanes for bar in lane.bars}
        return {look: words for look, words in BAR_LOOKS.items() if look in drawn}

    @property
    def has_changes_of_scale(self) -> bool:
        """Whether some stretch of time is drawn larger than another."""
        return len(self.panels[-1].scale.bands) > 1

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.periods and not self.events


@dataclass(frozen=True)
class _Placed:
    """An event with the key of the track it belongs to."""

    event: Event
    track: str
    misfit: str
    anchor: str


def timeline(
    journey: JourneySoFar,
    events: Iterable[Event],
    as_at: date,
    journeys: Sequence[Journey] = (),
    due: Sequence[DueDay] = (),
) -> TimelineDrawing:
    """The journey so far up to the as-at date; ``journeys`` gives tracks and events their words and their order.

    ``due`` marks the days of time limits, also those still to come.
    """
    words = _Words(journeys)
    placed = _placed(events, journey.misfits, words)
    lanes = _lanes_of(journey.stays, placed, due, words)
    first_on = min([as_at, *(stay.started_on for stay in journey.stays), *(it.event.on for it in placed)])
    last_on = max((day.on for day in due), default=as_at)
    shapes = {moment.shape for _, _, moments in lanes for moment in moments}
    return TimelineDrawing(
        title=f"Journey to {long_date(as_at)}",
        description=_description(journey.stays, placed, as_at),
        as_at=as_at,
        panels=tuple(_panel(lanes, (first_on, as_at, last_on), width=width) for width in WIDTHS),
        shapes={shape: meaning for shape, meaning in SHAPES.items() if shape in shapes},
        periods=tuple(
            PeriodRow(words.track(stay.track), stay.title, stay.started_on, stay.ended_on)
            for stay in sorted(journey.stays, key=lambda stay: stay.started_on, reverse=True)
        ),
        events=tuple(
            EventRow(
                it.event.on, words.track(it.track), words.event(it.event.trigger), it.event.detail, it.misfit, it.anchor
            )
            for it in reversed(placed)
        ),
    )


class _Words:
    """What the editions of the journey call tracks and events, the newest edition first."""

    def __init__(self, journeys: Sequence[Journey]) -> None:
        self._newest_first = tuple(reversed(journeys))
        self._tracks = {track.key: track.title for journey in journeys for track in journey.tracks}
        self._events = {key: title for journey in journeys for key, title in journey.triggers.items()}
        self._homes: dict[str, str] = {}
        for journey in self._newest_first:
            for trigger in journey.triggers:
                self._homes.setdefault(trigger, journey.home_of(trigger) or _OTHER)

    def track(self, key: str) -> str:
        return self._tracks.get(key) or _in_words(key)

    def event(self, trigger: str) -> str:
        return self._events.get(trigger) or _in_words(trigger)

    def home(self, trigger: str) -> str:
        return self._homes.get(trigger, _OTHER)

    def order(self, track: str) -> int:
        keys = list(dict.fromkeys(track.key for journey in self._newest_first for track in journey.tracks))
        return keys.index(track) if track in keys else len(keys)


def _in_words(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _placed(events: Iterable[Event], misfits: Iterable[Misfit], words: _Words) -> list[_Placed]:
    strays = {(misfit.on, misfit.trigger): misfit for misfit in misfits}
    found = []
    for number, event in enumerate(sorted(events, key=lambda event: event.on), start=1):
        stray = strays.get((event.on, event.trigger))
        track = stray.track if stray else words.home(event.trigger)
        found.append(_Placed(event, track, stray.sentence if stray else "", f"event-{number}"))
    return found


def _lanes_of(
    stays: Sequence[Stay], placed: Sequence[_Placed], due: Sequence[DueDay], words: _Words
) -> list[tuple[str, list[Period], list[Moment]]]:
    edges = {(stay.track, on) for stay in stays for on in (stay.started_on, stay.ended_on)}
    keys = dict.fromkeys(
        [*(stay.track for stay in stays), *(it.track for it in placed), *(words.home(day.trigger) for day in due)]
    )
    lanes = []
    for key in sorted(keys, key=words.order):
        periods = [Period(s.started_on, s.ended_on, s.title, s.is_open) for s in stays if s.track == key]
        moments = [
            Moment(it.event.on, _shape(it), words.event(it.event.trigger), it.anchor)
            for it in placed
            # A step that begins or ends a stay is the edge of its bar already.
            if it.track == key and (_shape(it) != "step" or (key, it.event.on) not in edges)
        ]
        moments += [Moment(d.on, d.shape, d.title, d.anchor) for d in due if words.home(d.trigger) == key]
        lanes.append((words.track(key), periods, moments))
    return lanes


def _shape(placed: _Placed) -> str:
    return "misfit" if placed.misfit else shape_of(placed.event.trigger)


def _panel(
    lanes: Sequence[tuple[str, list[Period], list[Moment]]], dates: tuple[date, date, date], *, width: int
) -> Panel:
    first_on, as_at, last_on = dates
    scale = time_scale(first_on, as_at, left=_MARGIN, right=width - _MARGIN - ARROW, last_on=last_on)
    drawn: list[Lane] = []
    y = float(AXIS_HEIGHT)
    for title, periods, moments in lanes:
        drawn.append(lane(title, periods, moments, scale, top=y))
        y += drawn[-1].height
    return Panel(width, y + _MARGIN, scale, scale.ticks(), tuple(drawn))


def _description(stays: Sequence[Stay], placed: Sequence[_Placed], as_at: date) -> str:
    now = [f"{stay.title} {since(stay.started_on, as_at)}" for stay in stays if stay.is_open and not stay.ended_on]
    misfits = sum(1 for it in placed if it.misfit)
    parts = [f"Open now: {in_words(now)}." if now else "Nothing is open now."]
    parts.append(f"{count_of(len(placed), 'event')} in all.")
    if misfits:
        parts.append(f"{count_of(misfits, 'event does', 'events do')} not fit the journey.")
    return " ".join(parts)
