"""Annex A workbooks for tests: rows by column key, everything not said filled in plausibly."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from caseaudit.intake.specification import Column, annex_a_list

AS_AT = date(2026, 3, 31)
BORN = date(2015, 6, 1)
RECENT = date(2026, 2, 2)

_CODES = {
    "sex": "b) Female",
    "ethnicity": "a) WBRI",
    "yes_no": "b) No",
    "referral_source": "q) 6: Police",
    "primary_need": "N1 - Abuse or neglect",
    "case_status": "c) Child in need plan",
    "abuse_category": "a) Neglect",
    "legal_status": "C2: Full care order",
    "placement_type": "U6: Foster placement",
    "placement_provider": "PR1: Own provision",
    "in_or_out": "a) In",
    "eligibility": "b) Former relevant child",
    "in_touch": "a) Yes",
}
Row = Mapping[str, Any]


class Formula(str):
    """A cell with a formula, given with the value last calculated after a bar: =1/0|#DIV/0!."""


def filled(number: int, row: Row) -> dict[str, Any]:
    """The row with every cell Annex A asks for."""
    return {column.key: row.get(column.key, _usual(column)) for column in annex_a_list(number).columns}


def _usual(column: Column) -> Any:
    if column.key == "born_on":
        return BORN
    if not column.is_required:
        return None
    return {"date": RECENT, "code": _CODES.get(column.codes, "x"), "number": 1}.get(column.kind, "North team")


def write(
    path: Path,
    lists: Mapping[int, Iterable[Row]],
    *,
    layout: str = "2024",
    headings: Mapping[str, str] | None = None,
    titles: Sequence[str] = (),
    names: Mapping[int, str] | None = None,
    hidden: Iterable[int] = (),
) -> Path:
    """A workbook of these lists; ``headings`` renames columns, ``titles`` stand in rows above the headings."""
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for number, rows in lists.items():
            sheet = workbook.add_worksheet((names or {}).get(number, f"List {number}"))
            columns = annex_a_list(number).in_layout(layout)
            for at, title in enumerate(titles):
                sheet.write_string(at, 0, title)
            for index, column in enumerate(columns):
                sheet.write(len(titles), index, (headings or {}).get(column.heading, column.heading))
            for at, row in enumerate(rows, start=len(titles) + 1):
                for index, column in enumerate(columns):
                    _write(sheet, at, index, filled(number, row)[column.key])
            if number in hidden:
                sheet.hide()
        workbook.worksheets()[0].activate()
        first = next((sheet for sheet in workbook.worksheets() if not sheet.hidden), None)
        if first:
            first.activate()
            first.set_first_sheet()
    return path


def _write(sheet: Any, at: int, index: int, value: Any) -> None:
    if isinstance(value, Formula):
        formula, _, result = value.partition("|")
        sheet.write_formula(at, index, formula, None, result)
    elif isinstance(value, str):
        sheet.write_string(at, index, value)
    elif isinstance(value, date):
        sheet.write_datetime(at, index, value)
    elif value is not None:
        sheet.write_number(at, index, value)


def write_sheet_xml(path: Path, pieces: Iterable[bytes], *, name: str = "List 1", beginning: bytes = b"") -> Path:
    """A workbook whose one sheet has exactly this XML between its rows' tags."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for member, text in parts.items():
            archive.writestr(member, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
            sheet.write(beginning or f"<worksheet {main}><sheetData>".encode())
            for piece in pieces:
                sheet.write(piece)
            sheet.write(b"</sheetData></worksheet>")
    return path
