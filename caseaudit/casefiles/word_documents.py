"""The tables and paragraphs of a Word document, as case systems export them, without trusting the file.

The document's own XML is read: python-docx leaves out what stands in content controls, which is where case systems put
what was typed, and words added with tracked changes. Words struck out by tracked changes are left out.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

from caseaudit.errors import RefusedFile

Table = list[list[str]]

MAX_FILE_BYTES = 50 << 20
MAX_TEXT_BYTES = 30 << 20
MAX_COLUMNS = 63  # the most a Word table can have
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_ENCRYPTED_FLAG = 0x1
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACING = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DAMAGED = "The document is damaged or incomplete. Open it in Word, save it again (.docx) and use that."
_LOCKED = "The document is protected by a password: save a copy without one and use the copy."
_TOO_LARGE = "The document is larger than a chronology or plan can be. Copy the part that matters into a new one."


def is_word_document(path: Path) -> bool:
    """Whether a file is a Word document (.docx), by its content."""
    try:
        with ZipFile(path) as archive:
            return _BODY in archive.namelist()
    except (BadZipFile, OSError, ValueError):
        return False


def tables_of(path: Path) -> tuple[Table, ...]:
    """Every table, top to bottom, each row as wide as it is drawn; raises RefusedFile.

    A cell merged over several columns stands in its first; one merged over several rows is said again in each. A table
    inside a cell is part of that cell's words.
    """
    body = _body_of(path)
    return tuple(_rows(table) for table in body.iter(f"{_W}tbl") if not _is_inside_a_cell(table))


def words_of(path: Path) -> str:
    """Everything the document says, a line for each paragraph and for each row of a table; raises RefusedFile."""
    lines = []
    for block in _body_of(path).iter(f"{_W}p", f"{_W}tbl"):
        if _is_inside_a_cell(block):
            continue
        lines += [_paragraph(block)] if block.tag == f"{_W}p" else ["\t".join(row) for row in _rows(block)]
    return "\n".join(lines).strip()


def _body_of(path: Path) -> "etree._Element":
    with _opened(path) as archive:
        part = archive.getinfo(_BODY)
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise RefusedFile(_LOCKED)
        if part.file_size > MAX_TEXT_BYTES:
            raise RefusedFile(_TOO_LARGE)
        with archive.open(part) as stream:
            # The size an archive claims is not always the size it unpacks to.
            content = stream.read(MAX_TEXT_BYTES + 1)
    if len(content) > MAX_TEXT_BYTES:
        raise RefusedFile(_TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content.replace(_STRICT_W[1:-1].encode(), _W[1:-1].encode()), parser)
    except etree.XMLSyntaxError as broken:
        raise RefusedFile(_DAMAGED) from broken


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedFile(_TOO_LARGE)
        with ZipFile(path) as archive:
            yield archive
    except (BadZipFile, EOFError, OSError, ValueError, KeyError, RuntimeError, NotImplementedError) as broken:
        raise RefusedFile(_DAMAGED) from broken


def _rows(table: "etree._Element") -> Table:
    rows: Table = []
    for row in table.iter(f"{_W}tr"):
        if _table_of(row) is table:
            rows.append(_cells(row, rows[-1] if rows else []))
    return rows


def _cells(row: "etree._Element", above: list[str]) -> list[str]:
    cells = [""] * min(_number(row, "trPr/w:gridBefore"), MAX_COLUMNS)
    for cell in row.iter(f"{_W}tc"):
        if _row_of(cell) is not row or len(cells) >= MAX_COLUMNS:
            continue
        goes_on = cell.find(f"{_W}tcPr/{_W}vMerge")
        place = len(cells)
        is_merged = goes_on is not None and goes_on.get(f"{_W}val", "continue") == "continue"
        text = above[place] if is_merged and place < len(above) else _text(cell)
        cells += [text, *[""] * min(_number(cell, "tcPr/w:gridSpan") - 1, MAX_COLUMNS - place - 1)]
    return cells


def _number(element: "etree._Element", path: str) -> int:
    found = element.find("/".join(f"{_W}{step.removeprefix('w:')}" for step in path.split("/")))
    text = found.get(f"{_W}val", "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _text(cell: "etree._Element") -> str:
    return "\n".join(line for line in map(_paragraph, cell.iter(f"{_W}p")) if line)


def _paragraph(paragraph: "etree._Element") -> str:
    parts = []
    for element in paragraph.iter(f"{_W}t", *(f"{_W}{name}" for name in _SPACING)):
        name = element.tag.removeprefix(_W)
        # A tab stop in a paragraph's settings has the name of a typed tab.
        if name == "t":
            parts.append(element.text or "")
        elif element.getparent().tag == f"{_W}r":
            parts.append(_SPACING[name])
    return _CONTROL.sub("", "".join(parts)).strip()


def _is_inside_a_cell(element: "etree._Element") -> bool:
    return next(element.iterancestors(f"{_W}tc"), None) is not None


def _table_of(row: "etree._Element") -> "etree._Element | None":
    return next(row.iterancestors(f"{_W}tbl"), None)


def _row_of(cell: "etree._Element") -> "etree._Element | None":
    return next(cell.iterancestors(f"{_W}tr"), None)
