"""The files that leave the building: a sample, its manifest, its findings; pseudonyms only, unless asked by name."""

from collections.abc import Mapping
from datetime import datetime
from json import dumps
from uuid import UUID

from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.people import Actor
from caseaudit.reporting.as_csv import csv_file
from caseaudit.reporting.as_workbook import workbook_file
from caseaudit.reporting.findings import Findings, findings_of
from caseaudit.reporting.findings_table import findings_table
from caseaudit.reporting.sample_table import manifest_table, sample_table
from caseaudit.sampling.manifest import manifest_of
from caseaudit.sampling.queries import sample
from caseaudit.store.history import remember

# File name → media type. The names are neutral: a folder listing tells nobody whose files were read.
EXPORT_FILES: Mapping[str, str] = {
    "sample.csv": "text/csv; charset=utf-8",
    "sample.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "manifest.json": "application/json",
    "findings.csv": "text/csv; charset=utf-8",
}

NAMING_CHILDREN = tuple(file for file in EXPORT_FILES if file != "findings.csv")
LONGEST_REASON = 300


def export_with_identifiers(
    session: Session, sample_id: UUID, file: str, definitions: Definitions, *, reason: str, by: Actor, at: datetime
) -> bytes:
    """One of NAMING_CHILDREN with children's references, remembered with who asked for it and why."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise NotAllowed(f"Enter why identifiers are needed, in {LONGEST_REASON} characters or fewer.")
    content = export_file(session, sample_id, file, definitions, with_identifiers=True)
    note = f"{file} with identifiers: {reason}"
    remember(session, "sample", sample_id, "export_with_identifiers", by=by, at=at, note=note)
    return content


def export_file(
    session: Session, sample_id: UUID, file: str, definitions: Definitions, *, with_identifiers: bool = False
) -> bytes:
    """One of EXPORT_FILES for a sample; raises NotFound for any other name or sample."""
    if file not in EXPORT_FILES or sample(session, sample_id) is None:
        raise NotFound("There is no such file to export.")
    if file == "sample.csv":
        return sample_csv(session, sample_id, with_identifiers=with_identifiers)
    if file == "sample.xlsx":
        return sample_xlsx(session, sample_id, with_identifiers=with_identifiers)
    if file == "manifest.json":
        return manifest_json(session, sample_id, with_identifiers=with_identifiers)
    return findings_csv(*findings_with_breakdowns(session, sample_id, definitions))


def sample_csv(session: Session, sample_id: UUID, *, with_identifiers: bool = False) -> bytes:
    """The sample in drawn order as CSV."""
    return csv_file(sample_table(session, sample_id, with_identifiers=with_identifiers))


def sample_xlsx(session: Session, sample_id: UUID, *, with_identifiers: bool = False) -> bytes:
    """The sample in drawn order as a workbook, with what the manifest says on its second sheet."""
    tables = (sample_table(session, sample_id, with_identifiers=with_identifiers), manifest_table(session, sample_id))
    return workbook_file(tables)


def manifest_json(session: Session, sample_id: UUID, *, with_identifiers: bool = False) -> bytes:
    """The manifest as JSON that docs/redraw.py reads."""
    manifest = manifest_of(session, sample_id, with_identifiers=with_identifiers)
    return f"{dumps(manifest, indent=1, ensure_ascii=False)}\n".encode()


def findings_csv(findings: Findings, *breakdowns: Findings) -> bytes:
    """The findings as CSV, with the groups of each breakdown."""
    return csv_file(findings_table(findings, breakdowns))


def findings_with_breakdowns(
    session: Session, sample_id: UUID, definitions: Definitions
) -> tuple[Findings, Findings, Findings]:
    """The findings of a sample whole, by case level, and by team."""
    return (
        findings_of(session, sample_id, definitions),
        findings_of(session, sample_id, definitions, by="level"),
        findings_of(session, sample_id, definitions, by="team"),
    )
