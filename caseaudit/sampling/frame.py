"""The sealed frame as a draw sees it: nothing but case keys in their strata."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import true
from sqlmodel import Session, col, select

from caseaudit.errors import NotFound
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.sampling.design import STRATIFIED

WHOLE_FRAME = ""


def frame_to_draw_from(session: Session, frame_id: UUID) -> Frame:
    """The frame of this id; raises NotFound where there is none."""
    frame = session.get(Frame, frame_id)
    if frame is None:
        raise NotFound("There is no such frame.")
    return frame


def strata_of(
    session: Session, frame_id: UUID, method: str, levels: Collection[str] = ()
) -> Mapping[str, Mapping[str, UUID]]:
    """Case ids by case key, by stratum: case levels for a stratified draw, one nameless stratum for any other.

    With ``levels`` only the case files at these case levels are in scope: those the audit tool asks something about.
    """
    rows = session.exec(
        select(FrameCase.level, FrameCase.case_key, FrameCase.id)
        .where(FrameCase.frame_id == frame_id, col(FrameCase.level).in_(levels) if levels else true())
        .order_by(col(FrameCase.case_key))
    )
    strata: dict[str, dict[str, UUID]] = {}
    for level, case_key, case_id in rows:
        strata.setdefault(level if method == STRATIFIED else WHOLE_FRAME, {})[case_key] = case_id
    return strata or {WHOLE_FRAME: {}}
