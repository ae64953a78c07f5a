"""An edition of the journey compiled into plain tables, so that a whole council is replayed in seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseaudit.definitions.journey import Journey, Track, TrackState
from caseaudit.machine import Way, compile_track

_Table = Mapping[str, tuple[Way, ...]]


@dataclass(frozen=True)
class Edition:
    """One edition, ready to be asked what an event does from where a child is.

    ``fresh`` is where a child stands of whom nothing is known when the edition comes into force. ``home`` has the track
    of each event, those that only other editions know included.
    """

    journey: Journey
    in_force_from: date
    tracks: Mapping[str, Track]
    place: Mapping[str, int]
    states: Mapping[str, Mapping[str, TrackState]]
    tables: Mapping[str, tuple[tuple[str, _Table], ...]]
    rank: Mapping[str, int]
    home: dict[str, str]
    initial: Mapping[str, str]
    fresh: Mapping[str, str]
    level_ranks: tuple[tuple[str, Mapping[str, int]], ...]

    def level_of(self, states: Mapping[str, str]) -> str:
        """The highest case level that these states, one to a track, put a child at."""
        lowest = len(self.journey.levels) - 1
        ranks = [ranks.get(states[track], lowest) for track, ranks in self.level_ranks]
        return self.journey.levels[min(ranks, default=lowest)].key

    def carried_over(self, states: Mapping[str, str]) -> dict[str, str]:
        """Where a child stands in this edition who stood there in the one before."""
        return {
            key: track.carried_over.get(states.get(key, track.initial), states.get(key, track.initial))
            for key, track in self.tracks.items()
        }

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
    editions: list[Edition] = []
    homes = {trigger: home for journey in journeys for trigger, home in _homes(journey).items()}
    for journey in sorted(journeys, key=lambda journey: journey.in_force_from):
        edition = _compile(journey)
        fresh = edition.carried_over(editions[-1].fresh) if editions else edition.initial
        editions.append(replace(edition, fresh=fresh, home=homes | edition.home))
    return tuple(editions)


def _compile(journey: Journey) -> Edition:
    by_trigger: dict[str, dict[str, dict[str, tuple[Way, ...]]]] = {}
    for track in journey.tracks:
        for (state, trigger), ways in compile_track(track).items():
            by_trigger.setdefault(trigger, {}).setdefault(track.key, {})[state] = ways
    initial = {track.key: track.initial for track in journey.tracks}
    return Edition(
        journey=journey,
        in_force_from=journey.in_force_from,
        tracks={track.key: track for track in journey.tracks},
        place={track.key: place for place, track in enumerate(journey.tracks)},
        states={track.key: {state.name: state for state in track.states} for track in journey.tracks},
        tables={trigger: tuple(tables.items()) for trigger, tables in by_trigger.items()},
        rank={trigger: place for place, trigger in enumerate(journey.same_day_order)},
        home=_homes(journey),
        initial=initial,
        fresh=initial,
        level_ranks=_level_ranks(journey),
    )


def _homes(journey: Journey) -> dict[str, str]:
    return {trigger: journey.home_of(trigger) or "" for trigger in journey.triggers}


def _level_ranks(journey: Journey) -> tuple[tuple[str, Mapping[str, int]], ...]:
    ranks: dict[str, dict[str, int]] = {}
    for rank, level in enumerate(journey.levels[:-1]):
        for place in level.any_of:
            track, _, state = place.partition(".")
            ranks.setdefault(track, {}).setdefault(state, rank)
    return tuple(ranks.items())
