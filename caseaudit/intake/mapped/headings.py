"""The headings of a file nobody has described yet."""

from collections.abc import Sequence
from pathlib import Path

from caseaudit.errors import RefusedFile
from caseaudit.intake.headings import plain_heading
from caseaudit.intake.kinds import Kind, kind_of
from caseaudit.intake.separated import headings_of
from caseaudit.intake.workbook import read_workbook

MOST_COLUMNS = 80
LONGEST_HEADING = 200


def headings_in(path: Path) -> tuple[str, ...]:
    """The headings in the first row of a CSV file, or of the first sheet of a workbook that has any."""
    kind = kind_of(path)
    if kind is Kind.XML:
        raise RefusedFile("The columns of an XML file cannot be described. Ask for it as a workbook or CSV.")
    if kind is Kind.TEXT:
        row = headings_of(path, "The file")
    else:
        filled = (row for sheet in read_workbook(path).sheets for row in sheet.rows if any(row))
        row = next(filled, [])
    headings = tuple({plain_heading(cell): str(cell) for cell in reversed(row) if plain_heading(cell)}.values())[::-1]
    if not headings:
        raise RefusedFile("The first row of the file has no headings. Put a heading over every column.")
    refuse_beyond_describing(headings)
    return headings


def refuse_beyond_describing(headings: Sequence[str]) -> None:
    """Raises RefusedFile where nobody could say of so many columns, or of so long headings, what they mean."""
    if len(headings) > MOST_COLUMNS:
        raise RefusedFile(f"The file has more than {MOST_COLUMNS} columns. Delete those that need not be read.")
    if any(len(heading) > LONGEST_HEADING for heading in headings):
        raise RefusedFile(f"A heading is longer than {LONGEST_HEADING} characters. Make it shorter in the file.")
