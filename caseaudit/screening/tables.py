"""Flags raised by the checks, when a whole frame was last screened, and the time limits an authority sets itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from caseaudit.checks.flag import ADVICE
from caseaudit.store.schema import Json, Row


class RaisedFlag(Row, table=True):
    """One remark on one case file, which a person confirms or overrides and never edits.

    ``evidence_digest`` ties it to the exact words or dates it was raised on.
    """

    __tablename__ = "raised_flag"
    __table_args__ = (UniqueConstraint("case_id", "code", "evidence_digest"), {"sqlite_strict": True})

    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    check: str = Field(max_length=40)
    code: str = Field(max_length=60)
    criterion: str = Field(max_length=60)
    severity: str = Field(max_length=10)
    place: str = Field(default="", max_length=200)
    reason: str
    quote: str = ""
    source: str = Field(default="", max_length=200)
    evidence_digest: str = Field(max_length=64)
    raised_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def is_advice(self) -> bool:
        """Whether this is worth saying but nobody has to answer it."""
        return self.severity == ADVICE


class FrameScreening(Row, table=True):
    """The last screening of a frame; ``judged`` counts what ``FrameScreened.judged`` does."""

    __tablename__ = "frame_screening"

    frame_id: UUID = Field(foreign_key="frame.id", unique=True)
    screened_by: UUID
    screened_at: datetime
    children: int
    children_flagged: int
    judged: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class LocalLimit(Row, table=True):
    """One time an authority set its own limit for a local rule, or gave it up (``n`` is None); the latest holds."""

    __tablename__ = "local_limit"

    rule: str = Field(max_length=20, index=True)
    n: int | None = None
    unit: str | None = Field(default=None, max_length=20)
    note: str = Field(max_length=300)
    set_by: UUID
    set_at: datetime
