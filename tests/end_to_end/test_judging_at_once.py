"""A plan of 20 poor actions judged in groups, with a script and without, and by keyboard."""

import re

import pytest
from playwright.sync_api import Browser, expect

from caseaudit.app import create_app
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.end_to_end.conftest import Served
from tests.end_to_end.reader import Reader
from tests.reading import asked

POOR = "".join(f"Mia is well\tTherapy {number} to be initiated\tAll professionals\tASAP\n" for number in range(20))


@pytest.fixture
def audit(served: Served, settings: Settings, definitions: Definitions) -> str:
    """An audit asked of the auditor."""
    app = create_app(settings, definitions)
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    app.extensions["caseaudit"].engine.dispose()
    return f"/audits/{audit_id}"


@pytest.mark.chromium
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_the_flags_of_twenty_poor_actions_are_judged_by_a_few_choices(
    chromium: Browser, served: Served, audit: str, javascript: bool
):
    auditor = Reader(chromium, served.address, "auditor@test", javascript=javascript)
    page = auditor.page
    auditor.open(f"{audit}/evidence/plan")
    page.locator("textarea[name=pasted]").fill(POOR)
    page.get_by_role("button", name="Save and continue").last.click()
    auditor.open(f"{audit}/flags")
    groups = page.locator(".app-group")
    for group in groups.all():
        group.get_by_role("radio", name=re.compile("^Confirm all")).focus()
        page.keyboard.press("Space")
    last = groups.last
    last.get_by_role("radio", name=re.compile("^Override all")).check()
    auditor.look()
    auditor.press("Save and continue")
    expect(page.locator(".govuk-error-summary li")).to_have_text("Enter why you override these flags.")
    expect(groups).to_have_count(1)

    groups.get_by_role("textbox", name="Why?").last.fill("The letter says who and when.")
    auditor.press("Save and continue")

    auditor.open(f"{audit}/flags")
    expect(groups).to_have_count(0)
    assert not auditor.faults, auditor.faults
