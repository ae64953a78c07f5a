"""How our migrations run: on the connection given, in one transaction, with SQLite's foreign keys resting."""

from alembic import context
from sqlalchemy import Connection

from caseaudit.store import schema

config = context.config


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=schema.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _run_on_sqlite(connection: Connection) -> None:
    # Rebuilding a parent table with foreign keys on would empty its children (ON DELETE), so they rest meanwhile.
    connection.rollback()
    connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        _run(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            connection.rollback()
            raise RuntimeError(f"The migration leaves {len(broken)} rows pointing nowhere; nothing was changed.")
        connection.commit()
    finally:
        connection.connection.cursor().execute("PRAGMA foreign_keys=ON")


given = config.attributes["connection"]
if given.dialect.name == "sqlite":
    _run_on_sqlite(given)
else:
    _run(given)
    given.commit()
