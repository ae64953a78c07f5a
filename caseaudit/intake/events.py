"""From one child's rows to dated events, oldest first, whichever sources the rows are of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from caseaudit.intake.annex_a_events import annex_a_events
from caseaudit.intake.census.events import census_events
from caseaudit.intake.happened import ReadEvent
from caseaudit.intake.mapped.events import mapped_events
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.specification import Source
from caseaudit.intake.ssda903.events import ssda903_events
from caseaudit.journey.replay import Event

_BY_SOURCE: Mapping[Source, Callable[[Sequence[ReadRow], date], Iterator[ReadEvent]]] = {
    "annex_a": annex_a_events,
    "cin_census": census_events,
    "ssda903": ssda903_events,
    "mapped": mapped_events,
}


def events_from(rows: Iterable[ReadRow], as_at: date) -> tuple[ReadEvent, ...]:
    """What one child's rows say happened, oldest first.

    Rows of one list that say the same of the same day count once; so does what two lists or two sources say of one day,
    with the codes of both.
    """
    found: dict[tuple[int, Event], ReadEvent] = {}
    first: dict[tuple[date, str], tuple[int, Event]] = {}
    for source, group in groupby(sorted(rows, key=_source), key=_source):
        for read in _BY_SOURCE[source](tuple(group), as_at):
            key = (read.row.list_no, read.event)
            told = first.setdefault((read.event.on, read.event.trigger), key)
            if told[0] == read.row.list_no:
                found.setdefault(key, read)
            else:
                found[told] = ReadEvent(_with_codes(found[told].event, read.event), found[told].row)
    return tuple(sorted(found.values(), key=lambda read: (read.event.on, read.row.list_no)))


def _source(row: ReadRow) -> Source:
    return row.shape.source


def _with_codes(first: Event, second: Event) -> Event:
    return replace(first, codes={**second.codes, **first.codes})
