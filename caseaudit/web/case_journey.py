"""What the council's lists say about the child of an audit: the journey drawn, the facts, what does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from caseaudit.auditing.queries import AuditedCase
from caseaudit.intake.queries import events_of, facts_of, journey_of, lists_of, misfits_of
from caseaudit.web.drawings.timeline import TimelineDrawing, timeline
from caseaudit.web.installed import installed


@dataclass(frozen=True)
class CaseJourney:
    """One child's journey and facts as the lists have them."""

    drawing: TimelineDrawing
    facts: Sequence[object]
    misfits: Sequence[object]
    list_names: Mapping[str, str]


def case_journey(session: Session, audited: AuditedCase) -> CaseJourney:
    """The journey of the child whose file is audited, up to the day of the lists."""
    journeys = installed().definitions.journeys
    case_id = audited.audit.case_id
    return CaseJourney(
        timeline(journey_of(session, case_id, journeys), events_of(session, case_id), audited.as_at, journeys),
        facts_of(session, case_id),
        misfits_of(session, case_id),
        {one.list_no: one.name for one in lists_of(session, audited.case.frame_id)},
    )
