"""Judging flags on a page, through a browser."""

import re
from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import verdicts_of
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.reading import asked, handed_over

PLAN = "Wellbeing\tTherapy to begin\t\tASAP\n"


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/evidence/plan")
    browser.submit("Save and continue", {"pasted": PLAN})
    return audit_id


def flags_on(browser: Browser) -> list[str]:
    names = browser.page.find("//input[@type='radio' and starts-with(@name, 'flag-')]/@name")
    return list(dict.fromkeys(names))


def decisions(app: Flask, audit_id: UUID) -> list[tuple[str, str]]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return sorted((one.decision, one.reason) for one in verdicts_of(session, audit_id).values())


def test_a_flag_shows_its_reason_and_marks_the_exact_words_in_their_row(browser: Browser, audit_id: UUID):
    page = browser.open(f"/audits/{audit_id}/flags")

    assert "“ASAP” cannot be turned into a date." in page.text
    quotes = page.find("//blockquote[mark='ASAP']")
    assert len(quotes) == 1
    assert "".join(quotes[0].itertext()).split("\n")[-1] == "By when: ASAP"


def test_flags_are_judged_some_now_and_some_later(app: Flask, browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/flags")
    first, *others = flags_on(browser)
    page = browser.submit("Save and continue", {first: "confirmed"})

    assert re.search(rf"[1-{len(others)}] flags? still to judge", page.text)
    assert decisions(app, audit_id) == [("confirmed", "")]


def test_an_override_without_a_reason_is_an_error_and_the_others_are_kept(app: Flask, browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/flags")
    first, second, *_ = flags_on(browser)
    page = browser.submit("Save and continue", {first: "overridden", second: "confirmed"})

    assert page.errors == ["Enter why you override the flag."]
    assert page.value_of(first) == "overridden"
    assert decisions(app, audit_id) == [("confirmed", "")]
    browser.submit("Save and continue", {first.replace("flag", "reason"): "The letter names her."})

    assert decisions(app, audit_id) == [("confirmed", ""), ("overridden", "The letter names her.")]


def test_flags_stand_beside_the_questions_they_bear_on(browser: Browser, audit_id: UUID):
    page = browser.open(f"/audits/{audit_id}/sections/plan")

    dates = page.find("//div[@id='question-plan-dates']")[0]
    assert "“ASAP” cannot be turned into a date." in "".join(dates.itertext())


def test_a_case_without_flags_says_where_they_come_from(app: Flask, definitions: Definitions, browser: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    browser.sign_in_as("auditor")

    assert "There are no flags on this case file" in browser.open(f"/audits/{audit_id}/flags").text


def test_the_flags_of_a_submitted_audit_are_only_read(app: Flask, definitions: Definitions, browser: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = handed_over(session, definitions).audit.id
    browser.sign_in_as("auditor")

    assert browser.open(f"/audits/{audit_id}/flags").heading == "Your answers"


def test_a_flag_confirmed_against_the_answer_is_asked_about_and_never_blocks(browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/sections/plan")
    browser.submit("Save and continue", {"plan-dates": "yes"})
    browser.open(f"/audits/{audit_id}/flags")
    assert "Is that what you mean?" not in browser.open(f"/audits/{audit_id}/submit").text
    browser.open(f"/audits/{audit_id}/flags")
    browser.submit("Save and continue", dict.fromkeys(flags_on(browser), "confirmed"))

    page = browser.open(f"/audits/{audit_id}/submit")

    assert page.text.count("You confirmed 1 flag on this question and answered Yes. Is that what you mean?") == 1
    assert not page.errors
    browser.sign_out()
    browser.sign_in_as("supervisor")
    page = browser.open(f"/moderation/{audit_id}")
    assert "The auditor confirmed 1 flag on this question and answered Yes." in page.text
