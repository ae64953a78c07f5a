"""Importing lists on a page, and what the page of a frame says."""

from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from caseaudit.store.transaction import transaction
from caseaudit.web import screening
from caseaudit.web.installed import Installed
from caseaudit.web.readings import readings
from tests.browser import Browser, Page
from tests.conftest import SHARED
from tests.plans import held

WORKBOOK = SHARED / "samples" / "annex_a_2021.xlsx"
DATE = {"as_at-day": "16", "as_at-month": "3", "as_at-year": "2021"}


def _installed(app: Flask) -> Installed:
    return app.extensions["caseaudit"]


def _import(browser: Browser, path: Path, **changes: str) -> Page:
    browser.open("/frames/new")
    return browser.submit("Import", {"lists": path, "name": "Spring round", **DATE, **changes})


def _uploads(app: Flask) -> list[Path]:
    return list((_installed(app).settings.instance / "uploads").glob("*"))


def test_the_first_visit_says_where_to_start(browser: Browser):
    browser.sign_in_as("administrator")

    page = browser.open("/frames")

    assert "No frame has been imported yet" in page.text
    assert browser.click("Import a frame").heading == "Import a frame"


def test_an_empty_form_names_every_field(browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/frames/new")

    page = browser.submit("Import")

    assert page.errors == [
        "Select the files",
        "Enter the date the lists were drawn up",
    ]


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("31", "2", "2021"), "The date the lists were drawn up must be a real date"),
        (("16", "", "2021"), "The date the lists were drawn up must include a month"),
        (("16", "3", "21"), "The date the lists were drawn up must be a real date"),
        (("16", "3", "2199"), "The date the lists were drawn up must be today or in the past"),
    ],
)
def test_a_wrong_date_is_named_and_kept_as_it_was_typed(browser: Browser, parts, error):
    browser.sign_in_as("administrator")
    browser.open("/frames/new")

    page = browser.submit("Import", dict(zip(DATE, parts, strict=True)) | {"name": "Spring"})

    assert error in page.errors
    assert tuple(page.value_of(name) or "" for name in DATE) == parts


@pytest.mark.parametrize("content", [b"", b"just words", b"PK\x03\x04 not really", b"<html></html>"])
def test_a_file_that_is_no_workbook_is_refused_and_nothing_of_it_stays(
    app: Flask, browser: Browser, tmp_path: Path, content: bytes
):
    path = tmp_path / "lists.xlsx"
    path.write_bytes(content)
    browser.sign_in_as("administrator")

    page = _import(browser, path)

    assert len(page.errors) == 1
    assert page.value_of("name") == "Spring round"
    assert _uploads(app) == []
    assert "No frame has been imported yet" in browser.open("/frames").text


@pytest.mark.parametrize("who", ["auditor", "supervisor"])
def test_only_an_administrator_imports(browser: Browser, who: str):
    browser.sign_in_as(who)

    assert browser.open("/frames/new").status == 403


@pytest.mark.shared
def test_a_real_workbook_becomes_a_sealed_frame_that_accounts_for_every_row(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")

    page = _import(browser, WORKBOOK)

    assert page.heading == "Spring round"
    assert "48 case files were read and sealed as a frame, and every child screened" in page.text
    assert "32 doubtful cells, kept as they stand" in page.text
    lists = page.rows("What was read from each list")
    assert len(lists) >= 9
    for row in lists:
        read, kept, refused = (int(cell.split()[0].replace(",", "")) for cell in row[2:5])
        assert read == kept + refused
    levels = page.rows("Case files by case level")
    assert sum(int(row[1].replace(",", "")) for row in levels) == int(
        page.find("//*[@class='app-figures__number']")[0].text.replace(",", "")
    )
    assert _uploads(app) == []


@pytest.mark.shared
def test_every_remark_can_be_read_a_page_at_a_time_and_by_list(browser: Browser):
    browser.sign_in_as("administrator")
    _import(browser, WORKBOOK)

    page = browser.click("See what could not be read, or is doubtful")
    everything = page.rows()
    assert everything
    page = browser.submit("Show", {"list": "1"})

    assert all(row[0].startswith("List 1,") for row in page.rows())


@pytest.mark.shared
def test_the_same_file_under_the_same_name_is_refused_at_the_name(browser: Browser):
    browser.sign_in_as("administrator")
    _import(browser, WORKBOOK)

    page = _import(browser, WORKBOOK)

    assert len(page.errors) == 1
    assert "already imported" in page.errors[0]


@pytest.mark.shared
def test_a_supervisor_draws_a_sample_from_a_frame_an_administrator_imported(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    page = _import(browser, WORKBOOK)
    assert "Draw a sample" not in page.links

    supervisor = Browser(app.test_client())
    supervisor.sign_in_as("supervisor")
    supervisor.open("/frames")
    page = supervisor.click("Spring round")

    assert page.links["Draw a sample"].startswith("/samples/new?frame=")


def test_a_frame_that_is_not_there_is_not_found(browser: Browser):
    browser.sign_in_as("supervisor")

    for path in ("", "/remarks"):
        assert browser.open(f"/frames/00000000-0000-4000-8000-000000000000{path}").status == 404


def test_a_frame_never_screened_says_so_and_is_screened_from_its_page(app: Flask, browser: Browser):
    with transaction(_installed(app).engine) as session:
        frame_id = held(session).id
    browser.sign_in_as("administrator")
    page = browser.open(f"/frames/{frame_id}")
    assert "Not screened yet, so no flag is raised on any child" in page.text

    page = browser.submit("Screen this frame")

    assert "3 children were screened" in page.text
    assert "Not screened yet" not in browser.open(f"/frames/{frame_id}").text


def test_a_screening_that_waits_says_so_and_leads_on_once_it_is_done(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(screening, "AT_ONCE_SECONDS", 0.0)
    with transaction(_installed(app).engine) as session:
        frame_id = held(session).id
    browser.sign_in_as("administrator")
    browser.is_patient = False
    browser.open(f"/frames/{frame_id}")
    done = Event()
    with app.app_context():
        in_the_way = readings().submit(lambda: done.wait(10))

    page = browser.submit("Screen this frame")
    assert (page.heading, "Waiting for other work to be done" in page.text) == ("Screening the frame", True)
    browser.open(f"/frames/{frame_id}")
    assert browser.submit("Screen this frame").heading == "Screening the frame"
    done.set()
    in_the_way.result()
    with app.app_context():
        readings().submit(lambda: None).result()
    page = browser.open(f"/frames/{frame_id}/screening/under-way")

    assert page.heading == "What the lists show"
    assert "3 children were screened" in page.text
    assert "were screened" not in browser.open(f"/frames/{frame_id}/screening/under-way").text
