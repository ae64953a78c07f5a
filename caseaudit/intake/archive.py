"""Whether a file is an Excel workbook at all, and safe to unpack; each refusal says what the file is and what to do."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from caseaudit.errors import RefusedFile

MAX_FILE_BYTES = 200 << 20
MAX_UNPACKED_BYTES = 1 << 30
MAX_RATIO = 200
MAX_PARTS = 2_000
MAX_SHEETS = 100
MAX_LISTING_BYTES = 2 << 20
_SMALL = 16 << 20
_ENCRYPTED_FLAG = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

DAMAGED = (
    "The file is damaged or incomplete. Open it in Excel, save it again as an Excel workbook (.xlsx) and import that."
)
LOCKED = "The file is protected by a password: save a copy without one and import the copy."
_BOMB = (
    "The file unpacks to far more than a council's lists can hold, so it was not opened. "
    "Ask for the lists to be saved again."
)
_TOO_MANY_SHEETS = f"The workbook has more than {MAX_SHEETS} sheets. Import only the Annex A lists."
_AS_XLSX = "Open it in Excel, save it as an Excel workbook (.xlsx) and import that."

# Everything the standard library raises on bytes that only look like an archive.
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError)

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%pdf", "The file is a PDF, not a workbook. Ask for the Excel workbook (.xlsx) it was made from."),
    (b"{\\rtf", "The file is a text document, not a workbook. Ask for the Excel workbook (.xlsx) of the lists."),
    (b"<!doctype html", f"The file is a web page, not a workbook. {_AS_XLSX}"),
    (b"<html", f"The file is a web page, not a workbook. {_AS_XLSX}"),
    (b"<table", f"The file is a web page, not a workbook. {_AS_XLSX}"),
    (b"<", "The file is XML, not a workbook. Import the Annex A workbook (.xlsx)."),
)
_ZIP_KINDS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", f"The file is a binary Excel workbook (.xlsb). {_AS_XLSX}"),
    ("word/document.xml", "The file is a Word document, not a workbook. Import the Annex A workbook (.xlsx)."),
    ("ppt/presentation.xml", "The file is a PowerPoint file, not a workbook. Import the Annex A workbook (.xlsx)."),
    ("content.xml", f"The file is an OpenDocument file, not an Excel workbook. {_AS_XLSX}"),
)
_ZIP = "The file is a zip folder, not a workbook. Take the workbook (.xlsx) out of it and import that."


@dataclass(frozen=True)
class SheetPart:
    """One sheet as the workbook lists it, and where in the archive its cells are."""

    name: str
    member: str
    is_hidden: bool


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFile]:
    """The workbook's archive, once it is known to be one and to unpack to a reasonable size; raises RefusedFile."""
    _refuse_other_kinds(path)
    try:
        with ZipFile(path) as archive:
            _refuse_other_zips(archive)
            _refuse_bombs(archive)
            yield archive
    except _BROKEN as broken:
        raise RefusedFile(DAMAGED) from broken


def unpacked_bytes(archive: ZipFile) -> int:
    """What all the parts say they come to."""
    return sum(part.file_size for part in archive.infolist())


def worksheets(archive: ZipFile) -> tuple[SheetPart, ...]:
    """The sheets of cells in the workbook's own order; charts and macros are left out."""
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _root(archive, "xl/_rels/workbook.xml.rels")
        if relation.get("Type", "").endswith("/worksheet")
    }
    members = set(archive.namelist())
    parts = []
    for sheet in _root(archive, "xl/workbook.xml").iter("{*}sheet"):
        target = targets.get(_relation_of(sheet), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and member in members:
            parts.append(SheetPart(sheet.get("name", ""), member, sheet.get("state", "visible") != "visible"))
    if len(parts) > MAX_SHEETS:
        raise RefusedFile(_TOO_MANY_SHEETS)
    if len({part.member for part in parts}) < len(parts) or len({part.name for part in parts}) < len(parts):
        raise RefusedFile(DAMAGED)
    return tuple(parts)


def _relation_of(sheet: "etree._Element") -> str:
    # The strict and the usual form of the format name the attribute in different namespaces.
    return next((value for key, value in sheet.items() if key.endswith("}id")), "")


def _root(archive: ZipFile, member: str) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        if archive.getinfo(member).file_size > MAX_LISTING_BYTES:
            raise RefusedFile(_BOMB)
        return etree.fromstring(archive.read(member), parser)
    except (etree.XMLSyntaxError, KeyError) as broken:
        raise RefusedFile(DAMAGED) from broken


def _refuse_other_kinds(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except IsADirectoryError as folder:
        raise RefusedFile("That is a folder. Give the workbook (.xlsx) inside it.") from folder
    except OSError as unopened:
        raise RefusedFile("The file cannot be opened. Check that it is there, and close it in Excel.") from unopened
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise RefusedFile("The file is empty. Ask for the workbook again.")
    if size > MAX_FILE_BYTES:
        raise RefusedFile(f"The file is larger than {MAX_FILE_BYTES >> 20} MB. Import only the Annex A lists.")
    if not head.startswith(b"PK"):
        raise RefusedFile(_ole_kind(path) if head.startswith(_OLE) else _kind(head))


def _ole_kind(path: Path) -> str:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return LOCKED
    return f"The file is an old Excel workbook (.xls) or another old Office file. {_AS_XLSX}"


def _kind(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, sentence in _BEGINNINGS:
        if start.startswith(beginning):
            return sentence
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "The file is not an Excel workbook. Import the Annex A workbook (.xlsx)."
    first_line = start.splitlines()[0] if start else b""
    if any(separator in first_line for separator in (b",", b"\t", b";")):
        return f"The file is comma-separated text (CSV), not a workbook. {_AS_XLSX}"
    return "The file is plain text, not a workbook. Import the Annex A workbook (.xlsx)."


def _refuse_other_zips(archive: ZipFile) -> None:
    names = set(archive.namelist())
    for member, sentence in _ZIP_KINDS:
        if member in names:
            raise RefusedFile(sentence)
    if "xl/workbook.xml" not in names:
        raise RefusedFile(_ZIP)


def _refuse_bombs(archive: ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise RefusedFile(LOCKED)
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise RefusedFile(DAMAGED)
    # The parser takes names that differ in case for one, so it might read another part than the one looked at.
    if len({part.filename.replace("\\", "/").lstrip("/").casefold() for part in parts}) < len(parts):
        raise RefusedFile(DAMAGED)
    unpacked = unpacked_bytes(archive)
    swollen = any(part.file_size > _SMALL and part.file_size > MAX_RATIO * part.compress_size for part in parts)
    if swollen or unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise RefusedFile(_BOMB)
