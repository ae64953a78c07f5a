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
    kept: list[ReadEvent] = []
    first: dict[tuple[date, str], ReadEvent] = {}
    again: set[tuple[int, Event]] = set()
    elsewhere: dict[int, Mapping[str, str]] = {}
    for read in _told(rows, as_at):
        told = first.setdefault((read.event.on, read.event.trigger), read)
        if told is read:
            kept.append(read)
        elif told.row.list_no != read.row.list_no:
            elsewhere[id(told)] = {**read.event.codes, **elsewhere.get(id(told), {})}
        elif told.event != read.event and (read.row.list_no, read.event) not in again:
            again.add((read.row.list_no, read.event))
            kept.append(read)
    if elsewhere:
        kept = [_with_codes(read, elsewhere.get(id(read), {})) for read in kept]
    return tuple(sorted(_begun_once(kept), key=_in_order))


def _begun_once(found: list[ReadEvent]) -> Iterator[ReadEvent]:
    """Without the starts of care that stand on a day by which it had begun, where another source has the day itself."""
    known = [read.event.on for read in found if read.event.trigger == "lac_started" and "start" not in read.event.codes]
    ended = [read.event.on for read in found if read.event.trigger == "lac_ceased"] if known else []
    for read in found:
        if known and read.event.trigger == "lac_started" and read.event.codes.get("start") == "earlier":
            before = max((on for on in known if on <= read.event.on), default=None)
            if before is not None and not any(before < on < read.event.on for on in ended):
                continue
        yield read


def _told(rows: Iterable[ReadRow], as_at: date) -> Iterator[ReadEvent]:
    for source, group in groupby(sorted(rows, key=_source), key=_source):
        yield from _BY_SOURCE[source](tuple(group), as_at)


def _in_order(read: ReadEvent) -> tuple[date, int]:
    return read.event.on, read.row.list_no


def _source(row: ReadRow) -> Source:
    return row.shape.source


def _with_codes(read: ReadEvent, codes: Mapping[str, str]) -> ReadEvent:
    return ReadEvent(replace(read.event, codes={**codes, **read.event.codes}), read.row) if codes else read
