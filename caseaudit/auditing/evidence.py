"""Copying evidence from the case file beside an audit's questions."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from caseaudit.auditing.queries import is_sealed_elsewhere
from caseaudit.auditing.tables import Audit
from caseaudit.auditing.writing import screen_again, take_up
from caseaudit.casefiles import changes
from caseaudit.casefiles.drafts import EntryDraft, PlanDraft, RecordDraft
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.people import Actor


def keep_chronology(
    session: Session,
    audit: Audit,
    entries: Sequence[EntryDraft],
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the chronology as the file has it, in place of what was kept before; flags follow."""
    _open_file(session, audit, definitions=definitions, by=by, at=at)
    changes.keep_chronology(session, audit.case_id, entries, by=by, at=at)
    screen_again(session, audit, definitions=definitions, at=at)


def keep_plan(
    session: Session, audit: Audit, plan: PlanDraft, *, definitions: Definitions, by: Actor, at: datetime
) -> None:
    """Keep the plan as the file has it, in place of what was kept before; flags follow."""
    _open_file(session, audit, definitions=definitions, by=by, at=at)
    changes.keep_plan(session, audit.case_id, plan, by=by, at=at)
    screen_again(session, audit, definitions=definitions, at=at)


def keep_record(
    session: Session, audit: Audit, record: RecordDraft, *, definitions: Definitions, by: Actor, at: datetime
) -> None:
    """Keep one record of a visit or review as the file has it; flags follow."""
    _open_file(session, audit, definitions=definitions, by=by, at=at)
    changes.keep_record(session, audit.case_id, record, by=by, at=at)
    screen_again(session, audit, definitions=definitions, at=at)


def _open_file(session: Session, audit: Audit, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    take_up(session, audit, definitions=definitions, by=by, at=at)
    if is_sealed_elsewhere(session, audit):
        raise NotAllowed("You cannot change this evidence: another audit of the case file was accepted on it.")
