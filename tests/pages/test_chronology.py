"""The chronology in order of time, on a page and as files, for its auditor and a supervisor and nobody else."""

from io import BytesIO
from uuid import UUID

import pytest
from docx import Document
from python_calamine import CalamineWorkbook
from sqlmodel import select

from caseaudit.store.history import History
from caseaudit.store.transaction import transaction
from tests.browser import Browser

SCHOOL = "9 Sept 2024\tDSL\tICPC attended\tFrightened\n20/12/25\tTeacher\tAbsent two days\tMissed her test"
HEALTH = "09/09/2024\tHV\tAttended initial child protection conference\t\nlast week\tHV\tWeight steady\t"
SILENCE = "No agency recorded anything between 9 September 2024 and 20 December 2025 (467 days)."


def take(browser: Browser, audit_id: UUID, file: str):
    token = browser.open("/").value_of("csrf_token")
    address = f"/audits/{audit_id}/chronology/{file}"
    return browser.client.post(address, data={"csrf_token": token}, headers={"Origin": "http://localhost"})


@pytest.fixture
def merged(browser: Browser, audit_id: UUID):
    browser.sign_in_as("auditor")
    for agency, pasted in (("School", SCHOOL), ("Health visiting", HEALTH)):
        browser.open(f"/audits/{audit_id}/evidence/chronology")
        browser.submit("Save and continue", {"pasted": pasted, "agency": agency})
    return browser.open(f"/audits/{audit_id}/chronology")


def test_two_chronologies_stand_as_one_in_order_with_the_event_both_tell_of_together(merged):
    rows = [row[:3] for row in merged.rows("The chronology in order of time") if len(row) > 1]

    assert rows == [
        ["9 Sept 2024", "School: DSL", "ICPC attended"],
        ["09/09/2024", "Health visiting: HV Same event", "Attended initial child protection conference"],
        ["20/12/25", "School: Teacher", "Absent two days"],
        ["last week", "Health visiting: HV", "Weight steady"],
    ]
    assert "1 event is told by more than one agency" in merged.text
    assert [f"Silence {SILENCE}"] in merged.rows("The chronology in order of time")


def test_it_is_reached_from_the_section_without_losing_what_was_typed_there(browser, audit_id, merged):
    browser.open(f"/audits/{audit_id}/sections/chronology")
    page = browser.submit("Read it in order of time, with silences marked", {"chronology-meaning": "partly"})

    assert page.heading == "The chronology in order of time"
    assert browser.open(f"/audits/{audit_id}/sections/chronology").value_of("chronology-meaning") == "partly"


def test_both_files_hold_every_account_and_their_taking_is_remembered(app, browser, audit_id, merged):
    document, workbook = (take(browser, audit_id, f"chronology.{kind}") for kind in ("docx", "xlsx"))

    [table] = Document(BytesIO(document.data)).tables
    sheet = CalamineWorkbook.from_filelike(BytesIO(workbook.data)).get_sheet_by_name("Chronology").to_python()
    assert [[cell.text for cell in row.cells] for row in table.rows] == sheet
    assert [row[1] for row in sheet] == ["Agency", "School", "Health visiting", "School", "Health visiting"]
    assert "chronology.docx" in document.headers["Content-Disposition"]
    assert document.headers["Cache-Control"] == "no-store"
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        taken = [line.note for line in session.exec(select(History)) if line.trigger == "export_chronology"]
    assert taken == ["chronology.docx", "chronology.xlsx"]


def test_an_empty_chronology_says_so(browser, audit_id):
    browser.sign_in_as("auditor")

    assert "No chronology was copied from the file." in browser.open(f"/audits/{audit_id}/chronology").text


def test_another_auditor_finds_nothing_and_a_supervisor_reads_it(browser, audit_id, merged):
    browser.sign_out()
    browser.sign_in_as("supervisor")
    assert browser.open(f"/audits/{audit_id}/chronology").heading == "The chronology in order of time"

    browser.sign_out()
    browser.sign_in_as("auditor2")
    assert browser.open(f"/audits/{audit_id}/chronology").status == 404
    assert take(browser, audit_id, "chronology.docx").status_code == 404


def test_a_file_of_another_name_is_not_found(browser, audit_id, merged):
    assert take(browser, audit_id, "chronology.pdf").status_code == 404
