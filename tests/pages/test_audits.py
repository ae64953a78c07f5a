"""An auditor's own pages: the list, the case, its sections, and submitting, through a browser."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask

from caseaudit.auditing.changes import answer
from caseaudit.auditing.queries import AuditedCase, answers_of, audit_for
from caseaudit.definitions.library import Definitions
from caseaudit.intake.tables import CaseEvent, FrameCase, ListRow
from caseaudit.store.transaction import transaction
from tests.browser import Browser, Page
from tests.factories import NOON
from tests.page_checks import words_of
from tests.reading import CHILD, again, asked, handed_over, me, supervisor
from tests.rounds import accepted, all_good


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return asked(session, definitions).audit.id


@pytest.fixture
def auditor(browser: Browser) -> Browser:
    browser.sign_in_as("auditor")
    return browser


def section(browser: Browser, audit_id: UUID, name: str = "chronology") -> Page:
    return browser.open(f"/audits/{audit_id}/sections/{name}")


def kept(app: Flask, audit_id: UUID) -> dict[str, tuple[str | None, str]]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return {key: (row.value, row.note) for key, row in answers_of(session, audit_id).items()}


def answered_but(app: Flask, definitions: Definitions, audit_id: UUID, *left_out: str) -> AuditedCase:
    with transaction(app.extensions["caseaudit"].engine) as session:
        case = audit_for(session, audit_id, me(session))
        questions = case.questions(definitions.tool(case.audit.tool, case.audit.edition))
        answers = {q.id: all_good(q, case) for q in questions if q.id not in left_out}
        answer(session, case.audit, answers, definitions=definitions, by=me(session), at=NOON)
        return case


def test_an_auditor_without_audits_is_told_so(auditor: Browser):
    assert "You have not been asked to audit any case files yet" in auditor.open("/audits").text


def test_the_list_groups_ones_own_audits_and_names_no_child(auditor: Browser, audit_id: UUID):
    page = auditor.open("/audits")

    assert "Not started (1)" in page.text
    assert "Child protection plan, 9 years" in page.text
    assert CHILD.ref not in page.html


def test_the_case_page_shows_whose_file_it_is_but_not_in_its_title_or_address(auditor: Browser, audit_id: UUID):
    page = auditor.open(f"/audits/{audit_id}")

    assert CHILD.ref in page.text
    assert CHILD.ref not in page.title
    assert CHILD.ref not in "".join(page.links.values())
    assert "Start: Chronology and history" in page.links


@pytest.mark.parametrize("path", ["", "/sections/chronology", "/submit", "/flags", "/evidence/plan"])
def test_another_auditors_audit_is_not_found(browser: Browser, audit_id: UUID, path: str):
    browser.sign_in_as("auditor2")

    assert browser.open(f"/audits/{audit_id}{path}").status == 404
    assert browser.open(f"/audits/{uuid4()}{path}").status == 404


@pytest.mark.parametrize("path", ["/sections/chronology", "/submit", "/flags", "/evidence/plan"])
def test_another_auditor_can_save_nothing_in_it(app: Flask, browser: Browser, audit_id: UUID, path: str):
    browser.sign_in_as("auditor2")
    token = browser.open("/audits").find("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "history-used": "yes", "history-used-revision": "0"}

    assert browser.client.post(f"/audits/{audit_id}{path}", data=data).status_code == 404
    assert not kept(app, audit_id)


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_the_pages_for_writing_are_for_auditors(browser: Browser, audit_id: UUID, role: str):
    browser.sign_in_as(role)

    assert browser.open(f"/audits/{audit_id}").status == 403


def test_saving_keeps_what_was_typed_whether_complete_or_not_and_goes_on(app: Flask, auditor: Browser, audit_id: UUID):
    section(auditor, audit_id)
    page = auditor.submit(
        "Save and continue", {"history-used": "partly", "history-used-note": "Old referrals.\r\nNot linked."}
    )

    assert page.heading == "Threshold and assessment"
    assert "Saved on" in page.text
    assert kept(app, audit_id) == {"history-used": ("partly", "Old referrals.\nNot linked.")}
    again = section(auditor, audit_id)
    assert again.value_of("history-used") == "partly"
    assert "1 of 4" in again.text


def test_save_and_come_back_later_leads_to_the_case(app: Flask, auditor: Browser, audit_id: UUID):
    section(auditor, audit_id, "summary")
    page = auditor.submit("Save and come back later", {"strengths": "The worker listens."})

    assert page.heading.startswith("Case ")
    assert "Continue: Chronology and history" in page.links
    assert kept(app, audit_id) == {"strengths": ("The worker listens.", "")}


def test_a_section_with_no_question_for_this_child_is_not_found(auditor: Browser, audit_id: UUID):
    assert section(auditor, audit_id, "no-such-section").status == 404


def test_questions_of_other_case_levels_are_not_asked(auditor: Browser, audit_id: UUID):
    page = section(auditor, audit_id, "plan")

    assert page.find("//input[@name='core-groups']")
    assert not page.find("//input[@name='pathway-plan']")


def test_a_made_up_choice_is_refused_and_the_text_stays(app: Flask, auditor: Browser, audit_id: UUID):
    page = section(auditor, audit_id)
    data = {
        "csrf_token": page.value_of("csrf_token"),
        "history-used": "excellent",
        "history-used-note": "Long thoughts.",
        "history-used-revision": "0",
    }
    response = auditor.client.post(f"/audits/{audit_id}/sections/chronology", data=data)
    page = Page(response, f"/audits/{audit_id}/sections/chronology")

    assert (page.status, page.errors) == (422, ["Select one of the answers listed."])
    assert page.value_of("history-used-note").strip() == "Long thoughts."
    assert not kept(app, audit_id)


def test_a_stale_tab_shows_both_texts_and_lets_the_person_choose(app: Flask, auditor: Browser, audit_id: UUID):
    stale = section(auditor, audit_id)
    auditor.submit("Save and continue", {"history-used": "no", "history-used-note": "From the first tab."})
    auditor.page = stale
    page = auditor.submit(
        "Save and continue",
        {"history-used": "yes", "history-used-note": "From the second tab.", "chronology-present": "yes"},
    )

    assert page.status == 409
    assert page.errors[0].startswith("Select which answer to keep: Has the")
    assert "From the first tab." in page.text
    assert page.value_of("history-used-note").strip() == "From the second tab."
    assert kept(app, audit_id) == {
        "history-used": ("no", "From the first tab."),
        "chronology-present": ("yes", ""),
    }


@pytest.mark.parametrize(
    ("choice", "stands"), [("yours", ("yes", "From the second tab.")), ("theirs", ("no", "From the first tab."))]
)
def test_the_answer_chosen_is_the_one_kept(
    app: Flask, auditor: Browser, audit_id: UUID, choice: str, stands: tuple[str, str]
):
    stale = section(auditor, audit_id)
    auditor.submit("Save and continue", {"history-used": "no", "history-used-note": "From the first tab."})
    auditor.page = stale
    auditor.submit("Save and continue", {"history-used": "yes", "history-used-note": "From the second tab."})
    assert auditor.submit("Save and continue").status == 409

    page = auditor.submit("Save and continue", {"history-used-keep": choice})

    assert page.heading == "Threshold and assessment"
    assert kept(app, audit_id)["history-used"] == stands


def test_the_check_page_says_what_is_missing_without_an_error(auditor: Browser, audit_id: UUID):
    page = auditor.open(f"/audits/{audit_id}/submit")

    assert "You still have to answer" in page.text
    assert "Submit for moderation" not in page.buttons
    assert not page.errors


def test_submitting_names_each_missing_answer_in_the_questions_own_words(
    app: Flask, definitions: Definitions, auditor: Browser, audit_id: UUID
):
    answered_but(app, definitions, audit_id, "history-used", "overall-grade")
    auditor.open(f"/audits/{audit_id}/submit")

    page = auditor.submit("Submit for moderation")

    tool = definitions.latest_tool("core-case-file")
    assert page.errors == [tool.question("history-used").missing, tool.question("overall-grade").missing]
    assert page.status == 422


def test_what_is_missing_can_be_answered_on_the_spot(
    app: Flask, definitions: Definitions, auditor: Browser, audit_id: UUID
):
    answered_but(app, definitions, audit_id, "history-used")
    auditor.open(f"/audits/{audit_id}/submit")

    page = auditor.submit("Submit for moderation", {"history-used": "partly"})

    assert page.heading == "Your audits"
    assert "The audit is submitted" in page.text
    assert kept(app, audit_id)["history-used"] == ("partly", "")


def test_not_applicable_without_a_reason_is_asked_for_its_reason(
    app: Flask, definitions: Definitions, auditor: Browser, audit_id: UUID
):
    answered_but(app, definitions, audit_id, "history-used")
    auditor.open(f"/audits/{audit_id}/submit")

    page = auditor.submit("Submit for moderation", {"history-used": "not_applicable"})

    (error,) = page.errors
    assert error.startswith("Enter why this does not apply to the child")
    assert page.find("//*[contains(@class, 'govuk-error-summary__list')]//a/@href") == ["#history-used-note"]


def test_answers_that_raise_a_flag_on_the_way_out_wait_for_its_verdict(
    app: Flask, definitions: Definitions, auditor: Browser, audit_id: UUID
):
    answered_but(app, definitions, audit_id, "chronology-present")
    auditor.open(f"/audits/{audit_id}/submit")

    page = auditor.submit("Submit for moderation", {"chronology-present": "no"})

    (error,) = page.errors
    assert error.startswith("Select what you make of the flag")
    flag = page.find("//input[@type='radio' and starts-with(@name, 'flag-')]/@name")[0]
    assert "The audit is submitted" in auditor.submit("Submit for moderation", {flag: "confirmed"}).text


def test_a_submitted_audit_is_read_and_not_changed(app: Flask, definitions: Definitions, auditor: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = handed_over(session, definitions).audit.id
    page = auditor.open(f"/audits/{audit_id}")
    assert "You submitted this audit" in page.text

    page = section(auditor, audit_id)
    assert page.heading == "Your answers"
    assert "Change" not in page.links


def test_a_tab_left_open_after_submitting_is_refused_with_its_text(
    app: Flask, definitions: Definitions, auditor: Browser, audit_id: UUID
):
    open_tab = section(auditor, audit_id)
    answered_but(app, definitions, audit_id)
    auditor.open(f"/audits/{audit_id}/submit")
    auditor.submit("Submit for moderation")
    auditor.page = open_tab

    page = auditor.submit("Save and continue", {"history-used": "no", "history-used-note": "Too late."})

    assert page.errors == ["You cannot change an audit that is submitted."]
    assert page.value_of("history-used-note").strip() == "Too late."
    assert kept(app, audit_id)["history-used"][0] == "yes"


def test_an_accepted_audit_says_that_nothing_can_change(app: Flask, definitions: Definitions, auditor: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        one = handed_over(session, definitions)
        accepted(session, definitions, [one])
        audit_id = again(session, one).audit.id
        assert supervisor(session)

    assert "Nothing in it can change any more" in auditor.open(f"/audits/{audit_id}").text


def test_the_case_page_shows_where_the_child_is_on_the_map_of_each_track(app: Flask, auditor: Browser, audit_id: UUID):
    with transaction(app.extensions["caseaudit"].engine) as session:
        case = session.get(FrameCase, audit_for(session, audit_id, me(session)).audit.case_id)
        line = ListRow(frame_id=case.frame_id, case_id=case.id, list_no=7, sheet="List 7", row_no=2)
        session.add(line)
        session.flush()
        told = {"frame_id": case.frame_id, "case_id": case.id, "list_row_id": line.id, "list_no": 7}
        session.add(CaseEvent(on=date(2024, 5, 1), trigger="cp_plan_started", **told))

    page = auditor.open(f"/audits/{audit_id}")

    (summary,) = page.find("//h3[@id='map']/following-sibling::details/summary")
    assert words_of(summary) == "Child protection: Child protection plan since 1 May 2024"
    (here,) = page.find("//li[@aria-current='step']")
    assert words_of(here).startswith("Child protection plan: the child is here since 1 May 2024.")
    (drawing,) = page.find("//div[@class='app-map__drawing']/*[local-name()='svg']")
    assert drawing.get("role") == "img"
