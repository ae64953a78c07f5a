"""Annex A: from a council's workbook to what would make a frame, before anything is written anywhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseaudit.definitions.journey import Journey
from caseaudit.errors import RefusedFile
from caseaudit.intake.children import Person, RowTrouble, person_in, rows_by_child
from caseaudit.intake.consistency import doubts_about_birth, doubts_within
from caseaudit.intake.events import ReadEvent, events_from
from caseaudit.intake.headings import Recognised
from caseaudit.intake.remarks import Remark
from caseaudit.intake.rows import ReadRow, ReadRows, read_rows
from caseaudit.intake.sheets import lists_in
from caseaudit.intake.workbook import read_workbook
from caseaudit.journey.replay import JourneySoFar, replay
from caseaudit.words import long_date


@dataclass(frozen=True)
class ReadList:
    """What one list held; an unused list is counted and nothing of it is kept."""

    number: int
    name: str
    sheet: str
    is_used: bool
    rows_kept: int
    rows_refused: int
    children: int
    events: int

    @property
    def rows_read(self) -> int:
        """How many rows there were: those kept and those refused."""
        return self.rows_kept + self.rows_refused


@dataclass(frozen=True)
class ReadChild:
    """One child's case file as the lists show it."""

    ref: str
    person: Person
    rows: tuple[ReadRow, ...]
    events: tuple[ReadEvent, ...]
    journey: JourneySoFar


@dataclass(frozen=True)
class ReadFrame:
    """A whole workbook, read: its lists, its children in the order of their numbers, and everything doubtful in it."""

    as_at: date
    layout: str
    source_sha256: str
    lists: tuple[ReadList, ...]
    children: tuple[ReadChild, ...]
    remarks: tuple[Remark, ...]


def read_annex_a(path: Path, *, as_at: date, journeys: Sequence[Journey]) -> ReadFrame:
    """The lists of an Annex A workbook as at a date; raises RefusedFile where there is nothing to make a frame of."""
    workbook = read_workbook(path)
    found, remarks = lists_in(workbook.sheets)
    read = {shape.shape.number: read_rows(shape, as_at) for shape in found}
    kept = [row for shape in found if shape.shape.is_used for row in read[shape.shape.number].kept]
    if not kept:
        raise RefusedFile("The lists have headings and no child in them. Ask for the workbook with its rows.")
    grouped, found_together = rows_by_child(kept)
    troubles = list(found_together)
    children = []
    for ref, rows in grouped.items():
        person, doubts = person_in(rows, as_at)
        troubles += doubts
        events = events_from(rows, as_at)
        journey = replay((read_event.event for read_event in events), journeys, as_at)
        children.append(ReadChild(ref, person, rows, events, journey))
    places = {shape.shape.number: shape for shape in found}
    all_remarks = [
        *remarks,
        *(remark for rows in read.values() for remark in rows.remarks),
        *_placed(places, (*troubles, *_doubts(places, children))),
    ]
    return ReadFrame(
        as_at=as_at,
        layout=_layout(found),
        source_sha256=workbook.sha256,
        lists=_lists(found, read, children),
        children=tuple(children),
        remarks=tuple(sorted(all_remarks, key=_in_reading_order)),
    )


def default_name(as_at: date) -> str:
    """What a frame is called when nobody names it."""
    return f"Annex A as at {long_date(as_at)}"


def _doubts(places: Mapping[int, Recognised], children: Iterable[ReadChild]) -> Iterator[RowTrouble]:
    for child in children:
        for row in child.rows:
            for key, trouble in doubts_within(places[row.list_no].shape, row):
                yield RowTrouble(row, key, trouble)
            for key, trouble in doubts_about_birth(row, child.person.birth):
                yield RowTrouble(row, key, trouble)


def _placed(places: Mapping[int, Recognised], troubles: Iterable[RowTrouble]) -> Iterator[Remark]:
    for found in troubles:
        row = found.row
        column = places[row.list_no].place_of(found.key)
        yield Remark(row.list_no, row.sheet, row.row_no, column, found.trouble.kind, found.trouble.sentence)


def _lists(
    found: Sequence[Recognised], read: Mapping[int, ReadRows], children: Sequence[ReadChild]
) -> tuple[ReadList, ...]:
    events: dict[int, int] = {}
    for child in children:
        for event in child.events:
            events[event.row.list_no] = events.get(event.row.list_no, 0) + 1
    return tuple(
        ReadList(
            number=shape.shape.number,
            name=shape.shape.name,
            sheet=shape.sheet.name,
            is_used=shape.shape.is_used,
            rows_kept=len(read[shape.shape.number].kept),
            rows_refused=read[shape.shape.number].refused,
            children=len({row.ref for row in read[shape.shape.number].kept}) if shape.shape.number != 11 else 0,
            events=events.get(shape.shape.number, 0),
        )
        for shape in found
    )


def _layout(found: Sequence[Recognised]) -> str:
    # The layouts differ in List 9 alone; without it nobody can tell, and nothing depends on it.
    layout = next((shape.layout for shape in found if shape.shape.number == 9), None)
    return f"Annex A, layout of {layout}" if layout else "Annex A"


def _in_reading_order(remark: Remark) -> tuple[int, int, int, str]:
    # The place of a column ends with the letter Excel shows for it: "Gender (B)".
    letters = remark.column.rpartition("(")[2].rstrip(")")
    return remark.list_no or 0, remark.row_no or 0, len(letters), letters
