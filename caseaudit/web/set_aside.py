"""Setting a drawn case file aside: a coded reason, then the next in drawn order takes its place."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.auditing.changes import eliminate
from caseaudit.auditing.queries import audits_in
from caseaudit.clock import now
from caseaudit.machine import build_workflow
from caseaudit.sampling import queries
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.levels import level_title
from caseaudit.web.render import FieldError, errors_of, render
from caseaudit.web.samples_forms import SetAsideForm

blueprint = Blueprint("set_aside", __name__)


@blueprint.get("/<uuid:sample_id>/cases/<uuid:sampled_case_id>/set-aside")
@role("supervisor")
def ask(sample_id: UUID, sampled_case_id: UUID) -> str:
    """Ask why, and say what will happen."""
    return _page(sample_id, sampled_case_id, SetAsideForm())


@blueprint.post("/<uuid:sample_id>/cases/<uuid:sampled_case_id>/set-aside")
@role("supervisor")
def set_aside(sample_id: UUID, sampled_case_id: UUID) -> str | Response:
    """Set the case file aside and draw its replacement."""
    form = SetAsideForm()
    if not form.validate():
        return _page(sample_id, sampled_case_id, form, errors_of(form))
    with transaction(installed().engine) as writing:
        _case_of(writing, sample_id, sampled_case_id)
        replacement = eliminate(
            writing,
            sampled_case_id,
            code=form.code.data,
            note=form.note.data or "",
            definitions=installed().definitions,
            by=g.actor,
            at=now(),
        )
    flash(
        f"The case file was set aside. The next in drawn order takes its place, as number {replacement.position}."
        if replacement
        else "The case file was set aside. None could take its place, so the sample is one smaller."
    )
    return redirect(url_for("samples.show", sample_id=sample_id))


def _case_of(session: Session, sample_id: UUID, sampled_case_id: UUID) -> queries.SampledCaseView:
    case = queries.sampled_case(session, sampled_case_id)
    if case is None or case.sample_id != sample_id:
        abort(404)
    return case


def _page(sample_id: UUID, sampled_case_id: UUID, form: SetAsideForm, errors: tuple[FieldError, ...] = ()) -> str:
    with transaction(installed().engine, write=False) as reading:
        case = _case_of(reading, sample_id, sampled_case_id)
        sample = queries.sample(reading, sample_id)
        audits = [it.audit for it in audits_in(reading, sample_id) if it.audit.sampled_case_id == sampled_case_id]
    status_of = build_workflow(installed().definitions.lifecycles["audit"]).title_of
    return render(
        "samples/set_aside.html",
        title="Set a case file aside",
        caption=sample.name,
        back=url_for("samples.show", sample_id=sample_id),
        errors=errors,
        form=form,
        sample=sample,
        case=case,
        audit=audits[0] if audits else None,
        audit_status=status_of(audits[0].status) if audits else None,
        level_title=level_title,
    )
