"""Asking auditors to read sampled case files, and setting a case file aside."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.accounts.tables import Account
from caseaudit.auditing.facts import GUARDS, Facts
from caseaudit.auditing.tables import Audit
from caseaudit.auditing.writing import audit_workflow, is_own, lock, screen_again
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.machine import build_workflow
from caseaudit.people import Actor
from caseaudit.sampling import changes
from caseaudit.sampling.tables import Sample, SampledCase
from caseaudit.store.history import move, remember


def allocate(
    session: Session,
    sample_id: UUID,
    allocation: Mapping[UUID, UUID],
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    """Ask auditors to read sampled case files, by sampled case.

    One not yet started can be given to somebody else, and so can one whose auditor's account is closed.
    """
    sample = session.get(Sample, sample_id)
    if sample is None:
        raise NotFound("There is no such sample.")
    workflow = build_workflow(definitions.lifecycles["sample"])
    kept = under_way(session, sample_id)
    changes.allocate(session, workflow, sample_id, allocation, by=by, at=at, under_way=kept)
    for sampled_case_id, auditor_id in allocation.items():
        _ask(session, sample, sampled_case_id, auditor_id, definitions=definitions, by=by, at=at)
    session.flush()


def under_way(session: Session, sample_id: UUID) -> frozenset[UUID]:
    """The sampled cases whose audits stay with their auditor: started, and not left behind by a closed account."""
    is_left_behind = col(Audit.status).in_(("in_progress", "returned")) & col(Account.is_active).is_(False)
    started = (
        select(Audit.sampled_case_id)
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
        .join(Account, col(Audit.auditor_id) == col(Account.id))
        .where(SampledCase.sample_id == sample_id, Audit.status != "allocated", ~is_left_behind)
    )
    return frozenset(session.exec(started))


def eliminate(
    session: Session,
    sampled_case_id: UUID,
    *,
    code: str,
    note: str,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> SampledCase | None:
    """Set a case file aside with a coded reason, withdrawing its audit; the replacement next in drawn order, if any."""
    audit = _audit_of(session, sampled_case_id)
    if audit is not None:
        lock(session, audit)
        facts = Facts(is_own=is_own(audit, by))
        workflow = audit_workflow(definitions)
        move(session, workflow, audit, "withdraw", facts=facts, guards=GUARDS, by=by, at=at, note=code)
    return changes.eliminate(session, sampled_case_id, code=code, note=note, by=by, at=at)


def _ask(
    session: Session,
    sample: Sample,
    sampled_case_id: UUID,
    auditor_id: UUID,
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    audit = _audit_of(session, sampled_case_id)
    if audit is None:
        audit = _new_audit(session, sample, sampled_case_id, auditor_id, at)
        session.add(audit)
        session.flush()
        # Evidence may have been loaded for many children before anybody was asked to read this file.
        screen_again(session, audit, definitions=definitions, at=at)
    elif audit.auditor_id != auditor_id:
        audit.auditor_id = auditor_id
        audit.allocated_at = at
        session.add(audit)
        remember(session, "audit", audit.id, "hand_over", by=by, at=at)


def _new_audit(session: Session, sample: Sample, sampled_case_id: UUID, auditor_id: UUID, at: datetime) -> Audit:
    sampled = session.get_one(SampledCase, sampled_case_id)
    return Audit(
        sampled_case_id=sampled.id,
        case_id=sampled.case_id,
        auditor_id=auditor_id,
        tool=sample.tool,
        edition=sample.edition,
        tool_sha256=sample.tool_sha256,
        allocated_at=at,
    )


def _audit_of(session: Session, sampled_case_id: UUID) -> Audit | None:
    return session.exec(select(Audit).where(Audit.sampled_case_id == sampled_case_id)).first()
