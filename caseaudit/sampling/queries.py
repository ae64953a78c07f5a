"""What is asked about samples: which there are, which case files are in one, and how it compares with its frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.accounts.tables import Account
from caseaudit.intake.queries import age_at
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.sampling.design import Design, read_back
from caseaudit.sampling.eliminations import elimination_title
from caseaudit.sampling.spread import CaseTraits, Spread, spreads_of
from caseaudit.sampling.tables import Sample, SampledCase


@dataclass(frozen=True)
class SampledCaseView:
    """One case file of a sample as pages and files show it; ``age`` is in years on the frame's date, None if unborn."""

    id: UUID
    sample_id: UUID
    case_id: UUID
    case_key: str
    child_ref: str
    level: str
    age: float | None
    is_unborn: bool
    sex: str | None
    team: str | None
    worker: str | None
    stratum: str
    position: int
    random_number: str | None
    why: str
    replaces_id: UUID | None
    replaces_position: int | None
    elimination: str | None
    elimination_note: str
    eliminated_by: UUID | None
    eliminated_at: datetime | None
    auditor_id: UUID | None
    auditor_name: str | None
    allocated_at: datetime | None

    @property
    def is_eliminated(self) -> bool:
        """Whether this case file was set aside."""
        return self.elimination is not None

    @property
    def elimination_title(self) -> str:
        """Why it was set aside, in words; empty where it was not."""
        return elimination_title(self.elimination) if self.elimination else ""


def samples(session: Session) -> Sequence[Sample]:
    """Every sample, the newest first."""
    return session.exec(select(Sample).order_by(col(Sample.drawn_at).desc(), col(Sample.name))).all()


def samples_of_frame(session: Session, frame_id: UUID) -> Sequence[Sample]:
    """Every sample of one frame, the newest first."""
    return [sample for sample in samples(session) if sample.frame_id == frame_id]


def sample(session: Session, sample_id: UUID) -> Sample | None:
    """The sample of this id, if there is one."""
    return session.get(Sample, sample_id)


def design_of_sample(sample: Sample) -> Design:
    """How a sample was drawn."""
    return read_back(sample.method, sample.size, sample.design)


def cases_of(session: Session, sample_id: UUID) -> Sequence[SampledCaseView]:
    """Every case file of a sample in drawn order, replacements last, those set aside among them."""
    rows = session.exec(
        select(SampledCase, FrameCase, col(Frame.as_at), col(Account.name))
        .join(FrameCase, col(SampledCase.case_id) == col(FrameCase.id))
        .join(Frame, col(FrameCase.frame_id) == col(Frame.id))
        .join(Account, col(SampledCase.auditor_id) == col(Account.id), isouter=True)
        .where(SampledCase.sample_id == sample_id)
        .order_by(col(SampledCase.position))
    ).all()
    positions = {sampled.id: sampled.position for sampled, *_ in rows}
    return tuple(
        _view(sampled, case, as_at, auditor, positions.get(sampled.replaces_id) if sampled.replaces_id else None)
        for sampled, case, as_at, auditor in rows
    )


def sampled_case(session: Session, sampled_case_id: UUID) -> SampledCaseView | None:
    """One case file of a sample, if there is one of this id."""
    found = session.get(SampledCase, sampled_case_id)
    if found is None:
        return None
    return next(view for view in cases_of(session, found.sample_id) if view.id == sampled_case_id)


def sample_against_frame(session: Session, sample_id: UUID) -> tuple[Spread, ...]:
    """The sample as it stands beside its frame, by case level, team, age and sex: was anybody passed over?"""
    row = session.get_one(Sample, sample_id)
    as_at = session.get_one(Frame, row.frame_id).as_at
    levels = design_of_sample(row).levels
    everybody = session.exec(select(FrameCase).where(FrameCase.frame_id == row.frame_id)).all()
    cases = [case for case in everybody if not levels or case.level in levels]
    current = {case.case_id for case in cases_of(session, sample_id) if not case.is_eliminated}
    traits = [
        CaseTraits(case.level, case.team, age_at(case, as_at), case.is_unborn, case.sex, case.id in current)
        for case in cases
    ]
    return spreads_of(traits)


def _view(
    sampled: SampledCase, case: FrameCase, as_at: date, auditor_name: str | None, replaces_position: int | None
) -> SampledCaseView:
    return SampledCaseView(
        id=sampled.id,
        sample_id=sampled.sample_id,
        case_id=case.id,
        case_key=case.case_key,
        child_ref=case.child_ref,
        level=case.level,
        age=age_at(case, as_at),
        is_unborn=case.is_unborn,
        sex=case.sex,
        team=case.team,
        worker=case.worker,
        stratum=sampled.stratum,
        position=sampled.position,
        random_number=sampled.random_number,
        why=sampled.why,
        replaces_id=sampled.replaces_id,
        replaces_position=replaces_position,
        elimination=sampled.elimination,
        elimination_note=sampled.elimination_note,
        eliminated_by=sampled.eliminated_by,
        eliminated_at=sampled.eliminated_at,
        auditor_id=sampled.auditor_id,
        auditor_name=auditor_name,
        allocated_at=sampled.allocated_at,
    )
