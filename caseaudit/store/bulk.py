"""Adding rows by the hundred thousand: whole columns made ready for the driver at once, and no object for a row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, insert
from sqlalchemy.types import JSON, TypeEngine, Uuid
from sqlmodel import Session, SQLModel

from caseaudit.store.schema import metadata

Columns = Mapping[str, Sequence[Any]]
"""The values of every column by its name, row beneath row; ids as 32 hexadecimal figures, JSON as text."""


def add_rows(session: Session, table: type[SQLModel], columns: Columns) -> None:
    """Insert as many rows as every column has values."""
    connection = session.connection()
    target = metadata.tables[str(table.__tablename__)]
    statement = insert(target).compile(dialect=connection.dialect, column_keys=list(columns))
    names = list(statement.params)
    ready = (_ready(columns[name], target.columns[name].type, connection.dialect) for name in names)
    rows = list(zip(*ready, strict=True))
    if rows:
        named = rows if statement.positional else [dict(zip(names, row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(statement), named)


def _ready(values: Sequence[Any], kind: TypeEngine[Any], dialect: Dialect) -> Iterable[Any]:
    # Both databases take an id and JSON as text; making objects of them first would take longer than inserting them.
    if isinstance(kind, Uuid | JSON):
        return values
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return map(process, values) if process else values
