"""The flags on a case file: the auditor judges each, and advice where they care to."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from caseaudit.casefiles.queries import evidence_of
from caseaudit.clock import now
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.group_verdicts import by_code
from caseaudit.web.installed import installed
from caseaudit.web.onward import onward
from caseaudit.web.render import render
from caseaudit.web.verdict_forms import Board, board_of, judge_given
from caseaudit.words import count_of, long_moment

blueprint = Blueprint("verdicts", __name__, url_prefix="/audits/<uuid:audit_id>/flags")


@blueprint.get("")
@role("auditor")
def show(audit_id: UUID) -> str | Response:
    """Every flag with its reason, the words that led to it, and the verdict so far."""
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        evidence = evidence_of(session, case.audit.case_id)
    if not case.is_writable:
        return redirect(url_for("submitting.check", audit_id=audit_id))
    return _draw(case, board_of(case, evidence))


@blueprint.post("")
@role("auditor")
def save(audit_id: UUID) -> str | tuple[str, int] | Response:
    """Keep every verdict given; the flags without one wait."""
    at = now()
    with transaction(installed().engine) as session:
        case = case_in_hand(session, audit_id)
        outcome = judge_given(session, case, at=at)
        evidence = evidence_of(session, case.audit.case_id)
        case = case_in_hand(session, audit_id)
    if not outcome.is_whole:
        return _draw(case, board_of(case, evidence, outcome)), 409 if outcome.met else 422
    waiting = f" {count_of(len(case.unjudged), 'flag')} still to judge." if case.unjudged else ""
    flash(f"Saved on {long_moment(at)}.{waiting}")
    return redirect(onward(case, case.href))


def _draw(case: CaseInHand, board: Board) -> str:
    in_order = [one for _, one in case.flags_by_question]
    judged = [one for one in in_order if not one.is_waiting]
    return render(
        "verdicts/show.html",
        title="Judge the flags",
        caption=case.caption,
        back=case.href,
        errors=board.errors,
        case=case,
        board=board,
        waiting=[one for one in in_order if one.is_waiting],
        judged=judged,
        judged_groups=by_code(judged),
        questions={one.flag.id: question for question, one in case.flags_by_question},
    )
