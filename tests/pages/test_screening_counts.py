"""The counts on the pages of a screened frame: children and facts apart, flags told apart, bars of one scale."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlmodel import Session

from caseaudit.intake.tables import FrameList
from caseaudit.store.transaction import transaction
from tests.browser import Browser, Page
from tests.plans import cases_of, happened, held

REVIEWED = "Short breaks with a review of care"


def broken(session: Session) -> UUID:
    """Three children on plans: one reviewed twice on short breaks, one late and one overdue by the same limit."""
    frame = held(session)
    counted = {"rows_read": 2, "rows_kept": 2, "rows_refused": 0, "children": 2, "events": 3}
    session.add(FrameList(frame_id=frame.id, list_no=4, name="Assessments", sheet="List 4", **counted))
    first, second, third = cases_of(session, frame.id)
    happened(session, first, date(2025, 5, 1), "short_break_started", legal_status="V4")
    for month in (6, 8):
        happened(session, first, date(2025, month, 3), "lac_review_held", legal_status="V4")
    happened(session, second, date(2025, 6, 3), "assessment_started")
    happened(session, third, date(2025, 6, 3), "assessment_started")
    happened(session, third, date(2025, 10, 1), "assessment_authorised")
    return frame.id


@pytest.fixture
def glance(app: Flask, browser: Browser) -> Page:
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame_id = broken(session)
    browser.sign_in_as("supervisor")
    browser.open(f"/frames/{frame_id}/screening")
    return browser.submit("Screen this frame")


def test_a_flag_of_several_facts_says_how_many_children_and_how_many_times(glance: Page):
    (row,) = [row for row in glance.rows("Cannot be") if row[0] == REVIEWED]

    assert row[1] == f"1 {REVIEWED} 2 times"


def test_two_flags_of_one_limit_are_told_from_each_other_in_the_filter(browser: Browser, glance: Page):
    page = browser.open(f"{glance.address}/flags")

    titles = page.find("//select[@id='code']/option/text()")
    assert len(titles) == len(set(titles))
    assert [title.rpartition("(")[2] for title in titles if title.startswith("SA-03")] == ["late)", "overdue)"]


def test_a_bar_is_as_long_as_another_of_the_same_number_in_whatever_group(glance: Page):
    drawn = {}
    for group in ("Overdue", "Cannot be", "Sign of drift"):
        for line in glance.find(f"//table[caption[normalize-space()='{group}']]//tbody/tr"):
            number = line.xpath("string(.//*[contains(@class, 'app-number')]/text())")
            drawn.setdefault(number, set()).add(line.xpath("string(.//*[@class='app-bar__fill']/@width)"))

    assert set(drawn) == {"1", "2"}
    assert all(len(lengths) == 1 for lengths in drawn.values())
    assert drawn["1"] != drawn["2"]
