"""Sharing case files out on a page: evenly, one by one, and never to the team that works them."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.changes import start
from caseaudit.auditing.queries import audits_in
from caseaudit.definitions.library import Definitions
from caseaudit.people import Actor, Role
from caseaudit.sampling.queries import cases_of, sample
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.factories import NOON
from tests.frames import children, frame_of
from tests.rounds import drawn, person, shared_out

CAPTION = "Case files in drawn order"


@pytest.fixture
def sample_id(app: Flask, definitions: Definitions) -> UUID:
    some = [*children(4, level="child_in_need", team="North team"), *children(4, level="closed", team="South team")]
    with transaction(app.extensions["caseaudit"].engine) as session:
        return drawn(session, definitions, frame_of(session, some), size=8).id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def selected(browser: Browser) -> list[str]:
    return [
        (select.xpath("./option[@selected]") or select.xpath("./option"))[0].text
        for select in browser.page.find("//select")
    ]


def test_sharing_out_proposes_and_saves_nothing(app: Flask, supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/allocation")
    page = supervisor.click("Share out evenly")

    assert "This is a proposal: nothing is saved" in page.text
    assert sorted(selected(supervisor)) == ["Abe Auditor"] * 4 + ["Ada Auditor"] * 4
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert all(case.auditor_id is None for case in cases_of(session, sample_id))


def test_a_proposal_saved_becomes_audits(app: Flask, supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/allocation?share=evenly")

    page = supervisor.submit("Save allocation")

    assert "Saved: 8 case files allocated." in page.text
    assert {row[6] for row in page.rows(CAPTION)} == {"Not started"}
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert len(audits_in(session, sample_id)) == 8


def test_an_auditor_of_the_team_that_works_a_case_is_refused_beside_its_row(
    app: Flask, supervisor: Browser, sample_id: UUID
):
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        norths = [case.position for case in cases_of(session, sample_id) if case.team == "North team"]
        ada = str(person(session, "auditor@test").id)
    supervisor.open(f"/samples/{sample_id}/allocation")

    page = supervisor.submit("Save allocation", {f"auditor-{position}": ada for position in norths[:2]})

    assert page.errors == [
        f"You cannot allocate number {position} to Ada Auditor: their own team works it" for position in norths[:2]
    ]
    assert [e.get("id") for e in page.find("//p[contains(@class, 'govuk-error-message')]")] == [
        f"auditor-{position}-error" for position in norths[:2]
    ]
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert audits_in(session, sample_id) == []


def test_saving_nothing_is_refused(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/allocation")

    page = supervisor.submit("Save allocation")

    assert page.errors == ["Select an auditor for at least one case file"]


def test_some_can_be_allocated_and_the_rest_left(app: Flask, supervisor: Browser, sample_id: UUID):
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        souths = [case.position for case in cases_of(session, sample_id) if case.team == "South team"]
        ada = str(person(session, "auditor@test").id)
    supervisor.open(f"/samples/{sample_id}/allocation")

    page = supervisor.submit("Save allocation", {f"auditor-{souths[0]}": ada})

    assert "Saved: 1 case file allocated." in page.text
    assert "0 of 8 case files accepted, 0 waiting for moderation, 7 not allocated." in page.text


def test_a_case_file_whose_audit_has_started_stays_with_its_auditor(
    app: Flask, definitions: Definitions, supervisor: Browser, sample_id: UUID
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        shared_out(session, definitions, sample(session, sample_id))
        audit = audits_in(session, sample_id)[0].audit
        start(session, audit, definitions=definitions, by=Actor(audit.auditor_id, Role.AUDITOR), at=NOON)

    page = supervisor.open(f"/samples/{sample_id}/allocation")

    assert len(page.find("//select")) == 7
    assert [row[5] for row in page.rows(CAPTION) if "In progress" in row[5]]
    assert "Share out evenly" not in page.links


def test_an_allocated_case_file_can_be_given_to_somebody_else(
    app: Flask, definitions: Definitions, supervisor: Browser
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame = frame_of(session, children(1, team="West team"), "West")
        west = drawn(session, definitions, frame, size=1)
        shared_out(session, definitions, west)
        abe, ada = (person(session, f"{name}@test").id for name in ("auditor2", "auditor"))
        had = cases_of(session, west.id)[0].auditor_id
    other = ({abe, ada} - {had}).pop()
    supervisor.open(f"/samples/{west.id}/allocation")

    supervisor.submit("Save allocation", {"auditor-1": str(other)})

    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert audits_in(session, west.id)[0].audit.auditor_id == other


def test_only_a_supervisor_allocates(browser: Browser, sample_id: UUID):
    for role in ("auditor", "administrator"):
        browser.sign_in_as(role)

        assert browser.open(f"/samples/{sample_id}/allocation").status == 403
        browser.open("/")
        browser.sign_out()
