"""Replays dated events on the tracks of the journey: where a child has been, where they are, what did not fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from caseaudit.definitions.journey import Journey
from caseaudit.journey.editions import Edition, compile_editions
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment
from caseaudit.machine import Way


@dataclass(frozen=True, slots=True)
class Event:
    """A dated thing that happened in a child's life, named by the journey's trigger.

    ``codes`` has what the source coded about it, such as {"legal_status": "V2", "placement": "U6"}.
    """

    on: date
    trigger: str
    detail: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Misfit:
    """An event that does not fit the journey so far, and why, in a sentence for the auditor."""

    on: date
    track: str
    trigger: str
    state: str
    sentence: str


class Stay(NamedTuple):
    """A time spent in one state of a track; without ``ended_on`` the child is still there.

    ``is_open`` says whether help or care was under way in that state: a plan is open, "plan ended" is not.
    """

    track: str
    state: str
    title: str
    started_on: date
    ended_on: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
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
    in_order = sorted(events, key=_day)
    course = _Course(_compiled(tuple(journeys)), as_at, in_order[0].on if in_order else as_at)
    course.live(in_order)
    return course.so_far()


_day = attrgetter("on")
_NEVER = date(9999, 12, 31)


@lru_cache(maxsize=8)
def _compiled(journeys: tuple[Journey, ...]) -> tuple[Edition, ...]:
    return compile_editions(journeys)


class _Course:
    # A large council has millions of events, so the way of one alone on its day through `live` and `_take` is short.

    def __init__(self, editions: tuple[Edition, ...], as_at: date, first_on: date) -> None:
        self.editions = editions
        self.as_at = as_at
        self.place = 0
        if first_on <= as_at:
            while self.place + 1 < len(editions) and editions[self.place + 1].in_force_from <= first_on:
                self.place += 1
        self.edition = editions[self.place]
        self.next_from = self._next_from()
        self.states = dict(self.edition.fresh)
        self.since: dict[str, date] = {}
        self.stays: dict[str, list[Stay]] = {}
        self.misfits: list[Misfit] = []

    def live(self, events: Sequence[Event]) -> None:
        at, end = 0, len(events)
        while at < end:
            first = at
            on = events[first].on
            at += 1
            while at < end and events[at].on == on:
                at += 1
            if on > self.as_at:
                self._not_yet(events[first:at])
                continue
            if on >= self.next_from:
                self._carry_over(on)
            if at - first == 1:
                self._take(events[first])
            else:
                self._live_day(events[first:at])

    def so_far(self) -> JourneySoFar:
        if self.as_at >= self.next_from:
            self._carry_over(self.as_at)
        for track, since in self.since.items():
            self._end_stay(track, self.states[track], since, None)
        stays = [stay for track in self.edition.tracks if track in self.stays for stay in self.stays[track]]
        return JourneySoFar(self.states, tuple(stays), tuple(self.misfits), self.edition.level_of(self.states))

    def _not_yet(self, events: Sequence[Event]) -> None:
        for event in sorted(events, key=self._place_in_the_day):
            self._misfit(event, "This is dated after the date of the lists.")

    def _live_day(self, events: Sequence[Event]) -> None:
        waiting = sorted(events, key=self._place_in_the_day)
        while len(waiting) > 1:
            fits = (index for index, event in enumerate(waiting) if self._fits(event))
            self._take(waiting.pop(next(fits, 0)))
        self._take(waiting[0])

    def _place_in_the_day(self, event: Event) -> tuple[int, str, str, list[tuple[str, str]]]:
        rank = self.edition.rank
        return rank.get(event.trigger, len(rank)), event.trigger, event.detail, sorted(event.codes.items())

    def _way(self, ways: Sequence[Way], event: Event) -> Way | None:
        for way in ways:
            if not way.guards or self._agree(way.guards, event):
                return way
        return None

    def _agree(self, guards: Sequence[str], event: Event) -> bool:
        moment = Moment(event.on, self.as_at, event.codes)
        return all(JOURNEY_GUARDS[guard](moment) for guard in guards)

    def _fits(self, event: Event) -> bool:
        tables = self.edition.tables.get(event.trigger, ())
        ways = [self._way(table.get(self.states[track], ()), event) for track, table in tables]
        return any(ways) and not any(way.step.finding for way in ways if way)

    def _take(self, event: Event) -> None:
        is_misfit = True
        for track, table in self.edition.tables.get(event.trigger, ()):
            state = self.states[track]
            way = self._way(table.get(state, ()), event)
            if way is None:
                continue
            is_misfit = False
            if way.step.finding:
                self.misfits.append(Misfit(event.on, track, event.trigger, state, way.step.finding))
            if way.to != state:
                self._move(track, state, way.to, event.on)
        if is_misfit:
            self._misfit(event, self.edition.why_not(event.trigger, self.states))

    def _move(self, track: str, state: str, to: str, on: date) -> None:
        since = self.since.pop(track, None)
        if since is not None:
            self._end_stay(track, state, since, on)
        self.states[track] = to
        if to != self.edition.initial[track]:
            self.since[track] = on

    def _end_stay(self, track: str, state: str, since: date, on: date | None) -> None:
        known = self.edition.states[track][state]
        stay = Stay(track, state, known.title, since, on, known.is_open)
        self.stays.setdefault(track, []).append(stay)

    def _misfit(self, event: Event, sentence: str) -> None:
        track = next((found for found in (e.home.get(event.trigger) for e in self.editions) if found), "")
        self.misfits.append(Misfit(event.on, track, event.trigger, self.states.get(track, ""), sentence))

    def _carry_over(self, on: date) -> None:
        while on >= self.next_from and self.place + 1 < len(self.editions):
            self.place += 1
            self.edition = self.editions[self.place]
            self.next_from = self._next_from()
            self.states = self.edition.carried_over(self.states)

    def _next_from(self) -> date:
        following = self.editions[self.place + 1 : self.place + 2]
        return following[0].in_force_from if following else _NEVER
