"""The findings of a sample: every question, flag and grade as a figure, with its method and its case files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.intake.tables import Frame
from caseaudit.reporting.audited import AuditedFile, audited_files
from caseaudit.reporting.flags import FlagFinding, flag_findings
from caseaudit.reporting.grades import GradeFinding, grade_findings
from caseaudit.reporting.groups import By, groups_of
from caseaudit.reporting.method import method_sentences
from caseaudit.reporting.progress import RoundProgress, progress_of
from caseaudit.reporting.questions import QuestionFinding, question_findings
from caseaudit.reporting.written_actions import WrittenActions, written_actions
from caseaudit.sampling.design import Design
from caseaudit.sampling.queries import design_of_sample, sample


@dataclass(frozen=True)
class Findings:
    """Everything found on one sample; ``is_estimate`` says whether it speaks for case files that were not read."""

    sample_id: UUID
    name: str
    frame_name: str
    as_at: date
    tool_title: str
    edition: str
    design: Design
    is_estimate: bool
    progress: RoundProgress
    by: By | None
    questions: tuple[QuestionFinding, ...]
    flags: tuple[FlagFinding, ...]
    grades: tuple[GradeFinding, ...]
    actions: WrittenActions
    method: tuple[str, ...]
    files: Mapping[UUID, AuditedFile]

    def question(self, question_id: str) -> QuestionFinding | None:
        """What was found on one question, if the tool asks it."""
        return next((finding for finding in self.questions if finding.id == question_id), None)

    def flag(self, code: str) -> FlagFinding | None:
        """What was found on one flag code, if there is one."""
        return next((finding for finding in self.flags if finding.code == code), None)

    def grade(self, question_id: str) -> GradeFinding | None:
        """The grades given on one question, if it is graded."""
        return next((finding for finding in self.grades if finding.id == question_id), None)


def findings_of(session: Session, sample_id: UUID, definitions: Definitions, *, by: By | None = None) -> Findings:
    """The findings on the accepted audits of a sample, whole and by case level or team where asked."""
    row = sample(session, sample_id)
    if row is None:
        raise NotFound("There is no such sample.")
    frame = session.get_one(Frame, row.frame_id)
    tool = definitions.tool(row.tool, row.edition)
    design, progress = design_of_sample(row), progress_of(session, sample_id)
    files = audited_files(session, sample_id)
    groups = groups_of(files, by, definitions.journey_on(frame.as_at))
    return Findings(
        sample_id=row.id,
        name=row.name,
        frame_name=frame.name,
        as_at=frame.as_at,
        tool_title=tool.title,
        edition=tool.edition,
        design=design,
        is_estimate=design.is_random,
        progress=progress,
        by=by,
        questions=question_findings(tool, files, groups, is_estimate=design.is_random),
        flags=flag_findings(tool, files, groups, is_estimate=design.is_random),
        grades=grade_findings(tool, files, groups, is_estimate=design.is_random),
        actions=written_actions(session, sample_id),
        method=method_sentences(design, progress),
        files={file.case_id: file for file in files},
    )
