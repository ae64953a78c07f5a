"""Whether a chronology runs one way through time, and tells each event once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.same_event import DAYS_APART, is_same

# An event told twice stands within this many entries of itself, in a chronology that is in order or nearly.
_NEAR = 12


def out_of_order(entries: Sequence[ReadEntry]) -> tuple[tuple[ReadEntry, ReadEntry], ...]:
    """Each entry that breaks the order, with the one before it, where entries run neither up nor down throughout.

    A date known to its month, or a period, may stand anywhere its days allow.
    """
    dated = [read for read in entries if read.when]
    up, down = tuple(_breaks(dated)), tuple(_breaks_down(dated))
    return min(up, down, key=len) if up and down else ()


def told_twice(entries: Sequence[ReadEntry]) -> Iterator[tuple[ReadEntry, ReadEntry]]:
    """Each two entries that tell of one event."""
    dated = sorted((read for read in entries if read.when), key=_first)
    for at, read in enumerate(dated):
        for other in dated[at + 1 : at + _NEAR]:
            if read.when is None or _first(other) - read.when.last > timedelta(days=DAYS_APART):
                break
            if is_same(read.told, other.told):
                yield read, other


def _first(read: ReadEntry) -> date:
    return read.when.first if read.when else date.max


def _breaks(dated: Sequence[ReadEntry]) -> Iterator[tuple[ReadEntry, ReadEntry]]:
    reach = date.min
    for before, read in pairwise((None, *dated)):
        if read is None or read.when is None:
            continue
        if read.when.last < reach and before is not None:
            yield before, read
            reach = read.when.first
        else:
            reach = max(reach, read.when.first)


def _breaks_down(dated: Sequence[ReadEntry]) -> Iterator[tuple[ReadEntry, ReadEntry]]:
    reach = date.max
    for before, read in pairwise((None, *dated)):
        if read is None or read.when is None:
            continue
        if read.when.first > reach and before is not None:
            yield before, read
            reach = read.when.last
        else:
            reach = min(reach, read.when.last)
