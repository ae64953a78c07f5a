"""Cells that leave the building: plain text that no spreadsheet takes for a formula."""

from dataclasses import dataclass

from caseaudit.words import looks_like_a_formula

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Headings and rows of one sheet or file."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def neutral(cell: Cell) -> str:
    """The cell as text for a CSV file; an apostrophe in front keeps text that looks like a formula from being one."""
    if cell is None:
        return ""
    if isinstance(cell, str) and looks_like_a_formula(cell):
        return f"'{cell}"
    return str(cell)
