"""Rows about the people who sign in."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from caseaudit.store.schema import Row


class Account(Row, table=True):
    """Somebody who may sign in, in one role; ``team`` keeps them from auditing their own team's cases."""

    __tablename__ = "account"

    email: str = Field(max_length=200, unique=True)
    name: str = Field(max_length=200)
    role: str = Field(max_length=20)
    team: str | None = Field(default=None, max_length=200)
    password_hash: str = Field(max_length=200)
    is_active: bool = True
    created_at: datetime


class SignIn(Row, table=True):
    """One session of one account, kept on the server so that it can be listed, timed out and ended."""

    __tablename__ = "sign_in"

    account_id: UUID = Field(foreign_key="account.id", index=True)
    started_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None = None


class FailedSignIn(Row, table=True):
    """A sign-in that failed, counted by account name and by network address to slow down guessing."""

    __tablename__ = "failed_sign_in"

    email_digest: str = Field(max_length=64, index=True)
    address: str = Field(max_length=64, index=True)
    at: datetime = Field(index=True)
