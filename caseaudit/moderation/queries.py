"""What is asked about moderation: which audits wait, what was said about one, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.auditing.queries import AuditedCase, audits_at
from caseaudit.moderation.tables import Moderation, QuestionComment


@dataclass(frozen=True)
class Reading:
    """One reading of an audit: what was decided, and what was said on the whole and by question."""

    moderation: Moderation
    questions: Mapping[str, str]


def waiting(session: Session) -> Sequence[AuditedCase]:
    """The submitted audits, the longest waiting first."""
    return audits_at(session, "submitted")


def readings_of(session: Session, audit_id: UUID) -> Sequence[Reading]:
    """Every reading of an audit, oldest first."""
    rows = session.exec(select(Moderation).where(Moderation.audit_id == audit_id).order_by(col(Moderation.at))).all()
    said: dict[UUID, dict[str, str]] = {row.id: {} for row in rows}
    for comment in session.exec(select(QuestionComment).where(QuestionComment.audit_id == audit_id)):
        said[comment.moderation_id][comment.question_id] = comment.comment
    return [Reading(row, said[row.id]) for row in rows]


def comments_on(session: Session, audit_id: UUID) -> Reading | None:
    """What the last reading of an audit said, if it has been read."""
    return next(reversed(readings_of(session, audit_id)), None)
