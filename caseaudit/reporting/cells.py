"""Cells that leave the building: plain text that no spreadsheet takes for a formula."""

from dataclasses import dataclass

Cell = str | int | float | None

# What Excel, LibreOffice and Google Sheets take for the start of a formula, the full-width signs too.
_STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
    if isinstance(cell, str) and cell.startswith(_STARTS_OF_FORMULAS):
        return f"'{cell}"
    return str(cell)
