"""What a command works on: this installation's settings, database and definitions."""

import os
from dataclasses import dataclass

from sqlalchemy import Engine

from caseaudit.config import Settings, read_settings
from caseaudit.definitions.library import Definitions, read_definitions
from caseaudit.store.engine import open_engine
from caseaudit.store.upgrade import ready_database


@dataclass(frozen=True)
class Installation:
    """One installation, opened."""

    settings: Settings
    engine: Engine
    definitions: Definitions


def open_installation() -> Installation:
    """The installation the environment names; an empty database is made ready, one behind the code is refused."""
    settings = read_settings(os.environ)
    definitions = read_definitions(settings.instance)
    engine = open_engine(settings.database_url)
    ready_database(engine)
    return Installation(settings, engine, definitions)
