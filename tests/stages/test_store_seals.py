"""What the database itself refuses, whatever the code above it does."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from caseaudit.auditing.queries import audits_in
from caseaudit.casefiles.changes import keep_chronology
from caseaudit.casefiles.drafts import EntryDraft
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.queries import Frame
from caseaudit.intake.reading import read_files
from caseaudit.people import Actor, Role
from caseaudit.store.engine import open_engine
from caseaudit.store.history import history_of, remember
from caseaudit.store.schema import metadata
from caseaudit.store.transaction import transaction
from tests.annex_a import write
from tests.factories import NOON, add_people
from tests.frames import children, frame_of
from tests.rounds import audited, drawn, shared_out, whole_round


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
        session.execute(
            text("insert into history (id, note) values (:id, :note)"), {"id": "x", "note": "what was typed"}
        )

    assert "typed words" not in str(refused.value)


def test_an_accepted_audit_is_closed_with_its_evidence_and_its_moderation(session: Session, definitions: Definitions):
    add_people(session)
    whole_round(session, definitions, frame_of(session, children(6)), size=3)
    session.flush()
    attempts = (
        "update audit set status = 'returned'",
        "delete from audit",
        "update answer set value = 'yes'",
        "delete from answer",
        "update moderation set comment = 'never said'",
        "delete from moderation",
        "update frame_case set level = 'closed'",
        "update frame set sha256 = 'x'",
    )

    for attempt in attempts:
        with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
            session.execute(text(attempt))


def test_evidence_of_an_accepted_audit_cannot_be_added_to(session: Session, definitions: Definitions):
    people = add_people(session)
    sample = whole_round(session, definitions, frame_of(session, children(6)), size=3)
    session.flush()
    audited_case = audits_in(session, sample.id)[0]

    with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
        keep_chronology(
            session, audited_case.audit.case_id, [EntryDraft(event="Later")], by=people["auditor@test"], at=NOON
        )


def test_an_answer_cannot_be_moved_into_an_accepted_audit(session: Session, definitions: Definitions):
    add_people(session)
    sample = whole_round(session, definitions, frame_of(session, children(6)), size=2)
    other = drawn(session, definitions, session.get_one(Frame, sample.frame_id), size=3, method="simple_random")
    shared_out(session, definitions, other)
    unsealed = next(one for one in audits_in(session, other.id) if one.audit.case_id not in _cases(session, sample.id))
    audited(session, definitions, [unsealed])
    session.flush()

    with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
        session.execute(
            text(
                "update answer set audit_id = (select id from audit where status = 'sealed' limit 1) "
                "where audit_id in (select id from audit where status = 'submitted')"
            )
        )


def _cases(session: Session, sample_id: UUID) -> set[UUID]:
    return {one.audit.case_id for one in audits_in(session, sample_id)}


def test_replacing_a_line_of_history_is_refused_on_sqlite(settings: Settings):
    engine = open_engine(settings.database_url)
    with transaction(engine) as writing:
        remember(writing, "audit", uuid4(), "start", by=Actor(uuid4(), Role.AUDITOR), at=NOON)

    with pytest.raises(DBAPIError, match="sealed and cannot change"), transaction(engine) as writing:
        writing.execute(text("insert or replace into history select * from history"))
    engine.dispose()


@pytest.mark.parametrize(
    "table", ["frame_list", "frame_case", "list_row", "case_event", "journey_finding", "cell_remark"]
)
def test_a_sealed_frame_gains_and_loses_no_row(session: Session, definitions: Definitions, tmp_path: Path, table: str):
    seal(session, definitions, tmp_path)
    columns = [column.name for column in metadata.tables[table].columns]
    copied = ", ".join({"id": ":id", "list_no": "list_no + 1000"}.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    key = uuid4() if session.get_bind().dialect.name == "postgresql" else uuid4().hex

    for attempt in (f"insert into {table} ({names}) select {copied} from {table} limit 1", f"delete from {table}"):
        with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
            session.execute(text(attempt), {"id": key} if ":id" in attempt else {})


def test_a_sealed_frame_is_not_taken_away(session: Session, definitions: Definitions, tmp_path: Path):
    seal(session, definitions, tmp_path)

    with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
        session.execute(text("delete from frame"))


def seal(session: Session, definitions: Definitions, folder: Path) -> None:
    """A frame with a row in each of its tables."""
    care = {"child": "A1", "care_review_on": date(2020, 1, 1), "care_ceased_on": date(2020, 1, 2)}
    path = write(folder / "lists.xlsx", {8: [care, {"child": "A2", "legal_status": "what"}]})
    read = read_files([path], as_at=date(2026, 3, 31), journeys=definitions.journeys)
    seal_frame(session, read, name="Sealed", by=Actor(uuid4(), Role.ADMINISTRATOR), at=NOON)
    session.flush()
