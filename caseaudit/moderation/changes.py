"""What a supervisor decides about a submitted audit: it goes back with comments, or it is accepted and sealed."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from caseaudit.auditing.answering import tidy
from caseaudit.auditing.facts import GUARDS, Facts
from caseaudit.auditing.queries import unjudged
from caseaudit.auditing.tables import Audit
from caseaudit.auditing.writing import audit_workflow, is_own, lock
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.moderation.tables import Moderation, QuestionComment
from caseaudit.people import Actor
from caseaudit.store.history import move


def return_to_auditor(
    session: Session,
    audit: Audit,
    *,
    comment: str,
    questions: Mapping[str, str],
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    """Send an audit back, saying what to look at again, on the whole or by question."""
    said = {question: tidy(words) for question, words in questions.items() if tidy(words)}
    if not tidy(comment) and not said:
        raise NotAllowed("Enter a comment that tells the auditor what to look at again.")
    tool = definitions.tool(audit.tool, audit.edition)
    if any(tool.question(question) is None for question in said):
        raise NotAllowed("You cannot comment on a question that this tool does not ask.")
    lock(session, audit)
    _step(session, audit, "return_to_auditor", definitions=definitions, by=by, at=at)
    reading = _read(session, audit, "returned", comment, by=by, at=at)
    for question, words in said.items():
        session.add(QuestionComment(moderation_id=reading.id, audit_id=audit.id, question_id=question, comment=words))
    session.flush()


def accept(session: Session, audit: Audit, *, comment: str, definitions: Definitions, by: Actor, at: datetime) -> None:
    """Accept an audit and seal it: nothing in it can change any more."""
    lock(session, audit)
    # The database seals the row with its status, so the moment has to be on it by then, and refusal comes before.
    facts = _facts(session, audit, by)
    audit_workflow(definitions).destination(audit.status, "accept", role=by.role, facts=facts, guards=GUARDS)
    audit.sealed_at = at
    _step(session, audit, "accept", definitions=definitions, by=by, at=at)
    _read(session, audit, "accepted", comment, by=by, at=at)


def _step(session: Session, audit: Audit, trigger: str, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    facts = _facts(session, audit, by)
    move(session, audit_workflow(definitions), audit, trigger, facts=facts, guards=GUARDS, by=by, at=at)


def _facts(session: Session, audit: Audit, by: Actor) -> Facts:
    return Facts(is_own=is_own(audit, by), unjudged=len(unjudged(session, audit)))


def _read(session: Session, audit: Audit, decision: str, comment: str, *, by: Actor, at: datetime) -> Moderation:
    reading = Moderation(audit_id=audit.id, moderator_id=by.id, decision=decision, comment=tidy(comment), at=at)
    session.add(reading)
    session.flush()
    return reading
