"""What becomes of typed text when it cannot be saved, and what nobody can smuggle past the sign-in that way."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import answers_of, audit
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from caseaudit.web.kept import KEEP_TEXT, Kept, Typed, seal
from tests.browser import Browser, Page
from tests.factories import TEST_PASSWORD
from tests.reading import asked, handed_over
from tests.rounds import person

NEW_PASSWORD = "three other random words"
TYPED = {"history-used": "no", "history-used-note": "Old referrals, in my own words."}
ELSEWHERE = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
AUDITOR, SUPERVISOR = "auditor@test", "supervisor@test"


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return asked(session, definitions).audit.id


@pytest.fixture
def submitted_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return handed_over(session, definitions).audit.id


def _end_every_other_session_of(app: Flask, email: str) -> None:
    elsewhere = Browser(app.test_client())
    elsewhere.sign_in_as(email)
    elsewhere.open("/accounts/own")
    page = elsewhere.submit("Change password", {"current": TEST_PASSWORD, "new": NEW_PASSWORD})
    assert not page.errors


def _typed_too_late(app: Flask, browser: Browser, audit_id: UUID) -> Page:
    browser.sign_in_as(AUDITOR)
    browser.open(f"/audits/{audit_id}/sections/chronology")
    _end_every_other_session_of(app, AUDITOR)
    return browser.submit("Save and continue", TYPED)


def _note(app: Flask, audit_id: UUID) -> str:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return answers_of(session, audit_id)["history-used"].note


def _sealed(app: Flask, path: str, pairs: dict[str, str], endpoint: str, owner: str) -> str:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        who = person(session, owner).id
    with app.test_request_context():
        return seal(Kept(Typed(endpoint, path, tuple(pairs.items())), who))


def test_what_was_typed_survives_a_lapsed_session(app: Flask, browser: Browser, audit_id: UUID):
    page = _typed_too_late(app, browser, audit_id)
    assert (page.heading, page.status) == ("Sign in again", 403)
    assert "What you typed is not lost" in page.text

    page = browser.submit("Sign in", {"email": AUDITOR, "password": NEW_PASSWORD})
    assert page.heading == "Save what you typed"
    assert TYPED["history-used-note"] in page.text
    assert f"the answers in a section of an audit, and goes to /audits/{audit_id}/sections/chronology" in page.text

    browser.submit("Continue and save")
    assert _note(app, audit_id) == TYPED["history-used-note"]


def test_what_was_typed_survives_a_wrong_password_on_the_way(app: Flask, browser: Browser, audit_id: UUID):
    _typed_too_late(app, browser, audit_id)

    browser.submit("Sign in", {"email": AUDITOR, "password": "not the password"})
    page = browser.submit("Sign in", {"email": AUDITOR, "password": NEW_PASSWORD})

    assert page.heading == "Save what you typed"


def test_nobody_else_can_save_what_was_typed(app: Flask, browser: Browser, audit_id: UUID):
    _typed_too_late(app, browser, audit_id)

    page = browser.submit("Sign in", {"email": SUPERVISOR, "password": TEST_PASSWORD})

    assert page.heading == "Overview"
    assert TYPED["history-used-note"] not in page.html


def test_kept_text_that_was_altered_is_not_offered(app: Flask, browser: Browser, audit_id: UUID):
    page = _typed_too_late(app, browser, audit_id)

    altered = (page.value_of("kept") or "")[:-3] + "xyz"
    page = browser.submit("Sign in", {"email": AUDITOR, "password": NEW_PASSWORD, "kept": altered})

    assert page.heading != "Save what you typed"


def test_what_was_typed_survives_signing_in_again_in_another_tab(app: Flask, browser: Browser, audit_id: UUID):
    browser.sign_in_as(AUDITOR)
    browser.open(f"/audits/{audit_id}/sections/chronology")
    other_tab = Browser(browser.client)
    other_tab.open("/audits")
    other_tab.sign_out()
    other_tab.sign_in_as(AUDITOR)

    page = browser.submit("Save and continue", TYPED)

    assert page.heading == "Save what you typed"
    browser.submit("Continue and save")
    assert _note(app, audit_id) == TYPED["history-used-note"]


@pytest.mark.parametrize("headers", [ELSEWHERE, {}, {"Origin": "http://localhost"}])
def test_what_nobody_known_has_posted_is_never_carried(app: Flask, submitted_id: UUID, headers: dict[str, str]):
    posted = {"do": "accept-for-good", "comment": "Smuggled in."}

    response = app.test_client().post(f"/moderation/{submitted_id}", data=posted, headers=headers)

    assert response.status_code == 403
    assert 'name="kept"' not in response.text
    assert "Smuggled" not in response.text


@pytest.mark.parametrize("owner", [SUPERVISOR, AUDITOR])
def test_another_site_cannot_have_kept_text_offered_to_whoever_is_signed_in(
    app: Flask, browser: Browser, submitted_id: UUID, owner: str
):
    kept = _sealed(app, f"/moderation/{submitted_id}", {"comment": "Smuggled in."}, "moderation.decide", owner)
    browser.sign_in_as(SUPERVISOR)

    response = browser.client.post("/sign-in", data={"kept": kept, "next": "/"}, headers=ELSEWHERE)

    assert kept not in response.text
    assert 'name="kept"' not in response.text
    assert "Save what you typed" not in response.text


def test_a_page_that_another_site_posts_to_is_not_carried_for_whoever_is_signed_in(
    browser: Browser, submitted_id: UUID
):
    browser.sign_in_as(SUPERVISOR)

    response = browser.client.post(f"/moderation/{submitted_id}", data={"comment": "Smuggled in."}, headers=ELSEWHERE)

    assert response.status_code == 400
    assert "Smuggled" not in response.text


def test_a_decision_is_dropped_and_its_comment_kept(app: Flask, browser: Browser, submitted_id: UUID):
    browser.sign_in_as(SUPERVISOR)
    browser.open(f"/moderation/{submitted_id}")
    _end_every_other_session_of(app, SUPERVISOR)
    browser.submit("Return to the auditor", {"comment": "Please look again at the plan."})

    browser.submit("Sign in", {"email": SUPERVISOR, "password": NEW_PASSWORD})
    page = browser.submit("Continue and save")

    assert (page.value_of("comment") or "").strip() == "Please look again at the plan."
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert audit(session, submitted_id).status == "submitted"


def test_a_form_that_decides_something_is_not_kept(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")
    _end_every_other_session_of(app, "administrator@test")

    page = browser.submit("Add account", {"name": "Nora Newcomer", "email": "nora@test"})

    assert (page.heading, page.status) == ("Sign in", 403)
    assert "nothing was saved" in page.text
    assert "Nora" not in page.html


def test_every_page_that_keeps_text_is_there(app: Flask):
    assert set(KEEP_TEXT) <= set(app.view_functions)
