"""Judging flags beside the questions they bear on, in two tabs at once, and advice apart, through a browser."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import Audit, answers_of, verdicts_of
from caseaudit.definitions.library import Definitions
from caseaudit.screening.queries import RaisedFlag
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.factories import NOON
from tests.reading import asked

PLAN = "Wellbeing\tTherapy to begin\t\tASAP\n"
TYPED = {"plan-dates": "no", "plan-dates-note": "One has none."}
RADIOS = "//input[starts-with(@name, 'flag-')]/@name"
RECORD = "He was at school. His name is on the at risk register."


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/evidence/plan")
    browser.submit("Save and continue", {"pasted": PLAN})
    return audit_id


@pytest.fixture
def flag(browser: Browser, audit_id: UUID) -> str:
    """The name of the control for the flag beside the question on dates."""
    page = browser.open(f"/audits/{audit_id}/sections/plan")
    return page.find("//div[@id='question-plan-dates']//input[starts-with(@name, 'flag-')]/@name")[0]


def reason(flag: str) -> str:
    return flag.replace("flag", "reason")


def verdicts(app: Flask, audit_id: UUID) -> list[tuple[str, str]]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return sorted((one.decision, one.reason) for one in verdicts_of(session, audit_id).values())


def note(app: Flask, audit_id: UUID) -> str:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return answers_of(session, audit_id)["plan-dates"].note


def test_an_answer_and_a_verdict_are_saved_together(app: Flask, browser: Browser, audit_id: UUID, flag: str):
    browser.submit("Save and come back later", {**TYPED, flag: "not_enough", reason(flag): "Page 2 is missing."})

    assert verdicts(app, audit_id) == [("not_enough", "Page 2 is missing.")]
    assert note(app, audit_id) == "One has none."
    page = browser.open(f"/audits/{audit_id}/sections/plan")
    assert "Not enough on file" in page.text
    assert page.value_of(flag) == "not_enough"


def test_the_words_are_marked_in_their_line_beside_the_question(browser: Browser, flag: str):
    (words,) = browser.page.find("//div[@id='question-plan-dates']//span[mark='ASAP']")

    assert "".join(words.itertext()) == "By when: ASAP"


def test_an_override_without_its_reason_keeps_everything_that_was_typed(
    app: Flask, browser: Browser, audit_id: UUID, flag: str
):
    page = browser.submit("Save and continue", {**TYPED, flag: "overridden"})

    assert page.status == 422
    assert page.errors == ["Enter why you override the flag."]
    assert (page.value_of(flag), page.value_of("plan-dates")) == ("overridden", "no")
    assert note(app, audit_id) == "One has none."
    browser.submit("Save and continue", {reason(flag): "The letter dates it."})
    assert verdicts(app, audit_id) == [("overridden", "The letter dates it.")]


def test_a_reason_without_a_verdict_is_asked_for_its_verdict(app: Flask, browser: Browser, audit_id: UUID, flag: str):
    page = browser.submit("Save and continue", {reason(flag): "The letter dates it."})

    assert page.errors == ["Select whether you confirm or override the flag, or cannot tell."]
    assert page.value_of(reason(flag)).strip() == "The letter dates it."
    assert verdicts(app, audit_id) == []


@pytest.mark.parametrize(
    ("kept", "left"), [("yours", ("overridden", "The letter dates it.")), ("theirs", ("confirmed", ""))]
)
@pytest.mark.parametrize("where", ["sections/plan", "flags"])
def test_a_second_tab_shows_both_verdicts_and_asks_which_to_keep(
    app: Flask, browser: Browser, audit_id: UUID, flag: str, where: str, kept: str, left: tuple[str, str]
):
    stale = browser.open(f"/audits/{audit_id}/{where}")
    browser.submit("Save and continue", {flag: "confirmed"})
    browser.page = stale
    mine = {flag: "overridden", reason(flag): "The letter dates it."}

    page = browser.submit("Save and continue", mine)

    assert page.status == 409
    assert page.errors[0].startswith("Select which verdict to keep")
    assert "Two verdicts on this flag" in page.text
    assert verdicts(app, audit_id) == [("confirmed", "")]
    page = browser.submit("Save and continue")
    assert page.status == 409, "saving again without choosing must not win"
    browser.submit("Save and continue", {flag.replace("flag", "keep"): kept})
    assert verdicts(app, audit_id) == [left]


def test_an_answer_that_raises_a_flag_shows_it_beside_what_still_needs_a_look(browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/sections/chronology")
    browser.submit("Chronology and history", {"chronology-present": "no"})
    page = browser.open(f"/audits/{audit_id}/sections/chronology")

    assert page.find("//div[@id='question-chronology-present']//input[starts-with(@name, 'flag-')]")


def test_many_flags_on_one_question_are_folded_and_all_of_them_saved(app: Flask, browser: Browser, audit_id: UUID):
    browser.open(f"/audits/{audit_id}/evidence/plan")
    plan = "".join(f"Well\tTherapy {number} to begin\tMs Hart\tASAP\n" for number in range(6))
    browser.submit("Save and continue", {"pasted": plan})
    page = browser.open(f"/audits/{audit_id}/sections/plan")
    dates = page.find("//div[@id='question-plan-dates']")[0]
    names = list(dict.fromkeys(dates.xpath(".//input[starts-with(@name, 'flag-')]/@name")))

    assert len(names) == 7
    assert len(dates.xpath(".//details//input[@value='confirmed']")) == 4
    browser.submit("Save and continue", dict.fromkeys(names, "confirmed"))
    assert len(verdicts(app, audit_id)) == 7


def test_advice_is_folded_beside_its_evidence_and_among_the_flags_and_may_be_judged(
    app: Flask, browser: Browser, audit_id: UUID
):
    browser.open(f"/audits/{audit_id}/evidence/record")
    browser.submit("Save and continue", {"record_type": "statutory_visit", "text": RECORD})
    page = browser.page
    (advice,) = page.find("//details[contains(@class, 'app-advice')]")
    assert "at risk register" in "".join(advice.itertext())
    assert advice.get("open") is None

    page = browser.open(f"/audits/{audit_id}/flags")

    (advice,) = page.find("//details[contains(@class, 'app-advice')]")
    (name,) = set(advice.xpath(".//input[starts-with(@name, 'flag-')]/@name"))
    browser.submit("Save and continue", {name: "overridden", reason(name): "It is a quotation."})
    assert verdicts(app, audit_id) == [("overridden", "It is a quotation.")]


def test_a_wrong_revision_is_taken_for_none(app: Flask, browser: Browser, audit_id: UUID, flag: str):
    page = browser.submit("Save and continue", {flag: "confirmed", flag.replace("flag", "seen"): "9" * 400})

    assert page.status == 200
    assert verdicts(app, audit_id) == [("confirmed", "")]


def test_a_flag_that_bears_on_no_question_stands_beside_its_evidence_and_holds_the_audit_back(
    app: Flask, browser: Browser, audit_id: UUID
):
    before = len(set(browser.open(f"/audits/{audit_id}/flags").find(RADIOS)))
    with transaction(app.extensions["caseaudit"].engine) as session:
        case_id = session.get_one(Audit, audit_id).case_id
        session.add(
            RaisedFlag(
                case_id=case_id, check="plans", code="a_code_of_no_question", criterion="whole plan", severity="medium",
                place="The plan", reason="This plan has no review.", evidence_digest="d", raised_at=NOON,
            )
        )  # fmt: skip
    page = browser.open(f"/audits/{audit_id}/sections/plan")

    heading = page.find("//h2[text()='This plan has no review.']")[0]
    assert not heading.xpath("ancestor::div[@class='app-question']")
    assert "This plan has no review." not in browser.open(f"/audits/{audit_id}/sections/chronology").text
    assert len(set(browser.open(f"/audits/{audit_id}/flags").find(RADIOS))) == before + 1
