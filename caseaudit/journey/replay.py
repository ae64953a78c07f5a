"""Replays dated events on the tracks of the journey: where a child has been, where they are, what did not fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from caseaudit.definitions.journey import Journey
from caseaudit.journey.editions import Edition, compile_editions
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment
from caseaudit.machine import Way


@dataclass(frozen=True)
class Event:
    """A dated thing that happened in a child's life, named by the journey's trigger.

    ``codes`` has what the source coded about it, such as {"legal_status": "V2", "placement": "U6"}.
    """

    on: date
    trigger: str
    detail: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Misfit:
    """An event that does not fit the journey so far, and why, in a sentence for the auditor."""

    on: date
    track: str
    trigger: str
    state: str
    sentence: str


@dataclass(frozen=True)
class Stay:
    """A time spent in one state of a track; without ``ended_on`` the child is still there.

    ``is_open`` says whether help or care was under way in that state: a plan is open, "plan ended" is not.
    """

    track: str
    state: str
    title: str
    started_on: date
    ended_on: date | None
    is_open: bool


@dataclass(frozen=True)
class JourneySoFar:
    """Where events have taken a child by the date of the lists."""

    states: Mapping[str, str]
    stays: tuple[Stay, ...]
    misfits: tuple[Misfit, ...]
    level: str


def replay(events: Iterable[Event], journeys: Sequence[Journey], as_at: date) -> JourneySoFar:
    """The journey that events add up to on a date; each is read by the edition in force on its day.

    Events of one day are read in the order the edition gives, but one that does not fit waits for the others of its
    day, since lists hold dates and no times. An event before every edition is read by the oldest.
    """
    course = _Course(_compiled(tuple(journeys)), as_at)
    by_day: dict[date, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.on, []).append(event)
    for on in sorted(by_day):
        course.live(on, by_day[on])
    return course.so_far()


@lru_cache(maxsize=8)
def _compiled(journeys: tuple[Journey, ...]) -> tuple[Edition, ...]:
    return compile_editions(journeys)


class _Course:
    def __init__(self, editions: tuple[Edition, ...], as_at: date) -> None:
        self.editions = editions
        self.as_at = as_at
        self.place = 0
        self.edition = editions[0]
        self.states = {key: track.initial for key, track in self.edition.tracks.items()}
        self.since: dict[str, date] = {}
        self.stays: list[Stay] = []
        self.misfits: list[Misfit] = []

    def live(self, on: date, events: Sequence[Event]) -> None:
        if on > self.as_at:
            for event in sorted(events, key=self._place_in_the_day):
                self._misfit(event, "This is dated after the date of the lists.")
            return
        self._carry_over(on)
        waiting = sorted(events, key=self._place_in_the_day) if len(events) > 1 else list(events)
        while len(waiting) > 1:
            fits = (index for index, event in enumerate(waiting) if self._fits(event))
            self._take(waiting.pop(next(fits, 0)))
        self._take(waiting[0])

    def _place_in_the_day(self, event: Event) -> tuple[int, str, str, list[tuple[str, str]]]:
        rank = self.edition.rank
        return rank.get(event.trigger, len(rank)), event.trigger, event.detail, sorted(event.codes.items())

    def so_far(self) -> JourneySoFar:
        self._carry_over(self.as_at)
        for track in self.since:
            self._end_stay(track, None)
        order = list(self.edition.tracks)
        stays = sorted(self.stays, key=lambda stay: (order.index(stay.track), stay.started_on))
        return JourneySoFar(self.states, tuple(stays), tuple(self.misfits), self.edition.level_of(self.states))

    def _ways(self, event: Event) -> list[tuple[str, Way]]:
        found = []
        for track, table in self.edition.tables.get(event.trigger, ()):
            for way in table.get(self.states[track], ()):
                if not way.guards or self._agree(way.guards, event):
                    found.append((track, way))
                    break
        return found

    def _agree(self, guards: Sequence[str], event: Event) -> bool:
        moment = Moment(event.on, self.as_at, event.codes)
        return all(JOURNEY_GUARDS[guard](moment) for guard in guards)

    def _fits(self, event: Event) -> bool:
        ways = self._ways(event)
        return bool(ways) and not any(way.step.finding for _, way in ways)

    def _take(self, event: Event) -> None:
        ways = self._ways(event)
        if not ways:
            self._misfit(event, self.edition.why_not(event.trigger, self.states))
        for track, way in ways:
            if way.step.finding:
                self.misfits.append(Misfit(event.on, track, event.trigger, self.states[track], way.step.finding))
            self._move(track, way.to, event.on)

    def _move(self, track: str, state: str, on: date) -> None:
        if state == self.states[track]:
            return
        if track in self.since:
            self._end_stay(track, on)
            del self.since[track]
        self.states[track] = state
        if state != self.edition.tracks[track].initial:
            self.since[track] = on

    def _end_stay(self, track: str, on: date | None) -> None:
        state = self.edition.states[track][self.states[track]]
        self.stays.append(Stay(track, state.name, state.title, self.since[track], on, state.is_open))

    def _misfit(self, event: Event, sentence: str) -> None:
        track = next((found for found in (e.home.get(event.trigger) for e in self.editions) if found), "")
        self.misfits.append(Misfit(event.on, track, event.trigger, self.states.get(track, ""), sentence))

    def _carry_over(self, on: date) -> None:
        while self.place + 1 < len(self.editions) and self.editions[self.place + 1].in_force_from <= on:
            self.place += 1
            self.edition = self.editions[self.place]
            self.states = {
                key: track.carried_over.get(self.states.get(key, track.initial), self.states.get(key, track.initial))
                for key, track in self.edition.tracks.items()
            }
