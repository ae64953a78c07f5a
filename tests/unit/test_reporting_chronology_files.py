"""The merged chronology as files: every account with its agency, whatever stands in it."""

from datetime import date, timedelta
from io import BytesIO

from docx import Document
from python_calamine import CalamineWorkbook

from caseaudit.casefiles.merging import merge
from caseaudit.checks.casefile import Entry
from caseaudit.reporting.chronology_files import chronology_document, chronology_workbook

SCHOOL = (Entry("9 Sept 2024", "DSL", "ICPC attended", "=1+1"), Entry("20/12/24", "Teacher", "Absent two days"))
HEALTH = (Entry("09/09/2024", "HV", "Attended initial child protection conference", "Plan made for neglect"),)
MERGED = merge(
    {"School": SCHOOL, "Health": HEALTH}, as_at=date(2025, 1, 10), opened_on=None, longest_silence=timedelta(weeks=8)
)
HEADINGS = ["Date", "Agency", "Source", "What happened", "What it meant", "What was done", "Also told by"]
ROWS = [
    ["9 Sept 2024", "School", "DSL", "ICPC attended", "=1+1", "", "Health"],
    [
        "09/09/2024", "Health", "HV", "Attended initial child protection conference", "Plan made for neglect", "",
        "School",
    ],
    ["20/12/24", "School", "Teacher", "Absent two days", "", "", ""],
]  # fmt: skip
SILENCE = "No agency recorded anything between 9 September 2024 and 20 December 2024 (102 days)."


def test_the_workbook_holds_every_account_with_its_agency_and_the_silences():
    book = CalamineWorkbook.from_filelike(BytesIO(chronology_workbook(MERGED)))

    assert book.get_sheet_by_name("Chronology").to_python() == [HEADINGS, *ROWS]
    assert book.get_sheet_by_name("Silences").to_python() == [["Silence"], [SILENCE]]


def test_the_document_holds_every_account_with_its_agency_and_the_silences():
    document = Document(BytesIO(chronology_document(MERGED, title="Merged chronology")))

    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [HEADINGS, *ROWS]
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs == [
        "Merged chronology",
        "2 events from 2 chronologies (School, Health); 1 event is told by more than one.",
        "Silences",
        SILENCE,
    ]
    assert document.core_properties.author == ""


def test_a_cell_longer_than_a_workbook_can_hold_is_cut_there_and_whole_in_the_document():
    long = merge({"": (Entry("9 Sept 2024", "", "x" * 40_000),)}, as_at=date(2025, 1, 10))

    book = CalamineWorkbook.from_filelike(BytesIO(chronology_workbook(long)))
    document = Document(BytesIO(chronology_document(long, title="Merged chronology")))

    assert len(book.get_sheet_by_name("Chronology").to_python()[1][3]) == 32_767
    assert len(document.tables[0].rows[1].cells[3].text) == 40_000
