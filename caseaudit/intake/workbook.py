"""Reading a council's workbook without trusting it: looked at first, then parsed in a process of its own."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from pickle import Unpickler, UnpicklingError
from subprocess import DEVNULL, PIPE, TimeoutExpired, run
from typing import Any

from caseaudit.errors import RefusedFile
from caseaudit.intake.archive import DAMAGED, open_archive, unpacked_bytes, worksheets
from caseaudit.intake.parsing import Cell
from caseaudit.intake.prescan import MAX_CELLS, Scan, scan_sheet

SECONDS = 60
# What the parser may fill: itself, and so much for what was seen of the workbook, so that nothing unseen fits.
_MEMORY_BYTES = 384 << 20
_BYTES_A_CELL = 64
_BYTES_A_BYTE = 6
_TOO_SLOW = "The workbook took too long to read. Import only the Annex A lists, saved as a new workbook."
_TOO_MANY_CELLS = f"The workbook has more than {MAX_CELLS:,} cells. Import only the Annex A lists."


@dataclass(frozen=True)
class Sheet:
    """One sheet as text and dates; ``doubtful`` has each error, or nothing for a formula never calculated.

    ``row_numbers`` has the line each row stands in, where that is not its place among the rows.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    is_hidden: bool = False
    doubtful: Mapping[tuple[int, int], str] = field(default_factory=dict)
    row_numbers: Sequence[int] = ()


@dataclass(frozen=True)
class Workbook:
    """The sheets of one file, and the file's SHA-256."""

    sheets: tuple[Sheet, ...]
    sha256: str


def read_workbook(path: Path) -> Workbook:
    """Every sheet of an .xlsx file; raises RefusedFile with what the file is and what to do where it cannot be read."""
    scans: dict[str, Scan] = {}
    hidden: set[str] = set()
    with open_archive(path) as archive:
        for part in worksheets(archive):
            scans[part.name] = scan_sheet(archive, part.member)
            if part.is_hidden:
                hidden.add(part.name)
        unpacked = unpacked_bytes(archive)
    if sum(scan.cells for scan in scans.values()) > MAX_CELLS:
        raise RefusedFile(_TOO_MANY_CELLS)
    grid = sum(scan.grid for scan in scans.values())
    parsed = _parsed_elsewhere(path, memory=_MEMORY_BYTES + _BYTES_A_CELL * grid + _BYTES_A_BYTE * unpacked)
    if any(name not in scans for name, _ in parsed):
        raise RefusedFile(DAMAGED)
    sheets = tuple(Sheet(name, rows, name in hidden, scans[name].doubtful) for name, rows in parsed)
    with path.open("rb") as file:
        return Workbook(sheets, file_digest(file, "sha256").hexdigest())


class _OnlyDates(Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("datetime", "date"):
            raise UnpicklingError(f"{module}.{name}")
        return date


def _parsed_elsewhere(path: Path, *, memory: int) -> Sequence[tuple[str, Sequence[Sequence[Cell]]]]:
    # -P: never import from the folder the command happens to be run in.
    command = [sys.executable, "-P", "-m", "caseaudit.intake.parsing", str(path), str(memory)]
    try:
        done = run(command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, timeout=SECONDS, check=False)  # noqa: S603
        if done.returncode:
            raise RefusedFile(DAMAGED)
        sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]] = _OnlyDates(BytesIO(done.stdout)).load()
    except TimeoutExpired as slow:
        raise RefusedFile(_TOO_SLOW) from slow
    except (UnpicklingError, EOFError) as broken:
        raise RefusedFile(DAMAGED) from broken
    return sheets
