"""A plan of 20 actions pasted, read row by row, judged beside its questions, and seen in its figures."""

import re

import pytest
from playwright.sync_api import Browser, expect

from caseaudit.app import create_app
from caseaudit.auditing.queries import audits_of
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.end_to_end.conftest import Served
from tests.end_to_end.reader import Reader
from tests.reading import asked, me
from tests.rounds import all_good, audited

VAGUE = "Mia is well\tTherapy to be initiated\tAll professionals\tASAP\n"
CLEAR = "Mia sleeps\tMs Hart to see Mia each week until 1 May 2026\tMs Hart, social worker\tby 1 May 2026\n"
TWENTY = "".join((VAGUE if number % 2 else CLEAR).replace("Mia", f"Mia {number}") for number in range(20))


@pytest.fixture
def audit(served: Served, settings: Settings, definitions: Definitions) -> str:
    """An audit asked of the auditor."""
    app = create_app(settings, definitions)
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    app.extensions["caseaudit"].engine.dispose()
    return f"/audits/{audit_id}"


def finish(settings: Settings, definitions: Definitions) -> None:
    """What is left of the audit, by the real changes: flags not judged on the pages are confirmed."""
    app = create_app(settings, definitions)
    with transaction(app.extensions["caseaudit"].engine) as session:
        one = audits_of(session, me(session).id)[0]
        audited(session, definitions, [one], says=all_good)
    app.extensions["caseaudit"].engine.dispose()


@pytest.mark.chromium
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_twenty_actions_are_read_two_overridden_and_the_figure_of_the_check_moves(
    chromium: Browser, served: Served, audit: str, settings: Settings, definitions: Definitions, javascript: bool
):
    auditor = Reader(chromium, served.address, "auditor@test", javascript=javascript)
    page = auditor.page
    auditor.open(f"{audit}/evidence/plan")
    page.locator("textarea[name=pasted]").fill(TWENTY)
    page.get_by_role("button", name="Read into rows").click()
    expect(page.locator("#said-19 mark", has_text="ASAP")).to_be_visible()
    auditor.look()
    expect(page.locator("#said-0")).to_contain_text("found nothing wrong in this action")
    expect(page.locator("[role=status]", has_text="remarks on 10 of 20")).to_be_visible()
    page.locator("[name=rows-19-timescale]").fill("by 3 May 2026")
    if not javascript:
        auditor.press("Check the actions")
    expect(page.locator("#said-19 mark", has_text="ASAP")).to_have_count(0)
    expect(page.locator("#said-19")).to_contain_text("All professionals")
    page.get_by_role("button", name="Save and continue").last.click()

    expect(page.locator("h1")).to_have_text("Plan")
    auditor.look()
    cards = page.locator("#question-plan-dates .app-card")
    expect(cards).to_have_count(9)
    for number in (0, 1):
        cards.nth(number).get_by_role("radio", name="Override").check()
        cards.nth(number).get_by_role("textbox").fill("The letter names the day.")
    cards.nth(2).get_by_role("radio", name="Not enough").check()
    auditor.press("Save and come back later")
    finish(settings, definitions)

    supervisor = Reader(chromium, served.address, "supervisor@test", javascript=javascript)
    supervisor.open("/checks")
    row = supervisor.main().get_by_role("row", name=re.compile("Plan action without a date"))
    expect(row).to_contain_text("Overridden 2")
    expect(row).to_contain_text("Not enough on file 1")
    expect(row).to_contain_text("6 of 8")
    row.get_by_role("link", name=re.compile("Overridden")).click()
    supervisor.look()
    expect(supervisor.main()).to_contain_text("The letter names the day.")
    supervisor.main().get_by_role("table").get_by_role("link").first.click()
    supervisor.look()

    assert auditor.faults + supervisor.faults == []


@pytest.mark.chromium
def test_a_flag_is_judged_by_keyboard_alone(chromium: Browser, served: Served, audit: str):
    auditor = Reader(chromium, served.address, "auditor@test")
    page = auditor.page
    auditor.open(f"{audit}/evidence/plan")
    page.locator("textarea[name=pasted]").fill(VAGUE)
    auditor.press("Save and continue")
    auditor.open(f"{audit}/sections/plan")
    first = page.locator("#question-plan-dates .app-card").get_by_role("radio").first
    for _ in range(120):
        page.keyboard.press("Tab")
        if first.evaluate("radio => radio === document.activeElement"):
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("It is dated in the letter.")
    page.keyboard.press("Tab")
    page.locator("button", has_text="Save and come back later").press("Enter")

    auditor.open(f"{audit}/flags")
    expect(auditor.main()).to_contain_text("Overridden")
    assert auditor.faults == []


@pytest.mark.chromium
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_actions_that_follow_are_checked_as_they_are_written(
    chromium: Browser, served: Served, audit: str, javascript: bool
):
    auditor = Reader(chromium, served.address, "auditor@test", javascript=javascript)
    page = auditor.page
    auditor.open(f"{audit}/actions")
    page.locator("[name=rows-0-action]").fill("Therapy to be initiated")
    page.locator("[name=rows-0-timescale]").fill("ASAP")
    if not javascript:
        auditor.press("Check the actions")

    expect(page.locator("#said-0 mark", has_text="ASAP")).to_be_visible()
    auditor.look()
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.locator("main")).to_contain_text("1 action")
    assert auditor.faults == []
