"""Reading one cell: what stands for nothing, dates without guessing, a postcode cut short, a child's number."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from caseaudit.intake.codes import read_code
from caseaudit.intake.parsing import Cell
from caseaudit.intake.remarks import RemarkKind, Trouble, quoted
from caseaudit.intake.specification import Column, Kind

# BOTH, NO, NONE and NOBT are codes, so nothing is taken for blank that is not here.
NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "–",
        "—",
        ".",
        "nan",
        "null",
        "n/a",
        "na",
        "#n/a",
        "#null!",
        "nat",
        "(null)",
        "(blank)",
        "<na>",
        "nil",
    )
)
LONGEST_KEPT = 2_000

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.+Z-]*)?")
_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})(?: \d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?")
_NUMBER = re.compile(r"\d{1,6}")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d)(?:[A-Z]{2})?")
_CHILD_ID = re.compile(r"[A-Z0-9]{1,20}")
_DECIMAL = re.compile(r"(\d+)\.0+")
# The earliest date a case system gives is nobody's: it is what an empty field becomes.
_EARLIEST = date(1900, 1, 31)
# 31 December 1899 is what an empty cell becomes in some systems.
_IMPOSSIBLE = date(1899, 12, 30)


class Reading(NamedTuple):
    """What a cell is kept as, what it was read as, and what is doubtful about it."""

    raw: str | None = None
    on: date | None = None
    codes: tuple[str, ...] = ()
    trouble: Trouble | None = None


def is_nothing(cell: Cell) -> bool:
    """Whether a cell stands for no answer."""
    return isinstance(cell, str) and cell.casefold() in NOTHING


def written(on: date) -> str:
    """A date as the lists write it."""
    return f"{on:%d/%m/%Y}"


def read_cell(column: Column, cell: Cell, as_at: date) -> Reading:
    """The cell as its column is read; a cell that cannot be keeps its text and says what to do."""
    if is_nothing(cell):
        return Reading(trouble=_BLANK if column.is_required else None)
    return _READERS[column.kind](column, cell, as_at)


def read_child_id(cell: Cell) -> tuple[str, Trouble | None]:
    """The child's number as text, trimmed and in capitals; empty where there is none that could be kept."""
    if isinstance(cell, date):
        return "", Trouble(RemarkKind.NO_CHILD_ID, "There is a date where the child's number should be. Put it right.")
    if is_nothing(cell):
        return "", Trouble(RemarkKind.NO_CHILD_ID, "The row has no child's number, so nobody can be told whose it is.")
    ref = " ".join(cell.upper().split())
    decimal = _DECIMAL.fullmatch(ref)
    ref = decimal[1] if decimal else ref
    if len(ref) > 60:
        return "", Trouble(RemarkKind.NOT_A_CHILD, "This looks like a note and not a child's number.")
    if not _CHILD_ID.fullmatch(ref):
        return ref, Trouble(
            RemarkKind.ODD_CHILD_ID,
            "The child's number is not up to 20 letters and figures. It was kept as it stands; check that it is one.",
        )
    return ref, None


def read_date(text: str) -> date | Trouble:
    """A date written dd/mm/yyyy, with or without a time; anything else is not guessed at."""
    match = _DATE.fullmatch(text)
    try:
        found = date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        found = None
    if found is not None:
        return found
    if _SERIAL.fullmatch(text):
        return Trouble(
            RemarkKind.SERIAL_NUMBER,
            "This is a number and not a date. Format the column as dates in Excel, check it, and import again.",
        )
    return Trouble(RemarkKind.NOT_A_DATE, "This cannot be read as a date. Write it as dd/mm/yyyy.")


def _read_iso_date(text: str) -> date | Trouble:
    match = _ISO_DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    return Trouble(RemarkKind.NOT_A_DATE, "This cannot be read as a date. Write it as yyyy-mm-dd.")


_BLANK = Trouble(RemarkKind.BLANK, "This is blank, and is asked for of every child. Fill it in if it is known.")
_PLACEHOLDER = Trouble(
    RemarkKind.PLACEHOLDER_DATE, "01/01/1900 stands for no date, and was read as blank. Clear it or give the date."
)
_TOO_EARLY = Trouble(
    RemarkKind.IMPOSSIBLE_DATE, "A date before 1900 cannot be right, and was read as blank. Put the year right."
)
_LATER = Trouble(
    RemarkKind.AFTER_AS_AT,
    "This is after the date of the lists. Check it, and that the lists are as at the date given.",
)


def _date(column: Column, cell: Cell, as_at: date) -> Reading:
    read = _read_iso_date if column.is_iso else read_date
    found = cell if isinstance(cell, date) else read(cell)
    if isinstance(found, Trouble):
        return Reading(raw=str(cell)[:LONGEST_KEPT], trouble=found)
    if found < _IMPOSSIBLE:
        return Reading(raw=written(found), trouble=_TOO_EARLY)
    if found <= _EARLIEST:
        return Reading(raw=written(found), trouble=_PLACEHOLDER)
    # A date of birth still to come is an expected one, told apart once all the lists are read.
    is_late = found > as_at and column.key not in {"born_on", "expected_on"} and not column.may_follow
    return Reading(raw=written(found), on=found, trouble=_LATER if is_late else None)


def _code(column: Column, cell: Cell, as_at: date) -> Reading:
    text = _text_of(cell)
    codes = read_code(column.codes, dict(column.translations).get(text.casefold(), text))
    if codes:
        return Reading(raw=text, codes=codes)
    return Reading(
        raw=text,
        trouble=Trouble(
            RemarkKind.UNMAPPED_CODE,
            f"{quoted(text)} is not a code of this column. It was kept as it stands and counts as not known.",
        ),
    )


def _number(column: Column, cell: Cell, as_at: date) -> Reading:
    text = _text_of(cell)
    if _NUMBER.fullmatch(text):
        return Reading(raw=text)
    return Reading(
        raw=text, trouble=Trouble(RemarkKind.NOT_A_NUMBER, "This is not a whole number. Put the count in its place.")
    )


def _text(column: Column, cell: Cell, as_at: date) -> Reading:
    return Reading(raw=_text_of(cell))


def _postcode(column: Column, cell: Cell, as_at: date) -> Reading:
    match = _POSTCODE.fullmatch(" ".join(_text_of(cell).upper().split()))
    if match:
        return Reading(raw=f"{match[1]} {match[2]}")
    return Reading(
        trouble=Trouble(
            RemarkKind.NOT_A_POSTCODE, "This is not a postcode, and was not kept. Give the placement's, or clear it."
        )
    )


def _never(column: Column, cell: Cell, as_at: date) -> Reading:
    return Reading()


def _text_of(cell: Cell) -> str:
    return written(cell) if isinstance(cell, date) else cell[:LONGEST_KEPT]


_READERS: Mapping[Kind, Callable[[Column, Cell, date], Reading]] = {
    "date": _date,
    "code": _code,
    "number": _number,
    "text": _text,
    "postcode": _postcode,
    "age": _never,
    "unread": _never,
    "child": _never,
}
