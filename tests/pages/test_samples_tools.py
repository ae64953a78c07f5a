"""Choosing an audit tool for a sample: which there are, what each is for, and what it asks nothing about."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.frames import children, frame_of

CHOICES = "//select[@name='tool']/option"


@pytest.fixture
def frame_id(app: Flask) -> UUID:
    some = [*children(5, level="child_protection"), *children(3, level="closed")]
    with transaction(app.extensions["caseaudit"].engine) as session:
        return frame_of(session, some, "Spring lists").id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def draw(browser: Browser, frame_id: UUID, tool: str, **filling: str):
    browser.open(f"/samples/new?frame={frame_id}")
    filling = {"name": "Spring round", "method": "simple_random", "size": "8", "tool": tool, **filling}
    return browser.submit("Continue", filling)


@pytest.mark.parametrize("address", ["/samples/new", "/samples/new/pick"])
def test_every_tool_is_offered_the_core_case_file_first_and_newest(supervisor: Browser, frame_id: UUID, address: str):
    page = supervisor.open(f"{address}?frame={frame_id}")

    offered = [option.get("value") for option in page.find(CHOICES)]
    assert offered[:2] == ["core-case-file/2026-10", "core-case-file/2026-04"]
    assert {"child-protection/2026-10", "closure/2026-10", "supervision/2026-10"} <= set(offered)
    assert page.value_of("tool") == "core-case-file/2026-10"


@pytest.mark.parametrize("address", ["/samples/new", "/samples/new/pick"])
def test_each_tool_says_which_case_files_of_the_frame_it_is_for(supervisor: Browser, frame_id: UUID, address: str):
    page = supervisor.open(f"{address}?frame={frame_id}")

    assert "Child protection plan, Open assessment: 5 of the 8 case files of this frame." in page.text
    assert "Care leaver: 0 of the 8 case files of this frame." in page.text
    assert "Every case level: 8 of the 8 case files of this frame." in page.text


def test_a_draw_takes_only_from_the_levels_of_its_tool(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, frame_id, "child-protection/2026-10")
    assert page.errors == [
        "You cannot draw 8 from a frame of 5 case files that this audit tool is for: enter 5 or fewer."
    ]

    page = draw(supervisor, frame_id, "child-protection/2026-10", size="5")

    assert "5 case files of 5 at the case levels the audit tool is for, drawn at random" in page.text
    assert {row[2] for row in page.rows("Case files in drawn order")} == {"Child protection plan"}


def test_a_pick_says_which_of_its_case_files_the_tool_asks_nothing_about(supervisor: Browser, frame_id: UUID):
    page = supervisor.open(f"/samples/new/pick?frame={frame_id}")
    picked = page.find("//input[@name='case']/@value")
    reasons = {f"why-{case}": "Repeat plan" for case in picked}
    chosen = {"name": "Picks", "tool": "child-protection/2026-10", "case": picked, **reasons}

    page = supervisor.submit("Keep this pick", chosen)

    assert "Child protection audit asks nothing about 3 case files of this sample" in page.text


def test_a_sample_the_tool_is_for_throughout_says_nothing_of_the_kind(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, frame_id, "core-case-file/2026-10")

    assert page.heading == "Spring round"
    assert "asks nothing about" not in page.text
