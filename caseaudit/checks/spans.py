"""Stretches of time between a beginning and an end, paired from dated events that carry no number of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from caseaudit.journey.child import Child
from caseaudit.journey.replay import Event
from caseaudit.words import long_date


@dataclass(frozen=True)
class Span:
    """From a beginning to an end, or still running; ``begun`` is the event it began with."""

    begun: Event
    ended_on: date | None

    @property
    def started_on(self) -> date:
        """The day it began."""
        return self.begun.on

    @property
    def words(self) -> str:
        """The span for a sentence: 3 June 2024 to 4 July 2024, or from 3 June 2024."""
        if self.ended_on is None:
            return f"from {long_date(self.started_on)}"
        return f"{long_date(self.started_on)} to {long_date(self.ended_on)}"

    def holds(self, on: date) -> bool:
        """Whether a day is in it; the day it ends on is not."""
        return self.started_on <= on and (self.ended_on is None or on < self.ended_on)

    def meets(self, other: "Span") -> bool:
        """Whether the two ran at once for a day or longer; one that ends as the other begins did not."""
        return self._begins_before_the_end_of(other) and other._begins_before_the_end_of(self)

    def _begins_before_the_end_of(self, other: "Span") -> bool:
        return other.ended_on is None or self.started_on < other.ended_on


def spans(child: Child, beginning: str, end: str) -> tuple[Span, ...]:
    """Each beginning with the first end left on or after it; an end of the same day comes last.

    Two that overlap are paired oldest first, since lists do not say which end is whose; beginnings of one day are one,
    since two sources may tell of it.
    """
    ends = sorted({event.on for event in child.of(end)})
    found = []
    begun = tuple({event.on: event for event in reversed(child.of(beginning))}.values())[::-1]
    for place, event in enumerate(begun):
        follows = begun[place + 1].on if place + 1 < len(begun) else None
        fitting = [on for on in ends if on > event.on or (on == event.on and follows != event.on)]
        ended_on = fitting[0] if fitting else None
        if ended_on is not None:
            ends.remove(ended_on)
        found.append(Span(event, ended_on))
    return tuple(found)


def overlapping(found: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each pair that ran at once."""
    return ((first, second) for first, second in combinations(found, 2) if first.meets(second))
