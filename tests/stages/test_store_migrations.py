"""Migrations and tables say the same, and there is one way forward."""

from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from caseaudit.errors import SettingsError
from caseaudit.store.engine import open_engine
from caseaudit.store.schema import metadata
from caseaudit.store.upgrade import migrations, ready_database, upgrade_database

STAGES = ("store", "accounts", "intake", "casefiles", "screening", "sampling", "auditing", "moderation")


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory.from_config(migrations()).get_heads()) == 1


def test_a_migrated_database_has_exactly_the_tables_of_the_code(engine: Engine):
    for stage in STAGES:
        import_module(f"caseaudit.{stage}.tables")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_made_ready_and_a_ready_one_left_alone(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")

    ready_database(engine)
    ready_database(engine)

    assert upgrade_database(engine)


def test_a_database_behind_the_code_is_refused_with_what_to_do(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    upgrade_database(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '0001'")

    with pytest.raises(SettingsError, match="caseaudit db upgrade"):
        ready_database(engine)
