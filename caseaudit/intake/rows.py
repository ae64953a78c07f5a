"""Reading the rows of one list, file or element: each is kept or refused, and every doubtful cell is named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from caseaudit.intake.cells import Reading, is_nothing, read_cell, read_child_id
from caseaudit.intake.headings import Recognised, plain_heading
from caseaudit.intake.parsing import Cell
from caseaudit.intake.prescan import UNCALCULATED
from caseaudit.intake.remarks import Remark, RemarkKind, Trouble
from caseaudit.intake.specification import Column, ListShape


@dataclass(slots=True)
class ReadRow:
    """One kept row: what the council wrote, the codes and dates it was read as."""

    shape: ListShape
    sheet: str
    row_no: int
    ref: str
    raw: dict[str, str] = field(default_factory=dict)
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    list_no: int = field(init=False)

    def __post_init__(self) -> None:
        self.list_no = self.shape.number

    def has(self, key: str, code: str) -> bool:
        """Whether a column was read as this code."""
        return code in self.codes.get(key, ())


@dataclass(frozen=True)
class ReadRows:
    """Every row of one list, kept or refused."""

    kept: tuple[ReadRow, ...]
    refused: int
    remarks: tuple[Remark, ...]

    @property
    def count(self) -> int:
        """How many rows there were."""
        return len(self.kept) + self.refused


def read_rows(found: Recognised, as_at: date) -> ReadRows:
    """The rows beneath a list's headings; wholly blank ones are not rows."""
    reader = _ListReader(found, as_at)
    numbers = found.sheet.row_numbers or range(1, len(found.sheet.rows) + 1)
    for at in range(found.heading_row + 1, len(found.sheet.rows)):
        cells = found.sheet.rows[at]
        if (any(cells) and not all(is_nothing(cell) for cell in cells)) or reader.doubtful.get(numbers[at]):
            reader.read(numbers[at], cells)
    return ReadRows(tuple(reader.kept), reader.refused, tuple(reader.remarks))


class _ListReader:
    def __init__(self, found: Recognised, as_at: date) -> None:
        self.found = found
        self.places = {at: found.place_at(at) for at in found.columns}
        self.child_at = next((at for at, column in found.columns.items() if column.kind == "child"), None)
        # Most cells of a column repeat, so each different one is read once.
        self.columns = [
            (at, column.key, dict[Cell, Reading](), partial(read_cell, column, as_at=as_at))
            for at, column in found.columns.items()
            if column.kind != "child"
        ]
        self.headings = [plain_heading(cell) for cell in found.sheet.rows[found.heading_row]]
        self.doubtful = _by_row(found.sheet.doubtful)
        self.seen: dict[tuple[Cell, ...], int] = {}
        self.kept: list[ReadRow] = []
        self.refused = 0
        self.remarks: list[Remark] = []

    def read(self, row_no: int, cells: Sequence[Cell]) -> None:
        if self.child_at is None:
            self._refuse(row_no, "", _NO_CHILD_COLUMN)
            return
        ref, trouble = read_child_id(cells[self.child_at]) if self.child_at < len(cells) else read_child_id("")
        if not ref:
            self._refuse(row_no, self.places[self.child_at], trouble or _NOT_A_CHILD)
            return
        row = ReadRow(self.found.shape, self.found.sheet.name, row_no, ref)
        troubles = self._read_cells(row, cells) if self.found.shape.is_used else []
        if (trouble or not _has_figure(ref)) and self._is_no_child(row, cells):
            self._refuse(row_no, self.places[self.child_at], _NOT_A_CHILD)
            return
        if trouble:
            troubles.insert(0, (self.places[self.child_at], trouble))
        self._note_repetition(row_no, cells, troubles)
        self.kept.append(row)
        self.remarks += [self._remark(row_no, place, found) for place, found in troubles]

    def _read_cells(self, row: ReadRow, cells: Sequence[Cell]) -> list[tuple[str, Trouble]]:
        troubles = []
        doubtful = self.doubtful.get(row.row_no, _NOTHING_DOUBTFUL)
        width = len(cells)
        for at, key, known, read in self.columns:
            cell = cells[at] if at < width else ""
            found = known.get(cell)
            if found is None:
                found = known[cell] = read(cell)
            raw, on, codes, trouble = found
            if raw is not None:
                row.raw[key] = raw
            if on is not None:
                row.dates[key] = on
            elif codes:
                row.codes[key] = codes
            if at in doubtful:
                trouble = _looks_blank(self.found.columns[at], doubtful[at])
            if trouble:
                troubles.append((self.places[at], trouble))
        return troubles

    def _is_no_child(self, row: ReadRow, cells: Sequence[Cell]) -> bool:
        # Notes, totals and headings written again: no number, and nothing that is dated.
        if [plain_heading(cell) for cell in cells] == self.headings:
            return True
        is_alone = sum(not is_nothing(cell) for cell in cells) == 1
        return is_alone or not (_has_figure(row.ref) or row.dates)

    def _note_repetition(self, row_no: int, cells: Sequence[Cell], troubles: list[tuple[str, Trouble]]) -> None:
        first = self.seen.setdefault(tuple(cells), row_no)
        if first != row_no:
            sentence = f"The row says the same as row {first} in every cell. It was kept and counts once; delete one."
            troubles.append(("", Trouble(RemarkKind.REPEATED_ROW, sentence)))

    def _refuse(self, row_no: int, place: str, trouble: Trouble) -> None:
        self.refused += 1
        self.remarks.append(self._remark(row_no, place, trouble, is_refusal=True))

    def _remark(self, row_no: int, place: str, trouble: Trouble, *, is_refusal: bool = False) -> Remark:
        sentence = f"{trouble.sentence} The row was left out." if is_refusal else trouble.sentence
        return Remark(self.found.shape.number, self.found.sheet.name, row_no, place, trouble.kind, sentence, is_refusal)


_FIGURE = re.compile(r"\d")
_NOTHING_DOUBTFUL: Mapping[int, str] = {}
_NOT_A_CHILD = Trouble(RemarkKind.NOT_A_CHILD, "This looks like a note or a total and not like a child's row.")
_NO_CHILD_COLUMN = Trouble(
    RemarkKind.NO_CHILD_COLUMN,
    "The list has no column headed “Child Unique ID”, so nobody can be told whose row it is.",
)


def _has_figure(ref: str) -> bool:
    return _FIGURE.search(ref) is not None


def _looks_blank(column: Column, error: str) -> Trouble | None:
    if column.kind == "age":
        return None
    if error == UNCALCULATED:
        return Trouble(
            RemarkKind.UNCALCULATED,
            "The cell has a formula never calculated, and was read as blank. Open the workbook in Excel and save it.",
        )
    return Trouble(
        RemarkKind.ERROR_VALUE,
        f"The cell shows the error {error[:20]}, and was read as blank. Put the right value in its place.",
    )


def _by_row(doubtful: Mapping[tuple[int, int], str]) -> Mapping[int, Mapping[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row_no, at), error in doubtful.items():
        rows.setdefault(row_no, {})[at] = error
    return rows
