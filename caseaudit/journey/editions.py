"""An edition of the journey compiled into plain tables, so that a whole council is replayed in seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseaudit.definitions.journey import Journey, Track, TrackState
from caseaudit.machine import Way, compile_track

_Table = Mapping[str, tuple[Way, ...]]


@dataclass(frozen=True)
class Edition:
    """One edition, ready to be asked what an event does from where a child is."""

    journey: Journey
    in_force_from: date
    tracks: Mapping[str, Track]
    states: Mapping[str, Mapping[str, TrackState]]
    tables: Mapping[str, tuple[tuple[str, _Table], ...]]
    rank: Mapping[str, int]
    home: Mapping[str, str]

    def level_of(self, states: Mapping[str, str]) -> str:
        """The highest case level that these states, one to a track, put a child at."""
        places = {f"{track}.{state}" for track, state in states.items()}
        *levels, lowest = self.journey.levels
        return next((level.key for level in levels if not places.isdisjoint(level.any_of)), lowest.key)

    def why_not(self, trigger: str, states: Mapping[str, str]) -> str:
        """The sentence for an event that changes nothing from where a child is."""
        what = self.journey.triggers.get(trigger)
        if what is None:
            return f"In those years there was no such event ({self.journey.title})."
        track = self.tracks[self.home[trigger]]
        state = self.states[track.key][states[track.key]]
        return f"“{what}” does not follow from “{state.title}” ({track.title.lower()}), so it changed nothing."


def compile_editions(journeys: Sequence[Journey]) -> tuple[Edition, ...]:
    """The editions oldest first, each compiled from the machines of its tracks."""
    return tuple(_compile(journey) for journey in sorted(journeys, key=lambda journey: journey.in_force_from))


def _compile(journey: Journey) -> Edition:
    by_trigger: dict[str, dict[str, dict[str, tuple[Way, ...]]]] = {}
    for track in journey.tracks:
        for (state, trigger), ways in compile_track(track).items():
            by_trigger.setdefault(trigger, {}).setdefault(track.key, {})[state] = ways
    return Edition(
        journey=journey,
        in_force_from=journey.in_force_from,
        tracks={track.key: track for track in journey.tracks},
        states={track.key: {state.name: state for state in track.states} for track in journey.tracks},
        tables={trigger: tuple(tables.items()) for trigger, tables in by_trigger.items()},
        rank={trigger: place for place, trigger in enumerate(journey.same_day_order)},
        home={trigger: journey.home_of(trigger) or "" for trigger in by_trigger},
    )
