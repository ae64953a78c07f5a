"""Picking case files for risk or learning: found by level and team, ticked one by one, each with its reason.

What is ticked travels with the form from one filter to the next, so that nothing is lost and nothing is half saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from caseaudit.clock import now
from caseaudit.errors import NotAllowed
from caseaudit.intake import queries as frames
from caseaudit.sampling import changes
from caseaudit.sampling.refusals import LONGEST_TEXT
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.levels import in_order, level_title
from caseaudit.web.render import FieldError, errors_of, render
from caseaudit.web.samples_forms import ToolForm, scopes_of

MOST_SHOWN = 50
_WHY = "why-"

blueprint = Blueprint("picks", __name__)


@dataclass(frozen=True)
class Picked:
    """A ticked case file and the reason typed so far."""

    why: str
    error: str = ""


@blueprint.get("/new/pick")
@role("supervisor")
def choose() -> str:
    """The case files of a frame to pick from."""
    return _page(_frame_id(), _form(), {})


@blueprint.post("/new/pick")
@role("supervisor")
def pick() -> str | Response:
    """Keep the pick as a sample, or show other case files beside what is ticked so far."""
    frame_id, form, picked = _frame_id(), _form(), _picked()
    if request.form.get("action") == "show":
        return _page(frame_id, form, picked)
    is_valid = form.validate()
    picked = {case: Picked(it.why, _complaint(it.why)) for case, it in picked.items()}
    errors = errors_of(form) + tuple(FieldError(it.error, f"{_WHY}{case}") for case, it in picked.items() if it.error)
    if not picked:
        errors += (FieldError("Select at least one case file to pick", "level"),)
    if not is_valid or errors:
        return _page(frame_id, form, picked, errors)
    tool = installed().definitions.tool(*form.tool.data.split("/"))
    try:
        with transaction(installed().engine) as writing:
            sample = changes.pick_targeted(
                writing,
                frame_id=frame_id,
                name=form.name.data,
                picks={case: it.why for case, it in picked.items()},
                tool=tool,
                tool_sha256=installed().definitions.tool_sha256(tool),
                by=g.actor,
                at=now(),
            )
    except NotAllowed as refusal:
        return _page(frame_id, form, picked, (FieldError(str(refusal), "level"),))
    session.pop("pick", None)
    flash("The pick was kept.")
    return redirect(url_for("samples.show", sample_id=sample.id))


def _frame_id() -> UUID:
    return request.args.get("frame", type=UUID) or abort(404)


def _form() -> ToolForm:
    return ToolForm(data=session.get("pick")).offer(installed().definitions.tools)


def _picked() -> dict[UUID, Picked]:
    ticked = {UUID(case) for case in request.form.getlist("case") if _is_uuid(case)}
    # Whoever types a reason means to pick; whoever takes a tick away again means to leave it out, reason or not.
    typed = {name.removeprefix(_WHY) for name, why in request.form.items() if name.startswith(_WHY) and why.strip()}
    meant = {UUID(case) for case in typed - set(request.form.getlist("was")) if _is_uuid(case)}
    return {case: Picked(" ".join(request.form.get(f"{_WHY}{case}", "").split())) for case in sorted(ticked | meant)}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _complaint(why: str) -> str:
    if not why:
        return "Enter why this case file was picked"
    return f"The reason must be {LONGEST_TEXT} characters or fewer" if len(why) > LONGEST_TEXT else ""


def _page(frame_id: UUID, form: ToolForm, picked: Mapping[UUID, Picked], errors: tuple[FieldError, ...] = ()) -> str:
    level, team = request.form.get("level") or None, request.form.get("team") or None
    with transaction(installed().engine, write=False) as reading:
        frame = frames.frame(reading, frame_id) or abort(404)
        every = {case.id: case for case in frames.cases(reading, frame_id)}
        found = [case for case in frames.cases(reading, frame_id, level=level, team=team) if case.id not in picked]
        levels, teams = in_order(frames.level_counts(reading, frame_id)), frames.teams(reading, frame_id)
    return render(
        "samples/pick.html",
        title="Pick case files",
        back=url_for("samples.new", frame=frame_id),
        errors=errors,
        form=form,
        frame=frame,
        picked=[(every[case], it) for case, it in picked.items() if case in every],
        found=found[:MOST_SHOWN],
        count_found=len(found),
        levels=levels,
        teams=teams,
        level=level,
        team=team,
        age_at=frames.age_at,
        level_title=level_title,
        scopes=scopes_of(installed().definitions.tools, levels),
    )
