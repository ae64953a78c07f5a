"""Describing the columns of a file once, and importing files like it ever after."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from caseaudit.web import columns
from caseaudit.web.installed import Installed
from caseaudit.web.readings import readings
from tests.browser import Browser, Page
from tests.lives import DEFINITIONS

DATE = {"as_at-day": "31", "as_at-month": "3", "as_at-year": "2026"}
TRACKER = "Surname,NHS ref,Born,Sex,Last RHA\nX,c7,01/06/2015,Boy,02/02/2026\n"
ANSWERS = {
    "name": "Health tracker",
    "column-1": "child",
    "column-2": "born_on",
    "column-3": "sex",
    "column-4": "event:health_assessment",
    "words": "Sex: boy = M",
}


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.csv"
    path.write_text(TRACKER)
    return path


def _look(browser: Browser, path: Path) -> Page:
    browser.open("/frames/columns")
    return browser.submit("Look at its headings", {"file": path})


def test_a_file_nobody_has_described_is_refused_and_can_be_described(browser: Browser, tracker: Path):
    browser.sign_in_as("administrator")
    browser.open("/frames/new")
    page = browser.submit("Import", {"lists": tracker, "name": "Tracker", **DATE})
    assert page.errors == [
        "The headings are those of no Annex A list and no file of the 903 return, and nobody has said what they mean. "
        "Check that it is the right file, or describe its columns first."
    ]

    browser.click("describe its columns")
    page = browser.submit("Look at its headings", {"file": tracker})

    assert page.heading == "What do the columns mean?"
    assert [page.value_of(f"column-{at}") for at in range(5)] == ["unread"] * 5


def test_a_described_file_is_imported_with_another_on_the_childs_number(
    app: Flask, browser: Browser, tracker: Path, tmp_path: Path
):
    browser.sign_in_as("administrator")
    _look(browser, tracker)
    page = browser.submit("Save what the columns mean", ANSWERS)
    assert page.rows("Files that are known")[0][:2] == ["Health tracker", "4"]
    episodes = tmp_path / "x.csv"
    episodes.write_text("CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\nC7,01/05/2025,S,C2,N1,U6,,\n")

    browser.open("/frames/new")
    page = browser.submit("Import", {"lists": [tracker, episodes], "name": "Two files", **DATE})

    assert "1 case file was read and sealed" in page.text
    assert [(row[0], row[2]) for row in page.rows("What was read from each list")] == [
        ("903: Episodes", "1"),
        ("Health tracker", "1"),
    ]
    installation: Installed = app.extensions["caseaudit"]
    assert list((installation.settings.instance / "uploads").glob("*")) == []


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": ""}, "Enter a name for this kind of file"),
        ({"column-1": "unread"}, "Select the one column that holds the child’s number."),
        ({"words": "boy M"}, "Enter line 1 as column: word = code"),
        (
            {"column-4": "born_on"},
            "Select each of these once: dates of birth, sex, ethnicity, disability, team, worker, postcode, family.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(browser: Browser, tracker: Path, changes, error):
    browser.sign_in_as("administrator")
    _look(browser, tracker)

    page = browser.submit("Save what the columns mean", ANSWERS | changes)

    assert page.errors == [error]
    assert page.value_of("column-2") == "born_on"


def test_every_event_the_journey_or_a_time_limit_asks_for_can_be_chosen(browser: Browser, tracker: Path):
    browser.sign_in_as("administrator")

    page = _look(browser, tracker)

    offered = {option.get("value") for option in page.find("//select[@name='column-1']/option")}
    events = {choice.removeprefix("event:") for choice in offered if choice.startswith("event:")}
    assert set(DEFINITIONS.journeys[-1].needs) <= events
    assert events == set(DEFINITIONS.timescales.events)
    assert {"late_reason", "family"} <= offered


def test_describing_the_same_headings_again_replaces_what_was_said(browser: Browser, tracker: Path):
    browser.sign_in_as("administrator")
    for name in ("First", "Second"):
        _look(browser, tracker)
        page = browser.submit("Save what the columns mean", ANSWERS | {"name": name})

    assert [row[0] for row in page.rows("Files that are known")] == ["Second"]


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "The file is empty"), (b"<a/>", "XML file"), (b",,\n", "no headings")]
)
def test_a_file_without_headings_is_refused(browser: Browser, tmp_path: Path, content: bytes, words: str):
    path = tmp_path / "file"
    path.write_bytes(content)
    browser.sign_in_as("administrator")

    assert words in _look(browser, path).errors[0]


@pytest.mark.parametrize(
    ("headings", "words"),
    [([f"h{at}" for at in range(81)], "more than 80 columns"), (["Ref", "h" * 201], "longer than 200 characters")],
)
def test_more_than_anybody_can_describe_is_refused_however_it_is_sent(
    browser: Browser, tmp_path: Path, headings: list[str], words: str
):
    path = tmp_path / "file"
    path.write_text(",".join(headings))
    browser.sign_in_as("administrator")
    page = _look(browser, path)
    assert words in page.errors[0]

    sent = {"csrf_token": page.value_of("csrf_token"), "heading": headings, "name": "x", "column-0": "child"}
    answer = browser.client.post("/frames/columns/new", data=sent)

    assert answer.status_code == 422
    assert words in answer.text


def test_the_headings_wait_their_turn_behind_an_import(app: Flask, browser: Browser, tracker: Path, monkeypatch):
    monkeypatch.setattr(columns, "WAIT_SECONDS", 0.05)
    browser.sign_in_as("administrator")
    browser.open("/frames/columns")
    begun, done = Event(), Event()

    def read_long() -> None:
        begun.set()
        done.wait(10)

    with app.app_context(), ThreadPoolExecutor(1) as another:
        another.submit(readings().in_turn, read_long, wait_seconds=10.0)
        begun.wait(10)
        page = browser.submit("Look at its headings", {"file": tracker})
        done.set()

    assert (page.status, page.heading) == (409, "You cannot do this")
    assert "Another file is being read" in page.text


@pytest.mark.parametrize("who", ["auditor", "supervisor"])
def test_only_an_administrator_describes_columns(browser: Browser, who: str):
    browser.sign_in_as(who)

    assert browser.open("/frames/columns").status == 403
