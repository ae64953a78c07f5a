"""An answer that a child may not be safe today: asked for whom was told, and seen by supervisors at once."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import answer, submit
from caseaudit.auditing.queries import audit_for
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.factories import NOON
from tests.reading import CHILD, asked, handed_over, me
from tests.rounds import all_good

TOLD = "Rang Ms Hart at 10am on 1 April."


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return asked(session, definitions).audit.id


def said(app: Flask, definitions: Definitions, audit_id: UUID, *, note: str, is_whole: bool = False) -> None:
    with transaction(app.extensions["caseaudit"].engine) as session:
        case = audit_for(session, audit_id, me(session))
        questions = case.questions(definitions.tool(case.audit.tool, case.audit.edition))
        answers = {question.id: all_good(question, case) for question in questions} if is_whole else {}
        answers["safe-today"] = AnswerDraft("no", note)
        answer(session, case.audit, answers, definitions=definitions, by=me(session), at=NOON)
        if is_whole and note:
            submit(session, case.audit, definitions=definitions, by=me(session), at=NOON)


def red_tags(browser: Browser, path: str) -> list[str]:
    return browser.open(path).find("//main//*[contains(@class, 'govuk-tag--red')]/text()")


def test_a_child_not_safe_today_needs_a_note_of_who_was_told(app, definitions, browser: Browser, audit_id: UUID):
    said(app, definitions, audit_id, note="", is_whole=True)
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/submit")

    page = browser.submit("Submit for moderation")

    (error,) = page.errors
    assert error.startswith("Enter whom you told of this immediate concern, and when")
    assert page.find("//*[contains(@class, 'govuk-error-summary__list')]//a/@href") == ["#safe-today-note"]
    assert "The audit is submitted" in browser.submit("Submit for moderation", {"safe-today-note": TOLD}).text


def test_a_concern_shows_to_supervisors_as_soon_as_it_is_saved(app, definitions, browser: Browser, audit_id: UUID):
    browser.sign_in_as("supervisor")
    assert not red_tags(browser, "/")
    said(app, definitions, audit_id, note="")

    assert red_tags(browser, "/") == ["Immediate concern"]
    assert "in progress, Ada Auditor" in browser.page.text
    assert CHILD.ref not in browser.page.html
    assert red_tags(browser, "/moderation") == ["Immediate concern"]
    assert "Immediate concern, not yet submitted (1)" in browser.page.text
    assert red_tags(browser, f"/moderation/{audit_id}") == ["Immediate concern"]
    assert "has not noted whom they told" in browser.page.text


def test_a_submitted_concern_stands_at_the_head_with_its_note_and_again_on_accepting(
    app, definitions, browser: Browser, audit_id: UUID
):
    said(app, definitions, audit_id, note=TOLD, is_whole=True)
    browser.sign_in_as("supervisor")
    assert red_tags(browser, "/moderation") == ["Immediate concern"]

    page = browser.open(f"/moderation/{audit_id}")
    (head,) = page.find("//section[@aria-labelledby='concern']")
    assert TOLD in "".join(head.itertext())
    page = browser.submit("Accept")
    (head,) = page.find("//section[@aria-labelledby='concern']")
    assert TOLD in "".join(head.itertext())
    browser.submit("Accept and seal")

    assert not red_tags(browser, "/")


def test_a_child_who_is_safe_raises_nothing(app: Flask, definitions: Definitions, browser: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = handed_over(session, definitions).audit.id
    browser.sign_in_as("supervisor")

    assert [red_tags(browser, path) for path in ("/", "/moderation", f"/moderation/{audit_id}")] == [[], [], []]


def test_an_answer_without_its_words_is_named_in_the_list_and_in_its_section(browser: Browser, audit_id: UUID):
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/sections/chronology")
    page = browser.submit("Save and come back later", {"history-used": "not_applicable"})
    assert "Missing: Enter why this does not apply to the child: Has the" in page.text

    page = browser.open(f"/audits/{audit_id}/sections/chronology")

    assert page.find("//p[starts-with(., 'Not complete: Enter why this does not apply')]/a/@href") == [
        "#history-used-note"
    ]
