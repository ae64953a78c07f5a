"""Silences in a chronology that last longer than a case of its stage should go without an entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseaudit.checks.casefile import JourneyEvent
from caseaudit.checks.dates import Precision
from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.wordlists import word_list

_CLOSING = frozenset(word_list("chronology")["closing_events"])
_REOPENING = frozenset(word_list("chronology")["reopening_events"])


@dataclass(frozen=True)
class Gap:
    """A silence between two entries, time when the case was closed left out of its days."""

    after: ReadEntry
    before: ReadEntry
    days: int


def gaps(
    entries: Sequence[ReadEntry], *, opened_on: date | None, limit: timedelta, events: Sequence[JourneyEvent]
) -> Iterator[Gap]:
    """Every silence longer than the limit since the case opened; an entry that covers a period fills it.

    A year alone places no entry, and a date known to its month is given the benefit of the doubt.
    """
    closed = tuple(closed_spans(events))
    last: ReadEntry | None = None
    for read in sorted(_placed(entries, opened_on), key=_first):
        if last is not None:
            days = (_first(read) - _last(last)).days
            days -= sum(max(0, (min(_first(read), end) - max(_last(last), start)).days) for start, end in closed)
            if days > limit.days:
                yield Gap(last, read, days)
        if last is None or _last(read) > _last(last):
            last = read


def closed_spans(events: Sequence[JourneyEvent]) -> Iterator[tuple[date, date]]:
    """When the case was closed, from each closing to the reopening after it, or for good."""
    closed_on: date | None = None
    for event in sorted(events, key=lambda it: it.on):
        if event.type in _CLOSING and closed_on is None:
            closed_on = event.on
        elif event.type in _REOPENING and closed_on is not None:
            yield closed_on, event.on
            closed_on = None
    if closed_on is not None:
        yield closed_on, date.max


def _placed(entries: Sequence[ReadEntry], opened_on: date | None) -> Iterator[ReadEntry]:
    for read in entries:
        when = read.when
        if when and when.precision is not Precision.YEAR and (opened_on is None or when.last >= opened_on):
            yield read


def _first(read: ReadEntry) -> date:
    return read.when.first if read.when else date.max


def _last(read: ReadEntry) -> date:
    return read.when.last if read.when else date.max
