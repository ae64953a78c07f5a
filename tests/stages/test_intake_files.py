"""Files that are no workbook, or one that would do harm: refused at once, with what to do."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from subprocess import run
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from caseaudit.definitions.library import Definitions
from caseaudit.errors import RefusedFile
from caseaudit.intake.prescan import MAX_ROWS
from caseaudit.intake.reading import read_files
from caseaudit.intake.workbook import read_workbook
from tests.annex_a import write, write_sheet_xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ONE_CELL = '<row r="{row}"><c r="{cell}"><v>1</v></c></row>'


def refusal_of(path: Path) -> str:
    """The sentence a file is refused with, after less than two seconds of work."""
    began = time.process_time()
    with pytest.raises(RefusedFile) as refused:
        read_workbook(path)
    assert time.process_time() - began < 2
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"Child Unique ID,Gender\n1,a) Male\n", "comma-separated text (CSV)"),
        ("Child Unique ID\tGender\n".encode("utf-16"), "comma-separated text (CSV)"),
        (b"Dear all, please find\nattached", "comma-separated text (CSV)"),
        (b"Nothing like a list at all", "is plain text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "is a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Message/>", "is XML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is not an Excel workbook"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)"),
        (
            OLE + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password: save a copy without one",
        ),
        (b"PK\x03\x04 and then it broke off", "is damaged or incomplete"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_by_what_it_is(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "lists.xlsx"
    path.write_bytes(content)

    assert words in refusal_of(path)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
        ("content.xml", "an OpenDocument file"),
        ("lists/annex_a.xlsx", "a zip folder"),
    ],
)
def test_a_zip_that_is_no_workbook_is_refused_by_what_it_is(tmp_path: Path, member: str, words: str) -> None:
    path = tmp_path / "lists.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr(member, "<x/>")

    assert words in refusal_of(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "That is a folder" in refusal_of(tmp_path)
    assert "cannot be opened" in refusal_of(tmp_path / "none.xlsx")


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "C1"}]})
    path.write_bytes(path.read_bytes()[:-400])

    assert "damaged or incomplete" in refusal_of(path)


def test_a_workbook_damaged_anywhere_is_read_or_refused_and_never_a_crash(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "C1"}], 8: [{"child": "C1"}]})
    whole, chance = path.read_bytes(), Random(5)
    refused = 0
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)

        try:
            read_workbook(path)
        except RefusedFile:
            refused += 1

    assert refused > 30


def test_a_workbook_whose_sheet_is_broken_xml_is_refused(tmp_path: Path) -> None:
    path = write_sheet_xml(tmp_path / "lists.xlsx", [b'<row r="1"><c r="A1"><v>1</v></row>'])

    assert "damaged or incomplete" in refusal_of(path)


def test_two_far_apart_cells_are_refused_before_anything_expands_them(tmp_path: Path) -> None:
    bomb = [_ONE_CELL.format(row=1, cell="A1").encode(), _ONE_CELL.format(row=290_000, cell="NZ290000").encode()]

    path = write_sheet_xml(tmp_path / "lists.xlsx", bomb)

    assert path.stat().st_size < 5_000
    assert "cells so far apart" in refusal_of(path)


@pytest.mark.parametrize(("cell", "words"), [("XFD1048576", "more than 300,000 rows"), ("XFD2", "beyond column 400")])
def test_a_cell_in_the_last_corner_of_a_sheet_is_refused(tmp_path: Path, cell: str, words: str) -> None:
    row = cell.lstrip("XFD")

    path = write_sheet_xml(
        tmp_path / "lists.xlsx",
        [_ONE_CELL.format(row=1, cell="A1").encode(), _ONE_CELL.format(row=row, cell=cell).encode()],
    )

    assert words in refusal_of(path)


def test_the_far_cell_is_found_even_when_it_stands_first_in_its_row(tmp_path: Path) -> None:
    row = b'<row r="1"><c r="XFD1"><v>1</v></c><c r="A1"><v>1</v></c></row>'

    assert "beyond column 400" in refusal_of(write_sheet_xml(tmp_path / "lists.xlsx", [row]))


def test_a_million_rows_are_refused_within_two_seconds_though_nothing_declares_them(tmp_path: Path) -> None:
    rows = (
        "".join(_ONE_CELL.format(row=row, cell=f"A{row}") for row in range(first, first + 10_000)).encode()
        for first in range(1, 1_000_001, 10_000)
    )

    assert "more than 300,000 rows" in refusal_of(write_sheet_xml(tmp_path / "lists.xlsx", rows))


def test_a_sheet_that_says_it_has_a_million_rows_is_believed_where_counting_is_slow(tmp_path: Path) -> None:
    beginning = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:dimension ref="A1:AH1000001"/><x:sheetData>'
    )

    path = write_sheet_xml(tmp_path / "lists.xlsx", [b"<x:row/>" * 600_000], beginning=beginning)

    assert "more than 300,000 rows" in refusal_of(path)


def test_a_sheet_that_unpacks_a_thousandfold_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "C1"}]})
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"\0" * (64 << 20))

    assert "unpacks to far more" in refusal_of(path)


def test_entities_of_a_sheet_are_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for the lists")
    beginning = (
        f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    ).encode()
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&x;&b;</t></is></c></row>'

    try:
        cells = read_workbook(write_sheet_xml(tmp_path / "lists.xlsx", [row], beginning=beginning)).sheets[0].rows
    except RefusedFile:
        cells = []

    assert "not for the lists" not in str(cells)
    assert "aaaa" not in str(cells)


def test_formatting_far_below_the_list_does_no_harm(tmp_path: Path) -> None:
    rows = [_ONE_CELL.format(row=1, cell="A1").encode(), b'<row r="1048576"><c r="XFD1048576" s="1"/></row>']

    sheet = read_workbook(write_sheet_xml(tmp_path / "lists.xlsx", rows)).sheets[0]

    assert sheet.rows == [["1"]]


def test_a_workbook_can_be_read_from_several_threads_at_once(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.xlsx", {1: [{"child": f"C{number}"}]}) for number in range(3)]

    with ThreadPoolExecutor(3) as threads:
        books = list(threads.map(read_workbook, paths))

    assert [book.sheets[0].rows[1][0] for book in books] == ["C0", "C1", "C2"]


def test_a_large_sheet_is_scanned_as_exactly_as_a_small_one(tmp_path: Path) -> None:
    def rows(count: int) -> list[bytes]:
        plain = '<row r="{0}"><c r="A{0}" s="1"><v>1</v></c><c r="B{0}" s="1"/><c r="C{0}"><v>2</v></c></row>'
        broken = b'<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        uncalculated = f'<row r="{count}"><c r="B{count}"><f>A1+1</f></c><c r="C{count}"><f>A1</f><v>3</v></c></row>'
        return [broken, *(plain.format(row).encode() for row in range(2, count)), uncalculated.encode()]

    for count in (40, 80_000):
        sheet = read_workbook(write_sheet_xml(tmp_path / f"{count}.xlsx", rows(count))).sheets[0]

        assert sheet.doubtful == {(1, 0): "#N/A", (1, 3): "#DIV/0!", (count, 1): ""}
        assert len(sheet.rows) == count < MAX_ROWS


def test_a_parser_that_fails_is_a_refusal_and_not_the_end_of_the_program(tmp_path: Path) -> None:
    path = write_sheet_xml(tmp_path / "lists.xlsx", [b'<row r="1"><c r="A1" t="b"><v>maybe</v></c></row>'])
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>broken")

    assert "damaged or incomplete" in refusal_of(path)


def _with_member(tmp_path: Path, member: str, change) -> Path:
    """A good workbook with one of its parts changed."""
    good = write(tmp_path / "good.xlsx", {1: [{"child": "C1"}]})
    bad = tmp_path / "bad.xlsx"
    with ZipFile(good) as source, ZipFile(bad, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == member else content)
    return bad


@pytest.mark.parametrize("name", ["xl/worksheets/SHEET1.xml", r"xl\worksheets\sheet1.xml", "/xl/workbook.xml"])
def test_two_parts_whose_names_the_parser_takes_for_one_are_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "C1"}]})
    with ZipFile(path, "a") as archive:
        archive.writestr(name, b"<worksheet/>")

    assert "damaged or incomplete" in refusal_of(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot hold a process to so much memory")
def test_the_parser_has_no_more_memory_than_what_was_seen_of_the_workbook_asks_for(tmp_path: Path) -> None:
    far_apart = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="300000"><c r="NZ300000"><v>1</v></c></row>'
    path = write_sheet_xml(tmp_path / "lists.xlsx", [far_apart])
    command = [sys.executable, "-m", "caseaudit.intake.parsing", str(path), str(384 << 20)]

    parsed = run(command, capture_output=True, check=False)

    assert (parsed.returncode != 0, parsed.stdout) == (True, b"")


@pytest.mark.parametrize("cells", [b'<c r="A1" ' * 700_000, b'<c r="A1" t="e"><f' * 400_000, b'<c r="A1"><f' * 500_000])
def test_cells_that_never_end_do_not_hold_the_server_up(tmp_path: Path, cells: bytes) -> None:
    path = _with_member(
        tmp_path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<sheetData>", b'<sheetData><row r="1">' + cells, 1),
    )

    assert refusal_of(path)


def test_a_sheet_listed_again_and_again_is_not_read_again_and_again(tmp_path: Path) -> None:
    def listed_often(xml: bytes) -> bytes:
        sheet = xml[xml.index(b"<sheet ") : xml.index(b"</sheets>")]
        return xml.replace(sheet, sheet * 5_000)

    assert "more than 100 sheets" in refusal_of(_with_member(tmp_path, "xl/workbook.xml", listed_often))


def test_two_sheets_that_are_one_are_refused(tmp_path: Path) -> None:
    def listed_twice(xml: bytes) -> bytes:
        sheet = xml[xml.index(b"<sheet ") : xml.index(b"</sheets>")]
        return xml.replace(sheet, sheet * 2)

    assert "damaged" in refusal_of(_with_member(tmp_path, "xl/workbook.xml", listed_twice))


def test_a_listing_far_too_long_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = _with_member(
        tmp_path, "xl/workbook.xml", lambda xml: xml.replace(b"<sheets>", b" " * (3 << 20) + b"<sheets>")
    )

    assert "unpacks to far more" in refusal_of(path)


def test_a_file_changed_while_it_is_read_is_refused(tmp_path: Path, definitions: Definitions) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "C1"}]})

    def saved_again(sentence: str) -> None:
        write(path, {1: [{"child": "C2"}]})

    with pytest.raises(RefusedFile, match="was changed while it was read"):
        read_files([path], as_at=date(2026, 3, 31), journeys=definitions.journeys, tell=saved_again)
