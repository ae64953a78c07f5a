"""The actions that follow from an audit for this child, checked as they are written by the check that reads plans."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_wtf import FlaskForm
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms import FieldList, FormField, HiddenField

from caseaudit.auditing.actions import judge_actions, mark_of_actions
from caseaudit.auditing.changes import keep_actions
from caseaudit.auditing.queries import actions_of
from caseaudit.clock import now
from caseaudit.errors import EditedMeanwhile, NotAllowed
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.evidence_forms import EMPTY_ROWS, ActionForm, rows_of, without
from caseaudit.web.installed import installed
from caseaudit.web.onward import onward
from caseaudit.web.render import FieldError, render
from caseaudit.web.said_of_rows import Said, as_answer, drafts_in, is_empty, said_of
from caseaudit.words import count_of, long_moment

blueprint = Blueprint("actions", __name__, url_prefix="/audits/<uuid:audit_id>/actions")


class ActionsForm(FlaskForm):
    """The actions on the page, and a mark of those it was drawn from."""

    rows = FieldList(FormField(ActionForm))
    seen = HiddenField()


@blueprint.get("")
@role("auditor")
def show(audit_id: UUID) -> str | Response:
    """The actions written so far, ready to be added to."""
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        kept = actions_of(session, audit_id)
        seen = mark_of_actions(session, audit_id)
    if not case.is_writable:
        return redirect(url_for("submitting.check", audit_id=audit_id))
    return _draw(case, _form_of(kept, seen, empty=0 if kept else EMPTY_ROWS))


@blueprint.post("")
@role("auditor")
def save(audit_id: UUID) -> str | tuple[str, int] | Response:
    """Keep the actions, or check them, add empty rows or take one away first."""
    form, do, at = ActionsForm(), request.form.get("do", "save"), now()
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
    drafts = drafts_in(form.rows)
    if do == "check":
        return _draw(case, form, note="The actions were checked. Nothing is saved yet.")
    if do == "add":
        filled = [draft for draft in drafts if not is_empty(draft)]
        again = _form_of(filled, form.seen.data, empty=EMPTY_ROWS)
        return _draw(case, again, note="There are empty rows to type in below.")
    if do.startswith("remove-"):
        again = _form_of(without(drafts, do.removeprefix("remove-")), form.seen.data)
        return _draw(case, again, note="The row is removed. Save to keep it so.")
    try:
        with transaction(installed().engine) as session:
            audit = case_in_hand(session, audit_id).audit
            kept = [draft for draft in drafts if not is_empty(draft)]
            seen = form.seen.data or None
            keep_actions(session, audit, kept, definitions=installed().definitions, by=g.actor, at=at, seen=seen)
    except EditedMeanwhile as refusal:
        return _draw_both(case, form, str(refusal)), 409
    except NotAllowed as refusal:
        return _draw(case, form, [FieldError(str(refusal), _first_control(form))]), 422
    flash(f"Saved on {long_moment(at)}: {count_of(len(kept), 'action')}.")
    return redirect(onward(case, case.href))


@blueprint.post("/check")
@role("auditor")
def check(audit_id: UUID) -> Response:
    """What the check says of the actions as they stand on the page; nothing is kept."""
    form = ActionsForm()
    with transaction(installed().engine, write=False) as session:
        return as_answer(_said(session, case_in_hand(session, audit_id), form))


def _said(session: Session, case: CaseInHand, form: FlaskForm) -> Said:
    drafts = drafts_in(form.rows)
    return said_of(judge_actions(session, case.audit, drafts, definitions=installed().definitions, at=now()), drafts)


def _form_of(rows: Sequence[Any], seen: str | None, *, empty: int = 0) -> FlaskForm:
    return ActionsForm(formdata=None, data={"rows": rows_of(rows, empty=empty), "seen": seen})


def _first_control(form: FlaskForm) -> str:
    return form.rows[0].outcome.id if form.rows.entries else "add-rows"


def _draw_both(case: CaseInHand, form: FlaskForm, sentence: str) -> str:
    with transaction(installed().engine, write=False) as session:
        theirs = actions_of(session, case.audit.id)
        form.seen.data = mark_of_actions(session, case.audit.id)
    return _draw(case, form, [FieldError(sentence, _first_control(form))], theirs=theirs)


def _draw(case, form, errors=(), *, note="", theirs=None) -> str:
    with transaction(installed().engine, write=False) as session:
        said = _said(session, case, form)
    return render(
        "actions/show.html",
        title="Actions for this child",
        caption=case.caption,
        back=case.href,
        errors=errors,
        case=case,
        form=form,
        note=note,
        theirs=theirs,
        said=said,
    )
