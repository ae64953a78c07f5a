"""The accepted audits of a sample as figures read them: who, what was answered, which flags a person confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.auditing.tables import Answer, Audit, Verdict
from caseaudit.casefiles.tables import ChronologyEntry, PlanAction, Record
from caseaudit.intake.queries import age_at
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.sampling.tables import SampledCase
from caseaudit.screening.tables import RaisedFlag

ACCEPTED = "sealed"

_EVIDENCE_OF_CHECK = {
    "chronology": col(ChronologyEntry.case_id),
    "plans": col(PlanAction.case_id),
    "voice": col(Record.case_id),
}


@dataclass(frozen=True)
class JudgedFlag:
    """A flag and what the auditor decided."""

    code: str
    check: str
    decision: str
    is_advice: bool = False


@dataclass(frozen=True)
class AuditedFile:
    """One case file with its accepted audit; ``checks`` names the checks that had evidence to read."""

    case_id: UUID
    audit_id: UUID
    sampled_case_id: UUID
    case_key: str
    level: str
    team: str | None
    age: float | None
    answers: Mapping[str, str]
    flags: tuple[JudgedFlag, ...]
    checks: frozenset[str]


def audited_files(session: Session, sample_id: UUID) -> tuple[AuditedFile, ...]:
    """Every case file of the sample whose audit was accepted, in drawn order."""
    rows = session.exec(
        select(Audit, FrameCase, col(Frame.as_at))
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
        .join(FrameCase, col(Audit.case_id) == col(FrameCase.id))
        .join(Frame, col(FrameCase.frame_id) == col(Frame.id))
        .where(SampledCase.sample_id == sample_id, col(SampledCase.elimination).is_(None), Audit.status == ACCEPTED)
        .order_by(col(SampledCase.position))
    ).all()
    audit_ids = [audit.id for audit, _, _ in rows]
    answers, flags = _answers(session, audit_ids), _flags(session, audit_ids)
    checks = _checks_with_evidence(session, [case.id for _, case, _ in rows])
    return tuple(
        AuditedFile(
            case_id=case.id,
            audit_id=audit.id,
            sampled_case_id=audit.sampled_case_id,
            case_key=case.case_key,
            level=case.level,
            team=case.team,
            age=age_at(case, as_at),
            answers=answers[audit.id],
            flags=tuple(flags[audit.id]),
            checks=frozenset(checks[case.id]),
        )
        for audit, case, as_at in rows
    )


def _answers(session: Session, audit_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, str]]:
    answers: dict[UUID, dict[str, str]] = {audit_id: {} for audit_id in audit_ids}
    rows = session.exec(
        select(Answer.audit_id, Answer.question_id, Answer.value).where(col(Answer.audit_id).in_(audit_ids))
    )
    for audit_id, question_id, value in rows:
        if value:
            answers[audit_id][question_id] = value
    return answers


def _flags(session: Session, audit_ids: Sequence[UUID]) -> Mapping[UUID, list[JudgedFlag]]:
    flags: dict[UUID, list[JudgedFlag]] = {audit_id: [] for audit_id in audit_ids}
    rows = session.exec(
        select(Verdict.audit_id, Verdict.decision, RaisedFlag)
        .join(RaisedFlag, col(Verdict.flag_id) == col(RaisedFlag.id))
        .where(col(Verdict.audit_id).in_(audit_ids), col(RaisedFlag.withdrawn_at).is_(None))
    )
    for audit_id, decision, flag in rows:
        flags[audit_id].append(JudgedFlag(flag.code, flag.check, decision, flag.is_advice))
    return flags


def _checks_with_evidence(session: Session, case_ids: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    checks: dict[UUID, set[str]] = {case_id: set() for case_id in case_ids}
    for check, evidence_case in _EVIDENCE_OF_CHECK.items():
        for case_id in session.exec(select(evidence_case).where(evidence_case.in_(case_ids)).distinct()):
            checks[case_id].add(check)
    return checks
