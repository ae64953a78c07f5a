"""Allocation: which auditor reads which case file, shared out evenly or one by one, and never one's own team's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.accounts.queries import Account, auditors
from caseaudit.auditing.allocation import allocate, under_way
from caseaudit.auditing.queries import audits_in
from caseaudit.clock import now
from caseaudit.errors import NotAllowed
from caseaudit.machine import build_workflow
from caseaudit.sampling import queries
from caseaudit.sampling.queries import SampledCaseView
from caseaudit.sampling.sharing import AuditorToAsk, CaseToShare, is_same_team, share_out
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.levels import level_title
from caseaudit.web.render import FieldError, render
from caseaudit.words import count_of

blueprint = Blueprint("allocation", __name__, url_prefix="/samples")


@dataclass(frozen=True)
class Line:
    """One case file on the page: who has it or is proposed for it, and whether that can still be changed."""

    case: SampledCaseView
    chosen: UUID | None
    is_settled: bool
    is_left_behind: bool
    status: str
    error: str = ""

    @property
    def target(self) -> str:
        """The id of the control where the auditor is chosen."""
        return f"auditor-{self.case.position}"


@dataclass(frozen=True)
class _Round:
    name: str
    cases: tuple[SampledCaseView, ...]
    auditors: tuple[Account, ...]
    statuses: Mapping[UUID, str]
    under_way: frozenset[UUID]

    @property
    def waiting(self) -> tuple[SampledCaseView, ...]:
        return tuple(case for case in self.cases if case.auditor_id is None)

    def is_settled(self, case: SampledCaseView) -> bool:
        return case.id in self.under_way

    def is_left_behind(self, case: SampledCaseView) -> bool:
        """Whether the auditor's account is closed, so that somebody else has to be asked."""
        return case.auditor_id is not None and all(auditor.id != case.auditor_id for auditor in self.auditors)


@blueprint.get("/<uuid:sample_id>/allocation")
@role("supervisor")
def show(sample_id: UUID) -> str:
    """Every case file still in the sample with its auditor, or with somebody proposed when asked to share out."""
    with transaction(installed().engine, write=False) as reading:
        this = _round(reading, sample_id)
    proposal = _proposal(this) if "share" in request.args else {}
    return _page(sample_id, this, proposal)


@blueprint.post("/<uuid:sample_id>/allocation")
@role("supervisor")
def save(sample_id: UUID) -> str | Response:
    """Ask the chosen auditors, all of them or, where one choice cannot be, none."""
    with transaction(installed().engine, write=False) as reading:
        this = _round(reading, sample_id)
    if all(this.is_settled(case) for case in this.cases):
        raise NotAllowed("You cannot allocate anything here: every case file of this sample has its auditor at work.")
    chosen = _chosen(this)
    errors = _complaints(this, chosen)
    if not chosen:
        return _page(sample_id, this, chosen, general="Select an auditor for at least one case file")
    if errors:
        return _page(sample_id, this, chosen, errors)
    try:
        with transaction(installed().engine) as writing:
            allocate(writing, sample_id, chosen, definitions=installed().definitions, by=g.actor, at=now())
    except NotAllowed as refusal:
        return _page(sample_id, this, chosen, general=str(refusal))
    flash(f"Saved: {count_of(len(chosen), 'case file')} allocated.")
    return redirect(url_for("samples.show", sample_id=sample_id))


def _round(reading: Session, sample_id: UUID) -> _Round:
    sample = queries.sample(reading, sample_id) or abort(404)
    return _Round(
        sample.name,
        tuple(case for case in queries.cases_of(reading, sample_id) if not case.is_eliminated),
        tuple(auditors(reading)),
        {it.audit.sampled_case_id: it.audit.status for it in audits_in(reading, sample_id)},
        under_way(reading, sample_id),
    )


def _proposal(this: _Round) -> Mapping[UUID, UUID]:
    held = Counter(case.auditor_id for case in this.cases)
    return share_out(
        [CaseToShare(case.id, case.team) for case in this.waiting],
        [AuditorToAsk(auditor.id, auditor.team, held[auditor.id]) for auditor in this.auditors],
    )


def _chosen(this: _Round) -> dict[UUID, UUID]:
    known = {str(auditor.id): auditor.id for auditor in this.auditors}
    posted = {case.id: known.get(request.form.get(f"auditor-{case.position}", "")) for case in this.cases}
    return {
        case.id: auditor
        for case in this.cases
        if not this.is_settled(case)
        and (auditor := posted[case.id] or (None if this.is_left_behind(case) else case.auditor_id))
    }


def _complaints(this: _Round, chosen: Mapping[UUID, UUID]) -> Mapping[UUID, str]:
    people = {auditor.id: auditor for auditor in this.auditors}
    return {
        case.id: f"You cannot allocate number {case.position} to {auditor.name}: their own team works it"
        for case in this.cases
        if (auditor := people.get(chosen.get(case.id))) and is_same_team(auditor.team, case.team)
    }


def _page(
    sample_id: UUID,
    this: _Round,
    chosen: Mapping[UUID, UUID],
    complaints: Mapping[UUID, str] | None = None,
    general: str = "",
) -> str:
    complaints = complaints or {}
    title_of = build_workflow(installed().definitions.lifecycles["audit"]).title_of
    lines = [
        Line(
            case,
            chosen.get(case.id, case.auditor_id),
            this.is_settled(case),
            this.is_left_behind(case),
            title_of(this.statuses[case.id]) if case.id in this.statuses else "Not allocated",
            complaints.get(case.id, ""),
        )
        for case in this.cases
    ]
    open_lines = [line for line in lines if not line.is_settled]
    errors = [FieldError(line.error, line.target) for line in lines if line.error]
    if general:
        errors.append(FieldError(general, open_lines[0].target))
    return render(
        "allocation/show.html",
        title="Allocate to auditors",
        caption=this.name,
        back=url_for("samples.show", sample_id=sample_id),
        errors=errors,
        sample_id=sample_id,
        lines=lines,
        may_save=bool(open_lines and this.auditors),
        auditors=this.auditors,
        held=Counter(line.chosen for line in lines if line.chosen),
        unshared=len(this.waiting) - len(chosen) if "share" in request.args else 0,
        is_proposal="share" in request.args,
        waiting=len(this.waiting),
        is_same_team=is_same_team,
        level_title=level_title,
    )
