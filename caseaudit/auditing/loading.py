"""Evidence of many children out of one file: each one's rows into that case file, and what had to stay out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.auditing.tables import Audit
from caseaudit.auditing.writing import screen_again
from caseaudit.casefiles import changes
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft
from caseaudit.casefiles.evidence_files import OfChildren
from caseaudit.casefiles.queries import evidence_of
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.intake.queries import cases, frame
from caseaudit.intake.tables import FrameCase
from caseaudit.people import Actor

# From here on an auditor's verdicts rest on the evidence, so only that auditor changes it.
_UNDER_AUDIT = ("in_progress", "submitted", "returned", "sealed")


@dataclass(frozen=True)
class Loading:
    """What a file would bring into the case files of a frame, or has brought."""

    rows_of_case: Mapping[UUID, Sequence[Any]]
    case_keys: Mapping[UUID, str]
    has_already: frozenset[UUID]
    under_audit: int
    children_not_in_frame: int
    rows_without_a_child: int

    @property
    def rows(self) -> int:
        """How many rows go into case files."""
        return sum(map(len, self.rows_of_case.values()))


def loading_of(session: Session, frame_id: UUID, found: OfChildren[Any], *, kind: str) -> Loading:
    """What a file would bring; raises NotFound where there is no such frame. Files under audit are left as they are."""
    if frame(session, frame_id) is None:
        raise NotFound("There is no such frame.")
    by_ref = {case.child_ref: case for case in cases(session, frame_id)}
    known = {by_ref[ref].id: rows for ref, rows in found.by_child.items() if ref in by_ref}
    barred = _under_audit(session, frame_id)
    rows = {case_id: own for case_id, own in known.items() if case_id not in barred}
    return Loading(
        rows_of_case=rows,
        case_keys={case.id: case.case_key for case in by_ref.values() if case.id in rows},
        has_already=frozenset(case_id for case_id in rows if _has(session, case_id, kind)),
        under_audit=len(known) - len(rows),
        children_not_in_frame=len(found.by_child) - len(known),
        rows_without_a_child=found.rows_without_a_child,
    )


def load_chronologies(
    session: Session,
    frame_id: UUID,
    found: OfChildren[EntryDraft],
    *,
    agency: str,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> Loading:
    """Keep one agency's chronology of every child in a file; that agency's earlier one gives way, others' stay."""
    loading = loading_of(session, frame_id, found, kind="chronology")
    for case_id, rows in loading.rows_of_case.items():
        others = [entry for entry in evidence_of(session, case_id).entry_drafts if entry.agency != agency]
        own = [replace(entry, agency=agency) for entry in rows]
        changes.keep_chronology(session, case_id, [*others, *own], by=by, at=at)
    _screen_what_is_asked_for(session, loading, definitions=definitions, at=at)
    return loading


def load_plans(
    session: Session,
    frame_id: UUID,
    found: OfChildren[ActionDraft],
    *,
    agency: str,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> Loading:
    """Keep the plan of every child in a file in the place of an earlier one, whose dates stay."""
    loading = loading_of(session, frame_id, found, kind="plan")
    for case_id, rows in loading.rows_of_case.items():
        plan = evidence_of(session, case_id).plan
        dates = (plan.plan_on, plan.next_review_on) if plan else (None, None)
        changes.keep_plan(session, case_id, PlanDraft(*dates, tuple(rows)), by=by, at=at)
    _screen_what_is_asked_for(session, loading, definitions=definitions, at=at)
    return loading


LOADERS: Mapping[str, Callable[..., Loading]] = {"chronology": load_chronologies, "plan": load_plans}


def _has(session: Session, case_id: UUID, kind: str) -> bool:
    evidence = evidence_of(session, case_id)
    return bool(evidence.chronology if kind == "chronology" else evidence.plan)


def _under_audit(session: Session, frame_id: UUID) -> frozenset[UUID]:
    started = (
        select(Audit.case_id)
        .join(FrameCase, col(Audit.case_id) == col(FrameCase.id))
        .where(FrameCase.frame_id == frame_id, col(Audit.status).in_(_UNDER_AUDIT))
    )
    return frozenset(session.exec(started))


def _screen_what_is_asked_for(session: Session, loading: Loading, *, definitions: Definitions, at: datetime) -> None:
    asked = select(Audit).where(Audit.status == "allocated")
    for audit in session.exec(asked).all():
        if audit.case_id in loading.rows_of_case:
            screen_again(session, audit, definitions=definitions, at=at)
