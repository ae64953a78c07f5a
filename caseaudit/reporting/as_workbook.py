"""Tables as an Excel workbook: a sheet each, text as text whatever it looks like."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from caseaudit.reporting.cells import Cell, Table

_WIDEST = 60
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook_file(tables: Sequence[Table]) -> bytes:
    """The tables as an XLSX file, one sheet each."""
    content = BytesIO()
    with Workbook(content, _OPTIONS) as workbook:
        bold = workbook.add_format({"bold": True})
        for table in tables:
            _fill(workbook.add_worksheet(table.title), table, bold)
    return content.getvalue()


def _fill(sheet: Worksheet, table: Table, bold: object) -> None:
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(table.headings):
        longest = max([len(heading), *(len(str(row[column])) for row in table.rows if row[column] is not None)])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, bold)
    for row_number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, row_number, column, cell)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    # write() would turn typed text into live formulas and links.
    written = sheet.write_string(row, column, cell) if isinstance(cell, str) else sheet.write_number(row, column, cell)
    if written != 0:
        raise ValueError("A cell is too long for a workbook.")
