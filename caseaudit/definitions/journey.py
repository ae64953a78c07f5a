"""The child's journey: flat tracks side by side, what happens on each, and the case level they add up to."""

from datetime import date
from typing import Literal

from pydantic import Field

from caseaudit.definitions.shape import Shape


class TrackState(Shape):
    """Where a child can be on one track; an open state means help or care is under way."""

    name: str
    title: str
    meaning: str
    is_open: bool = False


class TrackStep(Shape):
    """What happened, from which states to which.

    A step without ``to`` leaves the child where they are. A step with a ``finding`` is taken all the same, and leaves
    that sentence as a finding. Steps of one trigger from one state are tried in the order they stand, and the first
    whose guards agree is taken. An event may move two tracks: ``belongs_to`` names the one it is of, on the other.
    """

    ref: str
    trigger: str
    title: str
    sources: tuple[str, ...] = Field(alias="from", min_length=1)
    to: str | None = None
    belongs_to: str | None = None
    direction: Literal["up", "down", "along"]
    guards: tuple[str, ...] = ()
    finding: str | None = None
    rests_on: str


class Track(Shape):
    """One aspect of a child's journey as a small flat machine.

    ``carried_over`` says where a child stands who was in a state of the edition before that this one no longer has.
    """

    key: str
    title: str
    initial: str
    states: tuple[TrackState, ...]
    steps: tuple[TrackStep, ...]
    carried_over: dict[str, str] = {}


class Level(Shape):
    """A case level, reached when any of the named track states ("track.state") is the child's."""

    key: str
    title: str
    meaning: str | None = None
    any_of: tuple[str, ...] = ()


class Journey(Shape):
    """One edition of the journey, in force for events from ``in_force_from`` to ``in_force_to``, both included.

    Levels stand highest first; the last is the level of a child none of the others fits. ``needs`` says, of each event
    that no national return holds, what does.
    """

    key: str
    edition: str
    title: str
    in_force_from: date
    in_force_to: date | None = None
    rests_on: str
    same_day_order: tuple[str, ...]
    triggers: dict[str, str]
    needs: dict[str, str] = {}
    tracks: tuple[Track, ...]
    levels: tuple[Level, ...] = Field(min_length=1)

    def __hash__(self) -> int:
        return hash((self.key, self.edition))

    def track(self, key: str) -> Track | None:
        """The track of this key, if this edition has one."""
        return next((track for track in self.tracks if track.key == key), None)

    def home_of(self, trigger: str) -> str | None:
        """The key of the track an event belongs to, if this edition knows the event."""
        steps = ((track.key, step) for track in self.tracks for step in track.steps if step.trigger == trigger)
        return next((step.belongs_to or track for track, step in steps), None)

    def level_title(self, key: str) -> str:
        """The words for a case level, or the key itself where this edition does not know it."""
        return next((level.title for level in self.levels if level.key == key), key)

    def is_in_force(self, on: date) -> bool:
        """Whether an event of this date is read by this edition."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)
