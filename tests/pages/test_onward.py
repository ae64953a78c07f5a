"""Every way out of a page that somebody has typed on saves it first, through a browser."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import answers_of, verdicts_of
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.reading import asked

TYPED = {"history-used": "partly", "history-used-note": "Twenty minutes of thought."}


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/sections/chronology")
    return audit_id


def kept(app: Flask, audit_id: UUID) -> dict[str, tuple[str | None, str]]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return {key: (row.value, row.note) for key, row in answers_of(session, audit_id).items()}


@pytest.mark.parametrize(
    ("button", "heading"),
    [
        ("Add the chronology", "Copy the chronology"),
        ("Threshold and assessment", "Threshold and assessment"),
        ("Chronology and history", "Chronology and history"),
        ("Check and submit", "Check your answers"),
    ],
)
def test_what_was_typed_is_kept_on_the_way(app: Flask, browser: Browser, audit_id: UUID, button: str, heading: str):
    page = browser.submit(button, TYPED)

    assert page.heading == heading
    assert kept(app, audit_id) == {"history-used": ("partly", "Twenty minutes of thought.")}


def test_going_to_a_flag_leads_to_that_flag(browser: Browser, audit_id: UUID):
    page = browser.submit("Chronology and history", {"chronology-present": "no"})
    flag = page.find("//input[@type='radio' and starts-with(@name, 'flag-')]/@name")[0]
    page = browser.submit("Check and submit", {flag: "confirmed"})
    button = next(words for words in page.buttons if words.startswith("Change your verdict on"))

    page = browser.submit(button)

    assert page.heading == "Judge the flags"
    anchor = page.address.partition("#")[2]
    assert page.find(f"//input[@id='{anchor}' and @type='radio']")


def test_verdicts_are_kept_on_the_way_from_the_flags(app: Flask, browser: Browser, audit_id: UUID):
    browser.submit("Chronology and history", {"chronology-present": "no"})
    page = browser.submit("Flags")
    flag = page.find("//input[@type='radio']/@name")[0]

    page = browser.submit("Plan", {flag: "confirmed"})

    assert page.heading == "Plan"
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert [one.decision for one in verdicts_of(session, audit_id).values()] == ["confirmed"]


def test_pages_without_anything_to_type_lead_on_as_well(browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/flags")
    assert browser.submit("Check and submit").heading == "Check your answers"

    assert browser.submit("Chronology and history").heading == "Chronology and history"


@pytest.mark.parametrize("then", ["section:no-such", "evidence:photographs", "question:", "//elsewhere", "flags:x"])
def test_a_made_up_place_leads_nowhere_else(browser: Browser, audit_id: UUID, then: str):
    data = {"csrf_token": browser.page.value_of("csrf_token"), "then": then}
    response = browser.client.post(f"/audits/{audit_id}/sections/chronology", data=data)

    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"/audits/{audit_id}/")
