"""A streamed look at a worksheet before anything parses it: how far it spreads, and which cells only look blank.

The parser expands a sheet to a dense grid, so two far-apart cells in a file of 5 kB would claim all memory. It also
gives an error such as #N/A, and a formula never calculated, back as an empty cell; here they are found and kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from caseaudit.errors import RefusedFile
from caseaudit.intake.archive import DAMAGED

# No council's list comes near these; a whole region's contacts in six months stay well below.
MAX_ROWS = 300_000
MAX_COLUMNS = 400
MAX_CELLS = 12_000_000
MAX_GRID = 24_000_000
_SPARSE = 100

TOO_MANY_ROWS = (
    f"A sheet has more than {MAX_ROWS:,} rows, far more than any Annex A list. "
    "Delete the rows below the last child, or import only the lists, and save the workbook again."
)
_TOO_WIDE = (
    f"A sheet has cells beyond column {MAX_COLUMNS}, far wider than any Annex A list. "
    "Delete the columns to the right of the list and save the workbook again."
)
_FAR_APART = (
    "A sheet has cells so far apart that reading it would fill the memory. "
    "Delete everything outside the list and save the workbook again."
)
_TOO_MANY_CELLS = f"The workbook has more than {MAX_CELLS:,} cells. Import only the Annex A lists."

UNCALCULATED = ""

_LARGE = 4 << 20
_CHUNK = 1 << 20
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension [^>]*ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
# A cell that is not opened as Excel and the usual libraries do it, or is written under a prefix.
_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}\d{1,7}"(?: \w+="\w*")*/?>)[\s/>]')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ODD = (b"<!", b"<?", b"t='e'")
_DOUBTFUL = (b"<f", b't="e"')
# No pattern may run past the next "<", or a hostile sheet could make each of its cells read the whole rest of it.
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>/]*>')
_ERROR_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*t="e"[^<>]*>(?:<f[^<>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_UNCALCULATED_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*><f[^<>]*(?:/>|>[^<]*</f>)(?:<v/>)?</c>')
_PLAIN_SHEET = re.compile(
    rb'\A(?:\xef\xbb\xbf)?\s*<\?xml [^>]*encoding="UTF-8"[^>]*\?>\s*<worksheet[ >]', re.IGNORECASE
)


@dataclass
class Scan:
    """What one worksheet spreads over; ``doubtful`` has the error, or UNCALCULATED, at (row number, column index)."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    doubtful: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def grid(self) -> int:
        """How many cells the parser would make of it."""
        return self.last_row * self.last_column

    def refuse_if_unreasonable(self) -> None:
        """Raises RefusedFile as soon as what has been seen so far is beyond any list."""
        if self.last_row > MAX_ROWS:
            raise RefusedFile(TOO_MANY_ROWS)
        if self.last_column > MAX_COLUMNS:
            raise RefusedFile(_TOO_WIDE)
        if self.cells > MAX_CELLS:
            raise RefusedFile(_TOO_MANY_CELLS)

    def refuse_if_sparse(self) -> None:
        """Raises RefusedFile where the dense grid would be out of all proportion to the cells there are."""
        if self.grid > min(_SPARSE * max(self.cells, 10_000), MAX_GRID):
            raise RefusedFile(_FAR_APART)


def scan_sheet(archive: ZipFile, member: str) -> Scan:
    """The spread and the doubtful cells of one worksheet; raises RefusedFile as soon as it is unreasonable."""
    with archive.open(member) as file:
        head = file.read(4096)
    is_large = archive.getinfo(member).file_size > _LARGE
    plain = _PLAIN_SHEET.match(head)
    # A small sheet with something that may be doubtful is looked at element by element: there is time to be exact.
    scan = _scan_text(archive, member, plain.end(), _ODD if is_large else _ODD + _DOUBTFUL) if plain else None
    if scan is None:
        if is_large:
            _refuse_by_dimension(head)
        scan = _scan_xml(archive, member)
    scan.refuse_if_unreasonable()
    scan.refuse_if_sparse()
    return scan


def column_index(letters: str) -> int:
    """The place of a column, A being 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """The name Excel shows for a column, 0 being A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _refuse_by_dimension(head: bytes) -> None:
    # A hint only, for the sheets that are slow to count: writers leave it out, and formatting alone can widen it.
    hint = _DIMENSION.search(head)
    if hint and MAX_ROWS < int(hint[2]) < 1_048_576:
        raise RefusedFile(TOO_MANY_ROWS)


def _scan_xml(archive: ZipFile, member: str) -> Scan:
    scan = Scan()
    row_no = 0
    try:
        with archive.open(member) as file:
            for _, row in etree.iterparse(
                file, tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
            ):
                if not row.tag.endswith("row"):
                    _refuse_outside_a_row(row)
                    continue
                row_no = _note_row(scan, row, row_no)
                row.clear()
                while (before := row.getprevious()) is not None:
                    row.getparent().remove(before)
    except etree.XMLSyntaxError as broken:
        raise RefusedFile(DAMAGED) from broken
    return scan


def _note_row(scan: Scan, row: "etree._Element", row_no: int) -> int:
    number = row.get("r") or ""
    row_no = int(number) if number.isdigit() else row_no + 1
    column = -1
    for cell in row.iter("{*}c"):
        reference = cell.get("r")
        if reference:
            letters = reference.rstrip("0123456789")
            column, row_no = column_index(letters), int(reference[len(letters) :] or row_no)
        else:
            column += 1
        # A cell with nothing in it is formatting, and the parser leaves it out too.
        if len(cell):
            scan.cells += 1
            scan.last_row = max(scan.last_row, row_no)
            scan.last_column = max(scan.last_column, column + 1)
            _note_cell(scan, cell, (row_no, column))
    scan.refuse_if_unreasonable()
    return row_no


def _refuse_outside_a_row(cell: "etree._Element") -> None:
    # The parser takes a cell wherever it stands; one outside a row would be counted by nobody.
    nearest = next(cell.iterancestors("{*}row", "{*}sheetData"), None)
    if nearest is not None and nearest.tag.endswith("sheetData"):
        raise RefusedFile(DAMAGED)


def _note_cell(scan: Scan, cell: "etree._Element", place: tuple[int, int]) -> None:
    if cell.get("t") == "e":
        scan.doubtful[place] = cell.findtext("{*}v") or "an error"
    elif len(cell) and cell.find("{*}f") is not None and cell.find("{*}v") is None and cell.find("{*}is") is None:
        scan.doubtful[place] = UNCALCULATED


def _scan_text(archive: ZipFile, member: str, start: int, odd: Sequence[bytes]) -> Scan | None:
    # Ten times faster than building elements, and exact for what Excel and the usual libraries write; None for anything
    # else.
    scan = Scan()
    columns: set[bytes] = set()
    for rows in _pieces(archive, member, start):
        if _ODD_CELL.search(rows) or _PREFIXED_CELL.search(rows) or any(mark in rows for mark in odd):
            return None
        # A cell may say another row than the one it stands in, and the parser believes the cell.
        found = _FILLED_CELL.findall(rows)
        scan.cells += len(found)
        rows_seen = {number for _, number in found}
        columns.update(letters for letters, _ in found)
        scan.last_row = max(scan.last_row, max(map(int, rows_seen), default=0))
        scan.last_column = max((column_index(name.decode()) + 1 for name in columns), default=0)
        scan.refuse_if_unreasonable()
        scan.doubtful.update(_doubtful_in(rows))
    return scan


def _doubtful_in(rows: bytes) -> Iterable[tuple[tuple[int, int], str]]:
    if b't="e"' in rows:
        for letters, number, error in _ERROR_CELL.findall(rows):
            yield (int(number), column_index(letters.decode())), error.decode()
    if b"<f" in rows:
        for letters, number in _UNCALCULATED_CELL.findall(rows):
            yield (int(number), column_index(letters.decode())), UNCALCULATED


def _pieces(archive: ZipFile, member: str, start: int) -> Iterator[bytes]:
    rest = b""
    with archive.open(member) as file:
        file.read(start)
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            cut = text.rfind(b"<row")
            cut = len(text) if cut <= 0 else cut
            yield text[:cut]
            rest = text[cut:]
    yield rest
