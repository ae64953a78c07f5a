"""A real server, a real browser: what the end-to-end tests drive."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from waitress import create_server

from caseaudit.app import create_app
from caseaudit.config import Settings
from caseaudit.store.transaction import transaction
from tests.conftest import _chromium
from tests.factories import add_people


@dataclass(frozen=True)
class Served:
    """An installation being served, empty but for its people."""

    address: str
    folder: Path


@pytest.fixture
def served(settings: Settings, tmp_path: Path) -> Iterator[Served]:
    app = create_app(replace(settings, authority_name="Millbrook"))
    installed = app.extensions["caseaudit"]
    with transaction(installed.engine) as session:
        add_people(session)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", tmp_path)
    server.close()
    thread.join(timeout=1)
    installed.engine.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()
