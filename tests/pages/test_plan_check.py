"""The actions of a plan judged row by row on their page, with the words marked, kept or not, through a browser."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.casefiles.queries import evidence_of
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.reading import asked

ROW = "Mia {number} is well\tTherapy {number} to be initiated\tAll professionals\tASAP\n"
SOUND = "Mia sleeps\tMs Hart to see Mia weekly until 1 May 2026\tMs Hart\tby 1 May 2026\n"
TWENTY = "".join(ROW.format(number=number) for number in range(19)) + SOUND
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def case_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        one = asked(session, definitions)
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{one.audit.id}/evidence/plan")
    return one.audit.case_id


def marked(browser: Browser, row: int) -> list[str]:
    return browser.page.find(f"//div[@id='said-{row}']//mark/text()")


def kept(app: Flask, case_id: UUID) -> int:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return len(evidence_of(session, case_id).actions)


def test_twenty_actions_read_into_rows_each_have_what_the_check_says(app: Flask, browser: Browser, case_id: UUID):
    page = browser.submit("Read into rows", {"pasted": TWENTY})

    assert all({"All professionals", "ASAP"} <= set(marked(browser, row)) for row in (0, 18))
    assert "The check found nothing wrong in this action." in page.find("//div[@id='said-19']//p/text()")
    assert "The check remarks on 19 of 20 actions." in page.text
    assert kept(app, case_id) == 0


def test_saving_what_was_pasted_shows_the_same(app: Flask, browser: Browser, case_id: UUID):
    page = browser.submit("Save and continue", {"pasted": TWENTY})

    assert {"All professionals", "ASAP"} <= set(marked(browser, 18))
    assert "20 rows were read" in page.text
    assert kept(app, case_id) == 20


def test_the_button_judges_what_is_typed_and_keeps_nothing(app: Flask, browser: Browser, case_id: UUID):
    browser.submit("Read into rows", {"pasted": TWENTY})
    cells = zip(("outcome", "action", "owner", "timescale"), SOUND.strip().split("\t"), strict=True)
    page = browser.submit("Check the actions", {f"rows-0-{name}": words for name, words in cells})

    assert marked(browser, 0) == []
    assert "remarks on 18 of 20" in page.text
    assert kept(app, case_id) == 0


def test_deadlines_are_judged_from_the_plan_s_own_date(browser: Browser, case_id: UUID):
    page = browser.submit("Read into rows", {"pasted": "Well\tMs Hart to ring school\tMs Hart\tby 1 March 2026\n"})
    assert "had already passed" not in page.text

    made = {"plan_on-day": "1", "plan_on-month": "4", "plan_on-year": "2026"}
    page = browser.submit("Check the actions", made)

    assert "had already passed when the plan was made" in page.text


def test_a_page_that_asks_while_somebody_types_is_told_row_by_row(app: Flask, browser: Browser, case_id: UUID):
    page = browser.submit("Read into rows", {"pasted": TWENTY})
    (address,) = page.find("//form/@data-check-address")
    typed = {
        "csrf_token": page.value_of("csrf_token"),
        "rows-0-action": "",
        "rows-1-action": "<script>alert(1)</script> to begin",
        "rows-1-timescale": "soon",
    }

    said = browser.client.post(address, data=typed, headers=HERE).get_json()

    assert said["rows"][0].strip() == ""
    assert "<mark>soon</mark>" in said["rows"][1]
    assert "<script>" not in said["rows"][1]
    assert said["sentence"] == "The check remarks on 1 of 1 action."
    assert kept(app, case_id) == 0


def test_nothing_is_said_of_a_page_without_words(browser: Browser, case_id: UUID):
    assert not browser.page.find("//div[@data-said-of]//*")
    assert browser.submit("Check the actions").status == 200
