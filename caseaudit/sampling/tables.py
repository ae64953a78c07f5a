"""Rows of a sample: its design and seed, and every case file drawn, held in reserve or set aside."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from caseaudit.store.schema import Json, Row


class Sample(Row, table=True):
    """A draw from a sealed frame; ``seed`` is None only for a targeted pick, which no estimate may use."""

    __tablename__ = "sample"

    frame_id: UUID = Field(foreign_key="frame.id", index=True)
    name: str = Field(max_length=200)
    method: str = Field(max_length=40)
    size: int
    seed: str | None = Field(default=None, max_length=64)
    design: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    tool: str = Field(max_length=60)
    edition: str = Field(max_length=20)
    tool_sha256: str = Field(max_length=64)
    status: str = Field(default="drawn", max_length=40)
    drawn_by: UUID
    drawn_at: datetime


class SampledCase(Row, table=True):
    """One case file in a sample, in drawn order within its stratum; a replacement names the case it stands in for."""

    __tablename__ = "sampled_case"
    __table_args__ = (UniqueConstraint("sample_id", "case_id"), {"sqlite_strict": True})

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    case_id: UUID = Field(foreign_key="frame_case.id", index=True)
    stratum: str = Field(default="", max_length=60)
    position: int
    random_number: str | None = Field(default=None, max_length=64)
    why: str = Field(default="", max_length=500)
    replaces_id: UUID | None = Field(default=None, foreign_key="sampled_case.id")
    elimination: str | None = Field(default=None, max_length=40)
    elimination_note: str = Field(default="", max_length=500)
    eliminated_by: UUID | None = None
    eliminated_at: datetime | None = None
    auditor_id: UUID | None = Field(default=None, foreign_key="account.id", index=True)
    allocated_at: datetime | None = None
