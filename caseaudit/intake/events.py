"""From one child's rows to dated events, oldest first, whichever sources the rows are of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from caseaudit.intake.annex_a_events import annex_a_events
from caseaudit.intake.census.events import census_events
from caseaudit.intake.children import RowTrouble
from caseaudit.intake.contradictions import contradictions
from caseaudit.intake.happened import ReadEvent, shared
from caseaudit.intake.mapped.events import mapped_events
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.specification import Source
from caseaudit.intake.ssda903.events import ssda903_events
from caseaudit.journey.replay import Event

# A return that councils check and the department validates is believed before inspection lists, and both before a file
# of the council's own. The children looked after return alone tells of care, the census of need and of protection.
_BELIEF: Sequence[Source] = ("ssda903", "cin_census", "annex_a", "mapped")
_BY_SOURCE: Mapping[Source, Callable[[Sequence[ReadRow], date], Iterator[ReadEvent]]] = {
    "annex_a": annex_a_events,
    "cin_census": census_events,
    "ssda903": ssda903_events,
    "mapped": mapped_events,
}


def events_from(rows: Iterable[ReadRow], as_at: date) -> tuple[ReadEvent, ...]:
    """What one child's rows say happened, oldest first.

    Rows of one list that say the same of the same day count once; so does what two lists or two sources say of one day,
    with the codes of both. Where their codes contradict, the source that knows its subject best is believed.
    """
    return events_and_contradictions(rows, as_at)[0]


def events_and_contradictions(
    rows: Iterable[ReadRow], as_at: date
) -> tuple[tuple[ReadEvent, ...], tuple[RowTrouble, ...]]:
    """What the rows say happened, and where two of them say one thing of one day with codes that contradict."""
    kept: list[ReadEvent] = []
    first: dict[tuple[date, str], ReadEvent] = {}
    again: set[tuple[int, Event]] = set()
    elsewhere: dict[int, list[ReadEvent]] = {}
    for read in _told(rows, as_at):
        told = first.setdefault((read.event.on, read.event.trigger), read)
        if told is read:
            kept.append(read)
        elif told.row.list_no != read.row.list_no:
            elsewhere.setdefault(id(told), []).append(read)
        elif told.event != read.event and (read.row.list_no, read.event) not in again:
            again.add((read.row.list_no, read.event))
            kept.append(read)
    troubles: list[RowTrouble] = []
    if elsewhere:
        troubles += (found for read in kept for found in contradictions(read, elsewhere.get(id(read), ())))
        kept = [_with_codes(read, elsewhere.get(id(read), ())) for read in kept]
    return tuple(sorted(_begun_once(kept), key=_in_order)), tuple(troubles)


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
    for source, group in groupby(sorted(rows, key=_believed), key=_source):
        yield from _BY_SOURCE[source](tuple(group), as_at)


def _in_order(read: ReadEvent) -> tuple[date, int]:
    return read.event.on, read.row.list_no


def _source(row: ReadRow) -> Source:
    return row.shape.source


def _believed(row: ReadRow) -> int:
    return _BELIEF.index(row.shape.source)


def _with_codes(read: ReadEvent, others: Sequence[ReadEvent]) -> ReadEvent:
    if not others:
        return read
    told = [read.event.codes, *(other.event.codes for other in others)]
    codes = {name: code for one in reversed(told) for name, code in one.items()}
    if any("start" not in one for one in told):
        # One of them knows the day itself.
        codes.pop("start", None)
    return ReadEvent(replace(read.event, codes=shared(codes)), read.row)
