"""Drawing, picking and looking at samples on pages, and setting a case file aside."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.definitions.library import Definitions
from caseaudit.intake.queries import cases, frame
from caseaudit.sampling.queries import cases_of, samples
from caseaudit.store.transaction import transaction
from tests.browser import Browser, Page
from tests.frames import children, frame_of
from tests.rounds import drawn, shared_out, whole_round

CAPTION = "Case files in drawn order"


@pytest.fixture
def frame_id(app: Flask) -> UUID:
    some = [
        *children(12, level="child_in_need", team="North team"),
        *children(6, level="looked_after", team="South team"),
    ]
    with transaction(app.extensions["caseaudit"].engine) as session:
        return frame_of(session, some, "Spring lists").id


@pytest.fixture
def sample_id(app: Flask, definitions: Definitions, frame_id: UUID) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return drawn(session, definitions, frame(session, frame_id), size=6).id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def draw(browser: Browser, **filling: str) -> Page:
    browser.open("/samples")
    browser.click("Draw a sample")
    browser.click("Spring lists, as at 31 March 2026")
    return browser.submit("Continue", {"name": "Spring round", "method": "stratified", "size": "6", **filling})


def test_a_supervisor_draws_a_stratified_sample(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor)

    assert page.heading == "Spring round"
    assert len(page.rows(CAPTION)) == 6
    assert {row[2] for row in page.rows(CAPTION)} == {"Child in need", "Looked after"}
    assert "The sample was drawn: 6 case files." in page.text
    assert "6 case files of 18 drawn at random within each case level" in page.text


def test_the_seed_is_made_after_the_frame_was_sealed_and_is_shown(app: Flask, supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, method="simple_random")

    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        (sample,) = samples(session)
    assert len(sample.seed) == 32
    assert sample.seed in page.text
    assert "The seed was chosen by a person" not in page.text


@pytest.mark.parametrize(
    ("filling", "error"),
    [
        ({"name": ""}, "Enter a name for the sample"),
        ({"size": ""}, "Enter how many case files to draw, such as 20"),
        ({"size": "lots"}, "Enter how many case files to draw, such as 20"),
        ({"size": "0"}, "Enter how many case files to draw, such as 20"),
        ({"size": "9" * 5000}, "Enter how many case files to draw, such as 20"),
        ({"size": "19"}, "You cannot draw 19 from a frame of 18 case files: enter 18 or fewer."),
        ({"size": "1"}, "You cannot draw 1 from 2 case levels without leaving one out"),
    ],
)
def test_a_design_that_cannot_be_drawn_is_refused(
    supervisor: Browser, frame_id: UUID, filling: dict[str, str], error: str
):
    page = draw(supervisor, **filling)

    assert page.heading == "Draw a sample"
    assert page.errors[0].startswith(error)


def test_what_was_typed_is_still_there_after_a_refusal(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, size="1900", name="A long thought-out name")

    assert (page.value_of("name"), page.value_of("size")) == ("A long thought-out name", "1900")


def test_case_levels_are_listed_from_the_highest(supervisor: Browser, frame_id: UUID):
    page = supervisor.open(f"/samples/new?frame={frame_id}")

    assert page.rows("How many case files each case level has") == [["Looked after", "6"], ["Child in need", "12"]]


def test_picked_case_files_need_a_reason_each(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, method="targeted", size="")
    first, second = [box.get("value") for box in page.find("//input[@name='case']")][:2]

    page = supervisor.submit("Keep this pick", {"case": [first, second], f"why-{first}": "Repeat plan"})

    assert page.errors == ["Enter why this case file was picked"]
    assert page.value_of("name") == "Spring round"

    page = supervisor.submit("Keep this pick", {f"why-{second}": "Third move this year"})

    assert len(page.rows("Case files in picked order")) == 4
    assert "Why: Repeat plan" in page.text
    assert "picked for a reason, not drawn by chance" in page.text


def test_what_is_ticked_is_kept_when_others_are_shown(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, method="targeted", size="")
    first = page.find("//input[@name='case']")[0].get("value")

    page = supervisor.submit(
        "Show these", {"case": [first], f"why-{first}": "Repeat plan", "level": "looked_after", "team": "South team"}
    )

    assert page.rows("Picked so far: 1 case file")
    assert page.value_of(f"why-{first}") == "Repeat plan"
    assert {row[2] for row in page.rows("Case files to pick from")} == {"Looked after"}


def test_a_reason_typed_without_a_tick_picks_and_a_tick_taken_away_leaves_out(supervisor: Browser, frame_id: UUID):
    page = draw(supervisor, method="targeted", size="")
    first, second = [box.get("value") for box in page.find("//input[@name='case']")][:2]

    page = supervisor.submit("Show these", {f"why-{first}": "Repeat plan", f"why-{second}": "Third move this year"})

    assert len(page.rows("Picked so far: 2 case files")) == 2

    page = supervisor.submit("Show these", {"case": [first]})

    assert len(page.rows("Picked so far: 1 case file")) == 1


def test_a_pick_of_nothing_is_refused(supervisor: Browser, frame_id: UUID):
    draw(supervisor, method="targeted", size="")

    page = supervisor.submit("Keep this pick")

    assert page.errors == ["Select at least one case file to pick"]


def test_a_case_file_of_another_frame_cannot_be_picked(app: Flask, supervisor: Browser, frame_id: UUID):
    with transaction(app.extensions["caseaudit"].engine) as session:
        other = frame_of(session, children(1, level="closed"), "Other lists").id
        stranger = str(cases(session, other)[0].id)
    page = draw(supervisor, method="targeted", size="")
    token = page.value_of("csrf_token")

    response = supervisor.client.post(
        f"/samples/new/pick?frame={frame_id}",
        data={
            "csrf_token": token,
            "name": "Pick",
            "tool": "core-case-file/2026-10",
            "action": "pick",
            "case": stranger,
            f"why-{stranger}": "Why not",
        },
    )

    assert "You cannot pick a case file that is not in this frame." in response.text


def test_a_case_file_set_aside_is_replaced_by_the_next_in_drawn_order(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}")
    page = supervisor.click("Set aside number 2")

    assert "You cannot choose which" in page.text

    page = supervisor.submit("Set aside and draw the next", {"code": "audited_recently"})

    assert "The next in drawn order takes its place, as number 7." in page.text
    assert "Set aside: Audited in the last 12 months. Number 7 takes its place." in page.text
    assert "Takes the place of number 2." in page.text


def test_setting_aside_needs_a_reason(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}")
    supervisor.click("Set aside number 1")

    page = supervisor.submit("Set aside and draw the next")

    assert page.errors == ["Select the reason for setting the case file aside"]


def test_a_case_file_is_not_found_under_another_sample(
    app: Flask, definitions: Definitions, supervisor: Browser, sample_id: UUID, frame_id: UUID
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        case = cases_of(session, sample_id)[0]

        other = drawn(session, definitions, frame(session, frame_id), size=2)
    token = supervisor.open("/samples").find("//input[@name='csrf_token']/@value")[0]

    for elsewhere in (frame_id, other.id):
        address = f"/samples/{elsewhere}/cases/{case.id}/set-aside"
        posted = {"csrf_token": token, "code": "audited_recently"}
        assert supervisor.open(address).status == 404
        assert supervisor.client.post(address, data=posted).status_code == 404
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert not any(one.is_eliminated for one in cases_of(session, sample_id))


def test_an_accepted_audit_cannot_be_set_aside(
    app: Flask, definitions: Definitions, supervisor: Browser, frame_id: UUID
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        sample = whole_round(session, definitions, frame(session, frame_id), size=1)
        case = cases_of(session, sample.id)[0]

    page = supervisor.open(f"/samples/{sample.id}/cases/{case.id}/set-aside")

    assert "You cannot set this case file aside: its audit has been accepted" in page.text
    assert page.buttons == []


def test_the_sample_stands_beside_its_frame(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}")

    (in_need, looked_after) = page.rows("Case level, sample beside frame")

    assert in_need[:2] == ["Child in need", "12 (67%)"]
    assert int(in_need[2]) + int(looked_after[2]) == 6
    assert "under 10 case files" in page.text


def test_a_round_is_closed_when_every_audit_is_accepted(
    app: Flask, definitions: Definitions, supervisor: Browser, frame_id: UUID
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        sample = whole_round(session, definitions, frame(session, frame_id), size=2)
    supervisor.open(f"/samples/{sample.id}")

    page = supervisor.submit("Close the sample")

    assert "The sample is closed: its figures are final." in page.text
    assert "Allocate to auditors" not in page.links


def test_an_open_round_offers_no_closing(app: Flask, definitions: Definitions, supervisor: Browser, sample_id: UUID):
    with transaction(app.extensions["caseaudit"].engine) as session:
        shared_out(session, definitions, next(s for s in samples(session) if s.id == sample_id))

    page = supervisor.open(f"/samples/{sample_id}")

    assert "Close the sample" not in page.buttons


def test_an_administrator_reads_samples_and_changes_none(browser: Browser, sample_id: UUID):
    browser.sign_in_as("administrator")

    page = browser.open(f"/samples/{sample_id}")

    assert page.status == 200
    assert not {"Allocate to auditors", "Findings", "Set aside number 1"} & set(page.links)
    assert browser.open("/samples/new").status == 403


def test_an_auditor_sees_no_samples(browser: Browser, sample_id: UUID):
    browser.sign_in_as("auditor")

    assert browser.open("/samples").status == 403
    assert browser.open(f"/samples/{sample_id}").status == 403


@pytest.mark.parametrize(
    "address", ["/samples/{0}", "/samples/{0}/allocation", "/samples/{0}/findings", "/samples/{0}/exports"]
)
def test_a_sample_that_is_not_there_is_not_found(supervisor: Browser, frame_id: UUID, address: str):
    assert supervisor.open(address.format(frame_id)).status == 404
