"""The raised flag: the machine's remark, which a person confirms or overrides and never edits."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from caseaudit.store.schema import Row


class RaisedFlag(Row, table=True):
    """One remark on one case file; ``evidence_digest`` ties it to the exact words it was raised on."""

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
