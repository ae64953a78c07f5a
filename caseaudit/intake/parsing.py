"""The parser's own process: a workbook in, its cells as text and dates out, with memory and time limited.

The parser is native code; what makes it fail ends this process and not the one people are working in. Run as
``python -m caseaudit.intake.parsing FILE BYTES``; it writes one pickle of text, dates and lists to standard output.
"""

import gc
import sys
from datetime import date, datetime, time, timedelta
from pickle import HIGHEST_PROTOCOL, dump
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

Cell = str | date
CANNOT_READ = 3
MEMORY_BYTES = 2 << 30
_INVISIBLE = (*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD)
_SPACES = (*"\t\n\v\f\r\x85", chr(0xA0), chr(0x2007), chr(0x202F), chr(0x2028), chr(0x2029))
_CLEANING: dict[int, str | None] = {code: None for code in _INVISIBLE} | {ord(space): " " for space in _SPACES}


def text_of(value: str) -> str:
    """Text without control or invisible characters, trimmed, with one kind of space."""
    if value.isascii() and value.isprintable():
        return value.strip()
    return value.translate(_CLEANING).strip()


def cell_of(value: object) -> Cell:
    """A cell as text or as a date; a whole number has no decimal part."""
    if isinstance(value, str):
        return text_of(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time | timedelta):
        return f"time {value}"
    return "" if value is None else str(value)


def limit_memory(most: int) -> None:
    """Hold this process to so much, MEMORY_BYTES at most; Windows cannot, and there the time limit alone stands."""
    try:
        from resource import RLIMIT_AS, setrlimit
    except ImportError:
        return
    setrlimit(RLIMIT_AS, (min(most, MEMORY_BYTES),) * 2)


class _Cells(dict[Any, Cell]):
    # Most cells of a workbook repeat, so each different one is made once, and goes through the pipe once.

    def __missing__(self, value: Any) -> Cell:
        cell = self[value] = cell_of(value[1] if isinstance(value, tuple) else value)
        return cell


def sheets_of(path: str) -> list[tuple[str, list[list[Cell]]]]:
    """Every worksheet's name and rows, the first row and column of the sheet first."""
    book = CalamineWorkbook.from_path(path)
    names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    cells = _Cells()
    return [(name, [_row(row, cells) for row in _rows(book, name)]) for name in names]


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _row(values: list[Any], cells: _Cells) -> list[Cell]:
    # 1, 1.0 and True are one key to a dictionary.
    return [cells[value if type(value) is str else (type(value), value)] for value in values]


def main() -> None:
    """Read the workbook named on the command line, within so many bytes; exit with CANNOT_READ where it cannot be."""
    limit_memory(int(sys.argv[2]))
    gc.disable()
    try:
        sheets = sheets_of(sys.argv[1])
    except (CalamineError, OSError, MemoryError):
        sys.exit(CANNOT_READ)
    dump(sheets, sys.stdout.buffer, protocol=HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
