"""What a stopped server left among the uploads does not stay there."""

import os
from io import BytesIO
from pathlib import Path
from time import time

import pytest
from werkzeug.datastructures import FileStorage

from caseaudit.app import create_app
from caseaudit.config import Settings
from caseaudit.web import uploads
from caseaudit.web.kept_files import kept_for_reading
from caseaudit.web.uploads import LEFT_BEHIND_AFTER_SECONDS, sweep


@pytest.fixture
def left_behind(settings: Settings) -> Path:
    return _upload(settings, "left.xlsx", seconds_ago=LEFT_BEHIND_AFTER_SECONDS + 60)


def _upload(settings: Settings, name: str, *, seconds_ago: float) -> Path:
    path = settings.instance / "uploads" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"whole lists")
    os.utime(path, (time() - seconds_ago,) * 2)
    return path


def test_a_file_left_behind_is_gone_once_the_application_starts(settings: Settings, left_behind: Path):
    being_read = _upload(settings, "read.xlsx", seconds_ago=30)

    create_app(settings)

    assert not left_behind.exists()
    assert being_read.exists()


def test_a_file_left_behind_is_gone_before_the_next_is_taken_in(app, browser, settings: Settings):
    left = _upload(settings, "left.xlsx", seconds_ago=LEFT_BEHIND_AFTER_SECONDS + 60)
    browser.sign_in_as("administrator")
    browser.open("/frames/new")

    browser.submit("Import")

    assert not left.exists()


def test_a_file_left_behind_is_gone_soon_after_whatever_page_is_asked_for(
    app, browser, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    left = _upload(settings, "left.xlsx", seconds_ago=LEFT_BEHIND_AFTER_SECONDS + 60)
    browser.open("/sign-in")
    assert left.exists()

    monkeypatch.setattr(uploads, "SWEPT_EVERY_SECONDS", 0.0)
    browser.open("/sign-in")

    assert not left.exists()


def test_a_file_that_waits_long_for_its_turn_is_not_swept(app, settings: Settings):
    with app.test_request_context("/"), kept_for_reading(FileStorage(BytesIO(b"whole lists"))) as path:
        os.utime(path, (time() - LEFT_BEHIND_AFTER_SECONDS - 60,) * 2)

        sweep(path.parent, uploads.uploads().held)

        assert path.exists()
    assert not path.exists()
    assert not app.extensions["caseaudit_uploads"].held


def test_without_a_folder_of_uploads_there_is_nothing_to_sweep(tmp_path: Path):
    sweep(tmp_path / "uploads")
