"""Keeping evidence: each of these puts what was copied in the place of what was there before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from caseaudit.casefiles.drafts import RECORD_TYPES, EntryDraft, PlanDraft, RecordDraft
from caseaudit.casefiles.tables import ChronologyEntry, Plan, PlanAction, Record
from caseaudit.errors import NotAllowed
from caseaudit.people import Actor
from caseaudit.store.history import remember

MOST_ROWS = 5_000
MOST_RECORDS = 20


def keep_chronology(session: Session, case_id: UUID, entries: Sequence[EntryDraft], *, by: Actor, at: datetime) -> None:
    """Keep a chronology as the file has it; with no entries, what was kept is taken away."""
    _refuse_more_than(len(entries), "entries")
    session.execute(delete(ChronologyEntry).where(col(ChronologyEntry.case_id) == case_id))
    session.add_all(
        ChronologyEntry(
            case_id=case_id,
            position=position,
            agency=entry.agency,
            date_text=entry.date_text,
            source=entry.source,
            event=entry.event,
            significance=entry.significance,
            action=entry.action,
            recorded_on=entry.recorded_on,
            added_by=by.id,
            added_at=at,
        )
        for position, entry in enumerate(entries, start=1)
    )
    remember(session, "case_file", case_id, "keep_chronology", by=by, at=at)
    session.flush()


def keep_plan(session: Session, case_id: UUID, plan: PlanDraft, *, by: Actor, at: datetime) -> None:
    """Keep a plan as the file has it; with no dates and no actions, what was kept is taken away."""
    _refuse_more_than(len(plan.actions), "actions")
    session.execute(delete(PlanAction).where(col(PlanAction.case_id) == case_id))
    session.execute(delete(Plan).where(col(Plan.case_id) == case_id))
    if plan != PlanDraft():
        _add_plan(session, case_id, plan, by=by, at=at)
    remember(session, "case_file", case_id, "keep_plan", by=by, at=at)
    session.flush()


def keep_record(session: Session, case_id: UUID, record: RecordDraft, *, by: Actor, at: datetime) -> None:
    """Keep one record of a visit or review as the file has it, beside the others or in the place of one of them.

    Without text the one it replaces is taken away.
    """
    if record.record_type not in RECORD_TYPES:
        raise NotAllowed("Select what kind of record this is.")
    session.execute(delete(Record).where(col(Record.case_id) == case_id, col(Record.id) == record.replaces))
    kept = session.scalar(select(func.count()).select_from(Record).where(col(Record.case_id) == case_id)) or 0
    if kept >= MOST_RECORDS:
        raise NotAllowed(f"You cannot keep more than {MOST_RECORDS} records of one case file.")
    if record.text.strip():
        session.add(
            Record(
                case_id=case_id,
                record_type=record.record_type,
                on=record.on,
                present=[who.strip() for who in record.present if who.strip()],
                communication_need=record.communication_need,
                language=record.language,
                text=record.text,
                added_by=by.id,
                added_at=at,
            )
        )
    remember(session, "case_file", case_id, "keep_record", by=by, at=at)
    session.flush()


def _add_plan(session: Session, case_id: UUID, plan: PlanDraft, *, by: Actor, at: datetime) -> None:
    kept = Plan(case_id=case_id, plan_on=plan.plan_on, next_review_on=plan.next_review_on, added_by=by.id, added_at=at)
    session.add(kept)
    session.flush()
    session.add_all(
        PlanAction(
            plan_id=kept.id,
            case_id=case_id,
            position=position,
            outcome=action.outcome,
            action=action.action,
            owner=action.owner,
            timescale=action.timescale,
        )
        for position, action in enumerate(plan.actions, start=1)
    )


def _refuse_more_than(rows: int, of_what: str) -> None:
    if rows > MOST_ROWS:
        raise NotAllowed(f"You cannot keep more than {MOST_ROWS:,} {of_what} at once. Keep the part that matters.")
