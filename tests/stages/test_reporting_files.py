"""The files of a sample, on both databases: pseudonyms, drawn order, no live formula, and nothing else by name."""

import json
from csv import DictReader
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.people import Role, command_line
from caseaudit.reporting.export import EXPORT_FILES, export_file
from caseaudit.reporting.report import report_on
from caseaudit.sampling.changes import eliminate
from caseaudit.sampling.queries import cases_of
from tests.factories import NOON
from tests.frames import children, draw, frame_of

EVIL = '=HYPERLINK("http://x")'
CHILDREN = [
    *children(40, level="child_in_need", team="East team", worker=EVIL, sex="F"),
    *children(8, level="looked_after", team="West team", worker="W. Orker", sex="M"),
]


@pytest.fixture
def sample(session: Session, definitions: Definitions):
    """Twelve drawn by level, ten in need and two looked after, one of them set aside and replaced."""
    tool = definitions.latest_tool("core-case-file")
    sample = draw(session, frame_of(session, CHILDREN), tool, size=12, method="stratified")
    out = next(case for case in cases_of(session, sample.id) if case.level == "child_in_need")
    eliminate(session, out.id, code="audited_recently", note="note", by=command_line(Role.SUPERVISOR), at=NOON)
    return sample


def csv_rows(content):
    return list(DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_sample_file_holds_pseudonyms_and_ages_in_drawn_order(session, definitions, sample):
    rows = csv_rows(export_file(session, sample.id, "sample.csv", definitions))

    cases = cases_of(session, sample.id)
    assert [row["Case key"] for row in rows] == [case.case_key for case in cases]
    assert [row["Draw order"] for row in rows] == [str(n) for n in range(1, 14)]
    assert {row["Age"] for row in rows} == {"9"}
    aside = [row for row in rows if row["Set aside"]]
    assert [row["Reason set aside"] for row in aside] == ["Audited in the last 12 months"]
    assert rows[-1]["Replaces draw order"] == aside[0]["Draw order"]


def test_no_file_names_anybody_unless_asked_by_name(session, definitions, sample):
    case = cases_of(session, sample.id)[0]
    personal = [case.child_ref, "East team", "W. Orker", "Auditor"]

    for file in set(EXPORT_FILES) - {"sample.xlsx", "findings.csv"}:
        text = export_file(session, sample.id, file, definitions).decode()
        assert [word for word in personal if word in text] == []
    named = csv_rows(export_file(session, sample.id, "sample.csv", definitions, with_identifiers=True))
    assert (named[0]["Child reference"], named[0]["Team"]) == (case.child_ref, case.team)
    assert {row["Worker"] for row in named} <= {f"'{EVIL}", "W. Orker"}
    findings = export_file(session, sample.id, "findings.csv", definitions).decode()
    assert [word for word in (case.child_ref, case.case_key, "W. Orker") if word in findings] == []


def test_the_workbook_holds_the_same_sample_and_what_the_manifest_says(session, definitions, sample):
    content = export_file(session, sample.id, "sample.xlsx", definitions, with_identifiers=True)

    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    headings, *rows = workbook.get_sheet_by_name("Sample").to_python()
    manifest = dict(row for row in workbook.get_sheet_by_name("Manifest").to_python() if row[0] != "method")
    assert [row[1] for row in rows] == [case.case_key for case in cases_of(session, sample.id)]
    assert EVIL in [row[headings.index("Worker")] for row in rows]
    assert manifest["sample.seed"] == sample.seed
    assert manifest["sample.strata.looked_after"] == "2 of 8"


def test_the_manifest_file_is_json(session, definitions, sample):
    assert json.loads(export_file(session, sample.id, "manifest.json", definitions))["sample"]["seed"] == sample.seed


def test_only_known_files_of_known_samples_are_written(session, definitions, sample):
    for sample_id, file in ((sample.id, "../secret"), (sample.frame_id, "sample.csv")):
        with pytest.raises(NotFound):
            export_file(session, sample_id, file, definitions)


def test_the_report_on_a_round_without_an_accepted_audit_says_so(session, definitions, sample):
    page = report_on(session, sample.id, definitions, authority="Borough", written_at=NOON)

    assert "0 of 12 case files" in page
