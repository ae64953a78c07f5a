"""Evidence out of files: recognised by content, every row kept, and refused with what to do."""

import pytest
from xlsxwriter import Workbook

from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.evidence_files import chronologies_in, chronology_in, plan_in, plans_in, words_in
from caseaudit.errors import RefusedFile
from tests.documents import word_document

ROWS = [["Date", "Agency", "What happened", "Impact"], ["03/09/2024", "School", "Bruise seen", "First injury"]]
BRUISE = EntryDraft("03/09/2024", "School", "Bruise seen", "First injury")
PLAN = [["Outcome", "Action", "Who", "By when"], ["Teeth free of pain", "Book the dentist", "Mum", "3 June"]]


def as_csv(path, rows, separator=",", encoding="utf-8"):
    path.write_text("\r\n".join(separator.join(row) for row in rows), encoding=encoding)
    return path


def as_workbook(path, *sheets):
    with Workbook(path) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


WRITERS = {
    "commas": as_csv,
    "semicolons": lambda path, rows: as_csv(path, rows, ";"),
    "tabs": lambda path, rows: as_csv(path, rows, "\t"),
    "utf-16": lambda path, rows: as_csv(path, rows, encoding="utf-16"),
    "workbook": as_workbook,
    "document": word_document,
}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_chronology_reads_the_same_from_every_kind_of_file(tmp_path, kind):
    assert chronology_in(WRITERS[kind](tmp_path / "unnamed", ROWS)) == (BRUISE,)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_plan_reads_the_same_from_every_kind_of_file(tmp_path, kind):
    [action] = plan_in(WRITERS[kind](tmp_path / "unnamed", PLAN))

    assert action == ActionDraft("Teeth free of pain", "Book the dentist", "Mum", "3 June")


def test_the_chronology_is_found_among_the_other_tables_of_a_document(tmp_path):
    about = [["Name", "Team"], ["Somebody", "North"]]

    assert chronology_in(word_document(tmp_path / "a", about, ROWS, PLAN)) == (BRUISE,)


def test_a_table_that_goes_on_without_headings_goes_on(tmp_path):
    more = [["10.9.24", "GP", "Seen for cough", "None"]]

    entries = chronology_in(word_document(tmp_path / "a", ROWS, more))

    assert [entry.event for entry in entries] == ["Bruise seen", "Seen for cough"]


def test_two_tables_with_their_columns_in_different_orders_are_each_read_by_their_own(tmp_path):
    turned = [["What happened", "Date", "Agency", "Impact"], ["Seen for cough", "10.9.24", "GP", ""]]

    entries = chronology_in(as_workbook(tmp_path / "a", ROWS, turned))

    assert [(entry.date_text, entry.source, entry.event) for entry in entries] == [
        ("03/09/2024", "School", "Bruise seen"),
        ("10.9.24", "GP", "Seen for cough"),
    ]


def test_several_tables_without_headings_are_refused_with_what_to_do(tmp_path):
    with pytest.raises(RefusedFile, match=r"none has the headings of a chronology.*Date, Source, Event"):
        chronology_in(word_document(tmp_path / "a", [["One"], ["x"]], [["Two"], ["y"]]))


def test_a_chronology_in_the_place_of_a_plan_and_the_other_way_round_are_refused(tmp_path):
    with pytest.raises(RefusedFile, match="headings of a chronology, not of a plan"):
        plan_in(as_csv(tmp_path / "a", ROWS))
    with pytest.raises(RefusedFile, match="headings of a plan, not of a chronology"):
        chronology_in(word_document(tmp_path / "b", PLAN))


def test_a_row_that_only_says_the_year_of_those_below_is_no_entry(tmp_path):
    rows = [ROWS[0], ["2024", "", "", ""], ROWS[1], ["", "", "2025", ""]]

    assert chronology_in(word_document(tmp_path / "a", rows)) == (BRUISE,)


def test_rows_of_many_children_are_parted_by_child_and_those_without_one_counted(tmp_path):
    rows = [
        ["Person ID", *ROWS[0]],
        ["C1", *ROWS[1]],
        ["C2", "10.9.24", "GP", "Seen for cough", ""],
        ["C1", "12.9.24", "School", "Absent", ""],
        ["", "13.9.24", "School", "Whose is this?", ""],
    ]

    found = chronologies_in(as_csv(tmp_path / "a", rows))

    assert {child: [entry.event for entry in entries] for child, entries in found.by_child.items()} == {
        "C1": ["Bruise seen", "Absent"],
        "C2": ["Seen for cough"],
    }
    assert found.rows_without_a_child == 1


def test_plans_of_many_children_keep_each_childs_actions_apart(tmp_path):
    rows = [[*PLAN[0], "Child ID"], [*PLAN[1], "C1"], ["Warm home", "Fix the boiler", "Dad", "Friday", "C2"]]

    found = plans_in(as_workbook(tmp_path / "a", rows))

    assert {child: [action.action for action in actions] for child, actions in found.by_child.items()} == {
        "C1": ["Book the dentist"],
        "C2": ["Fix the boiler"],
    }


def test_a_file_for_many_children_without_a_column_for_the_child_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="Give one the heading “Child ID”"):
        chronologies_in(as_csv(tmp_path / "a", ROWS))


@pytest.mark.parametrize(
    "content, says",
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office file"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"", "Nothing was found"),
        (b"\n\n  \n", "Nothing was found"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 4, "picture"),
    ],
    ids=["pdf", "rtf", "old office", "broken zip", "empty", "blank", "half a letter", "picture"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path, content, says):
    path = tmp_path / "unnamed"
    path.write_bytes(content)

    for read in (chronology_in, plan_in, words_in):
        with pytest.raises(RefusedFile, match=says):
            read(path)


def test_a_file_full_of_what_cannot_be_typed_is_no_record(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(bytes(range(1, 128)) * 20)

    with pytest.raises(RefusedFile, match="does not hold text"):
        words_in(path)


def test_a_record_is_all_a_document_says(tmp_path):
    path = word_document(tmp_path / "a", [["Seen alone", "Yes, in the garden"]])

    assert words_in(path) == "Seen alone\tYes, in the garden"


def test_what_cannot_be_typed_is_left_out_of_the_words(tmp_path):
    rows = [ROWS[0], ["03/09/2024", "School", "Bruise\x01 seen\x0b", "First injury"]]

    assert chronology_in(as_csv(tmp_path / "a", rows)) == (BRUISE,)


def test_five_thousand_entries_are_all_read(tmp_path):
    rows = [ROWS[0], *([f"{1 + day % 28:02}/09/2024", "HV", f"Visit {day}", ""] for day in range(5_000))]

    assert len(chronology_in(as_csv(tmp_path / "a", rows))) == 5_000
