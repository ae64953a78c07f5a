"""Writing the report on a sample from what the database holds."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.intake.tables import Frame
from caseaudit.reporting.export import findings_with_breakdowns
from caseaudit.reporting.html import report_html
from caseaudit.sampling.queries import sample_against_frame
from caseaudit.sampling.tables import Sample


def report_on(
    session: Session, sample_id: UUID, definitions: Definitions, *, authority: str, written_at: datetime
) -> str:
    """The whole report on a sample as one HTML file; raises NotFound where there is no such sample."""
    findings, by_level, by_team = findings_with_breakdowns(session, sample_id, definitions)
    row = session.get_one(Sample, sample_id)
    return report_html(
        findings,
        by_level,
        by_team,
        authority=authority,
        written_at=written_at,
        journey=definitions.journey_on(findings.as_at),
        spreads=sample_against_frame(session, sample_id),
        frame_sha256=session.get_one(Frame, row.frame_id).sha256,
        seed=row.seed,
    )
