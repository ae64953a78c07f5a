"""How far a round has come: drawn, set aside, allocated, accepted."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.auditing.tables import Audit
from caseaudit.reporting.audited import ACCEPTED
from caseaudit.sampling.tables import SampledCase

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class RoundProgress:
    """Counts of case files; ``in_sample`` is those drawn, less those set aside, with their replacements."""

    drawn: int
    set_aside: int
    replacements: int
    in_sample: int
    allocated: int
    accepted: int
    withdrawn: int

    @property
    def is_open(self) -> int:
        """How many case files of the sample are still without an accepted audit."""
        return self.in_sample - self.accepted


def progress_of(session: Session, sample_id: UUID) -> RoundProgress:
    """How far the round of a sample has come."""
    cases = session.exec(select(SampledCase).where(SampledCase.sample_id == sample_id)).all()
    statuses = Counter(
        session.exec(
            select(Audit.status)
            .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
            .where(SampledCase.sample_id == sample_id)
        )
    )
    current = [case for case in cases if case.elimination is None]
    replacements = sum(1 for case in cases if case.replaces_id is not None)
    return RoundProgress(
        drawn=len(cases) - replacements,
        set_aside=len(cases) - len(current),
        replacements=replacements,
        in_sample=len(current),
        allocated=sum(1 for case in current if case.auditor_id is not None),
        accepted=statuses[ACCEPTED],
        withdrawn=statuses[WITHDRAWN],
    )
