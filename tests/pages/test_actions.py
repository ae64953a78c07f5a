"""The actions for a child on their page and where the supervisor reads them, through a browser."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import actions_of, audits_of
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.reading import asked, me
from tests.rounds import audited

VAGUE = {"rows-0-outcome": "Mia is well", "rows-0-action": "Therapy to begin", "rows-0-timescale": "ASAP"}
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    browser.sign_in_as("auditor")
    return audit_id


def kept(app: Flask, audit_id: UUID) -> list[tuple[str, str]]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return [(row.action, row.timescale) for row in actions_of(session, audit_id)]


def test_actions_are_written_kept_and_come_back(app: Flask, browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/actions")
    page = browser.submit("Save and continue", VAGUE)

    assert "1 action" in page.text
    assert kept(app, audit_id) == [("Therapy to begin", "ASAP")]
    page = browser.open(f"/audits/{audit_id}/actions")
    assert page.value_of("rows-0-action") == "Therapy to begin"
    assert page.find("//div[@id='said-0']//mark[text()='ASAP']")


def test_the_button_checks_the_actions_without_keeping_them(app: Flask, browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/actions")
    page = browser.submit("Check the actions", VAGUE)

    assert page.find("//div[@id='said-0']//mark[text()='ASAP']")
    assert "remarks on 1 of 1 action" in page.text
    assert page.value_of("rows-0-action") == "Therapy to begin"
    assert kept(app, audit_id) == []


def test_rows_are_added_and_taken_away_with_what_was_typed_kept(app: Flask, browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/actions")
    page = browser.submit("Add rows", VAGUE)
    assert page.value_of("rows-0-action") == "Therapy to begin"
    assert page.find("//textarea[@name='rows-3-action']")

    page = browser.submit("Remove action 1")

    assert page.value_of("rows-0-action") == ""
    assert kept(app, audit_id) == []


def test_a_second_tab_sees_both_before_it_saves(app: Flask, browser: Browser, audit_id: UUID):
    stale = browser.open(f"/audits/{audit_id}/actions")
    browser.submit("Save and continue", VAGUE)
    browser.page = stale

    page = browser.submit("Save and continue", {"rows-0-action": "Ring the school"})

    assert page.status == 409
    assert page.errors == ["These actions were changed in another tab or window after you opened this page."]
    assert "Therapy to begin" in page.text
    assert page.value_of("rows-0-action") == "Ring the school"
    browser.submit("Save and continue")
    assert kept(app, audit_id) == [("Ring the school", "")]


def test_a_page_asks_while_somebody_types_and_nothing_is_kept(app: Flask, browser: Browser, audit_id: UUID):
    token = browser.open(f"/audits/{audit_id}/actions").value_of("csrf_token")
    typed = {**VAGUE, "rows-1-action": "<b>Ring</b> the school", "csrf_token": token}

    said = browser.client.post(f"/audits/{audit_id}/actions/check", data=typed, headers=HERE).get_json()

    assert "<mark>ASAP</mark>" in said["rows"][0]
    assert "<b>" not in said["rows"][1]
    assert said["sentence"].startswith("The check remarks on 2 of 2")
    assert kept(app, audit_id) == []


@pytest.mark.parametrize("address", ["actions/check", "evidence/plan/check"])
def test_nobody_else_can_ask_and_nobody_without_their_token(app: Flask, browser: Browser, audit_id: UUID, address: str):
    path = f"/audits/{audit_id}/{address}"
    assert browser.client.post(path, data=VAGUE, headers=HERE).status_code == 400
    browser.open("/")
    browser.sign_out()
    assert browser.client.post(path, data=VAGUE, headers=HERE).status_code == 403
    token = browser.sign_in_as("auditor2@test").value_of("csrf_token")
    assert browser.client.post(path, data={"csrf_token": token}, headers=HERE).status_code == 404


def test_the_supervisor_reads_them_with_what_the_check_says(
    app: Flask, definitions: Definitions, browser: Browser, audit_id: UUID
):
    browser.open(f"/audits/{audit_id}/actions")
    browser.submit("Save and continue", VAGUE)
    with transaction(app.extensions["caseaudit"].engine) as session:
        audited(session, definitions, audits_of(session, me(session).id))
    assert "Therapy to begin" in browser.open(f"/audits/{audit_id}/submit").text
    assert browser.open(f"/audits/{audit_id}/actions").heading == "Your answers"
    browser.sign_out()
    browser.sign_in_as("supervisor")

    page = browser.open(f"/moderation/{audit_id}")

    (row,) = page.rows("Actions for this child")
    assert row[1] == "Therapy to begin"
    assert "“ASAP” cannot be turned into a date." in row[4]
