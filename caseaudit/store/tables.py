"""The history row: who moved what, from where to where, and when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from caseaudit.store.schema import Row


class History(Row, table=True):
    """One step somebody took; rows are only ever added."""

    __tablename__ = "history"

    subject: str = Field(max_length=40)
    subject_id: UUID = Field(index=True)
    trigger: str = Field(max_length=60)
    from_state: str | None = Field(default=None, max_length=40)
    to_state: str | None = Field(default=None, max_length=40)
    by_id: UUID
    by_role: str = Field(max_length=20)
    at: datetime
    note: str = ""
