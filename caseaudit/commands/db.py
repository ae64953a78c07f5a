"""`caseaudit db upgrade`: bring the database up to date."""

import os

import click

from caseaudit.config import read_settings
from caseaudit.store.engine import open_engine
from caseaudit.store.upgrade import upgrade_database


@click.group("db")
def command() -> None:
    """Bring the database up to date."""


@command.command("upgrade")
def upgrade() -> None:
    """Apply every migration that is still to come."""
    settings = read_settings(os.environ)
    revision = upgrade_database(open_engine(settings.database_url))
    click.echo(f"The database is up to date at {revision}.")
