"""A supervisor follows a number to a child by keyboard, in Chromium, with every page checked for accessibility."""

from datetime import date

import pytest
from playwright.sync_api import Browser as Chromium

from caseaudit.config import Settings
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from tests.end_to_end.conftest import Served
from tests.end_to_end.reader import Reader
from tests.plans import cases_of, happened, held

pytestmark = pytest.mark.chromium


@pytest.fixture
def frame_address(served: Served, settings: Settings) -> str:
    with transaction(open_engine(settings.database_url)) as session:
        frame = held(session)
        for case in cases_of(session, frame.id):
            happened(session, case, date(2025, 2, 3), "cp_review_held")
            happened(session, case, date(2026, 3, 4), "cp_visit")
        return f"/frames/{frame.id}"


def test_a_supervisor_follows_a_number_to_a_child_and_a_mark_to_its_row(
    chromium: Chromium, served: Served, frame_address: str
):
    reader = Reader(chromium, served.address, "supervisor@test")
    reader.open(frame_address)
    reader.follow("See what the lists show of every child")
    reader.press("Screen this frame")
    reader.follow("See every flag")
    reader.page.locator("tbody th a").first.click()
    reader.look()

    mark = reader.page.locator("a.app-timeline__mark:visible").first
    mark.focus()
    reader.page.keyboard.press("Enter")

    row = reader.page.locator("tr:target")
    assert row.is_visible()
    assert reader.page.locator("details:has(tr:target)").get_attribute("open") is not None
    reader.look()
    assert reader.faults == []


def test_the_pages_say_the_same_without_scripts(chromium: Chromium, served: Served, frame_address: str):
    reader = Reader(chromium, served.address, "supervisor@test", javascript=False)
    reader.open(f"{frame_address}/screening")
    reader.press("Screen this frame")
    reader.follow("See every flag")

    reader.page.locator("tbody th a").first.click()

    assert reader.page.locator("h2#shown").is_visible()
    assert reader.page.locator("a.app-timeline__mark:visible").count() > 0
    assert reader.faults == []
