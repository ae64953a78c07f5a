"""Reading, returning and accepting audits on pages, through a browser."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from caseaudit.auditing.queries import audit
from caseaudit.definitions.library import Definitions
from caseaudit.moderation.queries import readings_of
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.reading import CHILD, handed_over


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return handed_over(session, definitions).audit.id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def status(app: Flask, audit_id: UUID) -> str:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return audit(session, audit_id).status


def test_submitted_audits_wait_and_name_no_child(supervisor: Browser, audit_id: UUID):
    page = supervisor.open("/moderation")

    assert "Waiting to be read (1)" in page.text
    assert "Submitted by Ada Auditor on 1 April 2026 at 1:00pm" in page.text
    assert CHILD.ref not in page.html


def test_the_whole_audit_is_on_one_page(supervisor: Browser, audit_id: UUID):
    page = supervisor.open(f"/moderation/{audit_id}")

    assert "Seen on the file." in page.text
    assert "Submit for moderation, Ada Auditor" in page.text
    assert {"Return to the auditor", "Accept"} <= set(page.buttons)
    assert CHILD.ref not in page.title


def test_the_journey_and_the_lists_are_at_hand(supervisor: Browser, audit_id: UUID):
    page = supervisor.open(f"/moderation/{audit_id}")

    (details,) = page.find("//h2[@id='journey']/following-sibling::details[1]")
    assert "Show the journey and what the lists say" in "".join(details.itertext())
    assert page.links["Journey"] == "#journey"


def test_an_audit_that_is_not_there_is_not_found(supervisor: Browser):
    assert supervisor.open(f"/moderation/{uuid4()}").status == 404


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_moderation_is_for_supervisors(browser: Browser, audit_id: UUID, role: str):
    browser.sign_in_as(role)

    assert browser.open("/moderation").status == 403
    assert browser.open(f"/moderation/{audit_id}").status == 403


def test_returning_without_a_word_is_an_error(app: Flask, supervisor: Browser, audit_id: UUID):
    supervisor.open(f"/moderation/{audit_id}")
    page = supervisor.submit("Return to the auditor")

    assert page.errors == ["Enter a comment that tells the auditor what to look at again."]
    assert status(app, audit_id) == "submitted"


def test_comments_reach_the_auditor_beside_their_questions(
    definitions: Definitions, supervisor: Browser, audit_id: UUID
):
    supervisor.open(f"/moderation/{audit_id}")
    page = supervisor.submit(
        "Return to the auditor", {"comment": "Nearly there.", "comment-history-used": "Which history?"}
    )
    assert "is returned to its auditor" in page.text
    supervisor.sign_out()
    supervisor.sign_in_as("auditor")

    assert "Returned to you (1)" in supervisor.open("/audits").text
    page = supervisor.open(f"/audits/{audit_id}")
    assert "Nearly there." in page.text
    page = supervisor.click(definitions.latest_tool("core-case-file").question("history-used").text)
    assert "The supervisor asks" in page.text
    assert "Which history?" in page.text


def test_accepting_asks_once_more_and_then_seals(app: Flask, supervisor: Browser, audit_id: UUID):
    supervisor.open(f"/moderation/{audit_id}")
    page = supervisor.submit("Accept", {"comment": "Thank you."})
    assert "nobody can change them any more" in page.text
    assert status(app, audit_id) == "submitted"

    page = supervisor.submit("Accept and seal")

    assert "is accepted and sealed" in page.text
    assert status(app, audit_id) == "sealed"
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert [one.moderation.comment for one in readings_of(session, audit_id)] == ["Thank you."]


def test_comments_typed_before_accepting_are_pointed_out_and_come_back(supervisor: Browser, audit_id: UUID):
    supervisor.open(f"/moderation/{audit_id}")
    page = supervisor.submit("Accept", {"comment-history-used": "Which history?"})
    assert "You commented on 1 question" in page.text

    page = supervisor.submit("Go back")

    assert page.value_of("comment-history-used").strip() == "Which history?"


def test_an_accepted_audit_is_only_read(supervisor: Browser, audit_id: UUID):
    supervisor.open(f"/moderation/{audit_id}")
    supervisor.submit("Accept")
    supervisor.submit("Accept and seal")

    page = supervisor.open(f"/moderation/{audit_id}")

    assert "Accepted by Sam Supervisor" in page.text
    assert "Accept" not in page.buttons


def test_two_supervisors_who_decide_at_once_are_told(app: Flask, supervisor: Browser, audit_id: UUID):
    stale = supervisor.open(f"/moderation/{audit_id}")
    supervisor.submit("Accept")
    supervisor.submit("Accept and seal")
    supervisor.page = stale

    page = supervisor.submit("Return to the auditor", {"comment": "One more thing."})

    assert page.errors == ["You cannot return to auditor something that is accepted."]
    assert page.value_of("comment").strip() == "One more thing."
    assert status(app, audit_id) == "sealed"
