"""The actions auditors wrote for the children whose files they read, counted over a sample."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from caseaudit.auditing.tables import Audit, AuditAction
from caseaudit.reporting.audited import ACCEPTED
from caseaudit.sampling.tables import SampledCase
from caseaudit.words import count_of


@dataclass(frozen=True)
class WrittenActions:
    """How many actions were written, on how many case files, and how many the plan check remarked on when kept."""

    actions: int = 0
    case_files: int = 0
    remarked: int = 0

    @property
    def sentence(self) -> str:
        """The counts in words."""
        if not self.actions:
            return "No actions for a child were written in the accepted audits."
        return (
            f"Auditors wrote {count_of(self.actions, 'action')} for the children of"
            f" {count_of(self.case_files, 'case file')}. The plan check remarked on {self.remarked:,} of them."
        )


def written_actions(session: Session, sample_id: UUID) -> WrittenActions:
    """The counts over the accepted audits of a sample."""
    counted = (
        select(func.count(), func.count(col(AuditAction.audit_id).distinct()))
        .select_from(AuditAction)
        .join(Audit, col(AuditAction.audit_id) == col(Audit.id))
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
        .where(SampledCase.sample_id == sample_id, Audit.status == ACCEPTED)
    )
    actions, case_files = session.exec(counted).one()
    remarked, _ = session.exec(counted.where(col(AuditAction.remarks) > 0)).one()
    return WrittenActions(actions, case_files, remarked)
