"""Rows and cells of a table that was pasted as text: from Excel or Word, with pipes, or as CSV."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO

from caseaudit.checks.dates import MONTH, WEEKDAY
from caseaudit.errors import RefusedFile

LONGEST_PASTE = 2_000_000
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|:\s+(?=\S)")
_LONGEST_LEAD = 60
_BEGINS_WITH_DATE = re.compile(
    rf"\s*(?:{WEEKDAY}\.?,?\s+)?\d{{1,4}}(?:st|nd|rd|th)?\s?(?:[/.-]\s?\d|\s?{MONTH})", re.IGNORECASE
)
LONGEST_CELL = 20_000
# Nothing that can be typed, and no Word document can hold them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FEWEST_ALIKE = 2
_MANY_ALIKE = 2
_RULE = re.compile(r"[\s|+:=_–—-]*")


def rows_of(text: str, stands_alone: Callable[[str], bool]) -> list[list[str]]:
    """The rows of a pasted table, every cell stripped and blank cells kept; blank lines and ruled lines are left out.

    A line that cannot be split is a row of one cell, so that no words are lost, unless it goes on with the cell above
    and does not stand alone, as a heading does. Raises RefusedFile over 2 MB of text.
    """
    if len(text) > LONGEST_PASTE:
        raise RefusedFile("You cannot paste more than 2 MB of text at once. Paste the part that matters.")
    tidy = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line for line in tidy.split("\n") if line.strip()]
    if not lines:
        return []
    if _most(lines, "\t"):
        rows = _whole_rows(_delimited(tidy, "\t"), stands_alone)
    elif _most(lines, "|"):
        rows = [_piped(line) for line in lines]
    elif separator := _separator(lines):
        rows = _delimited(tidy, separator)
    else:
        rows = [[line] for line in lines]
    stripped = [[cell.strip() for cell in row] for row in rows]
    return [row for row in stripped if any(cell and not _RULE.fullmatch(cell) for cell in row)]


def splits_at_dash(line: str) -> Iterator[tuple[str, str]]:
    """Every way to halve the beginning of a line such as "3.9.24 – moved to Nan's", the shortest first half first."""
    for match in _DASH.finditer(line, 0, _LONGEST_LEAD):
        yield line[: match.start()].strip(), line[match.end() :].strip()


def _most(lines: list[str], mark: str) -> bool:
    # In a pasted table nearly every line holds the mark, but a cell with a line break in it spreads over several lines.
    counts = Counter(line.count(mark) for line in lines if line.count(mark) > 1)
    return sum(mark in line for line in lines) * 3 >= len(lines) or max(counts.values(), default=0) > _MANY_ALIKE


def _whole_rows(rows: list[list[str]], stands_alone: Callable[[str], bool]) -> list[list[str]]:
    """The rows with every paragraph of a cell in its cell again, as far as the number of columns is known."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, alike = widths.most_common(1)[0] if widths else (0, 0)
    if alike < _FEWEST_ALIKE:
        return rows
    whole: list[list[str]] = []
    for row in (row for row in rows if any(cell.strip() for cell in row)):
        is_new = not whole or stands_alone(row[0].strip())
        if not is_new and _goes_on(whole[-1], row, width):
            whole[-1] = [*whole[-1][:-1], f"{whole[-1][-1]}\n{row[0]}".strip(), *row[1:]]
        else:
            whole.append(row)
    return whole


def _goes_on(before: list[str], row: list[str], width: int) -> bool:
    # What stands alone above the table is its title, and what begins with a date is a row of its own.
    if len(before) < 2 or len(before[-1]) > LONGEST_CELL or _BEGINS_WITH_DATE.match(row[0]):
        return False
    return len(row) == 1 or (len(row) < width and len(before) + len(row) - 1 <= width)


def _piped(line: str) -> list[str]:
    cells = line.strip().split("|")
    if len(cells) > 2 and not cells[0].strip() and not cells[-1].strip():
        cells = cells[1:-1]
    return cells


def _separator(lines: list[str]) -> str:
    """The mark that parts the cells of most lines into the same number, or nothing."""
    for mark in ",;":
        counts = Counter(len(row) for row in csv.reader(lines[:50], delimiter=mark) if row)
        width, rows = counts.most_common(1)[0]
        if width > 2 and rows * 2 > sum(counts.values()) and len(lines) > 1:
            return mark
    return ""


def _delimited(text: str, mark: str) -> list[list[str]]:
    # A quote mark that is never closed would swallow the rest of the paste into one cell.
    if text.count('"') % 2:
        return [line.split(mark) for line in text.split("\n")]
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return [line.split(mark) for line in text.split("\n")]
