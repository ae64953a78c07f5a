"""Reading text files of cells: how they are written and what parts the cells is found out, and said where unusual."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import islice
from pathlib import Path

from caseaudit.errors import RefusedFile
from caseaudit.intake.parsing import Cell, text_of
from caseaudit.intake.prescan import MAX_COLUMNS, MAX_ROWS
from caseaudit.intake.remarks import Remark, RemarkKind
from caseaudit.intake.workbook import Sheet

MAX_BYTES = 100 << 20
LONGEST_CELL = 32_767
# Those in the words of a long cell are no cells' ends.
MOST_SEPARATORS = MAX_COLUMNS + 2 * LONGEST_CELL
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_HEAD = 12

Recogniser = Callable[[Sheet], object | None]


def read_separated(path: Path, sheet: str, knows: Recogniser) -> tuple[Sheet, tuple[Remark, ...]] | None:
    """The cells of a text file, parted as makes ``knows`` know its headings; None where nothing does."""
    text, remarks = _text(path, sheet)
    for separator, called in _by_likelihood(text):
        head = Sheet(sheet, [row for _, row in islice(_rows(text, separator), _HEAD)])
        if knows(head) is not None:
            if separator != ",":
                sentence = f"The cells are parted by {called}, and were read so. Check that no cell was cut in two."
                remarks = (*remarks, Remark(None, sheet, None, "", RemarkKind.SEPARATOR, sentence))
            return _whole(text, separator, sheet), remarks
    return None


def uneven(sheet: Sheet, heading_row: int) -> Iterator[tuple[int, str]]:
    """The rows with more or fewer cells than there are headings, each with a sentence."""
    width = len(sheet.rows[heading_row])
    for at in range(heading_row + 1, len(sheet.rows)):
        cells = sheet.rows[at]
        if any(cells) and (len(cells) < width or any(cells[width:])):
            yield sheet.row_numbers[at], _FEWER if len(cells) < width else _MORE


def headings_of(path: Path, sheet: str) -> Sequence[Cell]:
    """The first row of a text file, parted by what gives it most cells; empty where there is none."""
    text, _ = _text(path, sheet)
    separator, _ = next(iter(_by_likelihood(text)))
    return next((row for _, row in _rows(text, separator) if any(row)), [])


def text_in(path: Path) -> str:
    """All the text of a file, whichever way its letters are written; raises RefusedFile where they cannot be read."""
    return _text(path, "")[0]


def _text(path: Path, sheet: str) -> tuple[str, tuple[Remark, ...]]:
    if path.stat().st_size > MAX_BYTES:
        raise RefusedFile(f"The file is larger than {MAX_BYTES >> 20} MB. Import only the lists.")
    content = path.read_bytes()
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _decoded(content, name), ()
    if b"\0" in content[:4096]:
        name = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return _decoded(content, name), (Remark(None, sheet, None, "", RemarkKind.ENCODING, _UTF16),)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decoded(content, "cp1252"), (Remark(None, sheet, None, "", RemarkKind.ENCODING, _CP1252),)


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode(name)
    except UnicodeDecodeError as wrong:
        raise RefusedFile(_UNREADABLE) from wrong
    if "\0" in text:
        raise RefusedFile(_UNREADABLE)
    return text


def _by_likelihood(text: str) -> Sequence[tuple[str, str]]:
    head = text[:20_000]
    return sorted(_SEPARATORS.items(), key=lambda one: -head.count(one[0]))


def _whole(text: str, separator: str, sheet: str) -> Sheet:
    rows: list[Sequence[Cell]] = []
    numbers: list[int] = []
    known: dict[str, str] = {}
    for number, row in _rows(text, separator, known):
        if len(rows) > MAX_ROWS:
            raise RefusedFile(f"The file has more than {MAX_ROWS:,} rows. Import only the lists.")
        rows.append(row)
        numbers.append(number)
    return Sheet(sheet, rows, row_numbers=numbers)


def _rows(text: str, separator: str, known: dict[str, str] | None = None) -> Iterator[tuple[int, Sequence[Cell]]]:
    known = {} if known is None else known
    lines = _Lines(text, separator)
    reader = csv.reader(lines, delimiter=separator)
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > MAX_COLUMNS:
                raise RefusedFile(_WIDE.format(row=number))
            lines.row_ended()
            for cell in row:
                if cell not in known:
                    known[cell] = _clean(cell, number)
            yield number, [known[cell] for cell in row]
    except csv.Error as broken:
        raise RefusedFile(_LONG.format(row=reader.line_num)) from broken


class _Lines:
    """The lines of a text; a row of cells without end is refused before it is built."""

    def __init__(self, text: str, separator: str) -> None:
        self._lines = StringIO(text, newline="")
        self._separator = separator
        self._separators = 0
        self._rows = 1

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._separators += line.count(self._separator)
            if self._separators > MOST_SEPARATORS:
                raise RefusedFile(_WIDE.format(row=self._rows))
            yield line

    def row_ended(self) -> None:
        """Begin to count anew."""
        self._separators = 0
        self._rows += 1


def _clean(cell: str, row: int) -> str:
    if len(cell) > LONGEST_CELL:
        raise RefusedFile(_LONG.format(row=row))
    return text_of(cell)


_UTF16 = "The file is written as UTF-16 without saying so, and was read so. Check names with accents."
_CP1252 = (
    "The file is not written as UTF-8, so it was read as Windows text (cp1252). Check words with accents, or save it "
    "as CSV UTF-8."
)
_UNREADABLE = "The letters of the file cannot be read. Open it in Excel, save it as CSV UTF-8 and import that."
_LONG = "Row {row} has a cell longer than any list's: a quotation mark may be open. Put it right and import again."
_WIDE = f"Row {{row:,}} has more than {MAX_COLUMNS} cells. Import only the lists."
_FEWER = "The row has fewer cells than there are headings, so the file may have been cut. Check it."
_MORE = "The row has more cells than there are headings, so its cells may have moved. Check it for stray separators."
