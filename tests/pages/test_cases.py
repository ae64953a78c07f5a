"""The case page of a child gives the journey away as a file, by pseudonym."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from caseaudit.journey.exchange import read_csv, read_json
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.plans import cases_of, held

READERS = {"CSV": read_csv, "JSON": read_json}


@pytest.fixture
def case_ids(app: Flask) -> tuple[UUID, UUID]:
    """A frame and one of its case files."""
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame = held(session)
        return frame.id, cases_of(session, frame.id)[0].id


@pytest.mark.parametrize("kind", READERS)
def test_the_journey_is_downloaded_by_pseudonym_and_reads_back(browser: Browser, case_ids, kind: str):
    browser.sign_in_as("supervisor")
    frame_id, case_id = case_ids
    page = browser.open(f"/frames/{frame_id}/cases/{case_id}")
    (link,) = page.find(f"//a[normalize-space()='as {kind}']/@href")

    response = browser.client.get(link)

    assert response.headers["Content-Disposition"] == f'attachment; filename="journey.{kind.lower()}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert b"c-0" not in response.data
    (event,) = READERS[kind](response.data).events
    assert (event.on, event.trigger) == (date(2023, 1, 9), "cp_plan_started")


def test_an_auditor_downloads_no_journey_from_a_frame(browser: Browser, case_ids):
    frame_id, case_id = case_ids
    browser.sign_in_as("auditor")

    assert browser.client.get(f"/frames/{frame_id}/cases/{case_id}/journey.csv").status_code == 403


def test_no_other_file_and_no_case_of_another_frame_is_there(browser: Browser, case_ids):
    frame_id, case_id = case_ids
    browser.sign_in_as("supervisor")

    assert browser.client.get(f"/frames/{frame_id}/cases/{case_id}/journey.doc").status_code == 404
    assert browser.client.get(f"/frames/{case_id}/cases/{case_id}/journey.csv").status_code == 404
