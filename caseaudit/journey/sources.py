"""Which events each source could show, and how far back: a silence is held only against one that could speak."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from caseaudit.journey.holdings import HOLDS, Holding

_PARTS: Mapping[str, tuple[tuple[str, Holding], ...]] = {
    trigger: tuple((part, held[trigger]) for part, held in HOLDS.items() if trigger in held)
    for trigger in frozenset().union(*HOLDS.values())
}


class Reach(NamedTuple):
    """The first and the last day between which a source holds everything; None where it has no such bound."""

    begins: date | None = None
    ends: date | None = None

    def holds(self, on: date) -> bool:
        """Whether something of this day would be in the source."""
        return (self.begins is None or self.begins <= on) and (self.ends is None or on <= self.ends)


EVERYTHING = Reach()
_LEADING = ("referral_received", "s47_started", "icpc_held")


def could_show(covered: Collection[str], trigger: str) -> bool:
    """Whether any source that was read could hold this event.

    A council's own file shows the events its columns were mapped to, named "mapped." and the event. A return with none
    of its parts named is all of them, in what every layout shares.
    """
    return next(shown_by(covered, trigger), None) is not None


def shown_by(covered: Collection[str], trigger: str) -> Iterator[str]:
    """The sources among these that could hold this event."""
    if (mapped := f"mapped.{trigger}") in covered:
        yield mapped
    for name, _ in held_by(covered, trigger):
        yield name


def held_by(covered: Collection[str], trigger: str) -> Iterator[tuple[str, Holding]]:
    """The parts of returns among these that hold this event, each with how; a return without named parts is all."""
    for part, holding in _PARTS.get(trigger, ()):
        if part in covered:
            yield part, holding
        elif _is_whole(part, covered):
            yield part.split(".")[0], holding


def reach_of(reach: Mapping[str, Reach], name: str) -> Reach:
    """How far a source goes back, or the return it is part of; one of which nothing is said holds everything."""
    return reach.get(name) or reach.get(name.split(".")[0]) or EVERYTHING


def together(reaches: Iterable[Reach]) -> Reach:
    """The latest stretch of time that sources cover between them with no day left out.

    A return of two years goes back two years; one of last year and one of five years ago go back one.
    """
    latest_first = sorted(reaches, key=lambda one: (one.ends or date.max, one.begins or date.min), reverse=True)
    begins, ends = latest_first[0] if latest_first else EVERYTHING
    for earlier in latest_first[1:]:
        if begins is None or (earlier.ends is not None and earlier.ends < begins - timedelta(days=1)):
            break
        begins = min(begins, earlier.begins) if earlier.begins is not None else None
    return Reach(begins, ends)


def steps_begin(covered: Collection[str], reach: Mapping[str, Reach]) -> date | None:
    """The first day on which these sources could show each of what leads to help, to a conference and to a plan.

    None where they show none of it by dates of their own, or from the beginning.
    """
    begins = []
    for step in _LEADING:
        shown = [reach_of(reach, name) for name in shown_by(covered, step) if not name.startswith("mapped.")]
        if shown and (first := together(shown).begins) is not None:
            begins.append(first)
    return max(begins, default=None)


def _is_whole(kind: str, covered: Collection[str]) -> bool:
    source = kind.split(".")[0]
    is_in_every_layout = kind.count(".") == 1
    return is_in_every_layout and source in covered and not any(name.startswith(f"{source}.") for name in covered)
