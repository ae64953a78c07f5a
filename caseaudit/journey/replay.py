"""Replays dated events on the tracks of the journey: where a child has been, where they are, what did not fit."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from caseaudit.definitions.journey import Journey
from caseaudit.journey.editions import compile_editions
from caseaudit.journey.guards import Moment
from caseaudit.journey.standing import Standings, Step


@dataclass(frozen=True, slots=True)
class Event:
    """A dated thing that happened in a child's life, named by the journey's trigger.

    ``codes`` has what the source coded about it, such as {"legal_status": "V2", "placement": "U6"}.
    """

    on: date
    trigger: str
    detail: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


class Misfit(NamedTuple):
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


class JourneySoFar(NamedTuple):
    """Where events have taken a child by the date of the lists."""

    states: Mapping[str, str]
    stays: tuple[Stay, ...]
    misfits: tuple[Misfit, ...]
    level: str


def replay(
    events: Iterable[Event], journeys: Sequence[Journey], as_at: date, begins: date | None = None
) -> JourneySoFar:
    """The journey that events add up to on a date; each is read by the edition in force on its day.

    Events of one day are read in the order the edition gives, but one that does not fit waits for the others of its
    day, since lists hold dates and no times. An event before every edition is read by the oldest.

    ``begins`` is the first day the lists could show what leads to an event; six months back, if nothing is said.
    """
    in_order = sorted(events, key=_day)
    days = [event.on for event in in_order]
    known = bisect_right(days, as_at)
    course = _Course(_standings(tuple(journeys)), as_at, days[0] if known else as_at, begins)
    course.live(in_order[:known], [*days, _NEVER])
    return course.so_far(in_order[known:])


_day = attrgetter("on")
_first_day = attrgetter("edition.in_force_from")
_NEVER = date.max
_AHEAD = "This is dated after the date of the lists."


@lru_cache(maxsize=8)
def _standings(journeys: tuple[Journey, ...]) -> tuple[Standings, ...]:
    return tuple(Standings(edition) for edition in compile_editions(journeys))


class _Course:
    # A large council has millions of events, so the way of one alone on its day through `live` is short.

    __slots__ = ("as_at", "begins", "in_force", "later", "misfits", "next_from", "since", "standing", "stays")

    def __init__(self, editions: tuple[Standings, ...], as_at: date, first_on: date, begins: date | None) -> None:
        next_one = bisect_right(editions, first_on, 1, key=_first_day)
        self.as_at = as_at
        self.begins = begins
        self.in_force = editions[next_one - 1]
        self.later = editions[next_one:]
        self.next_from = _first_day(self.later[0]) if self.later else _NEVER
        self.standing = self.in_force.fresh
        self.since: dict[str, date] = {}
        self.stays: list[Stay] = []
        self.misfits: list[Misfit] = []

    def live(self, events: Sequence[Event], days: Sequence[date]) -> None:
        at, end = 0, len(events)
        while at < end:
            on = days[at]
            if on >= self.next_from:
                self._carry_over(on)
            if days[at + 1] == on:
                first, at = at, bisect_right(days, on, at, end)
                self._live_day(events[first:at])
                continue
            event = events[at]
            step = self.standing[event.trigger]
            if not step.is_quiet:
                self._take(step, event)
            at += 1

    def so_far(self, ahead: Sequence[Event]) -> JourneySoFar:
        if self.as_at >= self.next_from:
            self._carry_over(self.as_at)
        edition, states = self.in_force.edition, self.standing.states
        if ahead:
            self._note_ahead(ahead)
        for track, since in self.since.items():
            state = edition.states[track][states[track]]
            self.stays.append(Stay(track, state.name, state.title, since, None, state.is_open))
        self.stays.sort(key=lambda stay: edition.place[stay.track])
        return JourneySoFar(states, tuple(self.stays), tuple(self.misfits), self.standing.level)

    def _note_ahead(self, events: Sequence[Event]) -> None:
        edition, states = self.in_force.edition, self.standing.states
        for event in sorted(self._in_the_order_of_a_day(events), key=_day):
            track = edition.home.get(event.trigger, "")
            self.misfits.append(Misfit(event.on, track, event.trigger, states.get(track, ""), _AHEAD))

    def _live_day(self, events: Sequence[Event]) -> None:
        waiting = self._in_the_order_of_a_day(events)
        while waiting:
            fitting = (at for at, event in enumerate(waiting) if self._fits(event))
            event = waiting.pop(next(fitting, 0))
            self._take(self.standing[event.trigger], event)

    def _fits(self, event: Event) -> bool:
        step = self.standing[event.trigger]
        return not (step.taken(self._moment(event)) if step.otherwise else step).doubts

    def _in_the_order_of_a_day(self, events: Sequence[Event]) -> list[Event]:
        rank = self.in_force.edition.rank
        last = len(rank)
        ranks = [rank.get(event.trigger, last) for event in events]
        if len(set(ranks)) == len(ranks):
            return [event for _, event in sorted(zip(ranks, events, strict=True))]
        return sorted(
            events,
            key=lambda event: (
                rank.get(event.trigger, last),
                event.trigger,
                event.detail,
                sorted(event.codes.items()),
            ),
        )

    def _take(self, step: Step, event: Event) -> None:
        if step.otherwise:
            step = step.taken(self._moment(event))
        on = event.on
        for track, state, title, is_open, is_stay in step.moves:
            began = self.since.pop(track, None)
            if began is not None:
                self.stays.append(Stay(track, state, title, began, on, is_open))
            if is_stay:
                self.since[track] = on
        for track, state, sentence in step.doubts:
            self.misfits.append(Misfit(on, track, event.trigger, state, sentence))
        self.standing = step.to

    def _moment(self, event: Event) -> Moment:
        return Moment(event.on, self.as_at, event.codes, self.begins)

    def _carry_over(self, on: date) -> None:
        while self.later and on >= self.next_from:
            self.in_force, self.later = self.later[0], self.later[1:]
            self.next_from = _first_day(self.later[0]) if self.later else _NEVER
            self.standing = self.in_force.at(self.in_force.edition.carried_over(self.standing.states))
