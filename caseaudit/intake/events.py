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

    Rows of one list that say the same of the same day count once; so does what two sources say of one day, with the
    codes of both.
    """
    found: dict[tuple[int, Event], ReadEvent] = {}
    elsewhere: dict[tuple[date, str], list[tuple[int, Event]]] = {}
    by_source = sorted(rows, key=_source)
    for source, group in groupby(by_source, key=_source):
        told: dict[tuple[date, str], list[tuple[int, Event]]] = {}
        for read in _BY_SOURCE[source](tuple(group), as_at):
            same_day = elsewhere.get((read.event.on, read.event.trigger))
            if same_day:
                first = found[same_day[0]]
                found[same_day[0]] = ReadEvent(_with_codes(first.event, read.event), first.row)
                continue
            key = (read.row.list_no, read.event)
            if key not in found:
                found[key] = read
                told.setdefault((read.event.on, read.event.trigger), []).append(key)
        elsewhere |= told
    return tuple(sorted(found.values(), key=lambda read: (read.event.on, read.row.list_no)))


def _source(row: ReadRow) -> Source:
    return row.shape.source


def _with_codes(first: Event, second: Event) -> Event:
    return replace(first, codes={**second.codes, **first.codes})
