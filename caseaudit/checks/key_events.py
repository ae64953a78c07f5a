"""Key events of the lists that no entry of the chronology tells of."""

from collections.abc import Iterator, Sequence

from caseaudit.checks.casefile import JourneyEvent
from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.same_event import DAYS_ROUND_A_LISTED_EVENT, listed, tells_of


def untold(entries: Sequence[ReadEntry], events: Sequence[JourneyEvent]) -> Iterator[JourneyEvent]:
    """Each key event that no entry within a fortnight is recognisably about."""
    for event in events:
        if not event.is_key:
            continue
        happened = listed(event)
        # What an entry tells is worth reading only where its day is near.
        near = [
            read for read in entries if read.when and read.when.days_from_day(event.on) <= DAYS_ROUND_A_LISTED_EVENT
        ]
        if not any(tells_of(read.told, happened) for read in near):
            yield event
