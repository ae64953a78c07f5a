import hashlib
import hmac
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select, update

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.intake import queries
from caseaudit.intake.changes import case_keys, seal_frame
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.reading import read_files
from caseaudit.intake.tables import Frame, ListRow
from caseaudit.people import Role, command_line
from caseaudit.store.history import history_of
from tests.annex_a import AS_AT, BORN, write
from tests.factories import NOON

DAY = timedelta(days=1)
LISTS: dict[int, list[dict[str, Any]]] = {
    1: [{"child": "C1"}, {"child": "C2", "contact_source": "a drop-in"}, {"child": None}],
    7: [
        {"child": "C1", "plan_started_on": AS_AT - 300 * DAY, "seen_alone": "Yes", "team": "South team"},
        {"child": "C3", "plan_started_on": AS_AT - 20 * DAY, "review_conference_on": AS_AT - 40 * DAY},
    ],
    8: [{"child": "C4", "postcode": "T28 2WB", "team": "Care team", "born_on": None}],
    11: [{"child": "900"}],
}


@pytest.fixture
def read(tmp_path: Path, definitions: Definitions) -> ReadFrame:
    path = write(tmp_path / "lists.xlsx", LISTS)
    return read_files([path], as_at=AS_AT, journeys=definitions.journeys)


def seal(session: Session, read: ReadFrame, name: str = "March") -> Frame:
    return seal_frame(session, read, name=name, by=command_line(Role.ADMINISTRATOR), at=NOON)


def test_a_frame_holds_every_child_and_counts_every_row(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    assert frame.cases == 4
    assert queries.level_counts(session, frame.id) == {"front_door": 1, "child_protection": 2, "looked_after": 1}
    lists = queries.lists_of(session, frame.id)
    assert [(found.list_no, found.rows_read, found.rows_kept, found.rows_refused) for found in lists] == [
        (1, 3, 2, 1),
        (7, 2, 2, 0),
        (8, 1, 1, 0),
        (11, 1, 1, 0),
    ]
    assert [found.is_sampled for found in lists] == [True, True, True, False]
    assert queries.teams(session, frame.id) == ["Care team", "North team", "South team"]


def test_pseudonyms_can_be_computed_by_whoever_holds_the_lists(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    salt = hashlib.sha256(b"C1\nC2\nC3\nC4").hexdigest()
    keys = {ref: hmac.new(salt.encode(), ref.encode(), "sha256").hexdigest()[:32] for ref in ("C1", "C2", "C3", "C4")}
    assert {case.child_ref: case.case_key for case in queries.cases(session, frame.id)} == keys
    assert frame.sha256 == hashlib.sha256("\n".join(sorted(keys.values())).encode()).hexdigest()


def test_one_child_more_changes_every_pseudonym() -> None:
    before, after = case_keys(["C1", "C2"]), case_keys(["C1", "C2", "C3"])

    assert set(before.values()).isdisjoint(after.values())


def test_the_same_file_is_not_sealed_twice_under_one_name(session: Session, read: ReadFrame) -> None:
    seal(session, read)

    with pytest.raises(NotAllowed, match="already imported as at 31 March 2026"):
        seal(session, read)

    assert seal(session, read, name="March, second reading").cases == 4
    assert len(queries.frames(session)) == 2


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_frame_needs_a_name_that_can_be_kept(session: Session, read: ReadFrame, name: str) -> None:
    with pytest.raises(NotAllowed, match="Enter a name for the frame"):
        seal(session, read, name=name)


def test_a_sealed_frame_cannot_be_changed_even_behind_the_programs_back(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    with pytest.raises(DatabaseError), session.begin_nested():
        session.execute(update(ListRow).where(col(ListRow.frame_id) == frame.id).values(sheet="Another"))


def test_sealing_is_remembered(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    (step,) = history_of(session, frame.id)
    assert (step.subject, step.trigger, step.note) == ("frame", "seal", "4 cases")


def test_remarks_come_in_the_order_of_the_file_and_can_be_narrowed(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    every = queries.remarks(session, frame.id)
    assert [(r.list_no, r.row_no, r.kind) for r in every if r.row_no] == [
        (1, 3, "unmapped_code"),
        (1, 4, "no_child_id"),
        (8, 2, "no_birth_date"),
    ]
    assert queries.count_remarks(session, frame.id) == len(every) == len(read.remarks)
    assert [r.row_no for r in queries.remarks(session, frame.id, is_refusal=True)] == [4]
    assert queries.count_remarks(session, frame.id, list_no=8) == 1
    assert queries.remarks(session, frame.id, limit=1, offset=1) == every[1:2]


def test_cases_can_be_chosen_by_level_and_team(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    assert {c.child_ref for c in queries.cases(session, frame.id, level="child_protection")} == {"C1", "C3"}
    assert [c.child_ref for c in queries.cases(session, frame.id, team="South team")] == ["C1"]
    assert queries.cases(session, frame.id, level="closed") == []


def test_a_case_knows_its_age_its_events_its_journey_and_its_facts(
    session: Session, read: ReadFrame, definitions: Definitions
) -> None:
    frame = seal(session, read)
    (case,) = queries.cases(session, frame.id, team="South team")

    age = queries.age_at(case, AS_AT)
    assert age is not None
    assert 10.8 < age < 10.9
    assert queries.age_at(case, BORN - DAY) is None
    triggers = [event.trigger for event in queries.events_of(session, case.id)]
    assert triggers == ["cp_plan_started", "contact_received"]
    assert queries.journey_of(session, case.id, definitions.journeys).level == case.level == "child_protection"
    facts = {(fact.list_no, fact.label): fact.value for fact in queries.facts_of(session, case.id)}
    assert facts[(7, "Child seen alone at the last statutory visit")] == "Yes"
    assert facts[(7, "Child protection plan started")] == "4 June 2025"
    assert facts[(1, "Source of the contact")] == "Police"


def test_what_is_coded_about_an_event_is_kept_and_read_again(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    coded = {
        event.trigger: event.codes
        for case in queries.cases(session, frame.id)
        for event in queries.events_of(session, case.id)
    }
    assert coded["cp_plan_started"]["category"] == "NEG"
    assert all(codes["source_list"].isdigit() for codes in coded.values())
    assert {one.begins for one in queries.lists_of(session, frame.id)} == {date(2025, 9, 30)}


def test_an_event_that_does_not_fit_is_kept_as_a_finding(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)
    case = next(c for c in queries.cases(session, frame.id) if c.child_ref == "C3")

    findings = queries.misfits_of(session, case.id)

    assert [finding.trigger for finding in findings] == ["cp_review_held", "cp_plan_started"]
    assert all(finding.sentence for finding in findings)


def test_a_childs_rows_hold_no_whole_postcode(session: Session, read: ReadFrame) -> None:
    frame = seal(session, read)

    rows = session.exec(select(ListRow).where(col(ListRow.frame_id) == frame.id, col(ListRow.list_no) == 8)).all()

    assert [row.raw["postcode"] for row in rows] == ["T28 2"]
