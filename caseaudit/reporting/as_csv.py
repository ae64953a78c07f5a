"""Tables as CSV files that Excel opens without guessing: UTF-8 with its mark, and no live formulas."""

from csv import writer
from io import StringIO

from caseaudit.reporting.cells import Table, neutral


def csv_file(table: Table) -> bytes:
    """The table as a CSV file with one heading line."""
    text = StringIO(newline="")
    lines = writer(text)
    lines.writerow(table.headings)
    lines.writerows([neutral(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")
