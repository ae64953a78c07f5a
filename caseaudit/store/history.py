"""The one place where a status changes, and where each change is remembered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.machine import Guard, Workflow
from caseaudit.people import Actor
from caseaudit.store.tables import History

Facts = TypeVar("Facts")


class HasStatus(Protocol):
    """Any row whose status a lifecycle governs."""

    id: UUID
    status: str


def move(
    session: Session,
    workflow: Workflow,
    row: HasStatus,
    trigger: str,
    *,
    facts: Facts,
    guards: Mapping[str, Guard[Facts]],
    by: Actor,
    at: datetime,
    note: str = "",
) -> None:
    """Take one step of a lifecycle and remember it; raises NotAllowed, and changes nothing, where it is not open."""
    destination = workflow.destination(row.status, trigger, role=by.role, facts=facts, guards=guards)
    remember(
        session, workflow.name, row.id, trigger, from_state=row.status, to_state=destination, by=by, at=at, note=note
    )
    row.status = destination
    session.add(row)
    session.flush()


def remember(
    session: Session,
    subject: str,
    subject_id: UUID,
    trigger: str,
    *,
    by: Actor,
    at: datetime,
    from_state: str | None = None,
    to_state: str | None = None,
    note: str = "",
) -> None:
    """Add one line to the history of a thing; the note must hold nothing personal."""
    session.add(
        History(
            subject=subject,
            subject_id=subject_id,
            trigger=trigger,
            from_state=from_state,
            to_state=to_state,
            by_id=by.id,
            by_role=by.role.value,
            at=at,
            note=note,
        )
    )


def history_of(session: Session, subject_id: UUID) -> Sequence[History]:
    """Every step of one thing, oldest first."""
    return session.exec(select(History).where(History.subject_id == subject_id).order_by(col(History.at))).all()
