"""The children looked after return: each of its files known by its columns, and the XML form by its elements."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from caseaudit.errors import RefusedFile
from caseaudit.intake.elements import Records, read_elements
from caseaudit.intake.headings import Recognised, plain_heading
from caseaudit.intake.readings import ReadSource
from caseaudit.intake.remarks import Remark, RemarkKind, quoted
from caseaudit.intake.specification import Column, ListShape, ssda903_files
from caseaudit.intake.workbook import Sheet

LAYOUT = "SSDA903"
_XML_ALONE = ("xml",)
ROOTS = ("EXPSSDA903", "SSDA903")


def is_903(root: str, beneath: Sequence[str]) -> bool:
    """Whether an XML file that begins like this is the return."""
    return root.upper() in ROOTS or {"CHILD", "HEADER", "CHILDID"} <= set(beneath)


def read_903_xml(path: Path, sheet: str) -> ReadSource:
    """The records of the return's XML form; raises RefusedFile where no child is in it."""
    records = Records(ssda903_files(), sheet, ["CHILDID", "CHILD_ID"])
    read_elements(path, "CHILD", records, _nothing)
    tables = records.tables()
    if not tables:
        raise RefusedFile("The return has no child in it. Ask for it with its records.")
    return ReadSource(tables, tuple(records.odd.values()), LAYOUT)


def recognise_903(sheet: Sheet) -> Recognised | None:
    """The file of the return whose columns these are; the first row has them, in any order."""
    if not sheet.rows:
        return None
    names = [plain_heading(cell) for cell in sheet.rows[0]]
    found = [shape for shape in ssda903_files() if _has_columns(shape, set(names))]
    if not found:
        return None
    # Several files share columns: the one of which most are there is meant, and of two the shorter.
    shape = max(found, key=lambda one: (_known(one, names), -len(one.columns)))
    columns: dict[int, Column] = {}
    for at, name in enumerate(names):
        column = _names(shape).get(name)
        if column and column not in columns.values():
            columns[at] = column
    return Recognised(sheet, shape, "", 0, columns, _about(sheet, shape, names, columns))


def _nothing(element: "etree._Element") -> None:
    return None


def _names(shape: ListShape) -> dict[str, Column]:
    return {plain_heading(name): column for column in shape.columns for name in (column.heading, *column.aliases)}


def _known(shape: ListShape, names: Sequence[str]) -> int:
    return len(set(_names(shape)) & set(names))


def _has_columns(shape: ListShape, names: set[str]) -> bool:
    wanted = {plain_heading(column.heading) for column in shape.columns}
    shared = {"child", "dob", "sex"}
    own = wanted - shared
    return "child" in names and len(own & names) * 2 > len(own)


def _about(sheet: Sheet, shape: ListShape, names: Sequence[str], columns: dict[int, Column]) -> tuple[Remark, ...]:
    remarks = []
    for at, name in enumerate(names):
        if at not in columns and name:
            heading = str(sheet.rows[0][at])
            sentence = f"The column {quoted(heading)} is not one of this file's, or stands twice, and was not read."
            remarks.append(Remark(shape.number, sheet.name, 1, heading[:200], RemarkKind.UNKNOWN_HEADING, sentence))
    read = {column.key for column in columns.values()}
    for column in shape.columns:
        if column.key not in read and column.kind != "unread" and column.layouts != _XML_ALONE:
            remarks.append(Remark(shape.number, sheet.name, 1, column.heading, RemarkKind.MISSING_HEADING, _MISSING))
    return tuple(remarks)


_MISSING = "The file has no column with this heading, so nothing of it is known. Add it if the council holds it."
