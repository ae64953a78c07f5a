"""Rows of an audit: its status, its answers, its verdicts on flags, and the actions that follow from it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from caseaudit.store.schema import Row

STRICT = {"sqlite_strict": True}


class Audit(Row, table=True):
    """One auditor reading one sampled case file with one edition of a tool."""

    __tablename__ = "audit"

    sampled_case_id: UUID = Field(foreign_key="sampled_case.id", unique=True)
    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    auditor_id: UUID = Field(foreign_key="account.id", index=True)
    tool: str = Field(max_length=60)
    edition: str = Field(max_length=20)
    tool_sha256: str = Field(max_length=64)
    status: str = Field(default="allocated", max_length=40, index=True)
    allocated_at: datetime
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    sealed_at: datetime | None = None


class Answer(Row, table=True):
    """An answer as it stands; ``value`` None is "not answered yet", which is not "no" and not "not recorded"."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("audit_id", "question_id"), STRICT)

    audit_id: UUID = Field(foreign_key="audit.id", index=True)
    question_id: str = Field(max_length=60)
    value: str | None = None
    note: str = ""
    revision: int = 1
    answered_by: UUID
    answered_at: datetime


class Verdict(Row, table=True):
    """What the auditor made of a flag: confirmed, overridden with a reason, or not enough on file to tell.

    ``is_of_group`` where it was given to several flags of one code at once; in all else it is as any other.
    """

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("audit_id", "flag_id"), STRICT)

    audit_id: UUID = Field(foreign_key="audit.id", index=True)
    flag_id: UUID = Field(foreign_key="raised_flag.id", index=True)
    decision: str = Field(max_length=20)
    reason: str = ""
    revision: int = 1
    is_of_group: bool = False
    by_id: UUID
    at: datetime


class AuditAction(Row, table=True):
    """One action that follows from an audit for this child; ``remarks`` counts what the check said of it when kept."""

    __tablename__ = "audit_action"
    __table_args__ = (UniqueConstraint("audit_id", "position"), STRICT)

    audit_id: UUID = Field(foreign_key="audit.id", index=True)
    position: int
    outcome: str = ""
    action: str = ""
    owner: str = ""
    timescale: str = ""
    remarks: int = 0
    kept_by: UUID
    kept_at: datetime
