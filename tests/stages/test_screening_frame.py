"""Screening a whole frame: what it raises, that it can be run again, and that it keeps out of an auditor's way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event as sql_event
from sqlmodel import Session, select

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.people import Role, command_line
from caseaudit.screening.changes import screen
from caseaudit.screening.frame import FrameScreened, screen_frame
from caseaudit.screening.queries import (
    Choice,
    count_flagged,
    flag_counts,
    flagged,
    flags_of,
    screening_of,
    spread_by_level,
    spread_by_team,
)
from caseaudit.screening.tables import RaisedFlag
from caseaudit.store.history import history_of
from tests.factories import NOON
from tests.frames import AS_AT, Child, frame_of
from tests.plans import cases_of, held

BY = command_line(Role.SUPERVISOR)


def screened(session: Session, frame: Frame, definitions: Definitions, at=NOON) -> FrameScreened:
    return screen_frame(session, frame.id, definitions=definitions, by=BY, at=at)


def standing_on(session: Session, case: FrameCase) -> Sequence[RaisedFlag]:
    return session.exec(
        select(RaisedFlag).where(RaisedFlag.case_id == case.id, RaisedFlag.withdrawn_at.is_(None))
    ).all()


def drift_on(session: Session, case: FrameCase) -> list[str]:
    return [flag.code for flag in standing_on(session, case) if flag.check == "drift"]


def test_each_child_carries_the_flags_of_its_own_journey(session, definitions):
    frame = held(session)

    found = screened(session, frame, definitions)

    first, second, last = cases_of(session, frame.id)
    assert drift_on(session, first) == drift_on(session, second) == ["plan_open_two_years"]
    assert drift_on(session, last) == []
    assert found.children == 3


def test_screening_again_changes_no_flag(session, definitions):
    frame = held(session)
    screened(session, frame, definitions)
    before = everything(session)

    again = screened(session, frame, definitions, at=NOON + timedelta(days=1))

    assert (again.raised, again.withdrawn) == (0, 0)
    assert again.standing == len(before) > 0
    assert everything(session) == before


def everything(session: Session) -> dict[UUID, dict]:
    session.expire_all()
    return {flag.id: flag.model_dump() for flag in session.exec(select(RaisedFlag))}


def test_a_flag_whose_facts_are_gone_is_withdrawn_and_comes_back_with_them(session, definitions):
    frame = held(session)
    screened(session, frame, definitions)
    first = cases_of(session, frame.id)[0]
    ids = {flag.id for flag in standing_on(session, first)}
    # A frame never changes, but the rules it is read by can: by these no plan ever begins.
    without = replace(definitions, journeys=tuple(_without_plans(journey) for journey in definitions.journeys))

    gone = screened(session, frame, without, at=NOON + timedelta(days=1))

    assert gone.withdrawn >= 2
    assert drift_on(session, first) == []
    screened(session, frame, definitions, at=NOON + timedelta(days=2))
    session.expire_all()
    assert {flag.id for flag in standing_on(session, first)} == ids


def _without_plans(journey):
    tracks = tuple(
        track.model_copy(update={"steps": tuple(_leading_nowhere(step) for step in track.steps)})
        for track in journey.tracks
    )
    return journey.model_copy(update={"tracks": tracks, "edition": f"{journey.edition}-without-plans"})


def _leading_nowhere(step):
    return step.model_copy(update={"to": None}) if step.trigger == "cp_plan_started" else step


def test_each_screening_leaves_a_line_of_history_with_no_child_in_it(session, definitions):
    frame = held(session)

    screened(session, frame, definitions)

    (line,) = [line for line in history_of(session, frame.id) if line.trigger == "screen"]
    assert "raised" in line.note
    assert "c-0" not in line.note
    assert screening_of(session, frame.id).children == 3


def test_an_auditor_is_never_asked_about_what_the_lists_show(session, definitions):
    frame = held(session)
    screened(session, frame, definitions)
    case = cases_of(session, frame.id)[0]

    assert flags_of(session, case.id) == []


def test_screening_one_case_file_leaves_the_frame_s_flags_alone(session, definitions):
    frame = held(session)
    screened(session, frame, definitions)
    case = cases_of(session, frame.id)[0]
    tool = definitions.latest_tool("core-case-file")

    screen(session, case.id, journeys=definitions.journeys, tool=tool, answers={}, as_at=AS_AT, at=NOON)

    assert drift_on(session, case) == ["plan_open_two_years"]


def test_flags_are_counted_and_listed_by_flag_team_and_level(session, definitions):
    frame = held(session)
    screened(session, frame, definitions)
    long_plans = Choice(group="drift", code="plan_open_two_years")

    (count,) = [one for one in flag_counts(session, frame.id) if one.code == "plan_open_two_years"]

    assert (count.level, count.children) == ("child_protection", 2)
    assert count_flagged(session, frame.id, long_plans) == (2, 2)
    assert count_flagged(session, frame.id, replace(long_plans, team="South team")) == (0, 0)
    assert count_flagged(session, frame.id, replace(long_plans, level="child_protection", team="North team")) == (2, 2)
    listed = flagged(session, frame.id, Choice(), limit=50)
    assert [one.flag.severity for one in listed] == sorted(
        (one.flag.severity for one in listed), key=["high", "medium", "low"].index
    )
    assert len(flagged(session, frame.id, Choice(), limit=1, offset=1)) == 1
    assert spread_by_level(session, frame.id)["child_protection"].by_group["drift"] == 2
    assert spread_by_team(session, frame.id)["North team"].by_group["drift"] == 2


def test_another_frame_of_the_same_children_is_not_touched(session, definitions):
    frame, other = held(session), frame_of(session, [Child("c-0", level="child_protection")], name="Another")

    screened(session, frame, definitions)

    assert screening_of(session, other.id) is None
    assert count_flagged(session, other.id, Choice()) == (0, 0)


def test_a_frame_that_is_not_there_cannot_be_screened(session, definitions):
    with pytest.raises(NotFound):
        screen_frame(session, uuid4(), definitions=definitions, by=BY, at=NOON)


def test_twice_the_children_take_no_more_queries(session, definitions):
    few, many = held(session, 5), held(session, 60)

    assert _queries(session, few, definitions) == _queries(session, many, definitions)


def _queries(session: Session, frame: Frame, definitions: Definitions) -> int:
    session.expire_all()
    asked: list[str] = []
    connection = session.connection()

    def note(conn, cursor, statement, parameters, context, executemany):
        asked.append(statement)

    sql_event.listen(connection, "before_cursor_execute", note)
    screened(session, frame, definitions)
    sql_event.remove(connection, "before_cursor_execute", note)
    return len(asked)
