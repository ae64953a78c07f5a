"""A child's journey as a file to download or keep, written from the rows of a frame."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from caseaudit.definitions.journey import Journey
from caseaudit.errors import NotFound
from caseaudit.intake.queries import case as case_of
from caseaudit.journey.exchange import ToldJourney, write_csv, write_json
from caseaudit.journey.sources import steps_begin
from caseaudit.screening.children import child_of

JOURNEY_FILES: Mapping[str, str] = {"journey.csv": "text/csv; charset=utf-8", "journey.json": "application/json"}
_WRITERS: Mapping[str, Callable[[ToldJourney], bytes]] = {"journey.csv": write_csv, "journey.json": write_json}


def journey_file(session: Session, case_id: UUID, file: str, journeys: Sequence[Journey]) -> bytes:
    """The journey of a case file as one of ``JOURNEY_FILES``; raises NotFound where there is no such case file."""
    case = case_of(session, case_id)
    if case is None:
        raise NotFound("There is no such case file.")
    child = child_of(session, case_id, journeys)
    begins = steps_begin(child.covered, child.reach)
    return _WRITERS[file](ToldJourney(case.case_key, child.as_at, begins, child.events))
