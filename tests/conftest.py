"""What tests stand on: both databases migrated as in production, the definitions, an application of their own."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, text
from sqlmodel import Session

from caseaudit.app import create_app
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions, read_definitions
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from caseaudit.store.upgrade import upgrade_database
from tests.browser import Browser
from tests.factories import add_people

POSTGRES_VARIABLE = "CASEAUDIT_TEST_POSTGRES_URL"
SHARED = Path(__file__).resolve().parents[2] / "shared"
IN_CI = os.environ.get("CI") == "true"
_left_out: Counter[str] = Counter()


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_runtest_setup(item: pytest.Item) -> None:
    needs = {
        "postgresql": (bool(os.environ.get(POSTGRES_VARIABLE)), f"on PostgreSQL (set {POSTGRES_VARIABLE})"),
        "chromium": (_chromium() is not None, "in Chromium (install chromium)"),
        "shared": (SHARED.is_dir(), "on the sample files (put ../shared beside the checkout)"),
    }
    for marker, (is_there, what) in needs.items():
        if item.get_closest_marker(marker) and not is_there:
            _left_out[what] += 1
            pytest.skip(f"left out {what}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _left_out:
        parts = ", ".join(f"{count} {what}" for what, count in _left_out.items())
        terminalreporter.write_line(f"Left out: {parts}.")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if IN_CI and skipped and exitstatus == 0:
        session.exitstatus = 1


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return read_definitions()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    upgrade_database(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def _sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("stages") / "stages.sqlite3"
    shutil.copy(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _postgresql() -> Iterator[Engine]:
    schema = f"t{uuid4().hex}"
    engine = open_engine(f"{os.environ[POSTGRES_VARIABLE]}?options=-csearch_path%3D{schema}")
    with engine.begin() as connection:
        connection.execute(text(f"create schema {schema}"))
    upgrade_database(engine)
    yield engine
    with engine.begin() as connection:
        connection.execute(text(f"drop schema {schema} cascade"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A migrated database of each kind; what a test commits here stays, so commit only in a schema of your own."""
    return request.getfixturevalue(f"_{request.param}")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose work is rolled back after the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    database = tmp_path / "caseaudit.sqlite3"
    shutil.copy(sqlite_template, database)
    return Settings(
        instance=tmp_path,
        database_url=f"sqlite:///{database}",
        secret_key="a key for tests that signs nothing anybody relies on",
        is_https=False,
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once for all tests, which would otherwise be most of their time."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, definitions: Definitions, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on a database of its own, with the people of tests.factories in it."""
    app = create_app(replace(settings), definitions)
    app.jinja_env.bytecode_cache = compiled_templates
    with transaction(app.extensions["caseaudit"].engine) as session:
        add_people(session)
    yield app
    app.extensions["caseaudit"].engine.dispose()


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app.test_client())
