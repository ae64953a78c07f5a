"""From a file to a child, to a limit of the authority's own and back, without a mouse, with and without scripts."""

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from caseaudit.demo.council import write_workbook
from caseaudit.demo.diary import AS_AT
from tests.end_to_end.conftest import Served
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.reader import NARROW, WIDE, Reader

pytestmark = pytest.mark.chromium

LEAST_TARGET = 24


def import_lists(reader: Reader, keys: Keyboard, served: Served) -> None:
    workbook = served.folder / "annex-a.xlsx"
    write_workbook(workbook, seed=7)
    keys.follow("Import a frame")
    reader.look()
    keys.choose_file("Files", workbook)
    for label, number in (("Day", AS_AT.day), ("Month", AS_AT.month), ("Year", AS_AT.year)):
        keys.fill(label, str(number))
    keys.follow("Import", "button")
    expect(reader.page.locator("h1")).to_have_text("Annex A as at 31 March 2026", timeout=30_000)
    reader.look()


def too_small(reader: Reader) -> list[str]:
    marks = reader.page.locator("a.app-timeline__mark:visible > rect:first-of-type").all()
    boxes = [mark.bounding_box() for mark in marks]
    assert boxes
    return [f"{box}" for box in boxes if box is None or min(box["width"], box["height"]) < LEAST_TARGET]


def read_a_child(reader: Reader, keys: Keyboard) -> None:
    keys.follow("Case ", "tbody a")
    reader.look()
    keys.press("", "a.app-timeline__mark")
    expect(reader.page.locator("tr:target")).to_be_visible()
    for width in (WIDE, NARROW):
        reader.page.set_viewport_size({"width": width, "height": 900})
        assert too_small(reader) == []
    reader.page.set_viewport_size({"width": WIDE, "height": 900})
    maps = reader.page.locator("details:has(.app-map)")
    for _ in range(maps.count()):
        keys.press("", "details:has(.app-map) > summary")
    expect(maps.first.locator("svg.app-map")).to_be_visible()
    assert maps.locator("[aria-current='step']").count() == maps.count()
    reader.look()


def set_a_limit(reader: Reader, keys: Keyboard) -> None:
    keys.follow("Time limits")
    reader.look()
    keys.follow("Child protection", "main a")
    reader.look()
    keys.follow("Time limits", "nav a")
    keys.follow("see all")
    reader.look()
    keys.follow("Set a limit for CPV-01")
    reader.look()
    keys.fill("How many", "10")
    keys.fill("Where the limit comes from", "Visiting policy")
    keys.follow("Set the limit", "button")
    expect(reader.main()).to_contain_text("The limit is set")
    reader.look()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_from_a_file_to_a_child_and_a_limit_with_the_keyboard_alone(
    chromium: Chromium, served: Served, javascript: bool
):
    reader = Reader(chromium, served.address, "administrator@test", javascript=javascript)
    keys = Keyboard(reader.page)

    import_lists(reader, keys, served)
    keys.follow("See what the lists show of every child")
    reader.look()
    team = keys.follow("", "#teams tbody tr:first-child a")
    assert "flagged" in team
    reader.look()
    read_a_child(reader, keys)
    set_a_limit(reader, keys)
    keys.follow("see the frames")
    keys.follow("Annex A as at")
    keys.follow("See what the lists show of every child")
    expect(reader.main()).to_contain_text("1 local limit has been changed since then")
    reader.look()
    keys.follow("Screen again", "button")

    expect(reader.main()).to_contain_text("587 children were screened")
    expect(reader.main()).not_to_contain_text("changed since then")
    reader.look()
    assert reader.faults == []


def test_what_stands_around_an_import_fits_a_phone_and_has_no_barrier(chromium: Chromium, served: Served):
    reader = Reader(chromium, served.address, "administrator@test")
    keys = Keyboard(reader.page)
    workbook = served.folder / "annex-a.xlsx"
    write_workbook(workbook, seed=7)
    reader.open("/frames/columns")
    reader.open("/frames/new")
    reader.press("Import")
    keys.choose_file("Files", workbook)
    for label, number in (("Day", 31), ("Month", 12), ("Year", 2025)):
        keys.fill(label, str(number))
    keys.follow("Import", "button")
    expect(reader.page.locator("h1")).to_have_text("Is the date right?", timeout=30_000)
    reader.look()
    keys.fill("Day", str(AS_AT.day))
    keys.fill("Month", str(AS_AT.month))
    keys.fill("Year", str(AS_AT.year))
    keys.follow("Import as at this date", "button")
    expect(reader.page.locator("h1")).to_have_text("Annex A as at 31 March 2026", timeout=30_000)
    reader.follow("See what could not be read, or is doubtful")
    keys.press("How many there are of each kind", "summary")
    reader.look()
    reader.open("/frames")
    reader.open("/timescales?local=yes")
    reader.open("/timescales/CPV-01/withdraw")

    assert reader.faults == []
