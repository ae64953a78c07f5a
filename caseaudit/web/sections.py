"""One section of an audit: its questions beside what is flagged and what was copied from the file."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, g, redirect, url_for
from werkzeug.wrappers import Response

from caseaudit.auditing.answering import AnsweredMeanwhile, Conflict
from caseaudit.auditing.changes import answer
from caseaudit.auditing.progress import SectionProgress
from caseaudit.auditing.queries import answers_of
from caseaudit.casefiles.drafts import RECORD_TYPES
from caseaudit.casefiles.queries import evidence_of
from caseaudit.clock import now
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.installed import installed
from caseaudit.web.onward import onward
from caseaudit.web.render import FieldError, errors_of, render
from caseaudit.web.section_forms import drafts_of, fresh_form, keep_choice, keep_error, section_form, settled
from caseaudit.web.verdict_forms import Outcome, board_of, judge_given
from caseaudit.words import long_moment

blueprint = Blueprint("sections", __name__, url_prefix="/audits/<uuid:audit_id>/sections")


@blueprint.get("/<section_id>")
@role("auditor")
def show(audit_id: UUID, section_id: str) -> str | Response:
    """The questions of a section that apply to this child."""
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        evidence = evidence_of(session, case.audit.case_id)
    part = _part(case, section_id)
    if not case.is_writable:
        return redirect(url_for("submitting.check", audit_id=audit_id))
    form = section_form(part.questions, case.tool.scale, case.audited.answers)
    return _draw(case, part, form, board_of(case, evidence), evidence)


@blueprint.post("/<section_id>")
@role("auditor")
def save(audit_id: UUID, section_id: str) -> str | tuple[str, int] | Response:
    """Keep what was typed, complete or not, and go on."""
    at = now()
    conflicts: Sequence[Conflict] = ()
    refusals: list[FieldError] = []
    with transaction(installed().engine) as session:
        case = case_in_hand(session, audit_id)
        part = _part(case, section_id)
        form = section_form(part.questions, case.tool.scale, case.audited.answers)
        form.validate()
        drafts = settled(drafts_of(form, part.questions, case.audited.answers))
        try:
            answer(session, case.audit, drafts, definitions=installed().definitions, by=g.actor, at=at)
        except AnsweredMeanwhile as meanwhile:
            conflicts = meanwhile.conflicts
        except NotAllowed as refusal:
            session.rollback()
            refusals = [FieldError(str(refusal), _first_field(part))]
        outcome = Outcome() if refusals else judge_given(session, case, at=at)
        standing = answers_of(session, audit_id)
        evidence = evidence_of(session, case.audit.case_id)
        case = case_in_hand(session, audit_id)
    if outcome.is_whole and not (conflicts or refusals or form.errors):
        flash(f"Saved on {long_moment(at)}.")
        return redirect(_onward(case, section_id))
    stale = {conflict.question_id for conflict in conflicts}
    form = fresh_form(part.questions, case.tool.scale, standing, keeping=form, stale=stale)
    board = board_of(case, evidence, outcome)
    return _draw(case, part, form, board, evidence, conflicts, refusals), 409 if conflicts or outcome.met else 422


def _part(case: CaseInHand, section_id: str) -> SectionProgress:
    part = case.section(section_id)
    if part is None:
        raise NotFound("There is no such section in this audit.")
    return part


def _onward(case: CaseInHand, section_id: str) -> str:
    following = case.section_after(section_id)
    if following is None:
        return onward(case, case.href)
    return onward(case, url_for("sections.show", audit_id=case.audit.id, section_id=following.section.id))


def _first_field(part: SectionProgress) -> str:
    return part.questions[0].id


def _draw(case, part, form, board, evidence, conflicts=(), refusals=()) -> str:
    keeps = {conflict.question_id: keep_choice(conflict) for conflict in conflicts}
    return render(
        "sections/show.html",
        title=part.section.title,
        caption=case.caption,
        back=case.href,
        errors=[*refusals, *(keep_error(case.tool, one) for one in conflicts), *errors_of(form), *board.errors],
        case=case,
        part=part,
        form=form,
        board=board,
        evidence=evidence,
        record_types=RECORD_TYPES,
        keeps=keeps,
        conflicts={conflict.question_id: conflict for conflict in conflicts},
    )
