"""What people do with an audit: share it out, start it, answer, keep evidence and actions, judge flags, submit."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from caseaudit.auditing.actions import keep_actions
from caseaudit.auditing.allocation import allocate, eliminate
from caseaudit.auditing.answering import AnswerDraft, AnsweredMeanwhile, Conflict, checked, is_same
from caseaudit.auditing.evidence import keep_chronology, keep_plan, keep_record
from caseaudit.auditing.facts import GUARDS, Facts
from caseaudit.auditing.judging import judge_flag
from caseaudit.auditing.queries import answers_of, audit_for, unanswered, unjudged
from caseaudit.auditing.tables import Answer, Audit
from caseaudit.auditing.writing import audit_workflow, begin, is_own, lock, screen_again, take_up
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import Question
from caseaudit.errors import NotAllowed
from caseaudit.people import Actor
from caseaudit.store.history import move

__all__ = [
    "allocate",
    "answer",
    "eliminate",
    "judge_flag",
    "keep_actions",
    "keep_chronology",
    "keep_plan",
    "keep_record",
    "start",
    "submit",
]


def start(session: Session, audit: Audit, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    """Open an audit one has been asked for; the first answer does the same."""
    lock(session, audit)
    begin(session, audit, definitions=definitions, by=by, at=at)


def answer(
    session: Session,
    audit: Audit,
    answers: Mapping[str, AnswerDraft],
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    """Keep answers by question, complete or not.

    Where a question was answered elsewhere meanwhile that one stays as it is, all the others are kept, and
    AnsweredMeanwhile then brings back both answers; a caller that lets it end the transaction keeps nothing.
    """
    take_up(session, audit, definitions=definitions, by=by, at=at)
    asked = _asked(session, audit, definitions=definitions, by=by)
    scale = definitions.tool(audit.tool, audit.edition).scale
    drafts = {key: checked(_question(asked, key), scale, draft) for key, draft in answers.items()}
    standing = answers_of(session, audit.id)
    conflicts = []
    for key, draft in drafts.items():
        now = standing.get(key)
        if is_same(draft, now):
            continue
        if now is not None and now.revision != draft.revision:
            conflicts.append(Conflict(key, AnswerDraft(now.value, now.note, now.revision), now.answered_at, draft))
            continue
        _put(session, audit, key, draft, now, by=by, at=at)
    session.flush()
    if any(asked[key].flags for key in drafts):
        screen_again(session, audit, definitions=definitions, at=at)
    if conflicts:
        raise AnsweredMeanwhile(tuple(conflicts))


def submit(session: Session, audit: Audit, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    """Hand a finished audit to a supervisor; what applies is answered, each flag but advice judged."""
    lock(session, audit)
    facts = Facts(
        is_own=is_own(audit, by),
        unanswered=len(unanswered(session, audit, definitions)),
        unjudged=len(unjudged(session, audit)),
    )
    move(session, audit_workflow(definitions), audit, "submit", facts=facts, guards=GUARDS, by=by, at=at)
    audit.submitted_at = at


def _asked(session: Session, audit: Audit, *, definitions: Definitions, by: Actor) -> Mapping[str, Question]:
    tool = definitions.tool(audit.tool, audit.edition)
    return {question.id: question for question in audit_for(session, audit.id, by).questions(tool)}


def _question(asked: Mapping[str, Question], key: str) -> Question:
    if key not in asked:
        raise NotAllowed("You cannot answer a question that is not asked of this child.")
    return asked[key]


def _put(
    session: Session,
    audit: Audit,
    question_id: str,
    draft: AnswerDraft,
    now: Answer | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    row = now or Answer(audit_id=audit.id, question_id=question_id, revision=0, answered_by=by.id, answered_at=at)
    row.value, row.note, row.revision = draft.value, draft.note, row.revision + 1
    row.answered_by, row.answered_at = by.id, at
    session.add(row)
