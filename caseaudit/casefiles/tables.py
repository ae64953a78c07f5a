"""Evidence from the case file, as the file has it, word for word."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field

from caseaudit.store.schema import Json, Row


class ChronologyEntry(Row, table=True):
    """One line of a chronology: ``date_text`` is the date as written, ``agency`` whose chronology it stands in."""

    __tablename__ = "chronology_entry"

    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    position: int
    agency: str = Field(default="", max_length=100)
    date_text: str = Field(default="", max_length=100)
    source: str = Field(default="", max_length=200)
    event: str = ""
    significance: str = ""
    action: str = ""
    recorded_on: date | None = None
    added_by: UUID
    added_at: datetime


class Plan(Row, table=True):
    """One plan on the file, with the dates its deadlines are counted from."""

    __tablename__ = "plan"

    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    plan_on: date | None = None
    next_review_on: date | None = None
    added_by: UUID
    added_at: datetime


class PlanAction(Row, table=True):
    """One action of a plan: what is to be different, what will be done, by whom and by when."""

    __tablename__ = "plan_action"

    plan_id: UUID = Field(foreign_key="plan.id", index=True)
    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    position: int
    outcome: str = ""
    action: str = ""
    owner: str = ""
    timescale: str = ""


class Record(Row, table=True):
    """One record of a visit, review or assessment, with who was there."""

    __tablename__ = "record"

    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    record_type: str = Field(max_length=40)
    on: date | None = None
    present: list[Any] = Field(default_factory=list, sa_type=Json)
    communication_need: str = Field(default="", max_length=300)
    language: str = Field(default="", max_length=100)
    text: str = ""
    added_by: UUID
    added_at: datetime
