"""Frames of children on child protection plans, with the dates the lists give, for tests of screening."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from caseaudit.intake.tables import CaseEvent, Frame, FrameCase, FrameList, ListRow
from tests.frames import Child, frame_of

WHOLE = {"sex": "Female", "team": "North team"}


def held(session: Session, count: int = 3, name: str = "Test frame") -> Frame:
    """A frame of children whose plans have been open for over two years, but for the last."""
    frame = frame_of(
        session, [Child(f"c-{number}", level="child_protection", **WHOLE) for number in range(count)], name=name
    )
    session.add(
        FrameList(
            frame_id=frame.id, list_no=7, name="Plans", sheet="List 7", rows_read=count, rows_kept=count,
            rows_refused=0, children=count, events=count,
        )
    )  # fmt: skip
    for case in cases_of(session, frame.id):
        began_on = date(2026, 3, 2) if case.child_ref == f"c-{count - 1}" else date(2023, 1, 9)
        happened(session, case, began_on, "cp_plan_started")
    session.flush()
    return frame


def cases_of(session: Session, frame_id: UUID) -> Sequence[FrameCase]:
    """The case files of a frame in the order of their references."""
    return session.exec(select(FrameCase).where(FrameCase.frame_id == frame_id).order_by(FrameCase.child_ref)).all()


def happened(session: Session, case: FrameCase, on: date, trigger: str, **codes: str) -> CaseEvent:
    """A dated event of a case file, as if a line of List 7 had told of it."""
    row = ListRow(frame_id=case.frame_id, case_id=case.id, list_no=7, sheet="List 7", row_no=2)
    session.add(row)
    session.flush()
    event = CaseEvent(
        frame_id=case.frame_id, case_id=case.id, list_row_id=row.id, on=on, trigger=trigger, list_no=7, codes=codes
    )
    session.add(event)
    session.flush()
    return event
