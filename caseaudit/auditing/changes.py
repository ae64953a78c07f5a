"""What people do with an audit: share it out, start it, answer, keep evidence, judge flags, submit, set aside."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from caseaudit.auditing.allocation import allocate, eliminate
from caseaudit.auditing.answering import AnswerDraft, AnsweredMeanwhile, Conflict, checked, is_same, tidy
from caseaudit.auditing.evidence import keep_chronology, keep_plan, keep_record
from caseaudit.auditing.facts import GUARDS, Facts
from caseaudit.auditing.queries import answers_of, audit_for, unanswered, unjudged, verdicts_of
from caseaudit.auditing.tables import Answer, Audit, Verdict
from caseaudit.auditing.writing import audit_workflow, begin, is_own, lock, screen_again, take_up
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import Question
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.people import Actor
from caseaudit.screening.queries import flags_of
from caseaudit.store.history import move

__all__ = [
    "allocate",
    "answer",
    "eliminate",
    "judge_flag",
    "keep_chronology",
    "keep_plan",
    "keep_record",
    "start",
    "submit",
]

DECISIONS: Mapping[str, str] = {"confirmed": "Confirmed", "overridden": "Overridden"}


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


def judge_flag(
    session: Session,
    audit: Audit,
    flag_id: UUID,
    *,
    decision: str,
    reason: str,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    """Confirm a flag, or override it with a reason; a later verdict takes the place of the earlier one."""
    if decision not in DECISIONS:
        raise NotAllowed("Select whether you confirm or override the flag.")
    if decision == "overridden" and not tidy(reason):
        raise NotAllowed("Enter why you override the flag.")
    take_up(session, audit, definitions=definitions, by=by, at=at)
    if flag_id not in {flag.id for flag in flags_of(session, audit.case_id)}:
        raise NotFound("There is no such flag on this case file any more.")
    verdict = verdicts_of(session, audit.id).get(flag_id)
    if verdict is None:
        verdict = Verdict(audit_id=audit.id, flag_id=flag_id, decision=decision, by_id=by.id, at=at)
    verdict.decision, verdict.reason, verdict.by_id, verdict.at = decision, tidy(reason), by.id, at
    session.add(verdict)
    session.flush()


def submit(session: Session, audit: Audit, *, definitions: Definitions, by: Actor, at: datetime) -> None:
    """Hand a finished audit to a supervisor; every question that applies is answered and every flag judged."""
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
