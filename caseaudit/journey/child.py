"""What is known of one child on the date of the lists, as every structural check reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from caseaudit.journey.replay import Event, JourneySoFar, Stay
from caseaudit.journey.sources import Reach, could_show, reach_of, shown_by

ANNEX_A = "annex_a"
CIN_CENSUS = "cin_census"
SSDA903 = "ssda903"
MAPPED = "mapped"
_NOT_REPLAYED = JourneySoFar({}, (), (), "closed")


@dataclass(frozen=True)
class Child:
    """One child's facts, dated events and journey up to ``as_at``.

    ``covered`` names the kinds of source that were read (``ANNEX_A`` and so on; for Annex A the lists among them as
    "annex_a.5" and "annex_a.9.2024"; for a council's own file the events its columns were mapped to, as
    "mapped.core_group_held"): what is missing from a source that could not show it says nothing about the child.
    ``reach`` says how far each of them goes back, by the same names; one that is not in it holds the whole history.
    ``household`` holds the others of the household where a source names it.
    """

    as_at: date
    born_on: date | None = None
    expected_on: date | None = None
    is_unborn: bool = False
    is_uasc: bool = False
    disability: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    team: str | None = None
    events: tuple[Event, ...] = ()
    journey: JourneySoFar = field(default=_NOT_REPLAYED)
    covered: frozenset[str] = frozenset()
    reach: Mapping[str, Reach] = field(default_factory=dict)
    household: tuple["Child", ...] = ()

    def of(self, *triggers: str) -> tuple[Event, ...]:
        """The events of these kinds up to the date of the lists, oldest first."""
        if len(triggers) == 1:
            return self._by_trigger.get(triggers[0], ())
        found = [event for trigger in set(triggers) for event in self._by_trigger.get(trigger, ())]
        return tuple(sorted(found, key=lambda event: (event.on, self._place[id(event)])))

    def stays(self, track: str, *states: str) -> tuple[Stay, ...]:
        """The times spent in these states of a track, or in any, oldest first."""
        found = self._by_track.get(track, ())
        return tuple(stay for stay in found if stay.state in states) if states else found

    def is_now(self, track: str, *states: str) -> bool:
        """Whether the child is in one of these states of a track on the date of the lists."""
        return self.journey.states.get(track) in states

    def covers(self, *kinds: str) -> bool:
        """Whether any of these sources was read."""
        return not self.covered.isdisjoint(kinds)

    def source_has(self, *triggers: str) -> bool:
        """Whether each of these events could be shown by a source that was read."""
        return all(could_show(self.covered, trigger) for trigger in triggers)

    def could_show(self, on: date, *triggers: str) -> bool:
        """Whether each of these events could be shown, had it happened on this day, by a source that was read."""
        return all(
            any(reach_of(self.reach, name).holds(on) for name in shown_by(self.covered, trigger))
            for trigger in triggers
        )

    @property
    def lists_begin(self) -> date | None:
        """The first day that every source of this child goes back to; None where each holds the whole history."""
        names = self.covered or self.reach
        return max((begins for name in names if (begins := reach_of(self.reach, name).begins)), default=None)

    def age_on(self, on: date) -> int | None:
        """Full years of age on a day; below nought before birth, None for a child with no date of birth."""
        if self.born_on is None:
            return None
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))

    def birthday(self, age: int) -> date | None:
        """The day this age is reached; a child born on 29 February reaches it on 1 March of other years."""
        return None if self.born_on is None else _anniversary(self.born_on, age)

    # Dozens of checks ask a child the same few questions, and a council has tens of thousands of children.
    @cached_property
    def _by_trigger(self) -> Mapping[str, tuple[Event, ...]]:
        found: dict[str, list[Event]] = {}
        for event in sorted(self.events, key=lambda event: event.on):
            if event.on <= self.as_at:
                found.setdefault(event.trigger, []).append(event)
        return {trigger: tuple(events) for trigger, events in found.items()}

    @cached_property
    def _place(self) -> Mapping[int, int]:
        return {id(event): place for place, event in enumerate(self.events)}

    @cached_property
    def _by_track(self) -> Mapping[str, tuple[Stay, ...]]:
        found: dict[str, list[Stay]] = {}
        for stay in sorted(self.journey.stays, key=lambda stay: stay.started_on):
            found.setdefault(stay.track, []).append(stay)
        return {track: tuple(stays) for track, stays in found.items()}


def _anniversary(born_on: date, age: int) -> date:
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)
