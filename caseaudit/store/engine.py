"""Opening the database: SQLite made safe for several writers, PostgreSQL by address."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import create_engine

_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    # Without this an INSERT OR REPLACE slips past the triggers that keep sealed rows.
    "recursive_triggers=ON",
)

# How long to wait for whoever holds the lock; an option ``wait_ms`` of the engine says otherwise.
WRITER_WAITS_MS = 30_000
READER_WAITS_MS = 5_000
_SQLITE_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
# lock_not_available, deadlock_detected, serialization_failure, query_canceled
_POSTGRESQL_LOCKED = ("55P03", "40P01", "40001", "57014")


def open_engine(url: str) -> Engine:
    """An engine for a sqlite:// or postgresql:// address; the folder of a SQLite file is made if need be."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def is_busy(error: OperationalError) -> bool:
    """Whether a piece of work failed only because another held the database, so that it can be tried again."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_LOCKED
    return getattr(error.orig, "sqlstate", None) in _POSTGRESQL_LOCKED


def is_full(error: OperationalError) -> bool:
    """Whether the disk had no room left."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
    return getattr(error.orig, "sqlstate", None) == "53100"


def is_read_only(error: OperationalError) -> bool:
    """Whether the database may be read and not written."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY
    return getattr(error.orig, "sqlstate", None) == "25006"


def trouble_in_words(error: OperationalError) -> str | None:
    """What is wrong with the disk of the database and what to do; None where it is something else."""
    if is_full(error):
        return "The disk of the database is full. Nothing was kept; make room, then try again."
    if is_read_only(error):
        return "The database cannot be written. Nothing was kept; look at its permissions and its disk."
    return None


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not open or close transactions behind our back.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred BEGIN that reads and then writes fails at once with "database is locked" whatever the timeout.
    options = connection.get_execution_options()
    writes = options.get("write", True)
    wait_ms = options.get("wait_ms", WRITER_WAITS_MS if writes else READER_WAITS_MS)
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(wait_ms)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
