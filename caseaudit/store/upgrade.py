"""Bringing a database up to the code that uses it, forwards only."""

from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from caseaudit.errors import SettingsError

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrations() -> Config:
    """Alembic's configuration for the migrations shipped here, which reads no file and no address."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade_database(engine: Engine) -> str:
    """Apply every migration still to come, all or none, and give the revision reached."""
    config = migrations()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        upgrade(config, "head")
    return _newest()


def ready_database(engine: Engine) -> None:
    """Make an empty database ready; raises SettingsError for one behind or ahead of this code."""
    with engine.connect() as connection:
        if not inspect(connection).get_table_names():
            found = None
            is_empty = True
        else:
            found = MigrationContext.configure(connection).get_current_revision()
            is_empty = False
    if is_empty:
        upgrade_database(engine)
    elif found != _newest():
        raise SettingsError("The database does not match this version of caseaudit: run `caseaudit db upgrade` first.")


def _newest() -> str:
    return ScriptDirectory.from_config(migrations()).get_current_head() or ""
