"""Two tabs that save at the same moment, on both databases: one of them waits, and neither overwrites the other."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from caseaudit.auditing.answering import AnswerDraft, AnsweredMeanwhile
from caseaudit.auditing.changes import answer
from caseaudit.auditing.queries import answers_of, audit_for
from caseaudit.definitions.library import Definitions
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from caseaudit.store.upgrade import upgrade_database
from tests.conftest import POSTGRES_VARIABLE
from tests.factories import NOON, add_people
from tests.reading import asked, me


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def own_engine(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        shutil.copy(sqlite_template, tmp_path / "own.sqlite3")
        engine = open_engine(f"sqlite:///{tmp_path / 'own.sqlite3'}")
        yield engine
        engine.dispose()
        return
    schema = f"t{uuid4().hex}"
    engine = open_engine(f"{os.environ[POSTGRES_VARIABLE]}?options=-csearch_path%3D{schema}")
    with engine.begin() as connection:
        connection.execute(text(f"create schema {schema}"))
    upgrade_database(engine)
    yield engine
    with engine.begin() as connection:
        connection.execute(text(f"drop schema {schema} cascade"))
    engine.dispose()


def save(engine: Engine, definitions: Definitions, audit_id: UUID, note: str, *, pause: float = 0.0) -> str:
    with transaction(engine) as session:
        by = me(session)
        case = audit_for(session, audit_id, by)
        draft = AnswerDraft("no", note, revision=1)
        try:
            answer(session, case.audit, {"history-used": draft}, definitions=definitions, by=by, at=NOON)
        except AnsweredMeanwhile as meanwhile:
            return f"kept apart from: {meanwhile.conflicts[0].theirs.note}"
        sleep(pause)
    return "saved"


def test_two_tabs_that_save_at_once_never_overwrite_each_other(own_engine: Engine, definitions: Definitions):
    with transaction(own_engine) as session:
        add_people(session)
        case = asked(session, definitions)
        first = {"history-used": AnswerDraft("partly", "As it was.")}
        answer(session, case.audit, first, definitions=definitions, by=me(session), at=NOON)

    with ThreadPoolExecutor() as threads:
        slow = threads.submit(save, own_engine, definitions, case.audit.id, "The slow tab.", pause=0.4)
        sleep(0.1)
        quick = threads.submit(save, own_engine, definitions, case.audit.id, "The quick tab.")
        said = slow.result(), quick.result()

    assert said == ("saved", "kept apart from: The slow tab.")
    with transaction(own_engine, write=False) as session:
        assert answers_of(session, case.audit.id)["history-used"].note == "The slow tab."
