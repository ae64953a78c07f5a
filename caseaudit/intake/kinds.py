"""What kind of file this is, by its first bytes and never by its name."""

from enum import Enum, auto
from pathlib import Path

from caseaudit.errors import RefusedFile

_HEAD = 4096
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_PAGES = (b"<!doctype html", b"<html", b"<table")


class Kind(Enum):
    """How a file is to be read."""

    WORKBOOK = auto()
    XML = auto()
    TEXT = auto()


def kind_of(path: Path) -> Kind:
    """The kind of a file; what is none of them goes to the reader of workbooks, which says what it is."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return Kind.WORKBOOK
    plain = head.replace(b"\0", b"")
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    plain = plain.lstrip(b" \t\r\n").lower()
    if not plain or head.startswith(_NOT_TEXT) or plain.startswith(_PAGES):
        return Kind.WORKBOOK
    if plain.startswith(b"<"):
        return Kind.XML
    if _is_binary(head):
        raise RefusedFile(
            "The file is neither a workbook, XML nor text. Ask for the lists as an Excel workbook or CSV."
        )
    return Kind.TEXT


def _is_binary(head: bytes) -> bool:
    # Text may hold the nought bytes of UTF-16 at every other place, and hardly any other control character.
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head if byte)
    noughts = head.count(0)
    is_utf16 = abs(noughts - len(head) / 2) < len(head) / 8 or head.startswith(_MARKS[1:])
    return strange > len(head) / 20 or bool(noughts and not is_utf16)
