"""Replaying journeys: ours beside `transitions` driven event by event, and beside a bare look-up in a dictionary."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from time import process_time
from typing import Any

from caseaudit.bench.figures import Figure, seconds_in_words
from caseaudit.bench.lives import AS_AT, lives
from caseaudit.definitions.journey import Journey
from caseaudit.definitions.library import read_definitions
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment
from caseaudit.journey.replay import Event, replay
from caseaudit.machine import Driven, DrivenByModels, compile_track

CHILDREN = 200_000
FASTER_THAN_TRANSITIONS = 15
SLOWER_THAN_LOOKING_UP = 5
ABOUT_JOURNEY = (
    "Invented events, about ten to a child, are put together into journeys. Beside it transitions, the library that "
    "the tracks are defined with, is told each event in turn: as its documentation has it, a model for each child, and "
    "as lean as it can be, one model a track used again for everybody. And each event is only looked up in a "
    f"dictionary, which keeps nothing of it. The aims are {FASTER_THAN_TRANSITIONS} times the speed of the library and "
    f"at most {SLOWER_THAN_LOOKING_UP} times as long as the look-up, so that the journeys of a whole council take "
    "seconds."
)
_AT_A_TIME = 2_000
# Driving the library over everybody would take minutes; its time grows with each event and nothing else.
_DRIVEN = 10
_Life = Sequence[Event]


@dataclass
class _Clock:
    events: int = 0
    seconds: float = 0.0
    ends: list[Mapping[str, str]] = field(default_factory=list)

    def time(self, work: Callable[[_Life], Mapping[str, str]], batch: Sequence[_Life]) -> None:
        began = process_time()
        self.ends = [work(life) for life in batch]
        self.seconds += process_time() - began
        self.events += sum(map(len, batch))

    @property
    def rate(self) -> float:
        return self.events / self.seconds


def bench_journey(children: int = CHILDREN) -> Iterator[Figure]:
    """Replay the lives of so many children each way, a batch at a time so that all of them meet the same machine."""
    journeys = read_definitions().journeys
    ours, reused, ordinary, looked_up = _Clock(), _Clock(), _Clock(), _Clock()
    one_model, a_model_a_child, table = (
        one_model_for_all(journeys[-1]),
        a_model_each(journeys[-1]),
        _table(journeys[-1]),
    )
    everybody = lives(children)
    while batch := list(islice(everybody, _AT_A_TIME)):
        some = batch[:: min(_DRIVEN, len(batch))]
        ours.time(lambda life: replay(life, journeys, AS_AT).states, batch)
        looked_up.time(table, batch)
        reused.time(one_model, some)
        ordinary.time(a_model_a_child, some)
    said = f"{ours.events:,} events of {children:,} children in {seconds_in_words(ours.seconds)} of processor"
    yield Figure("Events read a second", f"{ours.rate:,.0f}", said)
    yield _faster("Beside transitions, a model a child", ours, ordinary)
    yield _faster("Beside transitions, one model used again", ours, reused)
    slower = looked_up.rate / ours.rate
    yield Figure(
        "Beside only looking each event up",
        f"{ours.rate:,.0f}",
        f"{looked_up.rate:,.0f} a second",
        f"{slower:.1f} times as long",
        f"at most {SLOWER_THAN_LOOKING_UP} times as long",
        slower <= SLOWER_THAN_LOOKING_UP,
    )


def _faster(what: str, ours: _Clock, driven: _Clock) -> Figure:
    faster = ours.rate / driven.rate
    return Figure(
        what,
        f"{ours.rate:,.0f}",
        f"{driven.rate:,.0f} a second, over {driven.events:,} of the events",
        f"{faster:.1f} times as fast",
        f"at least {FASTER_THAN_TRANSITIONS} times as fast",
        faster >= FASTER_THAN_TRANSITIONS,
    )


def one_model_for_all(journey: Journey) -> Callable[[_Life], Mapping[str, str]]:
    """`transitions` as lean as it can be: a model a track, set back for each child."""
    drivers = {track.key: Driven(track, _GUARDS) for track in journey.tracks}
    tracks_of = _tracks_of(journey)

    def live(life: _Life) -> Mapping[str, str]:
        for driver in drivers.values():
            driver.begin()
        for event in life:
            for track in tracks_of[event.trigger]:
                drivers[track].take(event.trigger, event)
        return {key: driver.state for key, driver in drivers.items()}

    return live


def a_model_each(journey: Journey) -> Callable[[_Life], Mapping[str, str]]:
    """`transitions` as its own documentation has it: each child a model, added to a track's machine when it begins."""
    machines = {track.key: DrivenByModels(track, _GUARDS) for track in journey.tracks}
    initial = {track.key: track.initial for track in journey.tracks}
    tracks_of = _tracks_of(journey)

    def live(life: _Life) -> Mapping[str, str]:
        models: dict[str, Any] = {}
        for event in life:
            for track in tracks_of[event.trigger]:
                if track not in models:
                    models[track] = machines[track].add()
                models[track].trigger(event.trigger, event)
        for track, model in models.items():
            machines[track].remove(model)
        return initial | {track: str(model.state) for track, model in models.items()}

    return live


def _tracks_of(journey: Journey) -> Mapping[str, Sequence[str]]:
    return {
        trigger: [track.key for track in journey.tracks if any(step.trigger == trigger for step in track.steps)]
        for trigger in journey.triggers
    }


def _asked_of_an_event(guard: Callable[[Moment], bool]) -> Callable[[Event], bool]:
    return lambda event: guard(Moment(event.on, AS_AT, event.codes))


_GUARDS = {name: _asked_of_an_event(guard) for name, guard in JOURNEY_GUARDS.items()}


def _table(journey: Journey) -> Callable[[_Life], Mapping[str, str]]:
    initial = {track.key: track.initial for track in journey.tracks}
    home = {trigger: journey.home_of(trigger) or "" for trigger in journey.triggers}
    leads_to = {
        (track.key, state, trigger): ways[0].to
        for track in journey.tracks
        for (state, trigger), ways in compile_track(track).items()
    }

    def live(life: _Life) -> Mapping[str, str]:
        states = dict(initial)
        for event in life:
            track = home[event.trigger]
            state = states[track]
            states[track] = leads_to.get((track, state, event.trigger), state)
        return states

    return live
