"""Telling which list a sheet holds, and which column is which, by its headings and never by its name alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from caseaudit.intake.parsing import Cell
from caseaudit.intake.prescan import column_letters
from caseaudit.intake.remarks import Remark, RemarkKind, quoted
from caseaudit.intake.specification import LAYOUTS, Column, ListShape, annex_a_lists
from caseaudit.intake.workbook import Sheet

# Councils' own tools put a title above the headings; nobody puts nine lines.
ROWS_LOOKED_AT = 10
_RECOGNISED = 0.5
_MOST = 0.75
_QUOTES = str.maketrans("", "", "'’‘`\"“”")


@dataclass(frozen=True)
class Recognised:
    """A sheet known to hold a list: where its headings are, which column stands where, and what was odd about them."""

    sheet: Sheet
    shape: ListShape
    layout: str
    heading_row: int
    columns: Mapping[int, Column]
    remarks: tuple[Remark, ...] = ()
    has_letters: bool = True

    def without_rows(self) -> "Recognised":
        """The same list when its rows have been read: a large council's cells need not be held any longer."""
        return replace(self, sheet=replace(self.sheet, rows=()))

    def place_at(self, at: int) -> str:
        """How a remark names a column: its heading and the letter Excel shows, or the name of its element."""
        heading = self.columns[at].heading
        return f"{heading} ({column_letters(at)})" if self.has_letters else heading

    def place_of(self, key: str) -> str:
        """How a remark names the column with this key."""
        return next((self.place_at(at) for at, column in self.columns.items() if column.key == key), "")


def recognise(sheet: Sheet) -> Recognised | None:
    """The list a sheet holds, judged by the headings in one of its first rows; None where it holds none."""
    best: tuple[float, int, int, ListShape] | None = None
    for at, row in enumerate(sheet.rows[:ROWS_LOOKED_AT]):
        words = {plain_heading(cell) for cell in row}
        for shape in annex_a_lists():
            found = _share_found(shape, words)
            # Two lists with all their headings found: the longer one is meant.
            candidate = (found, -at, len(shape.columns), shape)
            if found >= _RECOGNISED and _has_own_heading(shape, words) and (best is None or candidate[:3] > best[:3]):
                best = candidate
    return _placed(sheet, best[3], -best[1]) if best else None


@cache
def plain_heading(cell: Cell) -> str:
    """A heading without what drifts: case, quotes, brackets, punctuation and spaces."""
    text = str(cell).translate(_QUOTES).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())


@cache
def _names(shape: ListShape) -> Mapping[str, Column]:
    names = {plain_heading(column.heading): column for column in shape.columns}
    for column in shape.columns:
        for alias in column.aliases:
            names.setdefault(plain_heading(alias), column)
    return names


@cache
def _shared() -> frozenset[str]:
    uses = Counter(name for shape in annex_a_lists() for name in _names(shape))
    return frozenset(name for name, count in uses.items() if count > 1)


def _has_own_heading(shape: ListShape, words: set[str]) -> bool:
    return any(name in words for name in _names(shape) if name not in _shared())


def _share_found(shape: ListShape, words: set[str]) -> float:
    found = {column.key for name, column in _names(shape).items() if name in words}
    return max(
        len([column for column in shape.in_layout(layout) if column.key in found]) / len(shape.in_layout(layout))
        for layout in LAYOUTS
    )


def _placed(sheet: Sheet, shape: ListShape, at: int) -> Recognised:
    names = [plain_heading(cell) for cell in sheet.rows[at]]
    remarks: list[Remark] = []
    columns: dict[int, Column] = {}
    for exact in (True, False):
        for index, name in enumerate(names):
            column = _names(shape).get(name)
            if column is None or index in columns or (plain_heading(column.heading) == name) is not exact:
                continue
            if column in columns.values():
                remarks.append(_remark(sheet, shape, at, index, RemarkKind.REPEATED_HEADING, _REPEATED))
            else:
                columns[index] = column
    layout = _layout(shape, list(columns.values()))
    if len(columns) >= _MOST * len(shape.in_layout(layout)):
        _place_by_position(shape, shape.in_layout(layout), names, columns)
    remarks += _unplaced(sheet, shape, at, columns, names)
    remarks += _missing(sheet, shape, at, columns, layout)
    return Recognised(sheet, shape, layout, at, dict(sorted(columns.items())), tuple(remarks))


def _layout(shape: ListShape, found: Sequence[Column]) -> str:
    if shape.in_layout(LAYOUTS[0]) == shape.in_layout(LAYOUTS[1]):
        return LAYOUTS[-1]
    newer = [column for column in shape.columns if column.layouts != LAYOUTS]
    return LAYOUTS[-1] if any(column in found for column in newer) else LAYOUTS[0]


def _place_by_position(
    shape: ListShape, expected: Sequence[Column], names: Sequence[str], columns: dict[int, Column]
) -> None:
    # Only where exactly one column is missing between two known neighbours can a heading be read by where it stands.
    order = {column.key: place for place, column in enumerate(expected)}
    known = {index: order[column.key] for index, column in columns.items() if column.key in order}
    width = max((index + 1 for index, name in enumerate(names) if name), default=0)
    known |= {-1: -1, width: len(expected)}
    for index in range(width):
        before, after = known.get(index - 1), known.get(index + 1)
        is_free = index not in columns and names[index] not in _names(shape)
        if is_free and before is not None and after is not None and after - before == 2:
            columns[index] = expected[before + 1]


def _unplaced(
    sheet: Sheet, shape: ListShape, at: int, columns: Mapping[int, Column], names: Sequence[str]
) -> list[Remark]:
    remarks = []
    for index, name in enumerate(names):
        column = columns.get(index)
        heading = quoted(str(sheet.rows[at][index]))
        if column is None and name and name not in _names(shape):
            sentence = f"The heading {heading} is not one of this list's, so the column was not read."
            remarks.append(_remark(sheet, shape, at, index, RemarkKind.UNKNOWN_HEADING, sentence))
        elif column is not None and name not in _names(shape):
            sentence = (
                f"The heading {heading} is not one of this list's. The column was read as “{column.heading[:120]}” "
                "because of where it stands. Check that it is, and put the heading right."
            )
            remarks.append(_remark(sheet, shape, at, index, RemarkKind.READ_BY_POSITION, sentence))
    return remarks


def _missing(sheet: Sheet, shape: ListShape, at: int, columns: Mapping[int, Column], layout: str) -> list[Remark]:
    found = {column.key for column in columns.values()}
    return [
        Remark(
            shape.number,
            sheet.name,
            at + 1,
            column.heading,
            RemarkKind.MISSING_HEADING,
            "The list has no column with this heading, so nothing of it is known. Add it if the council holds it.",
        )
        for column in shape.in_layout(layout)
        if column.key not in found and column.kind not in {"age", "child"}
    ]


_REPEATED = "This heading stands twice; the first column with it was read and this one was not. Delete one of them."


def _remark(sheet: Sheet, shape: ListShape, at: int, index: int, kind: RemarkKind, sentence: str) -> Remark:
    heading = str(sheet.rows[at][index])
    return Remark(
        shape.number, sheet.name, at + 1, f"{heading[:200]} ({column_letters(index)})".strip(), kind, sentence
    )
