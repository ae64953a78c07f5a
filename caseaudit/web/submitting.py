"""Checking an audit through and submitting it: what is still missing can be answered on the spot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request
from flask_wtf import FlaskForm
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.auditing.answering import AnsweredMeanwhile, Conflict
from caseaudit.auditing.changes import answer, submit
from caseaudit.auditing.queries import JudgedFlag
from caseaudit.casefiles.queries import evidence_of
from caseaudit.clock import now
from caseaudit.definitions.tool import Question
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.installed import installed
from caseaudit.web.onward import onward
from caseaudit.web.render import FieldError, errors_of, render
from caseaudit.web.section_forms import drafts_of, fresh_form, keep_choice, keep_error, note_name, section_form, settled
from caseaudit.web.verdict_forms import Board, Outcome, board_of, decision_name, judge_given
from caseaudit.words import long_moment

blueprint = Blueprint("submitting", __name__, url_prefix="/audits/<uuid:audit_id>/submit")


MOST_ON_THE_SPOT = 10


@dataclass(frozen=True)
class ToDo:
    """What holds an audit back, with the controls to put it right."""

    questions: Sequence[Question]
    flags: Sequence[JudgedFlag]
    form: FlaskForm
    board: Board
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    keeps: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_short(self) -> bool:
        """Whether the questions are few enough to be answered on the spot, rather than in their sections."""
        return len(self.questions) <= MOST_ON_THE_SPOT


@blueprint.get("")
@role("auditor")
def check(audit_id: UUID) -> str:
    """Every answer and verdict on one page, and what is still missing."""
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        evidence = evidence_of(session, case.audit.case_id)
    return _draw(case, _to_do(case, _form(case), board_of(case, evidence)))


@blueprint.post("")
@role("auditor")
def hand_over(audit_id: UUID) -> str | tuple[str, int] | Response:
    """Keep what was answered here and submit the audit, or say what is missing."""
    at, do = now(), request.form.get("do")
    with transaction(installed().engine) as session:
        case = case_in_hand(session, audit_id)
        form = _form(case)
        errors, conflicts, outcome = _keep(session, case, form, at)
        case = case_in_hand(session, audit_id)
        evidence = evidence_of(session, case.audit.case_id)
        is_kept = outcome.is_whole and not errors
        if do == "submit" and is_kept and not (case.unanswered or case.unjudged):
            submit(session, case.audit, definitions=installed().definitions, by=g.actor, at=at)
            case = None
    if case is None:
        flash("The audit is submitted. A supervisor will read it.")
        return redirect("/audits")
    if do != "submit" and is_kept:
        flash(f"Saved on {long_moment(at)}.")
        return redirect(onward(case, request.path))
    stale = {conflict.question_id for conflict in conflicts}
    form = fresh_form(_asked(case), case.tool.scale, case.audited.answers, keeping=form, stale=stale)
    to_do = _to_do(case, form, board_of(case, evidence, outcome), conflicts)
    missing = _missing(case, to_do) if do == "submit" else ()
    return _draw(case, to_do, [*errors, *to_do.board.errors, *missing]), 422


def _keep(
    session: Session, case: CaseInHand, form: FlaskForm, at: datetime
) -> tuple[list[FieldError], Sequence[Conflict], Outcome]:
    form.validate()
    errors, conflicts = list(errors_of(form)), ()
    drafts = settled(drafts_of(form, _asked(case), case.audited.answers))
    if drafts:
        try:
            answer(session, case.audit, drafts, definitions=installed().definitions, by=g.actor, at=at)
        except AnsweredMeanwhile as meanwhile:
            conflicts = meanwhile.conflicts
            errors += [keep_error(case.tool, conflict) for conflict in conflicts]
    return errors, conflicts, judge_given(session, case, at=at)


def _missing(case: CaseInHand, to_do: ToDo) -> Sequence[FieldError]:
    """What is missing as errors, each set on its field as well."""
    errors = []
    for one in case.unanswered:
        control = to_do.form[note_name(one.question.id) if one.needs_words else one.question.id]
        control.errors = [one.sentence]
        errors.append(FieldError(one.sentence, getattr(control, "error_target", None) or control.id))
    for judged in case.unjudged:
        if not to_do.board.needs_a_look(judged):
            control = to_do.board.form[decision_name(judged.flag.id)]
            control.errors = ["Select what you make of this flag"]
            errors.append(FieldError(f"Select what you make of the flag: {judged.flag.reason}", control.id))
    return errors


def _asked(case: CaseInHand) -> Sequence[Question]:
    return case.audited.questions(case.tool)


def _form(case: CaseInHand) -> FlaskForm:
    return section_form(_asked(case), case.tool.scale, case.audited.answers)


def _to_do(case: CaseInHand, form: FlaskForm, board: Board, conflicts: Sequence[Conflict] = ()) -> ToDo:
    held = {one.question.id for one in case.unanswered} | {conflict.question_id for conflict in conflicts}
    held |= {question.id for question in _asked(case) if form[question.id].errors}
    return ToDo(
        questions=[question for question in _asked(case) if question.id in held],
        flags=[judged for judged in case.flags if judged.is_waiting or board.needs_a_look(judged)],
        form=form,
        board=board,
        conflicts={conflict.question_id: conflict for conflict in conflicts},
        keeps={conflict.question_id: keep_choice(conflict) for conflict in conflicts},
    )


def _draw(case: CaseInHand, to_do: ToDo, errors: Sequence[FieldError] = ()) -> str:
    return render(
        "audits/check.html",
        title="Check your answers" if case.is_writable else "Your answers",
        caption=case.caption,
        back=case.href,
        errors=errors,
        case=case,
        to_do=to_do,
    )
