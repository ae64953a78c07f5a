"""Word documents as case systems export them, and as nobody should trust them."""

from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from caseaudit.casefiles.word_documents import MAX_TEXT_BYTES, is_word_document, tables_of, words_of
from caseaudit.errors import RefusedFile
from tests.documents import word_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made_of(path, body):
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return path


def paragraph(inside):
    return f"<w:p>{inside}</w:p>"


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(inside, settings=""):
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(inside)}</w:tc>"


def table_of(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_every_table_is_read_with_its_rows_and_cells(tmp_path):
    path = word_document(tmp_path / "a.docx", [["Date", "Event"], ["3.9.24", "Bruise seen"]], [["Who"], ["Nan"]])

    assert is_word_document(path)
    assert tables_of(path) == ([["Date", "Event"], ["3.9.24", "Bruise seen"]], [["Who"], ["Nan"]])


def test_words_between_and_inside_tables_are_all_read_for_a_record(tmp_path):
    path = word_document(tmp_path / "a.docx", [["Seen alone?", "Yes, in her room"]], words=["Visit on 3 June"])

    assert words_of(path) == "Visit on 3 June\nSeen alone?\tYes, in her room"


def test_what_was_typed_into_a_content_control_is_read(tmp_path):
    inside = f"<w:sdt><w:sdtContent>{run('Moved to Nan')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell(run('3.9.24'))}{cell(inside)}</w:tr></w:sdtContent></w:sdt>"
    path = made_of(tmp_path / "a.docx", f"<w:sdt><w:sdtContent><w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>")

    assert tables_of(path) == ([["3.9.24", "Moved to Nan"]],)


def test_words_added_with_tracked_changes_are_read_and_words_struck_out_are_not(tmp_path):
    changed = f"<w:ins>{run('seen')}</w:ins><w:del><w:r><w:delText>not seen</w:delText></w:r></w:del>"
    path = made_of(tmp_path / "a.docx", table_of([cell(changed)]))

    assert tables_of(path) == ([["seen"]],)


def test_a_cell_merged_over_columns_stands_in_its_first_and_over_rows_in_each(tmp_path):
    over_two, begins = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    path = made_of(
        tmp_path / "a.docx",
        table_of(
            [cell(run("June"), over_two), cell(run("x"))],
            [cell(run("3.6.24"), begins), cell(run("Call")), cell(run("y"))],
            [cell("", "<w:vMerge/>"), cell(run("Visit")), cell(run("z"))],
        ),
    )

    assert tables_of(path) == ([["June", "", "x"], ["3.6.24", "Call", "y"], ["3.6.24", "Visit", "z"]],)


def test_a_table_inside_a_cell_is_part_of_that_cells_words(tmp_path):
    inner = table_of([cell(run("GP")), cell(run("told"))])
    path = made_of(tmp_path / "a.docx", f"<w:tbl><w:tr><w:tc>{paragraph(run('Agencies'))}{inner}</w:tc></w:tr></w:tbl>")

    assert tables_of(path) == ([["Agencies\nGP\ntold"]],)
    assert words_of(path) == "Agencies\nGP\ntold"


@pytest.mark.parametrize("body", ["<w:tbl>", "&bomb;", "<w:p>" * 5_000], ids=["cut short", "entity", "nested"])
def test_a_damaged_document_is_refused_with_what_to_do(tmp_path, body):
    with pytest.raises(RefusedFile, match="damaged or incomplete"):
        tables_of(made_of(tmp_path / "a.docx", body))


def test_a_file_outside_the_document_is_never_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be read")
    path = tmp_path / "a.docx"
    with ZipFile(path, "w") as archive:
        entity = f'<!DOCTYPE x [<!ENTITY out SYSTEM "{secret.as_uri()}">]>'
        archive.writestr(
            "word/document.xml", f"{entity}<w:document {W}><w:body>{paragraph(run('&out;'))}</w:body></w:document>"
        )

    assert "never" not in words_of(path)


def test_a_document_that_unpacks_to_too_much_is_not_opened(tmp_path):
    path = made_of(tmp_path / "a.docx", " " * (MAX_TEXT_BYTES + 1))

    with pytest.raises(RefusedFile, match="larger than a chronology or plan"):
        words_of(path)


def test_a_column_that_claims_a_million_columns_is_kept_to_what_word_allows(tmp_path):
    path = made_of(tmp_path / "a.docx", table_of([cell(run("a"), '<w:gridSpan w:val="999"/>'), cell(run("b"))]))

    assert [len(row) for row in tables_of(path)[0]] == [63]


@pytest.mark.parametrize("content", [b"", b"PK", b"Date,Event\n3.9.24,Bruise"])
def test_what_is_no_word_document_is_not_taken_for_one(tmp_path, content):
    path = tmp_path / "a.docx"
    path.write_bytes(content)

    assert not is_word_document(path)
