"""Where a child stands on every track at once, and what each event does from there, each worked out once for everybody.

Of all the ways there could be, a council's children come to a few thousand at most. So an event is one look-up, however
many tracks there are, and those who stand alike share what is known of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, Optional

from caseaudit.journey.editions import Edition
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment
from caseaudit.machine import Way

# Lists made up to fill the memory could make as many as they have events.
MOST_KEPT = 10_000


class Move(NamedTuple):
    """A state of a track that is left; with ``is_stay`` what comes next is a stay, and not where the track begins."""

    track: str
    state: str
    title: str
    is_open: bool
    is_stay: bool


class Doubt(NamedTuple):
    """What does not fit about an event: the track it is of, where the child stood on it, and the sentence."""

    track: str
    state: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Step:
    """What an event does if its guards agree; if not, ``otherwise`` does. A quiet one changes nothing and fits."""

    to: "Standing"
    moves: tuple[Move, ...]
    doubts: tuple[Doubt, ...]
    is_quiet: bool
    guards: tuple[str, ...] = ()
    otherwise: Optional["Step"] = None

    def taken(self, moment: Moment) -> "Step":
        """The step whose guards agree at this moment."""
        step = self
        while step.otherwise and not all(JOURNEY_GUARDS[guard](moment) for guard in step.guards):
            step = step.otherwise
        return step


class Standing(dict[str, Step]):
    """One state on each track, the level they add up to, and the step that each event takes from here."""

    __slots__ = ("level", "of", "states")

    def __init__(self, of: "Standings", states: Mapping[str, str]) -> None:
        super().__init__()
        self.of = of
        self.states = states
        self.level = of.edition.level_of(states)

    def __missing__(self, trigger: str) -> Step:
        step = self[trigger] = self.of.step(self.states, trigger)
        return step


class Standings:
    """All the ways to stand in one edition of the journey that any child has come to yet."""

    def __init__(self, edition: Edition, most_kept: int = MOST_KEPT) -> None:
        self.edition = edition
        self.most_kept = most_kept
        self._known: dict[tuple[str, ...], Standing] = {}
        self.fresh = self.at(edition.fresh)

    def at(self, states: Mapping[str, str]) -> Standing:
        """The one way to stand in these states."""
        key = tuple(states.values())
        known = self._known.get(key)
        if known is None:
            if len(self._known) == self.most_kept:
                # Each leads to the next, so all are let go of together, and children to come begin afresh.
                self._known = {}
                self.fresh = self.at(self.edition.fresh)
            known = self._known[key] = Standing(self, states)
        return known

    def step(self, states: Mapping[str, str], trigger: str) -> Step:
        """What an event of this kind does from these states."""
        tables = self.edition.tables.get(trigger, ())
        choices = [[(track, way) for way in _choices(table.get(states[track], ()))] for track, table in tables]
        # The last is what is done when the guards of all the others have refused.
        *others, last = ({track: way for track, way in chosen if way} for chosen in product(*choices))
        step = self._step(states, trigger, last, None)
        for ways in reversed(others):
            step = self._step(states, trigger, ways, step)
        return step

    def _step(self, states: Mapping[str, str], trigger: str, ways: Mapping[str, Way], otherwise: Step | None) -> Step:
        changed = {track: way.to for track, way in ways.items() if way.to != states[track]}
        moves = tuple(self._move(track, states[track], to) for track, to in changed.items())
        doubts = tuple(Doubt(track, states[track], way.step.finding) for track, way in ways.items() if way.step.finding)
        guards = tuple(guard for way in ways.values() for guard in way.guards)
        if not ways and trigger in self.edition.home:
            doubts = (self._misfit(states, trigger),)
        return Step(
            to=self.at({**states, **changed}),
            moves=moves,
            doubts=doubts,
            # An event that no journey has, of a council's own file, moves nothing and is out of place nowhere.
            is_quiet=not moves and not doubts and not otherwise,
            guards=guards,
            otherwise=otherwise,
        )

    def _move(self, track: str, state: str, to: str) -> Move:
        left = self.edition.states[track][state]
        return Move(track, state, left.title, left.is_open, to != self.edition.initial[track])

    def _misfit(self, states: Mapping[str, str], trigger: str) -> Doubt:
        track = self.edition.home.get(trigger, "")
        return Doubt(track, states.get(track, ""), self.edition.why_not(trigger, states))


def _choices(ways: Sequence[Way]) -> Sequence[Way | None]:
    # A guard is asked only where its answer makes a difference, and after a way that asks nothing no other is tried.
    open_ways = next((place for place, way in enumerate(ways) if not way.guards), None)
    choices = [*ways, None] if open_ways is None else list(ways[: open_ways + 1])
    while len(choices) > 1 and _does(choices[-2]) == _does(choices[-1]):
        del choices[-2]
    return choices


def _does(way: Way | None) -> tuple[str, str | None] | None:
    return (way.to, way.step.finding) if way else None
