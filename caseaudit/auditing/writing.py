"""Who may write in an audit, and when: its own auditor, until it is submitted, one change at a time."""

from datetime import datetime
from typing import NoReturn

from sqlmodel import Session

from caseaudit.auditing.facts import GUARDS, Facts
from caseaudit.auditing.queries import answers_of, as_at_of, is_relied_on_elsewhere
from caseaudit.auditing.tables import Audit
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.machine import Workflow, build_workflow
from caseaudit.people import Actor, Role
from caseaudit.screening.changes import screen
from caseaudit.store.history import move

_WRITABLE = frozenset({"in_progress", "returned"})


def audit_workflow(definitions: Definitions) -> Workflow:
    """The life of an audit, ready to be asked."""
    return build_workflow(definitions.lifecycles["audit"])


def is_own(audit: Audit, by: Actor) -> bool:
    """Whether this person is the audit's auditor, whatever their role today."""
    return audit.auditor_id == by.id


def lock(session: Session, audit: Audit) -> None:
    """Read the audit again and keep everybody else from changing it until this piece of work is done."""
    session.refresh(audit, with_for_update=True)


def begin(session: Session, audit: Audit, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    """Move an audit nobody has opened yet into progress."""
    move(
        session,
        audit_workflow(definitions),
        audit,
        "start",
        facts=Facts(is_own=is_own(audit, by)),
        guards=GUARDS,
        by=by,
        at=at,
    )
    audit.started_at = at
    # Written at once: whoever locks the audit next reads it afresh.
    session.flush()


def take_up(session: Session, audit: Audit, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    """Make sure this person may write here now, starting the audit if need be; raises NotAllowed where they may not."""
    lock(session, audit)
    if audit.status == "allocated":
        begin(session, audit, definitions=definitions, by=by, at=at)
    if by.role is not Role.AUDITOR or not is_own(audit, by):
        raise NotAllowed(definitions.lifecycles["audit"].refusals["is_own"])
    if audit.status not in _WRITABLE:
        _refuse(definitions, audit)


def screen_again(session: Session, audit: Audit, *, definitions: Definitions, at: datetime) -> None:
    """Run the checks over the case file as it now stands, so that flags follow the words."""
    # What another audit was judged on must not move because somebody reads the same file again.
    if is_relied_on_elsewhere(session, audit):
        return
    screen(
        session,
        audit.case_id,
        journeys=definitions.journeys,
        tool=definitions.tool(audit.tool, audit.edition),
        answers={question: answer.value for question, answer in answers_of(session, audit.id).items()},
        as_at=as_at_of(session, audit),
        at=at,
    )


def _refuse(definitions: Definitions, audit: Audit) -> NoReturn:
    title = audit_workflow(definitions).title_of(audit.status).lower()
    raise NotAllowed(f"You cannot change an audit that is {title}.")
