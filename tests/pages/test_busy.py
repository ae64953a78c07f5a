"""While somebody else holds the database, what was typed is not lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import update

from caseaudit.accounts.queries import SignIn
from caseaudit.app import create_app
from caseaudit.auditing.queries import answers_of
from caseaudit.clock import now
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions
from caseaudit.store import engine
from caseaudit.store.transaction import transaction
from caseaudit.web.access import public
from tests.annex_a import write
from tests.browser import Browser
from tests.factories import TEST_PASSWORD
from tests.reading import asked

NOTE = "An hour of my own words."
TYPED = {"history-used": "no", "history-used-note": NOTE}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WRITER_WAITS_MS", 20)
    monkeypatch.setattr(engine, "READER_WAITS_MS", 20)


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return asked(session, definitions).audit.id


@contextmanager
def _held(settings: Settings, how: str = "IMMEDIATE") -> Iterator[None]:
    with closing(sqlite3.connect(settings.instance / "caseaudit.sqlite3", isolation_level=None)) as holder:
        holder.execute(f"BEGIN {how}")
        yield
        holder.execute("ROLLBACK")


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_what_was_typed_is_carried_until_the_database_is_free(
    app: Flask, settings: Settings, browser: Browser, audit_id: UUID, how: str
):
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/sections/chronology")

    with _held(settings, how):
        page = browser.submit("Save and continue", TYPED)
        assert (page.status, page.heading) == (503, "Your work is not saved yet")
        assert NOTE in page.text
        page = browser.submit("Try again")
        assert page.status == 503
    browser.submit("Try again")

    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert answers_of(session, audit_id)["history-used"].note == NOTE


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost"])
def test_a_post_without_the_token_of_its_session_is_not_carried(
    settings: Settings, browser: Browser, audit_id: UUID, how: str, origin: str
):
    browser.sign_in_as("auditor")

    with _held(settings, how):
        response = browser.client.post(
            f"/audits/{audit_id}/sections/chronology", data=TYPED, headers={"Origin": origin}
        )

    assert "Try again" not in response.text


def test_signing_in_while_it_is_held_asks_to_try_again(settings: Settings, browser: Browser):
    browser.open("/sign-in")

    with _held(settings):
        page = browser.submit("Sign in", {"email": "auditor@test", "password": TEST_PASSWORD})

    assert (page.status, page.errors) == (503, ["caseaudit is busy: wait a minute, then try again"])


def test_a_page_is_read_while_somebody_writes(app: Flask, settings: Settings, browser: Browser, audit_id: UUID):
    browser.sign_in_as("auditor")
    with transaction(app.extensions["caseaudit"].engine) as session:
        session.exec(update(SignIn).values(last_seen_at=now() - timedelta(minutes=5)))

    with _held(settings):
        assert browser.open("/audits").status == 200


def test_anything_else_wrong_with_the_database_is_not_called_busy(settings: Settings):
    app = create_app(settings)

    def broken() -> str:
        raise OperationalError("select", None, sqlite3.OperationalError("disk I/O error"))

    app.add_url_rule("/broken", view_func=public(broken))

    assert Browser(app.test_client()).open("/broken").status == 500


def test_writers_wait_for_half_a_minute(monkeypatch: pytest.MonkeyPatch, settings: Settings):
    monkeypatch.undo()

    with transaction(engine.open_engine(settings.database_url)) as session:
        assert session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


@contextmanager
def _without_room(app: Flask, pragma: str) -> Iterator[None]:
    databases = app.extensions["caseaudit"].engine

    def fill(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    databases.dispose()
    event.listen(databases, "connect", fill)
    yield
    event.remove(databases, "connect", fill)
    databases.dispose()


NO_ROOM = pytest.mark.parametrize(
    ("pragma", "sentence"),
    [("max_page_count=1", "The disk of the database is full."), ("query_only=ON", "The database cannot be written.")],
)


@NO_ROOM
def test_what_was_typed_is_carried_until_there_is_room(
    app: Flask, browser: Browser, audit_id: UUID, pragma: str, sentence: str
):
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/sections/chronology")

    with _without_room(app, pragma):
        page = browser.submit("Save and continue", {**TYPED, "history-used-note": NOTE * 900})
        assert page.status == 503
        assert sentence in page.text
    browser.submit("Try again")

    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert answers_of(session, audit_id)["history-used"].note.startswith(NOTE)


@NO_ROOM
def test_an_import_that_finds_no_room_says_so_on_its_form(
    app: Flask, browser: Browser, tmp_path: Path, pragma: str, sentence: str
):
    lists = write(tmp_path / "lists.xlsx", {1: [{"child": f"c{at}"} for at in range(200)]})
    browser.sign_in_as("administrator")
    browser.open("/frames/new")

    with _without_room(app, pragma):
        day = {"as_at-day": "31", "as_at-month": "3", "as_at-year": "2026"}
        page = browser.submit("Import", {"lists": lists, **day})
        if page.heading == "Is the date right?":
            page = browser.submit("Import as at this date", day)

    assert page.heading == "Import a frame"
    assert page.errors[0].startswith(sentence)


def test_an_import_that_never_got_its_turn_to_be_kept_is_not_waited_for(
    settings: Settings, browser: Browser, tmp_path: Path
):
    lists = write(tmp_path / "lists.xlsx", {1: [{"child": "c1", "contact_on": "30/03/2026"}]})
    browser.sign_in_as("administrator")
    browser.open("/frames/new")

    with _held(settings):
        page = browser.submit("Import", {"lists": lists, "as_at-day": "31", "as_at-month": "3", "as_at-year": "2026"})

    assert page.heading == "Import a frame"
    assert page.errors[0].startswith("Somebody else is saving")


def test_a_disk_without_room_for_a_file_is_said_in_a_sentence(settings: Settings):
    app = create_app(settings)

    def full() -> str:
        raise OSError(ENOSPC, "No space left on device", "child-ref-77")

    app.add_url_rule("/full", view_func=public(full))

    page = Browser(app.test_client()).open("/full")

    assert (page.status, page.heading) == (503, "caseaudit cannot keep anything")
    assert "full or cannot be written" in page.text
    assert "child-ref-77" not in page.text
