"""This installation, as a page reaches it: its settings, its database and its definitions."""

from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import Engine

from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions

_KEY = "caseaudit"


@dataclass(frozen=True)
class Installed:
    """What one running application works on."""

    settings: Settings
    engine: Engine
    definitions: Definitions


def install(app: Flask, installed_here: Installed) -> None:
    """Give the application the installation it works on."""
    app.extensions[_KEY] = installed_here


def installed() -> Installed:
    """The installation the current application works on."""
    found: Installed = current_app.extensions[_KEY]
    return found
