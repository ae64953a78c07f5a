"""Copying evidence from the case file beside an audit's questions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session

from caseaudit.auditing.queries import as_at_of, is_relied_on_elsewhere
from caseaudit.auditing.tables import Audit
from caseaudit.auditing.writing import screen_again, take_up
from caseaudit.casefiles import changes
from caseaudit.casefiles.drafts import EntryDraft, PlanDraft, RecordDraft
from caseaudit.casefiles.queries import Evidence, evidence_of
from caseaudit.casefiles.reading import plan_rows, read_case_file
from caseaudit.definitions.library import Definitions
from caseaudit.errors import EditedMeanwhile, NotAllowed
from caseaudit.people import Actor
from caseaudit.screening.rows import JudgedRows, judge_rows


def _chronology_words(evidence: Evidence) -> Iterable[object]:
    return (
        (row.agency, row.date_text, row.source, row.event, row.significance, row.action) for row in evidence.chronology
    )


def _plan_words(evidence: Evidence) -> Iterable[object]:
    dates = (evidence.plan.plan_on, evidence.plan.next_review_on) if evidence.plan else None
    return (dates, *((row.outcome, row.action, row.owner, row.timescale) for row in evidence.actions))


def _record_words(evidence: Evidence) -> Iterable[object]:
    return (
        (row.record_type, row.on, tuple(row.present), row.communication_need, row.language, row.text)
        for row in evidence.records
    )


_WORDS: Mapping[str, Callable[[Evidence], Iterable[object]]] = {
    "chronology": _chronology_words,
    "plan": _plan_words,
    "record": _record_words,
}


def keep_chronology(
    session: Session,
    audit: Audit,
    entries: Sequence[EntryDraft],
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Keep the chronology as the file has it, in place of what was kept before; flags follow."""
    _open_file(session, audit, "chronology", seen, definitions=definitions, by=by, at=at)
    changes.keep_chronology(session, audit.case_id, entries, by=by, at=at)
    screen_again(session, audit, definitions=definitions, at=at)


def keep_plan(
    session: Session,
    audit: Audit,
    plan: PlanDraft,
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Keep the plan as the file has it, in place of what was kept before; flags follow."""
    _open_file(session, audit, "plan", seen, definitions=definitions, by=by, at=at)
    changes.keep_plan(session, audit.case_id, plan, by=by, at=at)
    screen_again(session, audit, definitions=definitions, at=at)


def keep_record(
    session: Session,
    audit: Audit,
    record: RecordDraft,
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Keep one record of a visit or review as the file has it; flags follow."""
    _open_file(session, audit, "record", seen, definitions=definitions, by=by, at=at)
    changes.keep_record(session, audit.case_id, record, by=by, at=at)
    screen_again(session, audit, definitions=definitions, at=at)


def judge_plan(session: Session, audit: Audit, plan: PlanDraft, *, definitions: Definitions) -> JudgedRows:
    """What the check says of a plan that is not kept yet, row by row."""
    case = read_case_file(
        session, audit.case_id, journeys=definitions.journeys, as_at=as_at_of(session, audit), answers={}
    )
    return judge_rows(case, plan_rows(plan.actions), plan_on=plan.plan_on, next_review_on=plan.next_review_on)


def fingerprint(session: Session, case_id: UUID, kind: str) -> str:
    """A short mark of what is kept of one kind, the same only while not a word of it changes."""
    words = _WORDS[kind](evidence_of(session, case_id))
    return sha256(repr(list(words)).encode()).hexdigest()[:16]


def _open_file(
    session: Session,
    audit: Audit,
    kind: str,
    seen: str | None,
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    take_up(session, audit, definitions=definitions, by=by, at=at)
    if is_relied_on_elsewhere(session, audit):
        raise NotAllowed("You cannot change this evidence: another audit of the case file rests on it as it stands.")
    if seen is not None and seen != fingerprint(session, audit.case_id, kind):
        raise EditedMeanwhile("This evidence was changed in another tab or window after you opened this page.")
