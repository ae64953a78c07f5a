"""What has been copied from a case file."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.tables import ChronologyEntry, Plan, PlanAction, Record

__all__ = ["ChronologyEntry", "Evidence", "Plan", "PlanAction", "Record", "evidence_of"]


@dataclass(frozen=True)
class Evidence:
    """Everything copied from one case file, in the order it stands there; the newest record comes first."""

    chronology: Sequence[ChronologyEntry]
    plan: Plan | None
    actions: Sequence[PlanAction]
    records: Sequence[Record]

    @property
    def entry_drafts(self) -> tuple[EntryDraft, ...]:
        """The chronology as it would arrive if it were copied again."""
        return tuple(
            EntryDraft(row.date_text, row.source, row.event, row.significance, row.action, row.recorded_on, row.agency)
            for row in self.chronology
        )

    @property
    def action_drafts(self) -> tuple[ActionDraft, ...]:
        """The actions of the plan as they would arrive if they were copied again."""
        return tuple(ActionDraft(row.outcome, row.action, row.owner, row.timescale) for row in self.actions)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been copied yet."""
        return not (self.chronology or self.plan or self.records)


def evidence_of(session: Session, case_id: UUID) -> Evidence:
    """The evidence copied from a case file."""
    return Evidence(
        chronology=session.exec(
            select(ChronologyEntry).where(ChronologyEntry.case_id == case_id).order_by(col(ChronologyEntry.position))
        ).all(),
        plan=session.exec(select(Plan).where(Plan.case_id == case_id).order_by(col(Plan.added_at).desc())).first(),
        actions=session.exec(
            select(PlanAction).where(PlanAction.case_id == case_id).order_by(col(PlanAction.position))
        ).all(),
        records=session.exec(
            select(Record)
            .where(Record.case_id == case_id)
            .order_by(col(Record.on).desc().nulls_last(), col(Record.added_at).desc(), col(Record.id))
        ).all(),
    )
