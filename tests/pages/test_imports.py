"""Importing on a page: how far it has come, the same form sent twice, and a date the lists do not agree with."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from caseaudit.config import Settings
from caseaudit.intake.queries import frames
from caseaudit.screening.queries import screening_of
from caseaudit.store.transaction import transaction
from caseaudit.web import imports
from tests.annex_a import write
from tests.browser import Browser, Page
from tests.returns import episode, file_903

DATE = {"as_at-day": "31", "as_at-month": "3", "as_at-year": "2026"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write(tmp_path / "lists.xlsx", {1: [{"child": "c1", "contact_on": "30/03/2026"}, {"child": "c2"}]})


@pytest.fixture
def administrator(browser: Browser) -> Browser:
    browser.sign_in_as("administrator")
    return browser


def take_in(browser: Browser, path: Path, **changes: str) -> Page:
    browser.open("/frames/new")
    return browser.submit("Import", {"lists": path, **DATE, **changes})


def frames_of(app: Flask) -> list[str]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return [frame.name for frame in frames(session)]


def uploads(app: Flask) -> list[Path]:
    return list((app.extensions["caseaudit"].settings.instance / "uploads").glob("*"))


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    path = settings.instance / "caseaudit.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")


def test_a_frame_without_a_name_is_called_by_its_kind_and_date_and_is_screened_at_once(
    app: Flask, administrator: Browser, workbook: Path
):
    page = take_in(administrator, workbook)

    assert page.heading == "Annex A as at 31 March 2026"
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert screening_of(session, frames(session)[0].id).children == 2


def test_the_same_form_sent_twice_imports_once(app: Flask, administrator: Browser, workbook: Path):
    form = administrator.open("/frames/new")
    first = administrator.submit("Import", {"lists": workbook, **DATE})

    administrator.page = form
    second = administrator.submit("Import", {"lists": workbook, **DATE})

    assert second.address == first.address
    assert frames_of(app) == ["Annex A as at 31 March 2026"]


def test_a_long_import_says_how_far_it_has_come_and_leads_on_by_itself(
    monkeypatch: pytest.MonkeyPatch, app: Flask, settings: Settings, administrator: Browser, workbook: Path
):
    monkeypatch.setattr(imports, "AT_ONCE_SECONDS", 1.0)
    administrator.is_patient = False
    with held(settings):
        page = take_in(administrator, workbook)
        assert page.heading == "Importing the files"
        assert "Sealing 2 case files." in page.text
        assert page.headers["Refresh"] == "3"
    administrator.is_patient = True
    page = administrator.click("Look now")

    assert page.heading == "Annex A as at 31 March 2026"
    assert uploads(app) == []


def test_nobody_sees_an_import_of_somebody_else(app: Flask, administrator: Browser, workbook: Path):
    take_in(administrator, workbook, **{"as_at-year": "2020"})
    address = administrator.page.address

    assert Browser(app.test_client()).open(address).heading == "Sign in"
    assert administrator.open(address.replace(address[-4:], "0000")).status == 404


def test_a_date_the_lists_do_not_agree_with_is_asked_about_before_anything_is_sealed(
    app: Flask, administrator: Browser, workbook: Path
):
    page = take_in(administrator, workbook, **{"as_at-month": "2", "as_at-day": "28"})

    assert page.heading == "Is the date right?"
    assert "A date in the lists, 30 March 2026, is after 28 February 2026." in page.text
    assert frames_of(app) == []
    assert administrator.submit("Import as at this date").heading == "Annex A as at 28 February 2026"
    assert uploads(app) == []


def test_a_file_that_breaks_off_is_asked_about_before_anything_is_sealed(
    app: Flask, administrator: Browser, tmp_path: Path
):
    rows = [episode("1", "01/03/2026"), episode("2", "02/03/2026")]
    path = file_903(tmp_path / "episodes.csv", "episodes", rows)
    path.write_text(path.read_text().rstrip().rpartition(",")[0])

    page = take_in(administrator, path)

    assert page.heading == "Are the files whole?"
    assert "The last row breaks off" in page.text
    assert frames_of(app) == []
    assert administrator.submit("Import as at this date").heading == "SSDA903 as at 31 March 2026"


def test_a_date_put_right_is_read_again_without_sending_the_files_again(
    app: Flask, administrator: Browser, workbook: Path
):
    take_in(administrator, workbook, **{"as_at-year": "2025"})

    page = administrator.submit("Import as at this date", {"as_at-day": "31", "as_at-month": "", "as_at-year": "2026"})
    assert page.errors == ["The date the lists were drawn up must include a month"]
    page = administrator.submit("Import as at this date", DATE)

    assert page.heading == "Annex A as at 31 March 2026"
    assert frames_of(app) == ["Annex A as at 31 March 2026"]


def test_another_wrong_date_is_asked_about_again(app: Flask, administrator: Browser, workbook: Path):
    take_in(administrator, workbook, **{"as_at-year": "2025"})

    page = administrator.submit("Import as at this date", {**DATE, "as_at-month": "10"})

    assert page.heading == "Is the date right?"
    assert "30 March 2026, 215 days before 31 October 2026." in page.text
    assert frames_of(app) == []


def test_files_that_are_gone_cannot_be_read_again(app: Flask, administrator: Browser, workbook: Path):
    take_in(administrator, workbook, **{"as_at-year": "2025"})
    for path in uploads(app):
        path.unlink()

    page = administrator.submit("Import as at this date", DATE)

    assert page.status == 404
    assert "import the files again" in page.text


def test_a_form_whose_files_could_not_be_kept_can_be_sent_again(
    app: Flask, administrator: Browser, workbook: Path, settings: Settings
):
    form = administrator.open("/frames/new")
    in_the_way = settings.instance / "uploads"
    in_the_way.write_text("a file where the folder should be")
    assert administrator.submit("Import", {"lists": workbook, **DATE}).status == 500
    in_the_way.unlink()

    administrator.page = form

    assert administrator.submit("Import", {"lists": workbook, **DATE}).heading == "Annex A as at 31 March 2026"
