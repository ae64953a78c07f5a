"""Nothing typed by a person becomes a live formula in a spreadsheet."""

from csv import reader
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from caseaudit.reporting.as_csv import csv_file
from caseaudit.reporting.as_workbook import workbook_file
from caseaudit.reporting.cells import Table, neutral

TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]) | st.sampled_from("\t\r\n=+-@"))
ATTACKS = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def csv_cells(content):
    return list(reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("typed", ATTACKS)
def test_text_that_looks_like_a_formula_is_put_behind_an_apostrophe(typed):
    assert neutral(typed) == f"'{typed}"


def test_numbers_and_gaps_are_left_as_they_are():
    assert [neutral(cell) for cell in (12, 45.5, None, "Kim’s file", "O=K")] == ["12", "45.5", "", "Kim’s file", "O=K"]


@given(TEXT)
def test_no_text_at_all_begins_a_csv_cell_as_a_formula(typed):
    _, (cell,) = csv_cells(csv_file(Table("Sheet", ("Heading",), ((typed,),))))

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == typed.removeprefix("'")


def test_a_csv_file_begins_with_the_mark_that_tells_excel_it_is_utf_8():
    assert csv_file(Table("Sheet", ("Ä",), ())).startswith(b"\xef\xbb\xbf\xc3\x84")


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers():
    content = workbook_file(
        [Table("One", ("Text", "Number"), tuple((typed, 7) for typed in ATTACKS)), Table("Two", ("A",), ())]
    )

    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    assert workbook.sheet_names == ["One", "Two"]
    rows = workbook.get_sheet_by_name("One").to_python()
    assert rows[1] == [ATTACKS[0], 7.0]
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink", "")


def test_a_cell_too_long_for_a_workbook_is_not_dropped_in_silence():
    with pytest.raises(ValueError, match="too long"):
        workbook_file([Table("One", ("Text",), (("x" * 32_768,),))])
