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


def test_a_database_error_does_not_say_what_was_typed(session: Session):
    with pytest.raises(DBAPIError) as refused, session.begin_nested():
        session.execute(text("insert into history (id, note) values (:id, :note)"), {"id": "x", "note": "what was typed"})

    assert "what was typed" not in str(refused.value)
