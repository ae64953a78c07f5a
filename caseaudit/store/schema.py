"""What every table shares: one metadata, one naming of constraints, column types that both databases hold alike."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON
from sqlalchemy import types as sql_types
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlmodel import Field, SQLModel

metadata = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _always(sqlite_name: str) -> Callable[..., str]:
    return lambda type_, compiler, **kw: sqlite_name


# SQLite's STRICT tables accept only its own five type names.
for _type in (sql_types.String, sql_types.Date, sql_types.DateTime, sql_types.JSON, sql_types.Uuid):
    compiles(_type, "sqlite")(_always("TEXT"))
compiles(sql_types.Float, "sqlite")(_always("REAL"))
compiles(sql_types.Boolean, "sqlite")(_always("INTEGER"))


class Row(SQLModel):
    """The shape every table starts from: a random UUID, and strict columns on SQLite."""

    __table_args__: Any = {"sqlite_strict": True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
