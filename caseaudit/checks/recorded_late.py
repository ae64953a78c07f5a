"""Entries written down long after what they tell of, or all at one sitting."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from caseaudit.checks.entry_reading import ReadEntry

_LATE = timedelta(days=60)
_AT_ONE_SITTING = 5
_LONG_SPAN = timedelta(days=183)


def written_late(entries: Sequence[ReadEntry], opened_on: date | None) -> tuple[ReadEntry, ...]:
    """The entries written over 60 days after their event while the case was open, where they are half or more."""
    late = tuple(read for read in entries if _is_late(read, opened_on))
    return late if late and len(late) * 2 >= len(entries) else ()


def written_at_one_sitting(entries: Sequence[ReadEntry]) -> tuple[ReadEntry, ...]:
    """Five or more entries of over six months that were all written on one day."""
    by_day: dict[date, list[ReadEntry]] = defaultdict(list)
    for read in entries:
        if read.entry.recorded_at and read.when:
            by_day[read.entry.recorded_at].append(read)
    for written in by_day.values():
        days = [read.when for read in written if read.when]
        if len(written) >= _AT_ONE_SITTING and max(d.last for d in days) - min(d.first for d in days) >= _LONG_SPAN:
            return tuple(written)
    return ()


def _is_late(read: ReadEntry, opened_on: date | None) -> bool:
    written, when = read.entry.recorded_at, read.when
    if written is None or when is None or (opened_on is not None and when.last < opened_on):
        return False
    return written - when.last > _LATE
