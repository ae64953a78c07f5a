"""Rows and cells of a table that was pasted as text: from Excel or Word, with pipes, or as CSV."""

import csv
import re
from collections import Counter
from io import StringIO

from caseaudit.errors import RefusedFile

LONGEST_PASTE = 2_000_000
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|:\s+(?=\S)")
_RULE = re.compile(r"[\s|+:=_–—-]*")


def rows_of(text: str) -> list[list[str]]:
    """The rows of a pasted table, every cell stripped and blank cells kept; blank lines and ruled lines are left out.

    A line that cannot be split is a row of one cell, so that no words are lost. Raises RefusedFile over 2 MB of text.
    """
    if len(text) > LONGEST_PASTE:
        raise RefusedFile("You cannot paste more than 2 MB of text at once. Paste the part that matters.")
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    lines = [line for line in tidy.split("\n") if line.strip()]
    if not lines:
        return []
    if _most(lines, "\t"):
        rows = _delimited(tidy, "\t")
    elif _most(lines, "|"):
        rows = [_piped(line) for line in lines]
    elif _is_csv(lines):
        rows = _delimited(tidy, ",")
    else:
        rows = [[line] for line in lines]
    stripped = [[cell.strip() for cell in row] for row in rows]
    return [row for row in stripped if any(cell and not _RULE.fullmatch(cell) for cell in row)]


def split_at_dash(line: str) -> list[str]:
    """A line such as "3.9.24 – moved to Nan's" as its two halves, or the line whole where nothing divides it."""
    parts = _DASH.split(line, maxsplit=1)
    return [part.strip() for part in parts] if len(parts) == 2 else [line]


def _most(lines: list[str], mark: str) -> bool:
    # In a pasted table nearly every line holds the mark, but a cell with a line break in it spreads over several lines.
    return sum(mark in line for line in lines) * 3 >= len(lines)


def _piped(line: str) -> list[str]:
    cells = line.strip().split("|")
    if len(cells) > 2 and not cells[0].strip() and not cells[-1].strip():
        cells = cells[1:-1]
    return cells


def _is_csv(lines: list[str]) -> bool:
    counts = Counter(len(row) for row in csv.reader(lines[:50]) if row)
    width, rows = counts.most_common(1)[0]
    return width > 2 and rows * 2 > sum(counts.values()) and len(lines) > 1


def _delimited(text: str, mark: str) -> list[list[str]]:
    # A quote mark that is never closed would swallow the rest of the paste into one cell.
    if text.count('"') % 2:
        return [line.split(mark) for line in text.split("\n")]
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return [line.split(mark) for line in text.split("\n")]
