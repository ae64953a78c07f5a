"""What is asked about audits: whose they are, how they stand, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from caseaudit.auditing.concerns import CONCERNING, Concern, concerns_in, questions_of_concern
from caseaudit.auditing.progress import SectionProgress, Unanswered, section_progress, still_unanswered
from caseaudit.auditing.tables import Answer, Audit, AuditAction, Verdict
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import Question, Tool
from caseaudit.errors import NotFound
from caseaudit.intake.queries import age_at
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.people import Actor, Role
from caseaudit.sampling.tables import Sample, SampledCase
from caseaudit.screening.queries import flags_of
from caseaudit.screening.tables import RaisedFlag

SHORT_KEY_LENGTH = 8


@dataclass(frozen=True)
class AuditedCase:
    """An audit with the case file it reads; ``age`` is on the day of the frame, None for an unborn child."""

    audit: Audit
    case: FrameCase
    as_at: date
    sample_id: UUID
    sample: str
    answers: Mapping[str, Answer]

    @property
    def key(self) -> str:
        """The short pseudonym that stands for the child in titles and lists."""
        return self.case.case_key[:SHORT_KEY_LENGTH]

    @property
    def age(self) -> float | None:
        """The child's age in years on the day of the frame."""
        return age_at(self.case, self.as_at)

    def progress(self, tool: Tool) -> tuple[SectionProgress, ...]:
        """How far each section has come."""
        return section_progress(tool, self.case.level, self.age, self.answers)

    def unanswered(self, tool: Tool) -> tuple[Unanswered, ...]:
        """What must still be answered before submitting."""
        return still_unanswered(tool, self.case.level, self.age, self.answers)

    def questions(self, tool: Tool) -> tuple[Question, ...]:
        """The questions asked of this child."""
        return tool.questions_for(self.case.level, self.age)

    def concerns(self, tool: Tool) -> tuple[Concern, ...]:
        """What was answered about this child that cannot wait."""
        return concerns_in(self.questions(tool), self.answers)


@dataclass(frozen=True)
class JudgedFlag:
    """A raised flag and what the auditor made of it so far."""

    flag: RaisedFlag
    verdict: Verdict | None

    @property
    def is_waiting(self) -> bool:
        """Whether it holds the audit back: no verdict yet, and more than advice."""
        return self.verdict is None and not self.flag.is_advice


def audit(session: Session, audit_id: UUID) -> Audit | None:
    """The audit of this id, if there is one."""
    return session.get(Audit, audit_id)


def audit_for(session: Session, audit_id: UUID, reader: Actor) -> AuditedCase:
    """An audit this person may read: an auditor only their own; raises NotFound, whatever the reason."""
    found = next(iter(_audited_cases(session, col(Audit.id) == audit_id)), None)
    if found is None or not _may_read(found.audit, reader):
        raise NotFound("There is no such audit.")
    return found


def audits_of(session: Session, auditor_id: UUID) -> Sequence[AuditedCase]:
    """The audits one person has been asked for, in the order they were asked; withdrawn ones are left out."""
    return _audited_cases(session, col(Audit.auditor_id) == auditor_id, col(Audit.status) != "withdrawn")


def audits_in(session: Session, sample_id: UUID) -> Sequence[AuditedCase]:
    """Every audit of a sample, withdrawn ones among them."""
    return _audited_cases(session, col(SampledCase.sample_id) == sample_id)


def audits_at(session: Session, status: str) -> Sequence[AuditedCase]:
    """The audits that stand at one status, the longest submitted first."""
    found = _audited_cases(session, col(Audit.status) == status)
    return sorted(found, key=lambda one: (one.audit.submitted_at or one.audit.allocated_at, str(one.audit.id)))


def audits_of_concern(session: Session, definitions: Definitions) -> Sequence[AuditedCase]:
    """The audits not yet accepted in which an immediate concern is kept, submitted or not; the earliest kept first."""
    said = select(Answer.audit_id).where(
        col(Answer.question_id).in_(questions_of_concern(definitions.tools)), col(Answer.value).in_(CONCERNING)
    )
    open_ones = col(Audit.status).not_in(("sealed", "withdrawn"))
    kept = [
        (concerns[0].saved_at, one)
        for one in _audited_cases(session, open_ones, col(Audit.id).in_(said))
        if (concerns := one.concerns(definitions.tool(one.audit.tool, one.audit.edition)))
    ]
    return [one for _, one in sorted(kept, key=lambda pair: (pair[0], str(pair[1].audit.id)))]


def status_counts(session: Session) -> Mapping[UUID, Mapping[str, int]]:
    """For each sample, how many of its audits stand at each status, withdrawn ones left out."""
    counted = (
        select(SampledCase.sample_id, Audit.status, func.count())
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
        .where(col(Audit.status) != "withdrawn")
        .group_by(col(SampledCase.sample_id), col(Audit.status))
    )
    found: dict[UUID, dict[str, int]] = {}
    for sample_id, status, count in session.exec(counted):
        found.setdefault(sample_id, {})[status] = count
    return found


def answers_of(session: Session, audit_id: UUID) -> Mapping[str, Answer]:
    """The answers of an audit by question, as they stand in the database now, whatever was read before."""
    found = select(Answer).where(Answer.audit_id == audit_id).execution_options(populate_existing=True)
    return {row.question_id: row for row in session.exec(found)}


def verdicts_of(session: Session, audit_id: UUID) -> Mapping[UUID, Verdict]:
    """The verdicts of an audit by flag as they stand now, those on withdrawn flags among them."""
    found = select(Verdict).where(Verdict.audit_id == audit_id).execution_options(populate_existing=True)
    return {row.flag_id: row for row in session.exec(found)}


def judged_flags(session: Session, audit: Audit) -> Sequence[JudgedFlag]:
    """The flags that stand on the case file, each with this audit's verdict if it has one."""
    verdicts = verdicts_of(session, audit.id)
    return [JudgedFlag(flag, verdicts.get(flag.id)) for flag in flags_of(session, audit.case_id)]


def unjudged(session: Session, audit: Audit) -> Sequence[RaisedFlag]:
    """The flags that still need a verdict; advice needs none."""
    return [judged.flag for judged in judged_flags(session, audit) if judged.is_waiting]


def actions_of(session: Session, audit_id: UUID) -> Sequence[AuditAction]:
    """The actions that follow from an audit, in the order they were written."""
    return session.exec(
        select(AuditAction).where(AuditAction.audit_id == audit_id).order_by(col(AuditAction.position))
    ).all()


def progress(session: Session, audit: Audit, tool: Tool, level: str, age: float | None) -> tuple[SectionProgress, ...]:
    """How far each section of an audit has come, for a child at this case level and age."""
    return section_progress(tool, level, age, answers_of(session, audit.id))


def unanswered(session: Session, audit: Audit, definitions: Definitions) -> tuple[Unanswered, ...]:
    """The questions that must still be answered before an audit can be submitted."""
    found = next(iter(_audited_cases(session, col(Audit.id) == audit.id)))
    return found.unanswered(definitions.tool(audit.tool, audit.edition))


def last_saved_at(session: Session, audit_id: UUID) -> datetime | None:
    """When an answer of this audit was last kept."""
    return session.exec(select(func.max(col(Answer.answered_at))).where(Answer.audit_id == audit_id)).one()


def as_at_of(session: Session, audit: Audit) -> date:
    """The day of the frame an audited case file was drawn from."""
    frame_id = session.get_one(FrameCase, audit.case_id).frame_id
    return session.get_one(Frame, frame_id).as_at


def is_relied_on_elsewhere(session: Session, audit: Audit) -> bool:
    """Whether another audit of the same case file rests on the evidence as it stands.

    It does once it is submitted, and while it is under way if it was started first: words that one auditor copied and
    judged must not change because somebody reads the same file for another sample.
    """
    handed_over = col(Audit.status).in_(("submitted", "returned", "sealed"))
    under_way = col(Audit.status) == "in_progress"
    started_first = under_way & (col(Audit.started_at) < audit.started_at) if audit.started_at else under_way
    others = select(Audit.id).where(Audit.case_id == audit.case_id, Audit.id != audit.id, handed_over | started_first)
    return session.exec(others).first() is not None


def _may_read(audit: Audit, reader: Actor) -> bool:
    return reader.role is Role.SUPERVISOR or (reader.role is Role.AUDITOR and audit.auditor_id == reader.id)


def _audited_cases(session: Session, *conditions: ColumnElement[bool]) -> list[AuditedCase]:
    rows = session.exec(
        select(Audit, FrameCase, Frame, Sample)
        .join(FrameCase, col(Audit.case_id) == col(FrameCase.id))
        .join(Frame, col(FrameCase.frame_id) == col(Frame.id))
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
        .join(Sample, col(SampledCase.sample_id) == col(Sample.id))
        .where(*conditions)
        .order_by(col(Audit.allocated_at), col(SampledCase.position), col(FrameCase.case_key))
    ).all()
    answers: dict[UUID, dict[str, Answer]] = {audit.id: {} for audit, *_ in rows}
    found = select(Answer).where(col(Answer.audit_id).in_(answers)).execution_options(populate_existing=True)
    for answer in session.exec(found):
        answers[answer.audit_id][answer.question_id] = answer
    return [
        AuditedCase(audit, case, frame.as_at, sample.id, sample.name, answers[audit.id])
        for audit, case, frame, sample in rows
    ]
