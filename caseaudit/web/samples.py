"""Samples: what was drawn from which frame, drawing another, and one sample with its order, its seed and its spread."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, request, session, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.auditing.queries import AuditedCase, audits_in
from caseaudit.clock import now
from caseaudit.errors import NotAllowed
from caseaudit.intake import queries as frames
from caseaudit.machine import build_workflow
from caseaudit.people import Role
from caseaudit.sampling import changes, queries
from caseaudit.sampling.design import TARGETED
from caseaudit.store.transaction import transaction
from caseaudit.web import picks, set_aside
from caseaudit.web.access import role
from caseaudit.web.drawings.spread import drawn_spread
from caseaudit.web.installed import installed
from caseaudit.web.levels import in_order, level_title
from caseaudit.web.render import FieldError, errors_of, render
from caseaudit.web.samples_forms import METHOD_HINTS, DesignForm, scopes_of

blueprint = Blueprint("samples", __name__, url_prefix="/samples")
blueprint.register_blueprint(picks.blueprint)
blueprint.register_blueprint(set_aside.blueprint)


@blueprint.get("")
@role("supervisor", "administrator")
def index() -> str:
    """Every sample, the newest first, with how far its audits have come."""
    with transaction(installed().engine, write=False) as reading:
        samples = [(sample, frames.frame(reading, sample.frame_id)) for sample in queries.samples(reading)]
        progress = {sample.id: _progress(reading, sample.id) for sample, _ in samples}
    return render(
        "samples/index.html",
        title="Samples",
        samples=samples,
        progress=progress,
        design_of=queries.design_of_sample,
        status_of=build_workflow(installed().definitions.lifecycles["sample"]).title_of,
        may_draw=g.actor.role == Role.SUPERVISOR,
    )


@blueprint.get("/new")
@role("supervisor")
def new() -> str:
    """The form to draw a sample from a frame; without a frame, the frames to choose from."""
    frame_id = request.args.get("frame", type=UUID)
    if frame_id is None:
        with transaction(installed().engine, write=False) as reading:
            found = frames.frames(reading)
        return render("samples/choose_frame.html", title="Choose a frame to draw from", back="/samples", frames=found)
    return _design_page(frame_id, DesignForm().offer(installed().definitions.tools))


@blueprint.post("/new")
@role("supervisor")
def draw() -> str | Response:
    """Draw the sample, or go on to picking its case files."""
    frame_id = request.args.get("frame", type=UUID) or abort(404)
    form = DesignForm().offer(installed().definitions.tools)
    if not form.validate():
        return _design_page(frame_id, form, errors_of(form))
    if form.method.data == TARGETED:
        session["pick"] = {"name": form.name.data, "tool": form.tool.data}
        return redirect(url_for("samples.picks.choose", frame=frame_id))
    tool = installed().definitions.tool(*form.tool.data.split("/"))
    try:
        with transaction(installed().engine) as writing:
            sample = changes.draw_sample(
                writing,
                frame_id=frame_id,
                name=form.name.data,
                method=form.method.data,
                size=form.wanted,
                tool=tool,
                tool_sha256=installed().definitions.tool_sha256(tool),
                by=g.actor,
                at=now(),
            )
    except NotAllowed as refusal:
        form.size.errors = [str(refusal)]
        return _design_page(frame_id, form, errors_of(form))
    flash(f"The sample was drawn: {sample.size} case files.")
    return redirect(url_for("samples.show", sample_id=sample.id))


@blueprint.get("/<uuid:sample_id>")
@role("supervisor", "administrator")
def show(sample_id: UUID) -> str:
    """One sample: how it was drawn, its case files in drawn order, and the sample beside its frame."""
    with transaction(installed().engine, write=False) as reading:
        sample = queries.sample(reading, sample_id) or abort(404)
        frame = frames.frame(reading, sample.frame_id)
        cases = queries.cases_of(reading, sample_id)
        spreads = queries.sample_against_frame(reading, sample_id)
        audits = {audited.audit.sampled_case_id: audited.audit for audited in audits_in(reading, sample_id)}
        progress = _progress(reading, sample_id)
    lifecycles = installed().definitions.lifecycles
    tool = installed().definitions.tool(sample.tool, sample.edition)
    return render(
        "samples/show.html",
        title=sample.name,
        caption="Sample",
        back="/samples",
        sample=sample,
        frame=frame,
        design=queries.design_of_sample(sample),
        cases=cases,
        stand_ins={case.replaces_id: case for case in cases if case.replaces_id},
        audits=audits,
        progress=progress,
        audit_status=build_workflow(lifecycles["audit"]).title_of,
        sample_status=build_workflow(lifecycles["sample"]).title_of(sample.status),
        level_title=level_title,
        spreads=[drawn_spread(spread, level_title) for spread in spreads],
        tool=tool,
        unasked=[case for case in cases if not case.is_eliminated and not tool.questions_for(case.level, case.age)],
        may_change=g.actor.role == Role.SUPERVISOR and sample.status != "closed",
    )


@blueprint.post("/<uuid:sample_id>/close")
@role("supervisor")
def close(sample_id: UUID) -> Response:
    """Close the round once every audit is accepted or withdrawn."""
    workflow = build_workflow(installed().definitions.lifecycles["sample"])
    with transaction(installed().engine) as writing:
        is_anything_open = _progress(writing, sample_id)["open"] > 0
        changes.close(writing, workflow, sample_id, is_anything_open=is_anything_open, by=g.actor, at=now())
    flash("The sample is closed: its figures are final.")
    return redirect(url_for("samples.show", sample_id=sample_id))


def _design_page(frame_id: UUID, form: DesignForm, errors: tuple[FieldError, ...] = ()) -> str:
    with transaction(installed().engine, write=False) as reading:
        frame = frames.frame(reading, frame_id) or abort(404)
        levels = in_order(frames.level_counts(reading, frame_id))
    return render(
        "samples/new.html",
        title="Draw a sample",
        back=url_for("samples.new"),
        errors=errors,
        form=form,
        frame=frame,
        levels=levels,
        level_title=level_title,
        scopes=scopes_of(installed().definitions.tools, levels),
        hints=METHOD_HINTS,
    )


def _progress(reading: Session, sample_id: UUID) -> Mapping[str, int]:
    cases = [case for case in queries.cases_of(reading, sample_id) if not case.is_eliminated]
    audits: list[AuditedCase] = list(audits_in(reading, sample_id))
    current = [audited.audit.status for audited in audits if audited.audit.status != "withdrawn"]
    accepted = current.count("sealed")
    return {
        "cases": len(cases),
        "allocated": len(current),
        "submitted": current.count("submitted"),
        "accepted": accepted,
        "open": len(cases) - accepted,
    }
