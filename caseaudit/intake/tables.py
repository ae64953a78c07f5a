"""Rows of a frame: its case files, their dated events, the lines they came from, and what was doubtful in them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from caseaudit.store.schema import Json, Row

STRICT = {"sqlite_strict": True}


class Frame(Row, table=True):
    """Every case file in scope on one date; sealed when imported and never changed afterwards."""

    __tablename__ = "frame"

    name: str = Field(max_length=200)
    as_at: date
    layout: str = Field(max_length=40)
    source_sha256: str = Field(max_length=64)
    sha256: str = Field(max_length=64)
    cases: int
    imported_by: UUID
    imported_at: datetime


class FrameList(Row, table=True):
    """What one list, file or element held: rows read are rows kept and rows refused, none lost.

    ``source`` is the kind of return it belongs to; ``list_no`` is Ofsted's number in Annex A and ours elsewhere.
    From ``begins`` to ``ends`` it holds everything there is; None is no bound.
    """

    __tablename__ = "frame_list"
    __table_args__ = (UniqueConstraint("frame_id", "list_no"), STRICT)

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    source: str = Field(default="annex_a", max_length=20)
    list_no: int
    name: str = Field(max_length=100)
    sheet: str = Field(max_length=200)
    is_sampled: bool = True
    rows_read: int
    rows_kept: int
    rows_refused: int
    children: int
    events: int
    begins: date | None = None
    ends: date | None = None


class FrameCase(Row, table=True):
    """One child's case file in one frame; ``case_key`` is its pseudonym, the same wherever the frame is imported."""

    __tablename__ = "frame_case"
    __table_args__ = (UniqueConstraint("frame_id", "case_key"), UniqueConstraint("frame_id", "child_ref"), STRICT)

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    case_key: str = Field(max_length=32)
    child_ref: str = Field(max_length=60)
    level: str = Field(max_length=40, index=True)
    sex: str | None = Field(default=None, max_length=20)
    ethnicity: str | None = Field(default=None, max_length=20)
    disability: str | None = Field(default=None, max_length=20)
    born_on: date | None = None
    expected_on: date | None = None
    is_unborn: bool = False
    is_uasc: bool = False
    team: str | None = Field(default=None, max_length=200)
    worker: str | None = Field(default=None, max_length=200)


class ListRow(Row, table=True):
    """One kept line of a list as the council wrote it, beside what its codes were read as."""

    __tablename__ = "list_row"

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    list_no: int
    sheet: str = Field(max_length=200)
    row_no: int
    raw: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    codes: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class CaseEvent(Row, table=True):
    """A dated thing that moved, or was expected in, the child's journey."""

    __tablename__ = "case_event"

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    list_row_id: UUID = Field(foreign_key="list_row.id")
    on: date
    trigger: str = Field(max_length=60)
    list_no: int
    detail: str = Field(default="", max_length=300)
    codes: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class JourneyFinding(Row, table=True):
    """An event that does not fit the journey so far; recorded, never refused and never repaired."""

    __tablename__ = "journey_finding"

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    on: date
    track: str = Field(max_length=40)
    trigger: str = Field(max_length=60)
    state: str = Field(max_length=40)
    sentence: str = Field(max_length=500)


class CellRemark(Row, table=True):
    """A cell or line of the file that was refused or is doubtful, where it is, and what to do about it."""

    __tablename__ = "cell_remark"

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    list_no: int | None = None
    sheet: str = Field(max_length=200)
    row_no: int | None = None
    column: str = Field(default="", max_length=300)
    is_refusal: bool = False
    kind: str = Field(max_length=40)
    sentence: str = Field(max_length=500)


class ColumnMapping(Row, table=True):
    """What a person said the columns of one kind of file mean; used again whenever the same headings come."""

    __tablename__ = "column_mapping"

    name: str = Field(max_length=100)
    headings_sha256: str = Field(max_length=64, unique=True)
    columns: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    mapped_by: UUID
    mapped_at: datetime
