"""Key events of the lists that no entry of the chronology tells of."""

from collections.abc import Iterator, Sequence

from caseaudit.checks.casefile import JourneyEvent
from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.same_event import listed, tells_of, told_by


def untold(entries: Sequence[ReadEntry], events: Sequence[JourneyEvent]) -> Iterator[JourneyEvent]:
    """Each key event that no entry within a fortnight is recognisably about."""
    key = [event for event in events if event.is_key]
    told = [told_by(read.entry, read.when) for read in entries] if key else []
    for event in key:
        happened = listed(event)
        if not any(tells_of(one, happened) for one in told):
            yield event
