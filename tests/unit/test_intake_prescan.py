from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from caseaudit.errors import RefusedFile
from caseaudit.intake.prescan import UNCALCULATED, Scan, scan_sheet

OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="main" xmlns:x="main"><sheetData>'
CLOSING = "</sheetData></worksheet>"
WRITTEN = {
    "as usual": '<row r="2"><c r="A2"><v>1</v></c><c r="AB2" s="4"><v>2</v></c><c r="AC2" s="4"/></row>',
    "other way about": '<row r="2"><c r="A2"><v>1</v></c><c s="4" r="AB2"><v>2</v></c><c s="4" r="AC2"/></row>',
    "without places": '<row r="2"><c><v>1</v></c><c r="AB2"><v>2</v></c></row>',
    "under a prefix": '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c><x:c r="AB2"><x:v>2</x:v></x:c></x:row>',
    "after a comment": '<!-- <c r="XFD9"><v/></c> --><row r="2"><c r="A2"><v>1</v></c><c r="AB2"><v>2</v></c></row>',
    "after an aside": '<?x <c r="XFD9"><v>1</v></c> ?><row r="2"><c r="A2"><v>1</v></c><c r="AB2"><v>2</v></c></row>',
    "by cells that say another row": '<row r="1"><c r="AB2"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "with strokes in attributes": '<row r="2"><c r="A2" x="/"><v>1</v></c><c r="AB2" x="/>"><v>2</v></c></row>',
    "with arrows in attributes": '<row r="2"><c r="A2" x="a>"><v>1</v></c><c r="AB2" x=">/>"><v>2</v></c></row>',
    "deeper down": '<row r="2"><c r="A2"><v>1</v></c><x><c r="AB2"><v>2</v></c></x></row>',
    "over lines": '<row r="2"><c\n r="A2"><v>1</v></c><c\tr="AB2"><v>2</v></c></row>',
}


def scanned(rows: str):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", OPENING + rows + CLOSING)
    with ZipFile(content) as archive:
        return scan_sheet(archive, "sheet.xml")


@pytest.mark.parametrize("written", WRITTEN)
def test_however_its_cells_are_written_a_sheet_spreads_as_far_as_it_does(written):
    scan = scanned(WRITTEN[written])

    assert (scan.cells, scan.last_row, scan.last_column) == (2, 2, 28)
    assert scan.doubtful == {}


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ('<c r="B3" t="e"><v>#N/A</v></c>', "#N/A"),
        ("<c r=\"B3\" t='e'><v>#N/A</v></c>", "#N/A"),
        ('<c r="B3"><f>A1+1</f></c>', UNCALCULATED),
        ('<c r="B3">\n<f>A1+1</f>\n</c>', UNCALCULATED),
    ],
)
def test_a_cell_that_only_looks_blank_is_found(cell, doubt):
    assert scanned(f'<row r="3"><c r="A3"><v>1</v></c>{cell}</row>').doubtful == {(3, 1): doubt}


def test_a_cell_outside_every_row_is_no_sheet():
    with pytest.raises(RefusedFile, match="damaged"):
        scanned('<row r="1"><c r="A1" x="/"><v>1</v></c></row><c r="XFD2500"><v>1</v></c>')


def test_a_grid_is_refused_by_its_size_however_many_cells_fill_it():
    with pytest.raises(RefusedFile, match="so far apart"):
        Scan(cells=1_000_000, last_row=100_000, last_column=250).refuse_if_sparse()


def sheet_with_last_cell_in(row: int) -> str:
    return f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="J{row}"><v>1</v></c></row>'


def test_a_sheet_may_spread_to_a_hundred_times_ten_thousand_cells_and_no_further():
    assert scanned(sheet_with_last_cell_in(100_000)).last_row == 100_000

    with pytest.raises(RefusedFile, match="cells so far apart that reading it would fill the memory"):
        scanned(sheet_with_last_cell_in(100_001))
