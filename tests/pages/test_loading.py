"""Loading evidence of many children on pages: shown before it is kept, by an administrator, from a file that may go."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.casefiles.queries import evidence_of
from caseaudit.intake.queries import cases
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.frames import Child, frame_of

ROWS = "Child ID,Date,Event\na,1.3.26,Seen at home\na,8.3.26,Seen at clinic\nz,2.3.26,Not brought\n,3.3.26,Whose?\n"


@pytest.fixture
def frame_id(app: Flask) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return frame_of(session, [Child("a"), Child("b")]).id


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    return path


@pytest.fixture
def choosing(browser: Browser, frame_id: UUID):
    browser.sign_in_as("administrator")
    browser.open(f"/frames/{frame_id}")
    return browser.click("Load chronologies or plans of many children")


def kept(app, frame_id):
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        [case] = [one for one in cases(session, frame_id) if one.child_ref == "a"]
        return [(row.agency, row.event) for row in evidence_of(session, case.id).chronology]


def waiting(app):
    return list((app.extensions["caseaudit"].settings.instance / "uploads").glob("held-*"))


def test_what_a_file_would_bring_is_shown_before_any_of_it_is_kept(app, browser, choosing, frame_id, file):
    page = browser.submit("See what it would bring", {"kind": "chronology", "agency": "Health", "file": file})

    assert page.heading == "What the file would bring"
    assert "2 entries for 1 child of this frame" in page.text
    assert "1 child of the file is not in this frame and stays out" in page.text
    assert "1 row says of no child and stays out" in page.text
    assert kept(app, frame_id) == []
    page = browser.submit("Keep them")

    assert "2 entries were kept in 1 case file." in page.text
    assert kept(app, frame_id) == [("Health", "Seen at home"), ("Health", "Seen at clinic")]
    assert waiting(app) == []


def test_a_file_that_is_held_no_more_is_asked_for_again(app, browser, choosing, frame_id, file):
    browser.submit("See what it would bring", {"kind": "chronology", "file": file})
    [path] = waiting(app)
    path.unlink()
    page = browser.submit("Keep them")

    assert (page.status, page.errors) == (422, ["The file is no longer held. Choose it again."])
    assert kept(app, frame_id) == []


def test_keeping_twice_keeps_once(app, browser, choosing, frame_id, file):
    preview = browser.submit("See what it would bring", {"kind": "chronology", "file": file})
    browser.submit("Keep them")
    browser.page = preview

    assert browser.submit("Keep them").errors == ["The file is no longer held. Choose it again."]
    assert len(kept(app, frame_id)) == 2


def test_a_refused_file_is_not_left_lying(app, browser, choosing, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("Date,Event,Source\n1.3.26,Seen at home,HV\n")

    page = browser.submit("See what it would bring", {"kind": "chronology", "file": path})

    assert page.errors == [
        "No column of this file says which child each row is about. Give one the heading “Child ID”."
    ]
    assert waiting(app) == []


def test_a_form_left_empty_says_what_is_missing(browser, choosing):
    assert browser.submit("See what it would bring").errors == ["Select what the file holds", "Select a file"]


def test_another_persons_session_does_not_take_up_the_file(app, browser, choosing, frame_id, file):
    browser.submit("See what it would bring", {"kind": "chronology", "file": file})
    other = Browser(app.test_client())
    other.sign_in_as("administrator")
    other.open(f"/frames/{frame_id}/evidence")
    token = other.page.value_of("csrf_token")

    response = other.client.post(
        f"/frames/{frame_id}/evidence/keep",
        data={"csrf_token": token, "kind": "chronology", "agency": ""},
        headers={"Origin": "http://localhost"},
    )

    assert response.status_code == 422
    assert kept(app, frame_id) == []
    assert len(waiting(app)) == 1
