"""Sharing a sample out among auditors, and closing the round, on both databases."""

from uuid import uuid4

import pytest
from sqlmodel import Session

from caseaudit.accounts.changes import close_account
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.machine import build_workflow
from caseaudit.people import Actor, Role, command_line
from caseaudit.sampling.changes import allocate, close, eliminate
from caseaudit.sampling.queries import cases_of, sampled_case
from tests.factories import NOON, add_people
from tests.frames import children, draw, frame_of

SUPERVISOR = command_line(Role.SUPERVISOR)


@pytest.fixture
def tool(definitions: Definitions):
    return definitions.latest_tool("core-case-file")


@pytest.fixture
def frame(session: Session):
    north = children(60, level="child_in_need", team="North team")
    return frame_of(session, [*north, *children(30, level="looked_after", team="South team")])


@pytest.fixture
def workflow(definitions: Definitions):
    return build_workflow(definitions.lifecycles["sample"])


@pytest.fixture
def people(session: Session):
    return add_people(session)


def test_case_files_are_allocated_to_auditors_of_other_teams(session, frame, tool, workflow, people):
    sample = draw(session, frame, tool, method="stratified", size=12)
    ada, abe = people["auditor@test"], people["auditor2@test"]
    allocation = {case.id: abe.id if case.team == "North team" else ada.id for case in cases_of(session, sample.id)}

    allocate(session, workflow, sample.id, allocation, by=people["supervisor@test"], at=NOON)

    assert {case.auditor_name for case in cases_of(session, sample.id) if case.team == "North team"} == {"Abe Auditor"}
    assert all(case.allocated_at == NOON for case in cases_of(session, sample.id))
    assert sample.status == "allocated"


def test_nobody_is_allocated_their_own_teams_case_file_and_then_none_is_kept(session, frame, tool, workflow, people):
    sample = draw(session, frame, tool, method="stratified", size=12)
    allocation = {case.id: people["auditor@test"].id for case in cases_of(session, sample.id)}

    with pytest.raises(NotAllowed, match="the team that works it"):
        allocate(session, workflow, sample.id, allocation, by=people["supervisor@test"], at=NOON)

    assert sample.status == "drawn"
    assert {case.auditor_id for case in cases_of(session, sample.id)} == {None}


def test_only_people_who_audit_and_may_still_sign_in_are_allocated(session, frame, tool, workflow, people):
    sample = draw(session, frame, tool)
    case = cases_of(session, sample.id)[0]
    supervisor, closed = people["supervisor@test"], people["auditor2@test"]
    close_account(session, closed.id, by=people["administrator@test"], at=NOON)

    for somebody in (supervisor.id, closed.id, uuid4()):
        with pytest.raises(NotAllowed, match="no open account as an auditor"):
            allocate(session, workflow, sample.id, {case.id: somebody}, by=supervisor, at=NOON)


def test_allocation_is_a_supervisors_and_of_case_files_in_the_sample(session, frame, tool, workflow, people):
    sample = draw(session, frame_of(session, children(2)), tool, size=2)
    out, inside = cases_of(session, sample.id)
    eliminate(session, out.id, code="not_in_scope", by=SUPERVISOR, at=NOON)
    ada = people["auditor@test"]

    with pytest.raises(NotAllowed, match="Select an auditor"):
        allocate(session, workflow, sample.id, {}, by=SUPERVISOR, at=NOON)
    with pytest.raises(NotAllowed, match="has been set aside"):
        allocate(session, workflow, sample.id, {out.id: ada.id}, by=SUPERVISOR, at=NOON)
    with pytest.raises(NotAllowed, match="as auditor"):
        allocate(session, workflow, sample.id, {inside.id: ada.id}, by=Actor(ada.id, Role.AUDITOR), at=NOON)


def test_a_case_file_moves_to_somebody_else_only_until_its_audit_is_started(session, frame, tool, workflow, people):
    frame_without_teams = frame_of(session, children(5))
    sample = draw(session, frame_without_teams, tool, size=1)
    (case,) = cases_of(session, sample.id)
    ada, abe = people["auditor@test"], people["auditor2@test"]
    allocate(session, workflow, sample.id, {case.id: ada.id}, by=SUPERVISOR, at=NOON)

    allocate(session, workflow, sample.id, {case.id: abe.id}, by=SUPERVISOR, at=NOON)
    with pytest.raises(NotAllowed, match="once its audit has been started"):
        allocate(session, workflow, sample.id, {case.id: ada.id}, by=SUPERVISOR, at=NOON, under_way={case.id})

    assert sampled_case(session, case.id).auditor_id == abe.id


def test_a_round_is_closed_when_nothing_is_open_and_then_stays_as_it_is(session, frame, tool, workflow, people):
    frame_without_teams = frame_of(session, children(5))
    sample = draw(session, frame_without_teams, tool, size=2)
    first, second = cases_of(session, sample.id)
    ada = people["auditor@test"]
    allocate(session, workflow, sample.id, {first.id: ada.id}, by=SUPERVISOR, at=NOON)

    with pytest.raises(NotAllowed, match="neither accepted nor withdrawn"):
        close(session, workflow, sample.id, is_anything_open=False, by=SUPERVISOR, at=NOON)
    allocate(session, workflow, sample.id, {second.id: ada.id}, by=SUPERVISOR, at=NOON)
    close(session, workflow, sample.id, is_anything_open=False, by=SUPERVISOR, at=NOON)
    with pytest.raises(NotAllowed, match="closed"):
        eliminate(session, first.id, code="not_in_scope", by=SUPERVISOR, at=NOON)

    assert sample.status == "closed"
