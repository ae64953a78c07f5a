"""Rows of moderation: each reading, and each comment on a question."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from caseaudit.store.schema import Row


class Moderation(Row, table=True):
    """One reading of a submitted audit and what the supervisor decided."""

    __tablename__ = "moderation"

    audit_id: UUID = Field(foreign_key="audit.id", index=True)
    moderator_id: UUID = Field(foreign_key="account.id", index=True)
    decision: str = Field(max_length=20)
    comment: str = ""
    at: datetime


class QuestionComment(Row, table=True):
    """What the supervisor asks of the auditor on one question when an audit goes back."""

    __tablename__ = "question_comment"

    moderation_id: UUID = Field(foreign_key="moderation.id", index=True)
    audit_id: UUID = Field(foreign_key="audit.id", index=True)
    question_id: str = Field(max_length=60)
    comment: str
