"""The actions that follow from an audit for this child: what should be different, what will be done, who, by when."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session

from caseaudit.auditing.answering import tidy
from caseaudit.auditing.queries import actions_of, as_at_of
from caseaudit.auditing.tables import Audit, AuditAction
from caseaudit.auditing.writing import take_up
from caseaudit.casefiles.drafts import ActionDraft, ActionWords
from caseaudit.casefiles.reading import plan_rows, read_case_file
from caseaudit.definitions.library import Definitions
from caseaudit.errors import EditedMeanwhile, NotAllowed
from caseaudit.people import Actor
from caseaudit.screening.rows import JudgedRows, judge_rows
from caseaudit.store.history import remember
from caseaudit.words import count_of

MOST_ACTIONS = 50


def keep_actions(
    session: Session,
    audit: Audit,
    actions: Sequence[ActionDraft],
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Keep the actions in place of those kept before; ``seen`` is the mark of those this person looked at."""
    take_up(session, audit, definitions=definitions, by=by, at=at)
    if len(actions) > MOST_ACTIONS:
        raise NotAllowed(f"Enter {MOST_ACTIONS} actions or fewer.")
    if seen is not None and seen != mark_of_actions(session, audit.id):
        raise EditedMeanwhile("These actions were changed in another tab or window after you opened this page.")
    kept = [_tidied(draft) for draft in actions]
    before = actions_of(session, audit.id)
    if [_words(row) for row in before] == [_words(draft) for draft in kept]:
        return
    for row in before:
        session.delete(row)
    session.flush()
    judged = judge_actions(session, audit, kept, definitions=definitions, at=at)
    for position, (draft, flags) in enumerate(zip(kept, judged.rows, strict=True), start=1):
        session.add(
            AuditAction(
                audit_id=audit.id,
                position=position,
                outcome=draft.outcome,
                action=draft.action,
                owner=draft.owner,
                timescale=draft.timescale,
                remarks=sum(not flag.is_advice for flag in flags),
                kept_by=by.id,
                kept_at=at,
            )
        )
    remember(session, "audit", audit.id, "keep_actions", by=by, at=at, note=count_of(len(kept), "action"))
    session.flush()


def judge_actions(
    session: Session,
    audit: Audit,
    actions: Sequence[ActionWords],
    *,
    definitions: Definitions,
    at: datetime,
) -> JudgedRows:
    """What the plan check says of actions for this child; their times are counted from the day they are written."""
    case = read_case_file(
        session, audit.case_id, journeys=definitions.journeys, as_at=as_at_of(session, audit), answers={}
    )
    return judge_rows(case, plan_rows(actions), plan_on=at.date(), next_review_on=None)


def mark_of_actions(session: Session, audit_id: UUID) -> str:
    """A short mark of the actions kept, the same only while not a word of them changes."""
    return sha256(repr([_words(row) for row in actions_of(session, audit_id)]).encode()).hexdigest()[:16]


def _tidied(draft: ActionDraft) -> ActionDraft:
    return ActionDraft(tidy(draft.outcome), tidy(draft.action), tidy(draft.owner), tidy(draft.timescale))


def _words(row: ActionWords) -> tuple[str, str, str, str]:
    return (row.outcome, row.action, row.owner, row.timescale)
