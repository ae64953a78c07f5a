"""What the database itself refuses, whatever the code above it does."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from caseaudit.people import Actor, Role
from caseaudit.store.history import history_of, remember
from tests.factories import NOON


def test_history_only_grows(session: Session):
    subject = uuid4()
    remember(session, "audit", subject, "start", by=Actor(uuid4(), Role.AUDITOR), at=NOON)
    session.flush()

    for attempt in ("update history set note = 'never happened'", "delete from history"):
        with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
            session.execute(text(attempt))

    assert [line.trigger for line in history_of(session, subject)] == ["start"]
