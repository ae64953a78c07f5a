"""The start page of each role."""

from flask import Flask

from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.frames import Child, frame_of
from tests.reading import handed_over


def test_an_auditor_starts_at_their_own_audits(browser: Browser):
    page = browser.sign_in_as("auditor")

    assert page.address == "/audits"


def test_a_supervisor_without_a_frame_is_told_what_comes_first(browser: Browser):
    page = browser.sign_in_as("supervisor")

    assert (page.address, page.heading) == ("/", "Overview")
    assert "No frame has been imported yet" in page.text


def test_an_administrator_starts_with_frames_and_accounts(browser: Browser):
    page = browser.sign_in_as("administrator")

    assert "2 auditors" in page.text
    assert {"Import a frame", "Add an account"} <= set(page.links)


def test_the_menu_marks_where_one_is(browser: Browser):
    browser.sign_in_as("administrator")

    page = browser.open("/accounts")

    assert [link.get("href") for link in page.find("//nav//a[@aria-current]")] == ["/accounts"]


def test_a_supervisor_sees_what_waits_and_how_far_each_sample_has_come(
    app: Flask, browser: Browser, definitions: Definitions
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        name = handed_over(session, definitions).sample

    page = browser.sign_in_as("supervisor")

    row = next(row for row in page.rows("Samples, the newest first") if row[0] == name)
    assert row[3:5] == ["1", "0"]
    assert page.links["audit waits for moderation"] == "/moderation"
    assert browser.click(name).status == 200


def test_the_newest_frame_is_offered_where_no_sample_is_drawn(app: Flask, browser: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame = frame_of(session, [Child(ref="REF001", team="North team")])

    page = browser.sign_in_as("supervisor")

    assert "No sample has been drawn yet" in page.text
    assert page.links["Draw a sample"] == f"/samples/new?frame={frame.id}"
