"""How often auditors agree with the checks, on the supervisor's pages, through a browser."""

from uuid import UUID

import pytest
from flask import Flask
from sqlmodel import Session

from caseaudit.auditing.changes import judge_flag, keep_plan
from caseaudit.auditing.queries import audits_of, judged_flags
from caseaudit.casefiles.drafts import ActionDraft, PlanDraft
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.factories import NOON
from tests.reading import again, asked, me
from tests.rounds import accepted, audited

ROWS = tuple(ActionDraft("Well", f"Therapy {number} to begin", "Ms Hart", "ASAP") for number in range(14))


def with_a_plan(session: Session, definitions: Definitions):
    """An audit whose plan has 14 dateless actions: two flags overridden, one not to be told, four confirmed at once."""
    one, by = asked(session, definitions), me(session)
    keep_plan(session, one.audit, PlanDraft(None, None, ROWS), definitions=definitions, by=by, at=NOON)
    said = ("overridden", "overridden", "not_enough")
    dateless = [one for one in judged_flags(session, one.audit) if one.flag.code == "action_without_date"]
    for decision, judged in zip(said, dateless, strict=False):
        judge_flag(
            session, one.audit, judged.flag.id, decision=decision, reason="The letter dates it.",
            definitions=definitions, by=by, at=NOON,
        )  # fmt: skip
    for judged in dateless[3:7]:
        judge_flag(
            session, one.audit, judged.flag.id, decision="confirmed", is_of_group=True,
            definitions=definitions, by=by, at=NOON,
        )  # fmt: skip
    return one


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        one = with_a_plan(session, definitions)
        audited(session, definitions, [one])
    browser.sign_in_as("supervisor")
    return one.audit.id


def test_without_verdicts_the_page_says_when_figures_appear(browser: Browser):
    browser.sign_in_as("supervisor")

    assert "No verdict counts yet" in browser.open("/checks").text


def test_the_share_its_interval_and_what_could_not_be_told_stand_by_the_check(browser: Browser, audit_id: UUID):
    page = browser.open("/checks")

    row = next(row for row in page.rows("Plans") if row[0].startswith("Plan action without a date"))
    assert row[1].startswith("Confirmed 11")
    assert "Overridden 2" in row[1]
    assert "Not enough on file 1" in row[1]
    assert "4 given to several flags at once" in row[1]
    assert row[2].startswith("85% 11 of 13")
    assert "95% interval 58% to 96%" in row[2]
    assert "submitted or accepted" in page.text


def test_each_number_leads_to_its_flags_and_on_to_the_audit(browser: Browser, audit_id: UUID):
    page = browser.open("/checks")
    words = next(link for link in page.links if link.startswith("Overridden 2: Plan action without a date"))

    page = browser.click(words)

    assert len(page.rows()) == 2
    assert "The letter dates it." in page.text
    href = page.find("//table//a/@href")[0]
    assert browser.open(href.split("#")[0]).find(f"//*[@id='{href.split('#')[1]}']")


def test_one_sample_is_picked_among_all(browser: Browser, audit_id: UUID):
    page = browser.open("/checks")
    (value,) = [option.get("value") for option in page.find("//select[@name='sample']/option") if option.get("value")]

    page = browser.submit("Show", {"sample": value})

    assert "11 of 13" in page.text
    assert page.links["Back"].endswith("/findings")
    assert browser.open("/checks?sample=nonsense").status == 200


def test_the_figure_stands_beside_each_flag_in_moderation(browser: Browser, audit_id: UUID):
    page = browser.open(f"/moderation/{audit_id}")

    assert "Auditors confirmed 11 of 13 (85%; 95% interval 58% to 96%) of its flags of this kind" in page.text


def test_findings_lead_to_the_figures_and_count_what_could_not_be_told(
    app: Flask, definitions: Definitions, browser: Browser, audit_id: UUID
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        (one,) = audits_of(session, me(session).id)
        accepted(session, definitions, [again(session, one)])
    page = browser.open(f"/samples/{one.sample_id}/findings")

    assert "Not enough on file 1" in page.text
    assert browser.click("How often auditors agree with each check").heading.startswith("How often auditors agree")
    page = browser.open(f"/samples/{one.sample_id}/findings/action_without_date?answer=not_enough")
    assert "Not enough on file to tell" in page.text


def test_odd_addresses_are_answered(browser: Browser, audit_id: UUID):
    assert "No flag of this check was judged" in browser.open("/checks/nothing").text
    assert browser.open("/checks/plans?code=nothing").status == 404
    assert browser.open("/checks/plans?page=99&decision=maybe").status == 200


def test_a_changed_verdict_shows_its_steps_to_the_supervisor(app: Flask, definitions: Definitions, browser: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        one = with_a_plan(session, definitions)
        flag = next(judged.flag for judged in judged_flags(session, one.audit) if judged.verdict)
        judge_flag(
            session, one.audit, flag.id, decision="confirmed", revision=1, definitions=definitions,
            by=me(session), at=NOON,
        )  # fmt: skip
        audited(session, definitions, [one])
    browser.sign_in_as("supervisor")

    page = browser.open(f"/moderation/{one.audit.id}")

    assert "Judged overridden on 1 April 2026 at 1:00pm, then confirmed on" in page.text
